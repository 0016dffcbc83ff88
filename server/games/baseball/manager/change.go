package manager

import (
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/lineup"
)

// late is the inning from which a bench and a closer are used: a custom of the game.
// Average cards are all alike, so it moves no league-wide figure.
const late = 7

// Relieve is the change of pitchers that the manager makes now, if any: a tired
// one goes; the closer comes for the last inning of a close lead; the better the
// chance to turn the game, the better the reliever.
func (m *Manager) Relieve(g *game.Game, odds *card.Odds) (c lineup.Change, ok bool) {
	side := g.Fields()
	l := &g.Side[side]
	tired := g.Tired(side) <= 0
	lead := g.Lead()
	if side == game.Away {
		lead = -lead
	}
	save := int(g.Inning) >= g.League.Rules.Innings && lead >= 1 && lead <= 3 && g.Half.Outs == 0 && g.Half.Bases.Code() == 0
	if !tired && !save || l.MayRelieve(g.League.Rules.BatterMinimum) != nil {
		return c, false
	}
	if save && closes(g.Card(side, l.Pitcher)) {
		return c, false
	}
	best := m.reliever(g, odds, save, lead)
	if best == 0 || save && !tired && !closes(g.Card(side, best)) {
		return c, false
	}
	slot := int8(0)
	if !l.DH {
		slot = int8(l.Slot(l.Pitcher)) + 1
	}
	return lineup.Change{Slot: slot, Player: best, Position: 1}, true
}

func closes(c *card.Card) bool { return c.Pitching != nil && c.Pitching.Closer }

// reliever is who comes: in a close game the best, in a lost or won one the
// worst; closers only to save.
func (m *Manager) reliever(g *game.Game, odds *card.Odds, save bool, lead int) (best int8) {
	side := g.Fields()
	l, roster := &g.Side[side], g.Rosters[side]
	batter := g.Card(g.Bats, g.Batter())
	worth, close := 0.0, lead >= -2 && lead <= 3
	for i := range roster {
		id := int8(i + 1)
		if !l.Bench(id) || !roster[i].Plays(1) {
			continue
		}
		p := roster[i].Pitching
		if p != nil && p.Relief == 0 {
			continue
		}
		v := -odds.Of(card.Matchup{Batter: batter, Pitcher: roster[i]}).Value
		if !close {
			v = -v
		}
		if closes(roster[i]) {
			v -= 1
			if save {
				v += 2
			}
		}
		if best == 0 || v > worth {
			best, worth = id, v
		}
	}
	return best
}

// better is how much more a pinch-hitter must be worth, in the measure of card.Plate:
// a judgement, near what batters lose by coming off the bench.
const better = 0.030

// Pinch is the pinch-hitter the manager sends up now, if any: late, in a close
// game that is not won, and one who can play where the other did.
func (m *Manager) Pinch(g *game.Game, odds *card.Odds) (c lineup.Change, ok bool) {
	lead := g.Lead()
	if g.Bats == game.Away {
		lead = -lead
	}
	if int(g.Inning) < late || lead > 0 || lead < -4 {
		return c, false
	}
	side := g.Bats
	l, roster := &g.Side[side], g.Rosters[side]
	pos := l.At[l.Next]
	if pos == 1 {
		return c, false
	}
	pitcher := g.Card(g.Fields(), g.Pitcher())
	most := odds.Of(card.Matchup{Batter: g.Card(side, g.Batter()), Pitcher: pitcher}).Value + better
	for i := range roster {
		id := int8(i + 1)
		if roster[i].Pitching != nil || !l.Bench(id) || !roster[i].Plays(int(pos)) {
			continue
		}
		if v := odds.Of(card.Matchup{Batter: roster[i], Pitcher: pitcher}).Value; v > most {
			c, ok, most = lineup.Change{Slot: l.Next + 1, Player: id, Position: pos}, true, v
		}
	}
	return c, ok
}
