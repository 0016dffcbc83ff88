package labyrinth

import (
	"fmt"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// nextItem is the id of the next item that is found.
func (s State) nextItem() string { return fmt.Sprintf("item-%d", s.gained+1) }

// use carries out a Use or a Special, if it is still possible.
func (p *play) use(f *figure, order *labyrinthv1.Declaration) {
	if err := p.s.legal(f, order); err != nil {
		p.fizzle(f, order.GetType(), err.Error())
		return
	}
	switch {
	case order.GetType() == actSpecial:
		p.special(f, order)
	case order.GetItemId() == "":
		p.useThing(f)
	default:
		p.useItem(f, order)
	}
}

func (p *play) useThing(f *figure) {
	t, _ := p.s.usable(f)
	switch t.card.GetKind() { //nolint:exhaustive // usable knows these three
	case labyrinthv1.ThingKind_THING_KIND_SAFE:
		p.empty(f, t)
	case labyrinthv1.ThingKind_THING_KIND_DOOR:
		p.openPassage(f, t.card.GetDirection(), t.card.GetName())
		p.emit(&labyrinthv1.Event_ObjectSpent{Object: t.card.GetId(), Figure: f.id, Spent: true})
	default: // a switch is held until the end of the turn
		p.emit(&labyrinthv1.Event_ObjectSpent{Object: t.card.GetId(), Figure: f.id, Spent: true})
	}
}

func (p *play) openPassage(f *figure, d labyrinthv1.Direction, cause string) {
	if p.s.through(f.cell, maze.SideOf(d)) < 0 {
		p.emit(&labyrinthv1.Event_PassageChanged{Cell: f.cell, Direction: d, Open: true, Cause: cause})
	}
	p.reveal(f, []int32{p.s.beyond(f.cell, maze.SideOf(d))})
}

func (p *play) useItem(f *figure, order *labyrinthv1.Declaration) {
	it, _ := f.itemAt(order.GetItemId())
	uses := it.uses
	if uses > 0 {
		uses--
	}
	p.emit(&labyrinthv1.Event_ItemUsed{Figure: f.id, Item: it.id, Uses: uses})
	switch e := it.gear.GetEffect(); e.GetKind() { //nolint:exhaustive // legalUse knows these
	case labyrinthv1.EffectKind_EFFECT_KIND_HEAL:
		target := f
		if id := order.GetTargetId(); id != "" {
			target, _ = p.s.figure(id)
		}
		p.heal(f, target, e.GetAmount(), it.gear.GetName())
	case labyrinthv1.EffectKind_EFFECT_KIND_SCAN:
		p.reveal(f, p.s.within(f.cell, e.GetRange()))
	case labyrinthv1.EffectKind_EFFECT_KIND_BREACH:
		p.openPassage(f, order.GetDirection(), it.gear.GetName())
	case labyrinthv1.EffectKind_EFFECT_KIND_STUN:
		p.stun(order.GetTargetId(), e.GetAmount())
	default: // recharge
		p.emit(&labyrinthv1.Event_SpecialUsed{Figure: f.id, ReadyTurn: p.s.turn, Recharged: true})
	}
}

// stun lasts for this turn and as many as it takes to make amount.
func (p *play) stun(id string, amount int32) {
	p.emit(&labyrinthv1.Event_Stunned{Figure: id, UntilTurn: p.s.turn + max(1, amount) - 1})
}

func (p *play) special(f *figure, order *labyrinthv1.Declaration) {
	feat := f.sheet.GetSpecial()
	e := feat.GetEffect()
	wait := max(1, feat.GetCooldown()-f.skill(labyrinthv1.EffectKind_EFFECT_KIND_TINKERER))
	p.emit(&labyrinthv1.Event_SpecialUsed{Figure: f.id, ReadyTurn: p.s.turn + wait})
	switch e.GetKind() { //nolint:exhaustive // the content has specials only here
	case labyrinthv1.EffectKind_EFFECT_KIND_GUARD:
		p.emit(&labyrinthv1.Event_Guarded{Figure: f.id, UntilTurn: p.s.turn, Armour: e.GetAmount()})
	case labyrinthv1.EffectKind_EFFECT_KIND_TRIAGE:
		p.triage(f, e)
	case labyrinthv1.EffectKind_EFFECT_KIND_SURVEY:
		p.survey(f, e.GetRange())
	case labyrinthv1.EffectKind_EFFECT_KIND_OVERLOAD:
		for _, enemy := range p.s.inAim(f, e.GetRange()) {
			p.stun(enemy.id, e.GetAmount())
		}
	case labyrinthv1.EffectKind_EFFECT_KIND_DASH:
		p.dash(f, maze.SideOf(order.GetDirection()), e.GetAmount())
	case labyrinthv1.EffectKind_EFFECT_KIND_BLAST:
		p.blast(f, order.GetTargetId(), feat)
	case labyrinthv1.EffectKind_EFFECT_KIND_BREACH:
		p.openPassage(f, order.GetDirection(), feat.GetName())
	default:
	}
}

// triage heals the party within some steps and brings the downed round.
func (p *play) triage(f *figure, e *labyrinthv1.Effect) {
	near := p.s.within(f.cell, e.GetRange())
	for _, target := range p.s.party() {
		switch {
		case !target.onBoard() || !slices.Contains(near, target.cell):
		case target.downed:
			p.raise(f, target, e.GetAmount())
		case target.health < target.sheet.GetHealth():
			p.heal(f, target, e.GetAmount(), f.sheet.GetSpecial().GetName())
		}
	}
}

// survey reveals the tiles within some steps and everything hidden on them.
func (p *play) survey(f *figure, reach int32) {
	near := p.s.within(f.cell, reach)
	p.reveal(f, near)
	for _, t := range p.s.things {
		if !t.found && slices.Contains(near, t.card.GetCell()) {
			p.emit(&labyrinthv1.Event_ObjectFound{Object: t.card.GetId(), Figure: f.id})
		}
	}
}

// blast hits every enemy on the target's tile.
func (p *play) blast(f *figure, id string, feat *labyrinthv1.Feat) {
	aim, _ := p.s.figure(id)
	e := feat.GetEffect()
	for _, enemy := range p.s.each(func(o *figure) bool { return o.kind() == typeEnemy && o.up() && o.cell == aim.cell }) {
		p.hit(f, enemy, &labyrinthv1.Gear{Name: feat.GetName()}, p.roll(e.GetDice(), e.GetFaces())+e.GetAmount())
	}
}
