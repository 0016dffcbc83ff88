package atbat

import "playhouse/server/games/baseball/outcome"

// Depth is how the infield stands.
type Depth uint8

// The depths.
const (
	Back Depth = iota
	DoublePlay
	In
	CornersIn
	Lines
	// Depths is how many there are.
	Depths int = iota
)

// Outfield is how the outfield stands.
type Outfield uint8

// The outfield's.
const (
	Normal Outfield = iota
	Shallow
	Deep
)

// Pitching is what the defence has the pitcher do.
type Pitching uint8

// The tactics.
const (
	Pitch Pitching = iota
	PitchAround
	PitchOut
	IntentionalWalk
)

// Defence is the fielding side's decision.
type Defence struct {
	Infield  Depth
	Outfield Outfield
	Pitching Pitching
	// Free is true when runners are not held: they steal without a throw.
	Free bool
}

// Swing is what the batter does.
type Swing uint8

// The swings.
const (
	Away Swing = iota
	Contact
	Power
	Patient
	SacrificeBunt
	SqueezeBunt
	BuntForHit
	HitAndRun
)

// Offence is the batting side's decision.
type Offence struct {
	Swing Swing
	// Steal has the bits of the bases whose runners go: first 1, second 2, third 4.
	Steal uint8
}

// Running is what runners and throwers do after the ball is in play.
type Running uint8

// The choices; the coach judges by how the ball lies.
const (
	Coach Running = iota
	Send
	Hold
)

// Twists are factors on a plate appearance's results by swing, pitching and
// alignment. They trade one thing for another: none is better everywhere. How much
// of the one is worth how much of the other nobody has counted: they are
// judgements. The rates over all plate appearances stay the environment's whatever
// they are (meet in battery.go); by situation they are as they come.
func Twists(d Defence, s Swing) *outcome.Rates {
	return twists[index(d, s)]
}

func index(d Defence, s Swing) int {
	i := 0
	if s <= Patient {
		i = int(s)
	}
	if s == HitAndRun {
		i = 4
	}
	i = i*3 + int(d.Outfield)
	i *= 4
	switch {
	case d.Pitching == PitchAround:
		i++
	case d.Pitching == PitchOut:
		i += 2
	case d.Infield == Lines:
		i += 3
	}
	return i
}

var twists = func() (all [5 * 3 * 4]*outcome.Rates) {
	for i := 1; i < len(all); i++ {
		r := plain()
		swinging(&r, i/12)
		standing(&r, Outfield(i/4%3))
		throwing(&r, i%4)
		all[i] = &r
	}
	return all
}()

func plain() (r outcome.Rates) {
	for i := range r {
		r[i] = 1
	}
	return r
}

func times(r *outcome.Rates, factor float64, results ...outcome.Result) {
	for _, result := range results {
		r[result] *= factor
	}
}

func swinging(r *outcome.Rates, swing int) {
	switch swing {
	case int(Contact):
		times(r, 0.80, outcome.Strikeout, outcome.HomeRun)
		times(r, 0.90, outcome.Double, outcome.DoubleLong, outcome.Triple)
		times(r, 1.06, outcome.SingleShort, outcome.Single, outcome.SingleLong)
	case int(Power):
		times(r, 1.15, outcome.Strikeout, outcome.HomeRun)
		times(r, 0.92, outcome.SingleShort, outcome.Single, outcome.SingleLong, outcome.Walk)
	case int(Patient):
		times(r, 1.20, outcome.Walk)
		times(r, 1.06, outcome.Strikeout)
		times(r, 0.93, outcome.Single, outcome.SingleLong, outcome.Double, outcome.HomeRun)
	case 4: // hit-and-run: he must swing, and protects the runner
		times(r, 0.75, outcome.Strikeout)
		times(r, 0.30, outcome.Walk)
		times(r, 0.55, outcome.HomeRun)
		times(r, 1.05, outcome.Single, outcome.SingleLong)
	}
}

func standing(r *outcome.Rates, o Outfield) {
	switch o {
	case Shallow:
		times(r, 1.30, outcome.Double, outcome.DoubleLong, outcome.Triple)
		times(r, 0.94, outcome.Single, outcome.SingleLong)
	case Deep:
		times(r, 0.80, outcome.Double, outcome.DoubleLong, outcome.Triple)
		times(r, 1.05, outcome.Single, outcome.SingleLong)
	case Normal:
	}
}

func throwing(r *outcome.Rates, how int) {
	switch how {
	case 1: // around the batter
		times(r, 1.7, outcome.Walk)
		times(r, 0.85, outcome.HomeRun)
		times(r, 0.88, outcome.Double, outcome.DoubleLong, outcome.Triple)
		times(r, 0.95, outcome.SingleShort, outcome.Single, outcome.SingleLong)
	case 2: // a ball is given away
		times(r, 1.35, outcome.Walk)
		times(r, 0.88, outcome.Strikeout)
	case 3: // on the lines
		times(r, 0.85, outcome.Double, outcome.DoubleLong)
		times(r, 1.04, outcome.Single, outcome.SingleLong)
	}
}
