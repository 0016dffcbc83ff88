// Package manager is the built-in manager. He knows what a move changes about the
// chance to win (winprob) and prefers the better one; how often he does a thing
// altogether is the league's custom, counted in the environment. Of two moves he
// takes the better oftener, not always: the difference in the chance to win
// decides how much.
//
// So an average league steals, bunts and walks people on purpose as often as the
// environment, in the situations where that costs least or helps most, and no
// situation has a habit of its own.
package manager

import (
	"math"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/winprob"
)

// candour is how much of a chance to win makes a move e times as likely. At one
// in a hundred he seldom gives away what matters, and does not split hairs. It is a
// judgement about managers: it says in which situations things are done, not how
// often, and no figure was fitted by it.
const candour = 0.01

const (
	reach    = 6   // leads beyond are played alike
	innings  = 10  // and so are extra innings
	mostOdds = 0.9 // no move is certain, or the other side would know it
)

// habit is how often a thing is done by average cards, by situation.
type habit struct {
	odds [innings + 1][2][2*reach + 1][winprob.States]chance.P
	// swing is how much of a chance to win lies between success and failure, for
	// steals.
	swing [innings + 1][2][2*reach + 1][winprob.States]float32
}

// Manager decides for computers and advises people. Nobody changes it; it may be
// shared.
type Manager struct {
	Table  *winprob.Table
	Model  *atbat.Model
	habits [winprob.Actions]*habit
	// swings are the tactics of a swing by situation.
	swings [innings + 1][2][2*reach + 1][winprob.States]winprob.Action
}

// customs are the things that are done so many times for each plate appearance.
func customs(m *atbat.Model) map[winprob.Action]float64 {
	tries, _ := m.StealRates()
	sacrifice, hit := m.BuntRates()
	return map[winprob.Action]float64{
		winprob.StealSecond: tries[1], winprob.StealThird: tries[2], winprob.StealHome: tries[3],
		winprob.Sacrifice: sacrifice, winprob.BuntForHit: hit, winprob.Intentional: m.League.Environment.Rates["IBB"],
	}
}

// New learns a league: what situations are worth depends on what managers do in
// them, and the other way round, so it goes round a few times. The model is
// calibrated on the way.
func New(m *atbat.Model) *Manager {
	rates := customs(m)
	t := winprob.New(m, uniform(rates))
	g := &Manager{Model: m}
	for range 4 {
		var mix winprob.Mix
		// Who is walked on purpose gives nobody a chance to steal or bunt.
		g.habits[winprob.Intentional] = custom(t, winprob.Intentional, rates[winprob.Intentional], nil, &mix)
		for a, rate := range rates {
			if a != winprob.Intentional {
				g.habits[a] = custom(t, a, rate, g.habits[winprob.Intentional], &mix)
			}
		}
		g.choose(t, &mix)
		t = t.Again(m, &mix, g.customs())
	}
	g.Table = t
	return g
}

// uniform is a first guess: everywhere alike.
func uniform(rates map[winprob.Action]float64) *winprob.Mix {
	var mix winprob.Mix
	for a, rate := range rates {
		for s := range winprob.States {
			if winprob.Possible(a, s) {
				mix[a][s] = min(0.1, rate*winprob.States/4)
			}
		}
	}
	return &mix
}

// each goes through all situations of a game: how often a batter comes up in
// them. Leads beyond reach count as reach.
func each(t *winprob.Table, visit func(inning, half, lead, state int, often float64)) {
	for inning := 1; inning <= min(innings, t.Innings+1); inning++ {
		for half := range 2 {
			for s := range winprob.States {
				var often [2*reach + 1]float64
				for lead := -15; lead <= 15; lead++ {
					often[max(-reach, min(reach, lead))+reach] += t.There(inning, half, lead, s)
				}
				for lead := range often {
					visit(inning, half, lead-reach, s, often[lead])
				}
			}
		}
	}
}

// customs are the habits by situation, for the chain that follows games.
func (g *Manager) customs() winprob.Custom {
	var known [innings + 1][2][2*reach + 1]*winprob.Mix
	return func(inning, half, lead int) *winprob.Mix {
		at := max(-reach, min(reach, lead)) + reach
		if known[inning][half][at] == nil {
			known[inning][half][at] = g.mix(spot{inning: inning, half: half, lead: at})
		}
		return known[inning][half][at]
	}
}

