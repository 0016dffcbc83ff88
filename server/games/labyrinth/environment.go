package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// environment draws what the station does to those inside it this turn: an
// explosion, an outage, structural damage, or nothing.
func (p *play) environment() {
	b, drawn := p.s.numbers(), int32(p.Dice.Int(hundred))
	switch {
	case drawn < b.GetExplosionPercent():
		p.explode()
	case drawn < b.GetExplosionPercent()+b.GetOutagePercent():
		p.emit(&labyrinthv1.Event_EnvironmentStruck{
			Hazard: labyrinthv1.Hazard_HAZARD_OUTAGE, UntilTurn: p.s.turn + b.GetOutageTurns() - 1,
		})
	case drawn < b.GetExplosionPercent()+b.GetOutagePercent()+b.GetStructurePercent():
		p.collapse()
	}
}

// explode hurts everybody in a corridor: a tile and those it opens to.
func (p *play) explode() {
	centre := int32(p.Dice.Int(len(p.s.open)))
	cells := p.s.within(centre, 1)
	p.emit(&labyrinthv1.Event_EnvironmentStruck{Hazard: labyrinthv1.Hazard_HAZARD_EXPLOSION, Cells: cells})
	for _, f := range p.s.each(func(f *figure) bool { return f.up() && f.kind() != typeNPC && slices.Contains(cells, f.cell) }) {
		damage := p.roll(p.s.numbers().GetExplosionDice(), 6) //nolint:mnd // six faces
		damage -= damage * min(hundred, f.skill(labyrinthv1.EffectKind_EFFECT_KIND_FIREPROOF)) / hundred
		if damage <= 0 {
			continue
		}
		health := max(0, f.health-damage)
		p.emit(&labyrinthv1.Event_Hurt{Figure: f.id, Damage: damage, Health: health, Cause: "explosion"})
		if health == 0 {
			p.fall(f)
		}
	}
}

const collapseTries = 12

// collapse blocks a passage at random, unless that would cut somebody of the
// party off from another or from anything the scenario is about.
func (p *play) collapse() {
	for range collapseTries {
		cell := int32(p.Dice.Int(len(p.s.open)))
		side := maze.Sides[p.Dice.Int(len(maze.Sides))]
		if p.s.through(cell, side) < 0 || !p.s.holdsWithout(cell, side) {
			continue
		}
		p.emit(&labyrinthv1.Event_EnvironmentStruck{Hazard: labyrinthv1.Hazard_HAZARD_STRUCTURE, Cells: []int32{cell}})
		p.emit(&labyrinthv1.Event_PassageChanged{Cell: cell, Direction: maze.Direction(side), Cause: "structural damage"})
		return
	}
}

// holdsWithout is true when, with a passage blocked, one can still walk from
// the start to everybody of the party, every npc and everything the scenario is
// about.
func (s State) holdsWithout(cell int32, side maze.Side) bool {
	s = s.changePassage(&labyrinthv1.Event_PassageChanged{Cell: cell, Direction: maze.Direction(side)})
	steps := s.walks(s.start, nil)
	for _, f := range s.figures {
		if f.kind() != typeEnemy && f.onBoard() && steps[f.cell] == unreachable {
			return false
		}
	}
	for _, t := range s.things {
		if t.card.GetKind() >= labyrinthv1.ThingKind_THING_KIND_LIFT && steps[t.card.GetCell()] == unreachable {
			return false
		}
	}
	return true
}
