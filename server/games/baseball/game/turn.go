package game

import (
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/diamond"
)

// Scene readies a situation with the sides' plans and the odds that follow from
// them.
func (g *Game) Scene(odds *card.Odds, s *atbat.Situation, d atbat.Defence, o atbat.Offence) {
	g.Situation(s)
	s.Defence, s.Offence = d, o
	m := g.Matchup()
	m.Twist = atbat.Twists(d, o.Swing)
	s.Plate = odds.Of(m)
}

// Buntable is true for a bunt that can bring somebody on with these bases and
// outs: a squeeze the runner on third, a sacrifice any other.
func Buntable(h diamond.Half, s atbat.Swing) bool {
	on := h.Bases.Code()
	if s == atbat.SqueezeBunt {
		return on&4 != 0 && h.Outs < 2
	}
	return on&3 != 0 && h.Outs < 2
}

// Before resolves what comes before the batter's turn is decided: steals, and
// what gets away. Each play that came of it is given to record. False when the
// half or the game ended on it: the batter leads off the next time (5.04(a)(3)).
func (g *Game) Before(r atbat.Resolver, odds *card.Odds, s *atbat.Situation, record func(*diamond.Play)) bool {
	half, plays := g.Bats, g.Plays
	if s.Offence.Steal != 0 {
		var p diamond.Play
		if r.Steal(s, &p) {
			record(&p)
		}
		if g.Over || g.Bats != half {
			return false
		}
		g.Scene(odds, s, s.Defence, atbat.Offence{Swing: s.Offence.Swing})
	}
	if s.Defence.Pitching != atbat.IntentionalWalk && s.Half.Bases.Code() != 0 {
		var p diamond.Play
		if r.Between(s, &p) {
			record(&p)
		}
		if g.Over || g.Bats != half {
			return false
		}
	}
	if g.Plays != plays {
		if bunt := s.Offence.Swing; (bunt == atbat.SacrificeBunt || bunt == atbat.SqueezeBunt) && !Buntable(g.Half, bunt) {
			s.Offence.Swing = atbat.Away // the runners are elsewhere by now
		}
		g.Scene(odds, s, s.Defence, atbat.Offence{Swing: s.Offence.Swing})
	}
	return true
}
