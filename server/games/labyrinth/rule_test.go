package labyrinth

import (
	"slices"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

func TestAWalkGoesThroughOpenSidesUpToTheSpeed(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, walls: map[int32]maze.Side{at(2, 2): maze.East}})
	sc.refused(1, walk(east), "wall")
	sc.refused(1, walk(north, north, south, south), "too_far")
	sc.refused(1, walk(), "direction_needed")
	sc.refused(1, walk(labyrinthv1.Direction_DIRECTION_UNSPECIFIED), "direction_needed")
	sc.declare(1, walk(north, north, west))
	if sc.figure("p1").cell != at(1, 0) {
		t.Errorf("the walk ends on cell %d", sc.figure("p1").cell)
	}
}

func TestAWalkEntersTheDarkOneTileAtATimeAndRevealsWhatIsAroundItsEnd(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, dark: true})
	sc.refused(1, walk(north, north), "too_far")
	sc.declare(1, walk(north))
	var got []int32
	for cell, tile := range sc.s.tiles {
		if tile != nil {
			got = append(got, int32(cell))
		}
	}
	if want := []int32{at(2, 0), at(1, 1), at(2, 1), at(3, 1), at(2, 2)}; !slices.Equal(got, want) {
		t.Errorf("revealed are %v, not %v", got, want)
	}
}

func TestAWalkStopsWhereAnEnemyStands(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 1))}})
	sc.refused(1, walk(north, north), "enemy_in_the_way")
	sc.declare(1, walk(north))
	if !first[*labyrinthv1.Event_Moved](sc).GetStopped() {
		t.Error("the walk was not stopped")
	}
	// One that is not seen is only met: it stands around the corner.
	sc = stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{idle("x", at(1, 1))}})
	sc.declare(1, walk(north, west, west))
	if sc.figure("p1").cell != at(1, 1) {
		t.Error("the walk went past an enemy")
	}
}

func TestOpposedMovesThroughOneDoorMeet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		initiative   int32
		hero, hunter int32
	}{{9, at(2, 1), at(2, 1)}, {1, at(2, 2), at(2, 2)}} {
		hunter := enemy("x", "choir", at(2, 1))
		hunter.Sheet.Initiative = 5
		sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{hunter}, numbers: func(b *labyrinthv1.Balance) {
			b.BossWakesTurn = 0
		}})
		sc.s = sc.s.with("p1", func(f *figure) {
			f.sheet = plain("chief")
			f.sheet.Initiative = c.initiative
		})
		sc.declare(1, walk(north))
		if sc.figure("p1").cell != c.hero || sc.figure("x").cell != c.hunter {
			t.Errorf("initiative %d: the hero is on %d, the hunter on %d", c.initiative, sc.figure("p1").cell, sc.figure("x").cell)
		}
	}
}

func TestActionsResolveInOrderHelpUseMoveFightExplore(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{
		party:  []string{"warden", "pilot", "surgeon", "chief", "miner", "engineer"},
		placed: []*labyrinthv1.Placed{idle("x", at(2, 0))},
	})
	sc.fold(&labyrinthv1.Event_Downed{Figure: "p4", TurnsToLive: 3}, &labyrinthv1.Event_Hurt{Figure: "p3", Health: 10},
		&labyrinthv1.Event_Hurt{Figure: "p6", Health: 10})
	sc.declare(1, fight("x"))
	sc.declare(2, walk(south))
	sc.declare(3, use("p3-field_kit"))
	sc.declare(5, help("p4"))
	sc.declare(6, explore)
	var order []string
	for _, e := range sc.events {
		m := e.ProtoReflect()
		order = append(order, string(m.WhichOneof(m.Descriptor().Oneofs().ByName("kind")).Name()))
	}
	last := -1
	for _, kind := range []string{"helped", "item_used", "moved", "attacked", "explored", "turn_began"} {
		i := slices.Index(order, kind)
		if i <= last {
			t.Fatalf("%s is out of order: %v", kind, order)
		}
		last = i
	}
}

