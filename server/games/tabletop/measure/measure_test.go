package measure_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/measure"
	"playhouse/server/games/tabletop/plane"
)

const (
	pointed = tabletopv1.GridKind_GRID_KIND_HEX_POINTED
	flat    = tabletopv1.GridKind_GRID_KIND_HEX_FLAT
	none    = tabletopv1.GridKind_GRID_KIND_NONE
)

func path(xy ...float64) []plane.Point {
	var p []plane.Point
	for i := 0; i < len(xy); i += 2 {
		p = append(p, plane.Point{X: xy[i], Y: xy[i+1]})
	}
	return p
}

func TestLengths(t *testing.T) {
	t.Parallel()
	row := math.Sqrt(3) / 2
	for name, c := range map[string]struct {
		grid *tabletopv1.Grid
		path []plane.Point
		want measure.Length
	}{
		"nowhere":                  {nil, nil, measure.Length{}},
		"one point":                {nil, path(3, 4), measure.Length{}},
		"straight":                 {nil, path(0.5, 0.5, 6.5, 0.5), measure.Length{Equal: 30, Alternating: 30, Euclidean: 30}},
		"three and four":           {nil, path(0, 0, 3, 4), measure.Length{Equal: 20, Alternating: 25, Euclidean: 25}},
		"one diagonal":             {nil, path(0, 0, 1, 1), measure.Length{Equal: 5, Alternating: 5, Euclidean: 5 * math.Sqrt2}},
		"two diagonals":            {nil, path(0, 0, 2, -2), measure.Length{Equal: 10, Alternating: 15, Euclidean: 10 * math.Sqrt2}},
		"two, in two steps":        {nil, path(0, 0, 1, 1, 0, 2), measure.Length{Equal: 10, Alternating: 15, Euclidean: 10 * math.Sqrt2}},
		"three, over a corner":     {nil, path(0, 0, 1, 1, 5, 1, 7, 3), measure.Length{Equal: 35, Alternating: 40, Euclidean: 20 + 15*math.Sqrt2}},
		"there and back":           {nil, path(0, 0, 1, 0, 0, 0), measure.Length{Equal: 10, Alternating: 10, Euclidean: 10}},
		"half a diagonal":          {nil, path(0, 0, 1.5, 1.5), measure.Length{Equal: 7.5, Alternating: 10, Euclidean: 7.5 * math.Sqrt2}},
		"cells of ten feet":        {&tabletopv1.Grid{Feet: 10}, path(0, 0, 2, 2), measure.Length{Equal: 20, Alternating: 30, Euclidean: 20 * math.Sqrt2}},
		"no grid":                  {&tabletopv1.Grid{Kind: none}, path(0, 0, 3, 4), measure.Length{Equal: 25, Alternating: 25, Euclidean: 25}},
		"hexagons in a row":        {&tabletopv1.Grid{Kind: pointed}, path(0, 0, 3, 0), measure.Length{Equal: 15, Alternating: 15, Euclidean: 15}},
		"hexagons, three rows":     {&tabletopv1.Grid{Kind: pointed}, path(0, 0, 1.5, 3*row), measure.Length{Equal: 15, Alternating: 15, Euclidean: 15}},
		"hexagons, against a side": {&tabletopv1.Grid{Kind: pointed}, path(0, 0, 0, 2*row), measure.Length{Equal: 10, Alternating: 10, Euclidean: 10 * row}},
		"flat hexagons, a column":  {&tabletopv1.Grid{Kind: flat}, path(0, 0, 0, 3), measure.Length{Equal: 15, Alternating: 15, Euclidean: 15}},
		"flat hexagons, sideways":  {&tabletopv1.Grid{Kind: flat}, path(0, 0, 2*row, 0), measure.Length{Equal: 10, Alternating: 10, Euclidean: 10 * row}},
	} {
		got := measure.Path(c.grid, c.path)
		if math.Abs(got.Equal-c.want.Equal)+math.Abs(got.Alternating-c.want.Alternating)+math.Abs(got.Euclidean-c.want.Euclidean) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestRuleOfTheGrid(t *testing.T) {
	t.Parallel()
	a, b := plane.Point{}, plane.Point{X: 2, Y: 2}
	for rule, want := range map[tabletopv1.Measure]float64{0: 10, 1: 10, 2: 15, 3: 10 * math.Sqrt2} {
		if got := measure.Distance(&tabletopv1.Grid{Measure: rule}, a, b); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v: %v, want %v", rule, got, want)
		}
	}
}

func TestSnap(t *testing.T) {
	t.Parallel()
	third := 1 / math.Sqrt(3)
	row := math.Sqrt(3) / 2
	for name, c := range map[string]struct {
		grid     *tabletopv1.Grid
		at, want plane.Point
		size     float64
	}{
		"one":               {nil, plane.Point{X: 3.9, Y: 4.1}, plane.Point{X: 3.5, Y: 4.5}, 1},
		"left of the scene": {nil, plane.Point{X: -0.1, Y: -1.1}, plane.Point{X: -0.5, Y: -1.5}, 1},
		"two":               {nil, plane.Point{X: 3.9, Y: 4.1}, plane.Point{X: 4, Y: 4}, 2},
		"three":             {nil, plane.Point{X: 3.9, Y: 4.1}, plane.Point{X: 3.5, Y: 4.5}, 3},
		"one and a half":    {nil, plane.Point{X: 3.9, Y: 4.1}, plane.Point{X: 4, Y: 4}, 1.5},
		"half":              {nil, plane.Point{X: 3.9, Y: 4.1}, plane.Point{X: 3.75, Y: 4.25}, 0.5},
		"offset":            {&tabletopv1.Grid{OffsetX: 0.25, OffsetY: -0.25}, plane.Point{X: 3.9, Y: 4.1}, plane.Point{X: 3.75, Y: 4.25}, 1},
		"no grid":           {&tabletopv1.Grid{Kind: none}, plane.Point{X: 3.9, Y: 4.1}, plane.Point{X: 3.9, Y: 4.1}, 1},
		"first hexagon":     {&tabletopv1.Grid{Kind: pointed}, plane.Point{X: 0.4, Y: 0.7}, plane.Point{X: 0.5, Y: third}, 1},
		"second row":        {&tabletopv1.Grid{Kind: pointed}, plane.Point{X: 1.1, Y: 1.3}, plane.Point{X: 1, Y: third + row}, 1},
		"row before":        {&tabletopv1.Grid{Kind: pointed}, plane.Point{X: 1.1, Y: -0.2}, plane.Point{X: 1, Y: third - row}, 1},
		"corner":            {&tabletopv1.Grid{Kind: pointed}, plane.Point{X: 0.6, Y: 1}, plane.Point{X: 0.5, Y: 2 * third}, 2},
		"first flat":        {&tabletopv1.Grid{Kind: flat}, plane.Point{X: 0.7, Y: 0.4}, plane.Point{X: third, Y: 0.5}, 1},
		"second flat":       {&tabletopv1.Grid{Kind: flat, OffsetX: 1}, plane.Point{X: 2.3, Y: 1.1}, plane.Point{X: 1 + third + row, Y: 1}, 1},
	} {
		if got := measure.Snap(c.grid, c.at, c.size); got.Distance(c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// What has settled stays, and nothing moves farther than a corner is away.
func TestSnapSettles(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		grid := &tabletopv1.Grid{Kind: tabletopv1.GridKind(r.IntN(5)), OffsetX: r.Float64() - 0.5, OffsetY: r.Float64() - 0.5}
		p := plane.Point{X: r.Float64()*40 - 20, Y: r.Float64()*40 - 20}
		size := float64(1+r.IntN(12)) / 2
		settled := measure.Snap(grid, p, size)
		if settled.Distance(p) > math.Sqrt2/2+1e-9 {
			t.Fatalf("%v moves to %v on %v", p, settled, grid)
		}
		if again := measure.Snap(grid, plane.Point{X: settled.X + 1e-4, Y: settled.Y - 1e-4}, size); grid.GetKind() != none && again.Distance(settled) > 1e-9 {
			t.Fatalf("%v settles at %v, then at %v on %v, size %v", p, settled, again, grid, size)
		}
	}
}

// tokens is one token of a cell in the middle of every cell from -10 to 9.
func tokens() map[string]*tabletopv1.Element {
	all := map[string]*tabletopv1.Element{}
	for y := -10; y < 10; y++ {
		for x := -10; x < 10; x++ {
			all[string(rune('k'+x))+string(rune('k'+y))] = token(float64(x)+0.5, float64(y)+0.5, 1)
		}
	}
	return all
}

func token(x, y, size float64) *tabletopv1.Element {
	return &tabletopv1.Element{Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{At: &tabletopv1.Point{X: x, Y: y}, Size: size}}}
}

func TestHowManyCellsAreCovered(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		area *tabletopv1.Area
		want int
	}{
		"circle of 20 feet on a corner":    {&tabletopv1.Area{Shape: 1, Size: 20}, 52},
		"circle of 10 feet on a corner":    {&tabletopv1.Area{Shape: 1, Size: 10}, 12},
		"circle of 10 feet on a middle":    {&tabletopv1.Area{Shape: 1, Size: 10, At: &tabletopv1.Point{X: 0.5, Y: 0.5}}, 13},
		"circle of 5 feet on a corner":     {&tabletopv1.Area{Shape: 1, Size: 5}, 4},
		"cone of 15 feet, upwards":         {&tabletopv1.Area{Shape: 2, Size: 15}, 4},
		"cone of 15 feet, from a middle":   {&tabletopv1.Area{Shape: 2, Size: 15, At: &tabletopv1.Point{X: 0.5, Y: 0.5}}, 1 + 3 + 3},
		"cone of 45 feet, from a middle":   {&tabletopv1.Area{Shape: 2, Size: 45, At: &tabletopv1.Point{X: 0.5, Y: 9.5}, Direction: 0}, 1 + 3 + 3 + 5 + 5 + 7 + 7 + 9 + 9},
		"line of 30 feet to the right":     {&tabletopv1.Area{Shape: 3, Size: 30, At: &tabletopv1.Point{X: 0, Y: 0.5}, Direction: 90}, 6},
		"line of 30 feet, 10 feet wide":    {&tabletopv1.Area{Shape: 3, Size: 30, Width: 10, Direction: 180}, 12},
		"line begins beyond its origin":    {&tabletopv1.Area{Shape: 3, Size: 30, At: &tabletopv1.Point{X: 0.5, Y: 0.5}, Direction: 90}, 6},
		"line, diagonally":                 {&tabletopv1.Area{Shape: 3, Size: 5 * 4 * math.Sqrt2, Direction: 135}, 4},
		"square of 20 feet":                {&tabletopv1.Area{Shape: 4, Size: 20}, 16},
		"square of 10 feet, turned by 45°": {&tabletopv1.Area{Shape: 4, Size: 10, Direction: 45}, 4},
		"cube of 15 feet, downwards":       {&tabletopv1.Area{Shape: 5, Size: 15, At: &tabletopv1.Point{X: 0.5, Y: 0}, Direction: 180}, 9},
		"cylinder of 10 feet":              {&tabletopv1.Area{Shape: 6, Size: 10, Height: 40}, 12},
		"no shape":                         {&tabletopv1.Area{Size: 100}, 0},
	} {
		if got := len(measure.Caught(nil, c.area, tokens(), nil)); got != c.want {
			t.Errorf("%s: %d cells, want %d", name, got, c.want)
		}
	}
}

// Places far out of any scene are measured and settle in no time.
func TestFarOut(t *testing.T) {
	t.Parallel()
	for kind := range tabletopv1.GridKind(5) {
		grid := &tabletopv1.Grid{Kind: kind}
		p := plane.Point{X: 1e300, Y: -1e300}
		if got := measure.Snap(grid, p, 1e9); !got.Finite() {
			t.Errorf("%v: %v settles at %v", kind, p, got)
		}
		far := map[string]*tabletopv1.Element{"t": token(p.X, p.Y, 1e9)}
		if got := measure.Caught(grid, &tabletopv1.Area{Shape: 1, Size: 5}, far, nil); len(got) != 0 {
			t.Errorf("%v: caught %v", kind, got)
		}
	}
}

func TestWhoIsCaught(t *testing.T) {
	t.Parallel()
	all := map[string]*tabletopv1.Element{
		"beside": token(4.5, 0.5, 1),
		"giant":  token(5, 0, 4),
		"far":    token(9.5, 0.5, 1),
		"flies":  token(0.5, 0.5, 1),
		"wall":   {Kind: &tabletopv1.Element_Wall{Wall: &tabletopv1.Wall{}}},
		"sprite": token(2.75, 0.25, 0.5),
	}
	all["flies"].GetToken().Elevation = 30
	circle := &tabletopv1.Area{Shape: 1, Size: 20}
	if got := measure.Caught(nil, circle, all, nil); !slices.Equal(got, []string{"flies", "giant", "sprite"}) {
		t.Errorf("the circle catches %v", got)
	}
	cylinder := &tabletopv1.Area{Shape: 6, Size: 20, Height: 20}
	if got := measure.Caught(nil, cylinder, all, nil); !slices.Equal(got, []string{"giant", "sprite"}) {
		t.Errorf("the cylinder catches %v", got)
	}
	behind := func(_, to plane.Point) bool { return to.X < 3 }
	if got := measure.Caught(nil, circle, all, behind); !slices.Equal(got, []string{"flies", "sprite"}) {
		t.Errorf("behind a wall the circle catches %v", got)
	}
	if got := measure.Caught(&tabletopv1.Grid{Feet: 2}, circle, all, nil); len(got) != 5 {
		t.Errorf("on cells of two feet the circle catches %v", got)
	}
}

// A large figure on hexagons has the cells that are told.
func TestSpaceOnHexagons(t *testing.T) {
	t.Parallel()
	for _, kind := range []tabletopv1.GridKind{pointed, flat} {
		grid := &tabletopv1.Grid{Kind: kind, OffsetX: 0.3, OffsetY: 0.1}
		for size, want := range map[float64]int{1: 1, 2: 3, 3: 7, 4: 12} {
			at := measure.Snap(grid, plane.Point{X: 8.1, Y: 8.3}, size)
			seen := map[plane.Point]bool{}
			measure.Caught(grid, &tabletopv1.Area{Shape: 1, Size: 1000}, map[string]*tabletopv1.Element{"t": token(at.X, at.Y, size)}, func(_, to plane.Point) bool {
				seen[to] = true
				return false
			})
			if len(seen) != want {
				t.Errorf("%v: a figure of %v takes up %d cells, want %d", kind, size, len(seen), want)
			}
			for cell := range seen {
				if settled := measure.Snap(grid, cell, 1); settled.Distance(cell) > 1e-9 {
					t.Errorf("%v: %v is no middle of a cell", kind, cell)
				}
			}
		}
	}
}
