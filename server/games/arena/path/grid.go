// Package path finds ways around walls on a coarse grid: single ways by A*, and fields
// of shortest ways to a place that many share.
//
// Costs are whole numbers (10 straight, 14 across a corner), ties are broken by the
// order in which cells were reached, and every search is bounded, so the same question
// has the same answer everywhere. A cell is open when an agent can stand on its middle
// and get from there to the middles beside it: gaps narrower than a cell may be closed.
package path

import (
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
)

// Grid is where agents can go.
type Grid struct {
	size    float64
	columns int
	rows    int
	open    []bool
}

const cellsAcross = 400

// NewGrid lays a grid over an area.
func NewGrid(width, height, radius float64, ground *terrain.Terrain) *Grid {
	size := max(float64(1.5*radius), max(width, height)/cellsAcross)
	g := &Grid{size: size, columns: int(width/size) + 1, rows: int(height/size) + 1}
	g.open = make([]bool, g.columns*g.rows)
	reach := max(radius, size/2)
	for i := range g.open {
		g.open[i] = ground.Free(g.centre(int32(i)), reach)
	}
	return g
}

// Cells counts the cells.
func (g *Grid) Cells() int { return len(g.open) }

// Size is a cell's side.
func (g *Grid) Size() float64 { return g.size }

// centre is the middle of a cell.
func (g *Grid) centre(cell int32) plane.Point {
	column, row := int(cell)%g.columns, int(cell)/g.columns
	return plane.Point{X: float64((float64(column) + 0.5) * g.size), Y: float64((float64(row) + 0.5) * g.size)}
}

// Cell is the cell that holds a place; outside the area, the nearest.
func (g *Grid) Cell(p plane.Point) int32 {
	column := int(min(max(p.X/g.size, 0), float64(g.columns-1)))
	row := int(min(max(p.Y/g.size, 0), float64(g.rows-1)))
	return int32(row*g.columns + column)
}

// Around is the open cell at a place or, on rings around it, near it; false when there
// is none within some cells.
func (g *Grid) Around(p plane.Point) (int32, bool) {
	const rings = 6
	at := g.Cell(p)
	if g.open[at] {
		return at, true
	}
	column, row := int(at)%g.columns, int(at)/g.columns
	best, nearest := int32(-1), 0.0
	for ring := 1; ring <= rings && best < 0; ring++ {
		for r := row - ring; r <= row+ring; r++ {
			for c := column - ring; c <= column+ring; c++ {
				if c < 0 || r < 0 || c >= g.columns || r >= g.rows || !g.open[r*g.columns+c] {
					continue
				}
				cell := int32(r*g.columns + c)
				if d := g.centre(cell).Sub(p).Len2(); best < 0 || d < nearest {
					best, nearest = cell, d
				}
			}
		}
	}
	return best, best >= 0
}

// side is a way to a cell beside.
type side struct{ column, row, cost int }

var sides = [8]side{{1, 0, 10}, {0, 1, 10}, {-1, 0, 10}, {0, -1, 10}, {1, 1, 14}, {-1, 1, 14}, {-1, -1, 14}, {1, -1, 14}}

// beside is the cell on a side, -1 when one cannot go there; across a corner both
// cells at it must be open.
func (g *Grid) beside(cell int32, s side) int32 {
	column, row := int(cell)%g.columns+s.column, int(cell)/g.columns+s.row
	if column < 0 || row < 0 || column >= g.columns || row >= g.rows {
		return -1
	}
	to := row*g.columns + column
	if !g.open[to] {
		return -1
	}
	if s.column != 0 && s.row != 0 && (!g.open[row*g.columns+int(cell)%g.columns] || !g.open[int(cell)/g.columns*g.columns+column]) {
		return -1
	}
	return int32(to)
}

// sees is true when all cells under the line between two cells' middles are open.
func (g *Grid) sees(from, to int32) bool {
	c, r := int(from)%g.columns, int(from)/g.columns
	c1, r1 := int(to)%g.columns, int(to)/g.columns
	dc, dr := abs(c1-c), abs(r1-r)
	stepC, stepR := sign(c1-c), sign(r1-r)
	for lead := dc - dr; c != c1 || r != r1; {
		switch {
		case lead == 0:
			if !g.open[r*g.columns+c+stepC] || !g.open[(r+stepR)*g.columns+c] {
				return false
			}
			c, r, lead = c+stepC, r+stepR, lead+2*(dc-dr)
		case lead > 0:
			c, lead = c+stepC, lead-2*dr
		default:
			r, lead = r+stepR, lead+2*dc
		}
		if !g.open[r*g.columns+c] {
			return false
		}
	}
	return true
}

func abs(n int) int { return max(n, -n) }

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	default:
		return 0
	}
}
