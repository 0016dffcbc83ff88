package keeper_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
	"playhouse/server/worlds/keeper"
)

// When a node is closed nothing of it goes on. (Not parallel: others' goroutines would
// be taken for its own.)
func TestNothingGoesOnAfterClose(t *testing.T) { //nolint:paralleltest // see above
	p := newPlace(t)
	before := goleak.IgnoreCurrent()
	n, closes := p.open(t, "a", quick, nil)
	for range 3 {
		id := n.create(t, endless())
		seen, first := n.watch(t, id, keeper.Sight{Inspect: []int32{1}})
		until(t, "the world", seen, atTick(20))
		_, second := n.watch(t, id, keeper.Sight{Rate: 30})
		second()
		first()
	}
	closes()
	goleak.VerifyNone(t, before, goleak.IgnoreTopFunction("database/sql.(*DB).connectionOpener"),
		// The NATS server's, for clients that have gone.
		goleak.IgnoreAnyFunction("github.com/nats-io/nats-server/v2/server.(*Server).startGoRoutine.func1"))
}

// A slow watcher gets fewer frames, and each is the newest at its time.
func TestASlowWatcherSeesTheNewest(t *testing.T) {
	t.Parallel()
	n := newPlace(t).node(t, "a")
	id := n.create(t, endless())
	fast, _ := n.watch(t, id, keeper.Sight{Rate: 30})
	slow, _ := n.watch(t, id, keeper.Sight{Rate: 30})
	until(t, "the world", slow, atTick(1))
	frames, newest := 0, int32(0)
	for range 5 {
		for end := time.Now().Add(700 * time.Millisecond); time.Now().Before(end); {
			newest = max(newest, (<-fast).GetFrame().GetTick())
			frames++
		}
		<-slow // was on its way for long
		if m := <-slow; m.GetFrame() != nil && m.GetFrame().GetTick() < newest {
			t.Errorf("shown tick %d after %d was there", m.GetFrame().GetTick(), newest)
		}
	}
	if frames < 30 {
		t.Errorf("the other one was shown only %d frames meanwhile", frames)
	}
}

// Who thinks what is told of those teams that a viewer may know of; of others how they
// look.
func TestInspectionsOfOnesOwn(t *testing.T) {
	t.Parallel()
	n := newPlace(t).node(t, "a")
	id := n.create(t, endless())
	own := func(context.Context) (keeper.Rights, error) { return keeper.Rights{Teams: []int32{2}}, nil }
	seen, _ := n.watch(t, id, keeper.Sight{Inspect: []int32{1, 40, 999}, Admit: own})
	m := until(t, "thoughts", seen, func(m *arenav1.WatchWorldResponse) bool {
		return len(m.GetInspections()) == 2 && m.GetInspections()[1].GetDecidedTick() > 0
	})
	theirs, mine := m.GetInspections()[0], m.GetInspections()[1]
	if theirs.GetTeam() != 1 || len(theirs.GetSenses())+len(theirs.GetForces()) > 0 || theirs.GetRule() != "" || theirs.GetTarget() != 0 {
		t.Errorf("of another team: %v", theirs)
	}
	if mine.GetTeam() != 2 || len(mine.GetSenses()) == 0 || mine.GetRule() == "" {
		t.Errorf("of one's own: %v", mine)
	}
}

// Who is sent away while watching sees no more.
func TestWhoIsSentAwaySeesNoMore(t *testing.T) {
	t.Parallel()
	n := newPlace(t).node(t, "a")
	id := n.create(t, endless())
	gone := session.Missing("there is no such session")
	asked := 0
	err := n.Watch(t.Context(), id, keeper.Sight{Admit: func(context.Context) (keeper.Rights, error) {
		if asked++; asked > 2 {
			return keeper.Rights{}, gone
		}
		return keeper.Rights{}, nil
	}}, func(*arenav1.WatchWorldResponse) error { return nil })
	if !errors.Is(err, gone) {
		t.Errorf("the stream ended with %v", err)
	}
}

// A thousand agents at ten frames a second take less than 100 kB a second.
func TestAThousandAgentsAreSmall(t *testing.T) {
	t.Parallel()
	n := newPlace(t).node(t, "a")
	c := endless()
	c.AgentCount, c.AreaWidth, c.AreaHeight = new(int32(500)), new(1600.0), new(1200.0)
	id := n.create(t, c)
	seen, _ := n.watch(t, id, keeper.Sight{Rate: 10})
	until(t, "the world in motion", seen, atTick(60))
	bytes, frames, keys := 0, 0, 0
	for frames < 50 {
		m := <-seen
		bytes += proto.Size(m)
		if m.GetFrame() != nil {
			frames++
		}
		if m.GetFrame().GetKey() {
			keys++
		}
	}
	perSecond := 10 * bytes / frames
	t.Logf("%d frames (%d keys), %d bytes each, %d a second", frames, keys, bytes/frames, perSecond)
	if perSecond >= 100_000 {
		t.Errorf("%d bytes a second", perSecond)
	}
}
