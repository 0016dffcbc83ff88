package labyrinth

import (
	"slices"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// solo is a scene for one character, who stands on (2,2).
func solo(t *testing.T, character string, placed ...*labyrinthv1.Placed) *scene {
	t.Helper()
	return stage(t, staging{party: []string{character}, placed: placed})
}

// idle is an enemy that stays where it is put.
func idle(id string, cell int32) *labyrinthv1.Placed {
	e := enemy(id, "pillar", cell)
	e.Sheet.Behaviour, e.Sheet.Health, e.Sheet.Gear = labyrinthv1.Behaviour_BEHAVIOUR_UNSPECIFIED, 900, nil
	return e
}

// blow is the attack that a declaration leads to.
func blow(sc *scene, d *labyrinthv1.Declaration) *labyrinthv1.Event_Attacked {
	sc.declare(1, d)
	return first[*labyrinthv1.Event_Attacked](sc)
}

// weaponReaches checks that a weapon is used at its range and not beyond, for
// damage that its dice can give.
func weaponReaches(character, id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		gear := embeddedGame.content.gear[id]
		e := gear.GetEffect()
		far := min(e.GetRange(), 2)
		sc := stage(t, staging{party: []string{character}, placed: []*labyrinthv1.Placed{idle("x", at(2, 2-far))}, numbers: func(b *labyrinthv1.Balance) {
			b.Sight = 2
		}})
		sc.s = sc.s.with("p1", func(f *figure) {
			f.items = []item{{id: "arm", gear: gear, uses: -1}}
			f.sheet = plain(character)
		})
		a := blow(sc, fight("x"))
		least, most := e.GetDice()+e.GetAmount(), e.GetDice()*e.GetFaces()+e.GetAmount()
		if a.GetWeapon() != gear.GetName() || a.GetRoll() < least || a.GetRoll() > most {
			t.Errorf("%s came to %d, not %d to %d", a.GetWeapon(), a.GetRoll(), least, most)
		}
		if far < 2 {
			sc.s = sc.s.with("x", func(f *figure) { f.cell = at(2, 2-far-1) })
			sc.refused(1, fight("x"), "out_of_range")
		}
	}
}

// armourHelps checks that an item is subtracted from hits.
func armourHelps(id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := solo(t, "surgeon")
		before := sc.s.armour(sc.figure("p1"))
		gear := embeddedGame.content.gear[id]
		sc.fold(&labyrinthv1.Event_ItemGained{Figure: "p1", Item: "i", Gear: gear})
		if got := sc.s.armour(sc.figure("p1")) - before; got != gear.GetEffect().GetAmount() {
			t.Errorf("%s adds %d armour", id, got)
		}
		sc.refused(1, use("i"), "no_such_item")
	}
}

// given is a scene in which the first seat has an item with the id "i".
func given(t *testing.T, id string, st staging) *scene {
	t.Helper()
	st.party = append([]string{"surgeon"}, st.party...)
	sc := stage(t, st)
	sc.fold(&labyrinthv1.Event_ItemGained{Figure: "p1", Item: "i", Gear: embeddedGame.content.gear[id]})
	return sc
}

func healGives(id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		gear := embeddedGame.content.gear[id]
		sc := given(t, id, staging{party: []string{"chief"}})
		sc.fold(&labyrinthv1.Event_Hurt{Figure: "p2", Damage: 80, Health: 20})
		sc.declare(2, stay)
		sc.declare(1, &labyrinthv1.Declaration{Type: actUse, ItemId: "i", TargetId: "p2"})
		if got := first[*labyrinthv1.Event_Healed](sc); got.GetAmount() != gear.GetEffect().GetAmount() {
			t.Errorf("%s gives %d", id, got.GetAmount())
		}
		if it, _ := sc.figure("p1").itemAt("i"); it.uses != gear.GetUses()-1 {
			t.Errorf("%d uses are left", it.uses)
		}
	}
}

func scanReveals(id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := given(t, id, staging{dark: true})
		sc.declare(1, use("i"))
		reach := embeddedGame.content.gear[id].GetEffect().GetRange()
		for cell := range sc.s.tiles {
			if near := sc.s.manhattan(at(2, 2), int32(cell)) <= reach; near != sc.s.revealed(int32(cell)) {
				t.Errorf("cell %d: revealed is %v", cell, !near)
			}
		}
	}
}

