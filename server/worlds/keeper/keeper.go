package keeper

import (
	"context"
	"log/slog"
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
}

// Times of a world's life.
const (
	// leaseLength is how long an owner that is gone keeps others from going on.
	leaseLength = 5 * time.Second
	renewEvery  = time.Second
	tendEvery   = time.Second
	// wantLength is how long a world has an owner after somebody looked at it.
	wantLength      = 20 * time.Second
	checkpointEvery = 5 * time.Second
	markEvery       = time.Minute
	// idleAfter is when a world that nobody watches is paused.
	idleAfter = time.Minute
	// scriptWait is how long a world waits for scripts that are late.
	scriptWait = 50 * time.Millisecond
)

// Keeper runs and shows worlds on this node.
type Keeper struct {
	Config

	ctx    context.Context //nolint:containedctx // the package's own life, for work that no caller waits for
	stop   context.CancelFunc
	done   sync.WaitGroup
	shows  shows
	reels  *lru.Cache[reel, held]
	mu     sync.Mutex
	owners map[session.ID]*owner
	closed bool
}

// New makes a Keeper and begins to look for those without an owner. Close ends it.
func New(c Config) *Keeper {
	ctx, stop := context.WithCancel(context.Background())
	w := &Keeper{Config: c, ctx: ctx, stop: stop, owners: map[session.ID]*owner{}, reels: newReels()}
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
	if err := w.Leases.Want(ctx, id, wantLength); err != nil {
		return err
	}
	w.adopt(ctx, id)
	return nil
}

// tend looks for worlds that lost their owner.
func (w *Keeper) tend() {
	tick := time.NewTicker(tendEvery)
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
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || w.owners[id] != nil {
		return
	}
	l, ok, err := w.Leases.TakeLease(ctx, id, w.Node, leaseLength)
	if err != nil || !ok {
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

// owns is true while this node runs a world.
func (w *Keeper) owns(id session.ID) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.owners[id] != nil
}
