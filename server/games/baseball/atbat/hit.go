package atbat

import (
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/outcome"
)

// What a step of range is worth where no check is asked for: checks are settled
// by two (infield) or three and three quarters (outfield) of 20 more a step, and
// 14 % of plate appearances are checks, which is a fifth of the balls in play.
const (
	checksOfBalls = 0.206
	infieldStep   = checksOfBalls * 2 / 20
	outfieldStep  = checksOfBalls * 3.75 / 20
)

// hit resolves a hit, unless a fielder of more than average range takes it away.
func (r Resolver) hit(s *Situation, p *diamond.Play, o outcome.Result) {
	f := r.fielder(p, fields(o))
	if !s.Even && o != outcome.HomeRun && r.robbed(s, p, f) {
		return
	}
	r.landed(s, p, o)
}

// fields is the kind of ball that a hit's fielder is found by.
func fields(o outcome.Result) byte {
	if o == outcome.SingleShort {
		return 'G'
	}
	return 'F'
}

// landed moves everybody on a hit.
func (r Resolver) landed(s *Situation, p *diamond.Play, o outcome.Result) {
	f := r.fielder(p, fields(o))
	lo, hi := r.Model.lie(o)
	switch o {
	case outcome.SingleShort, outcome.Single, outcome.SingleLong:
		p.Kind = diamond.Single
		r.single(s, p, lo, hi)
	case outcome.Double, outcome.DoubleLong:
		p.Kind = diamond.Double
		r.double(s, p, lo, hi)
	case outcome.Triple:
		p.Kind = diamond.Triple
		everybody(s, p, 3)
	default:
		p.Kind = diamond.HomeRun
		everybody(s, p, diamond.Home)
		return
	}
	if f >= 7 && r.Chance.Happens(chance.Of(r.Model.boot*errorFactor(s.Gloves[f]))) {
		extra(s, p, int8(f))
	} else if r.Chance.Happens(r.Model.wild) {
		extra(s, p, cutoff(f))
	}
}

// cutoff is the infielder who throws a hit on.
func cutoff(f int) int8 {
	if f == 9 || f == 3 || f == 4 {
		return 4
	}
	return 6
}

// fielder is who gets to the ball.
func (r Resolver) fielder(p *diamond.Play, kind byte) int {
	if p.Fielder == 0 {
		p.Fielder = int8(r.Chance.Pick(r.Model.fields[kind]))
	}
	return int(p.Fielder)
}

func errorFactor(g card.Glove) float64 { return float64(g.Error) / card.AverageError }

// misplays is how often a fielder makes an error on a kind of ball.
func (m *Model) misplays(kind byte, f int, s *Situation) chance.P {
	return chance.Of(m.errs[kind][f] * m.scale * errorFactor(s.Gloves[f]))
}

// robbed: a fielder of more than average range takes hits away.
func (r Resolver) robbed(s *Situation, p *diamond.Play, f int) bool {
	better := float64(card.AverageRange - s.Gloves[f].Range)
	if better <= 0 || p.Result > uint8(outcome.Check1) {
		return false
	}
	step, caught := infieldStep, outcome.GroundB
	if f >= 7 {
		step, caught = outfieldStep, outcome.FlyB
	}
	if !r.Chance.Happens(chance.Of(better * step)) {
		return false
	}
	if caught == outcome.FlyB {
		r.flown(s, p, caught)
	} else {
		r.grounded(s, p, 1)
	}
	return true
}

// everybody moves up so many bases.
func everybody(s *Situation, p *diamond.Play, n int) {
	for base := 3; base >= 0; base-- {
		if base == 0 || s.on(base) {
			p.Advance(base, min(diamond.Home, base+n))
		}
	}
}

// Ways that a try for a base ends.
const (
	out = iota
	safe
	held
)

// runs decides about a try. lead is what the manager says of this runner.
func (r Resolver) runs(t try, lo, hi float64, lead Running) int {
	if lead == Hold {
		return held
	}
	if lead == Send {
		if r.Chance.Happens(chance.Of(t.always(lo, hi))) {
			return out
		}
		return safe
	}
	o, ok := t.within(lo, hi)
	a, b := chance.Of(o), chance.Of(o+ok)
	if b == 0 {
		return held
	}
	return r.Chance.Pick(chance.Table{a, b, chance.Faces})
}

// part draws on which side of a limit a ball lies. Of two runners who try, the one
// ahead is thrown out where the one behind holds: so it must be known which lies
// are his before the other's try is settled.
func (r Resolver) part(lo, hi, limit float64) (from, to float64) {
	switch {
	case limit <= lo || limit >= hi:
		return lo, hi
	case r.Chance.Happens(chance.Of((limit - lo) / (hi - lo))):
		return lo, limit
	default:
		return limit, hi
	}
}

// against is a try when the ball may be cut off: then nobody is thrown out.
func (s *Situation) against(t try) try {
	if s.Cut {
		t.out = 0
	}
	return t
}

// behind is what the runner behind the leading one does.
func (s *Situation) behind() Running {
	if s.Cut {
		return Hold
	}
	return Coach
}

