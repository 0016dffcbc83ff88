package main

import (
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"playhouse/server/games/cosmic"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/games/cosmic/simulate"
)

func newSimulateCosmic() *cobra.Command {
	var (
		o                         = simulate.Options{Clock: time.Now}
		strategy, content, format string
	)
	cmd := &cobra.Command{
		Use:   "cosmic",
		Short: "Bot voyages in Cosmic, fights by enemy, and a search for profit for nothing, on all cores",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var err error
			if o.Strategies, err = strategies(strategy); err != nil {
				return err
			}
			if content != "" {
				if o.Balance, err = balance.Load(os.DirFS(content)); err != nil {
					return err
				}
			}
			r, err := simulate.Run(o)
			if err != nil {
				return err
			}
			return printAs(format, r, func() error { return r.WriteTable(os.Stdout) })
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.Games, "games", 1000, "voyages for each strategy")
	f.StringVar(&strategy, "strategy", "all", "trader, miner, hunter, quester, tourist or all")
	f.BoolVar(&o.Endless, "endless", false, "voyages without victory, retired in the last turn")
	f.IntVar(&o.Turns, "turns", 0, "the last turn, 10 to 1000; 0 for the balance's")
	f.IntVar(&o.Fights, "fights", 1000, "fights for each enemy and arms; 0 for none")
	f.IntVar(&o.Searches, "searches", 100, "positions from which profit for nothing is looked for; 0 for none")
	f.StringVar(&o.Seed, "seed", "playhouse", "the same seed plays the same voyages")
	f.IntVar(&o.Workers, "workers", 0, "voyages at a time; 0 for one a core")
	f.StringVar(&content, "content", "", "folder with balance.json and events.json instead of the embedded ones")
	f.StringVar(&format, "format", "table", "table or json")
	return cmd
}

// strategies are the one with a name, or all.
func strategies(name string) ([]cosmic.Strategy, error) {
	all := cosmic.Strategies()
	if name == "all" {
		return all, nil
	}
	if one := cosmic.Strategy(name); slices.Contains(all, one) {
		return []cosmic.Strategy{one}, nil
	}
	return nil, fmt.Errorf("--strategy %q is none of all, %v", name, all)
}
