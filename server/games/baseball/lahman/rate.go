package lahman

import (
	"math"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// full is how many plate appearances speak for themselves; see the package's
// description.
const full = 100

// padded fills a short line up with the average of its kind.
func padded(t, kind tally) tally {
	missing, sum := full-t.sum(), kind.sum()
	if missing <= 0 || sum == 0 {
		return t
	}
	return t.plus(kind, missing/sum)
}

// ratios are a line's rates over its league's: 1 where the league has none.
func ratios(t, league tally) (r tally) {
	n, all := t.sum(), league.sum()
	for i := range r {
		r[i] = 1
		if league[i] > 0 && n > 0 {
			r[i] = t[i] / n / (league[i] / all)
		}
	}
	if league[strikeout] == 0 {
		r[strikeout] = r[out] // uncounted, they are among the outs
	}
	return r
}

// of is the event that a result belongs to; false for what lines do not tell.
func of(r outcome.Result) (event, bool) {
	switch {
	case r == outcome.Strikeout:
		return strikeout, true
	case r == outcome.Walk:
		return walk, true
	case r == outcome.HitByPitch:
		return hitByPitch, true
	case r == outcome.SingleShort || r == outcome.Single || r == outcome.SingleLong:
		return single, true
	case r == outcome.Double || r == outcome.DoubleLong:
		return double, true
	case r == outcome.Triple:
		return triple, true
	case r == outcome.HomeRun:
		return homeRun, true
	case r >= outcome.GroundA && r <= outcome.PopOut:
		return out, true
	default:
		return 0, false
	}
}

// rates are a league's swings, event by event as often as the factors say. Where
// cards are read half of the time (charts), they say twice as much.
func rates(l *league.League, factors ...tally) outcome.Rates {
	r := l.Swing
	for i := range r {
		e, told := of(outcome.Result(i))
		for _, f := range factors {
			if told {
				r[i] *= f[e]
			}
		}
	}
	r = r.Normal()
	if l.Resolution == league.Chart {
		for i := range r {
			r[i] = max(0, 2*r[i]-l.Swing[i])
		}
		r = r.Normal()
	}
	for i := range r {
		r[i] *= card.Chances
	}
	return r
}

// platoon are factors on the events against left and right, for one who meets a
// share of lefts. at names the environment's table against each.
func platoon(l *league.League, at [2]string, lefts float64) (f [2]tally) {
	var shares [2]tally
	for i, name := range at {
		v := l.Environment.Versus[name]
		shares[i] = tally{v["K"], v["BB"], v["HBP"], v["1B"], v["2B"], v["3B"], v["HR"], v["OUT"] + v["SF"] + v["ROE"] + v["FC"]}
	}
	power := 0.5
	if l.Resolution == league.Chart {
		power = 1
	}
	for e := range f[0] {
		left, right := math.Pow(shares[0][e], power), math.Pow(shares[1][e], power)
		mean := lefts*left + (1-lefts)*right
		f[0][e], f[1][e] = 1, 1
		if mean > 0 {
			f[0][e], f[1][e] = left/mean, right/mean
		}
	}
	return f
}

var letters = map[card.Hand]string{card.Left: "L", card.Right: "R"}

// versusPitchers are a batter's factors.
func versusPitchers(l *league.League, bats card.Hand, lefties float64) [2]tally {
	if bats == card.Both {
		return platoon(l, [2]string{"RvL", "LvR"}, lefties)
	}
	return platoon(l, [2]string{letters[bats] + "vL", letters[bats] + "vR"}, lefties)
}

// versusBatters are a pitcher's.
func versusBatters(l *league.League, throws card.Hand, lefties float64) [2]tally {
	return platoon(l, [2]string{"Lv" + letters[throws], "Rv" + letters[throws]}, lefties)
}

// drawn is a ratio of what was seen to what the league would have, drawn towards
// 1 by so many cases.
func drawn(seen, expected, cases float64) float64 { return (seen + cases) / (expected + cases) }

// rated is a rating, within its bounds.
func rated(x float64, low, high int8) int8 {
	return int8(math.Round(min(float64(high), max(float64(low), x))))
}
