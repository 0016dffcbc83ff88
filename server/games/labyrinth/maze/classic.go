package maze

// classic repeats the mazes of the older Python program: from a start drawn x
// first, depth first, at each cell the four sides in the order that CPython's
// shuffle gives.
func classic(g grid, seed string) (start int) {
	m := newMersenne(seed)
	x := m.below(g.size)
	start = m.below(g.size)*g.size + x
	g.carve(start, m)
	return start
}

// carve recurses at most size² = 100 deep: CLASSIC ends at size 10.
func (g grid) carve(cell int, m *mersenne) {
	sides := [4]Side{North, South, East, West} // the order that was shuffled then
	for i := len(sides) - 1; i > 0; i-- {
		j := m.below(i + 1)
		sides[i], sides[j] = sides[j], sides[i]
	}
	for _, s := range sides {
		if next := Neighbour(cell, s, g.size); next >= 0 && g.cells[next] == 0 {
			g.join(cell, next, s)
			g.carve(next, m)
		}
	}
}
