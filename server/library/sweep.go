package library

import (
	"context"
	"log/slog"
	"time"

	"playhouse/server/blob"
)

// Registry knows what is in use.
type Registry interface {
	blob.Names
	// ExpireUploads forgets uploads whose time is over.
	ExpireUploads(ctx context.Context, now time.Time) (int, error)
}

// Sweeper removes files that nothing names any more.
type Sweeper struct {
	Blobs    *blob.Store
	Registry Registry
	Logger   *slog.Logger
}

const (
	// sweepFirst lets a server that has just started do what people wait for.
	sweepFirst = 5 * time.Minute
	sweepEvery = 6 * time.Hour
)

// Run sweeps from time to time until ctx ends. Several nodes may: what one has
// removed another does not find.
func (s *Sweeper) Run(ctx context.Context) {
	timer := time.NewTimer(sweepFirst)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			if err := s.Sweep(ctx, time.Now()); err != nil && ctx.Err() == nil {
				s.Logger.WarnContext(ctx, "sweep files", "err", err)
			}
			timer.Reset(sweepEvery)
		}
	}
}

// Sweep removes what is over at a time.
func (s *Sweeper) Sweep(ctx context.Context, now time.Time) error {
	expired, err := s.Registry.ExpireUploads(ctx, now)
	if err != nil {
		return err
	}
	removed, err := s.Blobs.Sweep(ctx, now.Add(-blob.Grace), s.Registry)
	if removed > 0 || expired > 0 {
		s.Logger.InfoContext(ctx, "swept files", "uploads", expired, "blobs", removed)
	}
	return err
}
