package lahman_test

import (
	"flag"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/lahman"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/manager"
	"playhouse/server/games/baseball/outcome"
	"playhouse/server/games/baseball/season"
)

func pd(t testing.TB) *league.League {
	t.Helper()
	all, err := league.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return all["pd"]
}

func read(t testing.TB, f *folder) *lahman.Season {
	t.Helper()
	s, err := lahman.Read(f.files(), year)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func imported(t testing.TB, s *lahman.Season, code string, l *league.League) *lahman.Import {
	t.Helper()
	i, err := s.Import(code, l)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// Every team of either kind of year can play in its own league and in another's.
func TestImport(t *testing.T) {
	t.Parallel()
	for _, old := range []bool{false, true} {
		s := read(t, newFolder(1, old))
		own, err := s.League("C0", pd(t))
		if err != nil {
			t.Fatal(err)
		}
		if own.Rules.DH {
			t.Error("pitchers batted that year")
		}
		if len(s.Teams()) != clubs {
			t.Errorf("teams %v", s.Teams())
		}
		for _, l := range []*league.League{own, pd(t)} {
			for _, team := range s.Teams() {
				i := imported(t, s, team.Code, l)
				if len(i.Roster) != 26 || len(i.Chart.Rotation) != 5 || i.Chart.Lineup.DH != l.Rules.DH || (len(i.Warnings) > 0) != old {
					t.Errorf("%s: %d cards, chart %+v, warnings %q", team.Code, len(i.Roster), i.Chart, i.Warnings)
				}
				if err := i.Chart.Lineup.Check(i.Roster); err != nil {
					t.Errorf("%s: %v", team.Code, err)
				}
				for _, id := range i.Chart.Rotation {
					if c := i.Roster.Card(id); !strings.Contains(c.ID, "ace") || c.Pitching.Starts < 26 || c.Pitching.Starts > 29 || c.Pitching.Relief != 0 {
						t.Errorf("%s starts: %d, relieves %d", c.ID, c.Pitching.Starts, c.Pitching.Relief)
					}
				}
				for slot, id := range i.Chart.Lineup.Order {
					if c := i.Roster.Card(id); i.Chart.Lineup.At[slot] > 1 && !strings.Contains(c.ID, "reg") {
						t.Errorf("%s plays %s instead of a regular", c.ID, league.Positions[i.Chart.Lineup.At[slot]])
					}
				}
			}
		}
	}
}

// against is what a batter does against an average pitcher with the year's mix of
// hands, by event.
func against(l *league.League, c *card.Card, lefties float64) (r outcome.Rates) {
	for i, share := range []float64{lefties, 1 - lefties} {
		p := card.AveragePitcher(l, "p", "p", 1, 1)
		p.Throws = card.Left + card.Hand(i)
		for result, rate := range card.Rates(l, card.Matchup{Batter: c, Pitcher: p}) {
			r[result] += share * rate
		}
	}
	return r
}

// A card against the average is the line it was made of, in its own year; in
// another the player stands out from it as he did from his own.
func TestCardsAreLines(t *testing.T) {
	t.Parallel()
	f := newFolder(2, false)
	f.person("slugger1", "R", "R")
	fmt.Fprintf(&f.batting, "slugger1,%d,1,C3,XL,150,540,100,162,30,5,60,120,2,1,60,100,5,0,0,0,10\n", year)
	f.field("slugger1", "C3", "OF", 150)
	s := read(t, f)
	own, err := s.League("C3", pd(t))
	if err != nil {
		t.Fatal(err)
	}
	find := func(l *league.League) *card.Card {
		i := imported(t, s, "C3", l)
		return i.Roster[slices.IndexFunc(i.Roster, func(c *card.Card) bool { return c.ID == "slugger1" })]
	}
	r := against(own, find(own), 0.25)
	for result, want := range map[outcome.Result]float64{outcome.HomeRun: 60. / 595, outcome.Strikeout: 100. / 595, outcome.Walk: 55. / 595, outcome.Triple: 5. / 595} {
		if got := r[result]; math.Abs(got/want-1) > 0.05 {
			t.Errorf("%v: %.4f, his line says %.4f", result, got, want)
		}
	}
	modern := against(pd(t), find(pd(t)), 0.25)
	then, now := r[outcome.HomeRun]/own.Swing[outcome.HomeRun], modern[outcome.HomeRun]/pd(t).Swing[outcome.HomeRun]
	if then < 4 || math.Abs(now/then-1) > 0.25 || modern[outcome.HomeRun] < 1.4*r[outcome.HomeRun] {
		t.Errorf("he hit %.2f times the homers of his year, and %.2f of another", then, now)
	}
	c := find(own)
	if c.Batting.Versus[0][outcome.HomeRun] <= c.Batting.Versus[1][outcome.HomeRun] {
		t.Error("a right-handed batter is better against left-handers")
	}
}

// Few at-bats are filled up with what others of his kind did; enough are not, and
// what somebody did for another team of the league counts.
func TestSmallSamples(t *testing.T) {
	t.Parallel()
	f := newFolder(3, false)
	s := read(t, f)
	own, err := s.League("C0", pd(t))
	if err != nil {
		t.Fatal(err)
	}
	hits := func(c *card.Card) (sum float64) {
		r := against(own, c, 0.25)
		for result := outcome.SingleShort; result <= outcome.HomeRun; result++ {
			sum += r[result]
		}
		return sum
	}
	for _, c := range imported(t, s, "C0", own).Roster {
		switch c.ID {
		case "cup00001": // 2 of 3, and 97 average turns
			if h := hits(c); h < 0.22 || h > 0.28 {
				t.Errorf("two hits of three make %.3f", h)
			}
		case "traded01": // 18 homers of 330, 2 of 30 here
			if hr := against(own, c, 0.25)[outcome.HomeRun]; math.Abs(hr/(18./330)-1) > 0.08 {
				t.Errorf("homers %.4f of one who was traded", hr)
			}
		}
	}
}

// The year's own league has the year's rates, and a team of averages would play
// at them.
func TestOwnLeague(t *testing.T) {
	t.Parallel()
	for _, old := range []bool{false, true} {
		own, err := read(t, newFolder(4, old)).League("C1", pd(t))
		if err != nil {
			t.Fatal(err)
		}
		r, sum := own.Environment.Rates, 0.0
		for name, share := range r {
			if name != "PA" {
				sum += share
			}
		}
		if math.Abs(sum-1) > 1e-9 || r["HR"] < 0.014 || r["HR"] > 0.022 || r["K"] < 0.14 || r["K"] > 0.18 {
			t.Errorf("rates %v sum to %v", r, sum)
		}
		if base := pd(t); base.Environment.Rates["HR"] < 0.03 || base.Swing == own.Swing {
			t.Error("the league that was taken for a base has changed")
		}
	}
}

func teamsOf(t testing.TB, s *lahman.Season, l *league.League) (teams []season.Team) {
	t.Helper()
	for _, team := range s.Teams() {
		i := imported(t, s, team.Code, l)
		teams = append(teams, season.Team{ID: team.Code, Name: team.Name, Roster: i.Roster, Chart: i.Chart})
	}
	return teams
}

var replays = flag.Int("replays", 8, "how often a season is played again")

// scatter is how players of a kind may differ from their lines beyond the chance
// of their own turns. The season of a pitcher is played against his five
// opponents, by turns in which he is fresh or tired, behind his own fielders; his
// line is against the league. So each has an expectation of his own, which lies
// beside his line: most by so many standard errors of a season (apart), and for
// all of a kind by so many (drift).
//
// Over eight seasons of each of four folders the variance of a player's totals
// about their own mean was 0.9 to 1.1 of the binomial, for every event: the games
// add none. The means lay apart by 0.0 to 0.35 for batters and 0.0 to 0.5 for
// starters, who drifted by less than 0.2. Relievers strike out fewer (by 0.3 to
// 0.6) and give more hits (by 0.3 to 0.5), since pinch-hitters bat where starters
// meet pitchers, and lines know that in the mean of all innings only.
type scatter struct{ apart, drift float64 }

// Played again, seasons come out as they were: totals differ from the lines by as
// much as chance and opponents differ. z is the difference in standard errors.
func TestSeasonsComeOutAsTheyWere(t *testing.T) {
	t.Parallel()
	f := newFolder(5, false)
	s := read(t, f)
	own, err := s.League("C0", pd(t))
	if err != nil {
		t.Fatal(err)
	}
	m, teams, lines := manager.New(atbat.NewModel(own)), teamsOf(t, s, own), f.lines()
	var batters, starters, relievers zscores
	for seed := range *replays {
		for _, p := range played(t, season.Options{Manager: m, Teams: teams, Seed: fmt.Sprint("replay", seed)}) {
			line := lines[p.ID]
			if b := p.Batting; strings.Contains(p.ID, "reg") && b.PA > 300 {
				n := b.PA - b.IBB - b.SH
				for name, got := range map[string]int32{"K": b.SO, "BB": b.BB - b.IBB, "1B": b.H - b.Doubles - b.Triples - b.HR, "2B": b.Doubles, "3B": b.Triples, "HR": b.HR} {
					batters.add(name, float64(got), line.bat[name], float64(n))
				}
			}
			if x := p.Pitching; x.BF > 100 {
				n, pitchers := x.BF-x.IBB, &starters
				if x.GS == 0 {
					pitchers = &relievers
				}
				for name, got := range map[string]int32{"K": x.SO, "BB": x.BB - x.IBB, "H": x.H, "HR": x.HR} {
					pitchers.add(name, float64(got), line.pitch[name], float64(n))
				}
			}
		}
	}
	batters.judge(t, "batters", 40, scatter{apart: 0.35, drift: 0.1})
	batters.individual(t, "batters", scatter{apart: 0.35})
	starters.individual(t, "starters", scatter{apart: 0.5})
	starters.judge(t, "starters", 25, scatter{apart: 0.5, drift: 0.2})
	relievers.judge(t, "relievers", 15, scatter{apart: 0.7, drift: 0.65})
}

// played are the players after 162 games of all clubs.
func played(t *testing.T, o season.Options) []season.Player {
	t.Helper()
	var err error
	if o.Schedule, err = season.RoundRobin(clubs, 162, 3); err != nil {
		t.Fatal(err)
	}
	run, err := season.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Run(nil); err != nil {
		t.Fatal(err)
	}
	return run.Players()
}

// deviation is how far a season lies from its line: in standard errors of a season
// of so many turns, of events of that share.
type deviation struct{ z, share, n float64 }

// zscores are those of many players, by event.
type zscores map[string][]deviation

// rare is the least that is expected of an event: fewer make no z.
const rare = 3.0

func (z *zscores) add(event string, got, share, n float64) {
	if *z == nil {
		*z = zscores{}
	}
	if share == 0 || n*share < rare {
		return
	}
	(*z)[event] = append((*z)[event], deviation{(got - n*share) / math.Sqrt(n*share*(1-share)), share, n})
}

// judge allows three and a half standard errors of a mean and of a mean square
// over so many players and seasons. Players stay themselves: seasons make chance
// smaller, not how far they are apart.
func (z zscores) judge(t *testing.T, who string, least int, s scatter) {
	t.Helper()
	const errors = 3.5
	seasons := float64(*replays)
	for event, all := range z {
		var sum, squares, most float64
		for _, x := range all {
			sum += x.z
			squares += x.z * x.z
			most = max(most, math.Abs(x.z))
		}
		n := float64(len(all))
		mean, square, expected := sum/n, squares/n, 1+s.apart*s.apart+s.drift*s.drift
		off := s.drift + errors*math.Sqrt(s.apart*s.apart*seasons/n+1/n)
		// The square of a normal figure has a variance of 2, of a rare event's 1/rare
		// more.
		high := expected * (1 + errors*math.Sqrt((2+1/rare)/n))
		t.Logf("%s %s: %d seasons, mean z %.2f of %.2f, mean square %.2f of %.2f, most %.2f", who, event, len(all), mean, off, square, high, most)
		if low := 1 - errors*math.Sqrt(2/n); math.Abs(mean) > off || square > high || square < low || most > 4.5*math.Sqrt(expected) {
			t.Errorf("%s %s: mean z %.2f of %.2f, mean square %.2f of %.2f to %.2f, most %.2f", who, event, mean, off, square, low, high, most)
		}
		if event != "3B" && len(all) < least**replays {
			t.Errorf("%s %s: only %d", who, event, len(all))
		}
	}
}

// spread is how much further apart players are than their lines: 0.1 for a tenth,
// and as much below 0 for cards that are drawn to the mean. The standard error is
// that of so many seasons. Singles are left out: managers let weak hitters bunt for
// them, and draw the infield in whoever bats (30 seasons: -0.06, 0.02 of it chance).
func (z zscores) spread(s scatter) (wider, standard float64) {
	var across, along float64
	for event, all := range z {
		if event == "1B" || event == "H" {
			continue
		}
		var mean float64
		for _, d := range all {
			mean += d.share / float64(len(all))
		}
		for _, d := range all {
			lies := (d.share - mean) * math.Sqrt(d.n/(d.share*(1-d.share)))
			across += d.z * lies
			along += lies * lies
		}
	}
	return across / along, math.Sqrt((1 + s.apart*s.apart*float64(*replays)) / along)
}

// individual: who was better than others is so again, by as much.
func (z zscores) individual(t *testing.T, who string, s scatter) {
	t.Helper()
	wider, standard := z.spread(s)
	t.Logf("%s lie apart by %+.3f of %.3f more than their lines", who, wider, 3.5*standard)
	if math.Abs(wider) > 3.5*standard {
		t.Errorf("%s lie apart by %+.3f more than their lines; chance makes %.3f", who, wider, standard)
	}
}

// Teams of different years, one of which did not count half of what the other
// did, meet in a league of today.
func TestErasMeet(t *testing.T) {
	t.Parallel()
	l := pd(t)
	elder, newer := imported(t, read(t, newFolder(6, true)), "C2", l), imported(t, read(t, newFolder(7, false)), "C4", l)
	schedule, err := season.RoundRobin(2, 40, 4)
	if err != nil {
		t.Fatal(err)
	}
	run, err := season.New(season.Options{
		Manager: manager.New(atbat.NewModel(l)), Schedule: schedule, Seed: "eras",
		Teams: []season.Team{{Name: "elder", Roster: elder.Roster, Chart: elder.Chart}, {Name: "newer", Roster: newer.Roster, Chart: newer.Chart}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Run(nil); err != nil {
		t.Fatal(err)
	}
	var hits, homers int32
	for _, p := range run.Players() {
		hits, homers = hits+p.Batting.H, homers+p.Batting.HR
	}
	// Both were average in years of few homers; now an eighth of the hits are.
	if share := float64(homers) / float64(hits); share < 0.11 || share > 0.22 {
		t.Errorf("%d homers of %d hits", homers, hits)
	}
}

// Fielders do not count twice: behind a pitcher whose line their catches are in
// already, he gives the hits that he gave.
func TestFieldersCountOnce(t *testing.T) {
	t.Parallel()
	f := newFolder(10, false)
	for club, factor := range map[string]float64{"C0": 1.25, "C1": 0.8} { // all of them reach a lot more, or less
		for i, pos := range []string{"2B", "SS", "3B", "OF", "OF", "OF"} {
			id := fmt.Sprintf("%sx%d", club, i)
			n := map[string][2]float64{"2B": {2.2, 2.9}, "SS": {1.7, 2.9}, "3B": {0.8, 2.0}, "OF": {1.9, 0.06}}[pos]
			f.player(id, club, pos, [8]int{160, 4200, int(160 * factor * n[0]), int(160 * factor * n[1]), 10})
		}
	}
	s := read(t, f)
	own, err := s.League("C0", pd(t))
	if err != nil {
		t.Fatal(err)
	}
	lines := f.lines()
	var got, want [clubs]float64
	for _, p := range played(t, season.Options{Manager: manager.New(atbat.NewModel(own)), Teams: teamsOf(t, s, own), Seed: "gloves"}) {
		if n := float64(p.Pitching.BF - p.Pitching.IBB); n > 0 {
			got[p.Team] += float64(p.Pitching.H)
			want[p.Team] += n * lines[p.ID].pitch["H"]
		}
	}
	for team := range 2 {
		// Three standard errors of some 1,400 hits in 5,800 turns; the gloves are worth
		// more.
		if math.Abs(got[team]-want[team]) > 3*math.Sqrt(want[team]*0.76) {
			t.Errorf("team %d gave %.0f hits instead of %.0f", team, got[team], want[team])
		}
		t.Logf("team %d gave %.0f hits, its lines %.0f", team, got[team], want[team])
	}
}
