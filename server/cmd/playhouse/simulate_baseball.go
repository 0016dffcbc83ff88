package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/simulate"
)

func newSimulateBaseball() *cobra.Command {
	var (
		o                      = simulate.Options{Clock: time.Now}
		id, folder, format, to string
	)
	cmd := &cobra.Command{
		Use:   "baseball",
		Short: "Games of league-average teams with computer managers, and the figures that come of them, on one core",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var err error
			if o.League, err = leagueOf(id, folder); err != nil {
				return err
			}
			if o.Games < 1 {
				return fmt.Errorf("--games must be 1 or more")
			}
			r, err := simulate.Run(o)
			if err != nil {
				return err
			}
			if to != "" {
				if err := writeReport(to, r, o.League); err != nil {
					return err
				}
			}
			if format == "text" {
				format = "table"
			}
			return printAs(format, r, func() error { return r.WriteTable(os.Stdout) })
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.Games, "games", 1000, "how many games")
	f.StringVar(&o.Seed, "seed", "playhouse", "the same seed plays the same games")
	f.StringVar(&id, "league", "pd", "the league's id")
	f.StringVar(&folder, "content", "", "folder with league files and their environment instead of the embedded ones")
	f.StringVar(&format, "format", "text", "text or json")
	f.StringVar(&to, "report", "", "write a page with plots to this file")
	return cmd
}

// leagueOf finds a league by its id.
func leagueOf(id, folder string) (*league.League, error) {
	var files fs.FS = content.Files
	if folder != "" {
		files = os.DirFS(folder)
	}
	all, err := league.Load(files)
	if err != nil {
		return nil, err
	}
	if l := all[id]; l != nil {
		return l, nil
	}
	return nil, fmt.Errorf("--league %q is none of %v", id, slices.Sorted(maps.Keys(all)))
}

func writeReport(file string, r *simulate.Result, l *league.League) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(r.WriteReport(f, l), f.Close())
}
