package maze

import labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"

// Side is a set of sides of a cell, or one of them.
type Side = byte

// The sides, as bits of a cell's byte.
const (
	North Side = 1 << iota
	East
	South
	West

	allSides = North | East | South | West
)

// Sides are the four sides in the order of the compass.
var Sides = [4]Side{North, East, South, West}

// Opposite is the side across from one side.
func Opposite(s Side) Side { return (s<<2 | s>>2) & allSides }

// Direction is one side as the API names it.
func Direction(s Side) labyrinthv1.Direction {
	switch s {
	case North:
		return labyrinthv1.Direction_DIRECTION_NORTH
	case East:
		return labyrinthv1.Direction_DIRECTION_EAST
	case South:
		return labyrinthv1.Direction_DIRECTION_SOUTH
	case West:
		return labyrinthv1.Direction_DIRECTION_WEST
	default:
		return labyrinthv1.Direction_DIRECTION_UNSPECIFIED
	}
}

// SideOf is the side that the API names; 0 for none.
func SideOf(d labyrinthv1.Direction) Side {
	switch d {
	case labyrinthv1.Direction_DIRECTION_NORTH:
		return North
	case labyrinthv1.Direction_DIRECTION_EAST:
		return East
	case labyrinthv1.Direction_DIRECTION_SOUTH:
		return South
	case labyrinthv1.Direction_DIRECTION_WEST:
		return West
	default:
		return 0
	}
}

// Neighbour is the cell beyond a side, or -1 where the grid ends.
func Neighbour(cell int, s Side, size int) int {
	x := cell % size
	switch {
	case s == North && cell >= size:
		return cell - size
	case s == East && x < size-1:
		return cell + 1
	case s == South && cell < size*(size-1):
		return cell + size
	case s == West && x > 0:
		return cell - 1
	default:
		return -1
	}
}

// grid is a maze in the making. While carving, the upper four bits of a cell
// are the carver's own; finished cells have only open sides.
type grid struct {
	size  int
	cells []byte
}

// join opens the side of a cell and the neighbour's side across.
func (g grid) join(cell, neighbour int, s Side) {
	g.cells[cell] |= s
	g.cells[neighbour] |= Opposite(s)
}

// steps are the differences of cell numbers by side, indexed by the side's bit
// number.
func (g grid) steps() [4]int { return [4]int{-g.size, 1, g.size, -1} }

// inner is the set of sides of a cell that have a neighbour.
func (g grid) inner(cell int) Side {
	x, last := cell%g.size, g.size-1
	inside := allSides
	if cell < g.size {
		inside &^= North
	}
	if x == last {
		inside &^= East
	}
	if cell >= g.size*last {
		inside &^= South
	}
	if x == 0 {
		inside &^= West
	}
	return inside
}
