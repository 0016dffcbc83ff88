package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/lib/pq"

	"playhouse/ent/migrate"
)

// Migration is a change of the schema, as databases remember it.
type Migration struct {
	Name string `json:"name"`
	// Checksum is the SHA-256 of its text, in hexadecimal.
	Checksum string `json:"checksum"`
}

// Connect opens connections to the database at a postgres:// URL as it is: nothing
// is migrated or written. The caller closes them.
func Connect(ctx context.Context, address string) (*sql.DB, error) {
	address, err := withSSLMode(address)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnector(address)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	db := sql.OpenDB(connector)
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("cannot reach the database at %s: check host and port, and that Postgres runs there and lets this machine in (%w)", hostOf(address), err)
	}
	return db, nil
}

// Migrations are those that this binary knows, oldest first.
func Migrations() ([]Migration, error) {
	names, err := fs.Glob(migrate.Migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]Migration, len(names))
	for i, name := range names {
		if _, all[i].Checksum, err = migrationText(name); err != nil {
			return nil, err
		}
		all[i].Name = path.Base(name)
	}
	return all, nil
}

func migrationText(file string) (text, checksum string, err error) {
	raw, err := migrate.Migrations.ReadFile(file)
	sum := sha256.Sum256(raw)
	return string(raw), hex.EncodeToString(sum[:]), err
}

// Applied are the migrations that a database has seen, oldest first; none for a new
// one.
func Applied(ctx context.Context, tx *sql.Tx) ([]Migration, error) {
	var there bool
	if err := tx.QueryRowContext(ctx, `SELECT to_regclass('schema_migrations') IS NOT NULL`).Scan(&there); err != nil || !there {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT name, checksum FROM schema_migrations`)
	if err != nil {
		return nil, fmt.Errorf("schema_migrations: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []Migration
	for rows.Next() {
		var m Migration
		if err := rows.Scan(&m.Name, &m.Checksum); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b Migration) int { return strings.Compare(a.Name, b.Name) })
	return all, rows.Err()
}

// LockSchema keeps servers from migrating the database until the transaction ends.
func LockSchema(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, migrationLock); err != nil {
		return fmt.Errorf("lock the schema: %w", err)
	}
	return nil
}

// Apply carries out migrations of this binary within a transaction, in their order.
func Apply(ctx context.Context, tx *sql.Tx, all []Migration) error {
	if _, err := tx.ExecContext(ctx, createMigrations); err != nil {
		return fmt.Errorf("schema_migrations: %w", err)
	}
	for _, m := range all {
		text, checksum, err := migrationText("migrations/" + m.Name)
		if err != nil || checksum != m.Checksum {
			return fmt.Errorf("this version of playhouse does not know migration %s", m.Name)
		}
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("migration %s: %w", m.Name, err)
		}
		if _, err := tx.ExecContext(ctx, noteMigration, m.Name, m.Checksum); err != nil {
			return fmt.Errorf("migration %s: %w", m.Name, err)
		}
	}
	return nil
}
