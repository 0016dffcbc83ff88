package rpc

import (
	"context"
	"time"

	"playhouse/server/session"
)

// told puts a game's happenings into its own message type.
func told[H session.Happening](happenings []session.Happening) []H {
	own := make([]H, 0, len(happenings))
	for _, h := range happenings {
		if one, ok := h.(H); ok {
			own = append(own, one)
		}
	}
	return own
}

// pauseMost shortens the pauses of people in a replay.
const pauseMost = 2 * time.Second

// pacer plays positions at a speed.
type pacer struct {
	speed float64 // 0 for as fast as possible
	last  time.Time
}

// wait sleeps until the position that was made at is due.
func (p *pacer) wait(ctx context.Context, at time.Time) error {
	pause := min(at.Sub(p.last), pauseMost)
	first := p.last.IsZero()
	p.last = at
	if p.speed == 0 || first || pause <= 0 {
		return context.Cause(ctx)
	}
	select {
	case <-time.After(time.Duration(float64(pause) / p.speed)):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
