package vision_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

const (
	all       = tabletopv1.FogShape_FOG_SHAPE_ALL
	rectangle = tabletopv1.FogShape_FOG_SHAPE_RECTANGLE
	circle    = tabletopv1.FogShape_FOG_SHAPE_CIRCLE
	polygon   = tabletopv1.FogShape_FOG_SHAPE_POLYGON
	brush     = tabletopv1.FogShape_FOG_SHAPE_BRUSH
)

func change(t *testing.T, e *vision.Explored, shape tabletopv1.FogShape, radius float64, hide bool, points ...plane.Point) {
	t.Helper()
	if err := e.Change(shape, points, radius, hide); err != nil {
		t.Fatal(err)
	}
}

func TestExploredShapes(t *testing.T) {
	t.Parallel()
	e := vision.NewExplored(10, 7.6)
	if m := e.Proto(); m.GetColumns() != 20 || m.GetRows() != 16 || len(m.GetRuns()) != 0 {
		t.Errorf("unseen ground is %v", m)
	}
	for _, step := range []struct {
		shape   tabletopv1.FogShape
		radius  float64
		hide    bool
		points  []plane.Point
		squares int
	}{
		{rectangle, 0, false, []plane.Point{at(1, 1), at(3, 2)}, 8},
		{rectangle, 0, false, []plane.Point{at(3, 2), at(1, 1)}, 8},
		{rectangle, 0, true, []plane.Point{at(2, 0), at(3, 9)}, 4},
		{all, 0, true, nil, 0},
		{all, 0, false, nil, 320},
		{all, 0, true, nil, 0},
		{circle, 0, false, []plane.Point{at(5, 4), at(6, 4)}, 12},
		{polygon, 0, false, []plane.Point{at(0, 0), at(2, 0), at(0, 2)}, 12 + 6},
		{all, 0, true, nil, 0},
		{brush, 0.5, false, []plane.Point{at(1, 1), at(5, 1)}, 20},
		{brush, 0.5, false, []plane.Point{at(8, 6)}, 24},
		{rectangle, 0, false, []plane.Point{at(-100, -100), at(100, 100)}, 320},
	} {
		change(t, e, step.shape, step.radius, step.hide, step.points...)
		if got := e.Squares(); got != step.squares {
			t.Errorf("%v of %v, hide %v: %d squares, want %d", step.shape, step.points, step.hide, got, step.squares)
		}
	}
}

func TestExploredRefuses(t *testing.T) {
	t.Parallel()
	e := vision.NewExplored(10, 10)
	for name, c := range map[string]struct {
		shape  tabletopv1.FogShape
		radius float64
		points []plane.Point
	}{
		"rectangle of one": {rectangle, 0, []plane.Point{at(1, 1)}},
		"circle of three":  {circle, 0, []plane.Point{at(1, 1), at(2, 2), at(3, 3)}},
		"polygon of two":   {polygon, 0, []plane.Point{at(1, 1), at(2, 2)}},
		"brush of none":    {brush, 1, nil},
		"brush of radius":  {brush, 0, []plane.Point{at(1, 1)}},
		"no number":        {rectangle, 0, []plane.Point{at(1, 1), at(math.NaN(), 2)}},
		"endless":          {circle, 0, []plane.Point{at(1, 1), at(math.Inf(1), 2)}},
		"no shape":         {0, 0, []plane.Point{at(1, 1)}},
	} {
		if err := e.Change(c.shape, c.points, c.radius, false); err == nil || !e.Empty() {
			t.Errorf("%s: %v, %d squares", name, err, e.Squares())
		}
	}
}

// Dabs of a brush against the distance of every square's middle.
func TestBrushAgainstDistance(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		a, b, radius := at(r.Float64()*12-1, r.Float64()*12-1), at(r.Float64()*12-1, r.Float64()*12-1), r.Float64()*4+0.1
		e := vision.NewExplored(10, 10)
		change(t, e, brush, radius, false, a, b)
		for y := 0.25; y < 10; y += 0.5 {
			for x := 0.25; x < 10; x += 0.5 {
				far := at(x, y).Gap(a, b)
				if math.Abs(far-radius) > 1e-9 && e.Has(x, y) != (far < radius) {
					t.Fatalf("brush of %v from %v to %v: %v,%v is %v away, seen %v", radius, a, b, x, y, far, e.Has(x, y))
				}
			}
		}
	}
}

