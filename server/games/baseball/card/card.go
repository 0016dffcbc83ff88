// Package card is a player as the engine knows him. Rated cards carry chances
// and ratings; image cards are a name and a picture, played as the league's
// average. Whatever the kind, Odds gives the distribution of a plate appearance.
//
// Ratings work relative to the league's average card (average.go): an average
// card reproduces the league's measured rates exactly, and what a better one
// brings is a ratio to it. So no rating needs a constant of its own.
package card

import (
	"fmt"
	"math"

	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// Hand is a side.
type Hand uint8

// The sides; Both is a batter who switches.
const (
	Left Hand = iota + 1
	Right
	Both
)

// Card is a player. Nobody changes it once it is checked.
type Card struct {
	ID, Name string
	// Image is the address of the printed card; only image cards have one.
	Image string
	// Team and Manager are what an image card says beside the name.
	Team, Manager string
	Bats, Throws  Hand
	// Batting is nil for one who never bats and for image cards.
	Batting *Batting
	// Pitching is nil for one who cannot pitch.
	Pitching *Pitching
	// Gloves are by position number; a Range of 0 is no rating there.
	Gloves [10]Glove
}

// Split are chances out of 108: three columns of 36 cells each, two dice a cell.
type Split = outcome.Rates

// Chances is what a split sums to.
const Chances = 108

// Batting is a batter's side.
type Batting struct {
	// Versus are the chances against left- and right-handers.
	Versus [2]Split
	// Running is how many of 20 he is good for, 8 to 17.
	Running int8
	Steal   Steal
	// Bunt and HitAndRun are 'A' to 'D'.
	Bunt, HitAndRun byte
	// Power is false for one whose fly balls never reach the fence: it says so on
	// the card; the chances hold it already.
	Power bool
	// Injury is how many games in a hundred he is hurt in, 0 to 20.
	Injury int8
}

// Steal is how one steals: a good lead first, then a throw of 20.
type Steal struct {
	Lead    int8 // of 36, the chance of a good lead
	Safe    int8 // of 20, with it
	Cold    int8 // of 20, without
	Pickoff int8 // of 20 tries that draw a throw, how many catch him
}

// Success is the chance of a steal by the card alone.
func (s Steal) Success() float64 {
	lead := float64(s.Lead) / 36
	return lead*float64(s.Safe)/20 + (1-lead)*float64(s.Cold)/20
}

// Pitching is a pitcher's side.
type Pitching struct {
	// Versus are the chances against left- and right-handed batters; they include
	// the fielding checks.
	Versus [2]Split
	// Starts is how many batters he faces before he tires when he starts, 0 for no
	// starter; Relief the same from the bullpen.
	Starts, Relief int8
	// Closer is true for one who is kept for the end.
	Closer bool
	// Hold is how much he keeps runners close, -6 (best) to 6.
	Hold int8
	// WildPitch and Balk are 0 to 20.
	WildPitch, Balk int8
}

// Glove is a rating at a position.
type Glove struct {
	Range int8 // 1 (best) to 5
	Error int8 // 0 to 30
	Arm   int8 // outfielders and catchers, -6 (best) to 6
	Pass  int8 // catchers: passed balls, 0 to 20
}

// Check refuses a card that does not fit: splits that do not sum to 108,
// fielding checks on a batter's side, no position at all, ratings out of bounds.
func (c *Card) Check() error {
	if c.ID == "" || c.Name == "" {
		return fmt.Errorf("a card needs an id and a name")
	}
	if c.Bats < Left || c.Bats > Both || c.Throws < Left || c.Throws > Right {
		return fmt.Errorf("%s: a hand is missing", c.Name)
	}
	if c.Image == "" && c.Batting == nil && c.Pitching == nil {
		return fmt.Errorf("%s: the card has neither image nor ratings", c.Name)
	}
	if err := c.checkGloves(); err != nil {
		return err
	}
	if b := c.Batting; b != nil {
		if err := c.checkBatting(b); err != nil {
			return err
		}
	}
	if p := c.Pitching; p != nil {
		if p.Starts < 0 || p.Relief < 0 || p.Starts+p.Relief == 0 || p.Hold < -6 || p.Hold > 6 || p.WildPitch < 0 || p.WildPitch > 20 || p.Balk < 0 || p.Balk > 20 {
			return fmt.Errorf("%s: a pitcher's rating is out of bounds", c.Name)
		}
		return c.checkSplits("as a pitcher", p.Versus, true)
	}
	return nil
}

func (c *Card) checkGloves() error {
	rated := 0
	for pos, g := range c.Gloves {
		if g == (Glove{}) {
			continue
		}
		rated++
		if pos == 0 || g.Range < 1 || g.Range > 5 || g.Error < 0 || g.Error > 30 || g.Arm < -6 || g.Arm > 6 || g.Pass < 0 || g.Pass > 20 {
			return fmt.Errorf("%s: the rating at %s is out of bounds", c.Name, league.Positions[pos])
		}
	}
	if rated == 0 {
		return fmt.Errorf("%s: the card has no position", c.Name)
	}
	if (c.Gloves[1].Range > 0) != (c.Pitching != nil) && c.Image == "" {
		return fmt.Errorf("%s: a pitcher needs a pitching side and a rating as P, others have neither", c.Name)
	}
	return nil
}

func (c *Card) checkBatting(b *Batting) error {
	if b.Running < 8 || b.Running > 17 || b.Bunt < 'A' || b.Bunt > 'D' || b.HitAndRun < 'A' || b.HitAndRun > 'D' || b.Injury < 0 || b.Injury > 20 {
		return fmt.Errorf("%s: a batter's rating is out of bounds", c.Name)
	}
	if s := b.Steal; s.Lead < 0 || s.Lead > 36 || s.Safe < 0 || s.Safe > 20 || s.Cold < 0 || s.Cold > 20 || s.Pickoff < 0 || s.Pickoff > 20 {
		return fmt.Errorf("%s: a stealing number is out of bounds", c.Name)
	}
	return c.checkSplits("as a batter", b.Versus, false)
}

func (c *Card) checkSplits(as string, versus [2]Split, checks bool) error {
	for i, split := range versus {
		for r, n := range split {
			if n < 0 || n > Chances || math.IsNaN(n) {
				return fmt.Errorf("%s %s: %v chances for %v", c.Name, as, n, outcome.Result(r))
			}
			if !checks && n > 0 && outcome.Result(r).Check() > 0 {
				return fmt.Errorf("%s %s: only pitchers' cards have fielding checks", c.Name, as)
			}
		}
		if math.Abs(split.Sum()-Chances) > 1e-6 {
			return fmt.Errorf("%s %s: the chances versus %s sum to %v instead of %d", c.Name, as, [2]string{"left", "right"}[i], split.Sum(), Chances)
		}
	}
	return nil
}

// Plays is true when the card is rated at a position; anybody can be DH. Image
// cards are good for the positions they name.
func (c *Card) Plays(pos int) bool { return pos == 0 || c.Gloves[pos].Range > 0 }