func TestHigherInitiativeGoesFirst(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"miner", "pilot"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 2))}})
	sc.declare(1, fight("x"))
	sc.declare(2, fight("x"))
	if first[*labyrinthv1.Event_Attacked](sc).GetFigure() != "p2" {
		t.Error("the miner struck before the pilot")
	}
}

func TestADeclarationMayBeChangedUntilTheLastHasDeclared(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}})
	sc.declare(1, walk(north))
	sc.declare(1, walk(south))
	if v := (Game{}).View(sc.s, viewer(1)); v.GetOwnDeclaration().GetPath()[0] != south || len(v.GetDeclared()) != 1 {
		t.Errorf("own declaration %v", v.GetOwnDeclaration())
	}
	sc.declare(2, stay)
	if sc.figure("p1").cell != at(2, 3) {
		t.Error("the first declaration was carried out")
	}
}

func TestStayRecoversFive(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}})
	sc.fold(&labyrinthv1.Event_Hurt{Figure: "p1", Health: 50})
	sc.declare(1, stay)
	if got := sc.figure("p1").health; got != 55 {
		t.Errorf("health %d", got)
	}
	sc.fold(&labyrinthv1.Event_Healed{Target: "p1", Health: 98})
	sc.declare(1, stay)
	if got := sc.figure("p1").health; got != 100 {
		t.Errorf("health %d", got)
	}
}

func TestExploreRevealsNeighboursAndFindsThings(t *testing.T) {
	t.Parallel()
	carbine := embeddedGame.content.gear["carbine"]
	sc := stage(t, staging{party: []string{"chief"}, dark: true, things: []*labyrinthv1.Thing{
		{Id: "weapon_stash-1", Kind: labyrinthv1.ThingKind_THING_KIND_CACHE, Name: "Stash", Cell: at(2, 2), Holds: []*labyrinthv1.Gear{carbine}},
	}})
	sc.declare(1, explore)
	if n := len(sc.s.fresh(sc.s.within(at(2, 2), 1)...)); n != 0 {
		t.Errorf("%d neighbours are not revealed", n)
	}
	if it, ok := sc.figure("p1").itemAt("item-1"); !ok || it.gear.GetId() != "carbine" || !sc.s.things[0].spent {
		t.Error("the stash was not taken")
	}
}

func TestOnlyTheFirstSearchOfAnEmptyTileMayFindEquipment(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, numbers: func(b *labyrinthv1.Balance) { b.FindPercent = 100 }})
	sc.declare(1, explore)
	if !happened[*labyrinthv1.Event_ItemGained](sc) {
		t.Error("a certain search found nothing")
	}
	sc.declare(1, explore)
	if happened[*labyrinthv1.Event_ItemGained](sc) {
		t.Error("the second search found something")
	}
}

func TestASafeIsFoundThenOpened(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, things: []*labyrinthv1.Thing{
		{Id: "safe-1", Kind: labyrinthv1.ThingKind_THING_KIND_SAFE, Cell: at(2, 2), Holds: []*labyrinthv1.Gear{embeddedGame.content.gear["plating"]}},
	}})
	sc.refused(1, use(""), "nothing_here")
	sc.declare(1, explore)
	sc.declare(1, use(""))
	if _, ok := sc.figure("p1").itemAt("item-1"); !ok {
		t.Error("the safe was not emptied")
	}
	sc.refused(1, use(""), "nothing_here")
}

func TestAHiddenDoorOpensAPassage(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, walls: map[int32]maze.Side{at(2, 2): maze.West}, things: []*labyrinthv1.Thing{
		{Id: "door-1", Kind: labyrinthv1.ThingKind_THING_KIND_DOOR, Cell: at(2, 2), Direction: west},
	}})
	code := sc.s.tiles[at(2, 2)].GetCode()
	sc.declare(1, explore)
	sc.declare(1, use(""))
	tile := sc.s.tiles[at(2, 2)]
	if !slices.Contains(tile.GetOpenDirections(), west) || tile.GetCode() != code {
		t.Errorf("the tile is %v", tile)
	}
	sc.declare(1, walk(west))
}

