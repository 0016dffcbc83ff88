package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"playhouse/ent"
	"playhouse/ent/record"
	entsession "playhouse/ent/session"
	"playhouse/server/session"
)

var (
	_ session.Log   = (*Store)(nil)
	_ session.Index = (*Store)(nil)
)

// Create stores a new session with its first records; see session.Log.
func (s *Store) Create(ctx context.Context, o session.Opening) (_ session.ID, err error) {
	defer explain(ctx, &err)
	err = s.withTx(ctx, func(tx *ent.Tx) error { return create(ctx, tx, o) })
	if !ent.IsConstraintError(err) {
		return o.ID, err
	}
	first, err := s.ent.Session.Query().Where(entsession.CreateKey(uuid.UUID(o.Key))).OnlyID(ctx)
	if err != nil {
		return "", fmt.Errorf("find the session created first: %w", err)
	}
	return session.ID(first.String()), nil
}

func create(ctx context.Context, tx *ent.Tx, o session.Opening) error {
	id, err := uuid.Parse(string(o.ID))
	if err != nil {
		return fmt.Errorf("session id: %w", err)
	}
	f, last := flatten(o.Row), o.Records[len(o.Records)-1]
	row := tx.Session.Create().SetID(id).SetGame(o.Game).SetSeed(o.Seed[:]).SetCreateKey(uuid.UUID(o.Key)).
		SetStatus(f.status).SetVisibility(f.visibility).SetOpen(f.open).SetSearch(f.search).
		SetMembers(pq.StringArray(append([]string{}, f.members...))).SetRoom(f.room).SetVersion(last.Version).
		SetCreatedAt(last.Time).SetUpdatedAt(last.Time)
	if !o.Row.Deadline.IsZero() {
		row.SetDeadline(o.Row.Deadline)
	}
	if err := row.Exec(ctx); err != nil {
		return err
	}
	for _, r := range o.Records {
		if err := tx.Record.Create().SetID(uuid.UUID(r.Key)).SetSessionID(id).SetVersion(r.Version).SetDigest(r.Digest).
			SetActor(string(r.Actor)).SetTime(r.Time).SetBody(r.Body).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Append stores a record durably; see session.Log.
func (s *Store) Append(ctx context.Context, r session.Record, row *session.Row) (err error) {
	defer explain(ctx, &err)
	return s.commit.append(ctx, r, row)
}

const selectRecord = `SELECT id, session_id, version, digest, actor, time, body FROM records `

// Read returns records after a version; see session.Log.
func (s *Store) Read(ctx context.Context, id session.ID, after int32, limit int) (_ []session.Record, err error) {
	defer explain(ctx, &err)
	rows, err := s.db.QueryContext(ctx, selectRecord+`WHERE session_id = $1 AND version > $2 ORDER BY version LIMIT $3`, string(id), after, limit)
	if err != nil {
		return nil, fmt.Errorf("read log: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var records []session.Record
	for rows.Next() {
		r, err := scanRecord(rows)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, rows.Err()
}

// Find returns the record with a key; see session.Log.
func (s *Store) Find(ctx context.Context, key session.Key) (_ session.Record, err error) {
	defer explain(ctx, &err)
	return findRecord(ctx, s.db, key)
}

func findRecord(ctx context.Context, db *sql.DB, key session.Key) (session.Record, error) {
	r, err := scanRecord(db.QueryRowContext(ctx, selectRecord+`WHERE id = $1`, uuid.UUID(key).String()))
	if errors.Is(err, sql.ErrNoRows) {
		return r, session.ErrNoRecord
	}
	return r, err
}

func scanRecord(row interface{ Scan(dest ...any) error }) (session.Record, error) {
	var (
		r   session.Record
		key uuid.UUID
	)
	err := row.Scan(&key, &r.Session, &r.Version, &r.Digest, &r.Actor, &r.Time, &r.Body)
	r.Key = session.Key(key)
	return r, err
}

// Open returns a session's header; see session.Log.
func (s *Store) Open(ctx context.Context, id session.ID) (_ session.Header, err error) {
	defer explain(ctx, &err)
	var h session.Header
	key, err := uuid.Parse(string(id))
	if err != nil {
		return h, session.ErrNoSession
	}
	row, err := s.ent.Session.Query().Where(entsession.ID(key)).Select(entsession.FieldGame, entsession.FieldSeed).Only(ctx)
	if ent.IsNotFound(err) {
		return h, session.ErrNoSession
	}
	if err != nil {
		return h, fmt.Errorf("open session: %w", err)
	}
	h.Game = row.Game
	copy(h.Seed[:], row.Seed)
	return h, nil
}

// Due returns sessions whose clock has passed; see session.Index.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) (_ []session.ID, err error) {
	defer explain(ctx, &err)
	ids, err := s.ent.Session.Query().Where(entsession.DeadlineLTE(now)).
		Order(entsession.ByDeadline()).Limit(limit).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("due sessions: %w", err)
	}
	return idsOf(ids), nil
}

func idsOf(keys []uuid.UUID) []session.ID {
	ids := make([]session.ID, len(keys))
	for i, k := range keys {
		ids[i] = session.ID(k.String())
	}
	return ids
}

// Heads returns the newest versions of sessions; see session.Index.
func (s *Store) Heads(ctx context.Context, ids []session.ID) (_ map[session.ID]int32, err error) {
	defer explain(ctx, &err)
	keys := make(pq.StringArray, len(ids))
	for i, id := range ids {
		keys[i] = string(id)
	}
	// One index probe a session: max() over a group would read whole logs.
	rows, err := s.db.QueryContext(ctx, `SELECT s.id, r.version FROM unnest($1::uuid[]) AS s (id),
		LATERAL (SELECT version FROM records WHERE session_id = s.id ORDER BY version DESC LIMIT 1) r`, keys)
	if err != nil {
		return nil, fmt.Errorf("heads: %w", err)
	}
	defer func() { _ = rows.Close() }()
	heads := map[session.ID]int32{}
	for rows.Next() {
		var (
			id      session.ID
			version int32
		)
		if err := rows.Scan(&id, &version); err != nil {
			return nil, err
		}
		heads[id] = version
	}
	return heads, rows.Err()
}

// Delete removes a session and its log.
//
// An append may have seen the session a moment before it went, and store its
// record a moment after. So the log is emptied again when the commit under way
// has ended: later ones see no session. (To lock the session's row for every
// append would cost 40 % of the appends.) A record that another node had under
// way stays; nobody can reach it.
func (s *Store) Delete(ctx context.Context, id session.ID) (err error) {
	defer explain(ctx, &err)
	key, err := uuid.Parse(string(id))
	if err != nil {
		return session.ErrNoSession
	}
	err = s.withTx(ctx, func(tx *ent.Tx) error {
		_, err := tx.Session.Delete().Where(entsession.ID(key)).Exec(ctx)
		if ent.IsConstraintError(err) {
			return session.Refuse("session_saved", "a save slot holds this game; delete the save first")
		}
		if err != nil {
			return fmt.Errorf("delete session: %w", err)
		}
		if _, err := tx.Record.Delete().Where(record.SessionID(key)).Exec(ctx); err != nil {
			return fmt.Errorf("delete log: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.commit.writing.Lock()
	defer s.commit.writing.Unlock()
	if _, err := s.ent.Record.Delete().Where(record.SessionID(key)).Exec(ctx); err != nil {
		return fmt.Errorf("delete log: %w", err)
	}
	return nil
}
