package card

import (
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// The league's average ratings. A card with these plays at the environment's
// rates; others at a ratio to them.
const (
	AverageRunning = 12
	AverageRange   = 3
	AverageError   = 12
	AverageWild    = 8
	AveragePass    = 8
	AverageBalk    = 4
)

// AverageSteal is an average stealer.
var AverageSteal = Steal{Lead: 18, Safe: 17, Cold: 12, Pickoff: 10}

// averageGlove is the same at every position.
var averageGlove = Glove{Range: AverageRange, Error: AverageError, Pass: AveragePass}

// Average is a batter who is the league itself, rated at the positions.
func Average(l *league.League, id, name string, positions ...int) *Card {
	split := scaled(l.Swing)
	c := &Card{ID: id, Name: name, Bats: Right, Throws: Right, Batting: &Batting{
		Versus: [2]Split{split, split}, Running: AverageRunning, Steal: AverageSteal, Bunt: 'B', HitAndRun: 'C', Power: true,
	}}
	for _, pos := range positions {
		c.Gloves[pos] = averageGlove
	}
	return c
}

// AveragePitcher is a pitcher who is the league itself. Thirty of his chances are
// fielding checks: they stand for balls that an average fielder turns into the
// same hits and outs.
func AveragePitcher(l *league.League, id, name string, starts, relief int8) *Card {
	split := withChecks(l, scaled(l.Swing))
	c := Average(l, id, name)
	c.Gloves[1] = averageGlove
	c.Pitching = &Pitching{Versus: [2]Split{split, split}, Starts: starts, Relief: relief, WildPitch: AverageWild, Balk: AverageBalk}
	return c
}

func scaled(r outcome.Rates) Split {
	for i := range r {
		r[i] *= Chances
	}
	return r
}

// checkChances is how many of a pitcher's 108 chances are fielding checks.
const checkChances = 30

// withChecks turns balls that fielders settle into fielding checks: by position
// as often as balls go there. What an average fielder makes of the checks is
// taken from the card's other chances.
func withChecks(l *league.League, s Split) Split {
	for pos, share := range checkShares(l) {
		if pos == 0 {
			continue
		}
		n := checkChances * share
		s[outcome.Check1+outcome.Result(pos-1)] = n
		for r, p := range Settled(l.Grades, pos, AverageRange) {
			s[r] -= n * p
		}
	}
	return s
}

// checkShares are how checks are shared among positions: as outs are on the
// ground and in the air.
func checkShares(l *league.League) (shares [10]float64) {
	e := l.Environment
	for _, kind := range []string{"G", "F"} {
		n := e.Balls[kind] * e.Fielded(kind)
		for pos := 1; pos <= 9; pos++ {
			if (kind == "G") == (pos <= 6) {
				shares[pos] += n * e.Fields[kind][string(rune('0'+pos))]
			}
		}
	}
	var sum float64
	for _, s := range shares {
		sum += s
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}

// Lapses is how many of 20 checks a fielder of a range lets through: none at
// range 1; in the infield two more a step, in the outfield three or four.
func Lapses(pos int, rng int8) float64 {
	if pos <= 6 {
		return 2 * float64(rng-1)
	}
	return 3.75 * float64(rng-1)
}

// Settled is what a check comes to at a range, errors apart: hits (half of those
// through the infield are short; in the outfield four of 15 go for two bases, and
// one of those in four for three), or a ball he has.
func Settled(g league.Grades, pos int, rng int8) (r outcome.Rates) {
	through := Lapses(pos, rng) / 20
	if pos <= 6 {
		r[outcome.SingleShort], r[outcome.Single] = through/2, through/2
		for i, share := range g.Ground {
			r[outcome.GroundA+outcome.Result(i)] = (1 - through) * share
		}
		return r
	}
	r[outcome.Single], r[outcome.Double], r[outcome.Triple] = through*11/15, through*3/15, through/15
	for i, share := range g.Fly {
		r[outcome.FlyA+outcome.Result(i)] = (1 - through) * share
	}
	return r
}
