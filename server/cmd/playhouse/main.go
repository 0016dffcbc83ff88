// Command playhouse is the one binary: the server, and everything around it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := newCommand().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "playhouse:", err)
		os.Exit(1) //nolint:gocritic // nothing is left to be undone
	}
}

func newCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "playhouse",
		Short:         "One server, many games",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(newServe(), newMigrate(), newExport(), newImport(), newVerify(), newDoctor(), newSimulate(), newBench(), newPlay(), newScriptWorker())
	return root
}
