package tabletop

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

func drawingOf(owner string) *element {
	return &element{Kind: &tabletopv1.Element_Drawing{Drawing: &tabletopv1.Drawing{Shape: 1, Points: path(3, 3, 4, 4), OwnerId: owner}}}
}

func TestElementsGetIdsOfTheirKind(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, put(b, master, figure("Rat", 3.5, 3.5), wallOf(1, 1, 2, 2), drawingOf("")))
	events := b.Events()
	if got := fmt.Sprint(events[len(events)-1].GetEdited().GetIds()); got != "[t1 w3 z4]" {
		t.Errorf("ids %s", got) // w2 is in the crypt already
	}
	if b.State().board().element("z4").GetDrawing().GetOwnerId() != "user-1" {
		t.Error("the drawing is not its maker's")
	}
}

func TestPlayersPutDrawingsAndAreasOfTheirOwn(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	secret := drawingOf("user-3")
	secret.Hidden, secret.Locked = true, true
	must(t, put(b, ann, secret))
	if e := b.State().board().element("z1"); e.GetHidden() || e.GetLocked() || e.GetDrawing().GetOwnerId() != "user-2" {
		t.Errorf("Ann's drawing is %v", e)
	}
	other := drawingOf("")
	other.Id = "z1"
	refused(t, b, "not_yours", func() error { return put(b, ben, other) })
	refused(t, b, "not_gm", func() error { return put(b, ann, figure("Dragon", 3, 3)) })
	mine := figure("Asha", 2.5, 2.5, "user-2")
	mine.Id, mine.GetToken().MaxHp = "a", 999
	refused(t, b, "not_yours", func() error { return put(b, ann, mine) })
	must(t, put(b, master, other))
	if b.State().board().element("z1").GetDrawing().GetOwnerId() != "user-2" {
		t.Error("a game master took the drawing over by changing it")
	}
	must(t, b.Do(ann, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{"z1", "z1"}})))
	refused(t, b, "not_yours", func() error {
		return b.Do(ann, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{"a"}}))
	})
}

func TestBadElementsAreRefused(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	lost := figure("", 0, 0)
	lost.GetToken().At = nil
	nan := figure("", math.NaN(), 3)
	far := figure("", 5000, 3)
	spun := figure("", 3, 3)
	spun.GetToken().Rotation = math.Inf(1)
	strange := figure("", 3, 3)
	strange.Id = "../t"
	point := wallOf(1, 1)
	flat := doorOf(1, 1, 1, 1)
	swap := wallOf(1, 1, 2, 2)
	swap.Id = "a"
	for name, e := range map[string]*element{
		"nothing": {}, "nowhere": lost, "no number": nan, "far": far, "spun": spun, "path as id": strange, "short wall": point, "flat door": flat,
		"a token as a wall": swap,
	} {
		t.Run(name, func(t *testing.T) { refused(t, b, "invalid_elements", func() error { return put(b, master, e) }) })
	}
	gone := figure("", 3, 3)
	gone.Id = "t99"
	refused(t, b, "no_such_element", func() error { return put(b, master, gone) })
	refused(t, b, "no_such_element", func() error { return put(b, master, figure("", 3, 3), gone) })
	refused(t, b, "too_many", func() error { return put(b, master, make([]*element, 501)...) })
}

func TestABoardHoldsSoMuchAndNoMore(t *testing.T) {
	t.Parallel()
	full := func(s *tabletopv1.Scene) {
		for i := range elementsMost - len(s.GetElements()) {
			s.Elements[fmt.Sprint("x", i)] = wallOf(1, 1, 2, 2)
		}
	}
	b := inCrypt(t, full)
	refused(t, b, "too_many", func() error { return put(b, master, figure("", 3, 3)) })
	must(t, b.Do(master, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{"x1"}})), put(b, master, figure("", 3, 3)))
	refused(t, b, "too_many", func() error { return undoTwice(b) })
}

// undoTwice takes the token back, then what was deleted, and puts another.
func undoTwice(b *sandbox) error {
	if err := b.Do(ann, command(Game.Undo, &tabletopv1.UndoRequest{})); err == nil {
		return fmt.Errorf("Ann had nothing to undo")
	}
	return put(b, master, figure("", 3, 3))
}

