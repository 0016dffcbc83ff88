package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

const (
	// batchMost bounds a statement, not a commit window.
	batchMost = 1024
	// commitTimeout is when a database that does not answer counts as gone.
	commitTimeout = 10 * time.Second
	commitTries   = 3
	retryPause    = 50 * time.Millisecond
)

// insertRecords appends a batch. A record whose version or key is taken, or
// whose session is gone, does not come back.
const insertRecords = `
INSERT INTO records (id, session_id, version, digest, actor, time, body)
SELECT r.id, r.session_id, r.version, r.digest, r.actor, r.time, r.body FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bigint[], $5::text[], $6::timestamptz[], $7::bytea[])
	AS r (id, session_id, version, digest, actor, time, body)
WHERE EXISTS (SELECT FROM sessions s WHERE s.id = r.session_id)
ON CONFLICT DO NOTHING RETURNING id`

// insertWithRows also writes the sessions' rows, for the records that won.
const insertWithRows = `WITH won AS (` + insertRecords + `), rows AS (
UPDATE sessions s SET status = u.status, visibility = u.visibility, open = u.open, search = u.search,
	members = string_to_array(u.members, ','), room = u.room, version = u.version,
	deadline = u.deadline, updated_at = u.updated_at
FROM unnest($8::uuid[], $9::uuid[], $10::int[], $11::int[], $12::int[], $13::bool[], $14::text[], $15::text[], $16::bytea[], $17::timestamptz[], $18::timestamptz[])
	AS u (record, id, version, status, visibility, open, search, members, room, deadline, updated_at)
JOIN won ON won.id = u.record
WHERE s.id = u.id AND s.version < u.version
) SELECT id FROM won`

// pending is an append that waits for its commit.
type pending struct {
	record session.Record
	row    *session.Row
	done   chan error
}

// committer is the one writer of records.
type committer struct {
	db      *sql.DB
	logger  *slog.Logger
	waiting chan pending
	ended   chan struct{}
	plain   *sql.Stmt
	full    *sql.Stmt

	door   sync.RWMutex // held while something is put into waiting
	closed bool

	writing sync.Mutex // held during a commit; see Store.Delete
}

var errClosed = &session.Error{Kind: session.Unavailable, Reason: "closing", Message: "the server is going down; try again in a moment"}

func newCommitter(db *sql.DB, logger *slog.Logger) *committer {
	c := &committer{db: db, logger: logger, waiting: make(chan pending, batchMost), ended: make(chan struct{})}
	go c.run()
	return c
}

// close ends the committer after what waits in it.
func (c *committer) close() {
	c.door.Lock()
	if !c.closed {
		c.closed = true
		close(c.waiting)
	}
	c.door.Unlock()
	<-c.ended
}

// append waits for the commit that holds the record.
func (c *committer) append(ctx context.Context, r session.Record, row *session.Row) (err error) {
	defer explain(ctx, &err)
	p := pending{record: r, row: row, done: make(chan error, 1)}
	if err := c.enqueue(ctx, p); err != nil {
		return err
	}
	return <-p.done
}

func (c *committer) enqueue(ctx context.Context, p pending) error {
	c.door.RLock()
	defer c.door.RUnlock()
	if c.closed {
		return errClosed
	}
	select {
	case c.waiting <- p:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (c *committer) run() {
	defer close(c.ended)
	for first := range c.waiting {
		c.flush(c.gather(first))
	}
}

// gather takes what waits now.
func (c *committer) gather(first pending) []pending {
	batch := []pending{first}
	for len(batch) < batchMost {
		select {
		case p, ok := <-c.waiting:
			if !ok {
				return batch
			}
			batch = append(batch, p)
		default:
			return batch
		}
	}
	return batch
}

// flush commits a batch and answers everybody in it. Of records under one key
// the first is written: the answer to an insert names keys, so that the others
// would take its success for theirs.
func (c *committer) flush(gathered []pending) {
	c.writing.Lock()
	defer c.writing.Unlock()
	batch, twins := apart(gathered)
	var (
		won map[session.Key]bool
		err error
	)
	for try := range commitTries {
		if try > 0 {
			c.logger.Warn("commit again", "records", len(batch), "err", err)
			time.Sleep(retryPause << try)
		}
		if won, err = c.write(batch, try > 0); err == nil {
			break
		}
	}
	for _, p := range batch {
		switch {
		case err != nil:
			p.done <- err
		case won[p.record.Key]:
			p.done <- nil
		default:
			p.done <- session.ErrConflict
		}
	}
	for _, p := range twins {
		p.done <- cmp.Or(err, session.ErrConflict)
	}
}

// apart takes out the records whose key came before in the batch.
func apart(gathered []pending) (batch, twins []pending) {
	seen := make(map[session.Key]struct{}, len(gathered))
	batch = gathered[:0]
	for _, p := range gathered {
		if _, twice := seen[p.record.Key]; twice {
			twins = append(twins, p)
			continue
		}
		seen[p.record.Key] = struct{}{}
		batch = append(batch, p)
	}
	return batch, twins
}

// write sends a batch. After a broken attempt records that are there already
// may be our own.
func (c *committer) write(batch []pending, again bool) (map[session.Key]bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	stmt, err := c.statement(ctx, hasRows(batch))
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, arguments(batch)...)
	if err != nil {
		return nil, fmt.Errorf("append: %w", err)
	}
	won, err := keysOf(rows)
	if err != nil || !again {
		return won, err
	}
	for _, p := range batch {
		if won[p.record.Key] {
			continue
		}
		stored, err := findRecord(ctx, c.db, p.record.Key)
		if err == nil && stored.Session == p.record.Session && stored.Version == p.record.Version && bytes.Equal(stored.Body, p.record.Body) {
			won[p.record.Key] = true
		}
	}
	return won, nil
}

// statement prepares each form once; database/sql prepares it again on new
// connections.
func (c *committer) statement(ctx context.Context, rows bool) (*sql.Stmt, error) {
	kept, text := &c.plain, insertRecords
	if rows {
		kept, text = &c.full, insertWithRows
	}
	if *kept == nil {
		stmt, err := c.db.PrepareContext(ctx, text)
		if err != nil {
			return nil, fmt.Errorf("prepare append: %w", err)
		}
		*kept = stmt
	}
	return *kept, nil
}

func hasRows(batch []pending) bool {
	for _, p := range batch {
		if p.row != nil {
			return true
		}
	}
	return false
}

func keysOf(rows *sql.Rows) (map[session.Key]bool, error) {
	defer func() { _ = rows.Close() }()
	won := map[session.Key]bool{}
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		won[session.Key(id)] = true
	}
	return won, rows.Err()
}

