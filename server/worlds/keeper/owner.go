package keeper

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"playhouse/server/games/arena"
	"playhouse/server/session"
	"playhouse/server/telemetry"
	"playhouse/server/worlds"
)

// owner runs one world on this node.
type owner struct {
	w     *Keeper
	lease worlds.Lease
	ctx   context.Context //nolint:containedctx // until the lease is lost
	lose  context.CancelFunc

	position atomic.Pointer[session.Position[arena.State]]
	news     chan struct{} // holds one token: position is newer

	course *arena.Course
	asking asking
	show   *show
	camera camera
	meter  meter
	saved  time.Time
	saveIn time.Duration // until the next checkpoint
	marked time.Time
	faults faults
	seen   time.Time // when somebody watched, or gave an order, last
	needed time.Time // when it was seen, or time passed, last
	wanted atomic.Bool
	drowsy atomic.Bool // shall make room for another world of its host
	stance stance      // guarded by the keeper
	ended  bool        // the log takes no more
}

func newOwner(w *Keeper, l worlds.Lease) *owner {
	ctx, lose := context.WithCancel(w.ctx)
	return &owner{w: w, lease: l, ctx: ctx, lose: lose, news: make(chan struct{}, 1), seen: time.Now(), needed: time.Now()}
}

// live runs the world until it ends, is not wanted any more, or is lost.
func (o *owner) live() {
	defer o.mourn()
	var beside sync.WaitGroup
	defer beside.Wait()
	defer o.lose()
	beside.Go(o.follow)
	beside.Go(o.renew)
	o.show = o.w.shows.open(o.lease.Session)
	defer o.w.shows.release(o.show)
	o.asking = asking{scripts: o.w.Scripts}
	defer o.asking.stop()
	err := o.begin()
	if err == nil {
		err = o.run()
	}
	switch {
	case err == nil, errors.Is(err, arena.ErrNotOwner), o.ctx.Err() != nil:
		o.leave(err)
	default:
		// The lease runs out by itself: that is soon enough to try again.
		o.w.Logger.Error("a world stopped", "session", o.lease.Session, "err", err)
	}
}

// mourn is for a world that broke: others go on. Its lease runs out by itself, and the
// next owner may have more luck, as it computes from an earlier tick.
func (o *owner) mourn() {
	if p := recover(); p != nil {
		o.w.Logger.Log(context.Background(), telemetry.Critical, "a world broke", "session", o.lease.Session, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	}
}

// leave gives the world back where it is. Who wants it meanwhile finds it without an
// owner; an ended one is wanted by those who come to look only.
func (o *owner) leave(err error) {
	ctx, cancel := context.WithTimeout(context.Background(), o.w.Times.Lease)
	defer cancel()
	if o.course != nil && !errors.Is(err, arena.ErrNotOwner) {
		o.checkpoint(ctx)
	}
	if err := o.w.Leases.EndLease(ctx, o.lease, o.ended); err != nil {
		o.w.Logger.Debug("a lease runs out by itself", "session", o.lease.Session, "err", err)
	}
}

// follow keeps position fresh.
func (o *owner) follow() {
	defer o.lose()
	_ = session.Follow(o.ctx, o.w.Host, o.lease.Session, func(p session.Position[arena.State]) error {
		o.position.Store(&p)
		select {
		case o.news <- struct{}{}:
		default:
		}
		return nil
	})
}

// renew keeps the lease, or ends the owner before it runs out.
func (o *owner) renew() {
	defer o.lose()
	tick := time.NewTicker(o.w.Times.Renew)
	defer tick.Stop()
	good := time.Now()
	for {
		select {
		case <-o.ctx.Done():
			return
		case <-tick.C:
		}
		asked := time.Now()
		// The margin is that of one try: others count from when the store heard of it.
		if asked.Sub(good) > o.w.Times.Lease-o.w.Times.Renew {
			return
		}
		want := time.Duration(0)
		if o.wanted.Load() {
			want = o.w.Times.Want
		}
		ctx, cancel := context.WithTimeout(o.ctx, o.w.Times.Renew)
		held, err := o.w.Leases.RenewLease(ctx, o.lease, o.w.Times.Lease, want)
		cancel()
		switch {
		case err != nil:
		case !held:
			return
		default:
			good = asked
		}
	}
}

// now is the newest position; it waits for the first.
func (o *owner) now() (session.Position[arena.State], error) {
	for {
		if p := o.position.Load(); p != nil {
			return *p, nil
		}
		select {
		case <-o.news:
		case <-o.ctx.Done():
			return session.Position[arena.State]{}, context.Cause(o.ctx)
		}
	}
}

// write has the log say something, and waits until position has it. While the log is
// away it tries again: the world waits, and ends when the lease is lost.
func (o *owner) write(cmd session.Command[arena.State, *event]) error {
	version, err := session.Act(o.ctx, o.w.Host, o.lease.Session, cmd)
	for retriable(err) {
		select {
		case <-time.After(100 * time.Millisecond): //nolint:mnd // not a busy loop
		case <-o.ctx.Done():
			return context.Cause(o.ctx)
		}
		version, err = session.Act(o.ctx, o.w.Host, o.lease.Session, cmd)
	}
	over := finished(err)
	if err != nil && !over {
		return err
	}
	for {
		p, err := o.now()
		if err != nil || over && p.State.Ended() || !over && p.Version >= version {
			return err
		}
		select {
		case <-o.news:
		case <-o.ctx.Done():
			return context.Cause(o.ctx)
		}
	}
}

// finished is true for a world that was ended: nothing is written any more, and nothing
// needs to be.
func finished(err error) bool {
	var e *session.Error
	return errors.As(err, &e) && e.Reason == "game_finished"
}

// retriable is true for what passes: a store that is away, other writers.
func retriable(err error) bool {
	var e *session.Error
	return errors.As(err, &e) && (e.Kind == session.Unavailable || e.Kind == session.Aborted)
}
