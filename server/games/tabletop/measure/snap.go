package measure

import (
	"math"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
)

var (
	// rowHeight is from one row of hexagons to the next.
	rowHeight = math.Sqrt(3) / 2
	// corner is from the middle of a hexagon to its corner.
	corner = 1 / math.Sqrt(3)
)

// Snap is where the middle of a figure settles that is size cells wide, whether
// or not the grid says that things shall settle. On squares, those of an odd
// width settle in the middle of a cell, of an even width on a corner, and what is
// half a cell wide in a quarter of a cell. On hexagons, those of an even width
// settle on a corner, all others in the middle. Without a grid all stay.
func Snap(grid *tabletopv1.Grid, p plane.Point, size float64) plane.Point {
	ox, oy := grid.GetOffsetX(), grid.GetOffsetY()
	x, y := p.X-ox, p.Y-oy
	switch kindOf(grid) {
	case tabletopv1.GridKind_GRID_KIND_NONE:
		return p
	case tabletopv1.GridKind_GRID_KIND_HEX_POINTED:
		x, y = snapHexagon(x, y, size)
	case tabletopv1.GridKind_GRID_KIND_HEX_FLAT:
		y, x = snapHexagon(y, x, size)
	default:
		x, y = snapSquare(x, size), snapSquare(y, size)
	}
	return plane.Point{X: x + ox, Y: y + oy}
}

// widest is the most cells in a row that a figure can take up.
const widest = 20

// width is how many cells of the grid a figure takes up in a row.
func width(size float64) int { return int(max(1, min(widest, math.Ceil(size-1e-9)))) }

func snapSquare(at, size float64) float64 {
	switch {
	case size > 0 && size <= 0.5:
		return math.Floor(at*2)/2 + 0.25
	case width(size)%2 == 0:
		return math.Round(at)
	}
	return math.Floor(at) + 0.5
}

// snapHexagon is for hexagons with a corner up.
func snapHexagon(x, y, size float64) (float64, float64) {
	row, column := hexagonAt(x, y)
	x0, y0 := middle(row, column)
	if width(size)%2 == 1 {
		return x0, y0
	}
	best, bx, by := math.Inf(1), x0, y0
	for i := range 6 {
		sin, cos := math.Sincos(float64(i) * math.Pi / 3)
		cx, cy := x0+corner*sin, y0-corner*cos
		// A hair, so that of corners as near the first is taken.
		if far := math.Hypot(x-cx, y-cy); far < best-1e-9 {
			best, bx, by = far, cx, cy
		}
	}
	return bx, by
}

// middle is where a hexagon is.
func middle(row, column float64) (x, y float64) {
	return column + 0.5 + math.Abs(math.Mod(row, 2))/2, corner + row*rowHeight
}

// hexagonAt is the row and column of the hexagon with the nearest middle.
func hexagonAt(x, y float64) (row, column float64) {
	near := math.Inf(1)
	guess := math.Round((y - corner) / rowHeight)
	for i := range 3 {
		r := guess + float64(i-1)
		c := math.Round(x - 0.5 - math.Abs(math.Mod(r, 2))/2)
		mx, my := middle(r, c)
		if far := math.Hypot(x-mx, y-my); far < near-1e-9 {
			near, row, column = far, r, c
		}
	}
	return row, column
}