func breachOpens(id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := given(t, id, staging{walls: map[int32]maze.Side{at(2, 2): maze.East}})
		sc.refused(1, use("i"), "direction_needed")
		sc.refused(1, &labyrinthv1.Declaration{Type: actUse, ItemId: "i", Direction: north}, "passage_not_possible")
		sc.declare(1, &labyrinthv1.Declaration{Type: actUse, ItemId: "i", Direction: east})
		if sc.s.through(at(2, 2), maze.East) != at(3, 2) || sc.s.through(at(3, 2), maze.West) != at(2, 2) {
			t.Error("the wall stands")
		}
	}
}

func stunHolds(id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := given(t, id, staging{placed: []*labyrinthv1.Placed{enemy("x", "splinter", at(2, 2))}})
		sc.refused(1, use("i"), "target_needed")
		sc.refused(1, &labyrinthv1.Declaration{Type: actUse, ItemId: "i", TargetId: "boss"}, "no_such_target")
		sc.declare(1, &labyrinthv1.Declaration{Type: actUse, ItemId: "i", TargetId: "x"})
		sc.declare(1, stay)
		if happened[*labyrinthv1.Event_Attacked](sc) || sc.figure("p1").health != 100 {
			t.Error("a stunned enemy strikes")
		}
		sc.declare(1, stay)
		if !happened[*labyrinthv1.Event_Attacked](sc) {
			t.Error("an enemy is stunned for ever")
		}
	}
}

func rechargeReadies(id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := given(t, id, staging{})
		sc.refused(1, use("i"), "not_needed")
		sc.declare(1, special)
		sc.refused(1, special, "special_not_ready")
		sc.declare(1, use("i"))
		sc.declare(1, special)
	}
}

func treasureScores(id string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := given(t, id, staging{})
		worth := embeddedGame.content.gear[id].GetEffect().GetAmount()
		if got := sc.s.finish(false, "").GetSeats()[0].GetScore(); got != worth+sc.s.numbers().GetScoreAlive() {
			t.Errorf("the score is %d", got)
		}
	}
}

var equipmentChecks = map[string]func(*testing.T){
	"baton": weaponReaches("chief", "baton"), "bone_saw": weaponReaches("surgeon", "bone_saw"),
	"rivet_gun": weaponReaches("engineer", "rivet_gun"), "flare_pistol": weaponReaches("surveyor", "flare_pistol"),
	"arc_wand": weaponReaches("roboticist", "arc_wand"), "survival_knife": weaponReaches("pilot", "survival_knife"),
	"rock_drill": weaponReaches("miner", "rock_drill"), "long_rifle": weaponReaches("warden", "long_rifle"),
	"carbine": weaponReaches("chief", "carbine"), "fire_axe": weaponReaches("chief", "fire_axe"),
	"riot_vest": armourHelps("riot_vest"), "plate_apron": armourHelps("plate_apron"), "thermal_coat": armourHelps("thermal_coat"),
	"plating": armourHelps("plating"), "hull_patch": armourHelps("hull_patch"),
	"field_kit": healGives("field_kit"), "medical_kit": healGives("medical_kit"), "bandage": healGives("bandage"),
	"sounding_rod": scanReveals("sounding_rod"), "signal_lamp": scanReveals("signal_lamp"),
	"cutting_charge": breachOpens("cutting_charge"), "shaped_charge": breachOpens("shaped_charge"),
	"pulse_emitter": stunHolds("pulse_emitter"), "resonator": stunHolds("resonator"),
	"stim_cell": rechargeReadies("stim_cell"), "energy_cell": rechargeReadies("energy_cell"),
	"first_core": treasureScores("first_core"),
	"chord":      enemyStrikes("choir"), "slab": enemyStrikes("pillar"), "edge": enemyStrikes("splinter"),
}

func enemyStrikes(character string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := solo(t, "surgeon", enemy("x", character, at(2, 2)))
		e := sheet(character).GetGear()[0].GetEffect()
		a := blow(sc, stay)
		if a.GetFigure() != "x" || a.GetRoll() < e.GetDice()+e.GetAmount() || a.GetRoll() > e.GetDice()*e.GetFaces()+e.GetAmount() {
			t.Errorf("the blow %v", a)
		}
	}
}

