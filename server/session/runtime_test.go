package session_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/bus"
	"playhouse/server/delta"
	"playhouse/server/games/coin"
	"playhouse/server/session"
	"playhouse/server/session/logtest"
)

func TestMemoryLogConformance(t *testing.T) {
	t.Parallel()
	logtest.Run(t, func(*testing.T) logtest.Log { return &logtest.Memory{} })
}

// clockwork is heads or tails that flips by itself a minute after the last flip,
// and can be made to break.
type clockwork struct {
	coin.Game
	breaks func(*coinv1.Event) error
}

func (c clockwork) Apply(s coin.State, e *coinv1.Event) (coin.State, error) {
	if c.breaks != nil {
		if err := c.breaks(e); err != nil {
			return s, err
		}
	}
	return c.Game.Apply(s, e)
}

func (clockwork) Deadline(s coin.State) time.Time {
	if !s.Running {
		return time.Time{}
	}
	return epoch.Add(time.Duration(s.Flips+1) * time.Minute)
}

func (clockwork) Expire(session.Turn, coin.State) ([]*coinv1.Event, error) {
	return []*coinv1.Event{{Kind: &coinv1.Event_Flipped_{Flipped: &coinv1.Event_Flipped{Side: coinv1.Side_SIDE_HEADS}}}}, nil
}

// epoch is when synctest's clocks begin.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

type clockworkHost = session.Host[clockwork, coin.State, *coinv1.Event, *coinv1.View]

// node is a runtime with clockwork on a log that others may share.
type node struct {
	*session.Runtime
	host *clockworkHost
}

func newNode(l logtest.Log, b session.Bus, game clockwork) node {
	rt := session.NewRuntime(session.Config{Log: l, Index: l, Bus: b})
	return node{Runtime: rt, host: session.NewHost(rt, "clockwork", game)}
}

func as(ctx context.Context, name string) context.Context {
	return session.WithCaller(ctx, session.Caller{User: session.UserID(name), Name: name})
}

// begun is a running game of ann and ben.
func (n node) begun(t *testing.T) session.ID {
	t.Helper()
	return n.begunTo(t, 1000)
}

