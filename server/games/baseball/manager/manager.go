package manager

import (
	"math"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/winprob"
)

// spot is a situation as the tables know it.
type spot struct{ inning, half, lead, state int }

func spotOf(g *game.Game) spot {
	return spot{
		inning: min(innings, int(g.Inning)), half: int(g.Bats), lead: max(-reach, min(reach, g.Lead())) + reach, state: winprob.State(g.Half),
	}
}

func (h *habit) at(s spot) chance.P { return h.odds[s.inning][s.half][s.lead][s.state] }

func (h *habit) stake(s spot) float64 { return float64(h.swing[s.inning][s.half][s.lead][s.state]) }

// Offence decides for the side at bat.
func (m *Manager) Offence(g *game.Game, s *atbat.Situation, c chance.Source) (o atbat.Offence) {
	odds := m.Ways(g, s)
	for base := 1; base <= 3; base++ {
		if c.Happens(odds.Steal[base]) {
			o.Steal = 1 << (base - 1)
			return o
		}
	}
	o.Swing = odds.Swing
	switch {
	case c.Happens(odds.Sacrifice):
		o.Swing = atbat.SacrificeBunt
	case c.Happens(odds.BuntForHit):
		o.Swing = atbat.BuntForHit
	}
	return o
}

// Ways are how likely the built-in manager does what he might.
type Ways struct {
	Steal                 [4]chance.P // by the base the runner leaves
	Sacrifice, BuntForHit chance.P
	Swing                 atbat.Swing // of what is left
}

// Ways weighs what the side at bat can do: an average card's habit, changed by
// what this runner, pitcher and catcher make of the chance.
func (m *Manager) Ways(g *game.Game, s *atbat.Situation) (w Ways) {
	at := spotOf(g)
	if m.tactics(at)&winprob.Contact != 0 {
		w.Swing = atbat.Contact
	}
	code := at.state & 7
	if code != 0 {
		_, success := m.Model.StealRates()
		for base := 1; base <= 3; base++ {
			a := winprob.StealSecond + winprob.Action(base-1)
			if !winprob.Possible(a, at.state) {
				continue
			}
			h := m.habits[a]
			w.Steal[base] = h.at(at)
			if s.Legs[base].Steal != 1 || s.Hold != 0 || s.Gloves[2].Arm != 0 {
				better := float64(m.Model.Success(s, base))/chance.Faces - success[base]
				w.Steal[base] = tilted(w.Steal[base], better*h.stake(at))
			}
		}
		// Nobody bunts where somebody steals, nor when a ball has got away before.
		goes := w.Steal[1] + w.Steal[2] + w.Steal[3] + m.Model.Restless(code)
		w.Sacrifice = min(chance.Faces, chance.P(float64(m.habits[winprob.Sacrifice].at(at))*chance.Faces/float64(max(1, chance.Faces-goes))))
		if s.Bunts > 'B' {
			w.Sacrifice /= 4
		}
	}
	w.BuntForHit = m.habits[winprob.BuntForHit].at(at)
	return w
}

// tilted makes odds likelier by what is gained.
func tilted(p chance.P, gain float64) chance.P {
	return chance.Of(min(mostOdds, float64(p)/chance.Faces*math.Exp(gain/candour)))
}

// Defence decides for the side in the field. next is the value of the batter on
// deck, compared with whom one is walked.
func (m *Manager) Defence(g *game.Game, s *atbat.Situation, next float64, c chance.Source) (d atbat.Defence) {
	d.Infield, d.Pitching = m.Alignment(g)
	if c.Happens(m.Pass(g, s, next)) {
		d.Pitching = atbat.IntentionalWalk
	}
	return d
}

func (m *Manager) tactics(at spot) winprob.Action {
	return m.swings[at.inning][at.half][at.lead][at.state]
}

// Alignment is how the infield should stand, and whether to pitch around the
// batter.
func (m *Manager) Alignment(g *game.Game) (atbat.Depth, atbat.Pitching) {
	a := m.tactics(spotOf(g))
	depth, pitching := winprob.Alignment(g.Half), atbat.Pitch
	if a&winprob.In != 0 {
		depth = atbat.In
	}
	if a&winprob.Around != 0 {
		pitching = atbat.PitchAround
	}
	return depth, pitching
}

// Pass is how likely the batter is walked on purpose: a better one than the next
// oftener.
func (m *Manager) Pass(g *game.Game, s *atbat.Situation, next float64) chance.P {
	at := spotOf(g)
	p := m.habits[winprob.Intentional].at(at)
	if p == 0 {
		return 0
	}
	if better := s.Plate.Value - next; math.Abs(better) > 1e-9 {
		return tilted(p, better/4)
	}
	return p
}
