package script

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// desk is a place for a worker.
type desk struct {
	worker   *process // nil if there is none as yet
	failures int      // starts that failed, one after the other
}

// crew is some desks; those in the channel are free.
type crew chan *desk

func newCrew(n int) crew {
	c := make(crew, n)
	for range n {
		c <- &desk{}
	}
	return c
}

// end ends the workers of free desks.
func (c crew) end() {
	for range cap(c) {
		d := <-c
		if d.worker != nil {
			d.worker.kill()
			d.worker = nil
		}
		c <- d
	}
}

// task is something for a worker to do with a source.
type task struct {
	source string
	run    func(*process) error
}

// do has a task done by a worker. The task goes on when ctx ends, at its desk, for as
// long as it is allowed: nobody else is put there before.
func (p *Pool) do(ctx context.Context, c crew, t task) error {
	if over := p.blame.held(t.source); over != nil {
		return over
	}
	var d *desk
	select {
	case d = <-c:
	case <-p.closing:
		return ErrClosed
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", ErrBusy, ctx.Err())
	}
	if !p.begin() {
		c <- d
		return ErrClosed
	}
	result := make(chan error, 1)
	go func() {
		defer p.running.Done()
		defer func() { c <- d }()
		result <- p.try(d, t)
		// The next one finds a worker that is ready.
		if d.worker == nil {
			_ = p.man(d)
		}
	}()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", ErrLate, ctx.Err())
	}
}

// begin counts one more task, unless the pool is closed.
func (p *Pool) begin() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.running.Add(1)
	}
	return !p.closed
}

// try does a task. Is the worker gone after it and was not fresh, then what others
// left in it may be why, and the task is done once more by a fresh one: a batch is
// blamed for what it did alone. What took long is not done twice: that was its own.
func (p *Pool) try(d *desk, t task) error {
	for {
		if err := p.man(d); err != nil {
			return err
		}
		began := time.Now()
		err := t.run(d.worker)
		if err == nil {
			d.worker.served++
			return nil
		}
		fresh := d.worker.served == 0
		d.worker = nil
		if !fresh && !errors.Is(err, errTime) && time.Since(began) < p.limit/4 {
			continue
		}
		return p.blame.blame(t.source, err)
	}
}

// man puts a worker at a desk that has none. After a start that failed it waits, ever
// longer, so as not to keep the machine busy with that.
func (p *Pool) man(d *desk) error {
	if d.worker != nil {
		return nil
	}
	if d.failures > 0 {
		select {
		case <-time.After(min(10*time.Millisecond<<d.failures, time.Second)):
		case <-p.closing:
			return ErrClosed
		}
	}
	w, err := startProcess(p.command)
	if err != nil {
		d.failures = min(d.failures+1, 10)
		return fmt.Errorf("script worker: %w", err)
	}
	d.worker, d.failures = w, 0
	return nil
}
