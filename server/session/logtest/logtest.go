// Package logtest is the conformance suite of session.Log and session.Index:
// what the runtime relies on. Every implementation must pass Run.
package logtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

// Log is what the suite tests.
type Log interface {
	session.Log
	session.Index
}

// Run tests logs made by open; each subtest gets one of its own or a shared
// one, as open likes.
func Run(t *testing.T, open func(t *testing.T) Log) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, Log){
		"CreateOpensWithItsFirstRecords":   createOpens,
		"CreateTwiceWithOneKeyMakesOne":    createTwice,
		"ReadIsInOrderAndBounded":          readInOrder,
		"AppendIsReadBackToTheByte":        appendIsRead,
		"VersionTakenConflicts":            versionTaken,
		"KeyTakenConflicts":                keyTaken,
		"AppendToNoSessionConflicts":       appendToNone,
		"ConcurrentAppendsElectOne":        concurrentAppends,
		"ManySessionsAtOnce":               manySessions,
		"FindKnowsKeys":                    findKnows,
		"OpenOfNoSession":                  openOfNone,
		"DueAndHeads":                      dueAndHeads,
		"RowsFollowOnlyTheirOwnRecord":     rowsFollow,
		"AnOlderRowDoesNotReplaceANewer":   olderRow,
		"AppendsAreSeenAfterTheyAreAnswer": seenAfter,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

var now = time.UnixMilli(1_700_000_000_123).UTC()

func newKey() session.Key {
	var k session.Key
	_, _ = rand.Read(k[:])
	return k
}

func opening() session.Opening {
	id := session.ID(uuid.Must(uuid.NewV7()).String())
	return session.Opening{
		ID: id, Game: "coin", Key: newKey(), Seed: [32]byte{1, 2, 3},
		Records: []session.Record{record(id, 1), record(id, 2)},
		Row:     session.Row{Room: room(id, 2), Members: []session.UserID{"a", "b"}},
	}
}

func room(id session.ID, players int32) *sessionv1.Room {
	return &sessionv1.Room{SessionId: string(id), Game: "coin", Status: session.Lobby, MaxPlayers: players, Visibility: sessionv1.Visibility_VISIBILITY_PUBLIC}
}

func record(id session.ID, version int32) session.Record {
	return session.Record{
		Session: id, Version: version, Key: newKey(), Digest: -7 * int64(version), Actor: "somebody", Time: now.Add(time.Duration(version) * time.Millisecond),
		Body: fmt.Appendf(nil, "body %d \x00\xff\\'\"{},", version),
	}
}

func mustCreate(t *testing.T, l Log) session.Opening {
	t.Helper()
	o := opening()
	id, err := l.Create(t.Context(), o)
	if err != nil || id != o.ID {
		t.Fatalf("create = %v, %v", id, err)
	}
	return o
}

func createOpens(t *testing.T, l Log) {
	o := mustCreate(t, l)
	h, err := l.Open(t.Context(), o.ID)
	if err != nil || h.Game != o.Game || h.Seed != o.Seed {
		t.Errorf("open = %+v, %v", h, err)
	}
	wantRecords(t, l, o.ID, o.Records...)
}

func wantRecords(t *testing.T, l Log, id session.ID, want ...session.Record) {
	t.Helper()
	got, err := l.Read(t.Context(), id, 0, 1000)
	if err != nil || len(got) != len(want) {
		t.Fatalf("read %d records, want %d; %v", len(got), len(want), err)
	}
	for i := range want {
		wantRecord(t, got[i], want[i])
	}
}

func wantRecord(t *testing.T, got, want session.Record) {
	t.Helper()
	if got.Session != want.Session || got.Version != want.Version || got.Key != want.Key || got.Digest != want.Digest ||
		got.Actor != want.Actor || !got.Time.Equal(want.Time) || !bytes.Equal(got.Body, want.Body) {
		t.Errorf("record = %+v, want %+v", got, want)
	}
}

func createTwice(t *testing.T, l Log) {
	first := mustCreate(t, l)
	second := opening()
	second.Key = first.Key
	id, err := l.Create(t.Context(), second)
	if err != nil || id != first.ID {
		t.Errorf("second create = %v, %v; want the first session %v", id, err, first.ID)
	}
	if _, err := l.Open(t.Context(), second.ID); !errors.Is(err, session.ErrNoSession) {
		t.Errorf("the second session exists: %v", err)
	}
}

func readInOrder(t *testing.T, l Log) {
	o := mustCreate(t, l)
	for v := int32(3); v <= 12; v++ {
		mustAppend(t, l, record(o.ID, v))
	}
	got, err := l.Read(t.Context(), o.ID, 4, 5)
	if err != nil || len(got) != 5 {
		t.Fatalf("read %d, %v", len(got), err)
	}
	for i, r := range got {
		if r.Version != int32(5+i) {
			t.Errorf("record %d has version %d", i, r.Version)
		}
	}
}

func mustAppend(t *testing.T, l Log, r session.Record) {
	t.Helper()
	if err := l.Append(t.Context(), r, nil); err != nil {
		t.Fatalf("append %d: %v", r.Version, err)
	}
}

func appendIsRead(t *testing.T, l Log) {
	o := mustCreate(t, l)
	r := record(o.ID, 3)
	r.Body = make([]byte, 70_000)
	_, _ = rand.Read(r.Body)
	mustAppend(t, l, r)
	wantRecords(t, l, o.ID, append(o.Records, r)...)
}

func versionTaken(t *testing.T, l Log) {
	o := mustCreate(t, l)
	wantConflict(t, l.Append(t.Context(), record(o.ID, 2), nil))
	wantRecords(t, l, o.ID, o.Records...)
}

func wantConflict(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, session.ErrConflict) {
		t.Errorf("append = %v, want a conflict", err)
	}
}

