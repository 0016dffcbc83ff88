package atbat

import (
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/outcome"
)

// ground resolves a ball on the ground that a fielder should have.
func (r Resolver) ground(s *Situation, p *diamond.Play, grade int) {
	f := r.fielder(p, 'G')
	if r.through(s, f, p.Result) {
		p.Fielder = 0
		r.landed(s, p, outcome.SingleShort+outcome.Result(r.Chance.Pick(r.Model.lies)))
		return
	}
	r.grounded(s, p, grade)
}

// grounded resolves a ball on the ground that a fielder has before him.
func (r Resolver) grounded(s *Situation, p *diamond.Play, grade int) {
	f := r.fielder(p, 'G')
	if r.Chance.Happens(r.Model.misplays('G', f, s)) {
		n := 1
		if r.Chance.Happens(r.Model.two) {
			n = 2
		}
		misplayed(s, p, n)
		return
	}
	p.Kind = diamond.GroundOut
	switch {
	case s.Half.Outs == 2:
		r.atFirst(s, p)
	case s.on(1) && !s.moving():
		r.forces(s, p, grade)
	default:
		r.unforced(s, p, grade)
	}
}

// through is true when the ball finds its way past a fielder who came in, or of
// less than average range. What he covers is what he can reach in the time that
// the ball takes to him: standing closer, he reaches so much less.
func (r Resolver) through(s *Situation, f int, result uint8) bool {
	_, seconds := fielding(f, s.Defence.Infield)
	leak := 1 - seconds/toGlove[f]
	if worse := float64(s.Gloves[f].Range - card.AverageRange); worse > 0 && result <= uint8(outcome.Check1) {
		leak += worse * infieldStep
	}
	return leak > 0 && r.Chance.Happens(chance.Of(leak))
}

// misplayed: the batter is safe on an error, and everybody moves up.
func misplayed(s *Situation, p *diamond.Play, n int) {
	p.Kind = diamond.ReachedOnError
	everybody(s, p, n)
	for i := range p.Count {
		p.Steps[i].Error = p.Fielder
	}
}

// first puts the batter out at first base.
func first(p *diamond.Play) {
	if p.Fielder == 3 {
		p.PutOut(0, 1, 3)
		return
	}
	p.PutOut(0, 1, p.Fielder, 3)
}

// atFirst is the third out: nobody else matters, but runners are off.
func (r Resolver) atFirst(s *Situation, p *diamond.Play) {
	if s.on(1) && (p.Fielder == 4 || p.Fielder == 6) {
		p.PutOut(1, 2, p.Fielder, partner(p.Fielder))
		return
	}
	first(p)
}

// partner takes the throw at second base.
func partner(f int8) int8 {
	if f == 4 || f == 3 || f == 1 {
		return 6
	}
	return 4
}

func legs(s *Situation, base int) int { return int(min(17, max(8, s.Legs[base].Running))) - 8 }

// forces: first base is taken and less than two are out.
func (r Resolver) forces(s *Situation, p *diamond.Play, grade int) {
	f, depth, races := int(p.Fielder), s.Defence.Infield, r.Model.races
	if s.on(3) && s.on(2) && (f <= 2 || depth == In || depth == CornersIn && f != 4 && f != 6) {
		p.PutOut(3, diamond.Home, p.Fielder, 2)
		p.Advance(2, 3)
		p.Advance(1, 2)
		r.relay(s, p, races.homeRelay[f][grade][depth][legs(s, 0)], 2)
		return
	}
	if s.on(3) {
		if !s.on(2) && depth == In { // not forced: he stays where the infield waits for him
			p.Advance(1, 2)
			first(p)
			return
		}
		p.Advance(3, diamond.Home)
	}
	relay := races.relay[f][grade][depth][legs(s, 0)]
	if s.on(2) && f == 5 && races.turn3[f][grade][depth][legs(s, 0)] > relay {
		p.PutOut(2, 3, 5)
		p.Advance(1, 2)
		r.relay(s, p, races.turn3[f][grade][depth][legs(s, 0)], 5)
		return
	}
	if s.on(2) {
		p.Advance(2, 3)
	}
	r.second(s, p, races.second[f][grade][depth][legs(s, 1)], relay)
}

// second tries for the force at second base and on to first.
func (r Resolver) second(s *Situation, p *diamond.Play, force, relay chance.P) {
	if force < r.Model.judges[s.Half.Outs].force {
		p.Advance(1, 2)
		first(p)
		return
	}
	if !r.Chance.Happens(force) {
		p.Kind = diamond.FieldersChoice
		p.Advance(1, 2)
		p.Advance(0, 1)
		return
	}
	pivot := partner(p.Fielder)
	p.PutOut(1, 2, p.Fielder, pivot)
	r.relay(s, p, relay, pivot)
}

// relay is the throw to first after a force; in a hurry it may go wild.
func (r Resolver) relay(s *Situation, p *diamond.Play, wins chance.P, from int8) {
	if r.Chance.Happens(r.Model.wild) {
		p.Advance(0, 1)
		extra(s, p, from)
		return
	}
	if r.Chance.Happens(wins) {
		p.PutOut(0, 1, from, 3)
		return
	}
	p.Advance(0, 1)
}

// unforced: the batter is out at first, runners go when they judge it safe, and
// the fielder throws at the one from third when it pays.
func (r Resolver) unforced(s *Situation, p *diamond.Play, grade int) {
	f, depth, races := int(p.Fielder), s.Defence.Infield, r.Model.races
	judges := r.Model.judges[s.Half.Outs]
	third := !s.on(3)
	if s.on(3) {
		caught := races.home[f][grade][depth][legs(s, 3)]
		goes := s.Lead == Send || s.Lead == Coach && chance.Faces-caught >= judges.home || s.Offence.Swing == SqueezeBunt
		if goes && caught >= judges.throw && r.plate(s, p, caught) {
			return
		}
		if goes {
			p.Advance(3, diamond.Home)
			third = true
		}
	}
	if s.on(2) && third && chance.Faces-races.third[f][grade][depth][legs(s, 2)] >= judges.third {
		p.Advance(2, 3)
	}
	if s.on(1) && (!s.on(2) || p.Count > 0 && p.Steps[p.Count-1].From == 2) {
		p.Advance(1, 2)
	}
	first(p)
}

// plate is the throw home: somebody is safe at first on it.
func (r Resolver) plate(s *Situation, p *diamond.Play, caught chance.P) bool {
	p.Kind = diamond.FieldersChoice
	if r.Chance.Happens(caught) {
		p.PutOut(3, diamond.Home, p.Fielder, 2)
	} else {
		p.Advance(3, diamond.Home)
	}
	if s.on(2) {
		p.Advance(2, 3)
	}
	if s.on(1) {
		p.Advance(1, 2)
	}
	p.Advance(0, 1)
	return true
}
