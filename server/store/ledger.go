package store

import (
	"context"
	"database/sql"
	"fmt"

	"playhouse/server/session"
)

// Ledger reads the sessions of a database and touches nothing.
type Ledger struct{ store *Store }

var _ session.Reader = Ledger{}

// NewLedger makes one; the connections stay the caller's.
func NewLedger(db *sql.DB) Ledger { return Ledger{&Store{db: db}} }

// Read returns records after a version; see session.Log.
func (l Ledger) Read(ctx context.Context, id session.ID, after int32, limit int) ([]session.Record, error) {
	return l.store.Read(ctx, id, after, limit)
}

// Listed is a session as the list has it.
type Listed struct {
	session.Header

	ID      session.ID
	Status  session.Status
	Version int32 // the log is at this one at least
}

// Sessions lists those with an id after another, at most so many, in their order. The
// first ones come after the empty id.
func (l Ledger) Sessions(ctx context.Context, after session.ID, most int) ([]Listed, error) {
	return l.list(ctx, `WHERE $1 = '' OR id > nullif($1, '')::uuid ORDER BY id LIMIT $2`, string(after), most)
}

// Session returns one; session.ErrNoSession if there is none.
func (l Ledger) Session(ctx context.Context, id session.ID) (Listed, error) {
	all, err := l.list(ctx, `WHERE id::text = lower($1)`, string(id))
	if err != nil || len(all) == 0 {
		return Listed{}, orNoSession(err)
	}
	return all[0], nil
}

func orNoSession(err error) error {
	if err == nil {
		err = session.ErrNoSession
	}
	return err
}

func (l Ledger) list(ctx context.Context, which string, args ...any) (_ []Listed, err error) {
	defer explain(ctx, &err)
	rows, err := l.store.db.QueryContext(ctx, `SELECT id, game, seed, status, version FROM sessions `+which, args...) //nolint:gosec // both halves are constants
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []Listed
	for rows.Next() {
		var (
			one  Listed
			seed []byte
		)
		if err := rows.Scan(&one.ID, &one.Game, &seed, &one.Status, &one.Version); err != nil {
			return nil, err
		}
		copy(one.Seed[:], seed)
		all = append(all, one)
	}
	return all, rows.Err()
}
