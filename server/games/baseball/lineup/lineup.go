// Package lineup is the card that is exchanged at home plate and what becomes of
// it: nine who bat in order, nine who field, the designated hitter, and who may
// come in for whom. Rule numbers are those of the official rules.
package lineup

import (
	"fmt"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/league"
)

// Roster are a team's cards. Players are named by their place in it, counted
// from 1.
type Roster []*card.Card

// Card is a player's card.
func (r Roster) Card(id int8) *card.Card { return r[id-1] }

// has is true for players of the roster.
func (r Roster) has(id int8) bool { return id >= 1 && int(id) <= len(r) }

// Lineup is one side's. It is a value.
type Lineup struct {
	// Order are the batters by slot, At the positions they play; 0 bats only.
	Order, At [9]int8
	// Pitcher is who pitches: with a DH he does not bat.
	Pitcher int8
	// DH is true while somebody bats for the pitcher.
	DH bool
	// Gone are those who were taken out: they cannot return (5.10(d)).
	Gone uint32
	// Next is the slot that bats next.
	Next int8
	// Batters is how many the pitcher has faced since he came, Settled whether he
	// has ended a half-inning.
	Batters int8
	Settled bool
	// Rested is how many of these batters visits have made up for: he tires later by
	// them.
	Rested int8
	// Relieved is how often the pitcher was changed.
	Relieved int8
	// Visits are mound visits left, Calls those made to this pitcher in this
	// inning (5.10(l), (m)).
	Visits, Calls int8
}

// Check refuses a line-up that cannot begin: not nine, somebody twice, a
// position twice or not at all, somebody without a rating where he plays.
func (l Lineup) Check(r Roster) error {
	if err := l.people(r); err != nil {
		return err
	}
	return l.positions(r, true)
}

func (l Lineup) people(r Roster) error {
	var seen uint32
	for slot, id := range l.Order {
		if !r.has(id) {
			return fmt.Errorf("slot %d: nobody bats there", slot+1)
		}
		if seen&(1<<id) != 0 {
			return fmt.Errorf("slot %d: %s is in the line-up twice", slot+1, r.Card(id).Name)
		}
		if l.Gone&(1<<id) != 0 {
			return fmt.Errorf("slot %d: %s has left the game", slot+1, r.Card(id).Name)
		}
		seen |= 1 << id
	}
	if !r.has(l.Pitcher) || l.Gone&(1<<l.Pitcher) != 0 {
		return fmt.Errorf("there is no pitcher")
	}
	// A pitcher may be his own designated hitter (5.11(b)).
	if slot := l.Slot(l.Pitcher); l.DH && slot >= 0 && l.At[slot] != 0 {
		return fmt.Errorf("%s pitches and is in the line-up besides", r.Card(l.Pitcher).Name)
	}
	return nil
}

func (l Lineup) positions(r Roster, rated bool) error {
	var taken [10]int8
	for slot, pos := range l.At {
		if pos < 0 || pos > 9 {
			return fmt.Errorf("slot %d: there is no position %d", slot+1, pos)
		}
		taken[pos]++
		if rated && !r.Card(l.Order[slot]).Plays(int(pos)) {
			return fmt.Errorf("slot %d: %s has no rating at %s", slot+1, r.Card(l.Order[slot]).Name, league.Positions[pos])
		}
	}
	first := 1
	if l.DH {
		first = 2
		if taken[0] != 1 || taken[1] != 0 {
			return fmt.Errorf("with a designated hitter one bats for the pitcher, and he does not bat himself")
		}
	} else if taken[0] > 0 {
		return fmt.Errorf("there is no designated hitter")
	}
	for pos := first; pos <= 9; pos++ {
		if taken[pos] != 1 {
			return fmt.Errorf("%d players at %s", taken[pos], league.Positions[pos])
		}
	}
	if !l.DH && l.Order[l.slotAt(1)] != l.Pitcher {
		return fmt.Errorf("the pitcher bats where nobody else does")
	}
	if rated && !r.Card(l.Pitcher).Plays(1) {
		return fmt.Errorf("%s cannot pitch", r.Card(l.Pitcher).Name)
	}
	return nil
}

// Slot is where a player bats, counted from 0; -1 for one who does not.
func (l Lineup) Slot(id int8) int {
	for slot, who := range l.Order {
		if who == id {
			return slot
		}
	}
	return -1
}

func (l Lineup) slotAt(pos int8) int {
	for slot, at := range l.At {
		if at == pos {
			return slot
		}
	}
	return -1
}

// Fielders are who plays where, by position.
func (l *Lineup) Fielders() (at [10]int8) {
	for slot, pos := range l.At {
		at[pos] = l.Order[slot]
	}
	at[1] = l.Pitcher
	return at
}

// Batter is who bats now.
func (l *Lineup) Batter() int8 { return l.Order[l.Next] }

// Turn ends a turn at bat: the order goes on where it stopped (5.04(a)(3)).
func (l *Lineup) Turn() {
	l.Next++
	if l.Next == 9 {
		l.Next = 0
	}
}

// Bench is true for one who can still come in.
func (l *Lineup) Bench(id int8) bool {
	return l.Gone&(1<<id) == 0 && l.Slot(id) < 0 && l.Pitcher != id
}

// Faced counts a batter for the pitcher.
func (l *Lineup) Faced() { l.Batters = min(l.Batters+1, 100) }

// Tires is how many batters count for the pitcher's strength.
func (l *Lineup) Tires() int { return int(l.Batters - l.Rested) }

// Visit is a visit to the mound: he has one more batter in him. How many he has
// faced stays what it is, or a visit would keep him in the game (5.10(g)).
func (l *Lineup) Visit() {
	l.Visits--
	l.Calls++
	l.Rested = min(l.Rested+1, l.Batters)
}

// MayRelieve refuses a change of pitchers that comes too early: a starter stays
// until the first batter is out or on base (5.10(f)), a reliever until he has
// faced three or ended a half-inning (5.10(g)).
func (l *Lineup) MayRelieve(minimum int) error {
	least := minimum
	if l.Relieved == 0 {
		least = 1
	}
	if l.Settled && l.Relieved > 0 || int(l.Batters) >= least {
		return nil
	}
	return fmt.Errorf("the pitcher has faced %d and must face %d", l.Batters, least)
}
