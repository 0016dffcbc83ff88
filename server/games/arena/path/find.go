package path

import "playhouse/server/games/arena/plane"

// Reach bounds the cells that one search looks at.
const Reach = 20000

// Finder searches single ways; its memory is used again.
type Finder struct {
	grid  *Grid
	heap  []node
	seen  []int32 // by cell: the search that reached it
	cost  []int32
	from  []int8 // the side one came by
	round int32
	trail []int32
	looks int32
}

// node is a cell to go on from, by the least way through it.
type node struct {
	total int32 // so far, and at least what remains
	order int32 // in which it was reached
	cell  int32
}

// NewFinder searches on a grid.
func NewFinder(grid *Grid) *Finder {
	return &Finder{grid: grid, seen: make([]int32, grid.Cells()), cost: make([]int32, grid.Cells()), from: make([]int8, grid.Cells())}
}

// Looked counts the cells that the last search looked at.
func (f *Finder) Looked() int { return int(f.looks) }

// Find fills in the corners of a way, the first ones if there are more, and counts
// them; the last is the goal if all fit. When the goal cannot be reached, or is too
// far, the way leads to the cell found that is nearest to it. 0 when there is no way
// to go.
func (f *Finder) Find(from, to plane.Point, corners []plane.Point) int {
	start, ok := f.grid.Around(from)
	goal, reachable := f.grid.Around(to)
	if !ok || !reachable || len(corners) == 0 {
		return 0
	}
	end := f.search(start, goal)
	f.trail = f.trail[:0]
	for cell := end; ; {
		f.trail = append(f.trail, cell)
		if cell == start {
			break
		}
		s := sides[f.from[cell]]
		cell -= int32(s.row*f.grid.columns + s.column)
	}
	n := f.straighten(corners)
	if end == goal && f.grid.Cell(to) == goal && n > 0 && corners[n-1] == f.grid.centre(goal) {
		corners[n-1] = to
	}
	return n
}

// straighten leaves of the trail (from its end to its start) only corners.
func (f *Finder) straighten(corners []plane.Point) int {
	n := 0
	for at := len(f.trail) - 1; at > 0 && n < len(corners); n++ {
		next := at - 1
		for next > 0 && f.grid.sees(f.trail[at], f.trail[next-1]) {
			next--
		}
		corners[n] = f.grid.centre(f.trail[next])
		at = next
	}
	if n == 0 {
		corners[0], n = f.grid.centre(f.trail[0]), 1
	}
	return n
}

// search is A* from start; it gives the goal, or the nearest cell to it that it found.
func (f *Finder) search(start, goal int32) int32 {
	f.round++
	f.heap = f.heap[:0]
	f.reach(start, goal, 0, 0)
	best, nearest := start, f.guess(start, goal)
	for f.looks = 0; len(f.heap) > 0 && f.looks < Reach; f.looks++ {
		n := f.pop()
		left := f.guess(n.cell, goal)
		if n.cell == goal {
			return goal
		}
		if left < nearest {
			best, nearest = n.cell, left
		}
		if n.total > f.cost[n.cell]+left {
			continue // it was reached on a shorter way since
		}
		for i, s := range sides {
			next := f.grid.beside(n.cell, s)
			if next < 0 {
				continue
			}
			if c := f.cost[n.cell] + int32(s.cost); f.seen[next] != f.round || c < f.cost[next] {
				f.reach(next, goal, c, int8(i))
			}
		}
	}
	return best
}

// guess is the way between two cells if nothing was in it.
func (f *Finder) guess(a, b int32) int32 {
	w := f.grid.columns
	c, r := abs(int(a)%w-int(b)%w), abs(int(a)/w-int(b)/w)
	return int32(10*max(c, r) + 4*min(c, r))
}

func (f *Finder) reach(cell, goal, cost int32, side int8) {
	f.seen[cell], f.cost[cell], f.from[cell] = f.round, cost, side
	f.push(node{total: cost + f.guess(cell, goal), order: int32(len(f.heap)), cell: cell})
}

// before orders the heap; of equal nodes the one that was reached later goes first,
// which leads straight to the goal, and then the cell's number decides.
func (n node) before(m node) bool {
	if n.total != m.total {
		return n.total < m.total
	}
	if n.order != m.order {
		return n.order > m.order
	}
	return n.cell < m.cell
}

func (f *Finder) push(n node) {
	f.heap = append(f.heap, n)
	for i := len(f.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !f.heap[i].before(f.heap[up]) {
			break
		}
		f.heap[i], f.heap[up] = f.heap[up], f.heap[i]
		i = up
	}
}

func (f *Finder) pop() node {
	top := f.heap[0]
	last := len(f.heap) - 1
	f.heap[0] = f.heap[last]
	f.heap = f.heap[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if f.heap[child].before(f.heap[least]) {
				least = child
			}
		}
		if least == i {
			return top
		}
		f.heap[i], f.heap[least] = f.heap[least], f.heap[i]
		i = least
	}
}
