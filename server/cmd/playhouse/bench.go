package main

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"playhouse/server/bench"
)

func newBench() *cobra.Command {
	var (
		o      bench.Options
		format string
	)
	cmd := &cobra.Command{
		Use:       "bench [PART]...",
		Short:     "Measure what is promised on this machine (takes a few minutes)",
		Long:      "Measure what is promised on this machine: all of it, or some of its parts: " + strings.Join(bench.Parts, ", ") + ".",
		ValidArgs: bench.Parts,
		Args:      cobra.OnlyValidArgs,
		RunE: func(cmd *cobra.Command, parts []string) error {
			o.Parts = parts
			o.DatabaseURL, o.Progress = os.Getenv("DATABASE_URL"), os.Stderr
			r, err := bench.Run(cmd.Context(), o)
			if err != nil {
				return err
			}
			return printAs(format, r, func() error { return r.WriteTable(os.Stdout) })
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.Seconds, "seconds", 5, "how long each load runs")
	f.IntVar(&o.Watchers, "watchers", 1000, "idle streams for memory and CPU")
	f.IntVar(&o.Records, "records", 10_000, "how long the session is that is loaded cold")
	f.StringVar(&format, "format", "table", "table or json")
	cmd.AddCommand(newAudience())
	return cmd
}

// newAudience is what bench starts to have watchers outside its own process.
func newAudience() *cobra.Command {
	var a bench.Audience
	cmd := &cobra.Command{
		Use:    "audience",
		Short:  "Hold idle streams open until standard input ends",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.Watch(cmd.Context(), os.Stdin, os.Stdout)
		},
	}
	f := cmd.Flags()
	f.StringVar(&a.URL, "url", "", "the server")
	f.StringVar(&a.Token, "token", "", "an access token")
	f.StringVar(&a.Session, "session", "", "the session to watch")
	f.IntVar(&a.Streams, "streams", 1000, "how many")
	f.StringVar(&a.Connection, "connection", "h2c", "h2c, http1 or own")
	return cmd
}
