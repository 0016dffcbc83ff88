package plane

import "math"

// Point is a place or a vector; x to the right, y downwards.
type Point struct{ X, Y float64 }

// Add gives p + q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub gives p - q.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Mul gives p times s.
func (p Point) Mul(s float64) Point { return Point{float64(p.X * s), float64(p.Y * s)} }

// Dot is the scalar product.
func (p Point) Dot(q Point) float64 { return float64(p.X*q.X) + float64(p.Y*q.Y) }

// Cross is the third component of the vector product: positive when q lies to the
// right of p, seen with y downwards.
func (p Point) Cross(q Point) float64 { return float64(p.X*q.Y) - float64(p.Y*q.X) }

// Len2 is the squared length.
func (p Point) Len2() float64 { return float64(p.X*p.X) + float64(p.Y*p.Y) }

// Len is the length.
func (p Point) Len() float64 { return math.Sqrt(p.Len2()) }

// Unit is the vector of length 1 in p's direction; (0, 0) for what has none.
func (p Point) Unit() Point {
	l := p.Len()
	if l < 1e-12 {
		return Point{}
	}
	return Point{p.X / l, p.Y / l}
}

// Clip is p, shortened to length most if it is longer.
func (p Point) Clip(most float64) Point {
	l2 := p.Len2()
	if l2 <= float64(most*most) {
		return p
	}
	return p.Mul(most / math.Sqrt(l2))
}

// Turn is p in the frame whose first axis is the unit vector h: ahead times h plus
// right times the vector to h's right.
func (p Point) Turn(h Point) Point {
	return Point{float64(p.X*h.X) - float64(p.Y*h.Y), float64(p.X*h.Y) + float64(p.Y*h.X)}
}

// Finite is false for infinities and what is not a number.
func (p Point) Finite() bool {
	return p.X-p.X == 0 && p.Y-p.Y == 0
}
