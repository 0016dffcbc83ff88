package keeper_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/bus"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
	"playhouse/server/identity"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/script"
	"playhouse/server/session"
	"playhouse/server/store"
	"playhouse/server/worlds"
	"playhouse/server/worlds/keeper"
)

func TestMain(m *testing.M) {
	script.BeWorker()
	postgrestest.Main(m)
}

// quick are times for tests.
var quick = keeper.Times{
	Lease: 1500 * time.Millisecond, Renew: 250 * time.Millisecond, Want: 4 * time.Second,
	Checkpoint: 300 * time.Millisecond, Mark: 500 * time.Millisecond, Idle: time.Minute, Script: 50 * time.Millisecond,
}

// place is a database and a bus that nodes share.
type place struct {
	database, nats string
}

func newPlace(t *testing.T) place {
	t.Helper()
	s, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("NATS does not start")
	}
	t.Cleanup(s.Shutdown)
	return place{database: postgrestest.URL(t), nats: s.ClientURL()}
}

// gate is between a node and its store: while it is shut whatever the node asks for
// waits, and nothing happens, as on a machine that is paused.
type gate struct {
	*store.Store

	mu   sync.Mutex
	shut chan struct{} // nil while open
	dead bool          // what waits fails
}

func (g *gate) pause() { g.mu.Lock(); defer g.mu.Unlock(); g.shut = make(chan struct{}) }

func (g *gate) resume() { g.mu.Lock(); defer g.mu.Unlock(); close(g.shut); g.shut = nil }

// kill has nothing reach the store any more.
func (g *gate) kill() { g.mu.Lock(); defer g.mu.Unlock(); g.dead = true }

var errDead = errors.New("this node is dead")

func (g *gate) pass() error {
	g.mu.Lock()
	shut, dead := g.shut, g.dead
	g.mu.Unlock()
	if shut != nil {
		<-shut
	}
	if dead {
		return errDead
	}
	return nil
}

func (g *gate) Append(ctx context.Context, r session.Record, row *session.Row) error {
	if err := g.pass(); err != nil {
		return err
	}
	return g.Store.Append(ctx, r, row)
}

func (g *gate) Read(ctx context.Context, id session.ID, after int32, limit int) ([]session.Record, error) {
	if err := g.pass(); err != nil {
		return nil, err
	}
	return g.Store.Read(ctx, id, after, limit)
}

func (g *gate) RenewLease(ctx context.Context, l worlds.Lease, length, want time.Duration) (bool, error) {
	if err := g.pass(); err != nil {
		return false, err
	}
	return g.Store.RenewLease(ctx, l, length, want)
}

func (g *gate) TakeLease(ctx context.Context, id session.ID, node string, length time.Duration) (worlds.Lease, bool, error) {
	if err := g.pass(); err != nil {
		return worlds.Lease{}, false, err
	}
	return g.Store.TakeLease(ctx, id, node, length)
}

func (g *gate) EndLease(ctx context.Context, l worlds.Lease, done bool) error {
	if err := g.pass(); err != nil {
		return err
	}
	return g.Store.EndLease(ctx, l, done)
}

func (g *gate) SaveCheckpoint(ctx context.Context, l worlds.Lease, c worlds.Checkpoint) (bool, error) {
	if err := g.pass(); err != nil {
		return false, err
	}
	return g.Store.SaveCheckpoint(ctx, l, c)
}

// node is a server's part that runs worlds.
type node struct {
	*keeper.Keeper

	gate *gate
	host *keeper.Host
	rt   *session.Runtime
	user session.UserID // somebody who is at this node
}

// open starts a node; close ends it in order.
func (p place) open(t *testing.T, name string, times keeper.Times, scripts keeper.Scripts) (n *node, closes func()) {
	t.Helper()
	quiet := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	s, err := store.Open(t.Context(), p.database, quiet)
	must(t, err)
	between, err := bus.Dial(p.nats, quiet)
	must(t, err)
	people, err := identity.New(t.Context(), s, time.Now)
	must(t, err)
	user, _, err := people.SignInGuest(t.Context(), name, "test")
	must(t, err)
	g := &gate{Store: s}
	rt := session.NewRuntime(session.Config{Log: g, Index: s, Bus: between, Logger: quiet})
	n = &node{gate: g, rt: rt, host: session.NewHost(rt, "arena", arena.Game{}), user: session.UserID(user.ID.String())}
	n.Keeper = keeper.New(keeper.Config{
		Host: n.host, Leases: g, Checkpoints: g, Scripts: scripts, Air: between, Logger: quiet, Node: name, Times: times,
	})
	return n, func() {
		n.Close()
		rt.Stop()
		rt.Close()
		between.Close()
		_ = s.Close()
	}
}

// node is open until the test ends.
func (p place) node(t *testing.T, name string) *node {
	t.Helper()
	n, closes := p.open(t, name, quick, nil)
	t.Cleanup(closes)
	return n
}

func (n *node) as(ctx context.Context) context.Context {
	return session.WithCaller(ctx, session.Caller{User: n.user})
}

