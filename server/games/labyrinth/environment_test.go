package labyrinth

import (
	"testing"

	"pgregory.net/rapid"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

func viewer(seat int32) session.Viewer { return session.Viewer{Seat: session.Seat(seat)} }

func TestAnOutageShortensSightForTwoTurns(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 0))}})
	if len((Game{}).View(sc.s, viewer(1)).GetFigures()) != 2 {
		t.Fatal("the enemy is not in sight")
	}
	sc.s.book.Balance.OutagePercent = 100
	sc.declare(1, stay)
	sc.s.book.Balance.OutagePercent = 0
	for range 2 {
		v := (Game{}).View(sc.s, viewer(1))
		if len(v.GetFigures()) != 1 || len(v.GetConditions()) != 2 {
			t.Errorf("turn %d: figures %v, conditions %v", v.GetTurn(), v.GetFigures(), v.GetConditions())
		}
		sc.declare(1, stay)
	}
	if len((Game{}).View(sc.s, viewer(1)).GetFigures()) != 2 {
		t.Error("the lights stay out")
	}
}

func TestAnExplosionHurtsEverybodyInACorridor(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 2))}})
	sc.s.book.Balance.ExplosionPercent = 100
	for range 200 {
		p := newPlay(sc.turn(0), sc.s)
		p.environment()
		f, _ := p.s.figure("p1")
		x, _ := p.s.figure("x")
		struck := p.events[0].GetEnvironmentStruck()
		near := p.s.manhattan(struck.GetCells()[0], at(2, 2)) <= 2 && f.health < 100
		if near && x.health == 900 {
			t.Fatal("an explosion spares enemies")
		}
		if near {
			return
		}
	}
	t.Error("no explosion came near")
}

func TestStructuralDamageNeverCutsOffAnObjective(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		b := startedTable(t, rapid.Byte().Draw(rt, "seed"), rapid.SampledFrom([]string{scenarioRescue, scenarioShutdown, scenarioRace}).Draw(rt, "scenario"))
		s := b.State()
		sc := &scene{t: t, s: s}
		for range 30 {
			p := newPlay(sc.turn(0), s)
			p.collapse()
			s = p.s
		}
		steps := s.walks(s.start, nil)
		for _, f := range s.figures {
			if f.kind() != typeEnemy && steps[f.cell] == unreachable {
				rt.Fatalf("%s is cut off", f.id)
			}
		}
		for _, th := range s.things {
			if th.card.GetKind() >= labyrinthv1.ThingKind_THING_KIND_LIFT && steps[th.card.GetCell()] == unreachable {
				rt.Fatalf("%s is cut off", th.card.GetId())
			}
		}
	})
}

func TestABlockedPassageIsShownOnTheTile(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}})
	code := sc.s.tiles[at(2, 2)].GetCode()
	sc.fold(&labyrinthv1.Event_PassageChanged{Cell: at(2, 2), Direction: north})
	tile := (Game{}).View(sc.s, viewer(1)).GetTiles()[at(2, 2)]
	if tile.GetImage() != "tile_t_section_N" || tile.GetCode() != code {
		t.Errorf("the tile is %v", tile)
	}
	if sc.s.through(at(2, 1), maze.South) >= 0 {
		t.Error("one can come back")
	}
	sc.refused(1, walk(north), "wall")
}

// startedTable is a table of four bots that has just begun.
func startedTable(tb testing.TB, seed byte, scenario string) *sandbox {
	tb.Helper()
	b := newTable(tb, seed, &labyrinthv1.CreateRequest{Scenario: scenario})
	for range 4 {
		if _, err := b.Join(true); err != nil {
			tb.Fatal(err)
		}
	}
	if err := b.Start(); err != nil {
		tb.Fatal(err)
	}
	return b
}
