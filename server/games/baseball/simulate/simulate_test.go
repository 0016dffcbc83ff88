package simulate

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"

	"playhouse/server/games/baseball/game"
)

var figured = flag.Int("figured", 1000, "games of average cards that are held against the environment")

// errors is how many standard errors a figure may be off. Of the hundred figures
// here one in four runs would have one farther off by chance: the seeds are fixed,
// so that it is not one in four of ours.
const errors = 3

var figures = sync.OnceValues(func() (*tally, error) {
	m := managers["pd"]()
	return Options{League: m.Model.League, Games: *figured, Seed: "figures"}.play(m)
})

func counts(t *testing.T) *tally {
	t.Helper()
	c, err := figures()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// off is the standard error of a share of n cases.
func off(share float64, n int) float64 { return math.Sqrt(share * (1 - share) / float64(n)) }

// TestAverageCardsReproduceTheEnvironment: every rate that is put in comes out,
// within 1 % or the error of so many games.
func TestAverageCardsReproduceTheEnvironment(t *testing.T) {
	t.Parallel()
	c := counts(t)
	r, e := c.result(), managers["pd"]().Model.League.Environment
	near := func(name string, got, want float64) {
		se := off(want, c.plates)
		if d := math.Abs(got - want); d > max(0.01*want, errors*se) {
			t.Errorf("%s: %.5f, the environment has %.5f (standard error %.5f)", name, got, want, se)
		}
	}
	for _, name := range []string{"K", "BB", "IBB", "HBP", "1B", "2B", "3B", "HR", "ROE", "SH", "SF", "OUT"} {
		near(name, r.Rates[name], e.Rates[name])
	}
	for name, code := range map[string]string{"WP": "9", "PB": "10", "BK": "11"} {
		near(name, r.Between[name], e.Other[code])
	}
	for name, tries := range map[string]map[string]float64{"SB": e.Stolen, "CS": e.Caught} {
		sum := 0.0
		for _, n := range tries {
			sum += n
		}
		near(name, r.Between[name], sum/e.Plate())
	}
}

// TestTheRestEmerges: nothing in the code is set by these. The ranges are those
// of public tables, widened by the error of so many games.
func TestTheRestEmerges(t *testing.T) {
	t.Parallel()
	c := counts(t)
	r := c.result()
	var squares float64
	for runs, n := range c.teams {
		squares += float64(n) * (float64(runs) - r.RunsPerGame) * (float64(runs) - r.RunsPerGame)
	}
	sides := float64(2 * c.games)
	for name, f := range map[string]struct{ got, low, high, se float64 }{
		"double plays per opportunity": {r.GIDP, 0.095, 0.108, off(r.GIDP, c.opportunities)},
		"extra innings":                {r.Extra, 0.075, 0.105, off(r.Extra, c.games)},
		"first to third":               {r.Advancement["first_to_third_on_single"], 0.27, 0.31, off(0.29, c.first)},
		"home wins":                    {r.HomeWin, 0.5, 0.5, off(0.5, c.games)},
		"runs":                         {r.RunsPerGame, 4.7, 5, math.Sqrt(squares) / sides},
	} {
		if wide := errors * f.se; f.got < f.low-wide || f.got > f.high+wide {
			t.Errorf("%s: %.4f, not between %v and %v (standard error %.4f)", name, f.got, f.low, f.high, f.se)
		}
	}
}

// TestTheChainIsTheGames: the expectancies that are computed from branches are
// those of the games that are played.
func TestTheChainIsTheGames(t *testing.T) {
	t.Parallel()
	c, table := counts(t), managers["pd"]().Table
	r := c.result()
	// The chain's expectancies are of managers who do a thing as often as they do by
	// bases and outs, whatever inning and lead. 60,000 games are up to 0.02 runs off
	// it; that this is why is a suspicion.
	const approximate = 0.02
	for code, bases := range Bases {
		for outs := range 3 {
			s := outs*8 + code
			got, want := r.RE24[bases][outs], table.Runs[s]
			se := math.Sqrt(variance(want, table.Score[s]) / float64(c.seen[s]))
			if math.Abs(got-want) > errors*se+approximate {
				t.Errorf("%s, %d out: %.3f played, %.3f computed (standard error %.3f)", bases, outs, got, want, se)
			}
		}
	}
	sum, halves := 0.0, 0
	for _, share := range r.HalfRuns {
		sum += share
	}
	for _, n := range c.halves {
		halves += n
	}
	none := 1 - table.Score[0]
	if math.Abs(sum-1) > 1e-9 || math.Abs(r.HalfRuns["0"]-none) > errors*off(none, halves)+0.005 {
		t.Errorf("scoreless halves: %.4f played, %.4f computed; all sum to %v", r.HalfRuns["0"], none, sum)
	}
}

// variance is that of runs to come, if once there is one each further run is as
// likely as the last: a little more than it is.
func variance(runs, score float64) float64 {
	m := runs / score
	return score*(2*m*m-m) - runs*runs
}

func TestTheSameSeedPlaysTheSameGames(t *testing.T) {
	t.Parallel()
	m := managers["sba"]()
	var texts [3]string
	for i, seed := range []string{"a", "a", "b"} {
		r, err := Options{League: m.Model.League, Games: 20, Seed: seed}.run(m)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = strings.ReplaceAll(string(raw), `"seed":"`+seed, "")
	}
	if texts[0] != texts[1] || texts[0] == texts[2] {
		t.Error("seeds do not decide")
	}
}

// TestHomeEdgeOnlyWhenConfigured: without one both sides win as often as the other
// (TestTheRestEmerges).
func TestHomeEdgeOnlyWhenConfigured(t *testing.T) {
	t.Parallel()
	l := *managers["pd"]().Model.League
	l.HomeEdge = 0.3
	r, err := Run(Options{League: &l, Games: 400, Seed: "edge"})
	if err != nil {
		t.Fatal(err)
	}
	if r.HomeWin < 0.5+errors*off(0.5, r.Games) {
		t.Errorf("with an edge of 30 %% the home side wins %.3f", r.HomeWin)
	}
}

// TestMemoryIsFlat: games are not kept, not even a kilobyte of each.
func TestMemoryIsFlat(t *testing.T) {
	m := managers["pd"]()
	p := NewPlayer(m)
	setup, sides := game.AverageGame(m.Model.League)
	held := func(games int) uint64 {
		for seed := range games {
			if _, err := p.Play(setup, sides, uint64(seed)); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := held(50)
	if after := held(300); after > before+300<<10 {
		t.Errorf("%d bytes after 50 games, %d after 300 more", before, after)
	}
}

// TestReportAndTable are whole, name the notice, and need nothing from elsewhere.
func TestReportAndTable(t *testing.T) {
	t.Parallel()
	m := managers["pd"]()
	l := m.Model.League
	r, err := Options{League: l, Games: 30, Seed: "<script>"}.run(m)
	if err != nil {
		t.Fatal(err)
	}
	var page, table bytes.Buffer
	if err := r.WriteReport(&page, l); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{page.String(), table.String()} {
		if !strings.Contains(out, "Retrosheet") || strings.Contains(out, "NaN") {
			t.Error("the notice is missing, or a figure is no number")
		}
	}
	if html := page.String(); strings.Contains(html, "<script>") || strings.Contains(html, "src=") || strings.Count(html, "<svg") < 10 || !strings.Contains(html, "</html>") {
		t.Error("the page is not as it should be")
	}
}

func BenchmarkGame(b *testing.B) {
	m := managers["pd"]()
	p := NewPlayer(m)
	setup, sides := game.AverageGame(m.Model.League)
	b.ReportAllocs()
	for seed := 0; b.Loop(); seed++ {
		if _, err := p.Play(setup, sides, uint64(seed)); err != nil {
			b.Fatal(err)
		}
	}
}
