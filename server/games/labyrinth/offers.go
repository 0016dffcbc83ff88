package labyrinth

import (
	"cmp"
	"fmt"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// offers are all actions that legal would not refuse, with what is needed to
// choose among them.
func (s State) offers(f *figure) []*labyrinthv1.Action {
	var list []*labyrinthv1.Action
	if reach := s.reach(f); len(reach) > 0 {
		list = append(list, &labyrinthv1.Action{
			Type: actMove, Reach: reach, Label: "Move",
			Narration: fmt.Sprintf("Walk up to %d tiles; a walk ends where it enters the dark or meets an enemy.", s.speed(f)),
		})
	}
	list = append(list, s.attacks(f)...)
	list = append(list, s.helps(f)...)
	list = append(list, &labyrinthv1.Action{
		Type: actExplore, Label: "Explore", Narration: "Search this tile and look into the next ones.",
	})
	list = append(list, s.uses(f)...)
	list = append(list, s.specials(f)...)
	return append(list, &labyrinthv1.Action{
		Type: actStay, Label: "Stay",
		Narration: fmt.Sprintf("Rest: %d health come back.", s.numbers().GetRestHealth()+f.skill(labyrinthv1.EffectKind_EFFECT_KIND_RESTFUL)),
	})
}

// reach is a shortest way to every tile within reach, nearest first. Ways end
// where they enter the dark and where an enemy is seen.
func (s State) reach(f *figure) []*labyrinthv1.Reach {
	var list []*labyrinthv1.Reach
	type stop struct {
		cell int32
		path []labyrinthv1.Direction
	}
	seen := map[int32]bool{f.cell: true}
	queue := []stop{{cell: f.cell}}
	speed := int(s.speed(f))
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		goesOn := s.revealed(at.cell) && (at.cell == f.cell || !s.foeInSight(f.seat, at.cell))
		if len(at.path) >= speed || !goesOn {
			continue
		}
		for _, side := range maze.Sides {
			next := s.through(at.cell, side)
			if next < 0 || seen[next] {
				continue
			}
			seen[next] = true
			path := slices.Concat(at.path, []labyrinthv1.Direction{maze.Direction(side)})
			list = append(list, &labyrinthv1.Reach{Cell: s.cellOf(next), Path: path})
			queue = append(queue, stop{next, path})
		}
	}
	return list
}

func (s State) attacks(f *figure) []*labyrinthv1.Action {
	var targets []string
	for _, e := range s.each(func(e *figure) bool { return e.kind() == typeEnemy && s.legalFight(f, e.id) == nil }) {
		targets = append(targets, e.id)
	}
	if len(targets) == 0 {
		return nil
	}
	return []*labyrinthv1.Action{{Type: actFight, TargetIds: targets, Label: "Fight", Narration: "Attack an enemy within reach."}}
}

func (s State) helps(f *figure) []*labyrinthv1.Action {
	var targets []string
	for _, o := range s.each(func(o *figure) bool { return o.cell == f.cell && o.id != f.id && s.legalHelp(f, o.id) == nil }) {
		targets = append(targets, o.id)
	}
	if len(targets) == 0 {
		return nil
	}
	return []*labyrinthv1.Action{{Type: actHelp, TargetIds: targets, Label: "Help", Narration: "Bring somebody round, or take them up."}}
}

// uses are the thing on the tile and every item that does something now.
func (s State) uses(f *figure) []*labyrinthv1.Action {
	var list []*labyrinthv1.Action
	if t, ok := s.usable(f); ok {
		list = append(list, &labyrinthv1.Action{Type: actUse, Label: "Use: " + t.card.GetName(), Narration: thingText[t.card.GetKind()]})
	}
	for _, it := range f.items {
		a := &labyrinthv1.Action{Type: actUse, ItemId: it.id, Label: it.gear.GetName(), Narration: it.gear.GetText()}
		if s.aim(f, a, it.gear.GetEffect()) {
			list = append(list, a)
		}
	}
	return list
}

