package lab

import (
	"context"

	"github.com/google/uuid"
)

// Rung is a behaviour on a ladder.
type Rung struct {
	Scenario   string
	Behavior   string // its id
	Version    int32  // of its source when it was rated
	Rating     float64
	Deviation  float64
	Volatility float64
	Matches    int32
}

// Rungs keep the ladders.
type Rungs interface {
	// Rungs of a scenario, the best first.
	Rungs(ctx context.Context, scenario string, most int) ([]Rung, error)
	// SaveRungs stores several at once; those that are there are replaced.
	SaveRungs(ctx context.Context, owner uuid.UUID, all []Rung) error
}
