package store_test

import (
	"database/sql"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/session"
	"playhouse/server/store"
)

// opened makes a session with one record.
func opened(t *testing.T, s *store.Store) session.ID {
	t.Helper()
	id := session.ID(uuid.Must(uuid.NewV7()).String())
	_, err := s.Create(t.Context(), session.Opening{
		ID: id, Game: "coin", Key: session.KeyOf(id, "creator", "create"), Row: session.Row{Room: &sessionv1.Room{}},
		Records: []session.Record{line(id, 1)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// line is a record under a key of its own.
func line(id session.ID, version int32) session.Record {
	return session.Record{Session: id, Version: version, Key: session.KeyOf(id, "somebody", uuid.NewString()), Time: time.Now(), Body: []byte("x")}
}

func isUnavailable(err error) bool {
	e, ok := errors.AsType[*session.Error](err)
	return ok && e.Kind == session.Unavailable
}

func TestAppendAfterCloseIsRefused(t *testing.T) {
	t.Parallel()
	s := open(t, postgrestest.URL(t))
	id := opened(t, s)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for v := int32(2 + 10_000*i); ; v++ {
				if err := s.Append(t.Context(), line(id, v), nil); err != nil {
					if !isUnavailable(err) {
						t.Errorf("append = %v", err)
					}
					return
				}
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	_ = s.Close()
	wg.Wait()
}

// Of two different records under one key only one is stored, and only its
// author hears so, also when they share a commit.
func TestTwoRecordsUnderOneKeyInOneCommit(t *testing.T) {
	t.Parallel()
	s := open(t, postgrestest.URL(t))
	id := opened(t, s)
	for round := range int32(200) {
		var (
			wg   sync.WaitGroup
			errs [2]error
		)
		twins := [2]session.Record{line(id, round+2), line(id, round+2)}
		twins[1].Key, twins[1].Body = twins[0].Key, []byte("y")
		busy := line(id, 1_000_000+round) // makes the twins wait and meet
		wg.Go(func() { _ = s.Append(t.Context(), busy, nil) })
		for i, twin := range twins {
			wg.Go(func() { errs[i] = s.Append(t.Context(), twin, nil) })
		}
		wg.Wait()
		stored, err := s.Find(t.Context(), twins[0].Key)
		if err != nil {
			t.Fatal(err)
		}
		for i, err := range errs {
			if is := string(stored.Body) == string(twins[i].Body); is != (err == nil) || (!is && !errors.Is(err, session.ErrConflict)) {
				t.Fatalf("round %d: append of %q = %v, stored is %q", round, twins[i].Body, err, stored.Body)
			}
		}
	}
}

// A session that is deleted while somebody plays leaves nothing behind.
func TestDeleteLeavesNoRecordsBehind(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	s := open(t, url)
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for range 60 {
		id := opened(t, s)
		var wg sync.WaitGroup
		wg.Go(func() {
			for v := int32(2); s.Append(t.Context(), line(id, v), nil) == nil; v++ { //nolint:revive // until it is gone
			}
		})
		time.Sleep(3 * time.Millisecond)
		if err := s.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		wg.Wait()
		var left int
		if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM records WHERE session_id = $1`, string(id)).Scan(&left); err != nil || left > 0 {
			t.Fatalf("%d records left, %v", left, err)
		}
	}
}
