package measure

import (
	"math"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
)

// Length is how long a path is, in feet, by each of the three rules.
type Length struct {
	Equal, Alternating, Euclidean float64
}

// By is the length by one rule; not given means every diagonal as one cell.
func (l Length) By(rule tabletopv1.Measure) float64 {
	switch rule {
	case tabletopv1.Measure_MEASURE_ALTERNATING:
		return l.Alternating
	case tabletopv1.Measure_MEASURE_EUCLIDEAN:
		return l.Euclidean
	default:
		return l.Equal
	}
}

// Feet is how many feet go to a cell: the grid's, or 5.
func Feet(grid *tabletopv1.Grid) float64 {
	if feet := grid.GetFeet(); feet > 0 {
		return feet
	}
	return 5
}

// Path measures a path.
func Path(grid *tabletopv1.Grid, path []plane.Point) Length {
	var straight, diagonal, flight float64
	for i := 1; i < len(path); i++ {
		flight += path[i-1].Distance(path[i])
		dx, dy := path[i].X-path[i-1].X, path[i].Y-path[i-1].Y
		switch kindOf(grid) {
		case tabletopv1.GridKind_GRID_KIND_NONE:
			straight += math.Hypot(dx, dy)
		case tabletopv1.GridKind_GRID_KIND_HEX_POINTED:
			straight += hexagons(dx, dy)
		case tabletopv1.GridKind_GRID_KIND_HEX_FLAT:
			straight += hexagons(dy, dx)
		default:
			dx, dy = math.Abs(dx), math.Abs(dy)
			straight += math.Abs(dx - dy)
			diagonal += min(dx, dy)
		}
	}
	feet := Feet(grid)
	return Length{
		Equal:       (straight + diagonal) * feet,
		Alternating: (straight + alternating(diagonal)) * feet,
		Euclidean:   flight * feet,
	}
}

// Distance is how far two places are by the grid's own rule, in feet.
func Distance(grid *tabletopv1.Grid, a, b plane.Point) float64 {
	return Path(grid, []plane.Point{a, b}).By(grid.GetMeasure())
}

func kindOf(grid *tabletopv1.Grid) tabletopv1.GridKind {
	if kind := grid.GetKind(); kind != tabletopv1.GridKind_GRID_KIND_UNSPECIFIED {
		return kind
	}
	return tabletopv1.GridKind_GRID_KIND_SQUARE
}

// alternating counts diagonals as one and two cells in turn.
func alternating(diagonals float64) float64 {
	pairs, rest := math.Floor(diagonals/2), math.Mod(diagonals, 2)
	return 3*pairs + rest + max(0, rest-1)
}

// hexagons is how many one enters on the way, for hexagons with a corner up.
func hexagons(dx, dy float64) float64 {
	r := dy / rowHeight
	q := dx - r/2
	return max(math.Abs(q), math.Abs(r), math.Abs(q+r))
}
