package world_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

func TestAgentsAreAddedAndRemoved(t *testing.T) {
	t.Parallel()
	w := mustMake(t, open(), mix(2))
	centre := plane.Point{X: 400, Y: 100}
	ids, err := w.Add(world.Add{Team: 2, Count: 20, Centre: &centre, Radius: 60, Behavior: 1})
	if err != nil || len(ids) != 20 || ids[0] != 11 || !slices.IsSorted(ids) {
		t.Fatalf("%v, %v", ids, err)
	}
	for _, id := range ids {
		in, _ := w.Inspect(id)
		if in.Team != 2 || in.Position.Sub(centre).Len() > 60 {
			t.Errorf("agent %d of team %d is at %v", id, in.Team, in.Position)
		}
	}
	run(w, 10)
	w.Remove(world.Selection{Team: 1, Agents: []int32{12, 99, -4}})
	if m := w.Metrics(); m[0].Alive != 0 || m[1].Alive != 24 || m[0].Distance == 0 || m[0].MeanLifetime < 0.3 {
		t.Errorf("after removing: %+v", m)
	}
	if _, ok := w.Inspect(12); ok {
		t.Error("agent 12 is still there")
	}
	if ids, err = w.Add(world.Add{Team: 1, Count: 1}); err != nil || ids[0] != 31 {
		t.Errorf("ids go on: %v, %v", ids, err)
	}
	if err := w.Valid(); err != nil {
		t.Error(err)
	}
}

func TestBadAddsChangeNothing(t *testing.T) {
	t.Parallel()
	w := mustMake(t, open(), mix(2))
	before := w.Hash()
	nowhere := plane.Point{X: math.NaN()}
	for want, add := range map[string]world.Add{
		"no team 3":       {Team: 3, Count: 1},
		"0 agents":        {Team: 1},
		"no behaviour 77": {Team: 1, Count: 1, Behavior: 77},
		"a place":         {Team: 1, Count: 1, Centre: &nowhere},
		"no room":         {Team: 1, Count: 90000},
		"are the most":    {Team: 1, Count: 99999},
	} {
		if _, err := w.Add(add); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", add, err, want)
		}
	}
	if w.Hash() != before {
		t.Error("a refused order changed the world")
	}
}

func behaviorOf(t *testing.T, w *world.World, id int32) string {
	t.Helper()
	in, _ := w.Inspect(id)
	return in.Behavior
}

func TestBehavioursAreAssignedAndForced(t *testing.T) {
	t.Parallel()
	w := mustMake(t, open(), []world.TeamSetup{{Behavior: world.Behavior{Number: 1, Name: "one", Program: idle}}})
	w.Register(world.Behavior{Number: 2, Name: "two", Program: forward})
	w.Assign(world.Selection{Agents: []int32{3, 99}}, 2)
	if got := behaviorOf(t, w, 3) + behaviorOf(t, w, 4); got != "twoone" {
		t.Errorf("assigned: %s", got)
	}
	w.Assign(world.Selection{Team: 2}, 2)
	ids, _ := w.Add(world.Add{Team: 2, Count: 1})
	if got := behaviorOf(t, w, ids[0]); got != "two" {
		t.Errorf("who joins does %s", got)
	}
	w.Force(world.Selection{Team: 1}, 2, 10)
	run(w, 9)
	var s world.Snapshot
	w.Snapshot(&s)
	if got := behaviorOf(t, w, 1); got != "two" || s.States[0]&world.StateForced == 0 {
		t.Errorf("forced, it does %s, state %b", got, s.States[0])
	}
	run(w, 2)
	w.Snapshot(&s)
	if got := behaviorOf(t, w, 1); got != "one" || s.States[0]&world.StateForced != 0 {
		t.Errorf("after that it does %s, state %b", got, s.States[0])
	}
	if in, _ := w.Inspect(1); in.DecidedTick < 10 {
		t.Error("it did not decide anew when the force ended")
	}
	w.Assign(world.Selection{Team: 1}, 55)
	run(w, 30)
	if got := behaviorOf(t, w, 1); got != "wander" || where(t, w, 1) == (plane.Point{}) {
		t.Errorf("with an unknown behaviour it does %s", got)
	}
}

