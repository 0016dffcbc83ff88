package vision_test

import (
	"math"
	"math/rand/v2"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

const (
	open   = tabletopv1.DoorState_DOOR_STATE_OPEN
	closed = tabletopv1.DoorState_DOOR_STATE_CLOSED
	locked = tabletopv1.DoorState_DOOR_STATE_LOCKED
)

func TestWhatHidesAndBars(t *testing.T) {
	t.Parallel()
	outside, inside := at(5.5, 15.5), at(15.5, 15.5)
	for name, c := range map[string]struct {
		scene        scene
		sees, passes bool
	}{
		"nothing":            {scene{}, true, true},
		"wall":               {scene{}.plain(10, 10, 10, 20), false, false},
		"passable":           {scene{}.wall(&tabletopv1.Wall{Passable: true}, 10, 10, 10, 20), false, true},
		"transparent":        {scene{}.wall(&tabletopv1.Wall{Transparent: true}, 10, 10, 10, 20), true, false},
		"both":               {scene{}.wall(&tabletopv1.Wall{Passable: true, Transparent: true}, 10, 10, 10, 20), true, true},
		"door, no state":     {room(&tabletopv1.Door{}), false, false},
		"door, closed":       {room(&tabletopv1.Door{State: closed}), false, false},
		"door, locked":       {room(&tabletopv1.Door{State: locked}), false, false},
		"door, open":         {room(&tabletopv1.Door{State: open}), true, true},
		"secret door":        {room(&tabletopv1.Door{Secret: true}), false, false},
		"secret door, open":  {room(&tabletopv1.Door{Secret: true, State: open}), true, true},
		"window, closed":     {room(&tabletopv1.Door{Window: true}), true, false},
		"window, open":       {room(&tabletopv1.Door{Window: true, State: open}), true, true},
		"wall of one point":  {scene{}.plain(10, 15.5), true, true},
		"wall beyond both":   {scene{}.plain(20, 10, 20, 20), true, true},
		"wall along the way": {scene{}.plain(8, 15.5, 9, 15.5), false, false},
		"end of a wall":      {scene{}.plain(10, 15.5, 10, 20), false, false},
		"just beside an end": {scene{}.plain(10, 15.51, 10, 20), true, true},
		"two ends that meet": {scene{}.plain(10, 10, 10, 15.5).plain(12, 20, 10, 15.5), false, false},
		"ends all but meet":  {scene{}.plain(10, 10, 10, 15.4995).plain(10, 15.5005, 10, 20), false, false},
		"far out":            {scene{}.plain(10, -1e9, 10, 1e9), false, false},
		"no number": {
			scene{}.plain(10, 0, 10, math.NaN()).plain(math.Inf(1), 15.5, 10, 15.5), true, true,
		},
	} {
		b := c.scene.blockers()
		for _, way := range [][]plane.Point{{outside, inside}, {inside, outside}} {
			if got := b.Sees(way[0], way[1]); got != c.sees {
				t.Errorf("%s: sees %v, want %v", name, got, c.sees)
			}
			if step, crossed := b.Crosses(append([]plane.Point{way[0]}, way...)); crossed == c.passes || crossed && step != 1 {
				t.Errorf("%s: crosses %v at step %d, passes should be %v", name, crossed, step, c.passes)
			}
		}
	}
}

func TestOneWayRing(t *testing.T) {
	t.Parallel()
	clockwise := scene{}.wall(&tabletopv1.Wall{OneWay: true}, 10, 10, 12, 10, 12, 12, 10, 12, 10, 10)
	counter := scene{}.wall(&tabletopv1.Wall{OneWay: true}, 10, 10, 10, 12, 12, 12, 12, 10, 10, 10)
	unclosed := scene{}.wall(&tabletopv1.Wall{OneWay: true}, 10, 12, 10, 10, 12, 10, 12, 12)
	straight := scene{}.wall(&tabletopv1.Wall{OneWay: true}, 11, 10, 11, 12)
	left, middle, farther := at(5, 11.2), at(10.5, 11.2), at(15, 11.2)
	for name, s := range map[string]scene{"clockwise": clockwise, "counter": counter, "unclosed": unclosed} {
		b := s.blockers()
		if !b.Sees(left, middle) || !b.Sees(middle, left) || !b.Sees(farther, middle) {
			t.Errorf("%s: one does not see into the ring", name)
		}
		if b.Sees(left, farther) || b.Sees(farther, left) {
			t.Errorf("%s: one sees through the ring", name)
		}
		if _, crossed := b.Crosses([]plane.Point{left, middle}); !crossed {
			t.Errorf("%s: one walks into the ring", name)
		}
		shape := b.Polygon(left, 0)
		if !shape.Contains(at(11.9, 11)) || shape.Contains(at(12.1, 11)) {
			t.Errorf("%s: the polygon does not end at the back of the ring", name)
		}
	}
	if b := straight.blockers(); b.Sees(left, farther) || b.Sees(farther, left) {
		t.Error("a line without an inside does not hide")
	}
}

func TestStepsAtWalls(t *testing.T) {
	t.Parallel()
	b := scene{}.plain(10, 10, 10, 20).blockers()
	for name, c := range map[string]struct {
		from, to plane.Point
		crossed  bool
	}{
		"ends on the wall":         {at(5, 15), at(10, 15), true},
		"leaves the wall":          {at(10, 15), at(5, 15), false},
		"along, on the wall":       {at(10, 12), at(10, 15), true},
		"along, up to its end":     {at(10, 5), at(10, 10), true},
		"along, away from its end": {at(10, 10), at(10, 5), false},
		"along, before its end":    {at(10, 5), at(10, 9), false},
		"diagonally through end":   {at(9.5, 9.5), at(10.5, 10.5), true},
		"diagonally past the end":  {at(9.5, 8.5), at(10.5, 9.5), false},
		"nowhere":                  {at(10, 15), at(10, 15), false},
		"from no number":           {at(math.NaN(), 15), at(10, 15), true},
	} {
		if _, crossed := b.Crosses([]plane.Point{c.from, c.to}); crossed != c.crossed {
			t.Errorf("%s: crossed %v, want %v", name, crossed, c.crossed)
		}
	}
	if step, crossed := b.Crosses([]plane.Point{at(5, 5), at(6, 15), at(12, 15), at(5, 15)}); !crossed || step != 1 {
		t.Errorf("path is barred at step %d (%v), want 1", step, crossed)
	}
	if _, crossed := b.Crosses(nil); crossed {
		t.Error("no path is barred")
	}
}

func TestSeesAgainstRayCaster(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 120 {
		s := random(r, 1+r.IntN(25))
		b, walls := s.blockers(), s.walls()
		for range 60 {
			place := func() plane.Point {
				return at(float64(r.IntN(20*4))/4, float64(r.IntN(20*4))/4)
			}
			eye, goal := place(), place()
			if got, want := b.Sees(eye, goal), clearOf(walls, eye, goal); got != want {
				t.Fatalf("round %d: from %v to %v: %v, want %v", round, eye, goal, got, want)
			}
			if b.Sees(eye, goal) != b.Sees(goal, eye) {
				t.Fatalf("round %d: %v and %v do not see each other", round, eye, goal)
			}
		}
	}
}

func TestDoorsChangeCopies(t *testing.T) {
	t.Parallel()
	shut := room(&tabletopv1.Door{}).blockers()
	outside, inside := at(5, 15), at(15, 15)
	opened := shut.WithDoor("d", open)
	if shut.Sees(outside, inside) || !opened.Sees(outside, inside) {
		t.Error("opening the door has to change the copy alone")
	}
	if opened.WithDoor("d", locked).Sees(outside, inside) {
		t.Error("a locked door hides nothing")
	}
	if opened.WithDoor("nobody", closed) != opened {
		t.Error("an unknown door changes something")
	}
	window := room(&tabletopv1.Door{Window: true, State: open}).blockers().WithDoor("d", closed)
	if _, crossed := window.Crosses([]plane.Point{outside, inside}); !crossed || !window.Sees(outside, inside) {
		t.Error("a shut window has to bar and not to hide")
	}
}

// FuzzSees compares with the ray caster on walls and places made of the bytes.
func FuzzSees(f *testing.F) {
	f.Add([]byte{1, 1, 9, 1, 5, 0, 5, 9, 0, 5, 9, 5})
	f.Add([]byte{0, 0, 200, 200, 0, 200, 200, 0, 100, 100, 100, 101, 7, 7, 9, 9})
	f.Fuzz(func(t *testing.T, data []byte) {
		s := scene{}
		v := func(i int) float64 { return float64(data[i]) / 8 }
		n := len(data) / 4 * 4
		if n < 8 || n > 240 {
			return
		}
		for i := 4; i < n; i += 4 {
			s.plain(v(i), v(i+1), v(i+2), v(i+3))
		}
		eye, goal := at(v(0), v(1)), at(v(2), v(3))
		b := s.blockers()
		if got, want := b.Sees(eye, goal), clearOf(s.walls(), eye, goal); got != want {
			t.Fatalf("from %v to %v: %v, want %v", eye, goal, got, want)
		}
		checkPolygon(t, b, eye, 0, goal)
	})
}

// checkPolygon says that the polygon tells what Sees tells, but on its line.
func checkPolygon(t *testing.T, b *vision.Blockers, eye plane.Point, radius float64, goal plane.Point) {
	t.Helper()
	shape := b.Polygon(eye, radius)
	if shape.Gap(goal) < 1e-4 {
		return
	}
	want := b.Sees(eye, goal) && (radius == 0 || eye.Distance(goal) < radius)
	if got := shape.Contains(goal); got != want && !edgeOn(b, eye, goal) {
		t.Fatalf("from %v (radius %v): polygon has %v: %v, sees: %v", eye, radius, goal, got, want)
	}
}

// edgeOn is true where only the line itself is hidden: its sides are seen.
func edgeOn(b *vision.Blockers, eye, goal plane.Point) bool {
	dx, dy := (goal.Y-eye.Y)*2e-4, (eye.X-goal.X)*2e-4
	return b.Sees(eye, at(goal.X+dx, goal.Y+dy)) || b.Sees(eye, at(goal.X-dx, goal.Y-dy))
}
