// Package atbat turns what a card or chart says into a play: who fields it, who
// runs where, who is thrown out. It draws from a chance.Source, so the same code
// plays at the table with fair dice, a million times in a simulation, and once
// for every branch when exact chains are computed.
//
// What the environment counts is taken from there (how runners advance on hits
// and flies, errors, wild pitches). What it does not count is decided by races of
// ball against runner (race.go), never by a rate of its own.
package atbat

import (
	"strconv"
	"strings"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// Model is a league as the resolution needs it. Nobody changes it once it is
// made and its frequencies are set.
type Model struct {
	League *league.League
	races  *races

	second [3]try        // runner on second on a single, by outs
	stays  [3]float64    // of those who do not try for home with first open, who stay on second
	first  [3][2]try     // runner on first on a single, by outs and second occupied
	beyond [3][2]float64 // of those who try, who go all the way
	double [3]try        // runner on first on a double, by outs
	tag3   [2]try        // runner on third on a fly
	tag2   [2]try        // runner on second on a fly
	fields map[byte]chance.Table
	errs   map[byte]*[10]float64 // chance of an average fielder's error, by kind and position
	two    chance.P              // an error on the ground is a throw that costs two bases
	boot   float64               // an outfielder's error on a hit
	wild   chance.P              // an infielder's throw that lets runners take another base
	lies   chance.Table          // grades of singles

	grounders, flies chance.Table // grades of balls that a checked fielder has

	bunt   [5]chance.Table // by reason: what comes of it
	throwE chance.P        // a catcher's throw on a steal goes wild

	tries, success [4]float64 // steals by the base they begin at

	singles struct{ short, long float64 }
	doubles float64 // long doubles

	// base are factors on the results, so that the rates are met by the mean of all
	// tactics; scale does the same for errors. Set by Calibrate.
	base  outcome.Rates
	scale float64
	lift  float64 // of ground balls that a batter lifts to bring a runner in from third

	// between are the odds of what happens between pitches with somebody on base;
	// set by Calibrate.
	between  chance.Table
	onStrike chance.P // a third strike gets away
}

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
// and a point of arm are worth the same.
func (t try) by(points float64) try {
	t.goes = min(0.995, max(0.005, t.goes+0.03*points))
	t.out = min(t.out*max(0.2, 1-0.1*points), t.goes/2)
	return t
}

// NewModel makes the model of a league.
func NewModel(l *league.League) *Model {
	m := &Model{League: l, races: newRaces(), scale: 1, base: plain(), fields: map[byte]chance.Table{}, errs: map[byte]*[10]float64{}}
	e := l.Environment
	for outs := range 3 {
		key := strconv.Itoa(outs)
		m.second[outs] = tried(e.Second[key], 4)
		m.stays[outs] = e.Second[key]["2"] / (e.Second[key]["2"] + e.Second[key]["3"]) / openFirst(e)
		m.double[outs] = tried(e.Double[key], 4)
		for i, second := range []string{"-", "r2"} {
			s := e.First[key+"|"+second]
			m.first[outs][i] = tried(s, 3)
			m.beyond[outs][i] = (s["4"] + s["5"] + s["6"]) / (m.first[outs][i].goes - m.first[outs][i].out)
		}
		if outs < 2 {
			m.tag3[outs], m.tag2[outs] = tried(e.Tag3[key], 4), tried(e.Tag2[key], 3)
		}
	}
	g := l.Grades
	m.lies, m.grounders, m.flies = chance.NewTable(g.Single...), chance.NewTable(g.Ground...), chance.NewTable(g.Fly...)
	m.singles.short, m.singles.long, m.doubles = g.Single[0], g.Single[2], g.Double[1]
	m.fielders(e)
	m.errors(e)
	m.bunts(e, l.Bunts)
	m.steals(e)
	m.Calibrate(Openings{OnBase: 0.44, Doubles: 0.18})
	return m
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

func (m *Model) fielders(e *league.Environment) {
	for _, kind := range []string{"G", "F", "L", "P"} {
		weights := make([]float64, 10)
		for pos := 1; pos <= 9; pos++ {
			share := e.Fields[kind][strconv.Itoa(pos)]
			if share > 0.0005 { // a ground ball to center field is a slip of the pen
				weights[pos] = share
			}
		}
		m.fields[kind[0]] = chance.NewTable(weights...)
	}
}

// errors shares the errors of each kind of ball among those who field it, as
// they make them.
func (m *Model) errors(e *league.Environment) {
	var safe, all float64
	for _, kind := range []string{"G", "F", "L", "P"} {
		var chances [10]float64
		mean := 0.0
		for pos := 1; pos <= 9; pos++ {
			share := e.Fields[kind][strconv.Itoa(pos)]
			chances[pos] = 1
			if pos >= 3 && share > 0.02 { // P and C make most of theirs throwing at runners
				chances[pos] = e.Errors[strconv.Itoa(pos)] / share
			}
			mean += share * chances[pos]
		}
		scale := e.Misplayed(kind) / mean
		if kind != "G" {
			for pos := range chances {
				chances[pos] = mean
			}
		}
		for pos := range chances {
			chances[pos] *= scale
		}
		m.errs[kind[0]] = &chances
		safe += e.Came[kind].Count("ROE")
	}
	var outfield float64
	for pos := 7; pos <= 9; pos++ {
		outfield += e.Errors[strconv.Itoa(pos)]
	}
	outfield -= e.Came["F"].Count("ROE") + e.Came["L"].Count("ROE")*(e.Fields["L"]["7"]+e.Fields["L"]["8"]+e.Fields["L"]["9"])
	all = (e.Rates["1B"] + e.Rates["2B"] + e.Rates["3B"]) * e.Plate()
	m.boot = outfield / all
	m.two = chance.Of(0.2) // throws past first, of errors on the ground: the rest are fumbles
}

// bunts splits the environment's bunts into sacrifices and bunts for a hit.
// Table entries: out and runners move, lead runner out, batter out in the air,
// hit, error.
func (m *Model) bunts(e *league.Environment, b league.Bunts) {
	all := e.Bunted()
	sacrifices := all["SH"] / b.Success
	roe := all["ROE"] / all.N()
	pop := e.Came["BP"].Count("OUT") / all.N()
	lead := max(0, 1-b.Success-b.Hit-roe-pop)
	m.bunt[sacrificeBunt] = chance.NewTable(b.Success, lead, pop, b.Hit, roe)
	others := all.N() - sacrifices
	hit := (all["1B"] + all["2B"] - sacrifices*b.Hit) / others
	m.bunt[hitBunt] = chance.NewTable(max(0, 1-hit-roe-pop), 0, pop, hit, roe)
}

const (
	sacrificeBunt = 0
	hitBunt       = 1
)

// BuntRates are how many sacrifice bunts and bunts for a hit are tried for each
// plate appearance in the environment.
func (m *Model) BuntRates() (sacrifice, hit float64) {
	all, plate := m.League.Environment.Bunted(), m.League.Environment.Plate()
	s := all["SH"] / m.League.Bunts.Success
	return s / plate, (all.N() - s) / plate
}

// Odds are the distributions of this league.
func (m *Model) Odds() *card.Odds { return card.NewOdds(m.League, m.base) }

// NewPlate is the distribution that an average batter and pitcher make under
// tactics, for chains.
func (m *Model) NewPlate(d Defence, o Offence) *card.Plate {
	a := card.Average(m.League, "a", "a", 7)
	p := card.AveragePitcher(m.League, "p", "p", 1, 1)
	return m.Odds().Of(card.Matchup{Batter: a, Pitcher: p, Twist: Twists(d, o.Swing)})
}

// lie is the interval of lies that a result's grade stands for.
func (m *Model) lie(r outcome.Result) (lo, hi float64) {
	switch r {
	case outcome.SingleLong:
		return 0, m.singles.long
	case outcome.Single:
		return m.singles.long, 1 - m.singles.short
	case outcome.SingleShort:
		return 1 - m.singles.short, 1
	case outcome.DoubleLong:
		return 0, m.doubles
	case outcome.Double:
		return m.doubles, 1
	case outcome.FlyA, outcome.FlyB, outcome.FlyC:
		g := m.League.Grades.Fly
		lo := 0.0
		for i := range int(r - outcome.FlyA) {
			lo += g[i]
		}
		return lo, lo + g[r-outcome.FlyA]
	default:
		return 0, 1
	}
}