func keyTaken(t *testing.T, l Log) {
	o := mustCreate(t, l)
	r := record(o.ID, 3)
	r.Key = o.Records[0].Key
	wantConflict(t, l.Append(t.Context(), r, nil))
	wantRecords(t, l, o.ID, o.Records...)
}

func appendToNone(t *testing.T, l Log) {
	wantConflict(t, l.Append(t.Context(), record(session.ID(uuid.NewString()), 1), nil))
}

func concurrentAppends(t *testing.T, l Log) {
	o := mustCreate(t, l)
	var (
		wg  sync.WaitGroup
		mu  sync.Mutex
		won []session.Record
	)
	for range 32 {
		wg.Go(func() {
			r := record(o.ID, 3)
			err := l.Append(context.Background(), r, nil)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won = append(won, r)
			} else if !errors.Is(err, session.ErrConflict) {
				t.Errorf("append: %v", err)
			}
		})
	}
	wg.Wait()
	if len(won) != 1 {
		t.Fatalf("%d appends won version 3", len(won))
	}
	wantRecords(t, l, o.ID, append(o.Records, won...)...)
}

func manySessions(t *testing.T, l Log) {
	var wg sync.WaitGroup
	for range 20 {
		o := mustCreate(t, l)
		wg.Go(func() {
			for v := int32(3); v <= 22; v++ {
				if err := l.Append(context.Background(), record(o.ID, v), &session.Row{Room: room(o.ID, v)}); err != nil {
					t.Errorf("append: %v", err)
				}
			}
			if got, err := l.Read(context.Background(), o.ID, 0, 100); err != nil || len(got) != 22 {
				t.Errorf("read %d, %v", len(got), err)
			}
		})
	}
	wg.Wait()
}

func findKnows(t *testing.T, l Log) {
	o := mustCreate(t, l)
	got, err := l.Find(t.Context(), o.Records[1].Key)
	if err != nil {
		t.Fatal(err)
	}
	wantRecord(t, got, o.Records[1])
	if _, err := l.Find(t.Context(), newKey()); !errors.Is(err, session.ErrNoRecord) {
		t.Errorf("find of nothing: %v", err)
	}
}

func openOfNone(t *testing.T, l Log) {
	for _, id := range []session.ID{session.ID(uuid.NewString()), "not a uuid", ""} {
		if _, err := l.Open(t.Context(), id); !errors.Is(err, session.ErrNoSession) {
			t.Errorf("open %q: %v", id, err)
		}
	}
}

func dueAndHeads(t *testing.T, l Log) {
	o := mustCreate(t, l)
	row := &session.Row{Room: room(o.ID, 2), Deadline: now.Add(time.Hour)}
	if err := l.Append(t.Context(), record(o.ID, 3), row); err != nil {
		t.Fatal(err)
	}
	if isDue(t, l, now.Add(time.Hour-time.Millisecond), o.ID) {
		t.Error("due before its deadline")
	}
	if !isDue(t, l, now.Add(time.Hour), o.ID) {
		t.Error("not due at its deadline")
	}
	if err := l.Append(t.Context(), record(o.ID, 4), &session.Row{Room: room(o.ID, 3)}); err != nil {
		t.Fatal(err)
	}
	if isDue(t, l, now.Add(2*time.Hour), o.ID) {
		t.Error("due without a deadline")
	}
	heads, err := l.Heads(t.Context(), []session.ID{o.ID, session.ID(uuid.NewString())})
	if err != nil || len(heads) != 1 || heads[o.ID] != 4 {
		t.Errorf("heads = %v, %v", heads, err)
	}
}

func isDue(t *testing.T, l Log, at time.Time, id session.ID) bool {
	t.Helper()
	due, err := l.Due(t.Context(), at, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Contains(due, id)
}

func rowsFollow(t *testing.T, l Log) {
	o := mustCreate(t, l)
	row := &session.Row{Room: room(o.ID, 2), Deadline: now}
	wantConflict(t, l.Append(t.Context(), record(o.ID, 2), row))
	if isDue(t, l, now.Add(time.Hour), o.ID) {
		t.Error("the row of a record that lost was written")
	}
}

func olderRow(t *testing.T, l Log) {
	o := mustCreate(t, l)
	if err := l.Append(t.Context(), record(o.ID, 4), &session.Row{Room: room(o.ID, 2), Deadline: now}); err != nil {
		t.Fatal(err)
	}
	if err := l.Append(t.Context(), record(o.ID, 3), &session.Row{Room: room(o.ID, 2)}); err != nil {
		t.Fatal(err)
	}
	if !isDue(t, l, now, o.ID) {
		t.Error("an older record's row replaced a newer one's")
	}
}

func seenAfter(t *testing.T, l Log) {
	o := mustCreate(t, l)
	for v := int32(3); v < 30; v++ {
		mustAppend(t, l, record(o.ID, v))
		if got, err := l.Read(t.Context(), o.ID, v-1, 10); err != nil || len(got) != 1 {
			t.Fatalf("version %d is answered and not there: %d, %v", v, len(got), err)
		}
	}
}
