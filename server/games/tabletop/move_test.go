package tabletop

import (
	"errors"
	"math"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

func TestPlayersMoveTheirOwnFigures(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, walk(b, ann, "a", 5.5, 2.5))
	stands(t, b, "a", 5.5, 2.5)
	refused(t, b, "not_yours", func() error { return walk(b, ann, "b", 5.5, 5.5) })
	refused(t, b, "not_entered", func() error { return walk(b, 0, "a", 5.5, 5.5) })
	refused(t, b, "no_such_element", func() error { return walk(b, ann, "d", 5.5, 5.5) })
}

func TestWallsStopPlayersAndNotGameMasters(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	refused(t, b, "wall_in_the_way", func() error { return walk(b, ann, "a", 5.5, 2.5, 12.5, 2.5) })
	err := walk(b, ann, "a", 5.5, 2.5, 12.5, 2.5)
	var refusal *session.Error
	if !errors.As(err, &refusal) || !proto.Equal(refusal.Detail, at(5.5, 2.5)) {
		t.Errorf("%v does not tell how far one comes", err)
	}
	refused(t, b, "wall_in_the_way", func() error { return walk(b, ann, "a", 9.5, 5.5, 11.5, 5.5) })
	must(t, swing(b, master, "d", ajar), walk(b, ann, "a", 9.5, 5.5, 11.5, 5.5), walk(b, master, "a", 2.5, 2.5))
	stands(t, b, "a", 2.5, 2.5)
}

func TestMovesSettleOnTheGrid(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, walk(b, ann, "a", 5.3, 2.9))
	stands(t, b, "a", 5.5, 2.5)
	must(t, b.Do(master, command(Game.ChangeScene, &tabletopv1.ChangeSceneRequest{Grid: &tabletopv1.Grid{Feet: 5}})), walk(b, ann, "a", 5.25, 2.75))
	stands(t, b, "a", 5.25, 2.75)
}

func TestNobodyLeavesTheScene(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	for _, p := range [][]float64{{-1, 2}, {2, 11}, {21, 2}, {math.NaN(), 2}, {2, math.Inf(1)}} {
		refused(t, b, "out_of_scene", func() error { return walk(b, ann, "a", p...) })
	}
	refused(t, b, "invalid_moves", func() error { return walk(b, ann, "a") })
	refused(t, b, "invalid_moves", func() error {
		return b.Do(ann, command(Game.MoveTokens, &tabletopv1.MoveTokensRequest{Moves: []*tabletopv1.TokenMove{
			{ElementId: "a", Path: path(3, 3)}, {ElementId: "a", Path: path(4, 4)},
		}}))
	})
}

// All or nothing: the first could go, the second cannot.
func TestMovesTogetherOrNotAtAll(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	refused(t, b, "not_yours", func() error {
		return b.Do(ann, command(Game.MoveTokens, &tabletopv1.MoveTokensRequest{Moves: []*tabletopv1.TokenMove{
			{ElementId: "a", Path: path(3.5, 3.5)}, {ElementId: "b", Path: path(4.5, 4.5)},
		}}))
	})
	stands(t, b, "a", 2.5, 2.5)
}

func TestExploredGroundGrowsAlongTheWay(t *testing.T) {
	t.Parallel()
	// A wall from left to right with a gap in its middle: who only passes sees
	// through it.
	b := inCrypt(t, lay("w3", wallOf(0, 5, 5, 5)), lay("w4", wallOf(6, 5, 10, 5)), func(s *tabletopv1.Scene) { delete(s.GetElements(), "b") })
	knows := func(x, y float64) bool {
		s := b.State()
		return s.ground(s.board(), "user-2").whole.Has(x, y)
	}
	if knows(5.5, 9) {
		t.Fatal("the ground is known already")
	}
	must(t, walk(b, ann, "a", 8.5, 2.5))
	if !knows(5.5, 9) {
		t.Error("nothing was seen on the way")
	}
}

func TestTrailsAreMeasuredByTheScenesRule(t *testing.T) {
	t.Parallel()
	for rule, want := range map[tabletopv1.Measure]float64{
		tabletopv1.Measure_MEASURE_EQUAL: 15, tabletopv1.Measure_MEASURE_ALTERNATING: 20, tabletopv1.Measure_MEASURE_EUCLIDEAN: 5 * 3 * math.Sqrt2,
	} {
		b := inCrypt(t, func(s *tabletopv1.Scene) { s.Grid.Measure = rule })
		must(t, walk(b, ann, "a", 5.5, 5.5))
		if got := b.View(ann).GetTrails()["a"].GetFeet(); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v: %v feet, not %v", rule, got, want)
		}
	}
}

