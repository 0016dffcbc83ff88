package tabletop

import (
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

func TestUndoIsEverybodysOwn(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, walk(b, ann, "a", 4.5, 2.5), walk(b, ben, "b", 4.5, 7.5), walk(b, ann, "a", 6.5, 2.5))
	if v := b.View(ann); v.GetUndo() != "moved Asha" || v.GetRedo() != "" {
		t.Errorf("%q, %q", v.GetUndo(), v.GetRedo())
	}
	must(t, undo(b, ann))
	stands(t, b, "a", 4.5, 2.5)
	stands(t, b, "b", 4.5, 7.5)
	must(t, undo(b, ann))
	stands(t, b, "a", 2.5, 2.5)
	refused(t, b, "nothing_to_undo", func() error { return undo(b, ann) })
	must(t, redo(b, ann), redo(b, ann))
	stands(t, b, "a", 6.5, 2.5)
	refused(t, b, "nothing_to_undo", func() error { return redo(b, ann) })
	must(t, undo(b, ben))
	stands(t, b, "b", 2.5, 7.5)
}

func TestWhatOthersChangedSinceIsNotTakenBack(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, walk(b, ann, "a", 4.5, 2.5), walk(b, master, "a", 6.5, 2.5))
	refused(t, b, "changed_since", func() error { return undo(b, ann) })
	stands(t, b, "a", 6.5, 2.5)
	// The game master takes theirs back: now Ann's is the last again.
	must(t, undo(b, master), undo(b, ann))
	stands(t, b, "a", 2.5, 2.5)
	must(t, walk(b, master, "a", 3.5, 2.5))
	refused(t, b, "changed_since", func() error { return redo(b, ann) })
}

func TestWhatIsOvertakenDoesNotStandInTheWayForEver(t *testing.T) {
	t.Parallel()
	b := inCrypt(t, lay("cat", figure("Cat", 3.5, 3.5, "user-2")))
	must(t, walk(b, ann, "cat", 5.5, 3.5), walk(b, ann, "a", 4.5, 2.5), walk(b, master, "a", 6.5, 2.5), put(b, ann, drawingOf("")))
	must(t, undo(b, ann), undo(b, ann))
	stands(t, b, "cat", 3.5, 3.5)
	stands(t, b, "a", 6.5, 2.5)
}

func TestWhatAGameMasterDidIsNotAPlayersToTakeBack(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, enter(b, ben, "Ben", true), put(b, ben, wallOf(1, 1, 2, 2)), enter(b, ben, "Ben", false))
	refused(t, b, "nothing_to_undo", func() error { return undo(b, ben) })
}

func TestANewChangeEndsRedo(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, walk(b, ann, "a", 4.5, 2.5), undo(b, ann), walk(b, ann, "a", 3.5, 2.5))
	refused(t, b, "nothing_to_undo", func() error { return redo(b, ann) })
}

func TestAHundredChangesAreKept(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	for i := range 120 {
		must(t, walk(b, ann, "a", 3.5+float64(i%2), 2.5))
	}
	n := 0
	for undo(b, ann) == nil {
		n++
	}
	if n != 100 {
		t.Errorf("%d changes could be taken back", n)
	}
}

func TestEverythingOnTheBoardCanBeTakenBack(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*sandbox) error{
		"put": func(b *sandbox) error { return put(b, master, figure("Rat", 3.5, 3.5)) },
		"delete": func(b *sandbox) error {
			return b.Do(master, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{"a", "d", "w1"}}))
		},
		"door": func(b *sandbox) error { return swing(b, master, "d", bolted) },
		"fog": func(b *sandbox) error {
			return b.Do(master, command(Game.ChangeFog, &tabletopv1.ChangeFogRequest{Shape: 1, Hide: true}))
		},
		"scene": func(b *sandbox) error {
			return b.Do(master, command(Game.ChangeScene, &tabletopv1.ChangeSceneRequest{Atmosphere: &tabletopv1.Atmosphere{Fog: true, Darkness: .5}}))
		},
		"fight": fight,
		"hp":    func(b *sandbox) error { return hurt(b, master, "o", -30, 0) },
		"end of the fight": func(b *sandbox) error {
			return b.Do(master, command(Game.RemoveCombatants, &tabletopv1.RemoveCombatantsRequest{}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := inCrypt(t)
			if name == "end of the fight" {
				must(t, fight(b))
			}
			before := wire(t, b.State().board().scene())
			must(t, change(b))
			after := wire(t, b.State().board().scene())
			must(t, undo(b, master))
			same(t, before, b, name == "fog")
			must(t, redo(b, master))
			if string(after) != string(wire(t, b.State().board().scene())) {
				t.Error("made again it is not the same")
			}
		})
	}
}

// same wants the board as it was, but for the number of the next id and, unless
// it was about that, for what was seen meanwhile.
func same(t *testing.T, before []byte, b *sandbox, ground bool) {
	t.Helper()
	now := b.State().board().scene()
	now.NextId = 1
	was := &tabletopv1.Scene{}
	must(t, unmarshal(before, was))
	was.NextId = 1
	if !ground {
		now.Explored, was.Explored = nil, nil
	}
	if string(wire(t, now)) != string(wire(t, was)) {
		t.Errorf("is\n%v\nwas\n%v", now, was)
	}
}
