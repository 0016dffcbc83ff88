package labyrinth

import (
	"cmp"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// decide lets enemies and npcs choose where to walk, after the party has
// declared and before anything happens.
func (p *play) decide() map[string][]maze.Side {
	intents := map[string][]maze.Side{}
	for _, e := range p.s.each(func(f *figure) bool { return f.seat == 0 && f.up() && f.carriedBy == "" }) {
		if e.stunned >= p.s.turn || e.kind() == typeEnemy && p.opposed(e, e.cell) {
			continue // who has somebody before it stays and strikes
		}
		var way []maze.Side
		switch e.sheet.GetBehaviour() {
		case labyrinthv1.Behaviour_BEHAVIOUR_CHASE:
			way = p.chase(e)
		case labyrinthv1.Behaviour_BEHAVIOUR_GUARD:
			way = p.patrol(e)
		case labyrinthv1.Behaviour_BEHAVIOUR_HUNT:
			way = p.hunt(e)
		case labyrinthv1.Behaviour_BEHAVIOUR_WANDER:
			way = p.wander(e)
		case labyrinthv1.Behaviour_BEHAVIOUR_LIE, labyrinthv1.Behaviour_BEHAVIOUR_UNSPECIFIED:
		default:
		}
		if speed := int(p.s.speed(e)); len(way) > speed {
			way = way[:speed]
		}
		intents[e.id] = way
	}
	return intents
}

// nearest is the party member on its feet with the shortest walk from an enemy
// among those that hold, and how long that walk is.
func (s State) nearest(e *figure, hold func(f *figure, steps int32) bool) (*figure, bool) {
	steps := s.walks(e.cell, nil)
	prey := s.each(func(f *figure) bool {
		return f.kind() == typePlayer && f.up() && steps[f.cell] != unreachable && hold(f, steps[f.cell])
	})
	if len(prey) == 0 {
		return nil, false
	}
	return slices.MinFunc(prey, func(a, b *figure) int {
		return cmp.Or(cmp.Compare(steps[a.cell], steps[b.cell]), cmp.Compare(a.health, b.health), cmp.Compare(a.seat, b.seat))
	}), true
}

// notices is true when an enemy sees somebody along a corridor or hears them.
func (s State) notices(e, f *figure, steps int32) bool {
	return steps <= s.numbers().GetHearing() || s.lineTo(e.cell, f.cell, s.sight(e)) >= 0
}

// chase is a grunt's mind: the nearest whom it notices; else where it last
// noticed somebody; else about.
func (p *play) chase(e *figure) []maze.Side {
	prey, ok := p.s.nearest(e, func(f *figure, steps int32) bool { return p.s.notices(e, f, steps) })
	switch {
	case ok:
		if e.goal != prey.cell {
			p.emit(&labyrinthv1.Event_Noticed{Figure: e.id, Cell: prey.cell})
		}
		return p.s.way(e.cell, prey.cell)
	case e.goal >= 0 && e.goal != e.cell:
		return p.s.way(e.cell, e.goal)
	case e.goal >= 0:
		p.emit(&labyrinthv1.Event_Noticed{Figure: e.id, Cell: -1})
	}
	return p.wander(e)
}

// patrol is a heavy's mind: whoever comes within its radius; else back to its
// post.
func (p *play) patrol(e *figure) []maze.Side {
	radius := p.s.numbers().GetGuardRadius()
	home := p.s.walks(e.post, nil)
	prey, ok := p.s.nearest(e, func(f *figure, _ int32) bool { return home[f.cell] != unreachable && home[f.cell] <= radius })
	if ok {
		return p.s.way(e.cell, prey.cell)
	}
	return p.s.way(e.cell, e.post)
}

// hunt is the boss's mind: by the shortest way to the nearest, wherever they
// are.
func (p *play) hunt(e *figure) []maze.Side {
	if p.s.turn < p.s.numbers().GetBossWakesTurn() {
		return nil
	}
	prey, ok := p.s.nearest(e, func(*figure, int32) bool { return true })
	if !ok {
		return nil
	}
	return p.s.way(e.cell, prey.cell)
}

// wander takes a step in a random direction every other time.
func (p *play) wander(e *figure) []maze.Side {
	open := maze.Directions(p.s.open[e.cell])
	if len(open) == 0 || p.Dice.Int(2) == 0 {
		return nil
	}
	return sides(open[p.Dice.Int(len(open)):][:1])
}
