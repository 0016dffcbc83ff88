package manager

import (
	"fmt"
	"slices"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/lineup"
)

// filling is the order in which positions are filled: the scarcest first.
var filling = []int8{2, 6, 8, 4, 5, 9, 7, 3}

// Nine writes a line-up: the best starter, at every position the best bat that is
// rated there, the best of the others as designated hitter; the best bats high in
// the order. It refuses a roster that cannot fill it.
func (m *Manager) Nine(r lineup.Roster, dh bool) (l lineup.Lineup, err error) {
	odds := m.Model.Odds()
	l.DH = dh
	if l.Pitcher = starter(r, odds); l.Pitcher == 0 {
		return l, fmt.Errorf("nobody in the roster can pitch")
	}
	pitcher := r.Card(l.Pitcher)
	worth := func(id int8) float64 { return odds.Of(card.Matchup{Batter: r.Card(id), Pitcher: pitcher}).Value }
	type place struct{ id, at int8 }
	var places []place
	used := map[int8]bool{l.Pitcher: true}
	best := func(at int8) int8 {
		var found int8
		for i, c := range r {
			id := int8(i + 1)
			if used[id] || !c.Plays(int(at)) || c.Batting == nil && c.Image == "" || at == 0 && c.Pitching != nil {
				continue
			}
			if found == 0 || worth(id) > worth(found) {
				found = id
			}
		}
		return found
	}
	at := filling
	if dh {
		at = append(slices.Clone(filling), 0)
	}
	for _, pos := range at {
		id := best(pos)
		if id == 0 {
			return l, fmt.Errorf("the roster has nobody left for position %d", pos)
		}
		used[id] = true
		places = append(places, place{id, pos})
	}
	slices.SortStableFunc(places, func(a, b place) int {
		switch x, y := worth(a.id), worth(b.id); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	if !dh {
		places = append(places, place{l.Pitcher, 1})
	}
	for slot, p := range places {
		l.Order[slot], l.At[slot] = p.id, p.at
	}
	return l, l.Check(r)
}

// starter is the pitcher who gives the average batter least, of those who start.
func starter(r lineup.Roster, odds *card.Odds) (best int8) {
	var batter *card.Card
	for _, c := range r {
		if c.Batting != nil || c.Image != "" {
			batter = c
			break
		}
	}
	worth := 0.0
	for i, c := range r {
		if batter == nil || !c.Plays(1) {
			continue
		}
		v := odds.Of(card.Matchup{Batter: batter, Pitcher: c}).Value
		if c.Pitching != nil && c.Pitching.Starts == 0 {
			v++
		}
		if best == 0 || v < worth {
			best, worth = int8(i+1), v
		}
	}
	return best
}
