// Package simulate plays thousands of games between computer managers and counts
// what comes of them: the figures that a league of average cards must reproduce,
// and those that must come out by themselves.
package simulate

import (
	"hash/fnv"
	"time"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/manager"
)

// Options are what to play.
type Options struct {
	League *league.League
	Games  int
	// Seed: the same seed plays the same games.
	Seed string
	// Clock measures; nil for no figure of speed.
	Clock func() time.Time
}

// Run plays the games, on one core, in memory that does not grow.
func Run(o Options) (*Result, error) {
	setup, sides := game.AverageGame(o.League)
	m := manager.New(atbat.NewModel(o.League))
	var t tally
	p := NewPlayer(m)
	p.see = t.see
	seed := seedOf(o.Seed)
	var begun time.Time
	if o.Clock != nil {
		begun = o.Clock()
	}
	for i := range o.Games {
		g, err := p.Play(setup, sides, seed+uint64(i))
		if err != nil {
			return nil, err
		}
		t.game(g)
	}
	r := t.result()
	if o.Clock != nil {
		r.GamesPerSecond = float64(o.Games) / o.Clock().Sub(begun).Seconds()
	}
	r.League, r.Seed, r.Notice = o.League.ID, o.Seed, o.League.Environment.Notice
	return r, nil
}

func seedOf(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // a hash does not fail
	return h.Sum64()
}
