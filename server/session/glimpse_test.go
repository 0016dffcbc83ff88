package session_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/bus"
	"playhouse/server/games/coin"
	"playhouse/server/session"
	"playhouse/server/session/logtest"
)

// shy is heads or tails in which a signal is for the seat that its kind names, and
// views tell who looks.
type shy struct{ coin.Game }

func (shy) MayGlimpse(_ coin.State, s *sessionv1.Signal, v session.Viewer) bool {
	return s.GetKind() == fmt.Sprint("seat ", v.Seat) || s.GetKind() == "user "+string(v.User)
}

func (shy) View(_ coin.State, v session.Viewer) *coinv1.View {
	return &coinv1.View{Flips: int32(v.Seat)}
}

type shyHost = session.Host[shy, coin.State, *coinv1.Event, *coinv1.View]

// parlour is a runtime with a table of shy, of ann and ben.
type parlour struct {
	*session.Runtime

	host *shyHost
	id   session.ID
}

func newParlour(t *testing.T, visibility sessionv1.Visibility) parlour {
	t.Helper()
	log := &logtest.Memory{}
	p := parlour{Runtime: session.NewRuntime(session.Config{Log: log, Index: log, Bus: &bus.Local{}})}
	p.host = session.NewHost(p.Runtime, "shy", shy{})
	var err error
	p.id, err = session.Create(as(t.Context(), "ann"), p.host, &coinv1.CreateRequest{}, session.Options{Visibility: visibility},
		func(g shy, t session.Turn, s coin.State, r *coinv1.CreateRequest) ([]*coinv1.Event, error) {
			return g.Create(t, s, r)
		})
	if err == nil {
		_, err = p.Join(as(t.Context(), "ben"), p.id, session.Ticket{Welcome: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p parlour) called(ctx context.Context, side coinv1.Side) (int32, error) {
	return session.Do(ctx, p.host, &coinv1.CallRequest{SessionId: string(p.id), Side: side},
		func(g shy, t session.Turn, s coin.State, r *coinv1.CallRequest) ([]*coinv1.Event, error) {
			s.Running = true
			return g.Call(t, s, r)
		})
}

// seen counts what a stream brings.
type seen struct {
	mu       sync.Mutex
	messages int
	kinds    []string
	view     *coinv1.View
}

// told is what a viewer has got so far.
func (s *seen) told() (messages int, kinds []string, view *coinv1.View) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.messages, slices.Clone(s.kinds), s.view
}

func (p parlour) watch(ctx context.Context, s *seen) {
	build := func(u session.Update[*coinv1.View]) *coinv1.WatchResponse {
		return &coinv1.WatchResponse{Snapshot: u.Snapshot, View: u.View, Signals: u.Signals}
	}
	_ = session.Watch(ctx, p.host, &coinv1.WatchRequest{SessionId: string(p.id)}, build, func(m *coinv1.WatchResponse) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.messages++
		if m.GetSnapshot() {
			s.view = m.GetView()
		}
		for _, signal := range m.GetSignals() {
			s.kinds = append(s.kinds, signal.GetKind())
		}
		return nil
	})
}

// A signal reaches those for whose eyes it is; the others get no message at all.
func TestSignalsAreForWhoMayGlimpseThem(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newParlour(t, sessionv1.Visibility_VISIBILITY_PRIVATE)
		defer p.Close()
		ctx, stop := context.WithCancel(t.Context())
		viewers := map[string]*seen{"ann": {}, "ben": {}, "display": {}}
		for name, s := range viewers {
			who := as(ctx, name)
			if name == "display" {
				who = session.AsDisplay(as(ctx, "ann"))
			}
			go p.watch(who, s)
		}
		time.Sleep(time.Second)
		before, _, _ := viewers["ann"].told()
		for _, kind := range []string{"seat 2", "user ben", "seat -1"} {
			if err := p.Signal(as(ctx, "ann"), p.id, kind, nil); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
		}
		if n, _, _ := viewers["ann"].told(); n != before {
			t.Errorf("ann got %d messages", n-before)
		}
		for name, want := range map[string][]string{"ann": nil, "ben": {"seat 2", "user ben"}, "display": {"seat -1"}} {
			if _, got, _ := viewers[name].told(); !slices.Equal(got, want) {
				t.Errorf("%s glimpsed %q, not %q", name, got, want)
			}
		}
		for name, want := range map[string]int32{"ann": 1, "ben": 2, "display": -1} {
			if _, _, view := viewers[name].told(); view.GetFlips() != want {
				t.Errorf("%s sees from seat %d, not %d", name, view.GetFlips(), want)
			}
		}
		stop()
		synctest.Wait()
	})
}

// Who is welcome needs no invite; who was sent away is not welcome.
func TestAWelcomeOpensPrivateTables(t *testing.T) {
	t.Parallel()
	p := newParlour(t, sessionv1.Visibility_VISIBILITY_PRIVATE)
	defer p.Close()
	ann, ben := as(t.Context(), "ann"), as(t.Context(), "ben")
	if _, err := p.Join(as(t.Context(), "cid"), p.id, session.Ticket{}); !refused(err, "not_found") {
		t.Errorf("without a welcome: %v", err)
	}
	if _, err := p.Kick(ann, p.id, "ben", 0, &sessionv1.KickMemberRequest{}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Join(ben, p.id, session.Ticket{Welcome: true}); !refused(err, "kicked") {
		t.Errorf("sent away, and welcome: %v", err)
	}
}

// The log is read from its end; what a command decided is found by its version.
func TestLogsAreReadBackwards(t *testing.T) {
	t.Parallel()
	p := newParlour(t, sessionv1.Visibility_VISIBILITY_PRIVATE)
	defer p.Close()
	ann, ben := as(t.Context(), "ann"), as(t.Context(), "ben")
	var versions []int32
	for range 700 { // more than one batch
		for _, who := range []context.Context{ann, ben} {
			version, err := p.called(who, coinv1.Side_SIDE_TAILS)
			if err != nil {
				t.Fatal(err)
			}
			versions = append(versions, version)
		}
	}
	var got []int32
	show := func(e session.Event[*coinv1.Event]) bool {
		if e.Event.GetCalled() != nil {
			got = append(got, e.Version)
		}
		return true
	}
	if err := session.Backwards(ann, p.host, p.id, 0, show); err != nil {
		t.Fatal(err)
	}
	slices.Reverse(got)
	if !slices.Equal(got, versions) {
		t.Errorf("%d calls, not %d", len(got), len(versions))
	}
	got = nil
	if err := session.Backwards(ann, p.host, p.id, versions[5], func(e session.Event[*coinv1.Event]) bool { show(e); return len(got) < 2 }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []int32{versions[4], versions[3]}) {
		t.Errorf("before %d: %v", versions[5], got)
	}
	for _, version := range []int32{versions[0], versions[len(versions)-1]} {
		events, err := session.EventsAt(ann, p.host, p.id, version)
		if err != nil || events[0].GetCalled().GetSide() != coinv1.Side_SIDE_TAILS {
			t.Errorf("version %d: %v, %v", version, events, err)
		}
	}
	stranger := as(t.Context(), "cid")
	if err := session.Backwards(stranger, p.host, p.id, 0, show); !refused(err, "not_found") {
		t.Errorf("a stranger reads: %v", err)
	}
	if _, err := session.EventsAt(stranger, p.host, p.id, 1); !refused(err, "not_found") {
		t.Errorf("a stranger reads: %v", err)
	}
}
