// Package leaderboard puts the results of finished games on their boards.
//
// What is to be looked at is not kept in a queue: it is every finished session
// that has not been judged, found by an index of just those. So nothing is lost
// when the server dies between a game's end and its listing, and any node may do
// it; twice does no harm.
package leaderboard

import (
	"context"
	"fmt"
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
	// longestPause is how long a session waits that cannot be judged: a database
	// comes back, and another node may be able to read what this one cannot.
	longestPause = time.Hour
)

// Clerk judges finished sessions.
type Clerk struct {
	Judge  Judge
	Store  Store
	Logger *slog.Logger

	failed map[session.ID]failure
}

// failure is a session that could not be judged.
type failure struct {
	pause time.Duration
	again time.Time
}

// Run judges until the context ends.
func (c *Clerk) Run(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		for c.Look(ctx) >= atATime { //nolint:revive // until nothing waits
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
	// Sessions that wait for another try must not crowd the others out.
	ids, err := c.Store.Unjudged(ctx, atATime+len(c.failed))
	if err != nil {
		c.warn(ctx, "look for finished sessions", err)
		return 0
	}
	for _, id := range ids {
		if time.Now().Before(c.failed[id].again) {
			continue
		}
		game, all, err := c.Judge.Judge(ctx, id)
		if err == nil {
			err = c.Store.Judged(ctx, id, game, all)
		}
		if err != nil {
			c.failedOnce(ctx, id, err)
			continue
		}
		delete(c.failed, id)
		done++
	}
	return done
}

// failedOnce lets a session wait, each time twice as long.
func (c *Clerk) failedOnce(ctx context.Context, id session.ID, err error) {
	c.warn(ctx, "a finished session cannot be judged yet", fmt.Errorf("session %s: %w", id, err))
	if c.failed == nil {
		c.failed = map[session.ID]failure{}
	}
	pause := min(max(2*c.failed[id].pause, lookEvery), longestPause)
	c.failed[id] = failure{pause: pause, again: time.Now().Add(pause)}
}

func (c *Clerk) warn(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		c.Logger.WarnContext(ctx, what, "err", err)
	}
}
