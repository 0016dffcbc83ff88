package keeper

import (
	"context"
	"time"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/worlds"
)

type event = arenav1.Event

// begin finds the world where it was left.
func (o *owner) begin() error {
	p, err := o.now()
	if err != nil {
		return err
	}
	if o.course, err = o.load(p.State); err != nil {
		return err
	}
	if p.State.Ended() { // to be looked at
		o.ended = true
		return o.catchUp(p.State)
	}
	if err := o.write(arena.Own(o.lease.Epoch, o.course.World.Tick())); err != nil {
		return err
	}
	// From here on nobody else writes: what the log says now is what there is.
	p, err = o.now()
	if err != nil {
		return err
	}
	return o.catchUp(p.State)
}

// load is the newest run at its last checkpoint, or at its beginning.
func (o *owner) load(s arena.State) (*arena.Course, error) {
	r, _ := s.Run(0)
	c, found, err := o.w.Checkpoints.LoadCheckpoint(o.ctx, o.lease.Session)
	if err != nil {
		return nil, err
	}
	if found && c.Run == r.Number {
		course, err := resume(r, c)
		if err == nil {
			return course, nil
		}
		// From the beginning, then: it takes longer.
		o.w.Logger.Warn("a checkpoint is of no use", "session", o.lease.Session, "err", err)
	}
	return arena.NewCourse(r)
}

// resume is a run where a checkpoint left it.
func resume(r arena.Run, c worlds.Checkpoint) (*arena.Course, error) {
	data, err := unpack(c.Data)
	if err != nil {
		return nil, err
	}
	return arena.ResumeCourse(r, data, c.Through)
}

// catchUp computes on to the last tick that the log knows.
func (o *owner) catchUp(s arena.State) error {
	r, _ := s.Run(0)
	if r.Number != o.course.Run().Number {
		course, err := arena.NewCourse(r)
		if err != nil {
			return err
		}
		o.course = course
	}
	o.course.Extend(r)
	for o.course.World.Tick() < r.Last && o.ctx.Err() == nil {
		o.course.Obey()
		if err := o.advance(true); err != nil {
			return err
		}
	}
	o.course.Obey()
	return context.Cause(o.ctx)
}

// run lets time pass.
func (o *owner) run() error {
	o.saved, o.marked, o.meter.since = time.Now(), time.Now(), time.Now()
	o.saveIn = o.w.Times.Checkpoint
	clock := pace{}
	for {
		p, err := o.now()
		if err != nil {
			return err
		}
		s := p.State
		o.ended = s.Ended()
		if len(s.Waiting()) > 0 {
			o.seen = time.Now()
			if err := o.take(s); err != nil {
				return err
			}
			continue
		}
		if p.Watching > 0 || o.show.watched() {
			o.seen = time.Now()
		}
		_, moves := s.Moves(o.course.World.Tick())
		o.w.stands(o, stance{host: p.Table.Host, moves: moves, seen: o.seen})
		if !moves || time.Since(o.seen) < o.w.Times.Renew {
			o.drowsy.Store(false) // it sleeps, or somebody came back
		}
		if done, err := o.turn(s, &clock); done || err != nil {
			return err
		}
	}
}

// turn lets one tick pass, or waits for something to do.
func (o *owner) turn(s arena.State, clock *pace) (done bool, err error) {
	speed, moves := s.Moves(o.course.World.Tick())
	if moves || time.Since(o.seen) < o.w.Times.Renew {
		o.needed = time.Now()
	}
	o.wanted.Store(time.Since(o.needed) < o.w.Times.Renew)
	idle := o.w.Times.Idle
	if o.drowsy.Load() {
		idle = o.w.Times.Renew
	}
	switch {
	case moves && time.Since(o.seen) > idle:
		return false, o.write(arena.Sleep(o.moment()))
	case !moves:
		clock.stop()
		if err := o.shoot(s, true); err != nil {
			return false, err
		}
		// By then nothing says that it is wanted, but who came since.
		if time.Since(o.needed) > o.w.Times.Want+2*o.w.Times.Renew { //nolint:mnd // the last renewal, and its way
			return true, nil
		}
		return false, o.rest()
	}
	if err := clock.wait(o.ctx, o.course.World.Config().TickRate, speed); err != nil {
		return false, err
	}
	o.course.Obey()
	if err := o.advance(false); err != nil {
		return false, err
	}
	if _, ended := o.course.World.Result(); ended {
		return false, o.finish()
	}
	if err := o.shoot(s, false); err != nil {
		return false, err
	}
	return false, o.keep()
}