// arguments spreads a batch over the statement's arrays.
func arguments(batch []pending) []any {
	var (
		ids, sessions, actors pq.StringArray
		versions, digests     pq.Int64Array
		times                 pq.StringArray
		bodies                pq.ByteaArray
	)
	for _, p := range batch {
		r := p.record
		ids, sessions, actors = append(ids, uuid.UUID(r.Key).String()), append(sessions, string(r.Session)), append(actors, string(r.Actor))
		versions, digests = append(versions, int64(r.Version)), append(digests, r.Digest)
		times, bodies = append(times, r.Time.UTC().Format(time.RFC3339Nano)), append(bodies, r.Body)
	}
	args := []any{ids, sessions, versions, digests, actors, times, bodies}
	if hasRows(batch) {
		args = append(args, rowArguments(batch)...)
	}
	return args
}

func rowArguments(batch []pending) []any {
	var (
		records, sessions, searches, members pq.StringArray
		versions, statuses, visibilities     pq.Int64Array
		opens                                pq.BoolArray
		rooms                                pq.ByteaArray
		deadlines                            []*string
		updated                              pq.StringArray
	)
	for _, p := range batch {
		if p.row == nil {
			continue
		}
		f := flatten(*p.row)
		records, sessions = append(records, uuid.UUID(p.record.Key).String()), append(sessions, string(p.record.Session))
		versions, statuses = append(versions, int64(p.record.Version)), append(statuses, int64(f.status))
		visibilities, opens = append(visibilities, int64(f.visibility)), append(opens, f.open)
		searches, members = append(searches, f.search), append(members, strings.Join(f.members, ","))
		rooms, deadlines = append(rooms, f.room), append(deadlines, f.deadline)
		updated = append(updated, p.record.Time.UTC().Format(time.RFC3339Nano))
	}
	return []any{records, sessions, versions, statuses, visibilities, opens, searches, members, rooms, pq.Array(deadlines), updated}
}

// flat is a session's row as columns.
type flat struct {
	status, visibility int32
	open               bool
	search             string
	members            []string
	room               []byte
	deadline           *string
}

func flatten(row session.Row) flat {
	f := flat{status: int32(row.Room.GetStatus()), visibility: int32(row.Room.GetVisibility()), open: isOpen(row.Room), search: searchText(row.Room)}
	f.room, _ = proto.Marshal(row.Room) // a message made here always encodes
	for _, u := range row.Members {
		f.members = append(f.members, string(u))
	}
	if !row.Deadline.IsZero() {
		d := row.Deadline.UTC().Format(time.RFC3339Nano)
		f.deadline = &d
	}
	return f
}

func isOpen(r *sessionv1.Room) bool {
	seated := 0
	for _, m := range r.GetMembers() {
		if m.GetSeat() > 0 {
			seated++
		}
	}
	return r.GetStatus() == session.Lobby && seated < int(r.GetMaxPlayers())
}

// searchText is what ListSessions finds a session by.
func searchText(r *sessionv1.Room) string {
	text := []string{r.GetTitle()}
	for _, m := range r.GetMembers() {
		if m.GetUserId() == r.GetHostUserId() {
			text = append(text, m.GetDisplayName())
		}
	}
	return strings.ToLower(strings.Join(text, " "))
}
