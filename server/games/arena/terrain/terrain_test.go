package terrain_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
)

const width, height = 600, 400

// anyTerrain draws walls of all kinds.
func anyTerrain(t *rapid.T, radius float64) *terrain.Terrain {
	bodies := make([]terrain.Body, rapid.IntRange(0, 12).Draw(t, "bodies"))
	for i := range bodies {
		p := plane.Point{X: rapid.Float64Range(0, width).Draw(t, "x"), Y: rapid.Float64Range(0, height).Draw(t, "y")}
		size := rapid.Float64Range(1, 70).Draw(t, "size")
		q := p.Add(plane.Point{X: size, Y: size / 3})
		bodies[i].Shape = rapid.SampledFrom([]plane.Shape{
			plane.Box(p, q), plane.Segment(p, q), plane.Segment(p, p.Add(plane.Point{X: -size, Y: size})), plane.Circle(p, size),
			plane.Polygon(p, p.Add(plane.Point{X: size}), p.Add(plane.Point{X: size / 4, Y: size / 4}), p.Add(plane.Point{Y: size})),
		}).Draw(t, "shape")
		bodies[i].Hole = bodies[i].Shape.Kind == plane.KindCircle && rapid.Bool().Draw(t, "hole")
	}
	return terrain.New(width, height, radius, bodies)
}

func anyPlace(t *rapid.T) plane.Point {
	return plane.Point{X: rapid.Float64Range(0, width).Draw(t, "px"), Y: rapid.Float64Range(0, height).Draw(t, "py")}
}

// Who stands free ends free, however far it goes, and has gone through no wall.
func TestNothingTunnels(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		radius := rapid.Float64Range(1, 12).Draw(t, "radius")
		g := anyTerrain(t, radius)
		p, ok := g.Settle(anyPlace(t))
		if !ok {
			return
		}
		if !g.Free(p, radius) {
			t.Fatalf("%v is not free", p)
		}
		for range 30 {
			way := plane.Point{X: rapid.Float64Range(-600, 600).Draw(t, "dx"), Y: rapid.Float64Range(-600, 600).Draw(t, "dy")}
			if rapid.Bool().Draw(t, "slow") {
				way = way.Mul(0.01)
			}
			m := g.Move(p, way)
			if !g.Stands(m.At, radius) {
				t.Fatalf("from %v by %v it ends in a wall at %v", p, way, m.At)
			}
			if m.At.Sub(p).Len() > way.Len()+8*radius {
				t.Fatalf("from %v by %v it jumps to %v", p, way, m.At)
			}
			if !m.Hit && m.At.Sub(p.Add(way)).Len() > 1e-6 {
				t.Fatalf("from %v by %v it stops at %v without a touch", p, way, m.At)
			}
			// Every straight way that meets an outline is stopped or turned by it.
			if _, blocked := g.Wall(p, way.Unit(), way.Len()); blocked && m.At.Sub(p.Add(way)).Len() < 1e-6 {
				t.Fatalf("from %v by %v it went through a wall", p, way)
			}
			p = m.At
		}
	})
}

// The cells find what looking at every wall finds.
func TestCellsFindWhatALookAtAllFinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		radius := rapid.Float64Range(1, 12).Draw(t, "radius")
		g := anyTerrain(t, radius)
		p := anyPlace(t)
		sin, cos := plane.Sincos(rapid.Float64Range(0, 7).Draw(t, "angle"))
		direction, length := plane.Point{X: cos, Y: sin}, rapid.Float64Range(1, 400).Draw(t, "length")
		nearest, gap, falls := math.Inf(1), math.Inf(1), false
		for _, b := range g.Bodies() {
			at, inside := b.Shape.Near(p)
			if b.Hole {
				falls = falls || inside
				continue
			}
			if h, ok := b.Shape.Ray(p, direction, length); ok {
				nearest = min(nearest, h.Distance)
			}
			if d := at.Sub(p).Len(); !inside {
				gap = min(gap, d)
			} else {
				gap = -1
			}
		}
		h, ok := g.Wall(p, direction, length)
		end := p.Add(direction.Mul(min(nearest, length)))
		within := end.X >= 0 && end.Y >= 0 && end.X <= width && end.Y <= height // beyond nobody looks
		if within && (ok != !math.IsInf(nearest, 1) || (ok && math.Abs(h.Distance-nearest) > 1e-9)) {
			t.Fatalf("the wall is at %v (%v), want %v", h.Distance, ok, nearest)
		}
		if g.Falls(p) != falls {
			t.Fatalf("it falls: %v, want %v", g.Falls(p), falls)
		}
		if want := gap >= radius && g.Edge(p) >= radius; g.Stands(p, radius) != want && math.Abs(gap-radius) > 1e-6 && math.Abs(g.Edge(p)-radius) > 1e-6 {
			t.Fatalf("it stands: %v, want %v", g.Stands(p, radius), want)
		}
		if open := g.Open(p); open > max(gap, 0) && open > g.Edge(p) {
			t.Fatalf("open for %v, but the wall is %v away", open, gap)
		}
	})
}
