package rpc

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/delta"
)

// watch collects a stream into the newest view, as a client does.
type watch struct {
	mu      sync.Mutex
	view    *coinv1.View
	room    *sessionv1.Room
	version int32
	bytes   []byte
	chat    []string
	broken  error
	changed chan struct{}
}

func (p *player) watch(t *testing.T, id string, resume int32, from *coinv1.View) *watch {
	t.Helper()
	w := &watch{changed: make(chan struct{}, 1), version: resume, view: from}
	s, err := p.coin.Watch(t.Context(), &coinv1.WatchRequest{SessionId: id, ResumeVersion: resume})
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for s.Receive() {
			w.take(s.Msg())
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.broken == nil {
			w.broken = s.Err()
		}
		w.ping()
	}()
	return w
}

func (w *watch) ping() {
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

func (w *watch) take(m *coinv1.WatchResponse) {
	w.mu.Lock()
	defer w.mu.Unlock()
	raw, _ := proto.Marshal(m)
	w.bytes = append(w.bytes, raw...)
	switch {
	case m.GetSnapshot():
		w.view = m.GetView()
	case m.GetBaseVersion() != w.version:
		w.broken = errors.New("a difference to another version")
	case m.GetVersion() < w.version:
		w.broken = errors.New("versions went back")
	case m.GetView() != nil || len(m.GetChanged()) > 0:
		patch := m.GetView()
		if patch == nil {
			patch = &coinv1.View{}
		}
		if err := delta.Apply(w.view, patch, m.GetChanged()); err != nil {
			w.broken = err
		}
	}
	w.version = m.GetVersion()
	if m.GetRoom() != nil {
		w.room = m.GetRoom()
	}
	for _, line := range m.GetChat() {
		w.chat = append(w.chat, line.GetText())
	}
	w.ping()
}

// until waits for something to be true of what was streamed.
func (w *watch) until(t *testing.T, what string, ok func(*watch) bool) {
	t.Helper()
	limit := time.After(10 * time.Second)
	for {
		w.mu.Lock()
		done, broken := ok(w), w.broken
		w.mu.Unlock()
		if done {
			return
		}
		if broken != nil {
			t.Fatalf("stream: %v while waiting until %s", broken, what)
		}
		select {
		case <-w.changed:
		case <-limit:
			t.Fatalf("waited 10 s until %s; have %v %v", what, w.view, w.room)
		}
	}
}

func TestWatchersSeeWhatIsCommittedAndNothingElse(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben, eve := h.guest(t, "Ann"), h.guest(t, "Ben"), h.guest(t, "Eve")
	id := h.table(t, 1000, ann, ben)
	own, other, spectator := ann.watch(t, id, 0, nil), ben.watch(t, id, 0, nil), eve.watch(t, id, 0, nil)
	for range 60 { // longer than the ring
		must(ann.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_TAILS)))(t)
		must(ben.coin.Call(ctx, calling(id, "", coinv1.Side_SIDE_HEADS)))(t)
	}
	last := must(ann.sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: id, Text: "good game"}))(t).GetVersion()
	for name, w := range map[string]*watch{"own": own, "other": other, "spectator": spectator} {
		w.until(t, name+" is at the end", func(w *watch) bool { return w.version == last })
		if w.view.GetFlips() != 60 || len(w.chat) != 1 {
			t.Errorf("%s: view %v, chat %v", name, w.view, w.chat)
		}
	}
	if !proto.Equal(own.view, view(t, ann, id).GetView()) {
		t.Errorf("differences lead to %v, the view is %v", own.view, view(t, ann, id).GetView())
	}
}

// Heads or tails has one secret: the other's call.
func TestCanaryNoStreamHoldsTheOthersCall(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ann, ben, eve := h.guest(t, "Ann"), h.guest(t, "Ben"), h.guest(t, "Eve")
	id := h.table(t, 1000, ann, ben)
	others := []*watch{ben.watch(t, id, 0, nil), eve.watch(t, id, 0, nil)}
	v := must(ann.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_TAILS)))(t).GetVersion()
	for _, w := range others {
		w.until(t, "the call is known", func(w *watch) bool { return w.version == v })
		if w.view.GetOwnCall() != 0 || len(w.view.GetCalled()) != 1 {
			t.Errorf("view = %v", w.view)
		}
	}
}

func TestResumeGivesADifferenceAndThenASnapshot(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := h.table(t, 1000, ann, ben)
	base := view(t, ann, id)
	must(ann.coin.Call(t.Context(), calling(id, "", coinv1.Side_SIDE_TAILS)))(t)
	first := func(resume int32) *coinv1.WatchResponse {
		s, err := ann.coin.Watch(t.Context(), &coinv1.WatchRequest{SessionId: id, ResumeVersion: resume})
		if err != nil || !s.Receive() {
			t.Fatalf("watch: %v %v", err, s.Err())
		}
		defer func() { _ = s.Close() }()
		return s.Msg()
	}
	if m := first(base.GetVersion()); m.GetSnapshot() || m.GetBaseVersion() != base.GetVersion() || len(m.GetChanged()) == 0 || len(m.GetHappenings()) != 1 {
		t.Errorf("near resume = %v", m)
	}
	for _, far := range []int32{0, 1_000_000} {
		if m := first(far); !m.GetSnapshot() || m.GetView() == nil {
			t.Errorf("resume at %d = %v", far, m)
		}
	}
}

func TestPresenceAndAbsence(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann, ben := h.guest(t, "Ann"), h.guest(t, "Ben")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	must(ben.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id}))(t)
	must(ben.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true}))(t)
	w := ann.watch(t, id, 0, nil)
	streaming, cut := context.WithCancel(ctx)
	s := must(ben.coin.Watch(streaming, &coinv1.WatchRequest{SessionId: id}))(t)
	s.Receive()
	w.until(t, "Ben is there", func(w *watch) bool { return member(w.room, ben).GetConnected() })
	cut()
	w.until(t, "Ben is gone", func(w *watch) bool { return !member(w.room, ben).GetConnected() })
	w.until(t, "Ben's readiness is taken back", func(w *watch) bool { return !member(w.room, ben).GetReady() })
}

func member(r *sessionv1.Room, p *player) *sessionv1.Member {
	for _, m := range r.GetMembers() {
		if m.GetUserId() == p.id {
			return m
		}
	}
	return nil
}
