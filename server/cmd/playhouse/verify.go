package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"playhouse/server/app"
	"playhouse/server/session"
)

// newVerify proves what a host keeps.
func newVerify() *cobra.Command {
	var (
		c      app.Config
		id     string
		worlds bool
	)
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove what a host keeps: every log folds, every roll was fair, every file is whole",
		Long: `Prove what a host keeps, while its server runs or not: the log of every session has
no gaps and folds without an error, every roll comes out again from the seed that was
promised, the list of sessions says what the logs say, and the files of campaigns are
there and what they were. Nothing is changed.

Prints what is wrong, a line each, and ends with status 1 if anything is. Say where
the host's data lies as for serve: by --data-dir, DATABASE_URL, --files.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := place(cmd.Flags(), &c); err != nil {
				return err
			}
			h, err := app.OpenPremises(cmd.Context(), c)
			if err != nil {
				return err
			}
			defer h.Close()
			v := app.Verifier{Premises: h, Session: session.ID(id), Worlds: worlds, Tell: func(fault string) { fmt.Println(fault) }}
			found, err := v.Verify(cmd.Context())
			if err != nil {
				return err
			}
			fmt.Printf("%d sessions, %d records, %d rolls and %d files were read\n", found.Sessions, found.Records, found.Rolls, found.Files)
			if found.Faults > 0 {
				return fmt.Errorf("%d things are wrong; a backup that is older than they are may have what is lost", found.Faults)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&id, "session", "", "look at this session alone")
	f.BoolVar(&worlds, "worlds", false, "compute every run of the arena again, too, and compare its hashes (takes its time)")
	placeFlags(f, &c)
	return cmd
}
