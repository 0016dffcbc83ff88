package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// leads is true when a known tile opens to a side.
func (b *bot) leads(cell int32, side maze.Side) bool {
	return slices.Contains(b.v.GetTiles()[cell].GetOpenDirections(), maze.Direction(side))
}

func (b *bot) beyond(cell int32, side maze.Side) int32 {
	return int32(maze.Neighbour(int(cell), side, int(b.size)))
}

// walks are the walking distances from a cell over what is known, not through
// cells to avoid. Unknown cells are reached but not walked through.
func (b *bot) walks(from int32, avoid map[int32]bool) []int32 {
	steps := make([]int32, b.size*b.size)
	for i := range steps {
		steps[i] = unreachable
	}
	steps[from] = 0
	queue := []int32{from}
	for at := 0; at < len(queue); at++ {
		cell := queue[at]
		if b.v.GetTiles()[cell] == nil && cell != from {
			continue
		}
		for _, side := range maze.Sides {
			next := b.beyond(cell, side)
			if next < 0 || steps[next] != unreachable || avoid[next] {
				continue
			}
			if b.leads(cell, side) || b.leads(next, maze.Opposite(side)) {
				steps[next] = steps[cell] + 1
				queue = append(queue, next)
			}
		}
	}
	return steps
}

// perils are the cells where brutes stand.
func (b *bot) perils() map[int32]bool {
	cells := map[int32]bool{}
	for _, f := range b.foes {
		if brute(f) && b.cell(f) != b.here {
			cells[b.cell(f)] = true
		}
	}
	return cells
}

// towards walks as near to a cell as one turn takes, around brutes if there is
// a way; else through them, as long as one is fit for it. Nil when there is no
// way.
func (b *bot) towards(goal int32) *labyrinthv1.Declaration {
	move := b.offer(actMove, nil)
	if move == nil || goal == b.here {
		return nil
	}
	perils := b.perils()
	steps := b.walks(goal, perils)
	if steps[b.here] == unreachable {
		steps = b.walks(goal, nil)
		if !hurt(b.me, wounded) {
			perils = nil
		}
	}
	best, left := []labyrinthv1.Direction(nil), steps[b.here]
	for _, r := range move.GetReach() {
		cell := r.GetCell().GetY()*b.size + r.GetCell().GetX()
		if d := steps[cell]; d != unreachable && d < left && !perils[cell] {
			best, left = r.GetPath(), d
		}
	}
	if best == nil {
		return nil
	}
	return &labyrinthv1.Declaration{Type: actMove, Path: best}
}

// frontier are the unknown cells that known passages lead to, ascending.
func (b *bot) frontier() []int32 {
	edge := map[int32]bool{}
	for cell := range b.v.GetTiles() {
		for _, side := range maze.Sides {
			if next := b.beyond(cell, side); next >= 0 && b.leads(cell, side) && b.v.GetTiles()[next] == nil {
				edge[next] = true
			}
		}
	}
	cells := make([]int32, 0, len(edge))
	for cell := range edge {
		cells = append(cells, cell)
	}
	slices.Sort(cells)
	return cells
}

// share gives each of some figures the nearest of some goals that no one nearer
// has been given; the nearest pair first. Goals are handed out again when there
// are fewer than figures.
func (b *bot) share(who []*labyrinthv1.Figure, goals []int32) (mine int32) {
	taken, given := map[int32]bool{}, map[string]bool{}
	steps := map[string][]int32{}
	for _, f := range who {
		steps[f.GetId()] = b.walks(b.cell(f), nil)
	}
	for range who {
		var one string
		goal, least := int32(-1), int32(-1)
		for _, f := range who {
			for _, g := range goals {
				d := steps[f.GetId()][g]
				if given[f.GetId()] || taken[g] || d == unreachable || least >= 0 && d >= least {
					continue
				}
				one, goal, least = f.GetId(), g, d
			}
		}
		if goal < 0 {
			clear(taken)
			continue
		}
		if one == b.me.GetId() {
			return goal
		}
		given[one], taken[goal] = true, true
		if len(taken) == len(goals) {
			clear(taken)
		}
	}
	return -1
}
