package world_test

import (
	"math"
	"testing"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// Two of team 1 stand 200 apart, one of team 2 stands alone.
func TestMetricsMeasureWhatTheySay(t *testing.T) {
	t.Parallel()
	w := duel(t, open(), 300, idle, idle)
	w.Register(world.Behavior{Number: 9, Program: idle})
	ally := put(t, w, 1, plane.Point{X: 400, Y: 100})
	w.Assign(world.Selection{Agents: []int32{ally}}, 9)
	world.Place(w, 1, plane.Point{X: 200, Y: 100})
	world.Wound(w, ally, 0.5)
	run(w, 60)
	m := w.Metrics()
	one := m[0]
	if one.Alive != 2 || math.Abs(one.MeanHealth-0.75) > 1e-9 || math.Abs(one.MeanLifetime-2) > 1e-9 || one.Distance != 0 {
		t.Errorf("team 1: %+v", one)
	}
	// Both are 100 from their middle; half the diagonal of 800 by 600 is 500.
	if math.Abs(one.Cohesion-0.8) > 1e-9 || m[1].Cohesion != 1 {
		t.Errorf("cohesion %v and %v, want 0.8 and 1", one.Cohesion, m[1].Cohesion)
	}
	if math.Abs(one.AreaHeld-2.0/256) > 1e-12 || math.Abs(m[1].AreaHeld-1.0/256) > 1e-12 {
		t.Errorf("fields %v and %v, want 2 and 1 of 256", one.AreaHeld, m[1].AreaHeld)
	}
	w.Assign(world.Selection{Agents: []int32{1}}, 7) // it wanders
	from := where(t, w, 1)
	run(w, 60)
	a, _ := w.AgentMetrics(1)
	if d := where(t, w, 1).Sub(from).Len(); a.Distance < d || a.Distance == 0 || math.Abs(w.Metrics()[0].Distance-a.Distance) > 1e-9 {
		t.Errorf("it went %v, which is counted as %v", d, a.Distance)
	}
}

// Bases lie around the middle, the first team's to the left; there is none for others.
func TestBasesLieAroundTheMiddle(t *testing.T) {
	t.Parallel()
	c := open()
	if got := world.Base(c, 1); got.Sub(plane.Point{X: 120, Y: 300}).Len() > 1e-9 {
		t.Errorf("the first base is at %v", got)
	}
	if got := world.Base(c, 2); got.Sub(plane.Point{X: 680, Y: 300}).Len() > 1e-9 {
		t.Errorf("the second base is at %v", got)
	}
	if world.Base(c, 3) != (plane.Point{}) || world.Base(c, 0) != (plane.Point{}) {
		t.Error("there is no third base")
	}
}
