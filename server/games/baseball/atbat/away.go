package atbat

import (
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
)

// A pitch that gets away rolls towards the backstop, and a runner goes when the
// catcher cannot have it at the next base in time: second base is far, home is
// near. The environment counts wild pitches and passed balls on which somebody
// moved up, not who; so that is a race. No figure of runs was looked at for these:
// they are judgements about speed.
const (
	// backstop in feet: the rule book recommends sixty (2.01). The ball is as likely
	// to stop in one place before it as in another.
	backstop = 60.0
	// gather: the catcher turns, and sees where it went.
	gather = 0.7
	// chase in feet a second: out of the crouch, in gear, to a stop.
	chase = 15.0
	// shovel and toss: to the pitcher who covers the plate, from the wrist, and in
	// feet a second.
	shovel, toss = 0.5, 60.0
	// reads: a runner sees the ball in the dirt.
	reads = 0.3
	// sure: nobody is thrown out here (who is, counts as no wild pitch: 9.13), so
	// runners go when two spreads of a race are theirs.
	sure = 2 * raceSpread
)

// needs is how far the ball must roll for a runner to take a base (4 is home) for
// sure.
func needs(base int, runs float64) float64 {
	for away := 0.0; ; away++ {
		ball := gather + away/chase + tag
		if base == diamond.Home {
			ball += shovel + away/toss
		} else {
			straight := [...]float64{0, 90, 127.3, 90}[base]
			ball += releaseTurning + (straight+away)/throwSpeed
		}
		if ball >= runs+sure {
			return away
		}
	}
}

// farther are the shares of balls that roll far enough for a runner on first,
// second and third, of those that do for the one on first.
func farther() (shares [4]float64) {
	shares[1] = backstop - needs(2, firstToSecond+reads)
	shares[2] = backstop - needs(3, secondToThird+reads)
	shares[3] = backstop - needs(diamond.Home, thirdToHome+reads)
	for base := 3; base >= 1; base-- {
		shares[base] /= shares[1]
	}
	return shares
}

// toFirst is how many of those are far enough for a batter who swung at a third
// strike.
func toFirst() float64 {
	return (backstop - needs(1, homeToFirst)) / (backstop - needs(2, firstToSecond+reads))
}

// rolling are how far balls roll: 0 for the runner on first alone, 1 for the one
// on second too, 2 for all.
func rolling() chance.Table {
	far := farther()
	return chance.NewTable(1-far[2], far[2]-far[3], far[3])
}

// Moved is the share of the pitches that get away on which somebody moves up with
// runners on bases, given as a code.
func Moved(bases int) float64 {
	switch far := farther(); {
	case bases == 0:
		return 0
	case bases&3 == 1:
		return 1
	case bases&6 == 2:
		return far[2]
	default:
		return far[3]
	}
}

// away is a pitch that gets away; false when it does not get far enough for
// anybody whose base ahead is free or becomes so.
func (r Resolver) away(s *Situation, p *diamond.Play, kind diamond.Kind) bool {
	rolls := r.Chance.Pick(r.Model.rolls)
	for base := 3; base >= 1; base-- {
		if !s.on(base) {
			continue
		}
		if rolls >= base-1 && (base == 3 || !s.on(base+1) || p.Count > 0 && int(p.Steps[p.Count-1].From) == base+1) {
			p.Advance(base, base+1)
		}
	}
	if p.Count > 0 {
		p.Kind = kind
	}
	return p.Count > 0
}