func TestEveryPieceOfEquipmentWorks(t *testing.T) {
	t.Parallel()
	for id := range embeddedGame.content.gear {
		check := equipmentChecks[id]
		if check == nil {
			t.Errorf("nothing checks the equipment %s", id)
			continue
		}
		t.Run(id, check)
	}
}

var skillChecks = map[labyrinthv1.EffectKind]func(*testing.T, *labyrinthv1.Sheet, int32){
	labyrinthv1.EffectKind_EFFECT_KIND_MEDIC: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		sc.fold(&labyrinthv1.Event_Downed{Figure: "p2", TurnsToLive: 3})
		sc.declare(1, help("p2"))
		if got, want := sc.figure("p2").health, sc.s.numbers().GetHelpHealth()+amount; got != want {
			t.Errorf("helped up with %d, not %d", got, want)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_MARKSMAN: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		far, near := bareBlow(t, who, at(2, 0)), bareBlow(t, who, at(2, 2))
		if far != 10+amount || near != 10 {
			t.Errorf("%d over a distance, %d on the tile", far, near)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_BRAWLER: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		if got := bareBlow(t, who, at(2, 2)); got != 10+amount {
			t.Errorf("%d on the tile", got)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_LEADER: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		sc.s = sc.s.with("p2", func(f *figure) { f.items = steady() })
		sc.s = sc.with(idle("x", at(2, 2)))
		sc.declare(1, stay)
		sc.declare(2, fight("x"))
		if got := first[*labyrinthv1.Event_Attacked](sc).GetRoll(); got != 10+amount {
			t.Errorf("a companion does %d", got)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_SCAVENGER: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		sc.s.book.Balance.FindPercent = 100 - amount
		sc.declare(2, stay)
		sc.declare(1, explore)
		if !happened[*labyrinthv1.Event_ItemGained](sc) {
			t.Error("a certain search found nothing")
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_SCOUT: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		if got, want := sc.s.sight(sc.figure("p1")), sc.s.numbers().GetSight()+amount; got != want {
			t.Errorf("sees %d tiles, not %d", got, want)
		}
		dark := stage(t, staging{party: []string{who.GetCharacterId()}, dark: true})
		dark.declare(1, walk(north))
		if !dark.s.revealed(at(2, 0)) || !dark.s.revealed(at(1, 0)) {
			t.Error("the end of a walk reveals no more than for others")
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_STURDY: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		if got, want := sc.s.timeToLive(sc.figure("p1")), sc.s.numbers().GetTurnsToLive()+amount; got != want {
			t.Errorf("lives %d turns, not %d", got, want)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_NIMBLE: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := stage(t, staging{party: []string{who.GetCharacterId()}, placed: []*labyrinthv1.Placed{enemy("x", "splinter", at(2, 2))}})
		dodged := int32(0)
		for range 400 {
			sc.fold(&labyrinthv1.Event_Healed{Target: "p1", Health: 100})
			if blow(sc, stay).GetDodged() {
				dodged++
			}
			sc.s.turn = 1 // or the last turn would end the game
		}
		if dodged < 2*amount || dodged > 6*amount {
			t.Errorf("%d of 400 attacks were dodged", dodged)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_RESTFUL: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		sc.fold(&labyrinthv1.Event_Hurt{Figure: "p1", Health: 50})
		sc.declare(2, stay)
		sc.declare(1, stay)
		if got := sc.figure("p1").health; got != 55+amount {
			t.Errorf("health is %d after a rest", got)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_PORTER: func(t *testing.T, who *labyrinthv1.Sheet, _ int32) {
		t.Helper()
		sc := pair(t, who)
		before := sc.s.speed(sc.figure("p1"))
		sc.fold(&labyrinthv1.Event_Carried{Figure: "p1", Target: "officer"}, &labyrinthv1.Event_Carried{Figure: "p2", Target: "officer"})
		if sc.s.speed(sc.figure("p1")) != before || sc.s.speed(sc.figure("p2")) != 1 {
			t.Error("carrying slows the wrong one down")
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_NIGHT_EYES: func(t *testing.T, who *labyrinthv1.Sheet, _ int32) {
		t.Helper()
		sc := pair(t, who)
		sc.fold(&labyrinthv1.Event_EnvironmentStruck{Hazard: labyrinthv1.Hazard_HAZARD_OUTAGE, UntilTurn: 2})
		if sc.s.sight(sc.figure("p1")) != sc.s.numbers().GetSight() || sc.s.sight(sc.figure("p2")) != darkSight {
			t.Error("an outage blinds the wrong one")
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_FIREPROOF: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		sc.s.book.Balance.ExplosionDice = 20
		for {
			p := newPlay(sc.turn(0), sc.s)
			p.explode()
			f, _ := p.s.figure("p1")
			g, _ := p.s.figure("p2")
			if f.health == 100 {
				continue // it was elsewhere
			}
			if full := int32(20 * 6); 100-f.health > full*(100-amount)/100+1 || g.health >= f.health {
				t.Errorf("health %d with, %d without", f.health, g.health)
			}
			return
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_TINKERER: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := stage(t, staging{party: []string{who.GetCharacterId()}, walls: map[int32]maze.Side{at(2, 2): maze.East}})
		sc.declare(1, &labyrinthv1.Declaration{Type: actSpecial, Direction: east})
		if got, want := sc.figure("p1").readyTurn, 1+who.GetSpecial().GetCooldown()-amount; got != want {
			t.Errorf("ready in turn %d, not %d", got, want)
		}
	},
	labyrinthv1.EffectKind_EFFECT_KIND_LONER: func(t *testing.T, who *labyrinthv1.Sheet, amount int32) {
		t.Helper()
		sc := pair(t, who)
		together := sc.s.armour(sc.figure("p1"))
		sc.s = sc.s.with("p2", func(f *figure) { f.cell = at(0, 0) })
		if got := sc.s.armour(sc.figure("p1")) - together; got != amount {
			t.Errorf("%d more armour when alone", got)
		}
	},
}

// pair is a scene of a character with all its skills and a plain companion.
func pair(t *testing.T, who *labyrinthv1.Sheet) *scene {
	t.Helper()
	companion := "chief"
	if who.GetCharacterId() == companion {
		companion = "surgeon"
	}
	sc := stage(t, staging{party: []string{who.GetCharacterId(), companion}})
	sc.s = sc.s.with("p2", func(f *figure) { f.sheet = plain(companion) })
	return sc
}

// with is the state with somebody more on the board.
func (sc *scene) with(p *labyrinthv1.Placed) State {
	s := sc.s
	s.figures = append(slices.Clone(s.figures), place(p))
	return s
}

// steady is a weapon that does exactly 10, up to five tiles away.
func steady() []item {
	return []item{{id: "w", uses: -1, gear: &labyrinthv1.Gear{Name: "W", Uses: -1, Effect: &labyrinthv1.Effect{
		Kind: labyrinthv1.EffectKind_EFFECT_KIND_WEAPON, Dice: 1, Faces: 1, Amount: 9, Range: 5,
	}}}}
}

// bareBlow is what a character does with that weapon to an enemy on a cell.
func bareBlow(t *testing.T, who *labyrinthv1.Sheet, cell int32) int32 {
	t.Helper()
	sc := solo(t, who.GetCharacterId(), idle("x", cell))
	sc.s = sc.s.with("p1", func(f *figure) { f.items = steady() })
	return blow(sc, fight("x")).GetRoll()
}

func TestEverySkillWorks(t *testing.T) {
	t.Parallel()
	for _, c := range embeddedGame.content.characters {
		who := sheet(c.GetId())
		for _, k := range who.GetSkills() {
			check := skillChecks[k.GetEffect().GetKind()]
			if check == nil {
				t.Errorf("nothing checks the skill %s", k.GetId())
				continue
			}
			t.Run(k.GetId(), func(t *testing.T) { check(t, who, k.GetEffect().GetAmount()) })
		}
	}
}

var specialChecks = map[string]func(*testing.T){
	"stand_behind_me": func(t *testing.T) {
		t.Helper()
		sc := stage(t, staging{party: []string{"chief", "surgeon"}, placed: []*labyrinthv1.Placed{enemy("x", "splinter", at(2, 2))}})
		sc.fold(&labyrinthv1.Event_Hurt{Figure: "p2", Health: 5}) // the weaker one would be struck
		sc.declare(2, stay)
		sc.declare(1, special)
		a := first[*labyrinthv1.Event_Attacked](sc)
		if a.GetTarget() != "p1" || a.GetDamage() != max(1, a.GetRoll()-1-2-6) {
			t.Errorf("the blow %v", a)
		}
	},
	"triage": func(t *testing.T) {
		t.Helper()
		sc := stage(t, staging{party: []string{"surgeon", "chief", "pilot"}})
		sc.fold(&labyrinthv1.Event_Downed{Figure: "p2", TurnsToLive: 3}, &labyrinthv1.Event_Hurt{Figure: "p3", Health: 50})
		sc.s = sc.s.with("p3", func(f *figure) { f.cell = at(4, 2) }) // two steps away
		sc.declare(3, walk(north))
		sc.declare(1, special)
		if sc.figure("p2").health != 25 || sc.figure("p2").downed || sc.figure("p3").health != 75 {
			t.Errorf("health %d and %d", sc.figure("p2").health, sc.figure("p3").health)
		}
	},
	"controlled_breach": func(t *testing.T) {
		t.Helper()
		sc := stage(t, staging{party: []string{"engineer"}, walls: map[int32]maze.Side{at(2, 2): maze.West}})
		sc.refused(1, special, "direction_needed")
		sc.declare(1, &labyrinthv1.Declaration{Type: actSpecial, Direction: west})
		if sc.s.through(at(2, 2), maze.West) < 0 {
			t.Error("the wall stands")
		}
	},
	"echo_survey": func(t *testing.T) {
		t.Helper()
		hidden := &labyrinthv1.Thing{Id: "safe-1", Kind: labyrinthv1.ThingKind_THING_KIND_SAFE, Cell: at(0, 0)}
		sc := stage(t, staging{party: []string{"surveyor"}, dark: true, things: []*labyrinthv1.Thing{hidden}})
		sc.declare(1, special)
		if len(sc.s.fresh(sc.s.within(at(2, 2), 5)...)) > 0 || !sc.s.things[0].found {
			t.Error("something within five steps is still hidden")
		}
	},
	"dissonance": func(t *testing.T) {
		t.Helper()
		sc := solo(t, "roboticist", enemy("x", "splinter", at(2, 2)), enemy("y", "splinter", at(2, 4)), enemy("z", "splinter", at(0, 0)))
		sc.declare(1, special)
		if sc.figure("x").stunned != 2 || sc.figure("y").stunned != 2 || sc.figure("z").stunned != 0 {
			t.Error("not exactly those in sight are stunned")
		}
		sc = solo(t, "roboticist")
		sc.refused(1, special, "no_such_target")
	},
	"full_burn": dashRuns("pilot"),
	"slide":     dashRuns("warden"),
	"fire_in_the_hole": func(t *testing.T) {
		t.Helper()
		sc := solo(t, "miner", idle("x", at(2, 0)), idle("y", at(2, 0)), idle("z", at(2, 1)))
		sc.refused(1, special, "target_needed")
		sc.declare(1, &labyrinthv1.Declaration{Type: actSpecial, TargetId: "x"})
		if sc.figure("x").health == 900 || sc.figure("y").health == 900 || sc.figure("z").health != 900 {
			t.Error("not exactly those on the target's tile are hit")
		}
	},
}

func dashRuns(character string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		sc := solo(t, character, idle("x", at(2, 1)))
		sc.refused(1, special, "direction_needed")
		sc.declare(1, &labyrinthv1.Declaration{Type: actSpecial, Direction: north})
		if sc.figure("p1").cell != at(2, 0) {
			t.Errorf("the run ends on cell %d", sc.figure("p1").cell)
		}
	}
}

func TestEverySpecialWorks(t *testing.T) {
	t.Parallel()
	for _, c := range embeddedGame.content.characters {
		feat := sheet(c.GetId()).GetSpecial()
		if feat == nil {
			continue
		}
		check := specialChecks[feat.GetId()]
		if check == nil {
			t.Errorf("nothing checks the special %s", feat.GetId())
			continue
		}
		t.Run(feat.GetId(), check)
		t.Run(feat.GetId()+"_again", func(t *testing.T) {
			sc := solo(t, c.GetId())
			sc.fold(&labyrinthv1.Event_SpecialUsed{Figure: "p1", ReadyTurn: 1 + feat.GetCooldown()})
			sc.refused(1, special, "special_not_ready")
		})
	}
}