// rest waits until something happened, or a second.
func (o *owner) rest() error {
	select {
	case <-o.news:
	case <-time.After(o.w.Times.Renew):
	case <-o.ctx.Done():
		return context.Cause(o.ctx)
	}
	return nil
}

// moment is where the world is.
func (o *owner) moment() arena.Moment {
	return arena.Moment{Epoch: o.lease.Epoch, Tick: o.course.World.Tick(), Hash: o.course.World.Hash()}
}

// take has the waiting orders take effect now.
func (o *owner) take(s arena.State) error {
	if err := o.write(arena.Take(o.moment(), s.Orders())); err != nil {
		return err
	}
	p, err := o.now()
	if err != nil {
		return err
	}
	r, _ := p.State.Run(0)
	if r.Number != o.course.Run().Number {
		course, err := arena.NewCourse(r)
		if err != nil {
			return err
		}
		o.asking.forget()
		o.course, o.faults = course, faults{}
	}
	o.course.Extend(r)
	o.course.Obey()
	return o.shoot(p.State, true)
}

// advance lets one tick pass; again says that the log knows what came of it.
func (o *owner) advance(again bool) error {
	if tick, due := o.course.World.Due(); due {
		if err := o.hear(tick, again); err != nil {
			return err
		}
	}
	err := o.w.compute(o.ctx, func() {
		began := time.Now()
		o.course.World.Step()
		o.meter.tick(time.Since(began))
	})
	if err != nil {
		return err
	}
	o.faults.note(o.course)
	o.asking.ask(o.course)
	return nil
}

// hear gives the world what scripts decided at a tick, and writes down what did not
// come, before anything follows from it.
func (o *owner) hear(tick int32, again bool) error {
	o.course.Missed(tick)
	answers, late := o.asking.collect(o.ctx, o.course, tick, o.patience(again))
	if o.ctx.Err() != nil {
		return context.Cause(o.ctx)
	}
	if len(late) > 0 && !o.ended {
		if err := o.write(arena.Miss(o.lease.Epoch, late...)); err != nil {
			return err
		}
	}
	for _, m := range late {
		o.course.World.Miss(m.Tick, m.Behaviors, m.Message)
	}
	for _, a := range answers {
		o.course.World.Answer(tick, a.behavior, a.answers)
	}
	return nil
}

// patience is how long scripts are waited for; 0 for as long as it takes.
func (o *owner) patience(again bool) time.Duration {
	if again {
		return 0
	}
	return o.w.Times.Script
}

// finish writes down how the world came out.
func (o *owner) finish() error {
	r, _ := o.course.World.Result()
	return o.write(arena.Finish(o.lease.Epoch, arena.Result(r)))
}

// keep saves a checkpoint and marks the log now and then.
func (o *owner) keep() error {
	if time.Since(o.saved) > o.saveIn {
		o.checkpoint(o.ctx)
	}
	if time.Since(o.marked) > o.w.Times.Mark {
		o.marked = time.Now()
		return o.write(arena.MarkDown(o.moment()))
	}
	return nil
}

// pace is the world's clock.
type pace struct{ next time.Time }

// lag is how far a world may fall behind before it is slower instead.
const lag = 250 * time.Millisecond

func (p *pace) stop() { p.next = time.Time{} }

// wait sleeps until the next tick is due.
func (p *pace) wait(ctx context.Context, rate int32, speed float64) error {
	now := time.Now()
	if p.next.IsZero() || now.Sub(p.next) > lag {
		p.next = now
	}
	if d := p.next.Sub(now); d > 0 {
		select {
		case <-time.After(d):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	p.next = p.next.Add(time.Duration(float64(time.Second) / (float64(rate) * speed)))
	return context.Cause(ctx)
}
