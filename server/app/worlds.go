package app

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"playhouse/server/session"
	"playhouse/server/worlds/keeper"
)

// Worlds is how much of this server the worlds of arena may take. A field that is 0
// means its default; Config.Unlimited lifts all.
type Worlds struct {
	// PerUser is in how many worlds of one user time may pass at once.
	PerUser int
	// All is in how many worlds time may pass at once.
	All int
	// GuestAgents is how many agents a world of a guest may have.
	GuestAgents int32
}

// The defaults of Worlds.
const (
	WorldsPerUserDefault = 3
	WorldsDefault        = 20
	GuestAgentsDefault   = 20_000
)

// check fills in defaults.
func (w *Worlds) check() error {
	switch {
	case w.PerUser < 0:
		return fmt.Errorf("--worlds-per-user %d is negative: use a number of worlds", w.PerUser)
	case w.All < 0:
		return fmt.Errorf("--worlds %d is negative: use a number of worlds", w.All)
	case w.GuestAgents < 0:
		return fmt.Errorf("--guest-agents %d is negative: use a number of agents", w.GuestAgents)
	}
	if w.PerUser == 0 {
		w.PerUser = WorldsPerUserDefault
	}
	if w.All == 0 {
		w.All = WorldsDefault
	}
	if w.GuestAgents == 0 {
		w.GuestAgents = GuestAgentsDefault
	}
	return nil
}

// worldLimits are those of this server's keeper.
func (c *Config) worldLimits() keeper.Limits {
	if c.Unlimited {
		return keeper.Limits{}
	}
	return keeper.Limits{Host: c.Worlds.PerUser, All: c.Worlds.All}
}

// agentsMost is how many agents a world of the caller's may have; 0 for as many as any.
func (a *App) agentsMost(ctx context.Context) (int32, error) {
	id, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil || a.config.Unlimited {
		return 0, err
	}
	u, err := a.Identity.User(ctx, id)
	if err != nil || !u.Guest {
		return 0, err
	}
	return a.config.Worlds.GuestAgents, nil
}