// house is a behaviour of the house.
func house(t *testing.T, name string) *arenav1.BehaviorCopy {
	t.Helper()
	shipped, err := content.Behaviors()
	must(t, err)
	b, found := content.Find(shipped, name)
	if !found {
		t.Fatalf("there is no %s", name)
	}
	return &arenav1.BehaviorCopy{BehaviorId: "builtin/" + name, Name: name, Tier: arenav1.Tier_TIER_RULES, Source: b.Source, Version: 1}
}

// create makes a world that runs.
func (n *node) create(t *testing.T, c *arenav1.Config, behaviors ...*arenav1.BehaviorCopy) session.ID {
	t.Helper()
	id := n.build(t, c, true, behaviors...)
	must(t, n.Wake(t.Context(), id))
	return id
}

// build makes a world that nobody runs yet.
func (n *node) build(t *testing.T, c *arenav1.Config, running bool, behaviors ...*arenav1.BehaviorCopy) session.ID {
	t.Helper()
	plan := arena.Plan{Config: c, Usual: house(t, "attack"), Behaviors: behaviors}
	id, err := session.Create(n.as(t.Context()), n.host, &arenav1.CreateRequest{Running: running}, session.Options{Begin: true},
		func(g arena.Game, turn session.Turn, s arena.State, r *arenav1.CreateRequest) ([]*arenav1.Event, error) {
			return g.Create(turn, s, r, plan)
		})
	must(t, err)
	return id
}

// order gives an order as the node's user.
func order[R session.Message](t *testing.T, n *node, r R, cmd func(arena.Game, session.Turn, arena.State, R) ([]*arenav1.Event, error)) {
	t.Helper()
	_, err := session.Do(n.as(t.Context()), n.host, r, cmd)
	must(t, err)
	must(t, n.Wake(t.Context(), session.ID(r.GetSessionId())))
}

// state is a world as its log tells, at this node.
func (n *node) state(t *testing.T, id session.ID) arena.State {
	t.Helper()
	s, _, err := session.Glance(n.as(t.Context()), n.host, id, func(s arena.State, _ session.Viewer) arena.State { return s })
	must(t, err)
	return s
}

// all may be known to who watches thus.
func all(context.Context) (keeper.Rights, error) {
	return keeper.Rights{Teams: []int32{1, 2, 3, 4, 5, 6, 7, 8}}, nil
}

// watch watches a world until the test ends, or stop is called.
func (n *node) watch(t *testing.T, id session.ID, look keeper.Sight) (seen <-chan *arenav1.WatchWorldResponse, stop func()) {
	t.Helper()
	if look.Admit == nil {
		look.Admit = all
	}
	ctx, cancel := context.WithCancel(n.as(context.WithoutCancel(t.Context())))
	frames, done := make(chan *arenav1.WatchWorldResponse), make(chan struct{})
	go func() {
		defer close(done)
		_ = n.Watch(ctx, id, look, func(m *arenav1.WatchWorldResponse) error {
			select {
			case frames <- m:
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		})
	}()
	stop = func() { cancel(); <-done }
	t.Cleanup(stop)
	return frames, stop
}

const patience = 60 * time.Second

// until takes what is seen until it is as wanted.
func until(t *testing.T, what string, seen <-chan *arenav1.WatchWorldResponse, wanted func(*arenav1.WatchWorldResponse) bool) *arenav1.WatchWorldResponse {
	t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case m := <-seen:
			if wanted(m) {
				return m
			}
		case <-timeout:
			t.Fatalf("%s was never seen", what)
		}
	}
}

// eventually waits for something to be so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it never came to be that %s", what)
		}
	}
}

// verify computes a run again, and tells how that came out.
func (n *node) verify(t *testing.T, id session.ID, r arena.Run) *arenav1.VerifyReplayResponse {
	t.Helper()
	var last *arenav1.VerifyReplayResponse
	must(t, n.Verify(t.Context(), id, r, func(m *arenav1.VerifyReplayResponse) error { last = m; return nil }))
	return last
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// pool runs scripts as a server does.
type pool struct{ *script.Pool }

func (p pool) Decide(ctx context.Context, source string, asks []mind.Ask) ([]mind.Answer, error) {
	return p.Pool.Decide(ctx, script.Batch{Source: source, Asks: asks})
}

// admitted is a viewer who commands team 1.
func admitted(user session.UserID) func(context.Context) (keeper.Rights, error) {
	return func(context.Context) (keeper.Rights, error) { return keeper.Rights{User: user, Teams: []int32{1}}, nil }
}

// halts pauses a world and has its replay verified.
func (n *node) halts(t *testing.T, id session.ID) arena.Run {
	t.Helper()
	order(t, n, &arenav1.PauseRequest{SessionId: string(id)}, arena.Game.Pause)
	eventually(t, "the pause is taken", func() bool { return len(n.state(t, id).Waiting()) == 0 })
	r, _ := n.state(t, id).Run(0)
	if v := n.verify(t, id, r); !v.GetVerified() || v.GetAgreed() < 2 {
		t.Errorf("the replay says %v", v)
	}
	return r
}
