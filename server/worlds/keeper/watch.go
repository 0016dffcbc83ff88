package keeper

import (
	"context"
	"time"

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
	// MayInspect tells whether this viewer may know what an agent of a team thinks.
	MayInspect func(team int32) bool
}

const (
	defaultRate = 10
	keyEvery    = time.Second
)

// Watch shows a world: a key frame at once and each second, differences between. A
// watcher whom send keeps waiting is shown the newest then, and nothing in between. It
// returns when ctx ends or with send's error.
func (w *Keeper) Watch(ctx context.Context, id session.ID, look Sight, send func(*arenav1.WatchWorldResponse) error) error {
	if look.Rate == 0 {
		look.Rate = defaultRate
	}
	one := w.shows.open(id)
	defer w.shows.release(one)
	defer one.enter(look.Rate, look.Inspect)()
	w.shows.tell(one)
	if err := w.Wake(ctx, id); err != nil {
		return err
	}
	v := viewing{look: look, send: send}
	again := time.NewTicker(wantLength / 2) //nolint:mnd // twice before it runs out
	defer again.Stop()
	for {
		s, woken := one.newest()
		if s != nil && s != v.last {
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
	if v.last == nil || v.last.status != s.status {
		m.Status, m.Teams = s.status, s.teams
	}
	for _, id := range v.look.Inspect {
		if i := s.inspections[id]; i != nil {
			m.Inspections = append(m.Inspections, v.allowed(i))
		}
	}
	v.last, v.sent = s, time.Now()
	return v.send(m)
}

// allowed is what this viewer may know of what an agent thinks.
func (v *viewing) allowed(i *arenav1.Inspection) *arenav1.Inspection {
	if v.look.MayInspect(i.GetTeam()) {
		return i
	}
	return arena.Outwardly(i)
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
