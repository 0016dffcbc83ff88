package script

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"playhouse/server/games/arena/mind"
)

// Reasons for an [OverrunError].
var (
	errTime   = errors.New("it took too long at once; ask less of a single line, such as a long text or list")
	errMemory = errors.New("it took too much memory; keep lists and texts short")
	errDied   = errors.New("the process it ran in ended")
)

var (
	// ErrBusy means that no worker became free in time. No behaviour is to blame.
	ErrBusy = errors.New("no script worker is free")
	// ErrLate means that the batch was still being decided when the caller's time was
	// over: it, and no other, came too late. What it would have answered is lost.
	ErrLate = errors.New("the script did not answer in time")
	// ErrClosed means that the pool was closed.
	ErrClosed = errors.New("the script workers are closed")
)

// OverrunError is the error of a batch whose worker had to be killed, or ended: only that
// batch is to blame, and nobody else's was lost.
type OverrunError struct {
	// Reason is what it did, for the owner of the behaviour.
	Reason string
	// Held is true when it was not tried again after an earlier overrun.
	Held bool
}

// Error implements error.
func (o *OverrunError) Error() string {
	if o.Held {
		return o.Reason + " (it rests before it is tried again)"
	}
	return o.Reason
}

// Config says how a pool works. The zero value is good.
type Config struct {
	// Workers is how many decide at the same time; 0 for one per CPU, at most 2. There
	// is one more for checks.
	Workers int
	// Command starts a worker; nil for this program with [Subcommand].
	Command []string
	// Limit is how long a worker may work at 128 asks, or at a check; 0 for 150 ms. It is
	// time on a processor where that is known (on Linux), and twice as much by the clock.
	Limit time.Duration
}

// Pool decides by scripts, in processes that it starts when they are needed, and
// again when they had to be killed. It may be used by many at once.
type Pool struct {
	command  []string
	limit    time.Duration
	deciders crew
	checkers crew // apart, so that editors do not slow worlds down
	blame    *blame
	mu       sync.Mutex
	running  sync.WaitGroup
	closed   bool
	closing  chan struct{}
}

// NewPool is a pool without workers as yet.
func NewPool(c Config) (*Pool, error) {
	if c.Workers == 0 {
		c.Workers = min(2, runtime.NumCPU())
	}
	if c.Limit == 0 {
		c.Limit = 150 * time.Millisecond
	}
	if c.Command == nil {
		self, err := itself()
		if err != nil {
			return nil, fmt.Errorf("script workers: %w", err)
		}
		c.Command = []string{self, Subcommand}
	}
	return &Pool{
		command: c.Command, limit: c.Limit, deciders: newCrew(c.Workers), checkers: newCrew(1),
		blame: newBlame(), closing: make(chan struct{}),
	}, nil
}

// Decide asks a behaviour for decisions; the answers are in the order of the asks. A
// decision that fails is an answer with a Fault. An error is about the whole batch:
// an [*OverrunError] or [ErrLate] if it is to blame, else [ErrBusy], [ErrClosed], or why no
// worker can be started. The asks may be used again when Decide returns.
func (p *Pool) Decide(ctx context.Context, b Batch) ([]mind.Answer, error) {
	if len(b.Source) > SourceMost {
		return b.refused(), nil
	}
	requests, err := b.requests()
	if err != nil {
		return nil, err
	}
	asks := Batch{Asks: make([]mind.Ask, len(b.Asks))}
	for i := range b.Asks {
		asks.Asks[i].Agent = b.Asks[i].Agent
	}
	answers := make([]mind.Answer, 0, len(b.Asks))
	for _, request := range requests {
		// Each round asks for a worker anew: a crowd of thousands must not keep everybody
		// else's few waiting until it is through.
		sofar := answers
		err = p.do(ctx, p.deciders, task{source: b.Source, run: func(w *process) error {
			reply, err := w.exchange(request, p.limit)
			if err != nil {
				return err
			}
			if answers, err = asks.read(sofar, reply); err != nil {
				return w.cause(err)
			}
			return nil
		}})
		if err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// Check finds what is wrong with a source; nothing for a good one. It runs the
// source's top level, and a decision or two, in a worker. An error says nothing about
// the source.
func (p *Pool) Check(ctx context.Context, source string) ([]Diagnostic, error) {
	if len(source) > SourceMost {
		return []Diagnostic{{Severity: Error, Message: sentence(tooLong(source))}}, nil
	}
	w := newWriter()
	w.byte(askCheck)
	w.string(source)
	request := w.message()
	var found []Diagnostic
	err := p.do(ctx, p.checkers, task{source: source, run: func(w *process) error {
		reply, err := w.exchange(request, p.limit)
		if err != nil {
			return err
		}
		r := &reader{b: reply}
		found = make([]Diagnostic, min(r.count(), diagnosticsMost))
		for i := range found {
			r.diagnostic(&found[i])
		}
		if err := r.end(); err != nil {
			return w.cause(err)
		}
		return nil
	}})
	if over, ok := errors.AsType[*OverrunError](err); ok {
		return []Diagnostic{{Severity: Error, Message: sentence("tried out, " + over.Reason)}}, nil
	}
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Close ends all workers, once they are done with what they do.
func (p *Pool) Close() {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		close(p.closing)
	}
	p.mu.Unlock()
	p.running.Wait()
	p.deciders.end()
	p.checkers.end()
}
