package keeper

import (
	"context"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/frame"
	"playhouse/server/session"
)

// Sight is how somebody looks at a world.
type Sight struct {
	Viewport *arenav1.Viewport // nil for all
	Rate     int               // frames a second
	Inspect  []int32
	// Admit tells what this viewer may know, or that they may not watch (any more). It
	// is asked at first, and again each second.
	Admit func(ctx context.Context) (Rights, error)
}

// Rights are what a viewer may know besides what everybody sees.
type Rights struct {
	User  session.UserID
	Teams []int32 // of whose agents they may know what they think
}

const (
	defaultRate = 10
	keyEvery    = time.Second
	admitEvery  = time.Second
)

// Watch shows a world: a key frame at once and each second, differences between. A
// watcher whom send keeps waiting is shown the newest then, and nothing in between. It
// returns when ctx ends or with send's error.
func (w *Keeper) Watch(ctx context.Context, id session.ID, look Sight, send func(*arenav1.WatchWorldResponse) error) error {
	if look.Rate == 0 {
		look.Rate = defaultRate
	}
	v := viewing{entrance: entrance{admit: look.Admit}, look: look, send: send}
	if err := v.check(ctx); err != nil {
		return err
	}
	one := w.shows.open(id)
	defer w.shows.release(one)
	defer one.enter(look.Rate, look.Inspect)()
	w.shows.tell(one)
	if err := w.Wake(ctx, id); err != nil {
		return err
	}
	again := time.NewTicker(w.Times.Want / 2) //nolint:mnd // twice before it runs out
	defer again.Stop()
	for {
		s, woken := one.newest()
		if s != nil && s != v.last {
			if err := v.check(ctx); err != nil {
				return err
			}
			if err := v.show(s); err != nil {
				return err
			}
			if err := v.pause(ctx); err != nil {
				return err
			}
		}
		select {
		case <-woken:
		case <-again.C:
			// Best effort: if the store is away, so is the world.
			_ = w.Wake(ctx, id)
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-w.ctx.Done():
			return &session.EndedError{Resume: &sessionv1.ResumeHint{RetryAfterMs: 500}}
		}
	}
}

// viewing is one watcher: a cursor, not a queue.
type viewing struct {
	entrance

	look Sight
	send func(*arenav1.WatchWorldResponse) error
	last *shot
	keys time.Time // when the last key frame was sent
	sent time.Time
}

// show sends what is new in a shot.
func (v *viewing) show(s *shot) error {
	before := v.last
	// A step back in time or another run shows another world.
	if before == nil || before.Run != s.Run || s.Tick < before.Tick || time.Since(v.keys) >= keyEvery {
		before, v.keys = nil, time.Now()
	}
	m := &arenav1.WatchWorldResponse{Frame: s.since(before, v.look.Viewport)}
	if frame.Empty(m.GetFrame()) {
		m.Frame = nil
	}
	if v.last == nil || !proto.Equal(v.last.status, s.status) {
		m.Status, m.Teams = s.status, s.teams
	}
	if v.last == nil || !slices.EqualFunc(v.last.faults, s.faults, same) {
		m.Faults = v.told(s.faults)
	}
	for _, id := range v.look.Inspect {
		if i := s.inspections[id]; i != nil {
			m.Inspections = append(m.Inspections, v.allowed(i))
		}
	}
	v.last, v.sent = s, time.Now()
	return v.send(m)
}

func same(a, b *arenav1.Misstep) bool { return proto.Equal(a, b) }

// entrance is where a viewer's rights are looked at now and then: who is sent away
// while watching sees no more.
type entrance struct {
	admit  func(ctx context.Context) (Rights, error)
	rights Rights
	asked  time.Time
}

func (e *entrance) check(ctx context.Context) error {
	if time.Since(e.asked) < admitEvery {
		return nil
	}
	var err error
	e.rights, err = e.admit(ctx)
	e.asked = time.Now()
	return err
}

// allowed is what this viewer may know of what an agent thinks.
func (e *entrance) allowed(i *arenav1.Inspection) *arenav1.Inspection {
	if slices.Contains(e.rights.Teams, i.GetTeam()) {
		return i
	}
	return arena.Outwardly(i)
}

// told are the faults of behaviours that this viewer may read.
func (e *entrance) told(all []*arenav1.Misstep) []*arenav1.Fault {
	var faults []*arenav1.Fault
	for _, m := range all {
		if m.GetReader() == "" || m.GetReader() == string(e.rights.User) {
			faults = append(faults, m.GetFault())
		}
	}
	return faults
}

// pause waits until the next frame may be sent.
func (v *viewing) pause(ctx context.Context) error {
	d := time.Until(v.sent.Add(time.Second / time.Duration(v.look.Rate+1)))
	if d <= 0 {
		return nil
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
