package lineup

import "fmt"

// Change puts a player into a slot, at a position. A slot of 0 is the pitcher's
// while a designated hitter bats for him; slots of the order count from 1. To
// move somebody, name him again with his new position.
type Change struct{ Slot, Player, Position int8 }

// Substitute is the line-up after changes that are made at once (5.10(b)): the
// manager says in which slot of the order each bats, so a double switch is two
// changes. A player who left cannot return. The designated hitter is gone when
// the pitcher bats, when a fielder pitches, or when he himself takes the field
// (5.11(a)). fielding is true when the side is in the field, where everybody
// needs a rating; one who bats may be without until his side takes the field.
func (l Lineup) Substitute(r Roster, changes []Change, fielding bool) (Lineup, error) {
	next := l
	for _, c := range changes {
		if c.Slot < 0 || c.Slot > 9 || c.Position < 0 || c.Position > 9 || !r.has(c.Player) {
			return l, fmt.Errorf("there is no such slot, position or player")
		}
		if l.Gone&(1<<c.Player) != 0 {
			return l, fmt.Errorf("%s has left the game and cannot return", r.Card(c.Player).Name)
		}
		if c.Slot == 0 {
			if !l.DH {
				return l, fmt.Errorf("without a designated hitter the pitcher has a slot of his own")
			}
			next.Pitcher = c.Player
			continue
		}
		next.Order[c.Slot-1], next.At[c.Slot-1] = c.Player, c.Position
	}
	next.hitter()
	for _, id := range append(l.Order[:], l.Pitcher) {
		if next.Slot(id) < 0 && next.Pitcher != id {
			next.Gone |= 1 << id
		}
	}
	if err := next.people(r); err != nil {
		return l, err
	}
	if err := next.positions(r, fielding); err != nil {
		return l, err
	}
	if next.Pitcher != l.Pitcher {
		next.Batters, next.Settled, next.Rested, next.Calls = 0, false, 0, 0
		next.Relieved++
	}
	return next, nil
}

// hitter ends the designated hitter when the changes did.
func (l *Lineup) hitter() {
	slot := l.slotAt(1)
	if slot >= 0 {
		l.Pitcher = l.Order[slot]
		l.DH = false
		return
	}
	if l.DH && l.slotAt(0) < 0 {
		l.DH = false
	}
}

// Unfit are the slots whose players are not rated where they would field.
func (l *Lineup) Unfit(r Roster) (slots []int8) {
	for slot, pos := range l.At {
		if !r.Card(l.Order[slot]).Plays(int(pos)) {
			slots = append(slots, int8(slot+1))
		}
	}
	return slots
}
