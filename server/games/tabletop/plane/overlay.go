package plane

import (
	"cmp"
	"math"
	"slices"
)

const (
	// hair is a width in cells that nobody sees.
	hair = 1e-7
	// speck is an area in square cells that nobody sees.
	speck = 1e-6
)

// Layer is polygons that count together: a place is in it when it is in one of
// them.
type Layer []Polygon

// Overlay divides the plane by layers. kind tells from what layers a place is in
// what kind of place it is; 0 is of no interest. The result is, by kind, polygons
// that do not overlap and cover exactly the places of that kind.
func Overlay(layers []Layer, kind func(in []bool) int) map[int][]Polygon {
	edges := edgesOf(layers)
	levels := levelsOf(edges)
	w := weaver{areas: map[int][]Polygon{}}
	s := sweep{kind: kind, depth: make([]int, len(layers)), in: make([]bool, len(layers))}
	for _, layer := range layers {
		s.inside = append(s.inside, make([]bool, len(layer))...)
	}
	next := 0
	var active []*edge
	for i := 1; i < len(levels); i++ {
		top, bottom := levels[i-1], levels[i]
		for ; next < len(edges) && edges[next].top.Y <= top; next++ {
			active = append(active, &edges[next])
		}
		active = slices.DeleteFunc(active, func(e *edge) bool { return e.bottom.Y < bottom })
		w.band(top, bottom, s.band(active, top, bottom))
	}
	w.band(math.Inf(1), math.Inf(1), nil)
	return w.areas
}

// edge is a side of a polygon that is not horizontal, from its upper end.
type edge struct {
	top, bottom    Point
	layer, polygon int
	// middle is where it is in the middle of the band at hand.
	middle float64
}

func (e *edge) at(y float64) float64 {
	switch y {
	case e.top.Y:
		return e.top.X
	case e.bottom.Y:
		return e.bottom.X
	}
	return e.top.X + (y-e.top.Y)*(e.bottom.X-e.top.X)/(e.bottom.Y-e.top.Y)
}

// grain is what coordinates are rounded to, so that corners meant to be at one
// height are.
const grain = 1 << 20

func edgesOf(layers []Layer) []edge {
	var edges []edge
	polygon := 0
	for layer, shapes := range layers {
		for _, shape := range shapes {
			for i := range shape {
				e := edge{top: shape[i].round(), bottom: shape[(i+1)%len(shape)].round(), layer: layer, polygon: polygon}
				if e.top.Y > e.bottom.Y {
					e.top, e.bottom = e.bottom, e.top
				}
				if e.top.Y < e.bottom.Y {
					edges = append(edges, e)
				}
			}
			polygon++
		}
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.top.Y, b.top.Y) })
	return edges
}

func (p Point) round() Point {
	return Point{X: math.Round(p.X*grain) / grain, Y: math.Round(p.Y*grain) / grain}
}

// levelsOf is the heights where a side begins, ends or crosses another.
func levelsOf(edges []edge) []float64 {
	var levels, crossings []float64
	var active []*edge
	for i := range edges {
		e := &edges[i]
		levels = append(levels, e.top.Y, e.bottom.Y)
		active = slices.DeleteFunc(active, func(f *edge) bool { return f.bottom.Y <= e.top.Y })
		for _, f := range active {
			if y, ok := e.crosses(f); ok {
				crossings = append(crossings, y)
			}
		}
		active = append(active, e)
	}
	slices.Sort(levels)
	levels = slices.Compact(levels)
	ends := len(levels)
	for _, y := range crossings {
		// Of two levels that are all but one, that of a corner has to stay: sides
		// begin and end exactly there.
		i, _ := slices.BinarySearch(levels[:ends], y)
		if i > 0 && i < ends && y-levels[i-1] > hair && levels[i]-y > hair {
			levels = append(levels, y)
		}
	}
	slices.Sort(levels)
	return slices.CompactFunc(levels, func(a, b float64) bool { return math.Abs(b-a) < hair })
}

// crosses is the height where two sides change places, if they do.
func (e *edge) crosses(f *edge) (float64, bool) {
	if max(e.top.X, e.bottom.X) < min(f.top.X, f.bottom.X) || max(f.top.X, f.bottom.X) < min(e.top.X, e.bottom.X) {
		return 0, false
	}
	top, bottom := max(e.top.Y, f.top.Y), min(e.bottom.Y, f.bottom.Y)
	before, after := e.at(top)-f.at(top), e.at(bottom)-f.at(bottom)
	if before*after >= 0 || math.Abs(before) < hair || math.Abs(after) < hair {
		return 0, false
	}
	return top + (bottom-top)*before/(before-after), true
}

// sweep walks through one band after the other from left to right.
type sweep struct {
	kind   func(in []bool) int
	inside []bool
	depth  []int
	in     []bool
}

// trapezoid is a piece of one kind within a band.
type trapezoid struct {
	kind                    int
	topLeft, topRight       float64
	bottomLeft, bottomRight float64
}

func (s *sweep) band(active []*edge, top, bottom float64) []trapezoid {
	if len(active) == 0 {
		return nil
	}
	arrange(active, (top+bottom)/2)
	clear(s.inside)
	clear(s.depth)
	clear(s.in)
	var pieces []trapezoid
	kind, left := 0, (*edge)(nil)
	for _, e := range active {
		s.cross(e)
		now := s.kind(s.in)
		if now == kind {
			continue
		}
		if kind != 0 {
			pieces = add(pieces, trapezoid{
				kind: kind, topLeft: left.at(top), topRight: e.at(top),
				bottomLeft: left.at(bottom), bottomRight: e.at(bottom),
			})
		}
		kind, left = now, e
	}
	return pieces
}

// arrange sorts sides from left to right by insertion: from band to band their
// order hardly changes.
func arrange(active []*edge, y float64) {
	for i, e := range active {
		e.middle = e.at(y)
		at := i
		for ; at > 0 && active[at-1].middle > e.middle; at-- {
			active[at] = active[at-1]
		}
		active[at] = e
	}
}

func (s *sweep) cross(e *edge) {
	step := 1
	if s.inside[e.polygon] {
		step = -1
	}
	s.inside[e.polygon] = step == 1
	s.depth[e.layer] += step
	s.in[e.layer] = s.depth[e.layer] > 0
}

// add leaves out what is too thin, and joins what only a thin piece parted.
func add(pieces []trapezoid, p trapezoid) []trapezoid {
	if p.topRight-p.topLeft < hair && p.bottomRight-p.bottomLeft < hair {
		return pieces
	}
	if n := len(pieces); n > 0 && pieces[n-1].kind == p.kind &&
		math.Abs(pieces[n-1].topRight-p.topLeft) < hair && math.Abs(pieces[n-1].bottomRight-p.bottomLeft) < hair {
		pieces[n-1].topRight, pieces[n-1].bottomRight = p.topRight, p.bottomRight
		return pieces
	}
	return append(pieces, p)
}
