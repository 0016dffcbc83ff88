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
