package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

// This file says what may be declared. It goes by what the seat sees and by
// nothing else: a refusal must not tell what lies in the dark.

// speed is how many tiles a *figure walks now.
func (s State) speed(f *figure) int32 {
	if f.carries != "" && !f.can(labyrinthv1.EffectKind_EFFECT_KIND_PORTER) {
		return max(1, f.sheet.GetSpeed()-s.numbers().GetCarrySlows())
	}
	if boss := f.sheet.GetBehaviour() == labyrinthv1.Behaviour_BEHAVIOUR_HUNT; boss {
		if fast := s.numbers().GetBossFastTurn(); fast > 0 && s.turn >= fast {
			return f.sheet.GetSpeed() + 1
		}
	}
	return f.sheet.GetSpeed()
}

// foeInSight is true when a seat sees an enemy on a cell.
func (s State) foeInSight(seat, cell int32) bool {
	return slices.ContainsFunc(s.figures, func(e *figure) bool {
		return e.kind() == typeEnemy && e.cell == cell && e.up() && s.seesFigure(seat, e)
	})
}

func (s State) legalMove(f *figure, path []labyrinthv1.Direction) error {
	if len(path) == 0 {
		return session.Refuse("direction_needed", "say where to walk: a direction or a path")
	}
	if speed := s.speed(f); len(path) > int(speed) {
		return session.Refuse("too_far", "%s walks at most %d tiles a turn now; choose a shorter way", f.sheet.GetName(), speed)
	}
	cell := f.cell
	for i, side := range sides(path) {
		switch {
		case side == 0:
			return session.Refuse("direction_needed", "step %d has no direction; use north, east, south or west", i+1)
		case !s.revealed(cell):
			return session.Refuse("too_far", "step %d goes on from a tile that nobody has seen; walk into the dark one tile at a time", i+1)
		case i > 0 && s.foeInSight(f.seat, cell):
			return session.Refuse("enemy_in_the_way", "an enemy stands where step %d ends; walk up to it or choose another way", i)
		case s.through(cell, side) < 0:
			return session.Refuse("wall", "there is a wall at step %d; choose an open side", i+1)
		}
		cell = s.through(cell, side)
	}
	return nil
}

// weapon is the best weapon of a *figure for a distance; nil for bare hands.
func (f *figure) weapon(distance int32) (best *labyrinthv1.Gear) {
	for _, it := range f.items {
		e := it.gear.GetEffect()
		if e.GetKind() != labyrinthv1.EffectKind_EFFECT_KIND_WEAPON || it.uses == 0 || e.GetRange() < distance {
			continue
		}
		if best == nil || strength(e) > strength(best.GetEffect()) {
			best = it.gear
		}
	}
	return best
}

// strength is twice the mean of an effect's dice and amount.
func strength(e *labyrinthv1.Effect) int32 { return e.GetDice()*(e.GetFaces()+1) + 2*e.GetAmount() }

// reaches is the distance over which a *figure can attack another now, -1 for
// not at all: the same tile, or in line of sight with a weapon that carries.
func (s State) reaches(f, target *figure) int32 {
	d := s.lineTo(f.cell, target.cell, s.sight(f))
	if d > 0 && (f.weapon(d) == nil || !s.litLine(f.cell, target.cell)) {
		return -1
	}
	return d
}

// foe is an enemy that a *figure's seat sees.
func (s State) foe(f *figure, id string) (*figure, error) {
	target, ok := s.figure(id)
	if !ok || target.kind() != typeEnemy || !target.up() || !s.seesFigure(f.seat, target) {
		return target, session.Refuse("no_such_target", "%s sees no enemy %q; choose one in sight", f.sheet.GetName(), id)
	}
	return target, nil
}

func (s State) legalFight(f *figure, id string) error {
	target, err := s.foe(f, id)
	if err != nil {
		return err
	}
	if s.reaches(f, target) < 0 {
		return session.Refuse("out_of_range", "%s cannot reach %s from here; walk closer or take a weapon that carries",
			f.sheet.GetName(), target.sheet.GetName())
	}
	return nil
}

// friend is somebody of the party on a *figure's tile that holds.
func (s State) friend(f *figure, id string, hold func(*figure) bool) bool {
	target, ok := s.figure(id)
	return ok && target.kind() == typePlayer && target.cell == f.cell && target.onBoard() && hold(target)
}

// lies is true for one who waits to be carried.
func (f *figure) lies() bool {
	return f.sheet.GetBehaviour() == labyrinthv1.Behaviour_BEHAVIOUR_LIE && f.carriedBy == ""
}

func (s State) legalHelp(f *figure, id string) error {
	target, ok := s.figure(id)
	switch {
	case !ok || target.id == f.id || target.kind() == typeEnemy || !target.onBoard() || !s.seesFigure(f.seat, target):
		return session.Refuse("no_such_target", "there is nobody %q to help; choose somebody in sight", id)
	case target.cell != f.cell:
		return session.Refuse("out_of_range", "%s is not on your tile; walk there first", target.sheet.GetName())
	case target.lies() && f.carries != "":
		return session.Refuse("not_downed", "%s carries somebody already", f.sheet.GetName())
	case !target.downed && !target.lies():
		return session.Refuse("not_downed", "%s is on their feet and needs no help", target.sheet.GetName())
	}
	return nil
}

