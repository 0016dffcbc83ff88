package tabletop

import (
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
)

// Of a drawing that reaches into the dark a player gets what lies on known ground,
// and no coordinate beyond.
func TestDrawingsAreCutByTheDark(t *testing.T) {
	t.Parallel()
	drawn := func(shape tabletopv1.DrawingShape, points ...float64) *element {
		return &element{Kind: &tabletopv1.Element_Drawing{Drawing: &tabletopv1.Drawing{Shape: shape, Points: path(points...), Fill: "#ffffff"}}}
	}
	const free, polygon, rectangle, ellipse, text = 1, 2, 3, 4, 5
	b := inCrypt(t,
		lay("line", drawn(free, 3, 5, 15, 5, 15, 4, 3, 4)), lay("shape", drawn(polygon, 3, 2, 17, 2, 17, 3)), lay("box", drawn(rectangle, 4, 2, 18, 8)),
		lay("round", drawn(ellipse, 4, 2, 18, 8)), lay("dark", drawn(free, 13, 2, 15, 2)), lay("words", drawn(text, 15, 5)),
		lay("whole", drawn(rectangle, 3, 3, 5, 5)), lay("told", drawn(text, 3, 3)))
	v := b.View(ann)
	l := b.State().look(b.State().board(), viewer{role: player, user: "user-2"})
	for id, e := range v.GetElements() {
		for _, p := range e.GetDrawing().GetPoints() {
			if !l.knows(plane.At(p)) {
				t.Fatalf("%s tells of %v", id, p)
			}
		}
	}
	for _, id := range []string{"line", "line-p2", "shape", "box", "round", "whole", "told"} {
		if v.GetElements()[id] == nil {
			t.Errorf("nothing of %s is shown", id)
		}
	}
	for _, id := range []string{"dark", "words"} {
		if v.GetElements()[id] != nil {
			t.Errorf("%s is shown", id)
		}
	}
	if d := v.GetElements()["whole"].GetDrawing(); d.GetShape() != rectangle || len(d.GetPoints()) != 2 {
		t.Errorf("one on known ground is %v", d)
	}
	if d := v.GetElements()["box"].GetDrawing(); d.GetShape() != free || d.GetFill() != "" {
		t.Errorf("a piece is %v", d)
	}
	if again := b.View(ann); again.GetElements()["line"] != v.GetElements()["line"] {
		t.Error("the same piece is made twice")
	}
	if d := b.View(master).GetElements()["box"].GetDrawing(); d.GetShape() != rectangle {
		t.Errorf("to the game master it is %v", d)
	}
}
