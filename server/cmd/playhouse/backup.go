package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"playhouse/server/app"
	"playhouse/server/backup"
)

// newExport saves a host.
func newExport() *cobra.Command {
	var (
		c    app.Config
		name string
	)
	cmd := &cobra.Command{
		Use:   "export --out FILE",
		Short: "Save all that a host has into one file, while its server runs or not",
		Long: `Save all that a host has into one file, while its server runs or not: every
session, account, campaign, league and behavior, and the files of campaigns.

What is saved is what there was when the command began. Say where the host's data
lies as for serve: by --data-dir, DATABASE_URL, --files. The file holds secrets
(keys, hashes of passwords, seeds of dice): keep it like the server itself.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if name == "" {
				return errors.New("say where to by --out FILE")
			}
			if err := place(cmd.Flags(), &c); err != nil {
				return err
			}
			return export(cmd.Context(), c, name)
		},
	}
	cmd.Flags().StringVar(&name, "out", "", "the file to write; one that is there is not replaced")
	placeFlags(cmd.Flags(), &c)
	return cmd
}

// newImport makes a host of what was saved.
func newImport() *cobra.Command {
	var (
		c     app.Config
		check bool
	)
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Make a host of what export saved: in an empty database, before its first start",
		Long: `Make a host of what export saved: in an empty database, before its first start.

The file is read to its end first; a damaged one changes nothing. A backup of an
older version is brought up to date. Sessions, accounts and tokens go on as they
were at the moment of the export.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			if err := place(cmd.Flags(), &c); err != nil {
				return err
			}
			return imports(cmd.Context(), c, files[0], check)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "only read the file and say whether it is whole")
	placeFlags(cmd.Flags(), &c)
	return cmd
}

// placeFlags say where a host's data lies.
func placeFlags(f *pflag.FlagSet, c *app.Config) {
	f.StringVar(&c.DataDir, "data-dir", "", "folder of the embedded database (default: playhouse in your data folder)")
	f.StringVar(&c.PostgresBin, "postgres-bin", "", "folder with postgres and initdb, for the embedded database")
	f.StringVar(&c.Files, "files", "", "place for the files of campaigns: file:///FOLDER or s3://BUCKET?region=REGION (default: a folder in --data-dir)")
}

// place takes from the environment what serve takes from there. Settings of serve that
// have nothing to do with places are no mistake here.
func place(f *pflag.FlagSet, c *app.Config) error {
	c.DatabaseURL = os.Getenv("DATABASE_URL")
	for _, name := range []string{"data-dir", "postgres-bin", "files"} {
		if value, there := os.LookupEnv(variable(name)); there && !f.Changed(name) {
			if err := f.Set(name, value); err != nil {
				return fmt.Errorf("%s=%q: %w", variable(name), value, err)
			}
		}
	}
	return nil
}

// variable is the environment's name of a flag.
func variable(flag string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func tell(line string) { fmt.Fprintln(os.Stderr, line) }

func export(ctx context.Context, c app.Config, name string) error {
	if _, err := os.Stat(name); err == nil {
		return fmt.Errorf("%s is there already: name another file by --out, or remove it", name)
	}
	h, err := app.OpenPremises(ctx, c)
	if err != nil {
		return err
	}
	defer h.Close()
	// Under its own name it is whole.
	draft, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }() // it has another name by then
	m, err := h.Backup(tell).Export(ctx, draft)
	if err == nil {
		err = draft.Sync()
	}
	if err = errors.Join(err, draft.Close()); err != nil {
		return err
	}
	info, err := os.Stat(draft.Name())
	if err != nil {
		return err
	}
	// A link, unlike a new name, does not replace what somebody made meanwhile.
	if err := os.Link(draft.Name(), name); err != nil {
		if err := os.Rename(draft.Name(), name); err != nil {
			return err
		}
	}
	fmt.Printf("%s: %d rows of %d tables and %d files as of %s, %.1f MB\n",
		name, m.Rows(), len(m.Tables), m.Files.Count, m.Made.Format("2006-01-02 15:04:05 MST"), float64(info.Size())/1e6)
	return nil
}

func imports(ctx context.Context, c app.Config, name string, check bool) error {
	a, err := backup.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	m := a.Manifest
	if check {
		if err := a.Verify(ctx, tell); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		fmt.Printf("%s is whole: %d rows of %d tables and %d files as of %s\n", name, m.Rows(), len(m.Tables), m.Files.Count, m.Made.Format("2006-01-02 15:04:05 MST"))
		return nil
	}
	h, err := app.NewPremises(ctx, c)
	if err != nil {
		return err
	}
	defer h.Close()
	if err := h.Backup(tell).Import(ctx, a); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	fmt.Printf("imported %d rows of %d tables and %d files: start the server\n", m.Rows(), len(m.Tables), m.Files.Count)
	return nil
}
