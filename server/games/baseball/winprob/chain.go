// Package winprob knows what a situation is worth: expected runs by bases and
// outs, the chance of a run, and the chance to win. Nothing in it is measured or
// set: it is computed from the plays themselves, by taking every branch of the
// league's own resolution with average cards.
package winprob

import (
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/score"
)

// States are the bases and outs: outs * 8 + the code of the bases. The one past
// the last is the end of the half.
const (
	States = 24
	over   = States
)

// State is the index of a half-inning's bases and outs.
func State(h diamond.Half) int {
	if h.Over() {
		return over
	}
	return int(h.Outs)*8 + h.Bases.Code()
}

// Half is a half-inning in a state, with runners who are nobody in particular.
func Half(state int) diamond.Half {
	h := diamond.Half{Outs: int8(state / 8)}
	for base := 1; base <= 3; base++ {
		if state>>(base-1)&1 != 0 {
			h.Bases[base] = diamond.Runner{ID: int8(base), Pitcher: 1}
		}
	}
	return h
}

// Move leads from one state to another, with runs, in a share of the cases.
type Move struct {
	To    int
	Runs  int
	Share float64
}

// Moves are where a state leads.
type Moves [States][]Move

// Action is what is done in a state.
type Action int

// The actions that managers weigh. The first eight are swings: the bits say
// whether the infield is in, the batter is pitched around, and he makes contact
// at the price of power.
const (
	Swing     Action = 0
	In        Action = 1
	Around    Action = 2
	Contact   Action = 4
	Swings    Action = 8
	Sacrifice Action = iota + 3
	BuntForHit
	Intentional
	StealSecond
	StealThird
	StealHome
	between
	// Actions is how many there are.
	Actions
)

// Average is the situation of average cards in a state.
func Average(m *atbat.Model, state int, plate *card.Plate) atbat.Situation {
	s := atbat.Situation{Half: Half(state), Even: true, Wild: card.AverageWild, Balks: card.AverageBalk, Bunts: 'B', Plate: plate}
	for i := range s.Legs {
		s.Legs[i] = atbat.Legs{Running: card.AverageRunning, Steal: 1}
	}
	for pos := 1; pos <= 9; pos++ {
		s.Gloves[pos] = card.Glove{Range: card.AverageRange, Error: card.AverageError, Pass: card.AveragePass}
	}
	s.Defence.Infield = Alignment(s.Half)
	return s
}

// Alignment is how an infield stands when nothing else is said: for the double
// play when there can be one.
func Alignment(h diamond.Half) atbat.Depth {
	if h.Outs < 2 && h.Bases[1].ID != 0 {
		return atbat.DoublePlay
	}
	return atbat.Back
}

// tactics are the sides' plans that an action stands for.
func tactics(h diamond.Half, a Action) (d atbat.Defence, o atbat.Offence) {
	d.Infield = Alignment(h)
	switch {
	case a < Swings:
		if a&In != 0 {
			d.Infield = atbat.In
		}
		if a&Around != 0 {
			d.Pitching = atbat.PitchAround
		}
		if a&Contact != 0 {
			o.Swing = atbat.Contact
		}
	case a == Sacrifice:
		o.Swing = atbat.SacrificeBunt
	case a == BuntForHit:
		o.Swing = atbat.BuntForHit
	case a == Intentional:
		d.Pitching = atbat.IntentionalWalk
	case a >= StealSecond && a <= StealHome:
		o.Steal = 1 << (a - StealSecond)
	}
	return d, o
}

// explorer takes every branch of actions.
type explorer struct {
	model  *atbat.Model
	plates [Swings]*card.Plate
}

func newExplorer(m *atbat.Model) *explorer {
	e := &explorer{model: m}
	for a := range Swings {
		e.plates[a] = m.NewPlate(tactics(diamond.Half{}, a))
	}
	return e
}

// explore takes every branch of an action in a state; kinds are what plays come
// of it, by the environment's names.
func (e *explorer) explore(state int, a Action, kinds map[string]float64) []Move {
	var (
		tree  chance.Tree
		sum   [States + 1][5]float64
		r     = atbat.Resolver{Model: e.model, Chance: &tree}
		moves []Move
	)
	plate := e.plates[Swing]
	if a < Swings {
		plate = e.plates[a]
	}
	for tree.Next() {
		s := Average(e.model, state, plate)
		s.Defence, s.Offence = tactics(s.Half, a)
		before := s.Half
		var p diamond.Play
		act(r, &s, &p, a)
		runs := int8(0)
		if p.Kind != 0 {
			result := s.Half.Play(&p, diamond.Runner{ID: 9, Pitcher: 1})
			runs = result.Runs
			if name := score.Name(&p, result, before); name != "" {
				kinds[name] += tree.Weight()
			}
		}
		sum[State(s.Half)][runs] += tree.Weight()
	}
	for to := range sum {
		for runs, share := range sum[to] {
			if share > 0 {
				moves = append(moves, Move{To: to, Runs: runs, Share: share})
			}
		}
	}
	return moves
}

func act(r atbat.Resolver, s *atbat.Situation, p *diamond.Play, a Action) {
	switch {
	case a >= StealSecond && a <= StealHome:
		r.Steal(s, p)
	case a == between:
		r.Between(s, p)
	default:
		r.Plate(s, p)
	}
}

// Possible is true when an action means something in a state.
func Possible(a Action, state int) bool {
	code, outs := state%8, state/8
	first, second, third := code&1 != 0, code&2 != 0, code&4 != 0
	if a < Swings {
		return a&In == 0 || third && outs < 2
	}
	switch a {
	case Sacrifice:
		return outs < 2 && (first || second) && !third
	case BuntForHit:
		return !third && !second
	case Intentional:
		return !first && (second || third)
	case StealSecond:
		return first && !second
	case StealThird:
		return second && !third
	case StealHome:
		return third && !second && !first
	default:
		return true
	}
}
