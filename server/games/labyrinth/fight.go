package labyrinth

import (
	"cmp"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

const leastDamage = 1 // armour never stops a blow altogether

// fightAll lets the party carry out its attacks and every enemy strike at
// somebody within reach.
func (p *play) fightAll() {
	fighters := p.s.each(func(f *figure) bool {
		return f.kind() == typeEnemy || p.s.orders[f.seat].GetType() == actFight && f.seat > 0
	})
	slices.SortFunc(fighters, initiative)
	for _, f := range fighters {
		now, _ := p.s.figure(f.id)
		switch {
		case !now.up(), now.stunned >= p.s.turn:
		case now.kind() == typeEnemy:
			p.strike(now)
		default:
			p.fight(now, p.s.orders[now.seat].GetTargetId())
		}
	}
}

// fight carries out a player's attack, if the target can still be reached.
func (p *play) fight(f *figure, id string) {
	target, ok := p.s.figure(id)
	if !ok || !target.up() || p.s.reaches(f, target) < 0 {
		p.fizzle(f, actFight, "the target is out of reach")
		return
	}
	weapon := f.weapon(p.s.reaches(f, target))
	p.hit(f, target, weapon, p.blow(f, target, weapon))
}

// blow is what a player's dice, weapon and skills come to.
func (p *play) blow(f, target *figure, weapon *labyrinthv1.Gear) int32 {
	e := weapon.GetEffect()
	if weapon == nil {
		e = &labyrinthv1.Effect{Dice: 1, Faces: p.s.numbers().GetFistFaces()}
	}
	sum := p.roll(e.GetDice(), e.GetFaces()) + e.GetAmount()
	if target.cell == f.cell {
		sum += f.skill(labyrinthv1.EffectKind_EFFECT_KIND_BRAWLER)
	} else {
		sum += f.skill(labyrinthv1.EffectKind_EFFECT_KIND_MARKSMAN)
	}
	for _, companion := range p.s.party() {
		if companion.id != f.id && companion.up() && companion.cell == f.cell {
			sum += companion.skill(labyrinthv1.EffectKind_EFFECT_KIND_LEADER)
		}
	}
	return sum
}

// strike is an enemy's attack: at whoever shields the others, else at whoever
// has the least health.
func (p *play) strike(e *figure) {
	prey := p.s.each(func(f *figure) bool { return f.kind() == typePlayer && f.up() && p.s.reaches(e, f) >= 0 })
	if len(prey) == 0 {
		return
	}
	target := slices.MinFunc(prey, func(a, b *figure) int {
		return cmp.Or(
			cmp.Compare(b.guardsNow(p.s.turn), a.guardsNow(p.s.turn)),
			cmp.Compare(a.health, b.health), cmp.Compare(a.seat, b.seat),
		)
	})
	weapon := e.weapon(p.s.reaches(e, target))
	effect := weapon.GetEffect()
	if weapon == nil {
		effect = &labyrinthv1.Effect{Dice: 1, Faces: p.s.numbers().GetFistFaces()}
	}
	roll := p.roll(effect.GetDice(), effect.GetFaces()) + effect.GetAmount()
	p.hit(e, target, weapon, p.s.fury(e, roll))
}

// guardsNow is 1 for one who shields the others this turn.
func (f *figure) guardsNow(turn int32) int32 {
	if f.guard >= turn && turn > 0 {
		return 1
	}
	return 0
}

// fury is an enemy's roll at this difficulty, against this many, and, for the
// boss, after so many turns.
func (s State) fury(e *figure, roll int32) int32 {
	b := s.numbers()
	roll = roll * b.GetFoeDamagePercent() * partyPercent(b, len(s.party())) / (hundred * hundred)
	if every := b.GetBossGrowthTurns(); every > 0 && e.sheet.GetBehaviour() == labyrinthv1.Behaviour_BEHAVIOUR_HUNT {
		roll += s.turn / every
	}
	return roll
}

// armour is what is subtracted from each hit on a *figure now.
func (s State) armour(f *figure) int32 {
	sum := f.sheet.GetArmour()
	for _, it := range f.items {
		if e := it.gear.GetEffect(); e.GetKind() == labyrinthv1.EffectKind_EFFECT_KIND_ARMOUR {
			sum += e.GetAmount()
		}
	}
	if f.guardsNow(s.turn) == 1 {
		sum += f.guardArmour
	}
	if extra := f.skill(labyrinthv1.EffectKind_EFFECT_KIND_LONER); extra > 0 && s.alone(f) {
		sum += extra
	}
	return sum
}

// alone is true when no companion shares a *figure's tile.
func (s State) alone(f *figure) bool {
	return !slices.ContainsFunc(s.figures, func(o *figure) bool {
		return o.id != f.id && o.kind() == typePlayer && o.onBoard() && o.cell == f.cell
	})
}

// hit lets an attack land, or be dodged.
func (p *play) hit(f, target *figure, weapon *labyrinthv1.Gear, roll int32) {
	e := &labyrinthv1.Event_Attacked{
		Figure: f.id, Target: target.id, Weapon: cmp.Or(weapon.GetName(), "Bare hands"), Roll: roll, Health: target.health,
	}
	if e.Dodged = p.percent(target.skill(labyrinthv1.EffectKind_EFFECT_KIND_NIMBLE)); !e.GetDodged() {
		e.Damage = max(leastDamage, roll-p.s.armour(target))
		e.Health = max(0, target.health-e.GetDamage())
		e.Felled = e.GetHealth() == 0
	}
	p.emit(e)
	if e.GetFelled() {
		p.fall(target)
	}
}

// fall takes a *figure down at health 0: enemies die, the party is downed and
// lets go of whom it carries.
func (p *play) fall(f *figure) {
	if f.kind() == typeEnemy {
		p.emit(&labyrinthv1.Event_Died{Figure: f.id})
		return
	}
	if f.carries != "" {
		p.emit(&labyrinthv1.Event_Dropped{Figure: f.id, Target: f.carries})
	}
	time := p.s.timeToLive(f)
	if p.resolving {
		time++ // this turn's own end does not count
	}
	p.emit(&labyrinthv1.Event_Downed{Figure: f.id, TurnsToLive: time})
}
