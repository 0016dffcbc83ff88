package rpc

import (
	"crypto/rand"
	"database/sql"
	"sync"
	"testing"
	"time"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/server/bus"
	"playhouse/server/identity"
	"playhouse/server/postgres/postgrestest"
)

// Nodes that start on a fresh database at once sign with one key, and derive one
// refresh token of another.
func TestNodesThatStartAtOnceBelieveEachOther(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	db, err := sql.Open("postgres", h.db)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), `DELETE FROM signing_keys`); err != nil {
		t.Fatal(err)
	}
	var (
		wg    sync.WaitGroup
		nodes [8]*identity.Service
	)
	for i := range nodes {
		wg.Go(func() { nodes[i], _ = identity.New(t.Context(), h.store, time.Now) })
	}
	wg.Wait()
	_, tokens, err := nodes[0].SignInGuest(t.Context(), "Ann", "")
	if err != nil {
		t.Fatal(err)
	}
	next := map[string]bool{}
	for i, n := range nodes {
		if _, err := n.Authenticate(t.Context(), tokens.Access); err != nil {
			t.Errorf("node %d: %v", i, err)
		}
		_, pair, err := n.Refresh(t.Context(), tokens.Refresh)
		if err != nil {
			t.Fatalf("node %d: %v", i, err)
		}
		next[pair.Refresh] = true
	}
	if len(next) != 1 {
		t.Errorf("%d different refresh tokens of one", len(next))
	}
}

// A new key signs on the nodes that start after it; the others verify it, and
// the old tokens stay good.
func TestANewSigningKey(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	one := newHouse(t, url, &bus.Local{})
	ann := one.guest(t, "Ann")
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	seed := make([]byte, 32)
	_, _ = rand.Read(seed)
	if _, err := db.ExecContext(t.Context(), `INSERT INTO signing_keys (id, seed, created_at) VALUES ('new', $1, now() + interval '1 second')`, seed); err != nil {
		t.Fatal(err)
	}
	two := newHouse(t, url, &bus.Local{})
	ben := two.guest(t, "Ben")
	for name, err := range map[string]error{"old on new": whoAmI(t, two.as(ann.token)), "new on old": whoAmI(t, one.as(ben.token))} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func whoAmI(t *testing.T, p *player) error {
	t.Helper()
	_, err := p.WhoAmI(t.Context(), &identityv1.WhoAmIRequest{})
	return err
}
