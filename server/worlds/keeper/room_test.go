package keeper_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
	"playhouse/server/worlds"
	"playhouse/server/worlds/keeper"
)

// reason is why something was refused; empty for nothing.
func reason(err error) string {
	if e, ok := errors.AsType[*session.Error](err); ok {
		return e.Reason
	}
	return ""
}

// admit asks for room for one more world of a node's user.
func (n *node) admit(t *testing.T) (admitted func(session.ID), refused string) {
	t.Helper()
	admitted, err := n.Admit(n.as(t.Context()), "")
	if err != nil && reason(err) == "" {
		t.Fatal(err)
	}
	return admitted, reason(err)
}

// begins makes a world that runs, as the service does it: after there was room for it.
func (n *node) begins(t *testing.T) session.ID {
	t.Helper()
	admitted, refused := n.admit(t)
	if refused != "" {
		t.Fatalf("a world was refused: %s", refused)
	}
	id := n.create(t, endless())
	admitted(id)
	return id
}

// limited is a node with limits.
func limited(t *testing.T, l keeper.Limits) *node {
	t.Helper()
	n := newPlace(t).node(t, "a")
	n.Limits = l
	return n
}

// A host who watches as many worlds as one may have is refused another; when one of
// them stands still, there is room. Others are not concerned.
func TestAHostHasSoManyWorlds(t *testing.T) {
	t.Parallel()
	n := limited(t, keeper.Limits{Host: 2, All: 10})
	first, second := n.begins(t), n.begins(t)
	for _, id := range []session.ID{first, second} {
		seen, _ := n.watch(t, id, keeper.Sight{})
		until(t, "the world", seen, atTick(10))
		go func() {
			for range seen { //nolint:revive // looks on
			}
		}()
	}
	if _, refused := n.admit(t); refused != "too_many_worlds" {
		t.Errorf("a third world: %q", refused)
	}
	// To go on with one of them is no other world.
	admitted, err := n.Admit(n.as(t.Context()), first)
	must(t, err)
	admitted(first)
	ctx := session.WithCaller(t.Context(), session.Caller{User: "somebody else"})
	if admitted, err = n.Admit(ctx, ""); err != nil {
		t.Errorf("somebody else: %v", err)
	}
	admitted("")
	order(t, n, &arenav1.PauseRequest{SessionId: string(first)}, arena.Game.Pause)
	eventually(t, "there is room", func() bool {
		admitted, refused := n.admit(t)
		if refused != "" {
			return false
		}
		admitted("")
		return true
	})
}

// A world that its host does not watch any more falls asleep for the next one; nobody
// else's does.
func TestAWorldNobodyWatchesMakesRoom(t *testing.T) {
	t.Parallel()
	n := limited(t, keeper.Limits{Host: 1, All: 1})
	id := n.begins(t)
	seen, leave := n.watch(t, id, keeper.Sight{})
	until(t, "the world", seen, atTick(10))
	leave()
	time.Sleep(2 * quick.Renew)
	stranger := session.WithCaller(t.Context(), session.Caller{User: "somebody else"})
	if _, err := n.Admit(stranger, ""); reason(err) != "busy" {
		t.Errorf("a server without room: %v", err)
	}
	var admitted func(session.ID)
	eventually(t, "there is room for another", func() bool {
		var refused string
		admitted, refused = n.admit(t)
		return refused == ""
	})
	eventually(t, "the first fell asleep", func() bool {
		_, moves := n.state(t, id).Moves(1 << 30)
		return !moves
	})
	admitted("")
}

// Many who begin at once do not get past a limit together; who came to nothing leaves
// no trace.
func TestLimitsHoldForThoseWhoComeAtOnce(t *testing.T) {
	t.Parallel()
	n := limited(t, keeper.Limits{Host: 3, All: 5})
	var mu sync.Mutex
	var in []func(session.ID)
	var refused []string
	var all sync.WaitGroup
	for i := range 40 {
		ctx := session.WithCaller(context.WithoutCancel(t.Context()), session.Caller{User: session.UserID([]string{"ann", "ben"}[i%2])})
		all.Go(func() {
			admitted, err := n.Admit(ctx, "")
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				refused = append(refused, reason(err))
				return
			}
			in = append(in, admitted)
		})
	}
	all.Wait()
	if len(in) != 5 || len(refused) != 35 || !slices.Contains(refused, "too_many_worlds") && !slices.Contains(refused, "busy") {
		t.Fatalf("%d came in; refused: %v", len(in), refused)
	}
	for _, admitted := range in {
		admitted("")
	}
	if _, why := n.admit(t); why != "" {
		t.Errorf("after all are gone: %s", why)
	}
}

// breaking panics when a world's first checkpoint is saved.
type breaking struct {
	*gate

	world session.ID
	once  sync.Once
}

func (b *breaking) SaveCheckpoint(ctx context.Context, l worlds.Lease, c worlds.Checkpoint) (bool, error) {
	if l.Session == b.world {
		b.once.Do(func() { panic("a bug, for this test") })
	}
	return b.gate.SaveCheckpoint(ctx, l, c)
}

// A world that breaks takes no other with it, and goes on when its lease has run out.
func TestAWorldThatBreaksIsAlone(t *testing.T) {
	t.Parallel()
	n := newPlace(t).node(t, "a")
	broken := n.build(t, endless(), false)
	n.Checkpoints = &breaking{gate: n.gate, world: broken}
	other := n.create(t, endless())
	must(t, n.Wake(t.Context(), broken))
	one, _ := n.watch(t, broken, keeper.Sight{})
	two, _ := n.watch(t, other, keeper.Sight{})
	order(t, n, &arenav1.StartRequest{SessionId: string(broken)}, arena.Game.Start)
	eventually(t, "the world has broken", func() bool { return n.state(t, broken).Epoch() == 1 })
	until(t, "the other world", two, atTick(120))
	until(t, "the broken world going on", one, atTick(120))
	if n.state(t, broken).Epoch() < 2 {
		t.Error("it did not break")
	}
}