var thingText = map[labyrinthv1.ThingKind]string{
	labyrinthv1.ThingKind_THING_KIND_SAFE:   "Open it and take what is in it.",
	labyrinthv1.ThingKind_THING_KIND_DOOR:   "Open the passage behind it.",
	labyrinthv1.ThingKind_THING_KIND_SWITCH: "Hold it down for this turn.",
}

func (s State) specials(f *figure) []*labyrinthv1.Action {
	feat := f.sheet.GetSpecial()
	a := &labyrinthv1.Action{Type: actSpecial, Label: feat.GetName(), Narration: feat.GetText()}
	if feat == nil || !s.aim(f, a, feat.GetEffect()) {
		return nil
	}
	return []*labyrinthv1.Action{a}
}

// aim fills in the targets and sides that an action can be done to; false when
// it cannot be done now.
func (s State) aim(f *figure, a *labyrinthv1.Action, e *labyrinthv1.Effect) bool {
	try := func(d *labyrinthv1.Declaration) bool {
		d.Type, d.ItemId = a.GetType(), a.GetItemId()
		return s.legal(f, d) == nil
	}
	switch e.GetKind() { //nolint:exhaustive // the others need no aim
	case labyrinthv1.EffectKind_EFFECT_KIND_HEAL:
		for _, o := range s.party() {
			if o.health < o.sheet.GetHealth() && try(&labyrinthv1.Declaration{TargetId: o.id}) {
				a.TargetIds = append(a.TargetIds, o.id)
			}
		}
		return len(a.GetTargetIds()) > 0
	case labyrinthv1.EffectKind_EFFECT_KIND_STUN, labyrinthv1.EffectKind_EFFECT_KIND_BLAST:
		for _, o := range s.figures {
			if try(&labyrinthv1.Declaration{TargetId: o.id}) {
				a.TargetIds = append(a.TargetIds, o.id)
			}
		}
		return len(a.GetTargetIds()) > 0
	case labyrinthv1.EffectKind_EFFECT_KIND_BREACH, labyrinthv1.EffectKind_EFFECT_KIND_DASH:
		for _, side := range maze.Sides {
			if d := maze.Direction(side); try(&labyrinthv1.Declaration{Direction: d}) {
				a.Directions = append(a.Directions, d)
			}
		}
		return len(a.GetDirections()) > 0
	default:
		return try(&labyrinthv1.Declaration{})
	}
}

// objectives are what is to be done, as far as the party knows.
func (s State) objectives(int32) []*labyrinthv1.Objective {
	goal := func(text string, done bool) *labyrinthv1.Objective {
		return &labyrinthv1.Objective{Text: text, Done: done}
	}
	switch s.scenario() {
	case scenarioRescue:
		officer, _ := s.figure("officer")
		find := "Find " + cmp.Or(officer.sheet.GetName(), "the officer")
		return []*labyrinthv1.Objective{
			goal(find, officer.met), goal("Take her up with Help", officer.carriedBy != ""), goal("Carry her to the lift", s.rescued()),
		}
	case scenarioShutdown:
		found, all := s.switches(func(t thing) bool { return t.found })
		held, _ := s.switches(func(t thing) bool { return t.spent })
		return []*labyrinthv1.Objective{
			goal(fmt.Sprintf("Find the switches (%d of %d)", found, all), found == all),
			goal("Hold both in the same turn", held == all),
		}
	default:
		_, over := s.thingAt(s.shuttle(), func(t thing) bool { return t.found })
		return []*labyrinthv1.Objective{goal("Find the shuttle", over), goal("Be the first aboard", s.result.GetWon())}
	}
}

// shuttle is the cell of the way out of a race, -1 when there is none.
func (s State) shuttle() int32 {
	for _, t := range s.things {
		if t.card.GetKind() == labyrinthv1.ThingKind_THING_KIND_SHUTTLE {
			return t.card.GetCell()
		}
	}
	return -1
}
