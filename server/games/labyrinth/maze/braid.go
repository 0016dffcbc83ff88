package maze

import (
	"math"
	"math/bits"
)

// braid opens a share of the dead ends: each loses a random closed side. A dead
// end that opens into another one settles both, so that at most one more than
// the share is opened.
func braid(g grid, share float64, s *source) {
	if share == 0 {
		return
	}
	var ends []int
	for cell, open := range g.cells {
		if bits.OnesCount8(open) == 1 {
			ends = append(ends, cell)
		}
	}
	left := int(math.Round(share * float64(len(ends))))
	s.shuffle(ends)
	steps := g.steps()
	for _, cell := range ends {
		if left <= 0 {
			return
		}
		if bits.OnesCount8(g.cells[cell]) != 1 {
			continue
		}
		bit := s.one(g.inner(cell) &^ g.cells[cell])
		next := cell + steps[bit]
		if bits.OnesCount8(g.cells[next]) == 1 {
			left--
		}
		g.join(cell, next, 1<<bit)
		left--
	}
}
