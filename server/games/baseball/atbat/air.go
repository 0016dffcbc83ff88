package atbat

import (
	"math"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/outcome"
)

// fly resolves a ball in the air to the outfield.
func (r Resolver) fly(s *Situation, p *diamond.Play, o outcome.Result) {
	f := r.fielder(p, 'F')
	if r.falls(s, p, f) {
		r.landed(s, p, outcome.SingleShort+outcome.Result(r.Chance.Pick(r.Model.lies)))
		return
	}
	r.flown(s, p, o)
}

// flown resolves a ball in the air that an outfielder gets to.
func (r Resolver) flown(s *Situation, p *diamond.Play, o outcome.Result) {
	f := r.fielder(p, 'F')
	if r.Chance.Happens(r.Model.misplays('F', f, s)) {
		misplayed(s, p, 2)
		return
	}
	lo, hi := r.Model.lie(o)
	p.Kind = diamond.FlyOut
	r.caught(s, p, lo, hi)
}

// falls: an outfielder of less than average range lets balls drop.
func (r Resolver) falls(s *Situation, p *diamond.Play, f int) bool {
	worse := float64(s.Gloves[f].Range - card.AverageRange)
	return worse > 0 && p.Result <= uint8(outcome.Check1) && r.Chance.Happens(chance.Of(worse*outfieldStep))
}

// caught: the batter is out, and runners may go when the ball was touched
// (5.09(c)).
func (r Resolver) caught(s *Situation, p *diamond.Play, lo, hi float64) {
	f := int(p.Fielder)
	p.PutOut(0, 0, p.Fielder)
	if s.Half.Outs >= 2 {
		return
	}
	lead, behind := s.Lead, r.Model.tag2[s.Half.Outs].by(s.points(2, f))
	if s.on(3) && s.on(2) {
		lo, hi = r.part(lo, hi, behind.goes)
	}
	if s.on(3) {
		t := r.Model.tag3[s.Half.Outs].by(s.points(3, f))
		switch r.runs(s.against(t), lo, hi, lead) {
		case out:
			p.PutOut(3, diamond.Home, p.Fielder, 2)
		case safe:
			p.Advance(3, diamond.Home)
		default:
			return
		}
		hi, lead = max(lo+0.01, min(hi, t.goes)), s.behind()
	}
	if s.on(2) {
		switch r.runs(s.against(behind), lo, hi, lead) {
		case out:
			p.PutOut(2, 3, p.Fielder, 5)
		case safe:
			to := 3
			if r.Chance.Happens(chance.Of(r.Model.round[s.Half.Outs])) {
				to = diamond.Home
			}
			p.Advance(2, to)
		}
	}
}

// pop resolves a ball high over the infield. With first and second taken and
// less than two out it is an infield fly: the batter is out whether it is caught
// or not, and nobody is forced (5.09(a)(5)).
func (r Resolver) pop(s *Situation, p *diamond.Play) {
	f := r.fielder(p, 'P')
	p.InfieldFly = s.Half.Outs < 2 && s.on(1) && s.on(2)
	if !p.InfieldFly && r.Chance.Happens(r.Model.misplays('P', f, s)) {
		misplayed(s, p, 1)
		return
	}
	p.Kind = diamond.PopOut
	p.PutOut(0, 0, p.Fielder)
}

// line resolves a line drive that is caught.
func (r Resolver) line(s *Situation, p *diamond.Play) {
	f := r.fielder(p, 'L')
	if r.Chance.Happens(r.Model.misplays('L', f, s)) {
		misplayed(s, p, 1)
		return
	}
	p.Kind = diamond.LineOut
	if f >= 7 {
		r.caught(s, p, 0, 1)
		return
	}
	p.PutOut(0, 0, p.Fielder)
	if s.Half.Outs < 2 {
		r.doubledOff(s, p)
	}
}

// How long a line drive is in the air, and how long a runner needs back to his
// base, both from contact: he sees that it is a liner (the quarter of a second that
// people need to react, and a little), then it is twenty feet back from a secondary
// lead, or twice as long when he went with the pitch.
const (
	lineFlight   = 0.55
	backToBase   = reads + 1.35
	backFromRun  = 3.00
	nextBaseMore = release + 90/throwSpeed
)

// doubledOff: the fielder throws behind the runner he is likeliest to catch, and
// with nobody out perhaps on to another.
func (r Resolver) doubledOff(s *Situation, p *diamond.Play) {
	at := stands[p.Fielder]
	best, chanceThere := 0, 0.0
	for base := 1; base <= 3; base++ {
		if !s.on(base) {
			continue
		}
		away := math.Hypot(at.x-bases[base].x, at.y-bases[base].y)
		ball := lineFlight + min(release+away/throwSpeed, away/25)
		if c := wins(ball, s.back(base)); c > chanceThere {
			best, chanceThere = base, c
		}
	}
	if best == 0 || !r.Chance.Happens(chance.Of(chanceThere)) {
		return
	}
	p.PutOut(best, best, p.Fielder, cover(best))
	if s.Half.Outs > 0 {
		return
	}
	for base := 1; base <= 3; base++ {
		if base != best && s.on(base) && r.Chance.Happens(chance.Of(wins(lineFlight+release+nextBaseMore, s.back(base)))) {
			p.PutOut(base, base, cover(best), cover(base))
			return
		}
	}
}

func (s *Situation) back(base int) float64 {
	if base == 1 && s.moving() {
		return backFromRun
	}
	return backToBase
}

// cover is who covers a base.
func cover(base int) int8 { return [...]int8{0, 3, 4, 5, 2}[base] }
