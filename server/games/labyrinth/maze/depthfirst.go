package maze

import "math/bits"

// depthFirst carves by walking to a random unvisited neighbour, and one step
// back where there is none. The way back is two bits of the cell itself.
func depthFirst(g grid, s *source) (start int) {
	const backShift = 4
	start = s.below(len(g.cells))
	cells, steps, last := g.cells, g.steps(), g.size-1
	cell, x, y := start, start%g.size, start/g.size
	for {
		var free Side
		if y > 0 && cells[cell-g.size]&allSides == 0 {
			free |= North
		}
		if x < last && cells[cell+1]&allSides == 0 {
			free |= East
		}
		if y < last && cells[cell+g.size]&allSides == 0 {
			free |= South
		}
		if x > 0 && cells[cell-1]&allSides == 0 {
			free |= West
		}
		var bit int
		if free != 0 {
			bit = s.one(free)
			side := Side(1) << bit
			cells[cell] |= side
			back := Opposite(side)
			cells[cell+steps[bit]] = back | byte(bits.TrailingZeros8(back))<<backShift
		} else {
			if cell == start {
				break
			}
			bit = int(cells[cell] >> backShift)
			cells[cell] &= allSides
		}
		cell += steps[bit]
		x += stepX[bit]
		y += stepY[bit]
	}
	return start
}

// stepX and stepY are the differences of x and y by side, indexed by the side's
// bit number.
var (
	stepX = [4]int{0, 1, 0, -1}
	stepY = [4]int{-1, 0, 1, 0}
)
