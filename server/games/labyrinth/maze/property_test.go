package maze

import (
	"math/bits"
	"strings"
	"testing"

	"pgregory.net/rapid"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

func anySpec(t *rapid.T) Spec {
	s := Spec{
		Generator: rapid.SampledFrom(generators).Draw(t, "generator"),
		Size:      rapid.IntRange(MinSize, 24).Draw(t, "size"),
		Seed:      rapid.StringN(0, MaxSeed, -1).Draw(t, "seed"),
		Braid:     rapid.Float64Range(0, 1).Draw(t, "braid"),
	}
	if s.Generator == labyrinthv1.Generator_GENERATOR_CLASSIC {
		s.Size = min(s.Size, MaxClassicSize)
	}
	return s
}

func TestEqualSpecsGiveEqualMazes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec(t)
		a, errA := Make(s)
		b, errB := Make(s)
		if errA != nil || errB != nil || hex(a.Open) != hex(b.Open) || a.Start != b.Start {
			t.Fatalf("%+v: %v %v", s, errA, errB)
		}
	})
}

func TestBraidOpensThatShareOfTheDeadEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := anySpec(rt)
		braided := mustMake(t, s)
		share := s.Braid
		s.Braid = 0
		perfect := mustMake(t, s)
		before, after := deadEnds(perfect), deadEnds(braided)
		wanted := int(share*float64(before) + 0.5)
		if opened := before - after; opened != wanted && opened != wanted+1 {
			rt.Fatalf("%+v: %d of %d dead ends opened, not %d", s, opened, before, wanted)
		}
		for cell, open := range perfect.Open {
			if braided.Open[cell]&open != open {
				rt.Fatalf("cell %d lost a passage", cell)
			}
		}
		if _, reached := passages(t, braided); reached != s.Size*s.Size {
			rt.Fatalf("%d cells reached", reached)
		}
	})
}

func deadEnds(m *Maze) (n int) {
	for _, open := range m.Open {
		if bits.OnesCount8(open) == 1 {
			n++
		}
	}
	return n
}

func TestThemesHaveTheirSharesAndGrowTogether(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := anySpec(rt)
		s.Braid = 0
		m := mustMake(t, s)
		themes := m.Themes()
		counts := ThemeCounts(len(themes))
		for i, share := range shares {
			count := 0
			for _, theme := range themes {
				if theme == share.theme {
					count++
				}
			}
			if count != counts[i] {
				rt.Fatalf("%v has %d tiles, not %d", share.theme, count, counts[i])
			}
			checkClusters(rt, m, themes, share.theme)
		}
	})
}

// checkClusters verifies that all clusters of a theme but one are boxed in: no
// neighbour of theirs belongs to a theme that grew later.
func checkClusters(t *rapid.T, m *Maze, themes []labyrinthv1.Theme, theme labyrinthv1.Theme) {
	free := 0
	seen := map[int]bool{}
	for cell := range themes {
		if themes[cell] != theme || seen[cell] {
			continue
		}
		queue, open := []int{cell}, false
		seen[cell] = true
		for len(queue) > 0 {
			at := queue[0]
			queue = queue[1:]
			for _, side := range Sides {
				next := Neighbour(at, side, m.Size)
				switch {
				case next < 0:
				case themes[next] == theme && !seen[next]:
					seen[next] = true
					queue = append(queue, next)
				case themes[next] > theme:
					open = true
				}
			}
		}
		if open {
			free++
		}
	}
	if free > 1 {
		t.Fatalf("%v has %d clusters that could have grown on", theme, free)
	}
}

func TestThemeCountsGiveTheRestInOrder(t *testing.T) {
	t.Parallel()
	// 16 tiles: 2.4, 5.6, 4.8 and 3.2 are floored to 2, 5, 4, 3; two are left.
	if got, want := ThemeCounts(16), [4]int{3, 6, 4, 3}; got != want {
		t.Errorf("16 tiles: %v, not %v", got, want)
	}
	if got, want := ThemeCounts(100), [4]int{15, 35, 30, 20}; got != want {
		t.Errorf("100 tiles: %v, not %v", got, want)
	}
}

func TestCodesAreUniqueAndCountFromOne(t *testing.T) {
	t.Parallel()
	m := mustMake(t, Spec{Size: 16, Seed: "codes"})
	themes := m.Themes()
	seen := map[string]bool{}
	for cell, code := range Codes(m.Open, themes) {
		if seen[code] {
			t.Errorf("%s is there twice", code)
		}
		seen[code] = true
		parts := strings.Split(code, "-")
		if len(parts) != 3 || parts[1] != Letters(m.Open[cell]) || parts[0] != themes[cell].String()[6:7] {
			t.Errorf("cell %d has the code %s", cell, code)
		}
		if parts[2] != "1" && !seen[parts[0]+"-"+parts[1]+"-1"] {
			t.Errorf("%s comes before number 1", code)
		}
	}
}

// TestWilsonIsUniform draws many spanning trees of the 3 × 3 grid: each of the
// 192 must be as likely as any other.
func TestWilsonIsUniform(t *testing.T) {
	t.Parallel()
	const trees, per = 192, 200 // a 3 × 3 grid has 192 spanning trees
	s := newSource("uniform", "wilson")
	counts := map[string]int{}
	for range trees * per {
		g := grid{size: 3, cells: make([]byte, 9)}
		wilson(g, s)
		counts[hex(g.cells)]++
	}
	if len(counts) != trees {
		t.Fatalf("%d different trees, not %d", len(counts), trees)
	}
	chi := 0.0
	for _, n := range counts {
		chi += float64((n-per)*(n-per)) / per
	}
	// 191 degrees of freedom: mean 191, standard deviation 19.5. Five of them
	// either way would be a miracle.
	if chi < 94 || chi > 289 {
		t.Errorf("chi-square %.0f", chi)
	}
}
