// Package worlds are the nouns of running a world of the arena, and what their store
// promises. What runs them is package keeper: stores know no games.
package worlds

import (
	"context"
	"time"

	"playhouse/server/session"
)

// Lease is the right to run a world.
type Lease struct {
	Session session.ID
	Node    string
	Epoch   int64
}

// Leases keep who runs which world. Times are the store's own.
type Leases interface {
	// Want says that a world shall have an owner for a while, even if it stands
	// still.
	Want(ctx context.Context, id session.ID, until time.Duration) error
	// TakeLease takes the lease of a world that has none for a while; false when
	// somebody holds it.
	TakeLease(ctx context.Context, id session.ID, node string, length time.Duration) (Lease, bool, error)
	// RenewLease prolongs it, and what Want said by want; false when it was lost.
	RenewLease(ctx context.Context, l Lease, length, want time.Duration) (bool, error)
	// EndLease gives it back; done says that nobody needs to go on, whoever wants it.
	EndLease(ctx context.Context, l Lease, done bool) error
	// Orphans are worlds that are wanted and have no owner.
	Orphans(ctx context.Context, most int) ([]session.ID, error)
}

// Checkpoint is a world at a tick.
type Checkpoint struct {
	Run, Tick int32
	Through   int32 // orders that had taken effect
	Data      []byte
}

// Checkpoints keep one for each world.
type Checkpoints interface {
	// SaveCheckpoint replaces it; false when the lease is not held any more.
	SaveCheckpoint(ctx context.Context, l Lease, c Checkpoint) (bool, error)
	// LoadCheckpoint returns it; false for none.
	LoadCheckpoint(ctx context.Context, id session.ID) (Checkpoint, bool, error)
}

// Rung is a behaviour on a ladder.
type Rung struct {
	Scenario   string
	Key        string // the behaviour's id
	House      bool   // it is one of the house's
	Name       string // read only; empty for the house's
	OwnerName  string // read only
	Version    int32  // of the source that was rated
	Rating     float64
	Deviation  float64
	Volatility float64
	Matches    int32
}

// Rungs keep the ladders.
type Rungs interface {
	// Rungs are a scenario's, the best first: of the house's behaviours and of public
	// ones.
	Rungs(ctx context.Context, scenario string, most int) ([]Rung, error)
	// SaveRungs stores several at once; those that are there are replaced.
	SaveRungs(ctx context.Context, all []Rung) error
}
