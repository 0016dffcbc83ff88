package tabletop

import "testing"

// A door at the end of a thick wall's opening is known by the corner of its face that
// is in sight, and not by what lies round its end.
func TestADoorIsSeenByAnyOfItsFace(t *testing.T) {
	t.Parallel()
	// An opening two cells deep hides all but one end of the door behind it.
	b := inCrypt(t, lay("t1", wallOf(6, 0, 6, 5.6)), lay("t2", wallOf(6, 6.4, 6, 10)), lay("t3", wallOf(8, 7.2, 8, 10)), lay("x", doorOf(8, 5, 8, 7.2)))
	l := b.State().look(b.State().board(), viewer{role: player, user: "user-2"})
	e := b.State().board().element("x")
	seen := 0
	for _, p := range faces(e.GetDoor()) {
		if l.knows(p) || l.gaze.SeesPoint(p) {
			seen++
		}
	}
	if seen == 0 || seen == 2*facePoints {
		t.Fatalf("%d places of the door are seen: the test proves nothing", seen)
	}
	if !l.sees(e) {
		t.Errorf("%d places of its faces are seen, and the door is not %v", seen, e)
	}
	for _, p := range faces(doorOf(2, 2, 2, 4).GetDoor()) {
		if p.Y <= 2 || p.Y >= 4 || p.X != 1.75 && p.X != 2.25 {
			t.Errorf("a face reaches to %v", p)
		}
	}
}
