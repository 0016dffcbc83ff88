package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/lib/pq"

	"playhouse/ent/migrate"
	"playhouse/server/store"
)

// remembered is the table of migrations: the manifest has it.
const remembered = "schema_migrations"

// begin opens a transaction in which values have one text only.
func begin(ctx context.Context, db *sql.DB, o *sql.TxOptions) (*sql.Tx, error) {
	tx, err := db.BeginTx(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	for _, set := range []string{"timezone = 'UTC'", "datestyle = 'ISO, YMD'", "intervalstyle = 'postgres'", "extra_float_digits = 1", "bytea_output = 'hex'"} {
		if _, err := tx.ExecContext(ctx, "SET LOCAL "+set); err != nil {
			return nil, errors.Join(fmt.Errorf("set %s: %w", set, err), tx.Rollback())
		}
	}
	return tx, nil
}

// tablesOf are the tables in a database's schema, but for that of migrations.
func tablesOf(ctx context.Context, tx *sql.Tx) ([]string, error) {
	return texts(ctx, tx, `SELECT table_name FROM information_schema.tables
		WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> $1 ORDER BY table_name`, remembered)
}

// ours are the tables of this binary's schema, in the order of their names.
func ours() []string {
	names := make([]string, len(migrate.Tables))
	for i, t := range migrate.Tables {
		names[i] = t.Name
	}
	slices.Sort(names)
	return names
}

// columnsOf are a table's columns that are stored and not computed, in their order.
func columnsOf(ctx context.Context, tx *sql.Tx, table string) ([]string, error) {
	return texts(ctx, tx, `SELECT column_name FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`, table)
}

func texts(ctx context.Context, tx *sql.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// sequence is the SQL name of what numbers a column: $1 the table, $2 the column.
const sequence = `pg_get_serial_sequence(quote_ident($1), $2)`

// countersOf tells where a table's numbering stands.
func countersOf(ctx context.Context, tx *sql.Tx, table string, columns []string) ([]Counter, error) {
	var all []Counter
	for _, c := range columns {
		var name sql.NullString
		if err := tx.QueryRowContext(ctx, `SELECT `+sequence, table, c).Scan(&name); err != nil {
			return nil, err
		}
		if !name.Valid {
			continue
		}
		counter := Counter{Column: c}
		// The name comes quoted.
		if err := tx.QueryRowContext(ctx, `SELECT last_value, is_called FROM `+name.String).Scan(&counter.Last, &counter.Called); err != nil {
			return nil, err
		}
		all = append(all, counter)
	}
	return all, nil
}

// setCounters lets numbering go on.
func setCounters(ctx context.Context, tx *sql.Tx, t Table) error {
	for _, c := range t.Counters {
		if _, err := tx.ExecContext(ctx, `SELECT setval(`+sequence+`, $3, $4)`, t.Name, c.Column, c.Last, c.Called); err != nil {
			return fmt.Errorf("counter of %s: %w", t.Name, err)
		}
	}
	return nil
}

// inOrder puts tables after those that they refer to.
func inOrder(ctx context.Context, tx *sql.Tx, tables []Table) ([]Table, error) {
	pairs, err := texts(ctx, tx, `SELECT a.relname || ' ' || b.relname FROM pg_constraint c
		JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid
		WHERE c.contype = 'f' AND a.oid <> b.oid AND c.connamespace = current_schema()::regnamespace`)
	if err != nil {
		return nil, err
	}
	waits := map[string][]string{}
	for _, p := range pairs {
		from, to, _ := strings.Cut(p, " ")
		waits[from] = append(waits[from], to)
	}
	var sorted []Table
	done := map[string]bool{}
	for len(sorted) < len(tables) {
		before := len(sorted)
		for _, t := range tables {
			if !done[t.Name] && !slices.ContainsFunc(waits[t.Name], func(to string) bool { return !done[to] }) {
				sorted, done[t.Name] = append(sorted, t), true
			}
		}
		if len(sorted) == before {
			return nil, errors.New("the tables refer to each other in a circle")
		}
	}
	return sorted, nil
}

// empty is nil for a database without a row.
func empty(ctx context.Context, tx *sql.Tx, applied []store.Migration) error {
	tables, err := tablesOf(ctx, tx)
	if err != nil {
		return err
	}
	if len(applied) == 0 && len(tables) > 0 {
		return fmt.Errorf("this database has tables of something else (%s): name an empty one", strings.Join(tables, ", "))
	}
	var full []string
	for _, t := range tables {
		var any bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT FROM `+pq.QuoteIdentifier(t)+`)`).Scan(&any); err != nil {
			return err
		}
		if any {
			full = append(full, t)
		}
	}
	if len(full) > 0 {
		return fmt.Errorf("this database is not empty (there is something in %s): a backup makes a new host and is never mixed into one; name an empty database by DATABASE_URL, or a new folder by --data-dir", strings.Join(full, ", "))
	}
	return nil
}
