package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/lib/pq"

	"playhouse/server/store"
)

// Import makes a house of a backup. The database must be empty: new, or migrated and
// never used. When it returns an error the database is as it was.
func (h House) Import(ctx context.Context, a *Archive) error {
	if err := h.check(ctx, a); err != nil {
		return err
	}
	if err := a.Verify(ctx, h.Progress); err != nil {
		return err
	}
	tell := teller{tell: h.Progress}
	n := 0
	err := a.files(ctx, func(key string, r io.Reader) error {
		n++
		tell.nowf("files: %d of %d", n, a.Manifest.Files.Count)
		return h.Files.Write(ctx, key, r)
	})
	if err != nil {
		return fmt.Errorf("files: %w", err)
	}
	return h.within(ctx, nil, func(tx *sql.Tx) error { return h.fill(ctx, tx, a) })
}

// check refuses what can be refused without reading all of it.
func (h House) check(ctx context.Context, a *Archive) error {
	return h.within(ctx, &sql.TxOptions{ReadOnly: true}, func(tx *sql.Tx) error {
		_, _, err := plan(ctx, tx, a)
		return err
	})
}

func (h House) within(ctx context.Context, o *sql.TxOptions, f func(*sql.Tx) error) error {
	tx, err := begin(ctx, h.DB, o)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the first error is the one to tell
		return err
	}
	return tx.Commit()
}

// plan says which migrations come before the rows and which after, or why there is no
// way.
func plan(ctx context.Context, tx *sql.Tx, a *Archive) (before, after []store.Migration, err error) {
	applied, err := store.Applied(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	if err := empty(ctx, tx, applied); err != nil {
		return nil, nil, err
	}
	known, err := store.Migrations()
	if err != nil {
		return nil, nil, err
	}
	saved := a.Manifest.Migrations
	switch {
	case len(saved) == 0 || !starts(known, saved):
		return nil, nil, errors.New("this backup is of another version of playhouse than this one, which knows no way from there: import with the version that made it, or a newer one")
	case starts(applied, saved) && len(applied) > len(saved):
		return nil, nil, errors.New("this backup is of an older version of playhouse than this database: import it into one that has no tables yet, and it is brought up to date on the way")
	case !starts(saved, applied):
		return nil, nil, errors.New("this database is of another version of playhouse than the backup: name one that has no tables yet")
	}
	return saved[len(applied):], known[len(saved):], nil
}

// starts is true when all begins with first.
func starts(all, first []store.Migration) bool {
	return len(first) <= len(all) && slices.Equal(all[:len(first)], first)
}

// fill does it all in one transaction.
func (h House) fill(ctx context.Context, tx *sql.Tx, a *Archive) error {
	if err := store.LockSchema(ctx, tx); err != nil {
		return err
	}
	before, after, err := plan(ctx, tx, a)
	if err != nil {
		return err
	}
	if err := store.Apply(ctx, tx, before); err != nil {
		return err
	}
	if err := fits(ctx, tx, a); err != nil {
		return err
	}
	sorted, err := inOrder(ctx, tx, a.Manifest.Tables)
	if err != nil {
		return err
	}
	tell := teller{tell: h.Progress}
	for _, t := range sorted {
		if err := h.copyIn(ctx, tx, a, t, &tell); err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
	}
	for _, t := range sorted {
		tell.nowf("reading %s back", t.Name)
		if err := same(ctx, tx, t); err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
	}
	return store.Apply(ctx, tx, after)
}

// fits is nil when backup and database have the same tables and columns.
func fits(ctx context.Context, tx *sql.Tx, a *Archive) error {
	there, err := tablesOf(ctx, tx)
	if err != nil {
		return err
	}
	if !slices.Equal(there, a.names()) {
		return fmt.Errorf("the backup has other tables than its version of playhouse: %s", strings.Join(difference(there, a.names()), ", "))
	}
	for _, t := range a.Manifest.Tables {
		columns, err := columnsOf(ctx, tx, t.Name)
		if err != nil {
			return err
		}
		if d := difference(columns, t.Columns); len(d) > 0 {
			return fmt.Errorf("the backup has other columns of %s than its version of playhouse: %s", t.Name, strings.Join(d, ", "))
		}
	}
	return nil
}

// difference are those that are in one only.
func difference(a, b []string) []string {
	var all []string
	for _, pair := range [][2][]string{{a, b}, {b, a}} {
		for _, one := range pair[0] {
			if !slices.Contains(pair[1], one) {
				all = append(all, one)
			}
		}
	}
	return all
}

// copyInto is the statement that takes a table's rows.
func copyInto(t Table) string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = pq.QuoteIdentifier(c)
	}
	return `COPY ` + pq.QuoteIdentifier(t.Name) + ` (` + strings.Join(columns, ", ") + `) FROM STDIN`
}

func (h House) copyIn(ctx context.Context, tx *sql.Tx, a *Archive, t Table, tell *teller) error {
	statement, err := tx.PrepareContext(ctx, copyInto(t))
	if err != nil {
		return err
	}
	defer func() { _ = statement.Close() }()
	row := make([]any, len(t.Columns))
	err = a.rows(ctx, t, func(n int64, values []*string) error {
		tell.nowf("%s: %d of %d rows", t.Name, n, t.Rows)
		for i, v := range values {
			row[i] = nil
			if v != nil {
				row[i] = *v
			}
		}
		_, err := statement.ExecContext(ctx, row...)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := statement.ExecContext(ctx); err != nil {
		return err
	}
	return setCounters(ctx, tx, t)
}

// same reads a table back.
func same(ctx context.Context, tx *sql.Tx, t Table) error {
	var (
		sum digest
		n   int64
	)
	err := eachRow(ctx, tx, t, func(line []byte) error {
		sum.add(line)
		n++
		return nil
	})
	if err == nil && (n != t.Rows || sum.String() != t.Digest) {
		err = fmt.Errorf("the database has read %d of %d rows, or others", n, t.Rows)
	}
	return err
}
