package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path"

	"playhouse/ent/migrate"
)

// migrationLock is the advisory lock under which nodes migrate one by one.
const migrationLock = 0x706c6179 // "play"

const (
	createMigrations = `CREATE TABLE IF NOT EXISTS schema_migrations (
		name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`
	noteMigration = `INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)`
)

// Migrate applies the embedded migrations that the database has not seen, each
// in a transaction. It refuses a database that has seen one this binary does not
// know, or another text under the same name: then a newer Playhouse has been
// here, or somebody edited history.
func Migrate(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect to the database: %w", err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, migrationLock); err != nil {
		return fmt.Errorf("lock the schema: %w", err)
	}
	defer func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, migrationLock)
	}()
	applied, err := appliedMigrations(ctx, conn)
	if err != nil {
		return err
	}
	names, err := fs.Glob(migrate.Migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := applyMigration(ctx, conn, name, applied); err != nil {
			return err
		}
		delete(applied, path.Base(name))
	}
	for name := range applied {
		return fmt.Errorf("the database has migration %s, which this version of playhouse does not know: start the newer version", name)
	}
	return nil
}

func appliedMigrations(ctx context.Context, conn *sql.Conn) (map[string]string, error) {
	if _, err := conn.ExecContext(ctx, createMigrations); err != nil {
		return nil, fmt.Errorf("schema_migrations: %w", err)
	}
	rows, err := conn.QueryContext(ctx, `SELECT name, checksum FROM schema_migrations`)
	if err != nil {
		return nil, fmt.Errorf("schema_migrations: %w", err)
	}
	defer func() { _ = rows.Close() }()
	applied := map[string]string{}
	for rows.Next() {
		var name, checksum string
		if err := rows.Scan(&name, &checksum); err != nil {
			return nil, err
		}
		applied[name] = checksum
	}
	return applied, rows.Err()
}

func applyMigration(ctx context.Context, conn *sql.Conn, file string, applied map[string]string) error {
	name := path.Base(file)
	text, checksum, err := migrationText(file)
	if err != nil {
		return err
	}
	if seen, ok := applied[name]; ok {
		if seen != checksum {
			return fmt.Errorf("migration %s is not the one the database has seen: it was edited after it was applied", name)
		}
		return nil
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after the commit
	if _, err := tx.ExecContext(ctx, text); err != nil {
		return fmt.Errorf("migration %s: %w", name, err)
	}
	if _, err := tx.ExecContext(ctx, noteMigration, name, checksum); err != nil {
		return fmt.Errorf("migration %s: %w", name, err)
	}
	return tx.Commit()
}
