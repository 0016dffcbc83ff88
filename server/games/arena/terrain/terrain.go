// Package terrain is what does not move in the arena: the area's edge, walls and
// holes, sorted into cells so that an agent asks only what is near it.
//
// A circle moves by sweeps: it is taken along its way in pieces of less than its
// radius wherever something is near, pushed out of what it touches, and set back to
// the piece before when it cannot be (a corner too narrow for it). So the centre
// never gets past an outline, and who stood free ends free, at any speed and any tick
// rate. Cells know how far the nearest wall is at least, so on open ground a move
// costs one look.
package terrain

import (
	"math"

	"playhouse/server/games/arena/plane"
)

// Body is a wall, or a hole.
type Body struct {
	ID    int32
	Shape plane.Shape
	Hole  bool
}

// Terrain is an area with walls. It does not change.
type Terrain struct {
	width, height float64
	radius        float64 // of those who move
	bodies        []Body
	solids, holes index
}

// New is the terrain of an area for agents of a radius.
func New(width, height, radius float64, bodies []Body) *Terrain {
	t := &Terrain{width: width, height: height, radius: radius, bodies: bodies}
	t.solids = t.sort(func(b Body) bool { return !b.Hole })
	t.holes = t.sort(func(b Body) bool { return b.Hole })
	return t
}

// Bodies are the walls and holes.
func (t *Terrain) Bodies() []Body { return t.bodies }

// tolerance is how deep a circle may seem to be in a wall by rounding.
const tolerance = 1e-7

// index sorts bodies into square cells.
type index struct {
	size    float64 // of a cell
	inverse float64
	columns int
	rows    int
	pad     float64 // a cell lists what is within this of it
	start   []int32 // by cell, into list
	list    []int32 // of bodies
	gap     []uint8 // by cell: at least this many cells to the nearest that lists something
}

const cellsAcross = 256

func (t *Terrain) sort(want func(Body) bool) index {
	size := max(40, max(t.width, t.height)/cellsAcross)
	x := index{size: size, inverse: 1 / size, pad: float64(2*t.radius) + float64(0.25*size)}
	x.columns, x.rows = int(t.width*x.inverse)+1, int(t.height*x.inverse)+1
	x.start = make([]int32, x.columns*x.rows+1)
	each := func(visit func(cell int, body int32)) {
		for i, b := range t.bodies {
			if !want(b) {
				continue
			}
			least, most := b.Shape.Bounds()
			c0, r0 := x.place(plane.Point{X: least.X - x.pad, Y: least.Y - x.pad})
			c1, r1 := x.place(plane.Point{X: most.X + x.pad, Y: most.Y + x.pad})
			for r := r0; r <= r1; r++ {
				for c := c0; c <= c1; c++ {
					if x.touches(b.Shape, c, r) {
						visit(r*x.columns+c, int32(i))
					}
				}
			}
		}
	}
	each(func(cell int, _ int32) { x.start[cell+1]++ })
	for i := 1; i < len(x.start); i++ {
		x.start[i] += x.start[i-1]
	}
	x.list = make([]int32, x.start[len(x.start)-1])
	next := append([]int32(nil), x.start...)
	each(func(cell int, body int32) { x.list[next[cell]] = body; next[cell]++ })
	x.measure()
	return x
}

// touches is false for cells that are farther than the pad from a shape.
func (x *index) touches(s plane.Shape, column, row int) bool {
	centre := plane.Point{X: float64((float64(column) + 0.5) * x.size), Y: float64((float64(row) + 0.5) * x.size)}
	at, inside := s.Near(centre)
	reach := x.pad + float64(x.size*0.7072)
	return inside || at.Sub(centre).Len2() <= float64(reach*reach)
}

