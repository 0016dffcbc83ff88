package plane

import (
	"math"
	"slices"
)

// weaver joins the pieces of a band to those of the band above.
type weaver struct {
	open  []*strand
	areas map[int][]Polygon
}

// strand is an area that grows downwards: its left side and its right side.
type strand struct {
	kind        int
	left, right []Point
}

// band adds a band; strands that it does not carry on are finished.
func (w *weaver) band(top, bottom float64, pieces []trapezoid) {
	open := make([]*strand, 0, len(pieces))
	above := w.open
	for _, p := range pieces {
		at := slices.IndexFunc(above, func(s *strand) bool { return s.carries(p, top) })
		if at < 0 {
			s := &strand{kind: p.kind}
			s.left, s.right = []Point{{p.topLeft, top}}, []Point{{p.topRight, top}}
			open = append(open, s.extend(p, bottom))
			continue
		}
		open = append(open, above[at].extend(p, bottom))
		above = slices.Delete(above, at, at+1)
	}
	for _, s := range above {
		w.finish(s)
	}
	w.open = open
}

func (s *strand) carries(p trapezoid, top float64) bool {
	l, r := s.left[len(s.left)-1], s.right[len(s.right)-1]
	return s.kind == p.kind && math.Abs(l.Y-top) < hair &&
		math.Abs(l.X-p.topLeft) < 4*hair && math.Abs(r.X-p.topRight) < 4*hair
}

func (s *strand) extend(p trapezoid, bottom float64) *strand {
	s.left = straight(append(s.left, Point{p.bottomLeft, bottom}))
	s.right = straight(append(s.right, Point{p.bottomRight, bottom}))
	return s
}

// straight drops the last but one point when it lies on the line between its
// neighbours.
func straight(side []Point) []Point {
	n := len(side)
	if n < 3 {
		return side
	}
	a, b, c := side[n-3], side[n-2], side[n-1]
	if x := a.X + (b.Y-a.Y)*(c.X-a.X)/(c.Y-a.Y); math.Abs(x-b.X) < hair {
		return append(side[:n-2], c)
	}
	return side
}

func (w *weaver) finish(s *strand) {
	slices.Reverse(s.left)
	shape := slices.CompactFunc(append(Polygon(s.right), s.left...), Point.near)
	if len(shape) > 1 && shape[0].near(shape[len(shape)-1]) {
		shape = shape[:len(shape)-1]
	}
	if math.Abs(shape.Area()) > speck {
		w.areas[s.kind] = append(w.areas[s.kind], shape)
	}
}

func (p Point) near(q Point) bool {
	return math.Abs(p.X-q.X) < hair && math.Abs(p.Y-q.Y) < hair
}
