package plane_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"playhouse/server/games/arena/plane"
)

// The polynomials agree with package math, which may use assembly.
func TestTrigonometryAgreesWithTheLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Float64Range(-1000, 1000).Draw(t, "angle")
		sin, cos := plane.Sincos(a)
		if math.Abs(sin-math.Sin(a)) > 1e-12 || math.Abs(cos-math.Cos(a)) > 1e-12 {
			t.Fatalf("at %v: %v %v, the library has %v %v", a, sin, cos, math.Sin(a), math.Cos(a))
		}
		p := plane.Point{X: rapid.Float64Range(-1, 1).Draw(t, "x"), Y: rapid.Float64Range(-1, 1).Draw(t, "y")}
		if got, want := p.Angle(), math.Atan2(p.Y, p.X); p.X != 0 && p.Y != 0 && math.Abs(got-want) > 1e-6 {
			t.Fatalf("the angle of %v is %v, the library has %v", p, got, want)
		}
	})
	for want, p := range map[uint8]plane.Point{0: {X: 1}, 64: {Y: 1}, 128: {X: -1}, 192: {Y: -1}, 32: {X: 1, Y: 1}} {
		if got := p.Turn256(); got != want {
			t.Errorf("%v is at %d of 256, want %d", p, got, want)
		}
	}
}

// anyShape draws a shape within some hundred units.
func anyShape(t *rapid.T) plane.Shape {
	x := func() float64 { return rapid.Float64Range(-100, 100).Draw(t, "x") }
	size := rapid.Float64Range(1, 80).Draw(t, "size")
	p := plane.Point{X: x(), Y: x()}
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		return plane.Box(p, p.Add(plane.Point{X: size, Y: size * 0.7}))
	case 1:
		return plane.Segment(p, p.Add(plane.Point{X: size, Y: -size}))
	case 2:
		return plane.Circle(p, size)
	default:
		return plane.Polygon(p, p.Add(plane.Point{X: size}), p.Add(plane.Point{X: size, Y: size}), p.Add(plane.Point{X: size * 0.6, Y: size * 0.2}))
	}
}

// No point of the outline is nearer than the one that Near gives, and a ray from
// outside to a point inside meets the outline on its way.
func TestNearIsNearestAndRaysMeetOutlines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anyShape(t)
		p := plane.Point{X: rapid.Float64Range(-300, 300).Draw(t, "px"), Y: rapid.Float64Range(-300, 300).Draw(t, "py")}
		at, inside := s.Near(p)
		nearest := at.Sub(p).Len()
		for k := range 64 {
			sin, cos := plane.Sincos(float64(k) * math.Pi / 32)
			hit, ok := s.Ray(p, plane.Point{X: cos, Y: sin}, 1000)
			if ok && !inside && hit.Distance < nearest-1e-6 {
				t.Fatalf("the outline is met at %v, but nearest at %v", hit.Distance, nearest)
			}
			if ok && math.Abs(hit.Normal.Len()-1) > 1e-9 {
				t.Fatalf("a normal is %v", hit.Normal)
			}
		}
		if inside || nearest < 1e-3 || s.Kind == plane.KindSegment { // a ray along a segment meets nothing
			return
		}
		way := at.Sub(p)
		if hit, ok := s.Ray(p, way.Unit(), way.Len()+1e-3); !ok || math.Abs(hit.Distance-nearest) > 1e-3 {
			// A ray may slip past a corner by rounding: a little to the side it does not.
			side := plane.Point{X: -way.Y, Y: way.X}.Unit().Mul(1e-6)
			_, left := s.Ray(p.Add(side), way.Unit(), way.Len()+1)
			_, right := s.Ray(p.Sub(side), way.Unit(), way.Len()+1)
			if !left && !right {
				t.Fatalf("%+v: the ray to the nearest point of %v meets nothing", s, p)
			}
		}
	})
}

func TestInsideIsWhereItShouldBe(t *testing.T) {
	t.Parallel()
	cup := plane.Polygon(plane.Point{}, plane.Point{X: 10}, plane.Point{X: 10, Y: 10}, plane.Point{X: 5, Y: 2}, plane.Point{Y: 10})
	for _, c := range []struct {
		shape  plane.Shape
		at     plane.Point
		inside bool
	}{
		{plane.Box(plane.Point{}, plane.Point{X: 4, Y: 4}), plane.Point{X: 1, Y: 2}, true},
		{plane.Box(plane.Point{}, plane.Point{X: 4, Y: 4}), plane.Point{X: 5, Y: 2}, false},
		{plane.Circle(plane.Point{}, 5), plane.Point{X: 3, Y: 3}, true},
		{plane.Circle(plane.Point{}, 5), plane.Point{X: 4, Y: 4}, false},
		{cup, plane.Point{X: 1, Y: 3}, true},
		{cup, plane.Point{X: 5, Y: 5}, false},
		{plane.Segment(plane.Point{}, plane.Point{X: 9}), plane.Point{X: 3}, false},
	} {
		if _, inside := c.shape.Near(c.at); inside != c.inside {
			t.Errorf("%v in %+v: %v", c.at, c.shape, inside)
		}
	}
}

func TestShapesThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	p := func(x, y float64) plane.Point { return plane.Point{X: x, Y: y} }
	for name, s := range map[string]plane.Shape{
		"no shape": {}, "no box": plane.Box(p(3, 3), p(1, 5)), "a point": plane.Segment(p(1, 1), p(1, 1)),
		"too small": plane.Circle(p(0, 0), 0.5), "nowhere": plane.Circle(p(math.NaN(), 0), 5), "far": plane.Circle(p(1e9, 0), 5),
		"a bow": plane.Polygon(p(0, 0), p(9, 9), p(9, 0), p(0, 9)), "a line": plane.Polygon(p(0, 0), p(5, 5), p(9, 9)),
		"a spike": plane.Polygon(p(0, 0), p(9, 0), p(4, 0), p(4, 5)), "two corners": plane.Polygon(p(0, 0), p(1, 1)),
		"twice a corner": plane.Polygon(p(0, 0), p(0, 0), p(5, 0), p(5, 5)), "a touch": plane.Polygon(p(0, 0), p(10, 0), p(10, 10), p(5, 0), p(0, 10)),
		"a circle without a middle": {Kind: plane.KindCircle, Radius: 3}, "many corners": plane.Polygon(make([]plane.Point, 65)...),
	} {
		if s.Check() == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	for name, s := range map[string]plane.Shape{
		"a box": plane.Box(p(0, 0), p(1, 1)), "a segment": plane.Segment(p(0, 0), p(0, 1)), "a circle": plane.Circle(p(0, 0), 1),
		"a cup": plane.Polygon(p(0, 0), p(10, 0), p(10, 10), p(5, 2), p(0, 10)), "in line": plane.Polygon(p(0, 0), p(5, 0), p(9, 0), p(9, 9)),
	} {
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