func TestFightNeedsTheSameTileOrALineOfSight(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{
		party:  []string{"warden", "chief"},
		placed: []*labyrinthv1.Placed{idle("line", at(2, 0)), idle("corner", at(1, 0)), idle("walled", at(4, 2))},
		walls:  map[int32]maze.Side{at(3, 2): maze.East},
	})
	sc.refused(2, fight("line"), "out_of_range")
	sc.refused(1, fight("corner"), "no_such_target")
	sc.refused(1, fight("walled"), "no_such_target")
	sc.refused(1, fight("nobody"), "no_such_target")
	sc.refused(1, fight("p2"), "no_such_target")
	sc.declare(1, fight("line"))
	sc.declare(2, stay)
	if first[*labyrinthv1.Event_Attacked](sc).GetWeapon() != "Long rifle" {
		t.Error("the rifle was not used")
	}
}

func TestBareHandsWithoutAWeapon(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 2))}})
	sc.s = sc.s.with("p1", func(f *figure) { f.items, f.sheet = nil, plain("chief") })
	if a := blow(sc, fight("x")); a.GetRoll() < 1 || a.GetRoll() > 6 || a.GetWeapon() != "Bare hands" {
		t.Errorf("the blow %v", a)
	}
}

func TestArmourNeverStopsABlowAltogether(t *testing.T) {
	t.Parallel()
	thick := idle("x", at(2, 2))
	thick.Sheet.Armour = 500
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{thick}})
	if a := blow(sc, fight("x")); a.GetDamage() != leastDamage {
		t.Errorf("the blow %v", a)
	}
}

func TestATargetThatGotAwayIsMissed(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 2))}})
	sc.s.orders[1] = fight("x")
	sc.s = sc.s.with("x", func(f *figure) { f.cell = at(0, 0) })
	p := newPlay(sc.turn(0), sc.s)
	p.fightAll()
	if len(p.events) != 1 || p.events[0].GetFizzled() == nil {
		t.Errorf("events %v", p.events)
	}
}

func TestDownedAtZeroAndDeadAfterThreeTurnsWithoutHelp(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}, placed: []*labyrinthv1.Placed{enemy("x", "choir", at(2, 2))}})
	sc.fold(&labyrinthv1.Event_Hurt{Figure: "p1", Health: 1})
	sc.declare(1, stay)
	sc.declare(2, walk(north, north, west, west))
	if f := sc.figure("p1"); !f.downed || f.turnsToLive != 3 || f.health != 0 {
		t.Fatalf("downed %v, %d turns to live", f.downed, f.turnsToLive)
	}
	sc.refused(1, stay, "downed")
	sc.s = sc.s.with("x", func(f *figure) { f.dead = true })
	for turn := range 3 {
		if sc.figure("p1").dead {
			t.Fatalf("dead after %d turns", turn)
		}
		sc.declare(2, stay)
	}
	if !sc.figure("p1").dead {
		t.Error("alive after three turns")
	}
	sc.refused(1, stay, "dead")
}

func TestHelpBringsADownedCompanionRound(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot", "miner"}})
	sc.refused(1, help("p2"), "not_downed")
	sc.refused(1, help("p1"), "no_such_target")
	sc.refused(1, help("p9"), "no_such_target")
	sc.fold(&labyrinthv1.Event_Downed{Figure: "p2", TurnsToLive: 1})
	sc.s = sc.s.with("p3", func(f *figure) { f.cell = at(0, 0) })
	sc.refused(3, help("p2"), "out_of_range")
	sc.declare(3, stay)
	sc.declare(1, help("p2"))
	if f := sc.figure("p2"); f.downed || f.health != sc.s.numbers().GetHelpHealth() {
		t.Errorf("downed %v, health %d", f.downed, f.health)
	}
}

func TestAnotherSpecialIsOnlyReadyAfterItsCooldown(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"surgeon"}})
	sc.declare(1, special)
	for range 7 {
		sc.refused(1, special, "special_not_ready")
		sc.declare(1, stay)
	}
	sc.declare(1, special)
}

func TestAnItemIsSpentAfterItsUses(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"surgeon"}})
	sc.refused(1, use("p2-baton"), "no_such_item")
	for range 3 {
		sc.declare(1, use("p1-field_kit"))
	}
	sc.refused(1, use("p1-field_kit"), "item_spent")
}

