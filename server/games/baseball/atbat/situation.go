package atbat

import (
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/outcome"
)

// Situation is what a play begins from.
type Situation struct {
	Half diamond.Half
	// Legs are the batter's and the runners' speed and stealing.
	Legs [4]Legs
	// Bunts is the batter's bunting, 'A' to 'D'.
	Bunts byte
	// Gloves are the defence by position.
	Gloves [10]card.Glove
	// Even is true when all gloves are the league's average.
	Even bool
	// Hold, Wild and Balks are the pitcher's.
	Hold, Wild, Balks int8
	// Plate is the distribution of the plate appearance.
	Plate   *card.Plate
	Defence Defence
	Offence Offence
	// Lead is what the leading runner does when he may choose.
	Lead Running
	// Cut is true when the throw goes to the cut-off man: the leading runner is
	// safe if he goes, and nobody behind him moves up further.
	Cut bool
}

// Legs are a runner's ratings.
type Legs struct {
	Running int8
	Steal   float64 // success by the card, relative to the league's average
}

func (s *Situation) on(base int) bool { return s.Half.Bases[base].ID != 0 }

// Resolver resolves one situation with one source of chance.
type Resolver struct {
	Model  *Model
	Chance chance.Source
}

// Draw is the card's result.
func (r Resolver) Draw(s *Situation) outcome.Result {
	return outcome.Result(r.Chance.Pick(s.Plate.Table()))
}

// Plate resolves a plate appearance. With a card's result drawn already (the
// managers may have choices to make once the ball is in play) it goes on from
// there.
func (r Resolver) Plate(s *Situation, p *diamond.Play) {
	switch {
	case s.Defence.Pitching == IntentionalWalk:
		p.Kind = diamond.IntentionalWalk
		walk(s, p)
	case s.Offence.Swing == SacrificeBunt || s.Offence.Swing == SqueezeBunt || s.Offence.Swing == BuntForHit:
		r.bunted(s, p)
	default:
		r.From(s, p, r.Draw(s))
	}
}

// From resolves a result.
func (r Resolver) From(s *Situation, p *diamond.Play, o outcome.Result) {
	p.Result = uint8(o) + 1
	if pos := o.Check(); pos > 0 {
		o = r.check(s, pos)
		p.Fielder = int8(pos)
	}
	switch {
	case o == outcome.Strikeout:
		r.struckOut(s, p)
	case o <= outcome.Interference:
		p.Kind = [...]diamond.Kind{0, diamond.Walk, diamond.HitByPitch, diamond.Interference}[o]
		walk(s, p)
		if o == outcome.Interference {
			p.Steps[p.Count-1].Error = 2
		}
	case o <= outcome.HomeRun:
		r.hit(s, p, o)
	case o <= outcome.GroundC && s.on(3) && s.Half.Outs < 2 && p.Fielder == 0 && r.Chance.Happens(chance.Of(r.Model.lift)):
		r.fly(s, p, outcome.FlyA+outcome.Result(r.Chance.Pick(r.Model.flies)))
	case o <= outcome.GroundC:
		r.ground(s, p, int(o-outcome.GroundA))
	case o <= outcome.FlyC:
		r.fly(s, p, o)
	case o == outcome.LineOut:
		r.line(s, p)
	default:
		r.pop(s, p)
	}
}

// check asks the fielder at a position: d20 against what his range lets through.
func (r Resolver) check(s *Situation, pos int) outcome.Result {
	rng := max(1, s.Gloves[pos].Range)
	if !r.Chance.Happens(chance.Of(card.Lapses(pos, rng) / 20)) {
		if pos <= 6 {
			return outcome.GroundA + outcome.Result(r.Chance.Pick(r.Model.grounders))
		}
		return outcome.FlyA + outcome.Result(r.Chance.Pick(r.Model.flies))
	}
	if pos <= 6 {
		return [...]outcome.Result{outcome.SingleShort, outcome.Single}[r.Chance.Pick(through)]
	}
	return [...]outcome.Result{outcome.Single, outcome.Double, outcome.Triple}[r.Chance.Pick(beaten)]
}

// How balls lie that a check lets through the infield, and past an outfielder.
var (
	through = chance.NewTable(1, 1)
	beaten  = chance.NewTable(11, 3, 1)
)

// walk moves the batter to first and whoever is forced.
func walk(s *Situation, p *diamond.Play) {
	last := 0
	for last < 3 && s.on(last+1) {
		last++
	}
	for base := last; base >= 0; base-- {
		p.Advance(base, base+1)
	}
}

// struckOut: a third strike that is not caught lets the batter run if first is
// open, or with two out (5.05(a)(2)).
func (r Resolver) struckOut(s *Situation, p *diamond.Play) {
	p.Kind = diamond.Strikeout
	if (s.on(1) && s.Half.Outs < 2) || !r.Chance.Happens(r.Model.onStrike) {
		p.PutOut(0, 0, 2)
		return
	}
	p.Dropped, p.Loose = true, diamond.WildPitch
	if r.Chance.Happens(r.Model.passedShare(s)) {
		p.Loose = diamond.PassedBall
	}
	for base := 3; base >= 0; base-- {
		if base == 0 || s.on(base) {
			p.Advance(base, base+1)
		}
	}
}
