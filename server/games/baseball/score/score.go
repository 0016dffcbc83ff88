// Package score keeps the book of a game as the official scorer does: what each
// batter, pitcher and fielder is credited and charged with, the line score, and
// who won, lost and saved. It is told plays in order and never looks at dice.
package score

import "playhouse/server/games/baseball/diamond"

// Batting is a batter's line.
type Batting struct {
	PA, AB, R, H, Doubles, Triples, HR, RBI, BB, IBB, SO, HBP, SH, SF, CI, SB, CS, GIDP, ROE uint8
}

// Pitching is a pitcher's line.
type Pitching struct {
	BF, Outs, H, R, ER, HR, BB, IBB, SO, HBP, WP, Balks uint8
	// Entry tells how the game stood when he came in.
	Entry Entry
	Left  bool // somebody relieved him
	Lost  bool // his side's lead was lost while he pitched
}

// Entry is how a game stood when a pitcher came in.
type Entry struct {
	Came   bool
	Lead   int8
	On     int8 // runners on base
	Inning int16
	Order  int8 // 0 started
}

// Fielding is a fielder's line.
type Fielding struct{ PO, A, E, DP, PB uint8 }

// Players is one more than a roster can hold: lines are kept by the player's
// place in the roster, counted from 1.
const Players = 27

// Innings is how many columns a line score has; what is beyond is added to the
// last.
const Innings = 30

// Team is a side's page.
type Team struct {
	Bat     [Players]Batting
	Pitch   [Players]Pitching
	Field   [Players]Fielding
	Line    [Innings + 1]uint8 // by inning, from 1
	R, H, E int16
	LOB     int16
	DP      int16
	TeamER  int16 // earned by the team: what relievers are charged beyond is not
	Placed  int16 // runners whom extra innings began with
	pitched int8  // how many pitchers came
}

// Book is a game's book. It is a value.
type Book struct {
	Team [2]Team
	// Winner and Loser are the pitchers of record as the game stands; 0 for none.
	Winner, Loser int8
	Save          int8
	Leads         int8 // 0 tied, 1 the visitors, 2 the home side
	ghosts        [maxGhosts]ghost
	haunted       int8
	answers       [Players]int8 // of this half-inning's runs; -1 for nobody
}

// Entering notes a pitcher who comes in.
func (b *Book) Entering(side int, pitcher, was int8, half *diamond.Half, inning int16) {
	t := &b.Team[side]
	lead := t.R - b.Team[1-side].R
	on := int8(0)
	for base := 1; base <= 3; base++ {
		if half.Bases[base].ID != 0 {
			on++
		}
	}
	if was != 0 {
		t.Pitch[was].Left = true
	}
	p := &t.Pitch[pitcher]
	if !p.Entry.Came {
		p.Entry = Entry{Came: true, Lead: int8(max(-100, min(100, lead))), On: on, Inning: inning, Order: t.pitched}
		t.pitched++
	}
	b.haunt(pitcher, half)
}

// Play is what the book needs to know of a play.
type Play struct {
	*diamond.Play
	diamond.Result
	Before   diamond.Half
	Bats     int // the side at bat
	Inning   int16
	Batter   int8
	Pitcher  int8 // of the fielding side
	Opposite int8 // the pitcher of the side at bat
	Fielders *[10]int8
	After    *diamond.Half
}

// Record books a play.
func (b *Book) Record(p *Play) {
	bat, field := &b.Team[p.Bats], &b.Team[1-p.Bats]
	pitcher := &field.Pitch[p.Pitcher]
	pitcher.Outs += uint8(p.Outs)
	if p.Kind.EndsPlate() {
		b.plate(p, bat, pitcher)
	} else {
		b.between(p, bat, field, pitcher)
	}
	field.hands(p)
	for _, s := range p.Scored[:p.Runs] {
		bat.Bat[s.Runner.ID].R++
		field.Pitch[s.Runner.Pitcher].R++
	}
	bat.Line[min(p.Inning, Innings)] += uint8(p.Runs)
	if p.After.Over() || p.Before.ToWin > 0 && p.Runs >= p.Before.ToWin {
		bat.LOB += int16(p.Left)
	}
	b.reckon(p)
	b.runs(p, bat)
}

// runs adds the runs and follows the lead (9.17).
func (b *Book) runs(p *Play, bat *Team) {
	for _, s := range p.Scored[:p.Runs] {
		bat.R++
		switch bat.R - b.Team[1-p.Bats].R {
		case 0:
			b.Winner, b.Loser, b.Leads = 0, 0, 0
			b.Team[1-p.Bats].Pitch[p.Pitcher].Lost = true
		case 1:
			b.Winner, b.Loser, b.Leads = p.Opposite, s.Runner.Pitcher, int8(p.Bats+1)
		}
	}
}
