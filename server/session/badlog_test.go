package session_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
	"playhouse/server/session/logtest"
)

var errFault = errors.New("the log is away")

// badLog fails now and then: before it does what it is asked, after it has done
// it, or by saying nothing until the caller gives up. When its node dies, it ends
// as a broken connection does.
type badLog struct {
	logtest.Log

	luck   *chance
	alive  context.Context //nolint:containedctx // the node's life
	healed atomic.Bool
}

func (l *badLog) heal() { l.healed.Store(true) }

// call does one thing on the log, or does not, or does it and says that it did
// not.
func (l *badLog) call(ctx context.Context, do func(context.Context) error) error {
	time.Sleep(time.Duration(l.luck.n(20)) * time.Millisecond)
	fault := l.luck.n(100)
	if l.healed.Load() {
		fault = 100
	}
	switch {
	case l.alive.Err() != nil || fault < 3:
		return errFault
	case fault < 4:
		select { // hang
		case <-ctx.Done():
			return ctx.Err()
		case <-l.alive.Done():
			return errFault
		case <-time.After(10 * time.Second):
			return errFault
		}
	}
	err := do(context.WithoutCancel(ctx))
	time.Sleep(time.Duration(l.luck.n(20)) * time.Millisecond)
	if l.alive.Err() != nil || fault < 7 {
		return errFault // it is done, and nobody knows
	}
	return err
}

func (l *badLog) Create(ctx context.Context, o session.Opening) (id session.ID, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { id, err = l.Log.Create(ctx, o); return err })
	return id, err
}

func (l *badLog) Append(ctx context.Context, r session.Record, row *session.Row) error {
	return l.call(ctx, func(ctx context.Context) error { return l.Log.Append(ctx, r, row) })
}

func (l *badLog) Read(ctx context.Context, id session.ID, after int32, limit int) (all []session.Record, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { all, err = l.Log.Read(ctx, id, after, limit); return err })
	return all, err
}

func (l *badLog) Find(ctx context.Context, key session.Key) (r session.Record, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { r, err = l.Log.Find(ctx, key); return err })
	return r, err
}

func (l *badLog) Open(ctx context.Context, id session.ID) (h session.Header, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { h, err = l.Log.Open(ctx, id); return err })
	return h, err
}

func (l *badLog) Due(ctx context.Context, now time.Time, limit int) (ids []session.ID, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { ids, err = l.Log.Due(ctx, now, limit); return err })
	return ids, err
}

func (l *badLog) Heads(ctx context.Context, ids []session.ID) (heads map[session.ID]int32, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { heads, err = l.Log.Heads(ctx, ids); return err })
	return heads, err
}

// badBus loses, doubles and delays hints.
type badBus struct {
	luck *chance

	mu     sync.Mutex
	subs   map[int]func(*sessionv1.Notice)
	next   int
	healed bool
}

func (b *badBus) heal() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.healed = true
}

func (b *badBus) Publish(h *sessionv1.Notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.subs {
		times := 1
		if !b.healed {
			times = b.luck.n(3)
		}
		for range times {
			time.AfterFunc(time.Duration(b.luck.n(200))*time.Millisecond, func() { f(h) })
		}
	}
}

func (b *badBus) Subscribe(f func(*sessionv1.Notice)) (cancel func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = map[int]func(*sessionv1.Notice){}
	}
	b.next++
	id := b.next
	b.subs[id] = f
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subs, id)
	}
}

// The mutants.

// forgetful takes every record for a new one.
type forgetful struct{ logtest.Log }

func (l forgetful) Append(ctx context.Context, r session.Record, row *session.Row) error {
	r.Key = session.KeyOf(r.Session, "forgotten", time.Now().String())
	return l.Log.Append(ctx, r, row)
}

func (forgetful) Find(context.Context, session.Key) (session.Record, error) {
	return session.Record{}, session.ErrNoRecord
}

// hasty answers, and then writes, unless it loses the race it says it won.
type hasty struct {
	logtest.Log

	luck *chance
}

func (l hasty) Append(ctx context.Context, r session.Record, row *session.Row) error {
	time.AfterFunc(time.Duration(l.luck.n(20))*time.Millisecond, func() {
		_ = l.Log.Append(context.WithoutCancel(ctx), r, row)
	})
	return nil
}

// lossy forgets to write now and then.
type lossy struct {
	logtest.Log

	luck *chance
}

func (l lossy) Append(ctx context.Context, r session.Record, row *session.Row) error {
	if l.luck.n(10) == 0 {
		return nil
	}
	return l.Log.Append(ctx, r, row)
}

// jumbled gives the last two records of what it reads each other's content.
type jumbled struct{ logtest.Log }

func (l jumbled) Read(ctx context.Context, id session.ID, after int32, limit int) ([]session.Record, error) {
	all, err := l.Log.Read(ctx, id, after, limit)
	if n := len(all); n > 3 {
		all[n-1].Body, all[n-2].Body = all[n-2].Body, all[n-1].Body
	}
	return all, err
}
