package plane

import "math"

// Hit is where a ray meets an outline.
type Hit struct {
	Distance float64
	Normal   Point // of length 1, against the ray
}

// Ray is where a ray from a point in the direction of a unit vector meets the shape's
// outline first, within a length.
func (s Shape) Ray(from, direction Point, length float64) (Hit, bool) {
	if s.Kind == KindCircle {
		return s.rayCircle(from, direction, length)
	}
	best := Hit{Distance: length}
	met := false
	for i := range s.edges() {
		a, b := s.edge(i)
		if t, ok := cross(a, b, from, direction); ok && t <= best.Distance {
			best.Distance, met = t, true
			best.Normal = facing(b.Sub(a), direction)
		}
	}
	return best, met
}

// rayCircle solves |from + t·direction - centre| = radius for the least t from 0 on.
func (s Shape) rayCircle(from, direction Point, length float64) (Hit, bool) {
	d := from.Sub(s.Points[0])
	b := d.Dot(direction)
	root := float64(b*b) - (d.Len2() - float64(s.Radius*s.Radius))
	if root < 0 {
		return Hit{}, false
	}
	t := -b - math.Sqrt(root)
	if t < 0 || t > length {
		return Hit{}, false
	}
	return Hit{Distance: t, Normal: d.Add(direction.Mul(t)).Unit()}, true
}

// cross is where a ray crosses the segment ab.
func cross(a, b, from, direction Point) (float64, bool) {
	side := b.Sub(a)
	det := direction.Cross(side)
	if math.Abs(det) < 1e-12 {
		return 0, false
	}
	to := a.Sub(from)
	t, u := to.Cross(side)/det, to.Cross(direction)/det
	return t, t >= 0 && u >= 0 && u <= 1
}

// facing is the unit normal of a side that points against a direction.
func facing(side, direction Point) Point {
	n := Point{-side.Y, side.X}.Unit()
	if n.Dot(direction) > 0 {
		return n.Mul(-1)
	}
	return n
}
