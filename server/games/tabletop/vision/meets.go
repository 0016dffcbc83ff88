package vision

import "playhouse/server/games/tabletop/plane"

// Meets tells whether any square was seen in the rectangle from one corner to the
// other, in cells.
func (e *Explored) Meets(low, high plane.Point) bool {
	first, end := e.clamp(low.X*fine, e.columns), e.clamp(high.X*fine+1, e.columns)
	for row := e.clamp(low.Y*fine, e.rows); row < e.clamp(high.Y*fine+1, e.rows); row++ {
		if e.next(row*e.columns+first, true) < row*e.columns+end {
			return true
		}
	}
	return false
}
