// Package grid sorts agents into square cells, anew each tick, so that who is near is
// found by looking at a few rows of cells.
//
// It is a counting sort into flat arrays: one pass counts the agents of each cell, one
// puts them in order. What neighbours are asked about most is copied into the sorted
// entries, as 32-bit floats: the cells beside each other in a row lie beside each other
// in memory, so a search reads a few runs of memory and nothing else. Within a cell
// entries are in the order of the agents, so the order of a search is a function of
// where agents are.
package grid

import "math"

// Entry is an agent as its neighbours see it.
type Entry struct {
	X, Y, VX, VY float32
	Health       float32 // 0 to 1
	Index        int32   // of the agent
	Team         uint8
}

// Source is the agents, by index; those with no bit of Want in Flags are left out.
type Source struct {
	X, Y, VX, VY, Health []float64
	Most                 []float64 // health at most, by team
	Team, Flags          []uint8
	Want                 uint8
}

// Grid is agents in cells.
type Grid struct {
	Entries []Entry
	start   []int32 // by cell, into entries
	cell    []int32 // by agent; -1 for none
	next    []int32
	inverse float64
	columns int
	rows    int
}

// Shape lays out cells of at least a size over an area, not many more than agents.
func (g *Grid) Shape(width, height, size float64, agents int) {
	most := float64(2*agents + 1024)
	if cells := width * height / (size * size); cells > most {
		size = math.Sqrt(width * height / most)
	}
	g.inverse = 1 / size
	g.columns, g.rows = int(width*g.inverse)+1, int(height*g.inverse)+1
	if n := g.columns*g.rows + 1; cap(g.start) < n {
		g.start, g.next = make([]int32, n), make([]int32, n)
	}
	g.start, g.next = g.start[:g.columns*g.rows+1], g.next[:g.columns*g.rows+1]
	if cap(g.cell) < agents {
		g.cell = make([]int32, agents+agents/4)
		g.Entries = make([]Entry, agents+agents/4)
	}
	g.cell = g.cell[:agents]
}

// Sort fills the cells.
func (g *Grid) Sort(s *Source) {
	clear(g.next)
	n := int32(0)
	for i, f := range s.Flags {
		if f&s.Want == 0 {
			g.cell[i] = -1
			continue
		}
		c := int32(g.row(s.Y[i])*g.columns + g.column(s.X[i]))
		g.cell[i] = c
		g.next[c]++
		n++
	}
	sum := int32(0)
	for c, k := range g.next {
		g.start[c], g.next[c] = sum, sum
		sum += k
	}
	g.Entries = g.Entries[:n]
	for i, c := range g.cell {
		if c < 0 {
			continue
		}
		at := g.next[c]
		g.next[c] = at + 1
		t := s.Team[i]
		g.Entries[at] = Entry{
			X: float32(s.X[i]), Y: float32(s.Y[i]), VX: float32(s.VX[i]), VY: float32(s.VY[i]),
			Health: float32(s.Health[i] / s.Most[t]), Index: int32(i), Team: t,
		}
	}
}

func (g *Grid) column(x float64) int { return int(min(max(x*g.inverse, 0), float64(g.columns-1))) }
func (g *Grid) row(y float64) int    { return int(min(max(y*g.inverse, 0), float64(g.rows-1))) }

// Block is some rows of cells.
type Block struct{ First, Last, left, right int }

// Around are the cells that a circle touches.
func (g *Grid) Around(x, y, radius float64) Block {
	return Block{First: g.row(y - radius), Last: g.row(y + radius), left: g.column(x - radius), right: g.column(x + radius)}
}

// Row gives the entries of a block's row: those from the first to before the last.
func (g *Grid) Row(b Block, row int) (first, last int32) {
	return g.start[row*g.columns+b.left], g.start[row*g.columns+b.right+1]
}

// Pairs are, for the entry at a place in the order, those behind it that may be within
// a cell's size: two runs, so that each pair comes once.
func (g *Grid) Pairs(at int32) (a, b, c, d int32) {
	cell := int(g.cell[g.Entries[at].Index])
	column, row := cell%g.columns, cell/g.columns
	left, right := max(column-1, 0), min(column+1, g.columns-1)
	a, b = at+1, g.start[row*g.columns+right+1]
	if row+1 < g.rows {
		c, d = g.start[(row+1)*g.columns+left], g.start[(row+1)*g.columns+right+1]
	}
	return a, b, c, d
}
