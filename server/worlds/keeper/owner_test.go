package keeper_test

import (
	"errors"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
	"playhouse/server/worlds"
	"playhouse/server/worlds/keeper"
)

// endless is a world that goes on for ever.
func endless() *arenav1.Config {
	return &arenav1.Config{
		AgentCount: new(int32(20)), Respawn: new(true), Seed: "keeper", TickRate: new(int32(60)),
		End: &arenav1.End{Kind: arenav1.EndKind_END_KIND_NEVER},
	}
}

func atTick(tick int32) func(*arenav1.WatchWorldResponse) bool {
	return func(m *arenav1.WatchWorldResponse) bool { return m.GetFrame().GetTick() >= tick }
}

// The node that runs a world is killed: the other goes on from the last checkpoint and
// the log, with the orders that were given meanwhile; who watches there has seen the
// world before, over the bus, and sees it after. The replay is one world.
func TestAnotherNodeGoesOn(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	a, b := p.node(t, "a"), p.node(t, "b")
	id := a.create(t, endless())
	seen, _ := b.watch(t, id, keeper.Sight{})
	before := until(t, "a's world on b", seen, atTick(60))
	if before.GetStatus() != nil && !before.GetStatus().GetElsewhere() {
		t.Error("b runs it itself")
	}
	order(t, a, &arenav1.SetSpeedRequest{SessionId: string(id), Speed: 2}, arena.Game.SetSpeed)
	until(t, "the new speed", seen, func(m *arenav1.WatchWorldResponse) bool { return m.GetStatus().GetSpeed() == 2 })
	before = until(t, "a frame with the new speed", seen, func(m *arenav1.WatchWorldResponse) bool { return m.GetFrame() != nil })
	a.gate.kill()
	killed := time.Now()
	_, err := session.Do(a.as(t.Context()), b.host, &arenav1.SetSpeedRequest{SessionId: string(id), Speed: 4}, arena.Game.SetSpeed)
	must(t, err)
	until(t, "b's world with the order", seen, func(m *arenav1.WatchWorldResponse) bool {
		return m.GetStatus() != nil && !m.GetStatus().GetElsewhere() && m.GetStatus().GetSpeed() == 4
	})
	t.Logf("b went on %v after a was killed, with leases of %v", time.Since(killed), quick.Lease)
	until(t, "time passing on b", seen, atTick(before.GetFrame().GetTick()+60))
	pausedAt(t, a, b, id)
	r, _ := b.state(t, id).Run(0)
	if v := b.verify(t, id, r); !v.GetVerified() || v.GetAgreed() < 3 {
		t.Errorf("the replay says %v", v)
	}
}

// pausedAt pauses the world by its host at another node, and waits until it is so.
func pausedAt(t *testing.T, host, at *node, id session.ID) {
	t.Helper()
	_, err := session.Do(host.as(t.Context()), at.host, &arenav1.PauseRequest{SessionId: string(id)}, arena.Game.Pause)
	must(t, err)
	eventually(t, "the pause is taken", func() bool { return len(at.state(t, id).Waiting()) == 0 })
}

// A node that was asleep for longer than its lease wakes up as a zombie: nothing that
// it writes counts, and it ends its world.
func TestAZombieCannotWrite(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	a, b := p.node(t, "a"), p.node(t, "b")
	id := a.create(t, endless())
	seen, _ := b.watch(t, id, keeper.Sight{})
	until(t, "a's world", seen, atTick(30))
	old := a.state(t, id).Epoch()
	a.gate.pause()
	until(t, "b's world", seen, func(m *arenav1.WatchWorldResponse) bool { return m.GetStatus() != nil && !m.GetStatus().GetElsewhere() })
	eventually(t, "b owns the world", func() bool { return b.state(t, id).Epoch() > old })
	a.gate.resume()
	// What the zombie could still try, as of the moment it wakes up.
	stale := arena.Moment{Epoch: old, Tick: 1 << 20, Hash: 1}
	lease := worlds.Lease{Session: id, Node: "a", Epoch: old}
	// (To take orders there would have to be some: see arena's own test.)
	for name, cmd := range map[string]session.Command[arena.State, *arenav1.Event]{
		"mark": arena.MarkDown(stale), "sleep": arena.Sleep(stale),
		"miss": arena.Miss(old, arena.Missed{Behaviors: []int32{1}}), "end": arena.Finish(old, &arenav1.Result{Winner: 1}),
	} {
		if _, err := session.Act(t.Context(), a.host, id, cmd); !errors.Is(err, arena.ErrNotOwner) {
			t.Errorf("%s by a zombie: %v", name, err)
		}
	}
	if held, err := a.gate.SaveCheckpoint(t.Context(), lease, worlds.Checkpoint{Run: 1, Tick: 1 << 20}); held || err != nil {
		t.Errorf("a zombie's checkpoint was kept (%v)", err)
	}
	at := until(t, "a frame", seen, func(m *arenav1.WatchWorldResponse) bool { return m.GetFrame() != nil }).GetFrame().GetTick()
	until(t, "b's world going on", seen, atTick(at+60))
	s := b.state(t, id)
	if r, _ := s.Run(0); r.Last >= 1<<20 || s.Ended() {
		t.Errorf("the log says tick %d, ended %v", r.Last, s.Ended())
	}
	if c, _, err := b.gate.LoadCheckpoint(t.Context(), id); err != nil || c.Tick >= 1<<20 {
		t.Errorf("the checkpoint is of tick %d (%v)", c.Tick, err)
	}
	pausedAt(t, a, b, id)
	r, _ := b.state(t, id).Run(0)
	if v := b.verify(t, id, r); !v.GetVerified() {
		t.Errorf("the replay says %v", v)
	}
}

