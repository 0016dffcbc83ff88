package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// Health, in percent, at which bots change their minds.
const (
	wounded  = 55 // mend when nobody is near
	tired    = 40 // rest when nobody is near
	desolate = 30 // run
)

func (b *bot) things(kind string) (cells []int32) {
	for _, o := range b.v.GetObjects() {
		if o.GetKind() == kind {
			cells = append(cells, o.GetCell().GetY()*b.size+o.GetCell().GetX())
		}
	}
	slices.Sort(cells)
	return cells
}

// officer is the one to be rescued, when the party knows where.
func (b *bot) officer() *labyrinthv1.Figure { return b.v.GetFigures()["officer"] }

// finish holds a switch when somebody stands at the other.
func (b *bot) finish() *labyrinthv1.Declaration {
	switches := b.things("switch")
	use := b.offer(actUse, onTile)
	if use == nil || len(switches) < 2 || !slices.Contains(switches, b.here) {
		return nil
	}
	for _, cell := range switches {
		if len(b.at(b.party, cell)) == 0 {
			return nil
		}
	}
	return declaration(use, "")
}

// rescue brings a companion round, or takes the officer up.
func (b *bot) rescue() *labyrinthv1.Declaration {
	help := b.offer(actHelp, nil)
	if help == nil {
		return nil
	}
	target := help.GetTargetIds()[0]
	for _, id := range help.GetTargetIds() {
		if b.v.GetFigures()[id].GetDowned() {
			target = id
		}
	}
	foes := b.at(b.foes, b.here)
	urgent := b.v.GetFigures()[target].GetTurnsToLive() == 1
	if len(foes) > 0 && !urgent && len(b.at(b.party, b.here)) == 1 && threat(foes[0]) < 60 {
		return nil // first deal with what stands here
	}
	return declaration(help, target)
}

// shield uses specials and items that turn a fight.
func (b *bot) shield() *labyrinthv1.Declaration {
	if len(b.foes) == 0 {
		return nil
	}
	near, beside := b.at(b.foes, b.here), b.at(b.party, b.here)
	if a := b.special(labyrinthv1.EffectKind_EFFECT_KIND_BLAST); a != nil {
		return declaration(a, a.GetTargetIds()[0])
	}
	if a := b.special(labyrinthv1.EffectKind_EFFECT_KIND_OVERLOAD); a != nil && (len(near) > 0 || len(b.foes) > 1) {
		return declaration(a, "")
	}
	if a := b.special(labyrinthv1.EffectKind_EFFECT_KIND_GUARD); a != nil && len(near) > 0 && len(beside) > 1 {
		return declaration(a, "")
	}
	if a := b.item(labyrinthv1.EffectKind_EFFECT_KIND_STUN); a != nil {
		for _, f := range near {
			if brute(f) && slices.Contains(a.GetTargetIds(), f.GetId()) && b.chance.IntN(2) == 0 {
				return declaration(a, f.GetId())
			}
		}
	}
	return nil
}

// mend gives health back to whoever needs it.
func (b *bot) mend() *labyrinthv1.Declaration {
	near := b.at(b.foes, b.here)
	if a := b.special(labyrinthv1.EffectKind_EFFECT_KIND_TRIAGE); a != nil {
		steps, need := b.walks(b.here, nil), 0
		for _, f := range append(slices.Clone(b.party), b.down...) {
			if d := steps[b.cell(f)]; d != unreachable && d <= 2 && (hurt(f, wounded) || f.GetDowned()) {
				need++
			}
		}
		if need > 1 || need == 1 && (hurt(b.me, desolate) || len(b.down) > 0) {
			return declaration(a, "")
		}
	}
	if a := b.item(labyrinthv1.EffectKind_EFFECT_KIND_HEAL); a != nil {
		for _, id := range a.GetTargetIds() {
			if f := b.v.GetFigures()[id]; hurt(f, tired) || hurt(f, wounded) && len(near) == 0 {
				return declaration(a, id)
			}
		}
	}
	return nil
}

// flee leaves a tile where one would fall, for the one that is farthest from
// all enemies in sight.
func (b *bot) flee() *labyrinthv1.Declaration {
	near := b.at(b.foes, b.here)
	move := b.offer(actMove, nil)
	if len(near) == 0 || move == nil {
		return nil
	}
	brutes := slices.ContainsFunc(near, brute)
	outnumbered := len(near) > len(b.at(b.party, b.here))
	if !(hurt(b.me, desolate) || brutes && (hurt(b.me, wounded) || outnumbered && hurt(b.me, 75))) { //nolint:staticcheck,mnd // reads as one says it
		return nil
	}
	best, far := []labyrinthv1.Direction(nil), int32(0)
	for _, r := range move.GetReach() {
		cell := r.GetCell().GetY()*b.size + r.GetCell().GetX()
		steps := b.walks(cell, nil)
		nearest := b.size * b.size
		for _, f := range b.foes {
			if d := steps[b.cell(f)]; d != unreachable {
				nearest = min(nearest, d)
			}
		}
		if nearest > far {
			best, far = r.GetPath(), nearest
		}
	}
	if best == nil {
		return nil
	}
	return &labyrinthv1.Declaration{Type: actMove, Path: best}
}

