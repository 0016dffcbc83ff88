package plane

import (
	"errors"
	"fmt"
	"math"
)

// Limits of shapes.
const (
	CornersMost = 64
	RadiusLeast = 1
	RadiusMost  = 5000
)

// Check tells why a shape makes no sense.
func (s Shape) Check() error {
	for i, p := range s.Points {
		if !p.Finite() || math.Abs(p.X) > 1e5 || math.Abs(p.Y) > 1e5 {
			return fmt.Errorf("point %d is (%v, %v): it must be a place near the area", i+1, p.X, p.Y)
		}
	}
	switch s.Kind {
	case KindBox:
		if len(s.Points) != 2 || s.Points[0].X >= s.Points[1].X || s.Points[0].Y >= s.Points[1].Y {
			return errors.New("a box needs its least corner left of and above its greatest")
		}
	case KindSegment:
		if len(s.Points) != 2 || s.Points[0] == s.Points[1] {
			return errors.New("a segment needs two ends that differ")
		}
	case KindCircle:
		if len(s.Points) != 1 || !(s.Radius >= RadiusLeast && s.Radius <= RadiusMost) {
			return fmt.Errorf("a circle needs a radius of %d to %d", RadiusLeast, RadiusMost)
		}
	case KindPolygon:
		return s.checkPolygon()
	default:
		return errors.New("a wall needs a shape")
	}
	return nil
}

func (s Shape) checkPolygon() error {
	n := len(s.Points)
	if n < 3 || n > CornersMost {
		return fmt.Errorf("a polygon has %d corners: it needs 3 to %d", n, CornersMost)
	}
	area := 0.0
	for i := range n {
		a, b := s.edge(i)
		area += a.Cross(b)
		for j := i + 1; j < n; j++ {
			c, d := s.edge(j)
			neighbours := j == i+1 || (i == 0 && j == n-1)
			if (!neighbours && meet(a, b, c, d)) || (neighbours && folded(a, b, c, d)) {
				return fmt.Errorf("sides %d and %d of a polygon cross: its outline must not meet itself", i+1, j+1)
			}
		}
	}
	if math.Abs(area) < 1e-6 {
		return errors.New("a polygon needs an area: its corners are on a line")
	}
	return nil
}

// meet is true when two segments have a point in common.
func meet(a, b, c, d Point) bool {
	o1, o2 := b.Sub(a).Cross(c.Sub(a)), b.Sub(a).Cross(d.Sub(a))
	o3, o4 := d.Sub(c).Cross(a.Sub(c)), d.Sub(c).Cross(b.Sub(c))
	if (o1 > 0) != (o2 > 0) && (o3 > 0) != (o4 > 0) && o1 != 0 && o2 != 0 && o3 != 0 && o4 != 0 {
		return true
	}
	return (o1 == 0 && between(a, b, c)) || (o2 == 0 && between(a, b, d)) ||
		(o3 == 0 && between(c, d, a)) || (o4 == 0 && between(c, d, b))
}

// between is true when p, on the line through a and b, lies between them.
func between(a, b, p Point) bool {
	return p.X >= min(a.X, b.X) && p.X <= max(a.X, b.X) && p.Y >= min(a.Y, b.Y) && p.Y <= max(a.Y, b.Y)
}

// folded is true when of two sides with a corner in common one lies on the other, or
// has no length.
func folded(a, b, c, d Point) bool {
	u, v := b.Sub(a), d.Sub(c)
	if u == (Point{}) || v == (Point{}) {
		return true
	}
	return u.Cross(v) == 0 && u.Dot(v) < 0
}
