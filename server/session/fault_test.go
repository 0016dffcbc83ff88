package session_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
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

// What a reviewer broke once stays mended.

func (n node) open(t *testing.T, r *coinv1.CreateRequest) (session.ID, error) {
	t.Helper()
	return session.Create(as(t.Context(), "ann"), n.host, r, session.Options{}, func(g clockwork, t session.Turn, s coin.State, r *coinv1.CreateRequest) ([]*coinv1.Event, error) {
		return g.Create(t, s, r)
	})
}

func (n node) lobby(t *testing.T) session.ID {
	t.Helper()
	id, err := n.open(t, &coinv1.CreateRequest{Target: 3})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// watch streams until ctx ends.
func (n node) watch(ctx context.Context, id session.ID, seen func(session.Update[*coinv1.View])) {
	_ = session.Watch(ctx, n.host, &coinv1.WatchRequest{SessionId: string(id)}, func(u session.Update[*coinv1.View]) *coinv1.WatchResponse {
		seen(u)
		return &coinv1.WatchResponse{}
	}, func(*coinv1.WatchResponse) error { return nil })
}

func (n node) stream(ctx context.Context, id session.ID, d time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	n.watch(ctx, id, func(session.Update[*coinv1.View]) {})
}

func (n node) ready(t *testing.T, id session.ID) bool {
	t.Helper()
	r, err := n.Room(as(t.Context(), "ann"), id)
	if err != nil {
		t.Fatal(err)
	}
	return r.GetMembers()[0].GetReady()
}

// mustDo is the answer of what has to succeed: mustDo(f())(t).
func mustDo[R any](r R, err error) func(*testing.T) R {
	return func(t *testing.T) R {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

// Absence counts from the last time somebody was seen, in memory or not.
func TestAbsenceIsOneLongGap(t *testing.T) {
	t.Parallel()
	for name, memory := range map[string]int64{"in memory": 0, "memory is short": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				log := &logtest.Memory{}
				rt := session.NewRuntime(session.Config{Log: log, Index: log, Bus: &bus.Local{}, MaxBytes: memory})
				n := node{Runtime: rt, host: session.NewHost(rt, "clockwork", clockwork{})}
				defer n.Close()
				id, ann := n.lobby(t), as(t.Context(), "ann")
				_ = mustDo(n.SetReady(ann, id, true))(t)
				n.stream(ann, id, time.Second)    // gone at 1
				time.Sleep(10 * time.Second)      // back at 11
				n.stream(ann, id, 18*time.Second) // gone at 29
				time.Sleep(5 * time.Second)
				if !n.ready(t, id) {
					t.Error("readiness is taken after five seconds of absence")
				}
				time.Sleep(30 * time.Second)
				if n.ready(t, id) {
					t.Error("readiness is kept after half a minute of absence")
				}
			})
		})
	}
}

// Who watches when a session breaks is told.
func TestQuarantineIsShown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &logtest.Memory{}
		n := newNode(log, &bus.Local{}, clockwork{})
		defer n.Close()
		id := n.lobby(t)
		ctx, cancel := context.WithCancel(as(t.Context(), "ann"))
		defer cancel()
		var status atomic.Int32
		go n.watch(ctx, id, func(u session.Update[*coinv1.View]) {
			if u.Room != nil {
				status.Store(int32(u.Room.GetStatus()))
			}
		})
		synctest.Wait()
		poison(t, log, id)
		time.Sleep(25 * time.Second)
		if got := session.Status(status.Load()); got != session.Quarantined {
			t.Errorf("the watcher was told %v", got)
		}
	})
}

