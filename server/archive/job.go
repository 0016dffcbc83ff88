package archive

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// Job is a campaign being packed.
type Job struct {
	ID           uuid.UUID
	Campaign     uuid.UUID
	User         uuid.UUID
	WithoutFiles bool
	Progress     float64 // 0 to 1
	Failure      string  // why it failed
	URL          string  // where the zip is, when it is done
	At           time.Time
	Expires      time.Time
}

const (
	// kept is how long a zip can be fetched.
	kept = 24 * time.Hour
	// stillAfter is when a job that has not moved is dead: its node was killed.
	stillAfter = time.Minute
	// beat is how often a job says that it lives.
	beat = 2 * time.Second
)

// dead is true for a job that nobody works at.
func (j Job) dead(now time.Time) bool {
	return j.URL == "" && j.Failure == "" && now.Sub(j.At) > stillAfter
}

// Jobs keeps jobs. Those that are not there are session.NotFound.
type Jobs interface {
	CreateExport(ctx context.Context, j Job) error
	// KeepExport notes Progress, Failure, URL and At.
	KeepExport(ctx context.Context, j Job) error
	// Export returns one that has not expired.
	Export(ctx context.Context, campaign, id uuid.UUID, now time.Time) (Job, error)
}
