package atbat

import (
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// Openings are how things stand in the league's own games, as the chain of its
// plays tells. Shares are of plate appearances: OnBase has somebody on base when a
// pitch is to be made, in Away a pitch that gets away lets somebody move up (Moved),
// Doubles begins with first taken and less than two out. Rates are what plate
// appearances come to, by the environment's names.
type Openings struct {
	OnBase, Doubles, Away float64
	Rates                 map[string]float64
	// Runs are those to come, by outs * 8 + the code of the bases.
	Runs [24]float64
}

// wildPickoff is the share of a pitcher's throws to a base that go wild, of those
// after which something is recorded. A judgement: the environment counts both
// together.
const wildPickoff = 0.2

// Calibrate sets how often balls get away and runners are picked off, each time
// they can: the environment counts them for all plate appearances.
func (m *Model) Calibrate(o Openings) {
	other := m.League.Environment.Other
	pickoffs := max(0, other["8"]-m.caughtLeaning())
	wild, passed, balk := other["9"]/o.Away, other["10"]/o.Away, other["11"]/o.OnBase
	pick := pickoffs / o.OnBase
	quiet := 1 - wild - passed - balk - pick
	m.between = chance.NewTable(quiet, wild, passed, balk, pick*(1-wildPickoff), pick*wildPickoff)
	m.rolls = rolling()
	// A third strike is one pitch of a plate appearance's four.
	m.onStrike = chance.Of((wild + passed) / pitches * toFirst())
	m.throwE = chance.Of(m.wildThrows())
	m.wild = chance.Of(m.thrownAway(o, pick*wildPickoff*o.OnBase))
	m.advances(m.League.Environment)
	m.judge(o.Runs)
	m.meet(o.Rates)
}

// thrownAway is how often an infielder's throw lets runners take a base: the
// infield's errors that put nobody on base, and are not the catcher's on steals
// or the pitcher's at a base, by the throws they make that are not for the first
// out: one after every hit, and one for the second out of two.
func (m *Model) thrownAway(o Openings, pickoffs float64) float64 {
	e := m.League.Environment
	var errors float64
	for _, pos := range []string{"1", "2", "3", "4", "5", "6"} {
		errors += e.Errors[pos]
	}
	errors -= e.Came["G"].Count("ROE") + e.Came["P"].Count("ROE") + e.Bunted()["ROE"]
	errors -= m.wildThrows()*(e.Stolen["2"]+e.Caught["2"]+e.Stolen["3"]+e.Caught["3"]) + (pickoffs+e.Other["13"])*e.Plate()
	hits := e.Rates["1B"] + e.Rates["2B"] + e.Rates["3B"]
	throws := (hits + e.Balls["G"]*e.Fielded("G")*(1-e.Rates["K"]-e.Rates["BB"])*o.Doubles) * e.Plate()
	return errors / throws
}

// Restless is how often something happens between pitches with runners on bases,
// given as a code.
func (m *Model) Restless(bases int) chance.P {
	if bases == 0 {
		return 0
	}
	away := m.between[2] - m.between[0]
	return chance.Faces - m.between[0] - away + chance.P(float64(away)*Moved(bases))
}

// meet moves the rates towards the environment's: tactics and alignments make
// them differ by situation, and the environment counts their mean.
func (m *Model) meet(rates map[string]float64) {
	want := m.League.Environment.Rates
	for name, results := range map[string][]outcome.Result{
		"K": {outcome.Strikeout}, "BB": {outcome.Walk}, "HBP": {outcome.HitByPitch}, "CI": {outcome.Interference},
		"1B": {outcome.SingleShort, outcome.Single, outcome.SingleLong}, "2B": {outcome.Double, outcome.DoubleLong},
		"3B": {outcome.Triple}, "HR": {outcome.HomeRun},
	} {
		if rates[name] > 0 {
			times(&m.base, want[name]/rates[name], results...)
		}
	}
	if rates["ROE"] > 0 {
		m.scale *= want["ROE"] / rates["ROE"]
		// With a runner on third batters lift the ball: how often is in the count of
		// sacrifice flies.
		flies := m.League.Swing[outcome.FlyA] + m.League.Swing[outcome.FlyB] + m.League.Swing[outcome.FlyC]
		grounders := m.League.Swing[outcome.GroundA] + m.League.Swing[outcome.GroundB] + m.League.Swing[outcome.GroundC]
		m.lift = max(0, m.lift+(want["SF"]/rates["SF"]-1)*flies/grounders)
	}
}

// pitches in an average plate appearance: 3.9 in 2019 by public counts.
const pitches = 3.9

// caughtLeaning are the runners caught stealing by a throw to the base they
// left, for each plate appearance: the environment counts them as pickoffs, too.
func (m *Model) caughtLeaning() float64 {
	e := m.League.Environment
	return (e.Caught["PO2"] + e.Caught["PO3"] + e.Caught["POH"]) / e.Plate()
}

// wildThrows is how many steals see the catcher's throw go into the outfield:
// his errors that are not on balls in play, of which a judgement is that they are
// three in ten.
func (m *Model) wildThrows() float64 {
	e := m.League.Environment
	onBalls := e.Errors["2"] * 0.3
	steals := e.Stolen["2"] + e.Stolen["3"] + e.Caught["2"] + e.Caught["3"]
	return (e.Errors["2"] - onBalls) / steals
}

// StealRates are tries from first, second and third for each plate appearance,
// and the share that succeeds.
func (m *Model) StealRates() (tries, success [4]float64) { return m.tries, m.success }

func (m *Model) steals(e *league.Environment) {
	for base, keys := range map[int][2]string{1: {"2", "PO2"}, 2: {"3", "PO3"}, 3: {"H", "POH"}} {
		safe := e.Stolen[keys[0]]
		all := safe + e.Caught[keys[0]] + e.Caught[keys[1]]
		m.tries[base], m.success[base] = all/e.Plate(), safe/all
	}
}

func (m *Model) passedShare(s *Situation) chance.P {
	other := m.League.Environment.Other
	passed := other["10"] * float64(s.Gloves[2].Pass) / card.AveragePass
	return chance.Of(passed / (passed + other["9"]))
}

// Steal resolves the steals that were ordered; false when nobody goes. A runner
// goes only when the next base is free or its runner goes as well, and the
// leading one draws the throw.
func (r Resolver) Steal(s *Situation, p *diamond.Play) bool {
	lead := 0
	for base := 3; base >= 1; base-- {
		if s.Offence.Steal&(1<<(base-1)) != 0 && s.on(base) {
			lead = base
			break
		}
	}
	if lead == 0 {
		return false
	}
	if s.Defence.Free && lead < 3 {
		p.Kind = diamond.Indifference
		r.others(s, p, lead)
		return true
	}
	p.Kind = diamond.StolenBase
	if !r.Chance.Happens(r.Model.Success(s, lead)) {
		p.Kind = diamond.CaughtStealing
		p.PutOut(lead, lead+1, 2, catches(lead+1))
		r.others(s, p, lead-1)
		return true
	}
	p.Advance(lead, lead+1)
	r.others(s, p, lead-1)
	if lead < 3 && r.Chance.Happens(chance.P(float64(r.Model.throwE)*errorFactor(s.Gloves[2]))) {
		if lead == 1 && s.on(3) {
			p.Add(diamond.Step{From: 3, To: diamond.Home, Error: 2})
		}
		p.Add(diamond.Step{From: int8(lead), To: int8(lead + 2), Error: 2})
	}
	return true
}

// others are the runners behind who go as well.
func (r Resolver) others(s *Situation, p *diamond.Play, from int) {
	for base := from; base >= 1; base-- {
		if s.Offence.Steal&(1<<(base-1)) != 0 && s.on(base) {
			p.Advance(base, base+1)
		}
	}
}

// catches is who takes the catcher's throw.
func catches(base int) int8 { return [...]int8{0, 3, 6, 5, 2}[base] }

// Success is the chance of a steal from a base: the environment's, changed by
// the runner, the pitcher's hold and the catcher's arm. What a point of those is
// worth, and that a pitch-out takes a quarter away, are judgements: the average
// card has none of the one, and computers order none of the other.
func (m *Model) Success(s *Situation, base int) chance.P {
	p := m.success[base] * s.Legs[base].Steal
	p += 0.02 * float64(s.Hold+s.Gloves[2].Arm)
	if s.Defence.Pitching == PitchOut {
		p -= 0.25
	}
	return chance.Of(min(0.97, max(0.03, p)))
}

// Between resolves what gets away between pitches; false when nothing does.
func (r Resolver) Between(s *Situation, p *diamond.Play) bool {
	if s.Half.Bases.Code() == 0 {
		return false
	}
	switch r.Chance.Pick(r.Model.table(s)) {
	case 1:
		return r.away(s, p, diamond.WildPitch)
	case 2:
		return r.away(s, p, diamond.PassedBall)
	case 3:
		p.Kind = diamond.Balk
	case 4:
		return r.pickedOff(s, p)
	case 5:
		p.Kind = diamond.PickoffError
	default:
		return false
	}
	for base := 3; base >= 1; base-- {
		if s.on(base) {
			p.Advance(base, base+1)
		}
	}
	if p.Kind == diamond.PickoffError {
		for i := range p.Count {
			p.Steps[i].Error = 1
		}
	}
	return true
}

func (r Resolver) pickedOff(s *Situation, p *diamond.Play) bool {
	base := 1
	for !s.on(base) {
		base++
	}
	p.Kind = diamond.PickedOff
	p.PutOut(base, base, 1, [...]int8{0, 3, 4, 5}[base])
	return true
}

// table is what may happen between pitches with this battery.
func (m *Model) table(s *Situation) chance.Table {
	if s.Wild == card.AverageWild && s.Balks == card.AverageBalk && s.Gloves[2].Pass == card.AveragePass {
		return m.between
	}
	share := func(i int) float64 { return float64(m.between[i]-m.between[i-1]) / chance.Faces }
	wild := share(1) * float64(s.Wild) / card.AverageWild
	passed := share(2) * float64(s.Gloves[2].Pass) / card.AveragePass
	balk := share(3) * float64(s.Balks) / card.AverageBalk
	return chance.NewTable(max(0, 1-wild-passed-balk-share(4)-share(5)), wild, passed, balk, share(4), share(5))
}
