package plane

// Kind is a shape's form.
type Kind uint8

// The forms.
const (
	KindBox Kind = iota + 1
	KindSegment
	KindCircle
	KindPolygon
)

// Shape is a form that stands somewhere: use [Box], [Segment], [Circle] or [Polygon].
type Shape struct {
	Kind Kind
	// Points are a box's least and greatest corner, a segment's ends, a circle's
	// centre, or a polygon's corners in order.
	Points []Point
	// Radius of a circle.
	Radius float64
}

// Box is a box along the axes.
func Box(least, most Point) Shape { return Shape{Kind: KindBox, Points: []Point{least, most}} }

// Segment is a thin wall.
func Segment(from, to Point) Shape { return Shape{Kind: KindSegment, Points: []Point{from, to}} }

// Circle is a disc.
func Circle(centre Point, radius float64) Shape {
	return Shape{Kind: KindCircle, Points: []Point{centre}, Radius: radius}
}

// Polygon is what lies within its corners; no two sides may cross.
func Polygon(corners ...Point) Shape { return Shape{Kind: KindPolygon, Points: corners} }

// Bounds are the corners of the least box around the shape.
func (s Shape) Bounds() (least, most Point) {
	if s.Kind == KindCircle {
		c, r := s.Points[0], s.Radius
		return Point{c.X - r, c.Y - r}, Point{c.X + r, c.Y + r}
	}
	least, most = s.Points[0], s.Points[0]
	for _, p := range s.Points[1:] {
		least = Point{min(least.X, p.X), min(least.Y, p.Y)}
		most = Point{max(most.X, p.X), max(most.Y, p.Y)}
	}
	return least, most
}

// Round is the middle of the shape's bounds, and how far its farthest point is from
// there.
func (s Shape) Round() (centre Point, radius float64) {
	if s.Kind == KindCircle {
		return s.Points[0], s.Radius
	}
	least, most := s.Bounds()
	centre = least.Add(most).Mul(0.5)
	for i := range s.edges() {
		a, _ := s.edge(i)
		radius = max(radius, a.Sub(centre).Len())
	}
	return centre, radius
}

// edges counts the straight sides.
func (s Shape) edges() int {
	switch s.Kind {
	case KindSegment:
		return 2 // there and back, so that each end begins one
	case KindBox:
		return 4
	case KindPolygon:
		return len(s.Points)
	default:
		return 0
	}
}

// edge is side i, from one corner to the next.
func (s Shape) edge(i int) (from, to Point) {
	if s.Kind == KindBox {
		return s.corner(i), s.corner((i + 1) & 3)
	}
	return s.Points[i], s.Points[(i+1)%len(s.Points)]
}

// corner is corner i of a box.
func (s Shape) corner(i int) Point {
	a, b := s.Points[0], s.Points[1]
	switch i {
	case 0:
		return a
	case 1:
		return Point{b.X, a.Y}
	case 2:
		return b
	default:
		return Point{a.X, b.Y}
	}
}

// Near is the point of the shape's outline that is nearest to p, and whether p is
// inside. Nothing is inside a segment.
func (s Shape) Near(p Point) (at Point, inside bool) {
	switch s.Kind {
	case KindCircle:
		d := p.Sub(s.Points[0])
		inside = d.Len2() < float64(s.Radius*s.Radius)
		u := d.Unit()
		if u == (Point{}) {
			u.X = 1
		}
		return s.Points[0].Add(u.Mul(s.Radius)), inside
	case KindBox:
		if q := p.within(s.Points[0], s.Points[1]); q != p {
			return q, false
		}
	}
	best := -1.0
	for i := range s.edges() {
		a, b := s.edge(i)
		q := nearest(a, b, p)
		if d := p.Sub(q).Len2(); best < 0 || d < best {
			best, at = d, q
		}
	}
	return at, s.contains(p)
}

// contains is true inside a box or a polygon: a ray to the right crosses the outline
// an odd number of times.
func (s Shape) contains(p Point) bool {
	if s.Kind == KindSegment {
		return false
	}
	inside := false
	for i := range s.edges() {
		a, b := s.edge(i)
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+float64((b.X-a.X)*((p.Y-a.Y)/(b.Y-a.Y))) {
			inside = !inside
		}
	}
	return inside
}

// within is p, clamped to a box.
func (p Point) within(least, most Point) Point {
	return Point{min(max(p.X, least.X), most.X), min(max(p.Y, least.Y), most.Y)}
}

// nearest is the point of the segment ab that is nearest to p.
func nearest(a, b, p Point) Point {
	d := b.Sub(a)
	l := d.Len2()
	if l == 0 {
		return a
	}
	return a.Add(d.Mul(min(max(p.Sub(a).Dot(d)/l, 0), 1)))
}
