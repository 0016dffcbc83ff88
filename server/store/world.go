package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"playhouse/ent"
	"playhouse/server/session"
	"playhouse/server/worlds"
)

var (
	_ worlds.Leases      = (*Store)(nil)
	_ worlds.Checkpoints = (*Store)(nil)
)

// What follows is SQL by hand: each is one statement that decides by the database's
// clock and by who holds the lease, and ent knows neither.

const (
	wantSQL = `INSERT INTO world_leases (id, session_id, holder, epoch, expires_at, wanted_until)
	VALUES ($1, $1, '', 0, now(), now() + $2 * interval '1 millisecond')
	ON CONFLICT (id) DO UPDATE SET wanted_until = greatest(world_leases.wanted_until, excluded.wanted_until)`

	takeSQL = `UPDATE world_leases SET holder = $2, epoch = epoch + 1, expires_at = now() + $3 * interval '1 millisecond'
	WHERE id = $1 AND expires_at <= now() RETURNING epoch`

	renewSQL = `UPDATE world_leases SET expires_at = now() + $4 * interval '1 millisecond',
	wanted_until = greatest(wanted_until, now() + $5 * interval '1 millisecond')
	WHERE id = $1 AND holder = $2 AND epoch = $3 AND expires_at > now()`

	endSQL = `UPDATE world_leases SET expires_at = now(), wanted_until = CASE WHEN $4 THEN now() ELSE wanted_until END
	WHERE id = $1 AND holder = $2 AND epoch = $3`

	orphansSQL = `SELECT id FROM world_leases WHERE wanted_until > now() AND expires_at <= now() ORDER BY expires_at LIMIT $1`

	checkpointSQL = `INSERT INTO world_checkpoints (id, session_id, epoch, run, tick, through, data, saved_at)
	SELECT id, session_id, epoch, $4, $5, $6, $7, now() FROM world_leases WHERE id = $1 AND holder = $2 AND epoch = $3 AND expires_at > now()
	ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, run = excluded.run, tick = excluded.tick, through = excluded.through,
	data = excluded.data, saved_at = excluded.saved_at`
)

// Want says that a world shall have an owner for a while; see worlds.Leases.
func (s *Store) Want(ctx context.Context, id session.ID, until time.Duration) (err error) {
	defer explain(ctx, &err)
	_, err = s.db.ExecContext(ctx, wantSQL, string(id), until.Milliseconds())
	return err
}

// TakeLease takes a free lease; see worlds.Leases.
func (s *Store) TakeLease(ctx context.Context, id session.ID, node string, length time.Duration) (l worlds.Lease, ok bool, err error) {
	defer explain(ctx, &err)
	l = worlds.Lease{Session: id, Node: node}
	err = s.db.QueryRowContext(ctx, takeSQL, string(id), node, length.Milliseconds()).Scan(&l.Epoch)
	if errors.Is(err, sql.ErrNoRows) {
		return l, false, nil
	}
	return l, err == nil, err
}

// RenewLease prolongs a lease; see worlds.Leases.
func (s *Store) RenewLease(ctx context.Context, l worlds.Lease, length, want time.Duration) (held bool, err error) {
	defer explain(ctx, &err)
	return touched(s.db.ExecContext(ctx, renewSQL, string(l.Session), l.Node, l.Epoch, length.Milliseconds(), want.Milliseconds()))
}

// EndLease gives a lease back; see worlds.Leases.
func (s *Store) EndLease(ctx context.Context, l worlds.Lease, done bool) (err error) {
	defer explain(ctx, &err)
	_, err = s.db.ExecContext(ctx, endSQL, string(l.Session), l.Node, l.Epoch, done)
	return err
}

// Orphans are worlds without an owner; see worlds.Leases.
func (s *Store) Orphans(ctx context.Context, most int) (ids []session.ID, err error) {
	defer explain(ctx, &err)
	rows, err := s.db.QueryContext(ctx, orphansSQL, most)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("orphans: %w", err)
		}
		ids = append(ids, session.ID(id.String()))
	}
	return ids, rows.Err()
}

// SaveCheckpoint replaces a world's checkpoint; see worlds.Checkpoints.
func (s *Store) SaveCheckpoint(ctx context.Context, l worlds.Lease, c worlds.Checkpoint) (held bool, err error) {
	defer explain(ctx, &err)
	return touched(s.db.ExecContext(ctx, checkpointSQL, string(l.Session), l.Node, l.Epoch, c.Run, c.Tick, c.Through, c.Data))
}

// LoadCheckpoint returns a world's checkpoint; see worlds.Checkpoints.
func (s *Store) LoadCheckpoint(ctx context.Context, id session.ID) (c worlds.Checkpoint, found bool, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.WorldCheckpoint.Get(ctx, uuid.MustParse(string(id)))
	switch {
	case ent.IsNotFound(err):
		return c, false, nil
	case err != nil:
		return c, false, err
	}
	return worlds.Checkpoint{Run: row.Run, Tick: row.Tick, Through: row.Through, Data: row.Data}, true, nil
}

// touched is true when a statement changed a row.
func touched(r sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n > 0, err
}