func TestTheOfficerIsCarriedAndDropped(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{enemy("officer", "officer", at(2, 2))}})
	sc.declare(1, help("officer"))
	if got := sc.s.speed(sc.figure("p1")); got != 2 {
		t.Errorf("carries at speed %d", got)
	}
	sc.refused(1, walk(north, north, west), "too_far")
	sc.declare(1, walk(north))
	if sc.figure("officer").cell != at(2, 1) {
		t.Error("the officer stays behind")
	}
	p := newPlay(sc.turn(0), sc.s)
	p.fall(sc.figure("p1"))
	if o, _ := p.s.figure("officer"); o.carriedBy != "" || o.cell != at(2, 1) {
		t.Error("who falls holds on")
	}
}

func TestAGruntGoesForTheNearestItNotices(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}, placed: []*labyrinthv1.Placed{enemy("x", "splinter", at(2, 0))}})
	sc.s = sc.s.with("p2", func(f *figure) { f.cell = at(1, 0) })
	sc.declare(1, stay)
	sc.declare(2, stay)
	if sc.figure("x").cell != at(1, 0) {
		t.Errorf("the grunt is on %d", sc.figure("x").cell)
	}
}

func TestAGruntGoesWhereItLastNoticedSomebody(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{enemy("x", "splinter", at(0, 0))}, numbers: func(b *labyrinthv1.Balance) {
		b.Hearing, b.Sight = 0, 1
	}})
	sc.fold(&labyrinthv1.Event_Noticed{Figure: "x", Cell: at(3, 0)})
	sc.declare(1, stay)
	if sc.figure("x").cell != at(2, 0) {
		t.Errorf("the grunt is on %d", sc.figure("x").cell)
	}
}

func TestAHeavyGuardsItsAreaAndGoesBack(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{enemy("x", "pillar", at(2, 0))}, numbers: func(b *labyrinthv1.Balance) {
		b.GuardRadius = 2
	}})
	sc.declare(1, stay)
	if sc.figure("x").cell != at(2, 1) {
		t.Fatalf("the heavy is on %d", sc.figure("x").cell)
	}
	sc.declare(1, walk(south, south)) // out of its area
	sc.declare(1, stay)
	sc.declare(1, stay)
	if sc.figure("x").cell != at(2, 0) {
		t.Errorf("the heavy is on %d", sc.figure("x").cell)
	}
}

func TestTheBossHuntsByTheShortestWayAndGrowsStronger(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{
		party: []string{"chief"}, placed: []*labyrinthv1.Placed{enemy("boss", "choir", at(0, 0))},
		numbers: func(b *labyrinthv1.Balance) { b.BossWakesTurn, b.BossGrowthTurns, b.BossFastTurn = 2, 3, 3 },
	})
	sc.declare(1, stay)
	if sc.figure("boss").cell != at(0, 0) {
		t.Error("the boss does not wait")
	}
	sc.declare(1, stay)
	if got := sc.s.manhattan(sc.figure("boss").cell, at(2, 2)); got != 3 {
		t.Errorf("the boss is %d steps away", got)
	}
	sc.declare(1, stay)
	if got := sc.s.manhattan(sc.figure("boss").cell, at(2, 2)); got != 1 {
		t.Errorf("the boss is %d steps away", got)
	}
	late := sc.s
	late.turn = 30
	if sc.s.fury(sc.figure("boss"), 10) != 11 || late.fury(sc.figure("boss"), 10) != 20 {
		t.Error("the boss does not grow stronger")
	}
}

func TestAnEnemyStrikesTheWeakestOnItsTile(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "miner"}, placed: []*labyrinthv1.Placed{enemy("x", "splinter", at(2, 2))}})
	sc.fold(&labyrinthv1.Event_Hurt{Figure: "p2", Health: 40})
	sc.declare(1, stay)
	sc.declare(2, stay)
	if first[*labyrinthv1.Event_Attacked](sc).GetTarget() != "p2" {
		t.Error("the stronger one was struck")
	}
}