// attack strikes whoever is nearly felled, those on the tile first. Who carries
// somebody walks on instead, if they can.
func (b *bot) attack() *labyrinthv1.Declaration {
	fight := b.offer(actFight, nil)
	if fight == nil {
		return nil
	}
	if b.me.GetCarries() != "" && b.carry() != nil {
		return nil
	}
	rank := func(id string) int32 {
		f := b.v.GetFigures()[id]
		if b.cell(f) == b.here {
			return threat(f)
		}
		return threat(f) + 1000 //nolint:mnd // after all on the tile
	}
	return declaration(fight, slices.MinFunc(fight.GetTargetIds(), func(a, c string) int { return int(rank(a) - rank(c)) }))
}

// carry brings the officer to the lift.
func (b *bot) carry() *labyrinthv1.Declaration {
	lift := b.things("lift")
	if b.me.GetCarries() == "" || len(lift) == 0 {
		return nil
	}
	return b.towards(lift[0])
}

// assist goes to a downed companion whom nobody else reaches sooner, if there
// is time.
func (b *bot) assist() *labyrinthv1.Declaration {
	for _, f := range b.down {
		steps := b.walks(b.cell(f), b.perils())
		mine := steps[b.here]
		if mine == unreachable || mine > f.GetTurnsToLive()*b.me.GetSpeed() {
			continue
		}
		nearer := slices.ContainsFunc(b.party, func(o *labyrinthv1.Figure) bool {
			d := steps[b.cell(o)]
			return d != unreachable && (d < mine || d == mine && o.GetSeat() < b.me.GetSeat())
		})
		if d := b.towards(b.cell(f)); d != nil && !nearer {
			return d
		}
	}
	return nil
}

// recover rests while nobody is near, if there is time left for it.
func (b *bot) recover() *labyrinthv1.Declaration {
	if len(b.foes) > 0 || !hurt(b.me, tired) || b.late() {
		return nil
	}
	return &labyrinthv1.Declaration{Type: actStay}
}

// late is true when there is no time to lose.
func (b *bot) late() bool {
	return b.racing() || b.v.GetTurn() > 40 //nolint:mnd // two thirds of the usual limit
}

// racing is true when the party plays against each other.
func (b *bot) racing() bool { return b.v.GetOptions().GetScenario() == scenarioRace }

// loot opens what was found on the tile.
func (b *bot) loot() *labyrinthv1.Declaration {
	use := b.offer(actUse, onTile)
	if use == nil || len(b.foes) > 0 || slices.Contains(b.things("switch"), b.here) {
		return nil
	}
	return declaration(use, "")
}

// pursue goes for what the scenario is about, as soon as it is known where that
// is.
func (b *bot) pursue() *labyrinthv1.Declaration {
	switch b.v.GetOptions().GetScenario() {
	case scenarioRescue:
		officer := b.officer()
		if officer == nil || b.me.GetCarries() != "" {
			return nil
		}
		return b.towards(b.cell(officer))
	case scenarioShutdown:
		return b.manSwitch()
	default:
		for _, cell := range b.things("shuttle") {
			return b.towards(cell)
		}
		return nil
	}
}

// manSwitch goes to the switch that falls to oneself; two go, one to each, as
// soon as both are known.
func (b *bot) manSwitch() *labyrinthv1.Declaration {
	switches := b.things("switch")
	if len(switches) < 2 {
		return nil
	}
	goal := b.share(b.party, switches)
	if goal == b.here {
		return &labyrinthv1.Declaration{Type: actStay}
	}
	if goal < 0 {
		return nil
	}
	return b.towards(goal)
}

// scout looks for what is not known yet: with what one carries for it, by a
// search now and then, and on foot.
func (b *bot) scout() *labyrinthv1.Declaration {
	edge := b.frontier()
	if len(edge) > 0 {
		if a := b.special(labyrinthv1.EffectKind_EFFECT_KIND_SURVEY); a != nil {
			return declaration(a, "")
		}
		if a := b.item(labyrinthv1.EffectKind_EFFECT_KIND_SCAN); a != nil && b.chance.IntN(3) == 0 { //nolint:mnd // now and then
			return declaration(a, "")
		}
	}
	if !b.racing() && len(b.foes) == 0 && b.chance.IntN(10) == 0 { //nolint:mnd // now and then
		return &labyrinthv1.Declaration{Type: actExplore}
	}
	goal := b.share(b.party, edge)
	if goal < 0 {
		return nil
	}
	return b.towards(goal)
}
