package session_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	"playhouse/server/bus"
	"playhouse/server/games/coin"
	"playhouse/server/session"
	"playhouse/server/session/logtest"
)

// flips is what a steward does: the coin falls, without anybody's call.
func flips(t session.Turn, _ coin.State) ([]*coinv1.Event, error) {
	if t.Seat != 0 {
		return nil, errors.New("a steward sits nowhere")
	}
	return []*coinv1.Event{{Kind: &coinv1.Event_Flipped_{Flipped: &coinv1.Event_Flipped{Side: coinv1.Side_SIDE_HEADS}}}}, nil
}

// What the server does itself is durable at the version it is told, is nobody's at the
// table, and is seen on other nodes like anything else.
func TestStewardsAct(t *testing.T) {
	t.Parallel()
	log, between := &logtest.Memory{}, &bus.Local{}
	a, b := newNode(log, between, clockwork{}), newNode(log, between, clockwork{})
	defer a.Close()
	defer b.Close()
	id := a.begun(t)
	version, err := session.Act(t.Context(), a.host, id, flips)
	if err != nil {
		t.Fatal(err)
	}
	records, err := log.Read(t.Context(), id, version-1, 10)
	if err != nil || len(records) != 1 || records[0].Actor != "" {
		t.Errorf("the log has %v (%v)", records, err)
	}
	if again, err := session.Act(t.Context(), b.host, id, flips); err != nil || again != version+1 {
		t.Errorf("the other node's is version %d, %v; want %d", again, err, version+1)
	}
	if n := b.flips(t, id); n != 2 {
		t.Errorf("%d flips", n)
	}
}

// What decides nothing, or is refused, changes nothing.
func TestStewardsThatDecideNothing(t *testing.T) {
	t.Parallel()
	log := &logtest.Memory{}
	n := newNode(log, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begun(t)
	before, err := log.Read(t.Context(), id, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	refusal := session.Refuse("not_now", "not now")
	for name, cmd := range map[string]session.Command[coin.State, *coinv1.Event]{
		"refused": func(session.Turn, coin.State) ([]*coinv1.Event, error) { return nil, refusal },
		"nothing": func(session.Turn, coin.State) ([]*coinv1.Event, error) { return nil, nil },
	} {
		version, err := session.Act(t.Context(), n.host, id, cmd)
		if name == "refused" && !errors.Is(err, refusal) || name == "nothing" && (err != nil || int(version) != len(before)) {
			t.Errorf("%s: version %d, %v", name, version, err)
		}
	}
	if _, err := session.Act(t.Context(), n.host, "00000000-0000-7000-8000-000000000000", flips); err == nil {
		t.Error("something was done in a session that there is not")
	}
	after, err := log.Read(t.Context(), id, 0, 100)
	if err != nil || len(after) != len(before) {
		t.Errorf("%d records, before %d (%v)", len(after), len(before), err)
	}
}

// A game that has ended takes nothing more, also of the server.
func TestStewardsAreRefusedAfterTheEnd(t *testing.T) {
	t.Parallel()
	n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begunTo(t, 1)
	var err error
	for range 50 {
		if _, err = n.call(as(t.Context(), "ann"), id, ""); err == nil {
			_, err = n.call(as(t.Context(), "ben"), id, "")
		}
		if refused(err, "game_finished") {
			break
		}
	}
	if _, err := session.Act(t.Context(), n.host, id, flips); !refused(err, "game_finished") {
		t.Errorf("the server goes on: %v", err)
	}
}

// Follow shows the newest position after each change, and never an older one after a
// newer; one who is slow skips some; it ends with its context.
func TestFollowShowsTheNewest(t *testing.T) {
	t.Parallel()
	log, between := &logtest.Memory{}, &bus.Local{}
	a, b := newNode(log, between, clockwork{}), newNode(log, between, clockwork{})
	defer a.Close()
	defer b.Close()
	id := a.begun(t)
	const acts = 200
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var last, shown atomic.Int32
	followed := make(chan error, 1)
	all := errors.New("all was seen")
	begun := make(chan struct{})
	go func() {
		followed <- session.Follow(ctx, b.host, id, func(p session.Position[coin.State]) error {
			if shown.Add(1) == 1 {
				close(begun)
			}
			if p.Version <= last.Swap(p.Version) {
				t.Errorf("version %d was shown after a newer one", p.Version)
			}
			if len(p.Table.Members) != 2 {
				t.Errorf("the table has %d members", len(p.Table.Members))
			}
			time.Sleep(time.Millisecond) // slow
			if p.State.Flips >= acts {
				return all
			}
			return nil
		})
	}()
	<-begun
	for range acts {
		if _, err := session.Act(ctx, a.host, id, flips); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-followed; !errors.Is(err, all) {
		t.Errorf("it ended with %v", err)
	}
	if n := shown.Load(); n < 2 || n > acts+1 {
		t.Errorf("%d positions were shown", n)
	}
	gone, leave := context.WithCancel(t.Context())
	err := session.Follow(gone, b.host, id, func(session.Position[coin.State]) error { leave(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

// A runtime that stops ends those who follow, with where to go on.
func TestFollowEndsWithItsNode(t *testing.T) {
	t.Parallel()
	n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begun(t)
	err := session.Follow(t.Context(), n.host, id, func(session.Position[coin.State]) error { n.Stop(); return nil })
	ended, ok := errors.AsType[*session.EndedError](err)
	if !ok || ended.Resume.GetResumeVersion() == 0 {
		t.Errorf("it ended with %v", err)
	}
}
