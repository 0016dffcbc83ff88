package lahman_test

import (
	"fmt"
	"io/fs"
	"math"
	"math/rand"
	"strings"
	"testing/fstest"
)

// folder makes the files of a small league that never was, in the layout of the
// database: six teams of one year, with rates unlike today's (few strike-outs and
// homers), players of all kinds, one who was traded, one with three at-bats, and
// rows of another year and of people who are nobody here.
type folder struct {
	r                                         *rand.Rand
	batting, pitching, fielding, people, team strings.Builder
	turned                                    bool
	luck                                      []float64
	old                                       bool // nobody counted CS, IBB, SF, innings in the field or batters faced
}

const (
	year  = 1968
	clubs = 6
)

// average are the shares of K, BB, HBP, 1B, 2B, 3B, HR; the rest is outs.
var average = []float64{0.150, 0.075, 0.006, 0.172, 0.038, 0.008, 0.018}

// atBat are those of pitchers.
var atBat = []float64{0.38, 0.03, 0.002, 0.09, 0.015, 0.001, 0.003}

// faced are what pitchers see: a tenth of it is other pitchers.
func faced() []float64 {
	all := make([]float64, len(average))
	for i := range all {
		all[i] = 0.9*average[i] + 0.1*atBat[i]
	}
	return all
}

// columns that nobody reads are there as well.
const (
	battingHead  = "playerID,yearID,stint,teamID,lgID,G,AB,R,H,2B,3B,HR,RBI,SB,CS,BB,SO,IBB,HBP,SH,SF,GIDP\n"
	pitchingHead = "playerID,yearID,stint,teamID,lgID,W,L,G,GS,CG,SHO,SV,IPouts,H,ER,HR,BB,SO,BAOpp,ERA,IBB,WP,HBP,BK,BFP,GF,R,SH,SF,GIDP\n"
	fieldingHead = "playerID,yearID,stint,teamID,lgID,POS,G,GS,InnOuts,PO,A,E,DP,PB,WP,SB,CS,ZR\n"
	peopleHead   = "ID,playerID,birthYear,nameFirst,nameLast,bats,throws\n"
	teamsHead    = "yearID,lgID,teamID,franchID,Rank,G,W,L,name\n"
)

func newFolder(seed int64, old bool) *folder {
	f := &folder{r: rand.New(rand.NewSource(seed)), old: old}
	f.batting.WriteString(battingHead)
	f.pitching.WriteString(pitchingHead)
	f.fielding.WriteString("\ufeff" + fieldingHead)
	f.people.WriteString(peopleHead)
	f.team.WriteString(teamsHead)
	for club := range clubs {
		f.club(fmt.Sprintf("C%d", club))
	}
	// Rows of another year need not make sense.
	f.batting.WriteString("nobody00,1901,1,ZZZ,ZL,5,-3,x,,,,,,,,,,,,,,\n")
	f.person("nobody00", "R", "R")
	return f
}

func (f *folder) files() fs.FS {
	file := func(b *strings.Builder) *fstest.MapFile { return &fstest.MapFile{Data: []byte(b.String())} }
	return fstest.MapFS{
		"Batting.csv": file(&f.batting), "Pitching.csv": file(&f.pitching), "Fielding.csv": file(&f.fielding),
		"People.csv": file(&f.people), "Teams.csv": file(&f.team),
	}
}

func (f *folder) person(id, bats, throws string) {
	fmt.Fprintf(&f.people, "1,%s,1940,First,%s,%s,%s\n", id, id, bats, throws)
}

func (f *folder) hand() (bats, throws string) {
	switch n := f.r.Intn(10); {
	case n < 5:
		return "R", "R"
	case n < 8:
		return "L", "R"
	case n < 9:
		return "B", "R"
	default:
		return "L", "L"
	}
}

func (f *folder) club(code string) {
	fmt.Fprintf(&f.team, "%d,XL,%s,%s,1,162,81,81,Club %s\n%d,ZL,%s,%s,1,154,1,1,Elder %s\n", year, code, code, code, year-1, code, code, code)
	for i, pos := range []string{"C", "1B", "2B", "3B", "SS", "OF", "OF", "OF"} {
		f.hitter(fmt.Sprintf("%sreg%d", code, i), code, pos, 600, 150)
	}
	for i, pos := range []string{"C", "2B", "SS", "OF", "1B"} {
		f.hitter(fmt.Sprintf("%ssub%d", code, i), code, pos, 150, 50)
	}
	if code == "C0" {
		f.traded(code)
	}
	for i := range 5 {
		f.hurler(fmt.Sprintf("%sace%d", code, i), code, 32, 32, 900)
	}
	for i := range 8 {
		f.hurler(fmt.Sprintf("%spen%d", code, i), code, 45, 0, 270)
	}
}

