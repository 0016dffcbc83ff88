package chance_test

import (
	"math"
	"testing"

	"playhouse/server/dice"
	"playhouse/server/games/baseball/chance"
)

// sources draw alike: from dice, from a stream.
func sources() map[string]chance.Source {
	s := chance.NewStream(7)
	return map[string]chance.Source{"stream": &s, "dice": chance.Fair{Die: dice.Key{Session: "s"}.At(1)}}
}

// TestDrawsAreFair by a chi-square test of a loaded table, and of pairs of one
// draw and the next.
func TestDrawsAreFair(t *testing.T) {
	t.Parallel()
	weights := []float64{0.05, 0.2, 0.25, 0.5}
	table := chance.NewTable(weights...)
	const n = 200_000
	for name, s := range sources() {
		var counts [4]float64
		var pairs [16]float64
		last := 0
		for i := range n {
			got := s.Pick(table)
			counts[got]++
			if i%2 == 1 {
				pairs[last*4+got]++
			}
			last = got
		}
		single, double := 0.0, 0.0
		for i, w := range weights {
			single += square(counts[i]-n*w) / (n * w)
			for j, v := range weights {
				double += square(pairs[i*4+j]-n/2*w*v) / (n / 2 * w * v)
			}
		}
		if single > 21 || double > 45 { // one in ten thousand
			t.Errorf("%s: chi-square %.1f, of pairs %.1f", name, single, double)
		}
	}
}

func square(x float64) float64 { return x * x }

func TestStreamsOfNeighboursDiffer(t *testing.T) {
	t.Parallel()
	seen := map[int]bool{}
	for seed := range uint64(100) {
		s := chance.NewStream(seed)
		for range 100 {
			seen[s.Int(1<<50)] = true
		}
	}
	if len(seen) != 10_000 {
		t.Errorf("%d different draws of 10000: streams overlap", len(seen))
	}
}

func TestCertainThingsDrawNothing(t *testing.T) {
	t.Parallel()
	d := dice.Key{Session: "s"}.At(1)
	s := chance.Fair{Die: d}
	if !s.Happens(chance.Faces) || s.Happens(0) || s.Happens(-5) || len(d.Rolls()) != 0 {
		t.Errorf("%d rolls", len(d.Rolls()))
	}
}

// TestTreeTakesEveryBranchOnce: the weights of a story's ways sum to 1, and each
// way has its own.
func TestTreeTakesEveryBranchOnce(t *testing.T) {
	t.Parallel()
	ways := map[[3]int]float64{}
	var tree chance.Tree
	for tree.Next() {
		var way [3]int
		way[0] = tree.Pick(chance.NewTable(1, 0, 3))
		if tree.Happens(chance.Of(0.25)) {
			way[1] = 1 + tree.Pick(chance.NewTable(1, 1))
		}
		if tree.Happens(0) || !tree.Happens(chance.Faces) {
			way[2] = 1
		}
		if _, twice := ways[way]; twice {
			t.Errorf("%v twice", way)
		}
		ways[way] = tree.Weight()
	}
	sum := 0.0
	for _, w := range ways {
		sum += w
	}
	if len(ways) != 6 || math.Abs(sum-1) > 1e-12 || math.Abs(ways[[3]int{2, 1, 0}]-0.75*0.25*0.5) > 1e-6 {
		t.Errorf("%v sums to %v", ways, sum)
	}
}
