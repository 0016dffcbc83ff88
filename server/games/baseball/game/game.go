// Package game is a whole game of baseball on plain values: innings, line-ups,
// the book. It knows the rules and no chance, no managers and no clock: plays and
// substitutions are given to it, and it says what there is then. A Game is a
// value without pointers but for its setup, which nobody changes: copying it
// copies the game.
package game

import (
	"fmt"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/games/baseball/score"
)

// Sides.
const (
	Away = iota
	Home
)

// Setup is what a game is played with.
type Setup struct {
	League  *league.League
	Rosters [2]lineup.Roster
	Names   [2]string
}

// Game is a game at one moment.
type Game struct {
	*Setup
	Inning int16
	Bats   int8 // Away in the top of an inning
	Half   diamond.Half
	Side   [2]lineup.Lineup
	Book   score.Book
	// Record are the pitchers of record: who pitched last, even while somebody bats
	// for him.
	Record [2]int8
	Over   bool
	Plays  int32
}

// New begins a game. It refuses line-ups that cannot begin.
func New(s *Setup, away, home lineup.Lineup) (Game, error) {
	g := Game{Setup: s, Inning: 1}
	for side, l := range [2]lineup.Lineup{away, home} {
		if err := l.Check(s.Rosters[side]); err != nil {
			return g, fmt.Errorf("%s: %w", s.Names[side], err)
		}
		l.Visits = int8(s.League.Rules.Visits)
		g.Side[side] = l
	}
	g.Record = [2]int8{g.Side[Away].Pitcher, g.Side[Home].Pitcher}
	g.Book.Entering(Away, g.Side[Away].Pitcher, 0, &g.Half, 1)
	g.Book.Begin()
	g.Book.Entering(Home, g.Side[Home].Pitcher, 0, &g.Half, 1)
	return g, nil
}

// Fields is the side in the field.
func (g *Game) Fields() int8 { return 1 - g.Bats }

// Batter is who bats, as a place in the roster.
func (g *Game) Batter() int8 { return g.Side[g.Bats].Batter() }

// Pitcher is who pitches to him.
func (g *Game) Pitcher() int8 { return g.Side[g.Fields()].Pitcher }

// Lead is the home side's lead.
func (g *Game) Lead() int { return int(g.Book.Team[Home].R - g.Book.Team[Away].R) }

// Card is a player's card.
func (g *Game) Card(side, id int8) *card.Card { return g.Rosters[side].Card(id) }

// Play lets a play happen: runners, book, batting order, innings, the end.
func (g *Game) Play(p *diamond.Play) diamond.Result {
	fields := g.Fields()
	batter := g.Batter()
	at := g.Side[fields].Fielders()
	b := score.Play{
		Play: p, Before: g.Half, Bats: int(g.Bats), Inning: g.Inning, Batter: batter,
		Pitcher: g.Pitcher(), Opposite: g.Record[g.Bats], Fielders: &at, After: &g.Half,
	}
	b.Result = g.Half.Play(p, diamond.Runner{ID: batter, Pitcher: g.Pitcher()})
	g.Plays++
	g.Book.Record(&b)
	if p.Kind.EndsPlate() {
		g.Side[g.Bats].Turn()
		g.Side[fields].Faced()
	}
	g.proceed(&b)
	return b.Result
}

// proceed ends the half and the game when it is time.
func (g *Game) proceed(p *score.Play) {
	if p.Before.ToWin > 0 && p.Runs >= p.Before.ToWin {
		g.finish()
		return
	}
	if !g.Half.Over() {
		return
	}
	g.Side[g.Fields()].Settled = true
	g.next()
}

// next begins the next half, unless the game is decided: the home half of the
// last inning is skipped when the home side leads (7.01(g)(1)), a tie goes on.
func (g *Game) next() {
	last := int(g.Inning) >= g.League.Rules.Innings
	lead := g.Lead()
	if g.Bats == Away && last && lead > 0 || g.Bats == Home && last && lead != 0 || g.Bats == Home && g.mercy(lead) {
		g.finish()
		return
	}
	if g.Bats == Home {
		g.Inning++
	}
	g.Bats = 1 - g.Bats
	g.Half = diamond.Half{}
	for i := range g.Side {
		g.Side[i].Calls = 0
	}
	if g.Bats == Home && last {
		g.Half.ToWin = int8(min(100, 1-lead))
	}
	g.Book.Begin()
	g.Book.Entering(int(g.Fields()), g.Pitcher(), 0, &g.Half, g.Inning)
	if int(g.Inning) > g.League.Rules.Innings && g.League.Rules.PlacedRunner {
		g.place()
	}
}

// place puts the batter before the leadoff man on second (7.01(b)).
func (g *Game) place() {
	l := &g.Side[g.Bats]
	before := l.Order[(l.Next+8)%9]
	g.Half.Bases[2] = diamond.Runner{ID: before, Pitcher: g.Pitcher(), Placed: true}
	g.Book.Team[g.Bats].Placed++
	g.Book.Begin()
	g.Book.Entering(int(g.Fields()), g.Pitcher(), 0, &g.Half, g.Inning)
}

