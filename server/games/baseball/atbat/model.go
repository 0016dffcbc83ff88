// Package atbat turns what a card or chart says into a play: who fields it, who
// runs where, who is thrown out. It draws from a chance.Source, so the same code
// plays at the table with fair dice, a million times in a simulation, and once
// for every branch when exact chains are computed.
//
// What the environment counts is taken from there (how runners advance on hits
// and flies, errors, wild pitches). What it does not count is decided by races of
// ball against runner (race.go, away.go) and by what pays (judge.go), never by a
// rate of its own. What neither covers is a judgement, and says so where it stands;
// none was fitted to a figure that is to emerge.
//
// Left out, because the environment counts neither: batters who try for a base
// more than their hit, and those who take one on a throw to another.
package atbat

import (
	"strconv"

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
	beyond [3][2]float64 // of those who make it, who go all the way
	double [3]try        // runner on first on a double, by outs
	tag3   [2]try        // runner on third on a fly
	tag2   [2]try        // runner on second on a fly
	round  [2]float64    // of those who go, who go all the way
	fields map[byte]chance.Table
	errs   map[byte]*[10]float64 // chance of an average fielder's error, by kind and position
	two    chance.P              // an error on the ground is a throw that costs two bases
	boot   float64               // an outfielder's error on a hit
	wild   chance.P              // an infielder's throw that lets runners take another base
	lies   chance.Table          // grades of singles

	grounders, flies chance.Table // grades of balls that a checked fielder has

	bunt   [2]chance.Table // by reason: what comes of it
	drops  chance.Table    // who fields a bunt
	throwE chance.P        // a catcher's throw on a steal goes wild

	tries, success [4]float64 // steals by the base they begin at

	singles struct{ short, long float64 }
	doubles float64 // long doubles

	// base are factors on the results, so that the rates are met by the mean of all
	// tactics; scale does the same for errors. Set by Calibrate.
	base  outcome.Rates
	scale float64
	lift  float64 // of ground balls that a batter lifts to bring a runner in from third

	judges [3]judgement // on ground balls, by outs
	// between are the odds of what happens between pitches with somebody on base;
	// set by Calibrate.
	between  chance.Table
	rolls    chance.Table // how far a pitch that gets away rolls
	onStrike chance.P     // a third strike gets away
}

// NewModel makes the model of a league.
func NewModel(l *league.League) *Model {
	m := &Model{League: l, races: newRaces(), scale: 1, base: plain(), fields: map[byte]chance.Table{}, errs: map[byte]*[10]float64{}}
	e := l.Environment
	g := l.Grades
	m.lies, m.grounders, m.flies = chance.NewTable(g.Single...), chance.NewTable(g.Ground...), chance.NewTable(g.Fly...)
	m.singles.short, m.singles.long, m.doubles = g.Single[0], g.Single[2], g.Double[1]
	m.fielders(e)
	m.errors(e)
	m.bunts(e, l.Bunts)
	m.steals(e)
	m.Calibrate(Openings{OnBase: 0.44, Doubles: 0.18, Away: 0.4, Runs: guess})
	return m
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

// pastFirst is the share of throws past first, of errors on the ground: the rest are
// fumbles. A judgement: the environment counts errors, not of which sort.
const pastFirst = 0.2

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
	m.two = chance.Of(pastFirst)
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
	weights := make([]float64, 10)
	for pos := 1; pos <= 6; pos++ {
		weights[pos] = e.Fields["BG"][strconv.Itoa(pos)]
	}
	m.drops = chance.NewTable(weights...)
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
