package card

import (
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// Plate is the distribution of a plate appearance, ready to be drawn from.
type Plate struct {
	odds [outcome.Count]chance.P
	// Value is what the batter is worth here: bases and walks, weighted by the runs
	// they bring, for each plate appearance. An average one is near 0.32.
	Value float64
}

// Table is the distribution as a table.
func (p *Plate) Table() chance.Table { return p.odds[:] }

// worth are the weights of Value.
var worth = outcome.Rates{
	outcome.Walk: 0.69, outcome.HitByPitch: 0.72, outcome.Interference: 0.7, outcome.SingleShort: 0.85, outcome.Single: 0.88, outcome.SingleLong: 0.92,
	outcome.Double: 1.25, outcome.DoubleLong: 1.3, outcome.Triple: 1.6, outcome.HomeRun: 2,
}

// plate makes it of rates.
func plate(r outcome.Rates) *Plate {
	var (
		p        Plate
		sum, run float64
	)
	sum = r.Sum()
	for i, w := range r {
		run += w
		p.odds[i] = chance.Of(run / sum)
		p.Value += w / sum * worth[i]
	}
	p.odds[outcome.Count-1] = chance.Faces
	return &p
}

// Matchup is who faces whom, and how.
type Matchup struct {
	Batter, Pitcher *Card
	// Tired is true for a pitcher past his endurance.
	Tired bool
	// Home is true when the home side bats.
	Home bool
	// Twist are factors on the results; nil for none.
	Twist *outcome.Rates
}

// Odds works out distributions and remembers them. It is not safe for concurrent
// use.
type Odds struct {
	league *league.League
	base   outcome.Rates
	known  map[Matchup]*Plate
}

// NewOdds remembers nothing yet. base are factors on all results: measured rates
// are those of the mean of all tactics, base are those of none.
func NewOdds(l *league.League, base outcome.Rates) *Odds {
	return &Odds{league: l, base: base, known: map[Matchup]*Plate{}}
}

// Of is the distribution of a plate appearance.
func (o *Odds) Of(m Matchup) *Plate {
	p := o.known[m]
	if p == nil {
		r := Rates(o.league, m)
		for i := range r {
			r[i] *= o.base[i]
		}
		p = plate(r)
		o.known[m] = p
	}
	return p
}

// tiredFactor is how much more often hits, walks and homers come off a tired
// pitcher, and how much less often strike-outs: the third time through the order
// compared with the first two, measured.
const tiredFactor = 1.12

// Rates are the probabilities of a plate appearance. Image cards play as the
// league's chart. In an odds-ratio league both cards are weighed against the
// league, outcome by outcome (log5 of many outcomes): an average card leaves the
// other as it is. In a chart league three faces of a die choose the batter's
// card, three the pitcher's.
func Rates(l *league.League, m Matchup) outcome.Rates {
	r := l.Swing
	if m.Batter.Batting != nil && m.Pitcher.Pitching != nil {
		b, p := Sides(m.Batter, m.Pitcher)
		if l.Resolution == league.Chart {
			r = halves(b, p)
		} else {
			r = oddsRatio(b, settled(l.Grades, p), l.Swing)
		}
	}
	return m.changed(l, r).Normal()
}

// changed are rates with what fatigue, the home ground and tactics make of them.
func (m Matchup) changed(l *league.League, r outcome.Rates) outcome.Rates {
	for i := range r {
		if m.Tired {
			r[i] *= tiring(outcome.Result(i))
		}
		if m.Home && reaches(outcome.Result(i)) {
			r[i] *= 1 + l.HomeEdge
		}
		if m.Twist != nil {
			r[i] *= m.Twist[i]
		}
	}
	return r
}

// Columns are the two cards as they lie on the table in a chart league, each with
// 108 chances: three columns of 36 cells. What changes the odds changes the
// cells.
func (o *Odds) Columns(m Matchup) (batter, pitcher Split) {
	b, p := Sides(m.Batter, m.Pitcher)
	both := [2]Split{m.changed(o.league, b), m.changed(o.league, p)}
	for i := range both {
		for r := range both[i] {
			both[i][r] *= o.base[r]
		}
		both[i] = scaled(both[i].Normal())
	}
	return both[0], both[1]
}

// Cell is the result in a cell of a card, from 0 up to 108; where two results
// share a cell, the fraction decides.
func Cell(s Split, at float64) outcome.Result {
	last := outcome.Strikeout
	for r, n := range s {
		if n == 0 {
			continue
		}
		if last = outcome.Result(r); at < n {
			return last
		}
		at -= n
	}
	return last
}

// Sides are the splits that meet: a batter who switches bats from the other
// side.
func Sides(batter, pitcher *Card) (b, p Split) {
	side := batter.Bats
	if side == Both {
		side = Left + Right - pitcher.Throws
	}
	return batter.Batting.Versus[pitcher.Throws-Left], pitcher.Pitching.Versus[side-Left]
}

func halves(b, p Split) outcome.Rates {
	for i := range b {
		b[i] += p[i]
	}
	return b.Normal()
}

// settled replaces fielding checks by what an average fielder makes of them: in
// an odds-ratio league better and worse ones are asked when the ball is there.
func settled(g league.Grades, p Split) Split {
	for r, n := range p {
		pos := outcome.Result(r).Check()
		if pos == 0 || n == 0 {
			continue
		}
		p[r] = 0
		for to, share := range Settled(g, pos, AverageRange) {
			p[to] += n * share
		}
	}
	return p
}

func oddsRatio(b, p Split, avg outcome.Rates) outcome.Rates {
	for i := range b {
		if avg[i] > 0 {
			b[i] *= p[i] / avg[i]
		}
	}
	return b.Normal()
}

func tiring(r outcome.Result) float64 {
	switch {
	case r == outcome.Strikeout:
		return 1 / tiredFactor
	case reaches(r):
		return tiredFactor
	default:
		return 1
	}
}

// reaches is true for what puts a batter on base by itself.
func reaches(r outcome.Result) bool {
	return r == outcome.Walk || r == outcome.HitByPitch || r >= outcome.SingleShort && r <= outcome.HomeRun
}
