// Package leaderboard puts the results of finished games on their boards.
//
// What is to be looked at is not kept in a queue: it is every finished session
// that has not been judged, found by an index of just those. So nothing is lost
// when the server dies between a game's end and its listing, and any node may do
// it; twice does no harm.
package leaderboard

import (
	"context"
	"log/slog"
	"time"

	"playhouse/server/session"
)

// Judge reads a finished session's log again and returns what it proves.
type Judge interface {
	Judge(ctx context.Context, id session.ID) (game string, all []session.Standing, err error)
}

// Store is where results stand.
type Store interface {
	Unjudged(ctx context.Context, limit int) ([]session.ID, error)
	Judged(ctx context.Context, id session.ID, game string, all []session.Standing) error
}

const (
	lookEvery = 2 * time.Second
	atATime   = 50
	// givenUpAfter is how often a session is tried that cannot be read.
	givenUpAfter = 5
)

// Clerk judges finished sessions.
type Clerk struct {
	Judge  Judge
	Store  Store
	Logger *slog.Logger

	failed map[session.ID]int
}

// Run judges until the context ends.
func (c *Clerk) Run(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		for c.Look(ctx) == atATime {
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Look judges what is waiting, at most a batch, and returns how many were done.
func (c *Clerk) Look(ctx context.Context) (done int) {
	ids, err := c.Store.Unjudged(ctx, atATime)
	if err != nil {
		c.warn(ctx, "look for finished sessions", err)
		return 0
	}
	for _, id := range ids {
		game, all, err := c.Judge.Judge(ctx, id)
		if err != nil && !c.giveUp(ctx, id, err) {
			continue
		}
		if err := c.Store.Judged(ctx, id, game, all); err != nil {
			c.warn(ctx, "store results", err)
			return done
		}
		done++
	}
	return done
}

// giveUp is true when a session failed too often: it is listed nowhere.
func (c *Clerk) giveUp(ctx context.Context, id session.ID, err error) bool {
	if ctx.Err() != nil {
		return false
	}
	c.Logger.WarnContext(ctx, "a finished session cannot be judged", "session", id, "err", err)
	if c.failed == nil {
		c.failed = map[session.ID]int{}
	}
	c.failed[id]++
	if c.failed[id] < givenUpAfter {
		return false
	}
	delete(c.failed, id)
	return true
}

func (c *Clerk) warn(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		c.Logger.WarnContext(ctx, what, "err", err)
	}
}