// talent are somebody's rates: the average's, each so much more or less. Every
// second player is the one before turned round, so that batters and pitchers come
// to the same totals, as they do in real years.
func (f *folder) talent(of []float64, spread float64) []float64 {
	if f.turned = !f.turned; f.turned {
		f.luck = nil
		for range of {
			f.luck = append(f.luck, f.r.NormFloat64())
		}
	}
	t := make([]float64, len(of))
	for i, p := range of {
		if f.turned {
			t[i] = p * math.Exp(spread*f.luck[i]-spread*spread/2)
		} else {
			t[i] = p * math.Exp(-spread*f.luck[i]-spread*spread/2)
		}
	}
	return t
}

// season counts the events of so many turns.
func (f *folder) season(talent []float64, turns int) (n [8]int) {
	for range turns {
		x, event := f.r.Float64(), len(talent)
		for i, p := range talent {
			if x < p {
				event = i
				break
			}
			x -= p
		}
		n[event]++
	}
	return n
}

func (f *folder) few(mean float64) int { return int(f.r.ExpFloat64()*mean + 0.5) }

func (f *folder) hitter(id, club, pos string, plates, games int) {
	bats, throws := f.hand()
	f.person(id, bats, throws)
	f.bat(id, club, 1, f.season(f.talent(average, 0.22), plates), games)
	f.field(id, club, pos, games)
}

func (f *folder) bat(id, club string, stint int, n [8]int, games int) {
	hits := n[3] + n[4] + n[5] + n[6]
	ab := hits + n[0] + n[7]
	sh, sf, ibb := f.few(float64(ab)/90), min(n[7], ab/120), n[1]/15
	cs, ibbCell, sfCell := fmt.Sprint(f.few(float64(ab)/120)), fmt.Sprint(ibb), fmt.Sprint(sf)
	if f.old {
		cs, ibbCell, sfCell = "", "", ""
	} else {
		ab -= sf
	}
	runs := n[6] + (hits+n[1])/4
	fmt.Fprintf(&f.batting, "%s,%d,%d,%s,XL,%d,%d,%d,%d,%d,%d,%d,%d,%d,%s,%d,%d,%s,%d,%d,%s,%d\n", id, year, stint, club, games,
		ab, runs, hits, n[4], n[5], n[6], runs, f.few(float64(ab)/60), cs, n[1], n[0], ibbCell, n[2], sh, sfCell, ab/50)
}

func (f *folder) field(id, club, pos string, games int) {
	chances := map[string][3]float64{ // putouts, assists, errors a game
		"C": {5.8, 0.45, 0.07}, "1B": {8.9, 0.6, 0.08}, "2B": {2.2, 2.9, 0.10}, "3B": {0.8, 2.0, 0.13}, "SS": {1.7, 2.9, 0.17}, "OF": {1.9, 0.06, 0.04}, "P": {0.3, 0.6, 0.04},
	}[pos]
	n := func(i int) int {
		return max(0, int(chances[i]*float64(games)*(1+0.08*f.r.NormFloat64())+0.5*f.r.NormFloat64()))
	}
	innings, pb, sb, cs := fmt.Sprint(games*26), "", "", ""
	if pos == "C" {
		pb = fmt.Sprint(f.few(float64(games) * 0.08))
		sb, cs = fmt.Sprint(games/3+f.r.Intn(10)), fmt.Sprint(games/6+f.r.Intn(6))
	}
	if f.old {
		innings, sb, cs = "", "", ""
	}
	fmt.Fprintf(&f.fielding, "%s,%d,1,%s,XL,%s,%d,%d,%s,%d,%d,%d,%d,%s,,%s,%s,\n", id, year, club, pos, games, games, innings, n(0), n(1), n(2), n(1)/4, pb, sb, cs)
}

