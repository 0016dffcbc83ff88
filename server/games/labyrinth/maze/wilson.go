package maze

// wilson makes a uniform spanning tree: from each cell outside the tree a
// random walk until it meets the tree, less its loops. Which cell the tree
// begins with does not change the distribution, so it is the middle one, which
// walks find soonest.
//
// While walking, bits 4 and 5 of a cell are the side it was last left by (later
// visits overwrite earlier ones: that erases the loops); bit 6 marks the tree.
func wilson(g grid, s *source) (start int) {
	const inTree = 1 << 6
	start = s.below(len(g.cells))
	steps := g.steps()
	root := (g.size/2)*g.size + g.size/2
	g.cells[root] |= inTree
	for first := range g.cells {
		g.walk(first, s)
		for cell := first; g.cells[cell]&inTree == 0; {
			bit := g.cells[cell] >> 4 & 3
			next := cell + steps[bit]
			g.cells[cell] |= inTree
			g.join(cell, next, 1<<bit)
			cell = next
		}
	}
	for i := range g.cells {
		g.cells[i] &= allSides
	}
	return start
}

// walk goes from a cell at random until it meets the tree.
func (g grid) walk(cell int, s *source) {
	const inTree, sideBits = 1 << 6, 3 << 4
	cells, steps, last := g.cells, g.steps(), g.size-1
	x, y := cell%g.size, cell/g.size
	for cells[cell]&inTree == 0 {
		bit := s.take(2)
		nx, ny := x+stepX[bit], y+stepY[bit]
		if uint(nx) > uint(last) || uint(ny) > uint(last) {
			continue
		}
		cells[cell] = cells[cell]&^sideBits | byte(bit)<<4
		x, y = nx, ny
		cell += steps[bit]
	}
}
