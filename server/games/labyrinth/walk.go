package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// walkAll lets everybody who decided to walk do so, one after the other by
// initiative.
func (p *play) walkAll(intents map[string][]maze.Side) {
	for _, f := range p.s.party() {
		if order := p.s.orders[f.seat]; order.GetType() == actMove {
			intents[f.id] = sides(order.GetPath())
		}
	}
	walkers := p.s.each(func(f *figure) bool { return len(intents[f.id]) > 0 })
	slices.SortFunc(walkers, initiative)
	for _, f := range walkers {
		if now, _ := p.s.figure(f.id); now.up() && p.s.phase != phaseFinished {
			p.walk(now, intents[f.id])
		}
	}
}

// walk takes a *figure along a way until a wall, an opponent or the exit ends
// it, at most as far as it can go now.
func (p *play) walk(f *figure, path []maze.Side) {
	if p.metInDoorway(f, path[0]) {
		p.fizzle(f, actMove, "somebody came in through the same door")
		return
	}
	way, stopped := []int32{f.cell}, false
	for i, side := range path {
		next := p.s.through(way[i], side)
		if next < 0 || i >= int(p.s.speed(f)) {
			break
		}
		way = append(way, next)
		if stopped = p.opposed(f, next); stopped || p.isExit(f, next) {
			break
		}
	}
	p.arrive(f, way, stopped)
}

// arrive ends a walk: what the party walks over is revealed, and what lies
// around its end.
func (p *play) arrive(f *figure, way []int32, stopped bool) {
	if len(way) == 1 {
		p.fizzle(f, actMove, "the way was barred")
		return
	}
	p.emit(&labyrinthv1.Event_Moved{Figure: f.id, Way: way, Stopped: stopped})
	if f.kind() != typePlayer {
		return
	}
	end := way[len(way)-1]
	glance := 1 + f.skill(labyrinthv1.EffectKind_EFFECT_KIND_SCOUT)
	p.reveal(f, append(slices.Clone(way), p.s.within(end, glance)...))
	if p.isExit(f, end) {
		p.emit(&labyrinthv1.Event_Escaped{Figure: f.id})
		p.checkEnd(false) // the shuttle waits for nobody
	}
}

// opposed is true when an opponent on its feet stands on a cell.
func (p *play) opposed(f *figure, cell int32) bool {
	return slices.ContainsFunc(p.s.figures, func(o *figure) bool { return o.cell == cell && o.up() && o.opposes(f) })
}

// metInDoorway is true when an opponent came this turn through the side that a
// figure wants to leave by: the two have met, and who was slower stays.
func (p *play) metInDoorway(f *figure, side maze.Side) bool {
	return slices.ContainsFunc(p.s.figures, func(o *figure) bool {
		return o.cell == f.cell && o.up() && o.opposes(f) && o.cameBy == side
	})
}

// isExit is true when a walk of the party ends there because it has got away.
func (p *play) isExit(f *figure, cell int32) bool {
	_, shuttle := p.s.thingAt(cell, func(t thing) bool { return t.card.GetKind() == labyrinthv1.ThingKind_THING_KIND_SHUTTLE })
	return shuttle && f.kind() == typePlayer
}

// dash runs in one direction, past enemies, until a wall.
func (p *play) dash(f *figure, side maze.Side, reach int32) {
	way := []int32{f.cell}
	for range reach {
		next := p.s.through(way[len(way)-1], side)
		if next < 0 {
			break
		}
		way = append(way, next)
		if p.isExit(f, next) {
			break
		}
	}
	p.arrive(f, way, false)
}
