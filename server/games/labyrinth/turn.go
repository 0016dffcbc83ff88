package labyrinth

import (
	"cmp"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// resolve plays a turn: who has not declared stays, then everything happens in
// the order help, use, move, fight, explore, rest. Within a step the higher
// initiative goes first; at a tie the party before enemies, then the lower seat
// or id.
func (p *play) resolve() {
	p.resolving = true
	p.defaults()
	intents := p.decide()
	p.inOrder(actHelp, p.help)
	p.inOrder(actUse, p.use)
	p.walkAll(intents) // nobody walks when a use has ended the game
	if p.checkEnd(false) {
		return
	}
	p.fightAll()
	p.inOrder(actExplore, p.explore)
	p.inOrder(actStay, p.rest)
	p.meet()
	p.bleed()
	p.resolving = false
	if !p.checkEnd(true) {
		p.releaseSwitches()
		p.beginTurn()
	}
}

// defaults lets all who can act and have not declared stay.
func (p *play) defaults() {
	for _, f := range p.s.party() {
		if f.up() && p.s.orders[f.seat] == nil {
			p.emit(&labyrinthv1.Event_Declared{
				Seat: f.seat, Declaration: &labyrinthv1.Declaration{Type: actStay}, ByDefault: true,
			})
		}
	}
}

// initiative orders figures by who acts first.
func initiative(a, b *figure) int {
	return cmp.Or(
		cmp.Compare(b.sheet.GetInitiative(), a.sheet.GetInitiative()),
		cmp.Compare(a.kind(), b.kind()),
		cmp.Compare(a.seat, b.seat),
		cmp.Compare(a.id, b.id),
	)
}

// inOrder lets all who declared an action do it, as far as they still can.
// Specials go with the uses.
func (p *play) inOrder(action labyrinthv1.ActionType, do func(*figure, *labyrinthv1.Declaration)) {
	acting := p.s.party()
	slices.SortFunc(acting, initiative)
	for _, f := range acting {
		order := p.s.orders[f.seat]
		same := order.GetType() == action || action == actUse && order.GetType() == actSpecial
		if now, _ := p.s.figure(f.id); same && now.up() && p.s.phase != phaseFinished {
			do(now, order)
		}
	}
}

func (p *play) fizzle(f *figure, action labyrinthv1.ActionType, why string) {
	p.emit(&labyrinthv1.Event_Fizzled{Figure: f.id, Action: action, Why: why})
}

// help brings a downed companion round, or takes the officer up.
func (p *play) help(f *figure, order *labyrinthv1.Declaration) {
	if err := p.s.legalHelp(f, order.GetTargetId()); err != nil {
		p.fizzle(f, actHelp, err.Error())
		return
	}
	target, _ := p.s.figure(order.GetTargetId())
	if target.lies() {
		p.emit(&labyrinthv1.Event_Carried{Figure: f.id, Target: target.id})
		return
	}
	p.raise(f, target, p.s.numbers().GetHelpHealth()+f.skill(labyrinthv1.EffectKind_EFFECT_KIND_MEDIC))
}

func (p *play) raise(f, target *figure, health int32) {
	p.emit(&labyrinthv1.Event_Helped{Figure: f.id, Target: target.id, Health: min(target.sheet.GetHealth(), max(1, health))})
}

// heal gives health back, up to what the target has unhurt.
func (p *play) heal(f, target *figure, amount int32, cause string) {
	health := min(target.sheet.GetHealth(), target.health+amount)
	p.emit(&labyrinthv1.Event_Healed{
		Figure: f.id, Target: target.id, Amount: health - target.health, Health: health, Cause: cause,
	})
}

func (p *play) rest(f *figure, _ *labyrinthv1.Declaration) {
	if f.health < f.sheet.GetHealth() {
		p.heal(f, f, p.s.numbers().GetRestHealth()+f.skill(labyrinthv1.EffectKind_EFFECT_KIND_RESTFUL), "")
	}
}

// explore searches a tile: its neighbours are revealed, what is hidden comes to
// light, and the first search of an empty tile may turn up equipment.
func (p *play) explore(f *figure, _ *labyrinthv1.Declaration) {
	p.reveal(f, p.s.within(f.cell, 1))
	t, hidden := p.s.thingAt(f.cell, func(t thing) bool { return !t.found })
	lucky := !hidden && !p.s.searched[f.cell] &&
		p.percent(p.s.numbers().GetFindPercent()+f.skill(labyrinthv1.EffectKind_EFFECT_KIND_SCAVENGER))
	p.emit(&labyrinthv1.Event_Explored{Figure: f.id, Cell: f.cell, Found: hidden || lucky})
	if lucky {
		finds := p.s.book.GetFinds()
		p.give(f, finds[p.Dice.Int(len(finds))])
	}
	if hidden {
		p.emit(&labyrinthv1.Event_ObjectFound{Object: t.card.GetId(), Figure: f.id})
		if t.card.GetKind() == labyrinthv1.ThingKind_THING_KIND_CACHE {
			p.empty(f, t)
		}
	}
}

// empty hands over what a thing holds.
func (p *play) empty(f *figure, t thing) {
	for _, gear := range t.card.GetHolds() {
		p.give(f, gear)
	}
	p.emit(&labyrinthv1.Event_ObjectSpent{Object: t.card.GetId(), Figure: f.id, Spent: true})
}

func (p *play) give(f *figure, gear *labyrinthv1.Gear) {
	p.emit(&labyrinthv1.Event_ItemGained{Figure: f.id, Item: p.s.nextItem(), Gear: gear})
}

// reveal turns up those of some cells that are still unknown.
func (p *play) reveal(f *figure, cells []int32) {
	if fresh := p.s.fresh(cells...); len(fresh) > 0 {
		p.emit(&labyrinthv1.Event_Revealed{Cells: fresh, Figure: f.id})
	}
}

// meet notes which npcs the party has come upon: one that lies as soon as her
// tile is revealed (she calls out), one that has something to tell when
// somebody shares its tile.
func (p *play) meet() {
	for _, npc := range p.s.each(func(f *figure) bool { return f.kind() == typeNPC && !f.met }) {
		for _, f := range p.s.party() {
			if !f.up() || npc.lies() && !p.s.revealed(npc.cell) || !npc.lies() && f.cell != npc.cell {
				continue
			}
			p.emit(&labyrinthv1.Event_ObjectFound{Object: npc.id, Figure: f.id})
			if !npc.lies() {
				p.directions(npc)
			}
			break
		}
	}
}

// directions reveals where the scenario's things are.
func (p *play) directions(npc *figure) {
	for _, t := range p.s.things {
		if t.card.GetKind() >= labyrinthv1.ThingKind_THING_KIND_LIFT {
			p.reveal(npc, []int32{t.card.GetCell()})
		}
	}
}

// bleed lets the time of the downed run on.
func (p *play) bleed() {
	for _, f := range p.s.each(func(f *figure) bool { return f.downed }) {
		if f.turnsToLive <= 1 {
			p.emit(&labyrinthv1.Event_Died{Figure: f.id})
		} else {
			p.emit(&labyrinthv1.Event_Bled{Figure: f.id, TurnsToLive: f.turnsToLive - 1})
		}
	}
}

// timeToLive is how many turns a *figure lives when downed.
func (s State) timeToLive(f *figure) int32 {
	return s.numbers().GetTurnsToLive() + f.skill(labyrinthv1.EffectKind_EFFECT_KIND_STURDY)
}

// releaseSwitches lets go of switches that were held this turn.
func (p *play) releaseSwitches() {
	for _, t := range p.s.things {
		if t.card.GetKind() == labyrinthv1.ThingKind_THING_KIND_SWITCH && t.spent {
			p.emit(&labyrinthv1.Event_ObjectSpent{Object: t.card.GetId(), Spent: false})
		}
	}
}

// beginTurn opens the next turn and lets the environment strike.
func (p *play) beginTurn() {
	p.emit(&labyrinthv1.Event_TurnBegan{Turn: p.s.turn + 1, AtMs: p.Now.UnixMilli()})
	p.environment()
	p.checkEnd(false)
}
