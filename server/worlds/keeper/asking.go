package keeper

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"playhouse/server/games/arena"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/world"
	"playhouse/server/script"
)

// asking has scripts decide beside the world.
type asking struct {
	scripts Scripts
	batches map[key]*batch
	running sync.WaitGroup
}

type key struct{ tick, behavior int32 }

// batch is on its way to the worker, or back.
type batch struct {
	back    chan struct{} // closed when answers or err is there
	answers []mind.Answer
	err     error
	cancel  context.CancelFunc
}

// answered is what one behaviour decided.
type answered struct {
	behavior int32
	answers  []mind.Answer
}

// ask sends off what the world has asked and was not sent yet.
func (a *asking) ask(c *arena.Course) {
	for _, b := range c.World.Asked() {
		k := key{b.Tick, b.Behavior}
		if a.batches[k] != nil || c.HasMissed(b.Tick, b.Behavior) {
			continue // on its way, or known to be in vain
		}
		if a.batches == nil {
			a.batches = map[key]*batch{}
		}
		a.batches[k] = a.send(c.Behavior(b.Behavior).GetSource(), b)
	}
}

func (a *asking) send(source string, b world.Batch) *batch {
	ctx, cancel := context.WithCancel(context.Background())
	sent := &batch{back: make(chan struct{}), cancel: cancel}
	a.running.Go(func() {
		defer close(sent.back)
		sent.answers, sent.err = errorless(a.scripts).Decide(ctx, source, b.Asks)
	})
	return sent
}

// collect waits for what was asked at a tick; what is late or failed is told, each by
// itself: why one failed is its owner's affair. No patience (0) is to wait as long as
// it takes: the log knows what was late. (A worker that fails only when a world is
// computed again is a fault like others; a mark's hash will differ.)
func (a *asking) collect(ctx context.Context, c *arena.Course, tick int32, patience time.Duration) (got []answered, late []arena.Missed) {
	a.ask(c) // after a checkpoint nothing was sent
	if patience > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience)
		defer cancel()
	}
	for _, asked := range c.World.Asked() {
		if asked.Tick != tick {
			continue
		}
		k := key{tick, asked.Behavior}
		b := a.batches[k]
		delete(a.batches, k)
		answers, err := b.wait(ctx)
		for patience == 0 && passes(ctx, err) {
			b = a.send(c.Behavior(asked.Behavior).GetSource(), asked)
			answers, err = b.wait(ctx)
		}
		if err != nil {
			late = append(late, arena.Missed{Tick: tick, Behaviors: []int32{asked.Behavior}, Message: err.Error()})
			continue
		}
		got = append(got, answered{asked.Behavior, answers})
	}
	a.drop(func(k key) bool { return k.tick <= tick })
	return got, late
}

// passes is true, after a while, for what says nothing of a batch: no worker was free,
// or the behaviour rests for what it did in another one. A world that is computed again
// has time.
func passes(ctx context.Context, err error) bool {
	over, ok := errors.AsType[*script.OverrunError](err)
	if !errors.Is(err, script.ErrBusy) && (!ok || !over.Held) {
		return false
	}
	select {
	case <-time.After(100 * time.Millisecond): //nolint:mnd // not a busy loop
		return true
	case <-ctx.Done():
		return false
	}
}

var errLate = errors.New("the script took too long; make it shorter, or have fewer agents decide by it")

// wait waits for a batch as long as ctx lasts.
func (b *batch) wait(ctx context.Context) ([]mind.Answer, error) {
	defer b.cancel()
	select {
	case <-b.back: // also when nobody has patience any more
		return b.answers, b.err
	default:
	}
	select {
	case <-b.back:
		return b.answers, b.err
	case <-ctx.Done():
		return nil, errLate
	}
}

// forget drops what is on its way.
func (a *asking) forget() { a.drop(func(key) bool { return true }) }

func (a *asking) drop(which func(key) bool) {
	maps.DeleteFunc(a.batches, func(k key, b *batch) bool {
		if !which(k) {
			return false
		}
		b.cancel()
		return true
	})
}

// stop forgets all, and waits until nobody works for it any more.
func (a *asking) stop() {
	a.forget()
	a.running.Wait()
}

// errorless stands in where a server runs no scripts.
func errorless(s Scripts) Scripts {
	if s == nil {
		return noScripts{}
	}
	return s
}

type noScripts struct{}

func (noScripts) Decide(context.Context, string, []mind.Ask) ([]mind.Answer, error) {
	return nil, errScriptsAway
}

var errScriptsAway = errors.New("this server runs no scripts")
