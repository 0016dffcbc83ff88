package atbat

import (
	"math"

	"playhouse/server/games/baseball/chance"
)

// The race between ball and runner. Ground balls are not resolved by rates of
// double plays or of runs from third, which are nowhere in the environment, but
// by what happens: the ball needs time to a glove, a glove needs time to throw,
// a throw needs time to fly, and runners need time to run.

type point struct{ x, y float64 } // feet; home at 0,0, second base at 0,127

// bases by number; 4 is home.
var bases = [5]point{{}, {63.6, 63.6}, {0, 127.3}, {-63.6, 63.6}, {0, 0}}

// stands is where infielders field a ground ball on average, at normal depth.
var stands = [7]point{{}, {0, 55}, {0, 6}, {68, 85}, {38, 137}, {-66, 88}, {-38, 137}}

// toGlove is how long an average ground ball needs to the infielder at a
// position, in seconds at normal depth: 85 miles an hour off the bat, and half of it
// lost in the grass by the time it is at short.
var toGlove = [7]float64{0, 0.9, 1.3, 1.55, 1.8, 1.5, 1.8}

// These are judgements about speed: each is the middle of the range that scouts'
// and coaches' clocks give (in brackets). None was fitted to a figure that emerges:
// what comes of them is what it is.
const (
	// release: from glove to throw, on the move (0.7 to 0.95); the pitcher and the
	// catcher must turn first (0.9 to 1.1).
	release, releaseTurning = 0.82, 1.00
	// throwSpeed in feet a second: 78 miles an hour (70 to 86).
	throwSpeed = 114.0
	// pivot: a middle infielder takes the throw on the run, touches second and has
	// the ball in the air again (0.6 to 0.8).
	pivot = 0.70
	// tag: where there is no force the glove must come down on the runner (0.15 to
	// 0.25).
	tag = 0.20
	// raceSpread in seconds of one race: bad hops, feeds, jumps, slides. A third of a
	// second is what the same runner's times to first differ by from day to day,
	// and as much for the fielder, together.
	raceSpread = 0.32
)

// hardness is how much longer a ground ball of a grade takes than the average one.
// The grades are thirds of all: public measurements of how fast ground balls leave
// the bat have a mean of about 85 miles an hour and a standard deviation of 15, and
// the outer thirds of a normal distribution lie 1.09 deviations from its middle.
var hardness = [3]float64{85 / (85 + 1.09*15), 1, 85 / (85 - 1.09*15)}

// Runners' seconds at running 12, and what one point is worth: nine of ten major
// leaguers are at first in 4.15 to 4.75 seconds, which are ten points.
const (
	homeToFirst   = 4.45 // average of both sides of the plate (4.3 to 4.6)
	firstToSecond = 3.45 // from a secondary lead (3.3 to 3.6)
	secondToThird = 3.50 // with a look where the ball goes (3.3 to 3.7)
	thirdToHome   = 3.45 // on contact (3.3 to 3.6)
	perPoint      = 0.06
	// behindHim: on a ball to the right side the runner on second goes at once.
	// Nobody holds him, so his lead is twenty-five feet instead of the twelve of one
	// who is held, at the twenty-seven feet a second that average runners run.
	behindHim = firstToSecond - (25-12)/27.0
)

// fielding is how the infield stands for a ground ball.
func fielding(pos int, depth Depth) (at point, seconds float64) {
	at, seconds = stands[pos], toGlove[pos]
	closer := 0.0
	switch {
	case depth == In || depth == CornersIn && (pos == 3 || pos == 5):
		closer = 0.28
	case depth == DoublePlay && (pos == 4 || pos == 6):
		return point{at.x * 0.75, at.y - 6}, seconds - 0.08
	}
	if pos <= 2 {
		closer = 0
	}
	return point{at.x * (1 - closer/2), at.y * (1 - closer/2)}, seconds * (1 - closer)
}

// arrival is when a throw from a position is at a base, without a tag.
func arrival(pos, grade int, depth Depth, base int) float64 {
	at, seconds := fielding(pos, depth)
	turn := release
	if pos <= 2 {
		turn = releaseTurning
	}
	away := math.Hypot(at.x-bases[base].x, at.y-bases[base].y)
	if near := 25.0; away < near && pos > 2 {
		return seconds*hardness[grade] + away/25 // he runs there himself, 25 feet a second
	}
	return seconds*hardness[grade] + turn + away/throwSpeed
}

// wins is the chance that something due at ball comes before a runner due at
// run.
func wins(ball, run float64) float64 {
	return 0.5 * (1 + math.Erf((run-ball)/(raceSpread*math.Sqrt2)))
}

func seconds(base float64, running int8) float64 { return base - perPoint*float64(running-12) }

// races are the chances of the ball's being first, by position, hardness and
// depth, for runners of 8 to 17.
type races struct {
	second, relay, third, home, first [7][3][Depths][10]chance.P
	homeRelay                         [7][3][Depths][10]chance.P
	turn3                             [7][3][Depths][10]chance.P
}

func newRaces() *races {
	r := &races{}
	for pos := 1; pos <= 6; pos++ {
		for grade := range 3 {
			for depth := range Depths {
				for run := range 10 {
					r.fill(pos, grade, Depth(depth), run)
				}
			}
		}
	}
	return r
}

func (r *races) fill(pos, grade int, depth Depth, run int) {
	speed := int8(run + 8)
	set := func(table *[7][3][Depths][10]chance.P, ball, runner float64) {
		table[pos][grade][depth][run] = chance.Of(wins(ball, seconds(runner, speed)))
	}
	across := 90 / throwSpeed
	set(&r.second, arrival(pos, grade, depth, 2), firstToSecond)
	set(&r.relay, arrival(pos, grade, depth, 2)+pivot+across, homeToFirst)
	ahead := secondToThird
	if pos == 3 || pos == 4 {
		ahead = behindHim
	}
	set(&r.third, arrival(pos, grade, depth, 3)+tag, ahead)
	set(&r.home, arrival(pos, grade, depth, 4)+tag, thirdToHome)
	set(&r.first, arrival(pos, grade, depth, 1), homeToFirst)
	set(&r.homeRelay, arrival(pos, grade, depth, 4)+releaseTurning+across, homeToFirst)
	// A third baseman close to his base steps on it and throws across the diamond.
	set(&r.turn3, arrival(pos, grade, depth, 3)+release+127/throwSpeed, homeToFirst)
}
