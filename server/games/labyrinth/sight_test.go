package labyrinth

import (
	"slices"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

func TestSpectatorsAndTheDeadSeeWhatThePartySees(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}, placed: []*labyrinthv1.Placed{idle("x", at(0, 4))}})
	sc.s = sc.s.with("p2", func(f *figure) { f.cell = at(0, 0) }) // looks down the column
	sees := func(seat int32) bool { return (Game{}).View(sc.s, viewer(seat)).GetFigures()["x"] != nil }
	if sees(1) || !sees(2) || !sees(0) {
		t.Fatalf("chief %v, pilot %v, spectator %v", sees(1), sees(2), sees(0))
	}
	sc.fold(&labyrinthv1.Event_Died{Figure: "p1"})
	if !sees(1) {
		t.Error("the dead see less than spectators")
	}
}

func TestSightEndsAtWallsAndInTheDark(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, walls: map[int32]maze.Side{at(2, 2): maze.West}, numbers: func(b *labyrinthv1.Balance) {
		b.Sight = 1
	}})
	want := []int32{at(2, 1), at(2, 2), at(3, 2), at(2, 3)}
	if got := (Game{}).View(sc.s, viewer(1)).GetVisible(); !slices.Equal(got, want) {
		t.Errorf("sees into %v, not %v", got, want)
	}
	dark := stage(t, staging{party: []string{"chief"}, dark: true})
	if got := (Game{}).View(dark.s, viewer(1)).GetVisible(); !slices.Equal(got, []int32{at(2, 2)}) {
		t.Errorf("sees into %v in the dark", got)
	}
}

func TestTheOfficerIsKnownToAllWhenHerTileIsRevealed(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}, dark: true, placed: []*labyrinthv1.Placed{enemy("officer", "officer", at(1, 1))}})
	if (Game{}).View(sc.s, viewer(2)).GetFigures()["officer"] != nil {
		t.Fatal("she is known before")
	}
	sc.declare(2, stay)
	sc.declare(1, walk(north)) // its end reveals (1,1), which nobody sees into
	v := (Game{}).View(sc.s, viewer(2))
	if v.GetFigures()["officer"] == nil || !v.GetObjectives()[0].GetDone() {
		t.Errorf("figures %v, objectives %v", v.GetFigures(), v.GetObjectives())
	}
}

func TestTheCustodianIsShownOnlyToThoseWhoSeeIt(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}, placed: []*labyrinthv1.Placed{enemy("guide", "custodian", at(0, 2))}})
	sc.s = sc.s.with("p2", func(f *figure) { f.cell = at(4, 4) })
	if (Game{}).View(sc.s, viewer(1)).GetFigures()["guide"] == nil || (Game{}).View(sc.s, viewer(2)).GetFigures()["guide"] != nil {
		t.Error("not exactly who sees it is shown it")
	}
}
