// Package depth picks who plays: the nine who field and bat and their order, and
// the pitchers who start in turn. It is how the computer fills in a line-up that
// no manager has, from ratings or from what the players did in real seasons.
package depth

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/games/baseball/outcome"
)

// Chart is who plays, as a rule.
type Chart struct {
	// Lineup has the first of the rotation as its pitcher.
	Lineup lineup.Lineup
	// Rotation are the starters in turn, at least one.
	Rotation []int8
}

// Picker picks for one roster.
type Picker struct {
	League *league.League
	Roster lineup.Roster
	// Worth is what a player is worth at a position; nil for what his ratings say.
	// Only differences count.
	Worth func(id int8, pos int) float64
	// Out is true for those who cannot play; nil for nobody.
	Out func(id int8) bool
}

// Chart picks a rotation of at most starters, and nine who play with its first.
func (p Picker) Chart(starters int) (c Chart, err error) {
	if c.Rotation = p.Rotation(starters); len(c.Rotation) == 0 {
		return c, fmt.Errorf("nobody can pitch")
	}
	c.Lineup, err = p.Nine(c.Rotation[0])
	return c, err
}

// Rotation are the pitchers who start, the best first. Those who are no starters
// are taken only when there is none.
func (p Picker) Rotation(starters int) []int8 {
	var all, rest []int8
	for i, c := range p.Roster {
		id := int8(i + 1)
		switch {
		case !c.Plays(1) || p.out(id):
		case c.Pitching == nil || c.Pitching.Starts > 0:
			all = append(all, id)
		default:
			rest = append(rest, id)
		}
	}
	if len(all) == 0 {
		all = rest
	}
	average := card.Average(p.League, "average", "average", 2)
	runs := func(id int8) float64 { return value(p.rates(average, p.Roster.Card(id))) }
	slices.SortStableFunc(all, func(a, b int8) int { return cmp.Compare(runs(a), runs(b)) })
	return all[:min(len(all), starters)]
}

// Nine are the line-up with a pitcher: of all ways to fill the positions the one
// that is worth most. It is an error when a position cannot be filled.
func (p Picker) Nine(pitcher int8) (lineup.Lineup, error) {
	l := lineup.Lineup{Pitcher: pitcher, DH: p.League.Rules.DH}
	positions := []int{2, 3, 4, 5, 6, 7, 8, 9}
	if l.DH {
		positions = append(positions, 0)
	}
	var ids []int8
	for i := range p.Roster {
		if id := int8(i + 1); id != pitcher && !p.out(id) {
			ids = append(ids, id)
		}
	}
	if len(ids) < len(positions) {
		return l, fmt.Errorf("%d players for %d positions", len(ids), len(positions))
	}
	worth := make([][]float64, len(positions))
	for i, pos := range positions {
		worth[i] = make([]float64, len(ids))
		for j, id := range ids {
			worth[i][j] = p.worth(id, pos)
		}
	}
	at := map[int8]int8{}
	for i, j := range assign(worth) {
		if worth[i][j] <= impossible {
			return l, fmt.Errorf("nobody is left for %s", league.Positions[positions[i]])
		}
		at[ids[j]] = int8(positions[i])
	}
	if !l.DH {
		at[pitcher] = 1
	}
	for slot, id := range p.order(at) {
		l.Order[slot], l.At[slot] = id, at[id]
	}
	return l, l.Check(p.Roster)
}

// impossible is what somebody is worth where he cannot play, far below all else.
const impossible = -1e6

func (p Picker) worth(id int8, pos int) float64 {
	c := p.Roster.Card(id)
	switch {
	case !c.Plays(pos):
		return impossible
	case p.Worth != nil:
		return p.Worth(id, pos)
	case c.Gloves[1].Range > 0:
		return -1e3 // a pitcher plays elsewhere when nobody else can
	}
	// A season's plate appearances, and what a glove saves in it: both in runs.
	runs := 600 * p.bat(id)
	if pos > 0 {
		runs -= 5*float64(c.Gloves[pos].Range) + 0.5*float64(c.Gloves[pos].Error+c.Gloves[pos].Arm)
	}
	return runs
}

func (p Picker) out(id int8) bool { return p.Out != nil && p.Out(id) }

func (p Picker) rates(batter, pitcher *card.Card) outcome.Rates {
	return card.Rates(p.League, card.Matchup{Batter: batter, Pitcher: pitcher})
}

// batting is a hitter's, against an average pitcher.
func (p Picker) batting(id int8) outcome.Rates {
	return p.rates(p.Roster.Card(id), card.AveragePitcher(p.League, "average", "average", 1, 1))
}

func (p Picker) bat(id int8) float64 { return value(p.batting(id)) }

// order is the batting order: the three best bat first, second and fourth, of
// them the one who is on base most leads off and the hardest hitter is fourth;
// then the others by worth, third, fifth and on, a pitcher last.
func (p Picker) order(at map[int8]int8) []int8 {
	type hitter struct {
		id                int8
		value, base, slug float64
	}
	var all []hitter
	for id, pos := range at {
		r := p.batting(id)
		h := hitter{id: id, value: value(r), base: reached(r), slug: bases(r)}
		if pos == 1 {
			h.value = math.Inf(-1)
		}
		all = append(all, h)
	}
	slices.SortFunc(all, func(a, b hitter) int { return cmp.Or(-cmp.Compare(a.value, b.value), cmp.Compare(a.id, b.id)) })
	best := all[:3]
	slices.SortStableFunc(best, func(a, b hitter) int { return -cmp.Compare(a.base, b.base) })
	if best[1].slug > best[2].slug {
		best[1], best[2] = best[2], best[1]
	}
	ids := []int8{best[0].id, best[1].id, all[3].id, best[2].id}
	for _, h := range all[4:] {
		ids = append(ids, h.id)
	}
	return ids
}

// value is a plate appearance's worth in runs, by the linear weights that are
// common knowledge.
func value(r outcome.Rates) float64 {
	return 0.30*(r[outcome.Walk]+r[outcome.HitByPitch]) + 0.45*singles(r) + 0.75*doubles(r) + 1.03*r[outcome.Triple] + 1.40*r[outcome.HomeRun]
}

func singles(r outcome.Rates) float64 {
	return r[outcome.SingleShort] + r[outcome.Single] + r[outcome.SingleLong]
}

func doubles(r outcome.Rates) float64 { return r[outcome.Double] + r[outcome.DoubleLong] }

func reached(r outcome.Rates) float64 {
	return r[outcome.Walk] + r[outcome.HitByPitch] + singles(r) + doubles(r) + r[outcome.Triple] + r[outcome.HomeRun]
}

func bases(r outcome.Rates) float64 {
	return singles(r) + 2*doubles(r) + 3*r[outcome.Triple] + 4*r[outcome.HomeRun]
}