func TestExploredPolygonAgainstContains(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		b := random(r, 30).blockers()
		shape := b.Polygon(at(r.Float64()*20, r.Float64()*20), 9)
		e := vision.NewExplored(20, 20)
		e.AddArea(vision.Area{Dim: []plane.Polygon{shape}})
		for y := 0.25; y < 20; y += 0.5 {
			for x := 0.25; x < 20; x += 0.5 {
				if shape.Gap(at(x, y)) > 1e-6 && e.Has(x, y) != shape.Contains(at(x, y)) {
					t.Fatalf("%v,%v: seen %v", x, y, e.Has(x, y))
				}
			}
		}
	}
}

func TestExploredHas(t *testing.T) {
	t.Parallel()
	e := vision.NewExplored(10, 10)
	change(t, e, rectangle, 0, false, at(9.5, 0), at(10, 0.5))
	for p, want := range map[plane.Point]bool{
		at(9.75, 0.25): true, at(9.5, 0): true, at(9.49, 0): false, at(9.5, 0.5): false, at(10, 0): false,
		at(-0.1, 0.6): false, at(9.75, -1): false, at(math.NaN(), 0): false, at(math.Inf(1), 0): false, at(0, 1e300): false,
	} {
		if e.Has(p.X, p.Y) != want {
			t.Errorf("%v: seen %v, want %v", p, !want, want)
		}
	}
}

func chance(r *rand.Rand, width, height float64) *vision.Explored {
	e := vision.NewExplored(width, height)
	for range r.IntN(8) {
		_ = e.Change(rectangle, []plane.Point{at(r.Float64()*width, r.Float64()*height), at(r.Float64()*width, r.Float64()*height)}, 0, r.IntN(3) == 0)
	}
	return e
}

func TestExploredLaws(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		w, h := 1+r.Float64()*40, 1+r.Float64()*40
		a, b := chance(r, w, h), chance(r, w, h)
		back, err := vision.Decode(a.Proto())
		if err != nil || !back.Equal(a) {
			t.Fatalf("read back: %v, equal %v", err, back.Equal(a))
		}
		both := a.Clone()
		both.Union(b)
		added := both.Without(a)
		if both.Squares() != a.Squares()+added.Squares() || !added.Without(b).Empty() {
			t.Fatal("what was added is not the difference")
		}
		again := a.Clone()
		again.Union(added)
		if !again.Equal(both) {
			t.Fatal("ground and difference do not make the whole")
		}
		larger := a.Fit(w+3, h+5)
		if larger.Squares() != a.Squares() || !larger.Fit(w, h).Equal(a) {
			t.Fatal("a larger scene forgets")
		}
		half := a.Fit(w/2, h/2)
		for range 20 {
			x, y := r.Float64()*w/2-0.5, r.Float64()*h/2-0.5
			if half.Has(x, y) != a.Has(x, y) && x >= 0 && y >= 0 {
				t.Fatalf("a smaller scene changes %v,%v", x, y)
			}
		}
		narrow := a.Clone()
		narrow.Union(larger)
		if !narrow.Equal(a) {
			t.Fatal("ground of another size does not add what lies at the same place")
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	huge := binary.AppendUvarint(nil, math.MaxUint64)
	for name, m := range map[string]*tabletopv1.Explored{
		"too large":    {Columns: 1001, Rows: 1},
		"negative":     {Columns: -1, Rows: 5},
		"too long":     {Columns: 2, Rows: 2, Runs: []byte{0, 5}},
		"far too long": {Columns: 2, Rows: 2, Runs: huge},
		"cut off":      {Columns: 2, Rows: 2, Runs: []byte{0x80}},
	} {
		if _, err := vision.Decode(m); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if e, err := vision.Decode(nil); err != nil || !e.Empty() || e.Has(0, 0) {
		t.Errorf("nothing is %v, %v", e, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(int32(20), int32(10), []byte{3, 4, 5, 6})
	f.Fuzz(func(t *testing.T, columns, rows int32, runs []byte) {
		e, err := vision.Decode(&tabletopv1.Explored{Columns: columns, Rows: rows, Runs: runs})
		if err != nil {
			return
		}
		back, err := vision.Decode(e.Proto())
		if err != nil || !back.Equal(e) {
			t.Fatalf("read back: %v", err)
		}
	})
}

func BenchmarkExploredAdd(b *testing.B) {
	shape := vision.New(100, 100, dungeon(1000)).Polygon(at(50.3, 50.3), 0)
	e := vision.NewExplored(100, 100)
	for b.Loop() {
		e.Add(shape)
	}
}
