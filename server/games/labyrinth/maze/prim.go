package maze

// prim grows a tree from the start: a random cell of its border joins it
// through a random side that leads into it.
//
// While growing, bit 4 marks the tree and bit 5 the border.
func prim(g grid, s *source) (start int) {
	const inTree, atBorder = 1 << 4, 1 << 5
	start = s.below(len(g.cells))
	steps := g.steps()
	border := make([]int32, 0, 4*g.size)
	grow := func(cell int) {
		g.cells[cell] |= inTree
		inner := g.inner(cell)
		for bit, step := range steps {
			if next := cell + step; inner>>bit&1 == 1 && g.cells[next]&(inTree|atBorder) == 0 {
				g.cells[next] |= atBorder
				border = append(border, int32(next))
			}
		}
	}
	grow(start)
	for len(border) > 0 {
		i, end := s.below(len(border)), len(border)-1
		cell := int(border[i])
		border[i] = border[end]
		border = border[:end]
		var ways Side
		inner := g.inner(cell)
		for bit, step := range steps {
			if inner>>bit&1 == 1 && g.cells[cell+step]&inTree != 0 {
				ways |= 1 << bit
			}
		}
		bit := s.one(ways)
		g.join(cell, cell+steps[bit], 1<<bit)
		grow(cell)
	}
	for i := range g.cells {
		g.cells[i] &= allSides
	}
	return start
}