func TestTrailsAreOfTheTurn(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	feet := func() float64 { return b.View(master).GetTrails()["a"].GetFeet() }
	must(t, walk(b, ann, "a", 4.5, 2.5), walk(b, ann, "a", 5.5, 2.5))
	if feet() != 5 {
		t.Errorf("outside of combat a trail is the last way: %v", feet())
	}
	must(t, b.Do(master, command(Game.AddCombatants, &tabletopv1.AddCombatantsRequest{Combatants: []*tabletopv1.NewCombatant{{Name: "Asha", ElementId: "a"}}})),
		b.Do(master, command(Game.NextTurn, &tabletopv1.NextTurnRequest{})))
	must(t, walk(b, ann, "a", 6.5, 2.5), walk(b, ann, "a", 7.5, 2.5))
	if feet() != 10 {
		t.Errorf("in combat it adds up: %v", feet())
	}
	must(t, undo(b, ann))
	if feet() != 5 {
		t.Errorf("undone: %v", feet())
	}
	must(t, b.Do(master, command(Game.NextTurn, &tabletopv1.NextTurnRequest{})))
	if feet() != 0 {
		t.Errorf("in another turn: %v", feet())
	}
}

func TestTrailsOfOthersBeginWhereTheyWereSeen(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, swing(b, master, "d", ajar), walk(b, master, "o", 15.5, 2.5, 12.5, 2.5, 8.5, 5.5))
	if n := len(b.View(master).GetTrails()["o"].GetPoints()); n != 4 {
		t.Errorf("the game master sees %d places", n)
	}
	if trail := b.View(ann).GetTrails()["o"]; len(trail.GetPoints()) > 1 {
		t.Errorf("Ann sees where it came from: %v", trail)
	}
}

func TestGroupsMoveTogether(t *testing.T) {
	t.Parallel()
	grouped := func(e *element) *element { e.Group = "party"; return e }
	lamp := &element{Kind: &tabletopv1.Element_Light{Light: &tabletopv1.Light{At: at(3, 3), Glow: &tabletopv1.Glow{Bright: 10}}}}
	b := inCrypt(t, lay("a", grouped(figure("Asha", 2.5, 2.5, "user-2"))), lay("cat", grouped(figure("Cat", 3.5, 2.5, "user-2"))),
		lay("b", grouped(figure("Bram", 2.5, 7.5, "user-3"))), lay("l", grouped(lamp)))
	must(t, walk(b, ann, "a", 4.5, 3.5))
	stands(t, b, "cat", 5.5, 3.5)
	stands(t, b, "b", 2.5, 7.5)
	must(t, undo(b, ann), walk(b, master, "a", 4.5, 3.5))
	stands(t, b, "cat", 5.5, 3.5)
	stands(t, b, "b", 4.5, 8.5)
	if p := b.State().board().element("l").GetLight().GetAt(); p.GetX() != 5 || p.GetY() != 4 {
		t.Errorf("the lamp is at %v", p)
	}
}

func TestDoorsAreForWhoIsNear(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	refused(t, b, "out_of_reach", func() error { return swing(b, ann, "d", ajar) })
	must(t, walk(b, ann, "a", 9.5, 5.5), swing(b, ann, "d", ajar))
	refused(t, b, "not_gm", func() error { return swing(b, ann, "d", bolted) })
	must(t, swing(b, master, "d", bolted))
	refused(t, b, "door_locked", func() error { return swing(b, ann, "d", ajar) })
	refused(t, b, "no_such_element", func() error { return swing(b, master, "a", ajar) })
	must(t, swing(b, master, "d", ajar))
}

func TestLockedThingsStay(t *testing.T) {
	t.Parallel()
	locked := figure("Asha", 2.5, 2.5, "user-2")
	locked.Locked = true
	b := inCrypt(t, lay("a", locked))
	refused(t, b, "locked", func() error { return walk(b, ann, "a", 3.5, 2.5) })
	refused(t, b, "locked", func() error { return walk(b, master, "a", 3.5, 2.5) })
	refused(t, b, "locked", func() error {
		return b.Do(master, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{"a"}}))
	})
	same := proto.CloneOf(locked)
	same.Order = 3
	refused(t, b, "locked", func() error { return put(b, master, same) })
	same.Locked = false
	must(t, put(b, master, same), walk(b, ann, "a", 3.5, 2.5))
}