func TestABoardStaysSmallEnoughToBeSaved(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	pin := &element{Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{At: at(1, 1), Text: strings.Repeat("x", 20_000)}}}
	var pins []*element
	for range 100 {
		pins = append(pins, pin)
	}
	must(t, put(b, master, pins...))
	refused(t, b, "too_many", func() error { return put(b, master, pins...) })
	if size, sum := b.State().board().size, proto.Size(b.State().board().scene()); size > sum || size < sum-3000 {
		t.Errorf("counted %d bytes of %d", size, sum)
	}
}

func TestWithoutASceneThereIsNothingToDo(t *testing.T) {
	t.Parallel()
	b := newTable(t, 1)
	refused(t, b, "no_scene", func() error { return put(b, master, figure("", 1, 1)) })
	refused(t, b, "no_scene", func() error { return undo(b, ann) })
	if v := b.View(ann); v.GetRole() != player || v.GetSceneId() != "" {
		t.Errorf("%v", v)
	}
}

func TestScenesAreChangedByGameMasters(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	scene := func(r *tabletopv1.ChangeSceneRequest) func() error {
		return func() error { return b.Do(master, command(Game.ChangeScene, r)) }
	}
	must(t, scene(&tabletopv1.ChangeSceneRequest{Width: 30})())
	if v := b.View(ann); v.GetWidth() != 30 || v.GetExplored().GetColumns() != 60 || v.GetGrid().GetFeet() != 5 {
		t.Errorf("%v", v)
	}
	must(t, undo(b, master))
	if v := b.View(ann); v.GetWidth() != 20 || v.GetExplored().GetColumns() != 40 {
		t.Errorf("undone: %v by %v", v.GetWidth(), v.GetExplored().GetColumns())
	}
	refused(t, b, "invalid_width", scene(&tabletopv1.ChangeSceneRequest{Width: 501}))
	refused(t, b, "invalid_width", scene(&tabletopv1.ChangeSceneRequest{Width: math.NaN()}))
	refused(t, b, "invalid_grid", scene(&tabletopv1.ChangeSceneRequest{Grid: &tabletopv1.Grid{OffsetX: math.NaN()}}))
	refused(t, b, "not_gm", func() error { return b.Do(ann, command(Game.ChangeScene, &tabletopv1.ChangeSceneRequest{Width: 30})) })
}

func TestABoardKeepsWhatItWasLike(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	other := crypt()
	other.Elements = nil
	const second = "0193bc6a-0000-7000-8000-00000000000e"
	must(t, walk(b, ann, "a", 5.5, 2.5), open(b, second, other))
	sees(t, b, master)
	refused(t, b, "nothing_to_undo", func() error { return undo(b, ann) })
	must(t, open(b, sceneID, crypt()))
	stands(t, b, "a", 5.5, 2.5)
	if !b.View(master).GetUnsaved() || b.View(ann).GetUnsaved() || b.View(ann).GetSceneName() != "" || b.View(master).GetSceneName() != "The crypt" {
		t.Error("who knows what of the scene?")
	}
	must(t, undo(b, ann))
	stands(t, b, "a", 2.5, 2.5)
}

func TestASavedBoardGivesWayToANewerOne(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, walk(b, ann, "a", 5.5, 2.5))
	doc, err := Game{}.Document(session1(), b.State())
	must(t, err)
	must(t, walk(b, ann, "a", 6.5, 2.5), saved(b, doc, "2"))
	if !b.View(master).GetUnsaved() {
		t.Error("what came after the save is saved")
	}
	doc, err = Game{}.Document(session1(), b.State())
	must(t, err, saved(b, doc, "3"))
	if b.View(master).GetUnsaved() || doc.Etag != "2" {
		t.Error("it is not saved")
	}
	must(t, open(b, sceneID, crypt())) // with etag 1: changed in the campaign
	stands(t, b, "a", 2.5, 2.5)
}

// What is saved and laid out again is the same.
func TestSavingLosesNothing(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, walk(b, ann, "a", 5.5, 2.5), swing(b, master, "d", ajar), fight(b))
	doc, err := Game{}.Document(session1(), b.State())
	must(t, err)
	again := newTable(t, 2)
	must(t, open(again, sceneID, doc.Scene))
	if !proto.Equal(doc.Scene, again.State().board().scene()) {
		t.Error("the scene is not the same")
	}
	before, after := b.View(ann), again.View(ann)
	before.Undo, before.Trails, before.Redo = "", nil, ""
	if !proto.Equal(before, after) {
		t.Errorf("Ann sees\n%v\nnot\n%v", after, before)
	}
}
