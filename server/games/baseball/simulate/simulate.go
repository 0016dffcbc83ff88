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
	return o.run(manager.New(atbat.NewModel(o.League)))
}

// run plays them with a manager of the league.
func (o Options) run(m *manager.Manager) (*Result, error) {
	var begun time.Time
	if o.Clock != nil {
		begun = o.Clock()
	}
	t, err := o.play(m)
	if err != nil {
		return nil, err
	}
	r := t.result()
	if o.Clock != nil {
		r.GamesPerSecond = float64(o.Games) / o.Clock().Sub(begun).Seconds()
	}
	r.League, r.Seed, r.Notice = o.League.ID, o.Seed, o.League.Environment.Notice
	return r, nil
}

func (o Options) play(m *manager.Manager) (*tally, error) {
	setup, sides := game.AverageGame(o.League)
	t, p, seed := &tally{}, NewPlayer(m), seedOf(o.Seed)
	p.see = t.see
	for i := range o.Games {
		g, err := p.Play(setup, sides, seed+uint64(i))
		if err != nil {
			return nil, err
		}
		t.game(g)
	}
	return t, nil
}

func seedOf(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // a hash does not fail
	return h.Sum64()
}
