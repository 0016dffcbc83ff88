package vision

import (
	"math"

	"playhouse/server/games/tabletop/plane"
)

// Polygon is what is seen from a place, up to radius cells away; 0 for as far as
// the scene goes. It has no holes, and its corners go clockwise around the eye.
func (b *Blockers) Polygon(at plane.Point, radius float64) plane.Polygon {
	if !at.Finite() || math.IsNaN(radius) || radius < 0 {
		return nil
	}
	eye := vertexAt(at)
	e := envelope{walls: b.frame(eye, radius)}
	e.walls = b.facing(e.walls, eye, radius)
	return e.polygon(e.of(0, len(e.walls)), eye)
}

// frame is the border of what can be seen at all.
func (b *Blockers) frame(eye vertex, radius float64) []segment {
	low := vertex{min(0, eye.x) - grain, min(0, eye.y) - grain}
	high := vertex{max(grains(b.width), eye.x) + grain, max(grains(b.height), eye.y) + grain}
	walls := ring([]vertex{low, {high.x, low.y}, high, {low.x, high.y}}, eye)
	if radius == 0 || radius > reach {
		return walls
	}
	var disc []vertex
	for _, p := range plane.Disc(plane.Point{}, radius) {
		// Towards the eye, so as not to show more.
		disc = append(disc, vertex{int64(p.X * grain), int64(p.Y * grain)})
	}
	return append(walls, ring(disc, vertex{})...)
}

// ring is the sides of a clockwise ring around the eye.
func ring(corners []vertex, eye vertex) []segment {
	var sides []segment
	for i, c := range corners {
		s := segment{a: c.minus(eye), b: corners[(i+1)%len(corners)].minus(eye), ring: -1}
		if s.a.cross(s.b) > 0 {
			sides = append(sides, s)
		}
	}
	return sides
}

// facing appends the walls that hide something from the eye.
func (b *Blockers) facing(walls []segment, eye vertex, radius float64) []segment {
	far := int64(math.MaxInt64)
	if radius > 0 && radius <= reach {
		far = int64(radius*grain) + 1
	}
	held := b.holds(eye)
	for i, s := range b.segments {
		if !b.hides[i] {
			continue
		}
		s.a, s.b = s.a.minus(eye), s.b.minus(eye)
		if min(s.a.x, s.b.x) > far || max(s.a.x, s.b.x) < -far || min(s.a.y, s.b.y) > far || max(s.a.y, s.b.y) < -far {
			continue
		}
		side := s.a.cross(s.b)
		switch {
		case side == 0: // Seen edge-on, it hides nothing but a line.
			continue
		case s.ring >= 0 && (side < 0 || held[s.ring]): // Sight goes in, or begins in it.
			continue
		case side < 0:
			s.a, s.b = s.b, s.a
		}
		walls = append(walls, s)
	}
	return walls
}

// polygon walks along the envelope.
func (e *envelope) polygon(pieces []piece, eye vertex) plane.Polygon {
	centre := eye.point()
	shape := make(plane.Polygon, 0, len(pieces)+8)
	for i, p := range pieces {
		if p.wall < 0 {
			continue
		}
		to := right
		if i+1 < len(pieces) {
			to = pieces[i+1].from
		}
		shape = push(shape, centre, e.hit(p.wall, p.from))
		shape = push(shape, centre, e.hit(p.wall, to))
	}
	if n := len(shape); n > 1 && same(shape[0], shape[n-1]) {
		shape = shape[:n-1]
	}
	return shape
}

// hit is where a direction meets a wall, from the eye.
func (e *envelope) hit(wall int32, d vertex) plane.Point {
	s := e.walls[wall]
	r := float64(s.a.cross(s.b)) / float64(d.cross(s.b.minus(s.a))) / grain
	return plane.Point{X: r * float64(d.x), Y: r * float64(d.y)}
}

func push(shape plane.Polygon, centre, p plane.Point) plane.Polygon {
	p.X, p.Y = p.X+centre.X, p.Y+centre.Y
	if n := len(shape); n > 0 && same(shape[n-1], p) {
		return shape
	}
	return append(shape, p)
}

// same tells whether two corners are nearer than rounding is exact.
func same(p, q plane.Point) bool {
	return math.Abs(p.X-q.X) < 1e-9 && math.Abs(p.Y-q.Y) < 1e-9
}