// A fork is a world of its own: it goes on at once, whatever epochs its past has seen.
func TestAForkGoesOn(t *testing.T) {
	t.Parallel()
	n := newPlace(t).node(t, "a")
	id := n.create(t, endless())
	for epoch := int64(5); epoch < 8; epoch++ { // as if many nodes had run it
		_, err := session.Act(t.Context(), n.host, id, arena.Own(epoch, 0))
		must(t, err)
	}
	fork, err := n.rt.Fork(n.as(t.Context()), id, 0, &sessionv1.ForkSessionRequest{SessionId: string(id), CommandId: "fork"})
	must(t, err)
	if e := n.state(t, fork).Epoch(); e != 0 {
		t.Errorf("the fork has epoch %d", e)
	}
	seen, _ := n.watch(t, fork, keeper.Sight{})
	until(t, "the fork", seen, atTick(30))
	n.halts(t, fork)
}

// A node that is closed hands its worlds over at once, where they are.
func TestAClosingNodeHandsOver(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	slow := quick
	slow.Lease, slow.Want = time.Hour, time.Hour
	a, closes := p.open(t, "a", slow, nil)
	b := p.node(t, "b")
	id := a.create(t, endless())
	seen, _ := b.watch(t, id, keeper.Sight{})
	until(t, "a's world", seen, atTick(30))
	closes()
	c, found, err := b.gate.LoadCheckpoint(t.Context(), id)
	if err != nil || !found {
		t.Fatalf("no checkpoint: %v", err)
	}
	m := until(t, "b's world", seen, func(m *arenav1.WatchWorldResponse) bool {
		return m.GetFrame() != nil && m.GetStatus() != nil && !m.GetStatus().GetElsewhere()
	})
	if m.GetFrame().GetTick() < c.Tick {
		t.Errorf("b went on at tick %d, a was at %d", m.GetFrame().GetTick(), c.Tick)
	}
}

// A world that nobody watches is paused, and then unloaded; an order, or somebody who
// looks, brings it back where it was.
func TestIdleWorldsSleep(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	times := quick
	times.Idle, times.Want, times.Renew = 700*time.Millisecond, 500*time.Millisecond, 100*time.Millisecond
	n, closes := p.open(t, "a", times, nil)
	t.Cleanup(closes)
	id := n.create(t, endless())
	free := func() bool {
		orphans, err := n.gate.Orphans(t.Context(), 10)
		must(t, err)
		l, ok, err := n.gate.TakeLease(t.Context(), id, "a looker", time.Millisecond)
		must(t, err)
		if ok {
			must(t, n.gate.EndLease(t.Context(), l, false))
		}
		return ok && len(orphans) == 0
	}
	eventually(t, "the world sleeps", func() bool { return n.view(t, id).GetAsleep() && !n.view(t, id).GetRunning() })
	eventually(t, "it is unloaded", free)
	slept := n.view(t, id).GetTick()
	seen, stop := n.watch(t, id, keeper.Sight{})
	m := until(t, "the sleeping world", seen, func(m *arenav1.WatchWorldResponse) bool { return m.GetFrame().GetKey() })
	if m.GetFrame().GetTick() != slept || m.GetStatus().GetRunning() {
		t.Errorf("it woke at tick %d of %d, running %v", m.GetFrame().GetTick(), slept, m.GetStatus().GetRunning())
	}
	order(t, n, &arenav1.StartRequest{SessionId: string(id)}, arena.Game.Start)
	until(t, "time passing", seen, atTick(slept+90)) // longer than Idle: somebody watches
	if n.view(t, id).GetAsleep() {
		t.Error("it sleeps while somebody watches")
	}
	stop()
	eventually(t, "the world sleeps again", func() bool { return n.view(t, id).GetAsleep() })
	// Stepping is time passing, too.
	order(t, n, &arenav1.StepRequest{SessionId: string(id), Ticks: 600}, arena.Game.Step)
	eventually(t, "stepping sleeps", func() bool { return n.view(t, id).GetAsleep() })
	eventually(t, "it is unloaded again", free)
	r, _ := n.state(t, id).Run(0)
	if v := n.verify(t, id, r); !v.GetVerified() {
		t.Errorf("the replay says %v", v)
	}
}

func (n *node) view(t *testing.T, id session.ID) *arenav1.View {
	t.Helper()
	s, err := n.host.View(n.as(t.Context()), id, 0)
	must(t, err)
	return s.View
}

// An ended world is shown as it came out, also when nobody had it in memory.
func TestAnEndedWorldIsShown(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	n, closes := p.open(t, "a", quick, nil)
	c := endless()
	c.End, c.Respawn = &arenav1.End{Kind: arenav1.EndKind_END_KIND_TIME, Seconds: 2}, new(false)
	id := n.create(t, c)
	eventually(t, "the world ends", func() bool { return n.state(t, id).Ended() })
	result := n.view(t, id).GetResult()
	closes()
	b := p.node(t, "b")
	seen, _ := b.watch(t, id, keeper.Sight{})
	m := until(t, "the end", seen, func(m *arenav1.WatchWorldResponse) bool { return m.GetFrame() != nil })
	if m.GetFrame().GetTick() != result.GetTick() || m.GetStatus().GetRunning() || !proto.Equal(m.GetTeams()[0], result.GetTeams()[0]) {
		t.Errorf("shown %v, %v; the result is %v", m.GetFrame().GetTick(), m.GetTeams(), result)
	}
	r, _ := b.state(t, id).Run(0)
	if v := b.verify(t, id, r); !v.GetVerified() || v.GetTick() != result.GetTick() {
		t.Errorf("the replay says %v", v)
	}
}
