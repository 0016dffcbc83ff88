package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"playhouse/server/app"
	"playhouse/server/doctor"
)

// newDoctor looks at the machine.
func newDoctor() *cobra.Command {
	var (
		c      app.Config
		level  string
		format string
	)
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check this machine and this configuration, and say what to do",
		Long: `Check what serve would need with the same flags and environment: settings, data
folder and disk, memory, open files, ports, TLS, place for files, bus, database, its
schema and its clock. A line each; ends with status 1 when something is broken.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var all []doctor.Finding
			if err := configure(cmd, &c, &level); err != nil {
				all = append(all, doctor.Finding{Check: "settings", Status: doctor.Broken, Says: err.Error(), Advice: "see playhouse serve --help"})
			}
			all = append(all, doctor.Examine(cmd.Context(), c)...)
			err := printAs(format, all, func() error {
				for _, f := range all {
					fmt.Println(f)
				}
				return nil
			})
			if err == nil && doctor.Worst(all) == doctor.Broken {
				err = errors.New("something is broken")
			}
			return err
		},
	}
	serveFlags(cmd.Flags(), &c, &level)
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	return cmd
}
