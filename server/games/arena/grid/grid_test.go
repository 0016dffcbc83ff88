package grid_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"playhouse/server/games/arena/grid"
)

// Cells hold who is wanted, rows find all within a circle, and pairs come once.
func TestCellsFindAllNeighbours(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(t, "n")
		s := grid.Source{Most: []float64{100}, Want: 1}
		for range n {
			s.X = append(s.X, rapid.Float64Range(0, 300).Draw(t, "x"))
			s.Y = append(s.Y, rapid.Float64Range(0, 200).Draw(t, "y"))
			s.VX, s.VY, s.Health = append(s.VX, 0), append(s.VY, 0), append(s.Health, 50)
			s.Team, s.Flags = append(s.Team, 0), append(s.Flags, uint8(rapid.IntRange(0, 3).Draw(t, "flags")))
		}
		var g grid.Grid
		size := rapid.Float64Range(5, 80).Draw(t, "size")
		for range 2 { // memory is used again
			g.Shape(300, 200, size, n)
			g.Sort(&s)
		}
		radius := rapid.Float64Range(1, 150).Draw(t, "radius")
		for i := range n {
			var want, got []int32
			b := g.Around(s.X[i], s.Y[i], radius)
			for row := b.First; row <= b.Last; row++ {
				first, last := g.Row(b, row)
				for _, e := range g.Entries[first:last] {
					if dx, dy := s.X[e.Index]-s.X[i], s.Y[e.Index]-s.Y[i]; dx*dx+dy*dy <= radius*radius {
						got = append(got, e.Index)
					}
				}
			}
			for k := range n {
				if dx, dy := s.X[k]-s.X[i], s.Y[k]-s.Y[i]; s.Flags[k]&1 != 0 && dx*dx+dy*dy <= radius*radius {
					want = append(want, int32(k))
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Fatalf("within %v of %d are %v, want %v", radius, i, got, want)
			}
		}
		pairs(t, &g, &s, size)
	})
}

func pairs(t *rapid.T, g *grid.Grid, s *grid.Source, size float64) {
	seen := map[[2]int32]int{}
	for at, e := range g.Entries {
		a, b, c, d := g.Pairs(int32(at))
		for _, run := range [][]grid.Entry{g.Entries[a:max(a, b)], g.Entries[c:max(c, d)]} {
			for _, o := range run {
				seen[[2]int32{min(e.Index, o.Index), max(e.Index, o.Index)}]++
			}
		}
	}
	for i := range s.X {
		for k := range i {
			dx, dy := s.X[i]-s.X[k], s.Y[i]-s.Y[k]
			n := seen[[2]int32{int32(k), int32(i)}]
			near := dx*dx+dy*dy < size*size && s.Flags[i]&s.Flags[k]&1 != 0
			if n > 1 || (near && n != 1) {
				t.Fatalf("the pair %d, %d comes %d times", k, i, n)
			}
		}
	}
}