// poison appends a record that nobody can read.
func poison(t *testing.T, log *logtest.Memory, id session.ID) {
	t.Helper()
	heads, err := log.Heads(t.Context(), []session.ID{id})
	if err == nil {
		err = log.Append(t.Context(), session.Record{Session: id, Version: heads[id] + 1, Key: session.KeyOf(id, "poison", ""), Body: []byte{0xff}}, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A quarantined session can still be read, and answers what it answered before.
func TestQuarantinedSessionsCanBeRead(t *testing.T) {
	t.Parallel()
	log := &logtest.Memory{}
	n := newNode(log, &bus.Local{}, clockwork{})
	id, ann := n.begun(t), as(t.Context(), "ann")
	said := mustDo(n.Chat(ann, id, "hello", &sessionv1.SendChatRequest{CommandId: "c"}))(t)
	n.Close()
	poison(t, log, id)
	m := newNode(log, &bus.Local{}, clockwork{})
	defer m.Close()
	if lines, _, err := m.Chatted(ann, id, 0, 10); err != nil || len(lines) != 1 {
		t.Errorf("chat = %v, %v", lines, err)
	}
	if lines, _, err := m.History(ann, id, 0, 100); err != nil || len(lines) == 0 {
		t.Errorf("history = %v, %v", lines, err)
	}
	if v, err := m.Chat(ann, id, "hello", &sessionv1.SendChatRequest{CommandId: "c"}); err != nil || v != said {
		t.Errorf("the retry of an answered command = %d, %v; want %d", v, err, said)
	}
}

// oldestFirst answers the longest due first, as the store does.
type oldestFirst struct {
	*logtest.Memory
	first []session.ID
}

func (o oldestFirst) Due(ctx context.Context, now time.Time, limit int) ([]session.ID, error) {
	all, err := o.Memory.Due(ctx, now, 1<<30)
	due, sorted := map[session.ID]bool{}, []session.ID{}
	for _, id := range all {
		due[id] = true
	}
	for _, id := range append(o.first, all...) {
		if due[id] {
			sorted = append(sorted, id)
			delete(due, id)
		}
	}
	return sorted[:min(limit, len(sorted))], err
}

// A hundred broken sessions do not stop the clocks of the others.
func TestBrokenClocksDoNotCrowdOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &logtest.Memory{}
		n := newNode(log, &bus.Local{}, clockwork{})
		l := oldestFirst{Memory: log}
		for range 120 {
			id := n.begun(t)
			l.first = append(l.first, id)
			poison(t, log, id)
		}
		good := n.begun(t)
		n.Close()
		m := newNode(l, &bus.Local{}, clockwork{})
		defer m.Close()
		time.Sleep(5 * time.Minute)
		if got := m.flips(t, good); got < 4 {
			t.Errorf("the healthy session: %d flips in five minutes", got)
		}
	})
}

// coins is a runtime of plain heads or tails.
func coins(l logtest.Log, pause time.Duration) (*session.Runtime, *session.Host[coin.Game, coin.State, *coinv1.Event, *coinv1.View]) {
	rt := session.NewRuntime(session.Config{Log: l, Index: l, Bus: &bus.Local{}, BotPause: pause})
	return rt, session.NewHost(rt, "coin", coin.Game{})
}

