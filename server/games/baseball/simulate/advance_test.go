package simulate

import (
	"math"
	"strconv"
	"testing"

	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
)

// advances are how often runners ended up where: 0 is out, 4 is home. Keys are
// those of the environment's tables.
type advances map[string]map[string]*[diamond.Home + 1]int

func (a advances) count(table, key string, to int8) {
	if a[table] == nil {
		a[table] = map[string]*[diamond.Home + 1]int{}
	}
	if a[table][key] == nil {
		a[table][key] = &[diamond.Home + 1]int{}
	}
	a[table][key][to]++
}

// see counts a play's runners; not when a run may end the half before they are
// where they go.
func (a advances) see(b moment, p *diamond.Play, r diamond.Result) {
	if b.half.ToWin > 0 || p.Bunt != diamond.NoBunt {
		return
	}
	on := func(base int) bool { return b.half.Bases[base].ID != 0 }
	key, to := strconv.Itoa(int(b.half.Outs)), ends(b, p, r)
	switch p.Kind { //nolint:exhaustive // the environment counts no others
	case diamond.Single:
		second := "|-"
		if on(2) {
			second = "|r2"
			a.count("second", key, to[2])
		}
		if on(1) {
			a.count("first", key+second, to[1])
		}
	case diamond.Double:
		if on(1) {
			a.count("double", key, to[1])
		}
	case diamond.FlyOut:
		for base, table := range map[int]string{2: "tag2", 3: "tag3"} {
			if on(base) && b.half.Outs < 2 {
				a.count(table, key, to[base])
			}
		}
	}
}

// TestRunnersAdvanceAsCounted: in games between managers every cell of every table
// of advancement comes out, within 1 % or the error of so many games.
func TestRunnersAdvanceAsCounted(t *testing.T) {
	t.Parallel()
	m := managers["pd"]()
	e, a, p := m.Model.League.Environment, advances{}, NewPlayer(m)
	p.see = a.see
	setup, sides := game.AverageGame(m.Model.League)
	for seed := range *figured {
		if _, err := p.Play(setup, sides, uint64(seed)); err != nil {
			t.Fatal(err)
		}
	}
	for table, counted := range map[string]map[string]league.Shares{"first": e.First, "second": e.Second, "double": e.Double, "tag2": e.Tag2, "tag3": e.Tag3} {
		for key, want := range counted {
			if a[table][key] == nil {
				t.Fatalf("%s %s: there is no case", table, key)
			}
			same(t, table+" "+key, a[table][key], want)
		}
	}
}

// same holds every cell against the table. One of fewer than ten cases is
// uncertain itself, by the root of their number: errors bring a few more home from
// first with none out than the one of 461 and nine of 1668 that are counted (atbat
// holds those cells against what errors make of them).
func same(t *testing.T, name string, got *[diamond.Home + 1]int, counted league.Shares) {
	t.Helper()
	var want [diamond.Home + 1]float64
	for key, share := range counted {
		if to, err := strconv.Atoi(key); err == nil {
			want[min(to, diamond.Home)] += share
		}
	}
	n := 0
	for _, k := range got {
		n += k
	}
	for to, share := range want {
		few := 0.0
		if cases := share * counted.N(); cases < 10 {
			few = errors * math.Sqrt(cases) / counted.N()
		}
		is := float64(got[to]) / float64(n)
		if d := math.Abs(is - share); d > max(0.01*share, few+errors*off(share+few, n)) {
			t.Errorf("%s to %d: %.5f of %d, the environment has %.5f (standard error %.5f)", name, to, is, n, share, off(share, n))
		}
	}
}
