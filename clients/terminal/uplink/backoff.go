package uplink

import (
	"context"
	"math/rand/v2"
	"time"
)

const (
	backoffFloor   = 300 * time.Millisecond
	backoffCeiling = 15 * time.Second
)

// backoff is how long to wait before trying again: anywhere up to a bound that
// doubles each time, so that a crowd of clients comes back spread out.
type backoff struct {
	tries  int
	random func() float64
}

func newBackoff() *backoff { return &backoff{random: rand.Float64} }

// next is the next wait. It is never below a fifth of its bound: a wait of
// nothing is not a wait.
func (b *backoff) next() time.Duration {
	bound := backoffCeiling
	if shifted := backoffFloor << min(b.tries, 10); shifted < bound {
		bound = shifted
	}
	b.tries++
	return time.Duration(float64(bound) * (0.2 + 0.8*b.random()))
}

// reset begins anew after a success.
func (b *backoff) reset() { b.tries = 0 }

// sleep waits, and tells false when the context ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
