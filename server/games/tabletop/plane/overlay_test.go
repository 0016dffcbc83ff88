package plane_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"playhouse/server/games/tabletop/plane"
)

func square(x, y, side float64) plane.Polygon {
	return plane.Polygon{{X: x, Y: y}, {X: x + side, Y: y}, {X: x + side, Y: y + side}, {X: x, Y: y + side}}
}

func sum(shapes []plane.Polygon) float64 {
	total := 0.0
	for _, s := range shapes {
		total += math.Abs(s.Area())
	}
	return total
}

func TestOverlayOfTwoSquares(t *testing.T) {
	t.Parallel()
	layers := []plane.Layer{{square(0, 0, 4)}, {square(2, 2, 4)}}
	got := plane.Overlay(layers, func(in []bool) int {
		switch {
		case in[0] && in[1]:
			return 3
		case in[1]:
			return 2
		case in[0]:
			return 1
		}
		return 0
	})
	for kind, want := range map[int]float64{0: 0, 1: 12, 2: 12, 3: 4} {
		if area := sum(got[kind]); math.Abs(area-want) > 1e-9 {
			t.Errorf("kind %d covers %v, want %v", kind, area, want)
		}
	}
	if len(got[3]) != 1 || len(got[3][0]) != 4 {
		t.Errorf("the overlap is %v, want one square", got[3])
	}
}

// Sides in common, corners in common, and one within the other.
func TestOverlayOfWhatTouches(t *testing.T) {
	t.Parallel()
	union := func(in []bool) int {
		if in[0] {
			return 1
		}
		return 0
	}
	for name, c := range map[string]struct {
		layer plane.Layer
		area  float64
		most  int
	}{
		"none":             {nil, 0, 0},
		"side by side":     {plane.Layer{square(0, 0, 2), square(2, 0, 2)}, 8, 1},
		"twice":            {plane.Layer{square(0, 0, 2), square(0, 0, 2)}, 4, 1},
		"corner to corner": {plane.Layer{square(0, 0, 2), square(2, 2, 2)}, 8, 2},
		"inside":           {plane.Layer{square(0, 0, 6), square(2, 2, 2)}, 36, 1},
		"flat":             {plane.Layer{{{X: 0, Y: 1}, {X: 5, Y: 1}, {X: 3, Y: 1}}}, 0, 0},
		"too small to see": {plane.Layer{square(1, 1, 1e-5)}, 0, 0},
		"bow tie":          {plane.Layer{{{X: 0, Y: 0}, {X: 4, Y: 4}, {X: 4, Y: 0}, {X: 0, Y: 4}}}, 8, 2},
	} {
		got := plane.Overlay([]plane.Layer{c.layer}, union)[1]
		if math.Abs(sum(got)-c.area) > 1e-6 || len(got) > c.most {
			t.Errorf("%s: %v in %d pieces, want %v in at most %d", name, sum(got), len(got), c.area, c.most)
		}
	}
}

// Overlays of random shapes tell of every place what the shapes tell.
func TestOverlayAgainstContains(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		layers := make([]plane.Layer, 3)
		for range 1 + r.IntN(6) {
			var s plane.Polygon
			for range 3 + r.IntN(6) {
				s = append(s, plane.Point{X: float64(r.IntN(40)) / 4, Y: float64(r.IntN(40)) / 4})
			}
			l := r.IntN(3)
			layers[l] = append(layers[l], s)
		}
		kind := func(in []bool) int {
			switch {
			case in[0] && in[1] && !in[2]:
				return 1
			case in[1], in[2]:
				return 2
			}
			return 0
		}
		areas := plane.Overlay(layers, kind)
		for range 50 {
			checkPlace(t, layers, areas, kind, plane.Point{X: r.Float64() * 10, Y: r.Float64() * 10})
		}
	}
}

func checkPlace(t *testing.T, layers []plane.Layer, areas map[int][]plane.Polygon, kind func([]bool) int, p plane.Point) {
	in := make([]bool, len(layers))
	for i, layer := range layers {
		for _, s := range layer {
			if s.Gap(p) < 1e-4 {
				return
			}
			in[i] = in[i] || s.Contains(p)
		}
	}
	found := 0
	for k, shapes := range areas {
		for _, s := range shapes {
			if s.Contains(p) {
				found += k
			}
		}
	}
	if want := kind(in); found != want {
		t.Fatalf("%v is of kind %d, want %d\n%v", p, found, want, layers)
	}
}

func TestShapes(t *testing.T) {
	t.Parallel()
	disc := plane.Disc(plane.Point{X: 3, Y: 4}, 5)
	if a := disc.Area(); a > math.Pi*25 || a < math.Pi*25*0.998 {
		t.Errorf("a disc of radius 5 covers %v", a)
	}
	if !disc.Contains(plane.Point{X: 3, Y: 8.9}) || disc.Contains(plane.Point{X: 3, Y: 9.1}) {
		t.Error("the disc is elsewhere")
	}
	p := plane.Point{X: 1, Y: 1}
	for degrees, want := range map[float64]plane.Point{0: {X: 1, Y: -1}, 90: {X: 3, Y: 1}, 180: {X: 1, Y: 3}, 270: {X: -1, Y: 1}} {
		if got := p.Along(degrees, 2); got.Distance(want) > 1e-12 {
			t.Errorf("%v degrees lead to %v, want %v", degrees, got, want)
		}
	}
	for _, q := range []plane.Point{{X: math.NaN()}, {Y: math.Inf(1)}, {X: math.Inf(-1)}} {
		if q.Finite() {
			t.Errorf("%v is finite", q)
		}
	}
	if path := plane.Path(nil); len(path) != 0 {
		t.Errorf("no points are %v", path)
	}
}
