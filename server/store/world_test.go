package store_test

import (
	"database/sql"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/session"
	"playhouse/server/store"
	"playhouse/server/worlds"
)

// world is a session of the store's that a lease can be about.
func world(t *testing.T, s *store.Store) session.ID {
	t.Helper()
	id := session.ID(uuid.Must(uuid.NewV7()).String())
	key := session.Key(uuid.New())
	_, err := s.Create(t.Context(), session.Opening{
		ID: id, Game: "arena", Key: key,
		Records: []session.Record{{Session: id, Version: 1, Key: key, Time: time.Now().Truncate(time.Millisecond), Body: []byte{1}}},
		Row:     session.Row{Room: &sessionv1.Room{SessionId: string(id), Game: "arena", MaxPlayers: 2, Visibility: sessionv1.Visibility_VISIBILITY_PUBLIC}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// lapse has the database's clock be later for a world: its times are moved back.
func lapse(t *testing.T, url string, id session.ID, by time.Duration) {
	t.Helper()
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	_, err = db.ExecContext(t.Context(), `UPDATE world_leases SET expires_at = expires_at - $2 * interval '1 millisecond',
	wanted_until = wanted_until - $2 * interval '1 millisecond' WHERE id = $1`, string(id), by.Milliseconds())
	if err != nil {
		t.Fatal(err)
	}
}

// ask are the store's answers that a test has no error to expect of.
func ask[A any](t *testing.T) func(A, error) A {
	t.Helper()
	return func(a A, err error) A {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
}

const length = time.Minute

// taken takes a lease that is free.
func taken(t *testing.T, s *store.Store, id session.ID, node string) worlds.Lease {
	t.Helper()
	l, ok, err := s.TakeLease(t.Context(), id, node, length)
	if err != nil || !ok {
		t.Fatalf("%s: %v, %v", node, ok, err)
	}
	return l
}

// A world has one owner until its lease runs out or is given back; each owner has a
// higher epoch, and what an older one does has no effect.
func TestAWorldHasOneOwner(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	s, ctx := open(t, url), t.Context()
	id := world(t, s)
	if _, ok, err := s.TakeLease(ctx, id, "a", length); ok || err != nil {
		t.Errorf("a world that nobody wanted was taken: %v", err)
	}
	ask[struct{}](t)(struct{}{}, s.Want(ctx, id, length))
	a := taken(t, s, id, "a")
	for _, node := range []string{"a", "b"} {
		if _, ok, err := s.TakeLease(ctx, id, node, length); ok || err != nil {
			t.Errorf("%s took it, too (%v)", node, err)
		}
	}
	lapse(t, url, id, 50*time.Second)
	if !ask[bool](t)(s.RenewLease(ctx, a, length, 0)) {
		t.Error("the owner cannot go on")
	}
	lapse(t, url, id, 50*time.Second)
	if _, ok, err := s.TakeLease(ctx, id, "b", length); ok || err != nil {
		t.Errorf("b took what was renewed (%v)", err)
	}
	lapse(t, url, id, 20*time.Second)
	if ask[bool](t)(s.RenewLease(ctx, a, length, 0)) {
		t.Error("a lease that ran out was renewed")
	}
	b := taken(t, s, id, "b")
	if b.Epoch <= a.Epoch {
		t.Errorf("epochs %d, then %d", a.Epoch, b.Epoch)
	}
	if ask[bool](t)(s.RenewLease(ctx, a, length, 0)) {
		t.Error("the older owner renewed")
	}
	ask[struct{}](t)(struct{}{}, s.EndLease(ctx, a, true))
	if !ask[bool](t)(s.RenewLease(ctx, b, length, 0)) {
		t.Error("the older owner ended the newer one's lease")
	}
	ask[struct{}](t)(struct{}{}, s.EndLease(ctx, b, false))
	taken(t, s, id, "a")
}

// Only who holds the lease keeps a checkpoint.
func TestCheckpointsAreTheOwners(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	s, ctx := open(t, url), t.Context()
	id := world(t, s)
	if _, found, err := s.LoadCheckpoint(ctx, id); found || err != nil {
		t.Errorf("there is one already (%v)", err)
	}
	ask[struct{}](t)(struct{}{}, s.Want(ctx, id, length))
	a := taken(t, s, id, "a")
	first := worlds.Checkpoint{Run: 1, Tick: 10, Through: 2, Data: []byte("first")}
	if !ask[bool](t)(s.SaveCheckpoint(ctx, a, first)) {
		t.Error("the owner's was not kept")
	}
	lapse(t, url, id, 2*length)
	if ask[bool](t)(s.SaveCheckpoint(ctx, a, worlds.Checkpoint{Run: 1, Tick: 20, Data: []byte("late")})) {
		t.Error("one was kept after the lease ran out")
	}
	b := taken(t, s, id, "b")
	if ask[bool](t)(s.SaveCheckpoint(ctx, a, worlds.Checkpoint{Run: 1, Tick: 30, Data: []byte("a zombie's")})) {
		t.Error("a zombie's was kept")
	}
	if c, _, err := s.LoadCheckpoint(ctx, id); err != nil || c.Tick != first.Tick || c.Through != first.Through || string(c.Data) != "first" {
		t.Errorf("kept %v (%v)", c, err)
	}
	if !ask[bool](t)(s.SaveCheckpoint(ctx, b, worlds.Checkpoint{Run: 2, Tick: 5, Data: []byte("b")})) {
		t.Error("the new owner's was not kept")
	}
	if c, found, err := s.LoadCheckpoint(ctx, id); err != nil || !found || c.Run != 2 || string(c.Data) != "b" {
		t.Errorf("kept %v (%v)", c, err)
	}
}

// Orphans are wanted and have no owner; who gives a world back for ever makes none.
func TestOrphansAreWantedAndHaveNoOwner(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	s, ctx := open(t, url), t.Context()
	id := world(t, s)
	orphan := func() bool { return slices.Contains(ask[[]session.ID](t)(s.Orphans(ctx, 10)), id) }
	ask[struct{}](t)(struct{}{}, s.Want(ctx, id, length))
	if !orphan() {
		t.Error("a wanted world is no orphan")
	}
	a := taken(t, s, id, "a")
	if orphan() {
		t.Error("an owned world is an orphan")
	}
	ask[struct{}](t)(struct{}{}, s.EndLease(ctx, a, false))
	if !orphan() {
		t.Error("what was given back and is wanted is no orphan")
	}
	b := taken(t, s, id, "b")
	if !ask[bool](t)(s.RenewLease(ctx, b, length, 3*length)) {
		t.Fatal("not renewed")
	}
	lapse(t, url, id, 2*length) // b is dead; the world was wanted for longer
	if !orphan() {
		t.Error("the world of a dead owner is no orphan")
	}
	c := taken(t, s, id, "c")
	lapse(t, url, id, 2*length)
	if orphan() {
		t.Error("what nobody wants any more is an orphan")
	}
	ask[struct{}](t)(struct{}{}, s.Want(ctx, id, length))
	ask[struct{}](t)(struct{}{}, s.EndLease(ctx, c, true))
	if orphan() {
		t.Error("what is done is an orphan")
	}
	if err := s.Want(ctx, session.ID(uuid.NewString()), length); err == nil {
		t.Error("a world that there is not can be wanted")
	}
}