// measure fills in the gaps: a distance transform with steps to all eight sides, there
// and back.
func (x *index) measure() {
	x.gap = make([]uint8, x.columns*x.rows)
	for i := range x.gap {
		if x.start[i] == x.start[i+1] {
			x.gap[i] = 255
		}
	}
	nearer := func(c, r, dc, dr int) {
		if n := c + dc; n >= 0 && n < x.columns && r+dr >= 0 && r+dr < x.rows {
			at := r*x.columns + c
			if g := x.gap[(r+dr)*x.columns+n]; g < 255 && g+1 < x.gap[at] {
				x.gap[at] = g + 1
			}
		}
	}
	for r := range x.rows {
		for c := range x.columns {
			nearer(c, r, -1, 0)
			nearer(c, r, -1, -1)
			nearer(c, r, 0, -1)
			nearer(c, r, 1, -1)
		}
	}
	for r := x.rows - 1; r >= 0; r-- {
		for c := x.columns - 1; c >= 0; c-- {
			nearer(c, r, 1, 0)
			nearer(c, r, 1, 1)
			nearer(c, r, 0, 1)
			nearer(c, r, -1, 1)
		}
	}
}

// place is the cell of a point; outside the area, the nearest.
func (x *index) place(p plane.Point) (column, row int) {
	return int(min(max(p.X*x.inverse, 0), float64(x.columns-1))), int(min(max(p.Y*x.inverse, 0), float64(x.rows-1)))
}

// open is how far from p there is nothing for sure.
func (x *index) open(p plane.Point) float64 {
	column, row := x.place(p)
	g := x.gap[row*x.columns+column]
	if g == 0 {
		return 0
	}
	return float64(float64(g-1)*x.size) + x.pad
}

// near are the bodies that may be within the pad of p.
func (x *index) near(p plane.Point) []int32 {
	column, row := x.place(p)
	cell := row*x.columns + column
	return x.list[x.start[cell]:x.start[cell+1]]
}

// clamp is p, moved to where a circle around it lies in the area.
func (t *Terrain) clamp(p plane.Point, radius float64) plane.Point {
	return plane.Point{X: min(max(p.X, radius), t.width-radius), Y: min(max(p.Y, radius), t.height-radius)}
}

// Edge is the distance from p to the area's nearest edge.
func (t *Terrain) Edge(p plane.Point) float64 {
	return min(min(p.X, t.width-p.X), min(p.Y, t.height-p.Y))
}

// Falls is true over a hole.
func (t *Terrain) Falls(p plane.Point) bool {
	for _, i := range t.holes.near(p) {
		if _, inside := t.bodies[i].Shape.Near(p); inside {
			return true
		}
	}
	return false
}

// Free is true where a circle of a radius touches no wall, no hole and no edge.
func (t *Terrain) Free(p plane.Point, radius float64) bool {
	return t.Stands(p, radius) && t.apart(&t.holes, p, radius)
}

// Stands is true where a circle touches no wall and no edge; it may be over a hole.
func (t *Terrain) Stands(p plane.Point, radius float64) bool {
	if !(t.Edge(p) >= radius-tolerance) {
		return false
	}
	return t.apart(&t.solids, p, radius)
}

// apart is true where a circle touches none of an index's bodies.
func (t *Terrain) apart(x *index, p plane.Point, radius float64) bool {
	if x.open(p) >= radius {
		return true
	}
	c0, r0 := x.place(plane.Point{X: p.X - radius, Y: p.Y - radius})
	c1, r1 := x.place(plane.Point{X: p.X + radius, Y: p.Y + radius})
	for r := r0; r <= r1; r++ {
		for c := c0; c <= c1; c++ {
			cell := r*x.columns + c
			for _, i := range x.list[x.start[cell]:x.start[cell+1]] {
				if deep(t.bodies[i].Shape, p, radius) > tolerance {
					return false
				}
			}
		}
	}
	return true
}

// deep is how far a circle reaches into a shape.
func deep(s plane.Shape, p plane.Point, radius float64) float64 {
	at, inside := s.Near(p)
	d := math.Sqrt(p.Sub(at).Len2())
	if inside {
		return radius + d
	}
	return radius - d
}
