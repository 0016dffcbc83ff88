package lineup

import (
	"strings"
	"testing"

	"playhouse/server/games/baseball/card"
)

// roster: 1 to 8 play positions 2 to 9, 9 hits only (rated at first), 10 and 11
// pitch, 12 plays short, 13 short and left.
func roster() Roster {
	var r Roster
	add := func(name string, positions ...int) {
		c := &card.Card{ID: name, Name: name}
		for _, pos := range positions {
			c.Gloves[pos] = card.Glove{Range: 3}
		}
		r = append(r, c)
	}
	for pos := 2; pos <= 9; pos++ {
		add("regular", pos)
	}
	add("hitter", 3)
	add("starter", 1)
	add("reliever", 1)
	add("short", 6)
	add("utility", 6, 7)
	return r
}

func nine() Lineup {
	return Lineup{Order: [9]int8{1, 2, 3, 4, 5, 6, 7, 8, 9}, At: [9]int8{2, 3, 4, 5, 6, 7, 8, 9, 0}, Pitcher: 10, DH: true, Batters: 9}
}

func fails(t *testing.T, err error, with string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), with) {
		t.Errorf("got %v, want an error with %q", err, with)
	}
}

// TestRule1NineBatAndRule3NineField: eight, ten (nobody and somebody twice),
// positions twice, and nobody without a rating.
func TestRule1NineBatAndRule3NineField(t *testing.T) {
	r := roster()
	if err := nine().Check(r); err != nil {
		t.Fatal(err)
	}
	for with, change := range map[string]func(*Lineup){
		"nobody bats":  func(l *Lineup) { l.Order[4] = 0 },
		"twice":        func(l *Lineup) { l.Order[4] = 1 },
		"players at":   func(l *Lineup) { l.At[0], l.Order[0] = 6, 12 },
		"no rating":    func(l *Lineup) { l.At[0], l.At[1] = 3, 2 },
		"no position":  func(l *Lineup) { l.At[0] = 12 },
		"no pitcher":   func(l *Lineup) { l.Pitcher = 0 },
		"bats for the": func(l *Lineup) { l.Order[0], l.At[0] = 11, 1 },
		"cannot pitch": func(l *Lineup) { l.Pitcher = 12 },
		"has left":     func(l *Lineup) { l.Gone = 1 << 3 },
	} {
		l := nine()
		change(&l)
		fails(t, l.Check(r), with)
	}
}

// TestRule1TheOrderCarriesOver.
func TestRule1TheOrderCarriesOver(t *testing.T) {
	l := nine()
	for range 11 {
		l.Turn()
	}
	if l.Next != 2 || l.Batter() != 3 {
		t.Errorf("slot %d bats", l.Next)
	}
}

// TestRule4NoReentry (5.10(d)).
func TestRule4NoReentry(t *testing.T) {
	l, err := nine().Substitute(roster(), []Change{{Slot: 5, Player: 12, Position: 6}}, true)
	if err != nil || l.Order[4] != 12 || l.Bench(5) {
		t.Fatalf("%v, %+v", err, l)
	}
	_, err = l.Substitute(roster(), []Change{{Slot: 5, Player: 5, Position: 6}}, true)
	fails(t, err, "cannot return")
	_, err = l.Substitute(roster(), []Change{{Slot: 1, Player: 99, Position: 2}}, true)
	fails(t, err, "no such")
}

// TestRule4DoubleSwitch (5.10(b)): the manager sets the slots, at once.
func TestRule4DoubleSwitch(t *testing.T) {
	l := nine()
	l.DH, l.Order[8], l.At[8] = false, 10, 1 // the pitcher bats ninth
	next, err := l.Substitute(roster(), []Change{{Slot: 5, Player: 11, Position: 1}, {Slot: 9, Player: 12, Position: 6}}, true)
	if err != nil || next.Pitcher != 11 || next.Order[8] != 12 || next.Gone != 1<<5|1<<10 {
		t.Errorf("%v, %+v", err, next)
	}
	_, err = l.Substitute(roster(), []Change{{Slot: 5, Player: 11, Position: 1}}, true)
	fails(t, err, "players at")
}

// TestRule5MinimumBatters (5.10(f), (g)).
func TestRule5MinimumBatters(t *testing.T) {
	l := nine()
	l.Batters = 0
	fails(t, l.MayRelieve(3), "must face 1")
	l.Batters = 1
	if err := l.MayRelieve(3); err != nil {
		t.Error(err)
	}
	l, err := l.Substitute(roster(), []Change{{Slot: 0, Player: 11, Position: 1}}, true)
	if err != nil {
		t.Fatal(err)
	}
	l.Batters = 2
	fails(t, l.MayRelieve(3), "must face 3")
	l.Settled = true
	if err := l.MayRelieve(3); err != nil {
		t.Error("a half-inning was ended:", err)
	}
	l.Settled, l.Batters = false, 3
	l.Visit()
	if err := l.MayRelieve(3); err != nil || l.Tires() != 2 {
		t.Errorf("a visit: %v; %d batters tire him", err, l.Tires())
	}
}

// TestRule6DesignatedHitterKeptAndLost (5.11).
func TestRule6DesignatedHitterKeptAndLost(t *testing.T) {
	r := roster()
	kept, err := nine().Substitute(r, []Change{{Slot: 9, Player: 12, Position: 0}}, false)
	if err != nil || !kept.DH {
		t.Errorf("a pinch-hitter for him becomes the designated hitter: %v, %+v", err, kept)
	}
	lost, err := nine().Substitute(r, []Change{{Slot: 9, Player: 9, Position: 3}, {Slot: 2, Player: 10, Position: 1}}, true)
	if err != nil || lost.DH || lost.Pitcher != 10 {
		t.Errorf("he takes the field, and the pitcher bats for whom he replaced: %v, %+v", err, lost)
	}
	_, err = nine().Substitute(r, []Change{{Slot: 9, Player: 9, Position: 3}}, true)
	fails(t, err, "players at")
	_, err = lost.Substitute(r, []Change{{Slot: 2, Player: 11, Position: 0}}, true)
	fails(t, err, "")
	own := nine()
	own.Order[8] = 10
	if err := own.Check(r); err != nil {
		t.Error("a pitcher may be his own designated hitter (5.11(b)):", err)
	}
	relieved, err := own.Substitute(r, []Change{{Slot: 0, Player: 11, Position: 1}}, true)
	if err != nil || !relieved.DH || relieved.Slot(10) != 8 || relieved.Gone != 0 {
		t.Errorf("and stays in as such when he is relieved: %v, %+v", err, relieved)
	}
}

// TestAPinchHitterNeedsARatingOnlyInTheField.
func TestAPinchHitterNeedsARatingOnlyInTheField(t *testing.T) {
	l, err := nine().Substitute(roster(), []Change{{Slot: 1, Player: 12, Position: 2}}, false)
	if err != nil {
		t.Fatal(err)
	}
	if unfit := l.Unfit(roster()); len(unfit) != 1 || unfit[0] != 1 {
		t.Errorf("unfit: %v", unfit)
	}
	_, err = nine().Substitute(roster(), []Change{{Slot: 1, Player: 12, Position: 2}}, true)
	fails(t, err, "no rating")
}
