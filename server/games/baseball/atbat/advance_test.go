package atbat

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// dests are the shares of where a runner ends up: 0 is out, 4 is home, farther
// than which nobody gets.
type dests [diamond.Home + 1]float64

func counted(s league.Shares) (d dests) {
	for key, share := range s {
		if to, err := strconv.Atoi(key); err == nil {
			d[min(to, diamond.Home)] += share
		}
	}
	return d
}

// ends adds where the runner from a base ends up on plays of a kind, of all
// branches of results. On a single he has to go: when the third out is made
// elsewhere, scorers have him on the next base.
func (d *dests) ends(m *Model, s Situation, base int8, kind diamond.Kind, results map[outcome.Result]float64) {
	for o, weight := range results {
		branches(m, s, from(o), func(p *diamond.Play, after diamond.Half, r diamond.Result, share float64) {
			if p.Kind != kind {
				return
			}
			to := base
			if kind == diamond.Single && after.Over() {
				to++
			}
			for _, step := range p.Steps[:r.Happened] {
				if step.From == base {
					to = step.To
					if step.Out {
						to = 0
					}
				}
			}
			d[to] += weight * share
		})
	}
}

func (d dests) normal() dests {
	sum := 0.0
	for _, share := range d {
		sum += share
	}
	for i := range d {
		d[i] /= sum
	}
	return d
}

func graded(first outcome.Result, grades []float64) map[outcome.Result]float64 {
	results := map[outcome.Result]float64{}
	for i, share := range grades {
		results[first+outcome.Result(i)] = share
	}
	return results
}

// same holds every cell against the table: within 1 %, and a two-thousandth for
// what is rounded in the file.
func (d dests) same(t *testing.T, name string, want league.Shares) {
	t.Helper()
	for to, share := range counted(want) {
		if got := d.normal()[to]; math.Abs(got-share) > max(0.01*share, 0.0005) {
			t.Errorf("%s, to %d: %.5f, counted %.5f", name, to, got, share)
		}
	}
}

// TestSinglesMoveRunnersAsCounted: from second by outs, from first by outs and
// whether second is taken; with errors, as the tables have them.
func TestSinglesMoveRunnersAsCounted(t *testing.T) {
	t.Parallel()
	m := model(t)
	e := m.League.Environment
	singles := graded(outcome.SingleShort, m.League.Grades.Single[:])
	for outs := range int8(3) {
		key := strconv.Itoa(int(outs))
		var second, taken dests
		second.ends(m, scene(m, outs, 2), 2, diamond.Single, singles)
		taken.ends(m, scene(m, outs, 1, 2), 2, diamond.Single, singles)
		open := openFirst(e)
		for to := range second {
			second[to] = open*second[to] + (1-open)*taken[to]
		}
		second.same(t, "from second, "+key+" out", e.Second[key])
		for i, name := range []string{"-", "r2"} {
			var first dests
			first.ends(m, scene(m, outs, []int{1, 2}[:i+1]...), 1, diamond.Single, singles)
			want := e.First[key+"|"+name]
			if least := first.normal()[diamond.Home]; m.beyond[outs][i] == 0 {
				want = atLeast(t, want, least)
			}
			first.same(t, fmt.Sprintf("from first, %s|%s", key, name), want)
		}
	}
}

// atLeast is a table in which as many come home as errors on hits bring home: one
// in 461 is counted where errors make it two. It must be within three standard
// errors of what is counted.
func atLeast(t *testing.T, s league.Shares, home float64) league.Shares {
	t.Helper()
	had := counted(s)[diamond.Home]
	if se := math.Sqrt(home * (1 - home) / s.N()); home < had || home-had > 3*se {
		t.Errorf("errors alone bring %.5f home, counted are %.5f of %.0f", home, had, s.N())
	}
	return league.Shares{"0": s["0"], "2": s["2"], "3": s["3"] + had - home, "4": home}
}

// TestDoublesMoveRunnersAsCounted from first, by outs.
func TestDoublesMoveRunnersAsCounted(t *testing.T) {
	t.Parallel()
	m := model(t)
	for outs := range int8(3) {
		for _, on := range [][]int{{1}, {1, 2, 3}} {
			var first dests
			first.ends(m, scene(m, outs, on...), 1, diamond.Double, graded(outcome.Double, m.League.Grades.Double[:]))
			key := strconv.Itoa(int(outs))
			first.same(t, fmt.Sprintf("%v, %s out", on, key), m.League.Environment.Double[key])
		}
	}
}

// TestFliesMoveRunnersAsCounted from third and from second, by outs.
func TestFliesMoveRunnersAsCounted(t *testing.T) {
	t.Parallel()
	m := model(t)
	e := m.League.Environment
	flies := graded(outcome.FlyA, m.League.Grades.Fly[:])
	for outs := range int8(2) {
		key := strconv.Itoa(int(outs))
		for _, on := range [][]int{{2}, {3}, {2, 3}} {
			for _, base := range on {
				var d dests
				d.ends(m, scene(m, outs, on...), int8(base), diamond.FlyOut, flies)
				d.same(t, fmt.Sprintf("from %d of %v, %s out", base, on, key), map[int]league.Shares{2: e.Tag2[key], 3: e.Tag3[key]}[base])
			}
		}
	}
}

// TestAPitchThatGetsAwayMovesThoseItIsFarEnoughFor: nobody runs into an occupied
// base, home is the hardest to take, and the shares are those that the rates are
// set by.
func TestAPitchThatGetsAwayMovesThoseItIsFarEnoughFor(t *testing.T) {
	t.Parallel()
	m := model(t)
	wild, passed := float64(m.between[1]-m.between[0]), float64(m.between[2]-m.between[1])
	home := map[int]float64{}
	every(func(outs int8, on []int) {
		s := scene(m, outs, on...)
		code, moved := s.Half.Bases.Code(), 0.0
		branches(m, s, func(r Resolver, s *Situation, p *diamond.Play) { r.Between(s, p) }, func(p *diamond.Play, after diamond.Half, r diamond.Result, share float64) {
			if p.Kind != diamond.WildPitch && p.Kind != diamond.PassedBall {
				return
			}
			moved += share
			home[code] += share * float64(r.Runs)
			if err := s.Half.Check(p); err != nil || after.Bases.Code() == code {
				t.Errorf("%v: %v", on, err)
			}
		})
		if want := (wild + passed) / chance.Faces * Moved(code); math.Abs(moved-want) > 1e-5 {
			t.Errorf("%v: somebody moves %.5f, expected %.5f", on, moved, want)
		}
	})
	if home[4] >= Moved(1)*(wild+passed)/chance.Faces*3 || home[4] != home[7] {
		t.Errorf("from third %.5f, with the bases loaded %.5f", home[4], home[7])
	}
}