func (f *folder) hurler(id, club string, games, starts, batters int) {
	bats, throws := "R", "R"
	if f.r.Intn(4) == 0 {
		bats, throws = "L", "L"
	}
	f.person(id, bats, throws)
	n := f.season(f.talent(faced(), 0.16), batters)
	hits := n[3] + n[4] + n[5] + n[6]
	bfp := fmt.Sprint(batters)
	if f.old {
		bfp = ""
	}
	saves := 0
	if strings.HasSuffix(id, "pen0") {
		saves = 20
	}
	fmt.Fprintf(&f.pitching, "%s,%d,1,%s,XL,%d,%d,%d,%d,0,0,%d,%d,%d,%d,%d,%d,%d,0.250,3.30,%d,%d,%d,%d,%s,0,%d,0,0,0\n", id, year, club, games/4, games/4, games, starts, saves,
		n[0]+n[7], hits, hits/3, n[6], n[1], n[0], 0, f.few(float64(batters)/150), n[2], f.few(float64(batters)/900), bfp, hits/3+2)
	f.bat(id, club, 1, f.season(atBat, 10+starts*3), games)
	f.field(id, club, "P", games)
}

// traded adds one who came from C1 in the summer, and one with three at-bats.
func (f *folder) traded(club string) {
	f.person("traded01", "L", "R")
	f.bat("traded01", "C1", 1, [8]int{60, 30, 2, 70, 20, 2, 16, 100}, 70)
	f.bat("traded01", club, 2, [8]int{6, 3, 0, 7, 2, 0, 2, 10}, 8)
	f.field("traded01", club, "3B", 8)
	f.person("cup00001", "R", "R")
	f.bat("cup00001", club, 1, [8]int{0, 0, 0, 2, 0, 0, 0, 1}, 2)
	f.field("cup00001", club, "3B", 2)
}

// shares are what a line's swings came to, read off the files again.
type shares struct{ bat, pitch map[string]float64 }

// lines are those of all players. The folder's batters and pitchers had their luck
// apart, so that its pitchers gave, say, a tenth fewer homers than were hit; in
// real files both are the same events. What a pitcher is held to is his line in a
// year whose pitchers gave what its batters did.
func (f *folder) lines() map[string]shares {
	all := map[string]shares{}
	var hit, given tally
	rows(f.batting.String(), func(id string, n map[string]float64) {
		one := tally{n["AB"] + n["BB"] - n["IBB"] + n["HBP"] + n["SF"], map[string]float64{
			"K": n["SO"], "BB": n["BB"] - n["IBB"], "1B": n["H"] - n["2B"] - n["3B"] - n["HR"], "2B": n["2B"], "3B": n["3B"], "HR": n["HR"], "H": n["H"],
		}}
		hit.add(one)
		all[id] = shares{bat: one.shares()}
	})
	pitchers := map[string]tally{}
	rows(f.pitching.String(), func(id string, n map[string]float64) {
		one := tally{n["BFP"], map[string]float64{"K": n["SO"], "BB": n["BB"], "H": n["H"], "HR": n["HR"]}}
		given.add(one)
		pitchers[id] = one
	})
	was, should := given.shares(), hit.shares()
	for id, one := range pitchers {
		s := all[id]
		s.pitch = one.shares()
		for name := range s.pitch {
			s.pitch[name] *= should[name] / was[name]
		}
		all[id] = s
	}
	return all
}

// tally is what came of so many turns.
type tally struct {
	turns float64
	n     map[string]float64
}

func (a *tally) add(b tally) {
	if a.n == nil {
		a.n = map[string]float64{}
	}
	a.turns += b.turns
	for name, n := range b.n {
		a.n[name] += n
	}
}

func (a *tally) shares() map[string]float64 {
	s := map[string]float64{}
	for name, n := range a.n {
		s[name] = n / a.turns
	}
	return s
}

// rows are the numbers of the year's rows by column.
func rows(text string, do func(id string, n map[string]float64)) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	head := strings.Split(lines[0], ",")
	for _, line := range lines[1:] {
		n := map[string]float64{}
		cells := strings.Split(line, ",")
		for i, cell := range cells {
			var x float64
			if _, err := fmt.Sscan(cell, &x); err == nil {
				n[head[i]] = x
			}
		}
		if n["yearID"] == year {
			do(cells[0], n)
		}
	}
}
