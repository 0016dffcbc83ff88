package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
	"playhouse/server/worlds/lab"
)

// newSimulateArena has behaviours fight: everybody against everybody.
func newSimulateArena() *cobra.Command {
	var (
		t      lab.Tournament
		only   []string
		format string
	)
	cmd := &cobra.Command{
		Use:   "arena [FILE]...",
		Short: "Rank the house's behaviours, and those of files in the rules language, on all cores",
		RunE: func(cmd *cobra.Command, files []string) error {
			shipped, err := content.Behaviors()
			if err != nil {
				return err
			}
			for _, b := range shipped {
				if len(only) == 0 || slices.Contains(only, b.Name) {
					t.Entrants = append(t.Entrants, lab.Entrant{Name: b.Name, Program: b.Program})
				}
			}
			for _, file := range files {
				e, err := entrantOf(file)
				if err != nil {
					return err
				}
				t.Entrants = append(t.Entrants, e)
			}
			r, err := t.Run(cmd.Context(), func(p lab.Pair) {
				fmt.Fprintf(os.Stderr, "%s against %s: %.1f %% (%.1f to %.1f)\n", p.First, p.Second, 100*p.Share, 100*p.Low, 100*p.High) //nolint:mnd // per cent
			})
			if err != nil {
				return err
			}
			return printAs(format, r, func() error { return r.WriteTable(os.Stdout) })
		},
	}
	f := cmd.Flags()
	f.IntVar(&t.Seeds, "seeds", 50, "seeds a pair; each is played from both sides")
	f.StringVar(&t.Scenario, "scenario", "skirmish", "duel, skirmish, battle or islands")
	f.StringSliceVar(&only, "only", nil, "some of the house's behaviours, by name")
	f.StringVar(&format, "format", "table", "table or json")
	return cmd
}

// entrantOf is a behaviour of a file.
func entrantOf(file string) (lab.Entrant, error) {
	source, err := os.ReadFile(file)
	if err != nil {
		return lab.Entrant{}, err
	}
	program, found := mind.Compile(string(source))
	if program == nil {
		return lab.Entrant{}, fmt.Errorf("%s:%d:%d: %s", file, found[0].Line, found[0].Column, found[0].Message)
	}
	return lab.Entrant{Name: strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), Program: program}, nil
}