// mix are the habits in an inning's half with a lead.
func (g *Manager) mix(at spot) *winprob.Mix {
	var mix winprob.Mix
	for at.state = range winprob.States {
		for a, h := range g.habits {
			if h != nil {
				mix[a][at.state] = float64(h.at(at)) / chance.Faces
			}
		}
		if a := g.tactics(at); a != winprob.Swing {
			mix[a][at.state] = g.plainly(&mix, at.state)
		}
	}
	return &mix
}

// custom works out a habit: the odds rise with what is gained, and their sum over
// a game is the league's rate for each plate appearance that comes to an end.
// walked is the habit that comes first; nil for none.
func custom(t *winprob.Table, a winprob.Action, rate float64, walked *habit, mix *winprob.Mix) *habit {
	h := &habit{}
	var weights [innings + 1][2][2*reach + 1][winprob.States]float64
	plates := 0.0
	each(t, func(i, half, lead, s int, often float64) {
		plates += often * t.Completed[s]
		if winprob.Possible(a, s) {
			gain := t.Gain(a, i, half, lead, s)
			if a == winprob.Intentional {
				gain = -gain // the other side decides
			}
			weights[i][half][lead+reach][s] = math.Exp(gain / candour)
			h.swing[i][half][lead+reach][s] = float32(t.Stake(a, i, half, lead, s))
		}
	})
	scale := 1.0
	sum := func(factor float64) (n float64) {
		each(t, func(i, half, lead, s int, often float64) {
			n += often * walked.leaves(i, half, lead, s) * min(mostOdds, factor*weights[i][half][lead+reach][s])
		})
		return n / plates
	}
	for low, high := 0.0, 100.0; high-low > 1e-9*high; {
		scale = (low + high) / 2
		if sum(scale) < rate {
			low = scale
		} else {
			high = scale
		}
	}
	var done, visits [winprob.States]float64
	each(t, func(i, half, lead, s int, often float64) {
		odds := min(mostOdds, scale*weights[i][half][lead+reach][s])
		h.odds[i][half][lead+reach][s] = chance.Of(odds)
		done[s] += odds * often
		visits[s] += often
	})
	for s := range done {
		mix[a][s] = done[s] / max(1e-12, visits[s])
	}
	return h
}

// leaves is how often a habit leaves something else to be done.
func (h *habit) leaves(inning, half, lead, state int) float64 {
	if h == nil {
		return 1
	}
	return 1 - float64(h.odds[inning][half][lead+reach][state])/chance.Faces
}

// choose finds, for every situation, how the infield should stand, whether to
// pitch around the batter, and whether he should make contact: what helps the
// side that decides, against a plain swing.
func (g *Manager) choose(t *winprob.Table, mix *winprob.Mix) {
	var done [winprob.Swings][winprob.States]float64
	var visits [winprob.States]float64
	each(t, func(i, half, lead, s int, often float64) {
		plain := t.Gain(winprob.Swing, i, half, lead, s)
		best, least := winprob.Swing, plain-worthwhile
		for _, a := range []winprob.Action{winprob.In, winprob.Around, winprob.In | winprob.Around} {
			if winprob.Possible(a, s) {
				if gain := t.Gain(a, i, half, lead, s); gain < least {
					best, least = a, gain
				}
			}
		}
		if t.Gain(winprob.Contact, i, half, lead, s) > plain+worthwhile {
			best |= winprob.Contact
		}
		g.swings[i][half][lead+reach][s] = best
		done[best][s] += often
		visits[s] += often
	})
	for a := winprob.In; a < winprob.Swings; a++ {
		for s := range visits {
			mix[a][s] = done[a][s] / max(1e-12, visits[s]) * g.plainly(mix, s)
		}
	}
}

// plainly is how often nobody bunts and nobody is walked in a state.
func (g *Manager) plainly(mix *winprob.Mix, s int) float64 {
	return 1 - mix[winprob.Sacrifice][s] - mix[winprob.BuntForHit][s] - mix[winprob.Intentional][s]
}

// worthwhile is the least gain for which a manager departs from what is usual: a
// tenth of what makes him do things (candour). A judgement as well.
const worthwhile = 0.001
