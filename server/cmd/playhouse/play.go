package main

import (
	"os"

	"github.com/spf13/cobra"

	"playhouse/clients/terminal"
)

// newPlay plays in a terminal.
func newPlay() *cobra.Command {
	var o terminal.Options
	cmd := &cobra.Command{
		Use:   "play",
		Short: "Play cosmic in this terminal, on any Playhouse server",
		Long: `Play cosmic in this terminal, on any Playhouse server.

Without a key you are a guest of this machine: the sign-in is kept in your config
folder, one file a server. To play as the account that you have in the browser,
make an API key in the page's settings and pass it by --key or PLAYHOUSE_KEY.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Key == "" {
				o.Key = os.Getenv(keyVariable)
			}
			return terminal.Run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Server, "server", "http://localhost:8080", "the server: http://HOST:PORT or https://HOST")
	f.StringVar(&o.Key, "key", "", "an API key, to play as the account it belongs to (or PLAYHOUSE_KEY)")
	f.StringVar(&o.Session, "session", "", "the voyage to go on with, by its id")
	f.BoolVar(&o.New, "new", false, "set out on a new voyage at once")
	f.StringVar(&o.Seed, "seed", "", "seed of the new voyage's stars")
	f.BoolVar(&o.Daily, "daily", false, "set out on today's voyage: the same stars for everybody")
	f.BoolVar(&o.Endless, "endless", false, "a new voyage without last turn and goal")
	f.Int32Var(&o.Goal, "goal", 0, "credits to earn on the new voyage, 500 to 1000000 (default 5000)")
	f.Int32Var(&o.Turns, "turns", 0, "last turn of the new voyage, 10 to 1000 (default 50)")
	return cmd
}
