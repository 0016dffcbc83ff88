package plane

import (
	"math"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// Point is a place in cells: x to the right, y downwards.
type Point struct {
	X, Y float64
}

// At is the place that a message names; 0,0 for none.
func At(p *tabletopv1.Point) Point { return Point{X: p.GetX(), Y: p.GetY()} }

// Path is the places that messages name.
func Path(points []*tabletopv1.Point) []Point {
	path := make([]Point, len(points))
	for i, p := range points {
		path[i] = At(p)
	}
	return path
}

// Proto is the place as a message.
func (p Point) Proto() *tabletopv1.Point { return &tabletopv1.Point{X: p.X, Y: p.Y} }

// Finite is false when a coordinate is infinite or no number.
func (p Point) Finite() bool {
	return !math.IsNaN(p.X-p.X) && !math.IsNaN(p.Y-p.Y)
}

// Distance is how far q is, in cells, as the crow flies.
func (p Point) Distance(q Point) float64 { return math.Hypot(q.X-p.X, q.Y-p.Y) }

// Along is the place at angle degrees (clockwise, 0 upwards) and distance.
func (p Point) Along(degrees, distance float64) Point {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return Point{X: p.X + sin*distance, Y: p.Y - cos*distance}
}
