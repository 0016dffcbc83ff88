package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

const darkSight = 1

// sight is how many tiles a *figure sees along a corridor this turn.
func (s State) sight(f *figure) int32 {
	if s.outage >= s.turn && s.outage > 0 && !f.can(labyrinthv1.EffectKind_EFFECT_KIND_NIGHT_EYES) {
		return darkSight
	}
	return s.numbers().GetSight() + f.skill(labyrinthv1.EffectKind_EFFECT_KIND_SCOUT)
}

// eyes are the figures through which a seat sees: its own. Spectators, and
// those whose character is out of the game, see what anybody of the party sees.
func (s State) eyes(seat int32) []*figure {
	if f, ok := s.of(seat); ok && f.onBoard() {
		return []*figure{f}
	}
	return s.each(func(f *figure) bool { return f.kind() == typePlayer && f.onBoard() })
}

// seesInto is true when a *figure sees into a cell: in line of sight, over
// revealed tiles only.
func (s State) seesInto(f *figure, cell int32) bool {
	return s.revealed(cell) && s.lineTo(f.cell, cell, s.sight(f)) >= 0 && s.litLine(f.cell, cell)
}

// litLine is true when all cells between two in a line are revealed.
func (s State) litLine(from, to int32) bool {
	n := s.size()
	step := int32(1)
	if from%n == to%n {
		step = n
	}
	for cell := min(from, to); cell <= max(from, to); cell += step {
		if !s.revealed(cell) {
			return false
		}
	}
	return true
}

// bared is true when there are no secrets any more.
func (s State) bared() bool { return s.bare || s.phase == phaseFinished }

// sees is true when a seat (0: a spectator) sees into a cell.
func (s State) sees(seat, cell int32) bool {
	if s.bared() || cell < 0 {
		return s.bared()
	}
	if f, ok := s.of(seat); ok && f.onBoard() {
		return s.seesInto(f, cell)
	}
	return slices.ContainsFunc(s.figures, func(f *figure) bool {
		return f.kind() == typePlayer && f.onBoard() && s.seesInto(f, cell)
	})
}

// seesFigure is true when a seat may know where a *figure is.
func (s State) seesFigure(seat int32, f *figure) bool {
	switch {
	case s.bared(), f.kind() == typePlayer:
		return true
	case f.dead:
		return false
	case f.carriedBy != "", f.met && f.sheet.GetBehaviour() == labyrinthv1.Behaviour_BEHAVIOUR_LIE:
		return true
	default:
		return s.sees(seat, f.cell)
	}
}

// visible are the cells that a seat sees into, ascending.
func (s State) visible(seat int32) []int32 {
	if len(s.open) == 0 {
		return nil
	}
	var cells []int32
	for _, f := range s.eyes(seat) {
		cells = append(cells, f.cell)
		for _, side := range maze.Sides {
			cell := f.cell
			for range s.sight(f) {
				if cell = s.through(cell, side); cell < 0 || !s.revealed(cell) {
					break
				}
				cells = append(cells, cell)
			}
		}
	}
	slices.Sort(cells)
	return slices.Compact(cells)
}
