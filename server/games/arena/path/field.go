package path

import "playhouse/server/games/arena/plane"

// Field is the shortest ways of all cells to one.
type Field struct {
	grid *Grid
	Goal int32  // the cell
	next []int8 // by cell: the side to go to; -1 for none
	cost []int32
	ring [ringSize][]int32
}

// ringSize is more than the dearest step: cells wait in buckets by their cost.
const ringSize = 16

// NewField has room for a field on a grid.
func NewField(grid *Grid) *Field {
	return &Field{grid: grid, next: make([]int8, grid.Cells()), cost: make([]int32, grid.Cells())}
}

// Fill computes the ways to a cell, by Dijkstra's algorithm from there.
func (f *Field) Fill(goal int32) {
	f.Goal = goal
	for i := range f.next {
		f.next[i], f.cost[i] = -1, 1<<30
	}
	f.cost[goal] = 0
	f.ring[0] = append(f.ring[0][:0], goal)
	waiting := 1
	for now := int32(0); waiting > 0; now++ {
		bucket := f.ring[now%ringSize]
		for _, cell := range bucket {
			waiting--
			if f.cost[cell] == now {
				waiting += f.spread(cell, now)
			}
		}
		f.ring[now%ringSize] = bucket[:0]
	}
}

// spread reaches the cells beside one, and counts those that wait now. A cell beside
// goes back by the opposite side.
func (f *Field) spread(cell, now int32) int {
	reached := 0
	for i, s := range sides {
		beside := f.grid.beside(cell, s)
		if c := now + int32(s.cost); beside >= 0 && c < f.cost[beside] {
			f.cost[beside], f.next[beside] = c, opposite(i)
			f.ring[c%ringSize] = append(f.ring[c%ringSize], beside)
			reached++
		}
	}
	return reached
}

// opposite is the number of the side across.
func opposite(side int) int8 {
	if side < 4 {
		return int8((side + 2) & 3)
	}
	return int8(4 + (side-2)&3)
}

// Reaches is true where there is a way to the goal.
func (f *Field) Reaches(cell int32) bool { return f.cost[cell] < 1<<30 }

// Way is the direction to go at a place; false at the goal, or where there is no way.
// It looks some cells ahead, so that ways are not bound to eight directions.
func (f *Field) Way(p plane.Point) (plane.Point, bool) {
	const ahead = 4
	start, ok := f.grid.Around(p)
	if !ok || !f.Reaches(start) || start == f.Goal {
		return plane.Point{}, false
	}
	cell, seen := start, start
	for range ahead {
		if f.next[cell] < 0 {
			break
		}
		s := sides[f.next[cell]]
		cell += int32(s.row*f.grid.columns + s.column)
		if cell != start && !f.grid.sees(start, cell) {
			break
		}
		seen = cell
	}
	way := f.grid.centre(seen).Sub(p).Unit()
	return way, way != plane.Point{}
}
