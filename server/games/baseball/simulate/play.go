package simulate

import (
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/games/baseball/manager"
)

// Player plays games between computer managers with the rules of the table: the
// same line-ups, resolution and book, only without a log. It is not safe for
// concurrent use.
type Player struct {
	manager *manager.Manager
	odds    *card.Odds
	stream  chance.Stream
	scene   atbat.Situation
	resolve atbat.Resolver
	g       game.Game
	// see is told of every play, with the game before it.
	see func(before moment, p *diamond.Play, r diamond.Result)
}

// moment is what is remembered of the game before a play.
type moment struct {
	half   diamond.Half
	inning int16
	bats   int8
}

// NewPlayer plays in the league of a manager.
func NewPlayer(m *manager.Manager) *Player {
	p := &Player{manager: m, odds: m.Model.Odds()}
	p.resolve = atbat.Resolver{Model: m.Model, Chance: &p.stream}
	return p
}

// Play plays a game to its end; the same seed plays the same game.
func (p *Player) Play(s *game.Setup, sides [2]lineup.Lineup, seed uint64) (*game.Game, error) {
	var err error
	p.stream = chance.NewStream(seed)
	if p.g, err = game.New(s, sides[game.Away], sides[game.Home]); err != nil {
		return nil, err
	}
	for !p.g.Over {
		if err := p.turn(); err != nil {
			return nil, err
		}
	}
	return &p.g, nil
}

// turn is one plate appearance with everything before it.
func (p *Player) turn() error {
	g, s := &p.g, &p.scene
	if err := p.changes(); err != nil {
		return err
	}
	p.decide()
	plays := g.Plays
	if !g.Before(p.resolve, p.odds, s, p.record) {
		return nil
	}
	if g.Plays != plays {
		p.regroup()
	}
	var play diamond.Play
	p.resolve.Plate(s, &play)
	p.record(&play)
	return nil
}

// decide is what both managers do now.
func (p *Player) decide() {
	g, s := &p.g, &p.scene
	g.Scene(p.odds, s, atbat.Defence{}, atbat.Offence{})
	d := p.manager.Defence(g, s, p.onDeck(), &p.stream)
	var o atbat.Offence
	if d.Pitching != atbat.IntentionalWalk {
		o = p.manager.Offence(g, s, &p.stream)
	}
	g.Scene(p.odds, s, d, o)
}

// regroup is what both sides do when a runner has moved before the pitch: they
// stand and swing as the new situation asks, and nobody bunts any more.
func (p *Player) regroup() {
	g, s := &p.g, &p.scene
	d := s.Defence
	d.Infield, d.Pitching = p.manager.Alignment(g)
	g.Scene(p.odds, s, d, atbat.Offence{Swing: p.manager.Ways(g, s).Swing})
}

func (p *Player) changes() error {
	g := &p.g
	if c, ok := p.manager.Relieve(g, p.odds); ok {
		if err := g.Substitute(g.Fields(), []lineup.Change{c}); err != nil {
			return err
		}
	}
	if c, ok := p.manager.Pinch(g, p.odds); ok {
		return g.Substitute(g.Bats, []lineup.Change{c})
	}
	return nil
}

// onDeck is what the next batter is worth.
func (p *Player) onDeck() float64 {
	g := &p.g
	m := g.Matchup()
	l := &g.Side[g.Bats]
	m.Batter = g.Card(g.Bats, l.Order[(l.Next+1)%9])
	return p.odds.Of(m).Value
}

func (p *Player) record(play *diamond.Play) {
	before := moment{half: p.g.Half, inning: p.g.Inning, bats: p.g.Bats}
	r := p.g.Play(play)
	if p.see != nil {
		p.see(before, play, r)
	}
}
