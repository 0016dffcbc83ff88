package format

import "playhouse/server/games/tabletop/plane"

// floor is the cells of a map that are no rock.
type floor struct {
	columns, rows int
	cells         []bool
}

func newFloor(columns, rows int) *floor {
	return &floor{columns: columns, rows: rows, cells: make([]bool, columns*rows)}
}

// fill makes the cells from the first corner to before the second floor.
func (f *floor) fill(left, top, right, bottom int) {
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			f.cells[y*f.columns+x] = true
		}
	}
}

func (f *floor) at(x, y int) bool {
	return x >= 0 && y >= 0 && x < f.columns && y < f.rows && f.cells[y*f.columns+x]
}

// border is the walls between floor and rock, each as long as it is straight.
func (f *floor) border() [][]plane.Point {
	var lines [][]plane.Point
	for y := range f.rows + 1 {
		for x, from := 0, -1; x <= f.columns; x++ {
			wall := x < f.columns && f.at(x, y-1) != f.at(x, y)
			if wall && from < 0 {
				from = x
			}
			if !wall && from >= 0 {
				lines = append(lines, []plane.Point{{X: float64(from), Y: float64(y)}, {X: float64(x), Y: float64(y)}})
				from = -1
			}
		}
	}
	for x := range f.columns + 1 {
		for y, from := 0, -1; y <= f.rows; y++ {
			wall := y < f.rows && f.at(x-1, y) != f.at(x, y)
			if wall && from < 0 {
				from = y
			}
			if !wall && from >= 0 {
				lines = append(lines, []plane.Point{{X: float64(x), Y: float64(from)}, {X: float64(x), Y: float64(y)}})
				from = -1
			}
		}
	}
	return lines
}