func againstABot(t *testing.T, rt *session.Runtime, h *session.Host[coin.Game, coin.State, *coinv1.Event, *coinv1.View]) session.ID {
	t.Helper()
	ann := as(t.Context(), "ann")
	id, err := session.Create(ann, h, &coinv1.CreateRequest{Target: 3}, session.Options{}, coin.Game.Create)
	if err == nil {
		_, err = rt.AddBot(ann, id, 0, &sessionv1.AddBotRequest{})
	}
	if err == nil {
		_, err = rt.SetReady(ann, id, true)
	}
	if err == nil {
		_, err = rt.Start(ann, id, &sessionv1.StartSessionRequest{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Bots wait for a log that is away, and go on.
func TestBotsOutliveAnOutage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &logtest.Memory{}
		var away atomic.Bool
		log.Fail = func(session.Record) error {
			if away.Load() {
				return errors.New("no database")
			}
			return nil
		}
		rt, h := coins(log, time.Second)
		defer rt.Close()
		id := againstABot(t, rt, h)
		away.Store(true)
		time.Sleep(2 * time.Second)
		away.Store(false)
		time.Sleep(time.Minute)
		s := mustDo(h.View(as(t.Context(), "ann"), id, 0))(t)
		if len(s.View.GetCalled()) == 0 {
			t.Error("a minute after the outage the bot has not called")
		}
	})
}

// slow reads slowly, but for the first batch.
type slow struct{ *logtest.Memory }

func (s slow) Read(ctx context.Context, id session.ID, after int32, limit int) ([]session.Record, error) {
	if after > 0 {
		time.Sleep(20 * time.Millisecond)
	}
	return s.Memory.Read(ctx, id, after, limit)
}

// A long session with a bot is loaded whole before the bot begins.
func TestBotsWaitForTheLoad(t *testing.T) {
	t.Parallel()
	log := &logtest.Memory{}
	rt, h := coins(log, time.Hour)
	id, ann := againstABot(t, rt, h), as(t.Context(), "ann")
	for range 5100 {
		if _, err := rt.Chat(ann, id, "x", &sessionv1.SendChatRequest{}); err != nil {
			t.Fatal(err)
		}
	}
	rt.Close()
	rt, h = coins(slow{log}, 0)
	defer rt.Close()
	if _, err := rt.Chat(ann, id, "x", &sessionv1.SendChatRequest{}); err != nil {
		t.Fatal(err)
	}
	s := mustDo(h.View(ann, id, 0))(t)
	if s.Room.GetStatus() != session.Running {
		t.Errorf("status = %v", s.Room.GetStatus())
	}
}

// fragile panics where no rule is.
type fragile struct{ coin.Game }

func (fragile) Summary(coin.State) string { panic("no words") }

// A panic of a game while its session is loaded quarantines that session.
func TestAPanicWhileDescribingIsContained(t *testing.T) {
	t.Parallel()
	log := &logtest.Memory{}
	rt, h := coins(log, time.Hour)
	id := againstABot(t, rt, h)
	rt.Close()
	rt = session.NewRuntime(session.Config{Log: log, Index: log, Bus: &bus.Local{}})
	session.NewHost(rt, "coin", fragile{})
	defer rt.Close()
	r, err := rt.Room(as(t.Context(), "ann"), id)
	if err != nil || r.GetStatus() != session.Quarantined {
		t.Errorf("room = %v, %v", r, err)
	}
}

// The same command id makes one table, of the same kind.
func TestCreateTwice(t *testing.T) {
	t.Parallel()
	n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
	defer n.Close()
	first := mustDo(n.open(t, &coinv1.CreateRequest{CommandId: "x", Target: 1}))(t)
	if again, err := n.open(t, &coinv1.CreateRequest{CommandId: "x", Target: 1}); err != nil || again != first {
		t.Errorf("again = %v, %v", again, err)
	}
	if _, err := n.open(t, &coinv1.CreateRequest{CommandId: "x", Target: 2}); !refused(err, "command_id_reused") {
		t.Errorf("another table under the same id: %v", err)
	}
}

// Commands work until the last, of sessions that are not in memory too.
func TestCommandsAfterStop(t *testing.T) {
	t.Parallel()
	log := &logtest.Memory{}
	n := newNode(log, &bus.Local{}, clockwork{})
	id := n.lobby(t)
	n.Close()
	m := newNode(log, &bus.Local{}, clockwork{})
	defer m.Close()
	m.Stop()
	if _, err := m.Chat(as(t.Context(), "ann"), id, "hi", &sessionv1.SendChatRequest{}); err != nil {
		t.Error(err)
	}
}

// rows keeps what the list of sessions was told, and can lose an answer.
type rows struct {
	logtest.Memory
	mu  sync.Mutex
	row *session.Row
	lie atomic.Bool
}

func (r *rows) Append(ctx context.Context, rec session.Record, row *session.Row) error {
	err := r.Memory.Append(ctx, rec, row)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil && row != nil {
		r.row = row
	}
	if err == nil && r.lie.Swap(false) {
		return errors.New("connection reset")
	}
	return err
}

// The list of sessions is right again after an answer was lost.
func TestTheListDoesNotDrift(t *testing.T) {
	t.Parallel()
	log := &rows{}
	n := newNode(log, &bus.Local{}, clockwork{})
	defer n.Close()
	id, ann := n.lobby(t), as(t.Context(), "ann")
	log.lie.Store(true)
	_ = mustDo(n.SetReady(ann, id, true))(t)
	_ = mustDo(n.SetReady(ann, id, false))(t)
	if log.row.Room.GetMembers()[0].GetReady() {
		t.Error("the list shows a readiness that was taken back")
	}
}

// Whoever forks a finished game can enter the fork, seated before or not.
func TestAForkBelongsToItsMaker(t *testing.T) {
	t.Parallel()
	n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begunTo(t, 1)
	for n.flips(t, id) < 50 {
		_, a := n.call(as(t.Context(), "ann"), id, "")
		_, b := n.call(as(t.Context(), "ben"), id, "")
		if refused(errors.Join(a, b), "game_finished") {
			break
		}
	}
	for name, version := range map[string]int32{"ann": 1, "cat": 6} {
		who := as(t.Context(), name)
		fork := mustDo(n.Fork(who, id, version, &sessionv1.ForkSessionRequest{}))(t)
		if r, err := n.Room(who, fork); err != nil || r.GetHostUserId() != name {
			t.Errorf("%s's fork: %v, %v", name, r, err)
		}
		if r, err := n.Join(who, fork, session.Ticket{}); err != nil || r.GetHostUserId() != name {
			t.Errorf("%s sits down: %v, %v", name, r, err)
		}
	}
}

// Nobody becomes host of a finished game by looking at it.
func TestLookersDoNotInherit(t *testing.T) {
	t.Parallel()
	n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begunTo(t, 1)
	for range 100 {
		if _, err := n.call(as(t.Context(), "ann"), id, ""); refused(err, "game_finished") {
			break
		}
		_, _ = n.call(as(t.Context(), "ben"), id, "")
	}
	for _, name := range []string{"ann", "ben"} {
		_ = mustDo(n.Leave(as(t.Context(), name), id))(t)
	}
	eve := as(t.Context(), "eve")
	_ = mustDo(n.Join(eve, id, session.Ticket{Role: sessionv1.Role_ROLE_SPECTATOR}))(t)
	if err := n.MayHost(eve, id); err == nil {
		t.Error("a stranger may delete a finished game")
	}
}
