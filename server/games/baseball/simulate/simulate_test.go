package simulate

import (
	"bytes"
	"encoding/json"
	"math"
	"runtime"
	"strings"
	"testing"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/manager"
)

const figured = 4000

func figures(t *testing.T) *Result {
	t.Helper()
	r, err := Run(Options{League: leagueNamed(t, "pd"), Games: figured, Seed: "figures"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAverageCardsReproduceTheEnvironment: every rate that is put in comes out,
// within 1 % or three and a half standard errors; so do steals and advances.
func TestAverageCardsReproduceTheEnvironment(t *testing.T) {
	t.Parallel()
	r := figures(t)
	e := leagueNamed(t, "pd").Environment
	plates := r.PlatesPerGame * 2 * float64(r.Games)
	near := func(name string, got, want, n float64) {
		se := math.Sqrt(want * (1 - want) / n)
		if d := math.Abs(got - want); d > 0.01*want && d > 3.5*se {
			t.Errorf("%s: %.5f, the environment has %.5f (standard error %.5f)", name, got, want, se)
		}
	}
	for _, name := range []string{"K", "BB", "IBB", "HBP", "1B", "2B", "3B", "HR", "ROE", "SH", "SF", "OUT"} {
		near(name, r.Rates[name], e.Rates[name], plates)
	}
	for name, code := range map[string]string{"WP": "9", "PB": "10", "BK": "11"} {
		near(name, r.Between[name], e.Other[code], plates)
	}
	steals := 0.0
	for _, n := range e.Stolen {
		steals += n
	}
	near("SB", r.Between["SB"], steals/e.Plate(), plates)
	// What emerges; nothing in the code is set by it.
	for name, c := range map[string][3]float64{
		"double plays per opportunity": {r.GIDP, 0.095, 0.108},
		"extra innings":                {r.Extra, 0.075, 0.105},
		"first to third":               {r.Advancement["first_to_third_on_single"], 0.27, 0.31},
		"home wins":                    {r.HomeWin, 0.47, 0.53},
		"runs":                         {r.RunsPerGame, 4.6, 5.1},
	} {
		if c[0] < c[1] || c[0] > c[2] {
			t.Errorf("%s: %.4f, not between %v and %v", name, c[0], c[1], c[2])
		}
	}
}

// TestTheChainIsTheGames: the expectancies that are computed from branches are
// those of the games that are played.
func TestTheChainIsTheGames(t *testing.T) {
	t.Parallel()
	l := leagueNamed(t, "pd")
	r := figures(t)
	table := manager.New(atbat.NewModel(l)).Table
	for code, bases := range Bases {
		for outs := range 3 {
			if got, want := r.RE24[bases][outs], table.Runs[outs*8+code]; math.Abs(got-want) > 0.15 {
				t.Errorf("%s, %d out: %.3f played, %.3f computed", bases, outs, got, want)
			}
		}
	}
	sum := 0.0
	for _, share := range r.HalfRuns {
		sum += share
	}
	if math.Abs(sum-1) > 1e-9 || math.Abs(r.HalfRuns["0"]-(1-table.Score[0])) > 0.015 {
		t.Errorf("scoreless halves: %.4f played, %.4f computed; all sum to %v", r.HalfRuns["0"], 1-table.Score[0], sum)
	}
}

func TestTheSameSeedPlaysTheSameGames(t *testing.T) {
	t.Parallel()
	l := leagueNamed(t, "sba")
	var texts [3]string
	for i, seed := range []string{"a", "a", "b"} {
		r, err := Run(Options{League: l, Games: 20, Seed: seed})
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

// TestHomeEdgeOnlyWhenConfigured.
func TestHomeEdgeOnlyWhenConfigured(t *testing.T) {
	t.Parallel()
	l := *leagueNamed(t, "pd")
	l.HomeEdge = 0.15
	r, err := Run(Options{League: &l, Games: 1500, Seed: "edge"})
	if err != nil {
		t.Fatal(err)
	}
	if r.HomeWin < 0.55 {
		t.Errorf("with an edge of 15 %% the home side wins %.3f", r.HomeWin)
	}
}

// TestMemoryIsFlat: a thousand games more hold no more.
func TestMemoryIsFlat(t *testing.T) {
	l := leagueNamed(t, "pd")
	p := NewPlayer(manager.New(atbat.NewModel(l)))
	setup, sides := game.AverageGame(l)
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
	if after := held(1000); after > before+1<<20 {
		t.Errorf("%d bytes after 50 games, %d after 1000 more", before, after)
	}
}

// TestReportAndTable are whole, name the notice, and need nothing from elsewhere.
func TestReportAndTable(t *testing.T) {
	t.Parallel()
	l := leagueNamed(t, "pd")
	r, err := Run(Options{League: l, Games: 30, Seed: "<script>"})
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
	l := leagueNamed(b, "pd")
	p := NewPlayer(manager.New(atbat.NewModel(l)))
	setup, sides := game.AverageGame(l)
	b.ReportAllocs()
	for seed := 0; b.Loop(); seed++ {
		if _, err := p.Play(setup, sides, uint64(seed)); err != nil {
			b.Fatal(err)
		}
	}
}
