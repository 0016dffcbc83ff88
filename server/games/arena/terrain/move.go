package terrain

import (
	"math"

	"playhouse/server/games/arena/plane"
)

// Moved is where a move ended, and the sum of the normals of what it met.
type Moved struct {
	At     plane.Point
	Normal plane.Point
	Hit    bool
}

// contacts is how often a circle is pushed out in a piece of its way.
const contacts = 4

// Move takes a circle that stands free from a place along a way.
func (t *Terrain) Move(from, way plane.Point) Moved {
	m := Moved{At: from}
	left := math.Sqrt(way.Len2())
	if left == 0 {
		return m
	}
	direction := way.Mul(1 / left)
	// A fast agent at a slow tick rate has a long way; pieces are bounded by the
	// area's size over the least radius, so this ends.
	for left > 0 {
		step := min(left, max(t.solids.open(m.At)-t.radius, float64(0.9*t.radius)))
		to := t.clamp(m.At.Add(direction.Mul(step)), t.radius)
		if to != m.At.Add(direction.Mul(step)) {
			m.touch(m.At.Add(direction.Mul(step)), to)
		}
		if !t.piece(&m, to) {
			return m
		}
		left -= step
	}
	return m
}

// touch notes what pushed a circle from where it wanted to where it may be.
func (m *Moved) touch(wanted, may plane.Point) {
	m.Hit = true
	m.Normal = m.Normal.Add(may.Sub(wanted).Unit())
}

// piece moves to a place less than a radius away and out of what is touched there;
// false when that cannot be: then it stays.
func (t *Terrain) piece(m *Moved, to plane.Point) bool {
	if t.solids.open(to) >= t.radius {
		m.At = to
		return true
	}
	near := t.solids.near(to)
	for pushed := range contacts {
		out, depth := t.deepest(near, to)
		if depth <= tolerance && pushed == 0 {
			m.At = to
			return true
		}
		if depth <= tolerance {
			break
		}
		out = t.clamp(out, t.radius)
		m.touch(to, out)
		to = out
	}
	if t.Stands(to, t.radius) && t.crossesNothing(near, m.At, to) {
		m.At = to
		return true
	}
	return false
}

// crossesNothing is true when the straight way between two places meets no outline:
// pushing out of one wall may push through another that is thin.
func (t *Terrain) crossesNothing(near []int32, from, to plane.Point) bool {
	way := to.Sub(from)
	length := way.Len()
	if length == 0 {
		return true
	}
	for _, i := range near {
		if _, hit := t.bodies[i].Shape.Ray(from, way.Mul(1/length), length); hit {
			return false
		}
	}
	return true
}

// deepest is where a circle must go to get out of the body it is deepest in.
func (t *Terrain) deepest(near []int32, p plane.Point) (out plane.Point, depth float64) {
	for _, i := range near {
		at, inside := t.bodies[i].Shape.Near(p)
		away := p.Sub(at)
		d := away.Len()
		deep := t.radius - d
		if inside {
			deep, away = t.radius+d, away.Mul(-1)
		}
		if deep > depth {
			u := away.Unit()
			if u == (plane.Point{}) {
				u.Y = -1
			}
			depth, out = deep, at.Add(u.Mul(t.radius))
		}
	}
	return out, depth
}

// Settle is the free place nearest to p, found on rings around it of some radii; false
// when there is none within reach.
func (t *Terrain) Settle(p plane.Point) (plane.Point, bool) {
	p = t.clamp(p, t.radius)
	if t.Free(p, t.radius) {
		return p, true
	}
	if out, depth := t.deepest(t.solids.near(p), p); depth > 0 && t.Free(out, t.radius) {
		return out, true
	}
	reach := int(max(t.width, t.height)/t.radius) + 1
	for ring := 1; ring <= reach; ring++ {
		best, found := plane.Point{}, false
		around(ring, func(c, r int) {
			q := plane.Point{X: p.X + float64(float64(c)*t.radius), Y: p.Y + float64(float64(r)*t.radius)}
			if t.Free(q, t.radius) && (!found || q.Sub(p).Len2() < best.Sub(p).Len2()) {
				best, found = q, true
			}
		})
		if found {
			return best, true
		}
	}
	return p, false
}

// around visits the places of a square ring, row by row.
func around(ring int, visit func(column, row int)) {
	for r := -ring; r <= ring; r++ {
		step := 2 * ring
		if r == -ring || r == ring {
			step = 1
		}
		for c := -ring; c <= ring; c += step {
			visit(c, r)
		}
	}
}
