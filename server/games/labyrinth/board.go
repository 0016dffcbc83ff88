package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// Distances that are no distances.
const unreachable = int32(-1)

// beyond is the cell on the other side of a side, -1 where the grid ends.
func (s State) beyond(cell int32, side maze.Side) int32 {
	return int32(maze.Neighbour(int(cell), side, int(s.size())))
}

// through is the cell that an open side leads to, -1 for a wall.
func (s State) through(cell int32, side maze.Side) int32 {
	if s.open[cell]&side == 0 {
		return -1
	}
	return s.beyond(cell, side)
}

// manhattan is the distance without walls.
func (s State) manhattan(a, b int32) int32 {
	n := s.size()
	return abs(a%n-b%n) + abs(a/n-b/n)
}

func abs(n int32) int32 { return max(n, -n) }

// walks are the walking distances from a cell to all others, over cells for
// which pass is true (nil for all).
func (s State) walks(from int32, pass func(int32) bool) []int32 {
	steps := make([]int32, len(s.open))
	for i := range steps {
		steps[i] = unreachable
	}
	steps[from] = 0
	queue := append(make([]int32, 0, len(steps)), from)
	for at := 0; at < len(queue); at++ {
		cell := queue[at]
		for _, side := range maze.Sides {
			next := s.through(cell, side)
			if next >= 0 && steps[next] == unreachable && (pass == nil || pass(next)) {
				steps[next] = steps[cell] + 1
				queue = append(queue, next)
			}
		}
	}
	return steps
}

// way is a shortest way between two cells, nil when there is none; among equals
// the one whose last steps come first in the order N E S W.
func (s State) way(from, to int32) []maze.Side {
	steps := s.walks(to, nil)
	if steps[from] == unreachable {
		return nil
	}
	var way []maze.Side
	for cell := from; cell != to; {
		for _, side := range maze.Sides {
			if next := s.through(cell, side); next >= 0 && steps[next] == steps[cell]-1 {
				way, cell = append(way, side), next
				break
			}
		}
	}
	return way
}

// within are the cells at most so many steps away, ascending.
func (s State) within(from, steps int32) []int32 {
	var cells []int32
	for cell, d := range s.walks(from, nil) {
		if d != unreachable && d <= steps {
			cells = append(cells, int32(cell))
		}
	}
	return cells
}

// lineTo is how far away a cell is along a straight open corridor; -1 when it
// is not in such a line, or further than reach.
func (s State) lineTo(from, to, reach int32) int32 {
	n := s.size()
	var side maze.Side
	switch {
	case from == to:
		return 0
	case from%n == to%n && to < from:
		side = maze.North
	case from%n == to%n:
		side = maze.South
	case from/n == to/n && to > from:
		side = maze.East
	case from/n == to/n:
		side = maze.West
	default:
		return -1
	}
	for d := int32(1); d <= reach; d++ {
		if from = s.through(from, side); from < 0 {
			return -1
		}
		if from == to {
			return d
		}
	}
	return -1
}

// fresh are the cells among some that are not revealed yet, each once.
func (s State) fresh(cells ...int32) []int32 {
	var some []int32
	for _, cell := range cells {
		if !s.revealed(cell) && !slices.Contains(some, cell) {
			some = append(some, cell)
		}
	}
	return some
}

// tileAt is a cell's tile as it is now. The code stays what is printed on it,
// whatever happens to its passages.
func (s State) tileAt(cell int32) *labyrinthv1.Tile {
	return maze.TileAt(int(cell), int(s.size()), maze.Face{Open: s.open[cell], Theme: s.themes[cell], Code: s.codes[cell]})
}

func (s State) cellOf(cell int32) *labyrinthv1.Cell {
	return &labyrinthv1.Cell{X: cell % s.size(), Y: cell / s.size()}
}

// sides are directions as sides.
func sides(path []labyrinthv1.Direction) []maze.Side {
	way := make([]maze.Side, len(path))
	for i, d := range path {
		way[i] = maze.SideOf(d)
	}
	return way
}
