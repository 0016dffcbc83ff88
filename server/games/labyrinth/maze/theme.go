package maze

import labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"

// shares are the areas' percentages, in the order in which they grow and in
// which what the percentages leave over goes to them, one tile each.
var shares = [...]struct {
	theme   labyrinthv1.Theme
	percent int
}{
	{labyrinthv1.Theme_THEME_COMMAND, 15},
	{labyrinthv1.Theme_THEME_TECHNICAL, 35},
	{labyrinthv1.Theme_THEME_QUARTERS, 30},
	{labyrinthv1.Theme_THEME_LABORATORY, 20},
}

// ThemeCounts are the numbers of tiles of each area among n, in the order
// Command, Technical, Quarters, Laboratory.
func ThemeCounts(n int) [4]int {
	var counts [4]int
	left := n
	for i, s := range shares {
		counts[i] = n * s.percent / 100
		left -= counts[i]
	}
	for i := 0; left > 0; i, left = (i+1)%len(counts), left-1 {
		counts[i]++
	}
	return counts
}

// Themes gives every cell of a maze its area. An area grows from a random cell
// by random neighbours, walls ignored; only when it is boxed in does the rest
// of it begin elsewhere.
func (m *Maze) Themes() []labyrinthv1.Theme {
	s := newSource("themes", m.Seed)
	themes := make([]labyrinthv1.Theme, len(m.Open))
	free := make([]int, len(themes))
	for cell := range free {
		free[cell] = cell
	}
	s.shuffle(free)
	for i, count := range ThemeCounts(len(themes)) {
		for count > 0 {
			count -= m.grow(themes, shares[i].theme, seed{cell: firstFree(themes, free), count: count, source: s})
		}
	}
	return themes
}

func firstFree(themes []labyrinthv1.Theme, order []int) int {
	for _, cell := range order {
		if themes[cell] == labyrinthv1.Theme_THEME_UNSPECIFIED {
			return cell
		}
	}
	return -1
}

// seed is where an area begins to grow, and over how many cells at most.
type seed struct {
	*source
	cell, count int
}

// grow spreads a theme from a seed over free cells and returns how many it got.
func (m *Maze) grow(themes []labyrinthv1.Theme, theme labyrinthv1.Theme, from seed) (grown int) {
	border := []int{from.cell}
	for grown < from.count && len(border) > 0 {
		i, end := from.below(len(border)), len(border)-1
		cell := border[i]
		border[i] = border[end]
		border = border[:end]
		if themes[cell] != labyrinthv1.Theme_THEME_UNSPECIFIED {
			continue // it came to the border from two sides
		}
		themes[cell] = theme
		grown++
		for _, side := range Sides {
			if next := Neighbour(cell, side, m.Size); next >= 0 && themes[next] == labyrinthv1.Theme_THEME_UNSPECIFIED {
				border = append(border, next)
			}
		}
	}
	return grown
}
