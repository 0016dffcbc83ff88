package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth"
	"playhouse/server/games/labyrinth/simulate"
)

// newSimulate plays games without people: one subcommand a game.
func newSimulate() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Play thousands of games with bots and print how they ended",
		Args:  cobra.NoArgs,
	}
	cmd.AddCommand(newSimulateLabyrinth(), newSimulateCosmic(), newSimulateBaseball(), newSimulateArena())
	return cmd
}

func newSimulateLabyrinth() *cobra.Command {
	var (
		o                             = simulate.Options{Clock: time.Now}
		difficulty, generator, format string
		content                       string
	)
	cmd := &cobra.Command{
		Use:   "labyrinth",
		Short: "Bot parties in the labyrinth, on all cores",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var err error
			if o.Difficulty, err = enum[labyrinthv1.Difficulty]("difficulty", difficulty, labyrinthv1.Difficulty_value); err != nil {
				return err
			}
			if o.Generator, err = enum[labyrinthv1.Generator]("generator", generator, labyrinthv1.Generator_value); err != nil {
				return err
			}
			if content != "" {
				if o.Content, err = labyrinth.LoadContent(os.DirFS(content)); err != nil {
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
	f.IntVar(&o.Games, "games", 1000, "how many games")
	f.IntVar(&o.Players, "players", 4, "bots in the party, 1 to 6")
	f.StringVar(&o.Scenario, "scenario", "rescue", "rescue, core_shutdown or evacuation_race")
	f.StringVar(&difficulty, "difficulty", "normal", "easy, normal or hard")
	f.StringVar(&generator, "generator", "depth_first", "depth_first, wilson, prim or classic")
	f.IntVar(&o.Size, "size", 8, "cells per side")
	f.StringVar(&o.Seed, "seed", "playhouse", "the same seed plays the same games")
	f.IntVar(&o.Workers, "workers", 0, "games at a time; 0 for one a core")
	f.StringVar(&content, "content", "", "folder with labyrinth CSV files instead of the embedded ones")
	f.StringVar(&format, "format", "table", "table or json")
	return cmd
}

// enum reads a protobuf enum's value by its short name: "normal" for
// DIFFICULTY_NORMAL.
func enum[E ~int32](flag, name string, values map[string]int32) (E, error) {
	suffix := "_" + strings.ToUpper(name)
	var names []string
	for full, value := range values {
		if value == 0 {
			continue
		}
		if strings.ToUpper(flag)+suffix == full {
			return E(value), nil
		}
		names = append(names, strings.ToLower(strings.TrimPrefix(full, strings.ToUpper(flag)+"_")))
	}
	return 0, fmt.Errorf("--%s %q is none of %s", flag, name, strings.Join(names, ", "))
}

// printAs prints a result for people or for programs.
func printAs(format string, result any, table func() error) error {
	switch format {
	case "table":
		return table()
	case "json":
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		return e.Encode(result)
	}
	return fmt.Errorf("--format %q is none of table, json", format)
}