func (g *Game) mercy(lead int) bool {
	for _, m := range g.League.Mercy {
		if int(g.Inning) >= m.Inning && (lead >= m.Lead || -lead >= m.Lead) {
			return true
		}
	}
	return false
}

func (g *Game) finish() {
	g.Over = true
	g.Book.Finish(g.Record)
}

// Winner is the side that won; only of a game that is over.
func (g *Game) Winner() int {
	if g.Lead() > 0 {
		return Home
	}
	return Away
}

// Substitute makes changes in a side's line-up, all at once. It refuses what the
// rules refuse.
func (g *Game) Substitute(side int8, changes []lineup.Change) error {
	was := g.Side[side]
	next, err := was.Substitute(g.Rosters[side], changes, side == g.Fields())
	if err != nil {
		return err
	}
	if next.Pitcher != was.Pitcher {
		if err := was.MayRelieve(g.League.Rules.BatterMinimum); err != nil {
			return err
		}
	}
	g.Side[side] = next
	if next.Pitcher != was.Pitcher && g.Card(side, next.Pitcher).Plays(1) {
		half := g.Half
		if side != g.Fields() {
			half = diamond.Half{} // he begins with the next half
		}
		g.Book.Entering(int(side), next.Pitcher, g.Record[side], &half, g.Inning)
		g.Record[side] = next.Pitcher
	}
	for base := 1; base <= 3 && side == g.Bats; base++ {
		g.run(base, was, next)
	}
	return nil
}

// run lets a substitute take over for a runner on base.
func (g *Game) run(base int, was, next lineup.Lineup) {
	slot := was.Slot(g.Half.Bases[base].ID)
	if slot >= 0 {
		g.Half.Bases[base].ID = next.Order[slot]
	}
}

// Situation is what the next play begins from, for the resolution. The managers'
// plans are left to be filled in.
func (g *Game) Situation(s *atbat.Situation) {
	fields := g.Fields()
	batter, pitcher := g.Card(g.Bats, g.Batter()), g.Card(fields, g.Pitcher())
	*s = atbat.Situation{Half: g.Half, Even: true, Bunts: bunting(batter)}
	s.Legs[0] = legs(batter)
	for base := 1; base <= 3; base++ {
		if id := g.Half.Bases[base].ID; id != 0 {
			s.Legs[base] = legs(g.Card(g.Bats, id))
		}
	}
	l := &g.Side[fields]
	s.Gloves[1] = glove(pitcher, 1)
	for slot, pos := range l.At {
		if pos > 0 {
			s.Gloves[pos] = glove(g.Card(fields, l.Order[slot]), pos)
		}
	}
	for pos := 1; pos <= 9; pos++ {
		s.Even = s.Even && s.Gloves[pos].Range == card.AverageRange
	}
	s.Wild, s.Balks = card.AverageWild, card.AverageBalk
	if p := pitcher.Pitching; p != nil {
		s.Hold, s.Wild, s.Balks = p.Hold, p.WildPitch, p.Balk
	}
}

// Matchup is who faces whom now.
func (g *Game) Matchup() card.Matchup {
	fields := g.Fields()
	return card.Matchup{
		Batter: g.Card(g.Bats, g.Batter()), Pitcher: g.Card(fields, g.Pitcher()),
		Tired: g.Tired(fields) < 0, Home: g.Bats == Home && g.League.HomeEdge != 0,
	}
}

// Tired is how many batters a side's pitcher has left before he tires; below 0
// he is tired.
func (g *Game) Tired(side int8) int {
	l := &g.Side[side]
	p := g.Card(side, l.Pitcher).Pitching
	if p == nil && g.Card(side, l.Pitcher).Image != "" {
		return int(imageRelief) - l.Tires()
	}
	if p == nil {
		return -1
	}
	if l.Relieved == 0 {
		return int(max(p.Starts, p.Relief)) - l.Tires()
	}
	return int(max(p.Relief, 1)) - l.Tires()
}

// imageRelief is how many batters a pitcher on an image card faces.
const imageRelief int8 = 27

func legs(c *card.Card) atbat.Legs {
	if c.Batting == nil {
		return atbat.Legs{Running: card.AverageRunning, Steal: 1}
	}
	return atbat.Legs{Running: c.Batting.Running, Steal: c.Batting.Steal.Success() / averageSteal}
}

var averageSteal = card.AverageSteal.Success()

func bunting(c *card.Card) byte {
	if c.Batting == nil {
		return 'B'
	}
	return c.Batting.Bunt
}

// glove is a player's rating at a position: image cards are average, and one who
// must play where he is not rated is as bad as can be.
func glove(c *card.Card, pos int8) card.Glove {
	g := c.Gloves[pos]
	switch {
	case c.Image != "":
		return card.Glove{Range: card.AverageRange, Error: card.AverageError, Pass: card.AveragePass}
	case g.Range == 0:
		return card.Glove{Range: 5, Error: 30, Pass: 20}
	}
	return g
}
