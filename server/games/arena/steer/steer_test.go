package steer_test

import (
	"math"
	"testing"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/steer"
	"playhouse/server/games/arena/terrain"
)

var me = steer.Body{At: plane.Point{X: 100, Y: 100}, Velocity: plane.Point{X: 50}, Heading: plane.Point{X: 1}, Speed: 100, Radius: 5, Response: steer.Response}

// desired is the velocity that a force leads to.
func desired(force plane.Point) plane.Point { return me.Velocity.Add(force.Mul(1.0 / steer.Response)) }

func same(t *testing.T, what string, got, want plane.Point) {
	t.Helper()
	if got.Sub(want).Len() > 1e-6 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// The desired velocities are those of Reynolds' formulas, worked out by hand.
func TestDesiredVelocities(t *testing.T) {
	t.Parallel()
	up := plane.Point{X: 100, Y: 20}
	same(t, "seek", desired(me.Seek(up)), plane.Point{Y: -100})
	same(t, "flee", desired(me.Flee(up)), plane.Point{Y: 100})
	same(t, "flee from oneself", desired(me.Flee(me.At)), plane.Point{X: 100})
	same(t, "arrive from afar", desired(me.Arrive(up)), plane.Point{Y: -100})
	same(t, "arrive near", desired(me.Arrive(plane.Point{X: 100, Y: 90})), plane.Point{Y: -20})
	same(t, "arrived", desired(me.Arrive(me.At)), plane.Point{})
	// 80 above, going right at 100: T = 80/200 = 0.4 s, so 40 to the right.
	quarry := steer.Other{At: up, Velocity: plane.Point{X: 100}, Heading: plane.Point{X: 1}}
	ahead := plane.Point{X: 40, Y: -80}.Unit()
	same(t, "pursue", desired(me.Pursue(quarry)), ahead.Mul(100))
	same(t, "evade", desired(me.Evade(quarry)), ahead.Mul(-100))
	// 20 behind and 10 to the right of one that stands and looks down.
	leader := steer.Other{At: plane.Point{X: 200, Y: 200}, Heading: plane.Point{Y: 1}}
	same(t, "offset", desired(me.Offset(leader, plane.Point{X: -20, Y: 10})), plane.Point{X: 90, Y: 80}.Unit().Mul(100))
	same(t, "wander ahead", desired(me.Wander(plane.Point{X: 1})), plane.Point{X: 100})
	same(t, "wander aside", desired(me.Wander(plane.Point{Y: 1})), plane.Point{X: 2, Y: 1}.Unit().Mul(100))
	same(t, "interpose", desired(me.Interpose(steer.Other{At: plane.Point{X: 300, Y: 60}}, steer.Other{At: plane.Point{X: 300, Y: 140}})), plane.Point{X: 100})
	same(t, "behind the leader", me.Behind(leader), plane.Point{X: 200, Y: 180})
	same(t, "brake", desired(me.Brake(1)), plane.Point{})
	in := steer.Other{At: plane.Point{X: 80, Y: 98}, Heading: plane.Point{X: 1}} // one is ahead, 2 to its right
	same(t, "out of the leader's way", desired(me.FollowLeader(in)), plane.Point{Y: 100})
}

func TestSeparationGrowsWithNearness(t *testing.T) {
	t.Parallel()
	near := steer.Apart(plane.Point{X: 5}, 25, 25)
	far := steer.Apart(plane.Point{X: 20}, 400, 25)
	if near.X >= 0 || far.X >= 0 || near.X >= far.X || near.Y != 0 {
		t.Errorf("near %v, far %v", near, far)
	}
	same(t, "beyond", steer.Apart(plane.Point{X: 26}, 676, 25), plane.Point{})
	if f := me.Separate(near.Mul(100)); math.Abs(f.Len()-400) > 1e-6 {
		t.Errorf("the most is %v, want Response times speed", f.Len())
	}
}

// The time of nearest approach is −(Δp·Δv)/|Δv|².
func TestThreatsAreMetInTime(t *testing.T) {
	t.Parallel()
	threat, ok := me.Meet(plane.Point{X: 50, Y: 4}, plane.Point{X: -100})
	if !ok || math.Abs(threat.In-0.5) > 1e-9 || threat.Push.Y >= 0 {
		t.Errorf("%+v, %v: want in 0.5 s, to the left", threat, ok)
	}
	for what, meet := range map[string][2]plane.Point{
		"it goes away":    {{X: 50}, {X: 100}},
		"it passes":       {{X: 50, Y: 40}, {X: -100}},
		"it is far":       {{X: 500}, {X: -100}},
		"it goes with me": {{X: 20}, {}},
	} {
		if _, ok := me.Meet(meet[0], meet[1]); ok {
			t.Errorf("%s, yet it threatens", what)
		}
	}
	head, ok := me.Meet(plane.Point{X: 40}, plane.Point{X: -100})
	if !ok || head.Push.Y <= 0 {
		t.Errorf("head on one goes to the right: %+v", head)
	}
}

func TestAvoidance(t *testing.T) {
	t.Parallel()
	ground := func(shapes ...plane.Shape) *terrain.Terrain {
		bodies := make([]terrain.Body, len(shapes))
		for i, s := range shapes {
			bodies[i].Shape = s
		}
		return terrain.New(400, 400, 5, bodies)
	}
	right := ground(plane.Circle(plane.Point{X: 135, Y: 108}, 10))
	if f := me.AvoidObstacles(right); f.Y >= 0 || f.X > 0 {
		t.Errorf("from an obstacle to the right one goes left and brakes, not %v", f)
	}
	same(t, "nothing ahead", me.AvoidObstacles(ground(plane.Circle(plane.Point{X: 70, Y: 100}, 10))), plane.Point{})
	wall := ground(plane.Segment(plane.Point{X: 125, Y: 50}, plane.Point{X: 125, Y: 150}))
	if f := me.AvoidWalls(wall); f.X >= 0 {
		t.Errorf("a wall ahead pushes back, not %v", f)
	}
	same(t, "open ground", me.AvoidWalls(ground()), plane.Point{})
	edge := me
	edge.At = plane.Point{X: 390, Y: 100}
	if f := edge.AvoidWalls(ground()); f.X >= 0 {
		t.Errorf("the edge pushes back, not %v", f)
	}
}
