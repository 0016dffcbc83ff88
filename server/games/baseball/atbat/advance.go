package atbat

import (
	"strconv"
	"strings"

	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/league"
)

// try is how often runners try for a base, and are out there, of all cases.
type try struct{ goes, out float64 }

// within are the shares out and safe of the cases whose lie is between lo and
// hi. Lies are ordered: the best for the runner is 0, and a coach sends him on
// the best; who is thrown out was sent on one of the worst of those (the chance
// rises with the fourth power), so a rate of outs belongs to every lie.
func (t try) within(lo, hi float64) (out, safe float64) {
	if t.goes <= 0 || lo >= t.goes {
		return 0, 0
	}
	top := min(hi, t.goes)
	out = t.out * (fifth(top/t.goes) - fifth(lo/t.goes)) / (hi - lo)
	return out, max(0, (top-lo)/(hi-lo)-out)
}

func fifth(x float64) float64 { return x * x * x * x * x }

// by adapts the share to the runner and the arm that throws: a point of running
// and a point of arm are worth the same. How much is a judgement about ratings;
// average ones have no points.
func (t try) by(points float64) try {
	t.goes = min(0.995, max(0.005, t.goes+0.03*points))
	t.out = min(t.out*max(0.2, 1-0.1*points), t.goes/2)
	return t
}

// advances reads how runners advance from the environment's tables. They say where
// runners ended up, errors included, and errors on hits are made here as well
// (landed): so what is kept is how far runners get before one, such that both
// together end where the tables say.
func (m *Model) advances(e *league.Environment) {
	for outs := range 3 {
		key := strconv.Itoa(outs)
		m.fromSecond(outs, e.Second[key], openFirst(e))
		for i, second := range []string{"-", "r2"} {
			m.fromFirst(outs, i, e.First[key+"|"+second])
		}
		double := tried(e.Double[key], diamond.Home)
		double.goes = 1 - (1-double.goes)/(1-m.slipOnDouble())
		m.double[outs] = double
		if outs < 2 {
			m.tag3[outs], m.tag2[outs] = tried(e.Tag3[key], diamond.Home), tried(e.Tag2[key], 3)
			m.round[outs] = home(e.Tag2[key]) / (m.tag2[outs].goes - m.tag2[outs].out)
		}
	}
}

// fromSecond: who holds at third comes home on an error, who stays on second
// stays.
func (m *Model) fromSecond(outs int, s league.Shares, open float64) {
	t := tried(s, diamond.Home)
	stays, third := s["2"], s["3"]
	for range settling {
		third = s["3"] / (1 - m.slip(t.goes, 1))
		t.goes = 1 - stays - third
	}
	m.second[outs], m.stays[outs] = t, stays/(stays+third)/open
}

// fromFirst: who holds at second comes to third on an error, who goes to third
// comes home.
func (m *Model) fromFirst(outs, second int, s league.Shares) {
	t := tried(s, 3)
	held, slip := s["2"], 0.0
	for range settling {
		slip = m.slip(t.goes, 1)
		held = s["2"] / (1 - slip)
		t.goes = 1 - held
	}
	third := (s["3"] - held*slip) / (1 - m.slip(0, t.goes))
	m.first[outs][second] = t
	m.beyond[outs][second] = max(0, 1-third/(t.goes-t.out))
}

// settling rounds: a share of errors depends on who holds, and who holds on it.
const settling = 4

// slip is how often an error on a single lets runners take another base, of the
// lies between lo and hi: the shortest are the infield's, the others are picked up
// by an outfielder and thrown in.
func (m *Model) slip(lo, hi float64) float64 {
	wild := float64(m.wild) / chance.Faces
	short := 1 - m.singles.short
	deep := max(0, min(hi, short)-lo) / (hi - lo)
	return deep*(m.boot+(1-m.boot)*wild) + (1-deep)*wild
}

// slipOnDouble is the same on doubles.
func (m *Model) slipOnDouble() float64 {
	return m.boot + (1-m.boot)*float64(m.wild)/chance.Faces
}

// tried sums who went for base or farther.
func tried(s league.Shares, base int) (t try) {
	for key, share := range s {
		to, err := strconv.Atoi(key)
		if err != nil {
			continue
		}
		if to == 0 {
			t.out += share
		}
		if to == 0 || to >= base {
			t.goes += share
		}
	}
	return t
}

// openFirst is how often first base was open when a runner on second saw a
// single.
func openFirst(e *league.Environment) float64 {
	var all, behind float64
	for _, s := range e.Second {
		all += s.N()
	}
	for key, s := range e.First {
		if strings.HasSuffix(key, "r2") {
			behind += s.N()
		}
	}
	return 1 - behind/all
}

// home is the share that scored.
func home(s league.Shares) (share float64) {
	for key, n := range s {
		if to, err := strconv.Atoi(key); err == nil && to >= diamond.Home {
			share += n
		}
	}
	return share
}