func TestWallsComeAndGo(t *testing.T) {
	t.Parallel()
	w := mustMake(t, open(), mix(2))
	at := where(t, w, 1)
	big := world.Wall{Shape: plane.Circle(at.Add(plane.Point{X: 3}), 30)}
	if err := w.EditWalls([]world.Wall{big, {Shape: plane.Box(plane.Point{X: 390, Y: 290}, plane.Point{X: 410, Y: 310})}}, []int32{5}); err != nil {
		t.Fatal(err)
	}
	if err := w.Valid(); err != nil {
		t.Error(err)
	}
	if d := where(t, w, 1).Sub(at.Add(plane.Point{X: 3})).Len(); d < 35 || d > 60 {
		t.Errorf("it was moved %v from the wall's middle", d)
	}
	walls := w.Walls()
	if len(walls) != 2 || walls[0].ID != 1 || walls[1].ID != 2 {
		t.Errorf("walls are %+v", walls)
	}
	before := w.Hash()
	bow := world.Wall{Shape: plane.Polygon(plane.Point{}, plane.Point{X: 10, Y: 10}, plane.Point{X: 10}, plane.Point{Y: 10})}
	all := world.Wall{Shape: plane.Box(plane.Point{X: -1, Y: -1}, plane.Point{X: 801, Y: 601})}
	for want, wall := range map[string]world.Wall{"cross": bow, "no room": all, "a shape": {}} {
		if err := w.EditWalls([]world.Wall{wall}, []int32{1}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if w.Hash() != before || len(w.Walls()) != 2 {
		t.Error("a refused order changed the world")
	}
	if err := w.EditWalls(nil, []int32{1}); err != nil || len(w.Walls()) != 1 {
		t.Errorf("%v, %v", w.Walls(), err)
	}
	if err := w.EditWalls([]world.Wall{{Shape: plane.Circle(plane.Point{X: 600, Y: 100}, 5)}}, nil); err != nil || w.Walls()[1].ID != 3 {
		t.Errorf("ids go on: %v, %v", w.Walls(), err)
	}
}

func TestParametersChangeWhileItRuns(t *testing.T) {
	t.Parallel()
	w := mustMake(t, open(), teamsOf(forward, idle))
	run(w, 30)
	c := open()
	c.AreaWidth, c.Seed, c.Teams, c.TickRate = 2000, "other", 5, 60 // those stay
	c.BaseSpeed, c.BaseHealth, c.AgentRadius = 30, 300, 6
	world.Wound(w, 1, 0.5)
	if err := w.Configure(c); err != nil {
		t.Fatal(err)
	}
	run(w, 30)
	in, _ := w.Inspect(1)
	if in.Velocity.Len() > 30.001 || in.Health != 150 {
		t.Errorf("it goes at %v with health %v", in.Velocity.Len(), in.Health)
	}
	if got := w.Config(); got.AreaWidth != 800 || got.Seed != "ada" || got.Teams != 2 || got.TickRate != 30 || got.BaseSpeed != 30 {
		t.Errorf("the parameters are %+v", got)
	}
	if err := w.Valid(); err != nil {
		t.Error(err)
	}
	c.BaseSpeed = -1
	before := w.Hash()
	if err := w.Configure(c); err == nil || w.Hash() != before {
		t.Errorf("bad parameters: %v", err)
	}
}

// Who is to come back does not when respawn is taken away, and does when it is given.
func TestRespawnCanBeGivenAndTaken(t *testing.T) {
	t.Parallel()
	c := open()
	c.BaseDamage = 1000
	w := duel(t, c, 20, idle, strikes)
	run(w, 10)
	w.Remove(world.Selection{Team: 2})
	c.Respawn, c.RespawnMs = true, 1000
	for _, respawn := range []bool{true, false, true} {
		c.Respawn = respawn
		if err := w.Configure(c); err != nil {
			t.Fatal(err)
		}
		if err := w.Valid(); err != nil {
			t.Error(err)
		}
	}
	run(w, 40)
	if w.Agents() != 1 {
		t.Error("it did not come back")
	}
}