// usable is the thing on a *figure's tile that can be used: a safe or door that
// was found, or a switch.
func (s State) usable(f *figure) (thing, bool) {
	return s.thingAt(f.cell, func(t thing) bool {
		kind := t.card.GetKind()
		return t.found && !t.spent && (kind == labyrinthv1.ThingKind_THING_KIND_SAFE ||
			kind == labyrinthv1.ThingKind_THING_KIND_DOOR || kind == labyrinthv1.ThingKind_THING_KIND_SWITCH)
	})
}

func (s State) legalUse(f *figure, d *labyrinthv1.Declaration) error {
	if d.GetItemId() == "" {
		if _, ok := s.usable(f); !ok {
			return session.Refuse("nothing_here", "there is nothing to use on this tile; explore it, or name an item")
		}
		return nil
	}
	it, ok := f.itemAt(d.GetItemId())
	if !ok {
		return session.Refuse("no_such_item", "%s carries no %q; choose one of the items", f.sheet.GetName(), d.GetItemId())
	}
	if it.uses == 0 {
		return session.Refuse("item_spent", "the %s is used up", it.gear.GetName())
	}
	e := it.gear.GetEffect()
	switch e.GetKind() {
	case labyrinthv1.EffectKind_EFFECT_KIND_HEAL:
		if id := d.GetTargetId(); id != "" && !s.friend(f, id, (*figure).up) {
			return session.Refuse("no_such_target", "choose somebody of the party on your tile who is on their feet; the downed need Help")
		}
	case labyrinthv1.EffectKind_EFFECT_KIND_BREACH:
		return s.legalBreach(f, d.GetDirection())
	case labyrinthv1.EffectKind_EFFECT_KIND_STUN:
		return s.legalAim(f, d.GetTargetId(), e.GetRange())
	case labyrinthv1.EffectKind_EFFECT_KIND_SCAN:
	case labyrinthv1.EffectKind_EFFECT_KIND_RECHARGE:
		if f.readyTurn <= s.turn {
			return session.Refuse("not_needed", "the special is ready already; keep the %s for later", it.gear.GetName())
		}
	default:
		return session.Refuse("no_such_item", "the %s works by itself; it is not for using", it.gear.GetName())
	}
	return nil
}

// legalAim refuses a target that is out of sight or further than reach.
func (s State) legalAim(f *figure, id string, reach int32) error {
	if id == "" {
		return session.Refuse("target_needed", "say which enemy it is meant for")
	}
	target, err := s.foe(f, id)
	if err != nil {
		return err
	}
	if d := s.lineTo(f.cell, target.cell, reach); d < 0 {
		return session.Refuse("out_of_range", "%s is out of range; it carries %d tiles along an open corridor", target.sheet.GetName(), reach)
	}
	return nil
}

// legalBreach refuses a side that is open, or the hull.
func (s State) legalBreach(f *figure, d labyrinthv1.Direction) error {
	side := maze.SideOf(d)
	switch {
	case side == 0:
		return session.Refuse("direction_needed", "say which wall to open: north, east, south or west")
	case s.beyond(f.cell, side) < 0:
		return session.Refuse("passage_not_possible", "that is the outer hull; choose an inner wall")
	case s.through(f.cell, side) >= 0:
		return session.Refuse("passage_not_possible", "that side is open already; choose a wall")
	}
	return nil
}

func (s State) legalSpecial(f *figure, d *labyrinthv1.Declaration) error {
	feat := f.sheet.GetSpecial()
	if f.readyTurn > s.turn {
		return session.Refuse("special_not_ready", "%s can be used again in %d turns", feat.GetName(), f.readyTurn-s.turn)
	}
	e := feat.GetEffect()
	switch e.GetKind() { //nolint:exhaustive // the other specials need nothing
	case labyrinthv1.EffectKind_EFFECT_KIND_BREACH:
		return s.legalBreach(f, d.GetDirection())
	case labyrinthv1.EffectKind_EFFECT_KIND_DASH:
		return s.legalDash(f, d.GetDirection())
	case labyrinthv1.EffectKind_EFFECT_KIND_BLAST:
		return s.legalAim(f, d.GetTargetId(), e.GetRange())
	case labyrinthv1.EffectKind_EFFECT_KIND_OVERLOAD:
		if len(s.inAim(f, e.GetRange())) == 0 {
			return session.Refuse("no_such_target", "no enemy is in sight within %d tiles; keep it for later", e.GetRange())
		}
	}
	return nil
}

func (s State) legalDash(f *figure, d labyrinthv1.Direction) error {
	side := maze.SideOf(d)
	if side == 0 {
		return session.Refuse("direction_needed", "say which way to run: north, east, south or west")
	}
	if s.through(f.cell, side) < 0 {
		return session.Refuse("wall", "there is a wall; choose an open side")
	}
	return nil
}

// inAim are the enemies that a *figure sees within range.
func (s State) inAim(f *figure, reach int32) []*figure {
	return s.each(func(e *figure) bool {
		return e.kind() == typeEnemy && e.up() && s.lineTo(f.cell, e.cell, min(reach, s.sight(f))) >= 0 && s.seesInto(f, e.cell)
	})
}
