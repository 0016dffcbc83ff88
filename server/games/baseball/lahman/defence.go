package lahman

import (
	"strconv"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// A pitcher's line has his fielders in it: hits that they took away, balls that
// they let through. At the table they do so again, so his card is of what he would
// have given with average ones behind him.

// checksOfBalls is the share of balls in play that a step of range decides about,
// as in the resolution of plays.
const checksOfBalls = 0.206

// behind is what a team's fielders do to hits that stay in the park, as a factor.
func (s *Season) behind(t Team, l *league.League) float64 {
	ranges := s.ranges(t)
	short := l.Swing[outcome.SingleShort]
	hits := short + l.Swing[outcome.Single] + l.Swing[outcome.SingleLong] + l.Swing[outcome.Double] + l.Swing[outcome.DoubleLong] + l.Swing[outcome.Triple]
	grounders := l.Swing[outcome.GroundA] + l.Swing[outcome.GroundB] + l.Swing[outcome.GroundC]
	flies := l.Swing[outcome.FlyA] + l.Swing[outcome.FlyB] + l.Swing[outcome.FlyC]
	more := 0.0
	for pos := 1; pos <= 9; pos++ {
		kind, fell, caught := "G", short, grounders
		if pos >= 7 {
			kind, fell, caught = "F", hits-short, flies
		}
		share := l.Environment.Fields[kind][strconv.Itoa(pos)] * checksOfBalls * card.Lapses(pos, 2) / 20
		more += share * (ranges[pos].worse*caught - ranges[pos].better*fell)
	}
	return max(0.5, 1+more/hits)
}

// stretch is by how many steps fielders were better and worse than average, in the
// mean of the time that they played.
type stretch struct{ better, worse float64 }

func (s *Season) ranges(t Team) (r [10]stretch) {
	var time [10]float64
	for _, m := range s.members(t) {
		gloves := s.gloves(m.player, t.League)
		for _, f := range m.fielded {
			if f.team != t.Code {
				continue
			}
			played := s.leagues[t.League].time(f.n)
			for _, pos := range positions[f.position] {
				steps := float64(card.AverageRange - gloves[pos].Range)
				time[pos] += played
				r[pos].better += played * max(0, steps)
				r[pos].worse += played * max(0, -steps)
			}
		}
	}
	for pos := range r {
		if time[pos] > 0 {
			r[pos].better /= time[pos]
			r[pos].worse /= time[pos]
		}
	}
	return r
}

// alone are the factors that take the fielders out of a pitcher's line. Where
// cards have fielding checks that dice find, those are about the fielders already.
func (s *Season) alone(t Team, l *league.League) tally {
	f := tally{1, 1, 1, 1, 1, 1, 1, 1}
	if l.Resolution == league.OddsRatio {
		by := 1 / s.behind(t, l)
		f[single], f[double], f[triple] = by, by, by
	}
	return f
}
