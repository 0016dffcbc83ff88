package plane

import (
	"math"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// Polygon is the corners of a closed shape, in order; the last is joined to the
// first.
type Polygon []Point

// Contains tells whether p is inside, by the even-odd rule.
func (s Polygon) Contains(p Point) bool {
	inside := false
	for i, a := range s {
		b := s[(i+1)%len(s)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)*(b.X-a.X)/(b.Y-a.Y) {
			inside = !inside
		}
	}
	return inside
}

// Area is the size in square cells: positive when the corners go clockwise as
// seen on a screen.
func (s Polygon) Area() float64 {
	sum := 0.0
	for i, a := range s {
		b := s[(i+1)%len(s)]
		sum += a.X*b.Y - b.X*a.Y
	}
	return sum / 2
}

// Gap is how far p is from the outline.
func (s Polygon) Gap(p Point) float64 {
	least := math.Inf(1)
	for i, a := range s {
		least = min(least, p.Gap(a, s[(i+1)%len(s)]))
	}
	return least
}

// Gap is how far the segment from a to b is from p.
func (p Point) Gap(a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := dx*dx + dy*dy
	if length == 0 {
		return p.Distance(a)
	}
	along := max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
	return p.Distance(Point{X: a.X + along*dx, Y: a.Y + along*dy})
}

// Proto is the shape as a message.
func (s Polygon) Proto() *tabletopv1.Polygon {
	xy := make([]float32, 0, 2*len(s))
	for _, p := range s {
		xy = append(xy, float32(p.X), float32(p.Y))
	}
	return &tabletopv1.Polygon{Xy: xy}
}

// corners is how many corners stand for a circle: the polygon lies inside it and
// is nowhere more than 0.13 % of the radius short.
const corners = 64

// Disc is a circle as a polygon that does not reach beyond it.
func Disc(centre Point, radius float64) Polygon {
	s := make(Polygon, corners)
	for i := range s {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		s[i] = Point{X: centre.X + radius*cos, Y: centre.Y + radius*sin}
	}
	return s
}