func (n node) begunTo(t *testing.T, target int32) session.ID {
	t.Helper()
	ann, ben := as(t.Context(), "ann"), as(t.Context(), "ben")
	id, err := session.Create(ann, n.host, &coinv1.CreateRequest{Target: target}, session.Options{}, func(g clockwork, t session.Turn, s coin.State, r *coinv1.CreateRequest) ([]*coinv1.Event, error) {
		return g.Create(t, s, r)
	})
	if err == nil {
		_, err = n.Join(ben, id, session.Ticket{})
	}
	for _, who := range []context.Context{ann, ben} {
		if err == nil {
			_, err = n.SetReady(who, id, true)
		}
	}
	if err == nil {
		_, err = n.Start(ann, id, &sessionv1.StartSessionRequest{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (n node) call(ctx context.Context, id session.ID, command string) (int32, error) {
	return session.Do(ctx, n.host, &coinv1.CallRequest{SessionId: string(id), CommandId: command, Side: coinv1.Side_SIDE_HEADS},
		func(g clockwork, t session.Turn, s coin.State, r *coinv1.CallRequest) ([]*coinv1.Event, error) {
			return g.Call(t, s, r)
		})
}

func (n node) flips(t *testing.T, id session.ID) int32 {
	t.Helper()
	s, err := n.host.View(as(t.Context(), "ann"), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s.View.GetFlips()
}

// A turn clock fires once, on whichever node, also after a restart, in memory
// or not.
func TestClocksFireOnceAndSurviveRestarts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &logtest.Memory{}
		one, two := newNode(log, &bus.Local{}, clockwork{}), newNode(log, &bus.Local{}, clockwork{})
		id := one.begun(t)
		time.Sleep(90 * time.Second)
		if got := two.flips(t, id); got != 1 {
			t.Errorf("after 90 s: %d flips", got)
		}
		one.Close()
		two.Close()
		time.Sleep(10 * time.Minute) // nobody runs
		three := newNode(log, &bus.Local{}, clockwork{})
		defer three.Close()
		time.Sleep(45 * time.Second)
		// Each missed minute is a deadline of its own in this game.
		if got, want := three.flips(t, id), int32(12); got != want {
			t.Errorf("after the restart: %d flips, want %d", got, want)
		}
	})
}

// An event that cannot be folded makes its session read-only and no other.
func TestPoisonIsQuarantined(t *testing.T) {
	t.Parallel()
	for name, poison := range map[string]func() error{
		"error": func() error { return errors.New("unknown event") },
		"panic": func() error { panic("a rule broke") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log := &logtest.Memory{}
			healthy := newNode(log, &bus.Local{}, clockwork{})
			defer healthy.Close()
			bad, good := healthy.begun(t), healthy.begun(t)
			if _, err := healthy.call(as(t.Context(), "ann"), bad, ""); err != nil {
				t.Fatal(err)
			}
			// Another version of the server cannot read calls.
			sick := newNode(log, &bus.Local{}, clockwork{breaks: func(e *coinv1.Event) error {
				if e.GetCalled() != nil {
					return poison()
				}
				return nil
			}})
			defer sick.Close()
			_, err := sick.call(as(t.Context(), "ben"), bad, "")
			if !refused(err, "session_quarantined") {
				t.Errorf("command = %v", err)
			}
			s, err := sick.host.View(as(t.Context(), "ben"), bad, 0)
			if err != nil || s.Room.GetStatus() != session.Quarantined || !s.View.GetRunning() {
				t.Errorf("view of the last good position = %v, %v", s, err)
			}
			if _, err := sick.Chat(as(t.Context(), "ben"), good, "hello", &sessionv1.SendChatRequest{}); err != nil {
				t.Errorf("another session: %v", err)
			}
		})
	}
}

func refused(err error, reason string) bool {
	var e *session.Error
	return errors.As(err, &e) && e.Reason == reason
}

// A rule that panics while deciding costs the caller an error, and nobody
// anything else.
func TestAPanicWhileDecidingChangesNothing(t *testing.T) {
	t.Parallel()
	n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begun(t)
	r := &coinv1.CallRequest{SessionId: string(id), Side: coinv1.Side_SIDE_HEADS}
	_, err := session.Do(as(t.Context(), "ann"), n.host, r, func(clockwork, session.Turn, coin.State, *coinv1.CallRequest) ([]*coinv1.Event, error) {
		panic("a rule broke")
	})
	if err == nil || session.IsRefusal(err) {
		t.Errorf("error = %v, want an internal one", err)
	}
	if _, err := n.call(as(t.Context(), "ann"), id, ""); err != nil {
		t.Errorf("the next command: %v", err)
	}
}

// The log is away for a while: commands are unavailable and change nothing;
// when it is back, the same command is carried out once.
func TestTheLogIsAwayForAWhile(t *testing.T) {
	t.Parallel()
	log := &logtest.Memory{}
	n := newNode(log, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begun(t)
	var away atomic.Bool
	log.Fail = func(session.Record) error {
		if away.Load() {
			return errors.New("no database")
		}
		return nil
	}
	away.Store(true)
	_, err := n.call(as(t.Context(), "ann"), id, "c")
	var e *session.Error
	if !errors.As(err, &e) || e.Kind != session.Unavailable {
		t.Errorf("error = %v", err)
	}
	away.Store(false)
	first, err := n.call(as(t.Context(), "ann"), id, "c")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := n.call(as(t.Context(), "ann"), id, "c"); err != nil || again != first {
		t.Errorf("again = %d, %v; want %d", again, err, first)
	}
}

// lost answers an append with an error although it was stored: the connection
// broke between the commit and the answer.
type lost struct {
	logtest.Memory
	once sync.Once
}

func (l *lost) Append(ctx context.Context, r session.Record, row *session.Row) error {
	err := l.Memory.Append(ctx, r, row)
	if err != nil {
		return err
	}
	l.once.Do(func() { err = errors.New("connection reset") })
	return err
}

// An unknown outcome is looked up before anything else is decided: even a
// command without an id is not carried out twice.
func TestAnUnknownOutcomeIsLookedUp(t *testing.T) {
	t.Parallel()
	log := &lost{}
	n := newNode(log, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begun(t) // the first append of it meets the fault
	before, err := n.Room(as(t.Context(), "ann"), id)
	if err != nil || len(before.GetMembers()) != 2 {
		t.Fatalf("room = %v, %v", before, err)
	}
	lines, _, err := n.History(as(t.Context(), "ann"), id, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	joined := 0
	for _, line := range lines {
		if line.GetAction() == "joined" {
			joined++
		}
	}
	if joined != 2 {
		t.Errorf("%d joined, want 2", joined)
	}
}

// Sessions that nobody uses leave memory, and come back as they were.
func TestIdleSessionsAreEvicted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
		defer n.Close()
		ann := as(t.Context(), "ann")
		id, err := session.Create(ann, n.host, &coinv1.CreateRequest{}, session.Options{}, func(g clockwork, t session.Turn, s coin.State, r *coinv1.CreateRequest) ([]*coinv1.Event, error) {
			return g.Create(t, s, r)
		})
		if err != nil {
			t.Fatal(err)
		}
		before, err := n.Room(ann, id)
		if err != nil {
			t.Fatal(err)
		}
		if loaded, _ := n.Loaded(); loaded != 1 {
			t.Errorf("%d sessions loaded", loaded)
		}
		time.Sleep(11 * time.Minute)
		if loaded, _ := n.Loaded(); loaded != 0 {
			t.Errorf("%d sessions loaded after eleven idle minutes", loaded)
		}
		after, err := n.Room(ann, id)
		if err != nil || after.String() != before.String() {
			t.Errorf("room = %v, %v; before %v", after, err, before)
		}
	})
}

// Two nodes write one session at once; every command is there once, versions
// have no gaps.
func TestNodesRaceAndAgree(t *testing.T) {
	t.Parallel()
	log, b := &logtest.Memory{}, &bus.Local{}
	nodes := []node{newNode(log, b, clockwork{}), newNode(log, b, clockwork{}), newNode(log, b, clockwork{})}
	id := nodes[0].begun(t)
	start := nodes[0].head(t, id)
	var (
		wg       sync.WaitGroup
		answered sync.Map
	)
	const lines = 60
	for i := range lines {
		wg.Go(func() {
			command := uuid.NewString()
			for try := 0; ; try++ {
				v, err := nodes[(i+try)%len(nodes)].Chat(as(context.Background(), "ann"), id, fmt.Sprint(i), &sessionv1.SendChatRequest{CommandId: command, Text: fmt.Sprint(i)})
				if err == nil {
					if _, twice := answered.LoadOrStore(v, i); twice {
						t.Errorf("version %d was answered twice", v)
					}
					return
				}
			}
		})
	}
	wg.Wait()
	for _, n := range nodes {
		if got := n.head(t, id); got != start+lines {
			t.Errorf("head = %d, want %d", got, start+lines)
		}
		n.Close()
	}
}

// head is the newest version, by a node that has read on.
func (n node) head(t *testing.T, id session.ID) int32 {
	t.Helper()
	if _, err := n.call(as(t.Context(), "nobody"), id, ""); err == nil {
		t.Fatal("nobody has no seat")
	}
	s, err := n.host.View(as(t.Context(), "ann"), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s.Version
}

// Replay shows every position of a finished game, and nothing of one that is
// still played.
func TestReplay(t *testing.T) {
	t.Parallel()
	n := newNode(&logtest.Memory{}, &bus.Local{}, clockwork{})
	defer n.Close()
	id := n.begunTo(t, 1)
	ann, ben := as(t.Context(), "ann"), as(t.Context(), "ben")
	replay := func(from int32) (versions []int32, last *coinv1.View, err error) {
		err = session.Replay(ben, n.host, id, from, func(_ context.Context, u session.Update[*coinv1.View], _ time.Time) error {
			versions = append(versions, u.Version)
			if u.Snapshot {
				last = u.View
				return nil
			}
			patch := u.View
			if patch == nil {
				patch = &coinv1.View{}
			}
			last = proto.CloneOf(last)
			return delta.Apply(last, patch, u.Changed)
		})
		return versions, last, err
	}
	if _, _, err := replay(1); !refused(err, "game_not_finished") {
		t.Errorf("replay of a running game = %v", err)
	}
	for n.flips(t, id) < 50 { // heads on both sides wins at the first heads
		_, errAnn := n.call(ann, id, "")
		_, errBen := n.call(ben, id, "")
		if refused(errors.Join(errAnn, errBen), "game_finished") {
			break
		}
	}
	versions, last, err := replay(3)
	if err != nil || len(versions) == 0 || versions[0] != 3 || last.GetWinner() == 0 {
		t.Errorf("replay = %v, %v, %v", versions, last, err)
	}
	for i, v := range versions {
		if v != int32(3+i) {
			t.Errorf("replay skips: %v", versions)
		}
	}
}

// Nothing of a closed runtime goes on.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
