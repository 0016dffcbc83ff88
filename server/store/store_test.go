package store_test

import (
	"context"
	"database/sql"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	atlas "ariga.io/atlas/sql/migrate"
	_ "ariga.io/atlas/sql/postgres" // replays migrations
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"

	"playhouse/ent/migrate"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/session/logtest"
	"playhouse/server/store"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func open(t *testing.T, url string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestLogConformance(t *testing.T) {
	t.Parallel()
	s := open(t, postgrestest.URL(t))
	logtest.Run(t, func(*testing.T) logtest.Log { return s })
}

func TestOpenTwiceKeepsEverything(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	first := open(t, url)
	rows := []store.Content{{Kind: "thing", Key: "a", Data: []byte(`{}`)}, {Kind: "thing", Key: "b", Position: 1, Data: []byte(`{}`)}}
	if _, err := first.LoadContent(t.Context(), "coin", rows); err != nil {
		t.Fatal(err)
	}
	second := open(t, url)
	got, err := second.LoadContent(t.Context(), "coin", rows[:1])
	if err != nil || len(got) != 1 {
		t.Errorf("content = %v, %v; rows that left the files are not in force", got, err)
	}
	if got, err = second.LoadContent(t.Context(), "coin", rows); err != nil || len(got) != 2 {
		t.Errorf("content = %v, %v; rows that come back are", got, err)
	}
}

func exec(t *testing.T, url, statement string) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func TestMigrateRefusesEditedAndUnknown(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"edited":        `UPDATE schema_migrations SET checksum = 'another'`,
		"does not know": `INSERT INTO schema_migrations (name, checksum) VALUES ('99999999999999_future.sql', 'x')`,
	} {
		url := postgrestest.URL(t)
		open(t, url)
		exec(t, url, change)
		_, err := store.Open(t.Context(), url, slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: open = %v", name, err)
		}
	}
}

// The migrations must lead to the schema of ent/schema: otherwise somebody
// forgot `task migration`.
func TestMigrationsMatchSchema(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	files, err := fs.Glob(migrate.Migrations, "migrations/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := migrate.Migrations.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	local, err := atlas.NewLocalDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = migrate.NamedDiff(context.Background(), postgrestest.URL(t), "drift",
		schema.WithDir(local), schema.WithMigrationMode(schema.ModeReplay), schema.WithDialect(dialect.Postgres),
		schema.WithFormatter(atlas.DefaultFormatter), schema.WithDropColumn(true), schema.WithDropIndex(true))
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(after) != len(files) {
		t.Errorf("ent/schema and the migrations differ; run `task migration NAME=what_changed`")
	}
}

func TestOpenTellsWhatIsWrongWithTheAddress(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "mysql://x", "localhost:5432", "postgres://127.0.0.1:1/none"} {
		if _, err := store.Open(t.Context(), address, slog.New(slog.DiscardHandler)); err == nil {
			t.Errorf("open %q succeeded", address)
		}
	}
	_, err := store.Open(t.Context(), "postgres://ann:secret@127.0.0.1:1/none", slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "DATABASE_URL at 127.0.0.1:1") || strings.Contains(err.Error(), "secret") {
		t.Errorf("open = %v; want it to say what to check", err)
	}
}
