package winprob

import (
	"math"
	"sync"
	"testing"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
)

var plain, placed = table(false), table(true)

// table is computed once, for all tests.
func table(placed bool) func() *Table {
	return sync.OnceValue(func() *Table {
		all, err := league.Load(content.Files)
		if err != nil {
			panic(err)
		}
		l := *all["pd"]
		l.Rules.PlacedRunner = placed
		return New(atbat.NewModel(&l), &Mix{})
	})
}

func TestBranchesAreAllThereAre(t *testing.T) {
	t.Parallel()
	table := plain()
	for a := range Actions {
		for s, moves := range table.Moves[a] {
			sum := 0.0
			for _, m := range moves {
				sum += m.Share
			}
			if Possible(a, s) && math.Abs(sum-1) > 1e-9 {
				t.Errorf("action %d in state %d: the moves sum to %v", a, s, sum)
			}
		}
	}
}

// TestNothingIsLostOnTheWay: whatever managers do, what comes of a turn at bat is
// all there is, and as many bunt as the mix says.
func TestNothingIsLostOnTheWay(t *testing.T) {
	t.Parallel()
	table := plain()
	for seed := range 20 {
		var mix Mix
		for s := range States {
			for a := Sacrifice; a <= StealHome; a++ {
				if Possible(a, s) {
					mix[a][s] = float64((seed*7+int(a)*5+s)%10) / 50
				}
			}
			plainly := 1 - mix[Sacrifice][s] - mix[BuntForHit][s] - mix[Intentional][s]
			mix[Around][s] = plainly * float64(seed%4) / 6
			mix[Contact][s] = plainly * 0.5
		}
		for s, moves := range table.chain(&mix) {
			sum := 0.0
			for _, m := range moves {
				sum += m.Share
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("mix %d, state %d: the ways sum to %v", seed, s, sum)
			}
			bunts := 0.0
			table.plate(&mix, s, func(a Action, _, _ int, share float64) {
				if a == Sacrifice {
					bunts += share
				}
			})
			if math.Abs(bunts-mix[Sacrifice][s]) > 1e-9 {
				t.Errorf("mix %d, state %d: %v bunt, not %v", seed, s, bunts, mix[Sacrifice][s])
			}
		}
	}
}

// TestMoreIsWorthMore: another runner is worth runs, another out costs them.
func TestMoreIsWorthMore(t *testing.T) {
	t.Parallel()
	table := plain()
	for code := range 8 {
		for outs := range 3 {
			s := outs*8 + code
			if outs > 0 && table.Runs[s] >= table.Runs[s-8] {
				t.Errorf("state %d: an out costs nothing", s)
			}
			for base := range 3 {
				if code>>base&1 == 0 && table.Runs[s|1<<base] <= table.Runs[s] {
					t.Errorf("state %d: a runner is worth nothing", s)
				}
			}
			if table.Score[s] <= 0 || table.Score[s] >= 1 || table.Score[s] > table.Runs[s] {
				t.Errorf("state %d: scores %.3f, %.3f runs", s, table.Score[s], table.Runs[s])
			}
		}
	}
}

// TestChancesToWin: even at the start, certain at the end, and those after a half
// weigh up to those before it.
func TestChancesToWin(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]*Table{"": plain(), "placed runner": placed()} {
		if p := table.Win(1, Top, 0, 0); math.Abs(p-0.5) > 0.005 {
			t.Errorf("%s: the home side begins with %.4f", name, p)
		}
		if p := table.Win(9, Bottom, 1, 0); p != 1 {
			t.Errorf("ahead in the bottom of the ninth: %v", p)
		}
		if a, b := table.Win(9, Top, 1, 16), table.Win(9, Top, -1, 16); a < 0.9 || b > 0.3 {
			t.Errorf("one ahead %.3f, one behind %.3f", a, b)
		}
		for lead := -3; lead < 3; lead++ {
			for s := range States {
				if table.Win(5, Bottom, lead, s) >= table.Win(5, Bottom, lead+1, s) {
					t.Errorf("a run is worth nothing at %d in state %d", lead, s)
				}
			}
		}
		if p := table.Win(15, Top, 0, table.opens(15)); math.Abs(p-0.5) > 0.005 {
			t.Errorf("in the fifteenth: %.4f", p)
		}
	}
}

// TestOccupancyCountsAGame: about 38 batters a side, half of them on each.
func TestOccupancyCountsAGame(t *testing.T) {
	t.Parallel()
	table := plain()
	var plates [2]float64
	for inning := 1; inning <= 10; inning++ {
		for half := range 2 {
			for lead := -span; lead <= span; lead++ {
				for s := range States {
					plates[half] += table.There(inning, half, lead, s)
				}
			}
		}
	}
	if plates[0] < 37 || plates[0] > 41 || plates[1] < 36 || plates[1] > plates[0] {
		t.Errorf("%v batters a game", plates)
	}
}
