package measure

import (
	"maps"
	"math"
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
)

// hair is how far out of a shape, in cells, still counts as in: middles of cells
// lie on its line often, and rounding must not decide.
const hair = 1e-6

// Caught is the ids of the tokens that an area catches, in order. clear tells
// whether nothing stands between two places; nil when walls stop nothing.
func Caught(grid *tabletopv1.Grid, area *tabletopv1.Area, elements map[string]*tabletopv1.Element, clear func(from, to plane.Point) bool) []string {
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(elements)) {
		if token := elements[id].GetToken(); token != nil && catches(grid, area, token, clear) {
			ids = append(ids, id)
		}
	}
	return ids
}

func catches(grid *tabletopv1.Grid, area *tabletopv1.Area, token *tabletopv1.Token, clear func(from, to plane.Point) bool) bool {
	if area.GetShape() == tabletopv1.AreaShape_AREA_SHAPE_CYLINDER && area.GetHeight() > 0 &&
		(token.GetElevation() < 0 || token.GetElevation() > area.GetHeight()) {
		return false
	}
	from := plane.At(area.GetAt())
	return slices.ContainsFunc(space(grid, token), func(cell plane.Point) bool {
		return Covers(grid, area, cell) && (clear == nil || clear(from, cell))
	})
}

// Covers tells whether a place is in the shape of an area.
func Covers(grid *tabletopv1.Grid, area *tabletopv1.Area, p plane.Point) bool {
	at, feet := plane.At(area.GetAt()), Feet(grid)
	size := area.GetSize() / feet
	sin, cos := math.Sincos(area.GetDirection() * math.Pi / 180)
	dx, dy := p.X-at.X, p.Y-at.Y
	// How far it is in the direction of the area, and how far beside that.
	ahead, aside := dx*sin-dy*cos, math.Abs(dx*cos+dy*sin)
	begun := ahead > hair && ahead <= size+hair
	switch area.GetShape() {
	case tabletopv1.AreaShape_AREA_SHAPE_CIRCLE, tabletopv1.AreaShape_AREA_SHAPE_CYLINDER:
		return math.Hypot(dx, dy) <= size+hair
	case tabletopv1.AreaShape_AREA_SHAPE_CONE:
		return begun && aside <= ahead/2+hair
	case tabletopv1.AreaShape_AREA_SHAPE_LINE:
		breadth := area.GetWidth()
		if breadth == 0 {
			breadth = 5
		}
		return begun && aside <= breadth/feet/2+hair
	case tabletopv1.AreaShape_AREA_SHAPE_SQUARE:
		return math.Abs(ahead) <= size/2+hair && aside <= size/2+hair
	case tabletopv1.AreaShape_AREA_SHAPE_CUBE:
		return begun && aside <= size/2+hair
	default:
		return false
	}
}

// space is the middles of the cells that a token takes up.
func space(grid *tabletopv1.Grid, token *tabletopv1.Token) []plane.Point {
	at := plane.At(token.GetAt())
	switch kindOf(grid) {
	case tabletopv1.GridKind_GRID_KIND_HEX_POINTED, tabletopv1.GridKind_GRID_KIND_HEX_FLAT:
		return hexagonSpace(grid, at, token.GetSize())
	default:
		n := width(token.GetSize())
		cells := make([]plane.Point, 0, n*n)
		first := float64(n-1) / 2
		for row := range n {
			for column := range n {
				cells = append(cells, plane.Point{X: at.X - first + float64(column), Y: at.Y - first + float64(row)})
			}
		}
		return cells
	}
}

// hexagonSpace is the hexagons with their middle in the token's circle: one for a
// width of 1, three for 2, seven for 3, twelve for 4.
func hexagonSpace(grid *tabletopv1.Grid, at plane.Point, size float64) []plane.Point {
	if width(size) == 1 {
		return []plane.Point{at}
	}
	flat := kindOf(grid) == tabletopv1.GridKind_GRID_KIND_HEX_FLAT
	x, y := at.X-grid.GetOffsetX(), at.Y-grid.GetOffsetY()
	if flat {
		x, y = y, x
	}
	n := width(size)
	radius := float64(n) / 2
	row, column := hexagonAt(x, y)
	var cells []plane.Point
	for r := -n; r <= n; r++ {
		for c := -n; c <= n; c++ {
			mx, my := middle(row+float64(r), column+float64(c))
			if math.Hypot(mx-x, my-y) > radius+hair {
				continue
			}
			if flat {
				mx, my = my, mx
			}
			cells = append(cells, plane.Point{X: mx + grid.GetOffsetX(), Y: my + grid.GetOffsetY()})
		}
	}
	return cells
}
