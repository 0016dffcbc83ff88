package main

import (
	"os"

	"github.com/spf13/cobra"

	"playhouse/server/script"
)

// newScriptWorker is what the server calls itself as, to run scripts of players in
// processes that may be killed. It is not for people.
func newScriptWorker() *cobra.Command {
	return &cobra.Command{
		Use:    script.Subcommand,
		Short:  "Decide for agents by scripts; the server starts this itself",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE:   func(*cobra.Command, []string) error { return script.Work(os.Stdin, os.Stdout) },
	}
}
