package keeper

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/mind"
	"playhouse/server/session"
	"playhouse/server/worlds"
)

// Host is the runtime of worlds' logs.
type Host = session.Host[arena.Game, arena.State, *arenav1.Event, *arenav1.View]

// Scripts decide for agents whose behaviour is a script.
type Scripts interface {
	// Decide answers all asks of one behaviour, or fails as a whole.
	Decide(ctx context.Context, source string, asks []mind.Ask) ([]mind.Answer, error)
}

// Air carries shots between nodes. What is sent may be lost.
type Air interface {
	Send(subject string, data []byte)
	Listen(subject string, hear func(data []byte)) (cancel func())
}

// Config is what a Keeper is made of.
type Config struct {
	Host        *Host
	Leases      worlds.Leases
	Checkpoints worlds.Checkpoints
	Scripts     Scripts
	Air         Air
	Logger      *slog.Logger
	Node        string // names this process
	Times       Times  // the zero value for Usual
	Limits      Limits // the zero value for none
}

// Times are those of a world's life.
type Times struct {
	Lease      time.Duration // how long an owner that is gone keeps others from going on
	Renew      time.Duration // how often an owner prolongs its lease, and others look for orphans
	Want       time.Duration // how long a world has an owner after it was needed
	Checkpoint time.Duration // between two
	Mark       time.Duration // between two; what a world ended by hand loses of its replay
	Idle       time.Duration // until a world that nobody watches is paused
	Script     time.Duration // how long a world waits for scripts that are late
}

// Usual are the times of a server.
var Usual = Times{ //nolint:gochecknoglobals // a constant
	Lease: 5 * time.Second, Renew: time.Second, Want: 20 * time.Second, Checkpoint: 5 * time.Second, //nolint:mnd // the names say it
	Mark: 10 * time.Second, Idle: time.Minute, Script: 50 * time.Millisecond, //nolint:mnd // the names say it
}

// Keeper runs and shows worlds on this node.
type Keeper struct {
	Config

	ctx    context.Context //nolint:containedctx // the package's own life, for work that no caller waits for
	stop   context.CancelFunc
	done   sync.WaitGroup
	shows  shows
	reels  *lru.Cache[reel, held]
	mu     sync.Mutex
	proofs chan struct{}          // bounds how many runs are verified at once
	owners map[session.ID]*owner  // nil while its lease is asked for
	coming map[session.UserID]int // let in by Admit, and not known yet where
	cores  chan struct{}          // held by who computes a tick
	closed bool
}

// New makes a Keeper and begins to look for those without an owner. Close ends it.
func New(c Config) *Keeper {
	if c.Times == (Times{}) {
		c.Times = Usual
	}
	ctx, stop := context.WithCancel(context.Background())
	w := &Keeper{
		Config: c, ctx: ctx, stop: stop, owners: map[session.ID]*owner{}, coming: map[session.UserID]int{},
		reels: newReels(), proofs: make(chan struct{}, proofsMost), cores: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)),
	}
	w.shows.init(w)
	w.done.Go(w.tend)
	return w
}

// Stop ends all streams and hands all worlds back, each with a checkpoint, without
// waiting for it.
func (w *Keeper) Stop() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.stop()
}

// Close is Stop, and waits.
func (w *Keeper) Close() {
	w.Stop()
	w.done.Wait()
	w.shows.close()
}

// Wake sees to it that a world has an owner soon: this node, unless there is another.
func (w *Keeper) Wake(ctx context.Context, id session.ID) error {
	if err := w.Leases.Want(ctx, id, w.Times.Want); err != nil {
		return err
	}
	w.adopt(ctx, id)
	return nil
}

// tend looks for worlds that lost their owner.
func (w *Keeper) tend() {
	tick := time.NewTicker(w.Times.Renew)
	defer tick.Stop()
	for {
		select {
		case <-w.ctx.Done():
			return
		case <-tick.C:
		}
		orphans, err := w.Leases.Orphans(w.ctx, 20) //nolint:mnd // the next look finds the others
		if err != nil {
			continue // the database is away; so are the owners soon
		}
		for _, id := range orphans {
			w.adopt(w.ctx, id)
		}
	}
}

// adopt takes a world over if nobody runs it.
func (w *Keeper) adopt(ctx context.Context, id session.ID) {
	if !w.reserve(id) {
		return
	}
	// Who asked may go away; a lease that was taken and is not used keeps others out.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), w.Times.Lease)
	defer cancel()
	l, ok, err := w.Leases.TakeLease(ctx, id, w.Node, w.Times.Lease)
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil || !ok || w.closed {
		delete(w.owners, id)
		return
	}
	o := newOwner(w, l)
	w.owners[id] = o
	w.done.Go(func() {
		o.live()
		w.mu.Lock()
		delete(w.owners, id)
		w.mu.Unlock()
	})
}

// reserve keeps others on this node from adopting a world; false when somebody does.
func (w *Keeper) reserve(id session.ID) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, there := w.owners[id]; there || w.closed {
		return false
	}
	w.owners[id] = nil
	return true
}

// owns is true while this node runs a world.
func (w *Keeper) owns(id session.ID) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.owners[id] != nil
}