// Sending tells about the leading runner with a result: which one has a choice,
// and how likely he is safe when he is sent. False when nobody has one.
func (m *Model) Sending(s *Situation, o outcome.Result) (from int, safe chance.P, ok bool) {
	lo, hi := m.lie(o)
	var t try
	switch {
	case o >= outcome.SingleShort && o <= outcome.SingleLong && s.on(2):
		from, t = 2, m.second[s.Half.Outs].by(s.points(2, 0))
	case o >= outcome.SingleShort && o <= outcome.SingleLong && s.on(1):
		from, t = 1, m.first[s.Half.Outs][0].by(s.points(1, 0))
	case (o == outcome.Double || o == outcome.DoubleLong) && s.on(1):
		from, t = 1, m.double[s.Half.Outs].by(s.points(1, 0))
	case o >= outcome.FlyA && o <= outcome.FlyC && s.Half.Outs < 2 && s.on(3):
		from, t = 3, m.tag3[s.Half.Outs].by(s.points(3, 0))
	case o >= outcome.FlyA && o <= outcome.FlyC && s.Half.Outs < 2 && s.on(2):
		from, t = 2, m.tag2[s.Half.Outs].by(s.points(2, 0))
	default:
		return 0, 0, false
	}
	return from, chance.Of(1 - t.always(lo, hi)), true
}

// always is how often a runner is out who goes on every lie between lo and hi.
func (t try) always(lo, hi float64) float64 {
	if t.out <= 0 {
		return 0 // nobody throws at him
	}
	worst := 5 * t.out / t.goes // the chance to be out on the worst lie a coach sends him on
	certain := t.goes
	for worst > 0 && certain < 1 && worst*fourth(certain/t.goes) < 1 {
		certain += 0.01
	}
	top := min(hi, certain)
	sum := max(0, hi-max(lo, certain))
	if top > lo {
		sum += t.out * (fifth(top/t.goes) - fifth(lo/t.goes))
	}
	return min(1, sum/(hi-lo))
}

func fourth(x float64) float64 { return x * x * x * x }

// points are what runner, arm and start make of a try.
func (s *Situation) points(from, f int) float64 {
	n := float64(s.Legs[from].Running - card.AverageRunning)
	if f >= 7 {
		n += float64(s.Gloves[f].Arm)
		switch s.Defence.Outfield {
		case Shallow:
			n -= 2
		case Deep:
			n += 2
		case Normal:
		}
	}
	if from == 1 && s.moving() {
		n += 6 // he was off with the pitch
	}
	return n
}

// moving is true when the runner on first goes with the pitch.
func (s *Situation) moving() bool { return s.Offence.Swing == HitAndRun }

func (r Resolver) single(s *Situation, p *diamond.Play, lo, hi float64) {
	outs, f := s.Half.Outs, int(p.Fielder)
	if s.on(3) {
		p.Advance(3, diamond.Home)
	}
	third, lead := true, s.Lead
	if s.on(1) && s.on(2) {
		lo, hi = r.part(lo, hi, r.Model.first[outs][1].by(s.points(1, f)).goes)
	}
	if s.on(2) {
		t := r.Model.second[outs].by(s.points(2, f))
		switch r.runs(s.against(t), lo, hi, lead) {
		case out:
			p.PutOut(2, diamond.Home, int8(f), 2)
		case safe:
			p.Advance(2, diamond.Home)
		default:
			third = false
			if s.on(1) || !r.Chance.Happens(chance.Of(r.Model.stays[outs])) {
				p.Advance(2, 3)
			}
		}
		hi, lead = max(lo+0.01, min(hi, t.goes)), s.behind()
	}
	if s.on(1) {
		r.firstToThird(s, p, [2]float64{lo, hi}, third, lead)
	}
	p.Advance(0, 1)
}

func (r Resolver) firstToThird(s *Situation, p *diamond.Play, lie [2]float64, third bool, lead Running) {
	if !third {
		p.Advance(1, 2)
		return
	}
	second := 0
	if s.on(2) {
		second = 1
	}
	t := r.Model.first[s.Half.Outs][second].by(s.points(1, int(p.Fielder)))
	switch r.runs(s.against(t), lie[0], lie[1], lead) {
	case out:
		p.PutOut(1, 3, p.Fielder, 5)
	case safe:
		to := 3
		if r.Chance.Happens(chance.Of(r.Model.beyond[s.Half.Outs][second])) {
			to = diamond.Home
		}
		p.Advance(1, to)
	default:
		p.Advance(1, 2)
	}
}

func (r Resolver) double(s *Situation, p *diamond.Play, lo, hi float64) {
	for base := 3; base >= 2; base-- {
		if s.on(base) {
			p.Advance(base, diamond.Home)
		}
	}
	if s.on(1) {
		t := r.Model.double[s.Half.Outs].by(s.points(1, int(p.Fielder)))
		switch r.runs(s.against(t), lo, hi, s.Lead) {
		case out:
			p.PutOut(1, diamond.Home, p.Fielder, 6, 2)
		case safe:
			p.Advance(1, diamond.Home)
		default:
			p.Advance(1, 3)
		}
	}
	p.Advance(0, 2)
}

// extra: a fielder lets the ball go by or throws it away, and everybody takes
// another base; nobody does where a runner has stayed on his.
func extra(s *Situation, p *diamond.Play, f int8) {
	var went [4]bool
	for _, step := range p.Steps[:p.Count] {
		went[step.From] = true
	}
	for base := 1; base <= 3; base++ {
		if s.on(base) && !went[base] {
			return
		}
	}
	last := int8(diamond.Home + 1)
	for _, step := range p.Steps[:p.Count] {
		if step.Out || step.To == diamond.Home || p.Count == int8(len(p.Steps)) {
			continue
		}
		if to := step.To + 1; to < last || to == diamond.Home {
			p.Add(diamond.Step{From: step.From, To: to, Error: f})
			last = to
		} else {
			last = step.To
		}
	}
}
