package depth

import (
	"math"
	"math/rand"
	"testing"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

func pd(t *testing.T) *league.League {
	t.Helper()
	all, err := league.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return all["pd"]
}

// The assignment is as good as the best of all that there are.
func TestAssignIsBest(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewSource(1))
	for range 300 {
		n := 1 + random.Intn(4)
		m := n + random.Intn(3)
		worth := make([][]float64, n)
		for i := range worth {
			for range m {
				worth[i] = append(worth[i], float64(random.Intn(20))+impossible*float64(random.Intn(2)))
			}
		}
		sum, seen := 0.0, map[int]bool{}
		for i, j := range assign(worth) {
			sum += worth[i][j]
			seen[j] = true
		}
		if best := tryAll(worth, 0, map[int]bool{}); len(seen) != n || math.Abs(sum-best) > 1e-6 {
			t.Fatalf("%v: %v with %d columns, the best is %v", worth, sum, len(seen), best)
		}
	}
}

func tryAll(worth [][]float64, i int, used map[int]bool) float64 {
	if i == len(worth) {
		return 0
	}
	best := math.Inf(-1)
	for j, w := range worth[i] {
		if !used[j] {
			used[j] = true
			best = max(best, w+tryAll(worth, i+1, used))
			used[j] = false
		}
	}
	return best
}

func TestNine(t *testing.T) {
	t.Parallel()
	l := pd(t)
	roster, _ := game.AverageTeam(l)
	slugger := card.Average(l, "slugger", "Slugger", 3)
	slugger.Batting.Versus[0][outcome.HomeRun] += 6
	slugger.Batting.Versus[0][outcome.Single] -= 7
	slugger.Batting.Versus[0][outcome.GroundB]++
	slugger.Batting.Versus[1] = slugger.Batting.Versus[0]
	roster[10] = slugger // on the bench until now, where only 4 played
	p := Picker{League: l, Roster: roster}
	chart, err := p.Chart(5)
	if err != nil {
		t.Fatal(err)
	}
	if len(chart.Rotation) != 5 || !roster.Card(chart.Lineup.Pitcher).Plays(1) || chart.Lineup.Order[3] != 11 {
		t.Errorf("chart = %+v: the slugger bats fourth", chart)
	}
	for slot, pos := range chart.Lineup.At {
		if c := roster.Card(chart.Lineup.Order[slot]); pos == 0 && c.Pitching != nil {
			t.Errorf("%s is the DH", c.Name)
		}
	}
	p.Out = func(id int8) bool { return id == 11 }
	if nine, err := p.Nine(chart.Rotation[1]); err != nil || nine.Slot(11) >= 0 {
		t.Errorf("%+v, %v: the slugger is out", nine, err)
	}
	p.Out = func(id int8) bool { return roster.Card(id).Plays(2) }
	if _, err := p.Nine(chart.Rotation[1]); err == nil || err.Error() != "nobody is left for C" {
		t.Errorf("without catchers: %v", err)
	}
}

func TestPitchersBatLastWithoutDH(t *testing.T) {
	t.Parallel()
	l := *pd(t)
	l.Rules.DH = false
	roster, _ := game.AverageTeam(&l)
	chart, err := Picker{League: &l, Roster: roster}.Chart(5)
	if err != nil || chart.Lineup.DH || chart.Lineup.Order[8] != chart.Lineup.Pitcher || chart.Lineup.At[8] != 1 {
		t.Errorf("%+v, %v", chart.Lineup, err)
	}
}

// A card that is rated wins its place over one who is not as good, and only
// there.
func TestWorthIsTheCallersWhenGiven(t *testing.T) {
	t.Parallel()
	l := pd(t)
	roster, _ := game.AverageTeam(l)
	p := Picker{League: l, Roster: roster, Worth: func(id int8, _ int) float64 { return float64(id) }}
	nine, err := p.Nine(14)
	if err != nil {
		t.Fatal(err)
	}
	at := nine.Fielders()
	if at[2] != 10 || at[4] != 11 || at[6] != 12 || at[8] != 13 || at[3] != 2 {
		t.Errorf("fielders %v: benched players are worth more here", at)
	}
}
