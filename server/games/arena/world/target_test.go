package world_test

import (
	"math"
	"slices"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// A scene for targets: agent 1 in the middle, allies and enemies around it.
//
//	ally 4 at 40 above, hurt; ally 5 at 30 below
//	enemy 6 at 50 right; enemy 7 at 60 left, weak; enemy 8 at 120 above: a stranger
func scene(t *testing.T, p program) stage {
	t.Helper()
	s := newStage(t, p)
	_ = s.idler(1, 300, 260) // agent 3
	_ = s.idler(1, 300, 330)
	_ = s.idler(2, 350, 300)
	_ = s.idler(2, 240, 300)
	_ = s.idler(2, 300, 180)
	world.Wound(s.w, 3, 0.5)
	world.Wound(s.w, 6, 0.2)
	world.Wound(s.w, 5, 0.9)
	return s
}

func targetOf(t *testing.T, target mind.Selector) (int32, stage) {
	t.Helper()
	s := scene(t, only(target, mind.Wander))
	s.w.Step()
	in, _ := s.w.Inspect(1)
	return in.Target, s
}

func TestSelectorsFindWhomTheySay(t *testing.T) {
	t.Parallel()
	for target, want := range map[mind.Selector]int32{
		mind.Nobody: 0, mind.Keep: 0, mind.NearestEnemy: 5, mind.WeakestEnemy: 6, mind.StrongestEnemy: 5,
		mind.NearestAlly: 4, mind.WeakestAlly: 3, mind.Leader: 0, mind.LastAttacker: 0, mind.AlliedTarget: 0,
	} {
		if got, _ := targetOf(t, target); got != want {
			t.Errorf("%s is %d, want %d", mind.SelectorTerms[target].Name, got, want)
		}
	}
}

// The leader is the living one with the lowest id; the last attacker who struck last.
func TestSelectorsThatFollowEvents(t *testing.T) {
	t.Parallel()
	s := newStage(t, idle)
	s.w.Register(world.Behavior{Number: 7, Name: "led", Program: only(mind.Leader, mind.Seek)})
	s.w.Register(world.Behavior{Number: 8, Name: "revenge", Program: only(mind.LastAttacker, mind.Wander)})
	s.w.Register(world.Behavior{Number: 6, Name: "mob", Program: only(mind.AlliedTarget, mind.Wander)})
	s.w.Register(world.Behavior{Number: 5, Name: "strikes", Program: program(strikes)})
	led := s.idler(1, 340, 340)
	near := s.idler(2, 320, 300)
	s.w.Assign(world.Selection{Agents: []int32{led}}, 7)
	s.w.Step()
	if in, _ := s.w.Inspect(led); in.Target != 1 {
		t.Errorf("the leader is %d", in.Target)
	}
	s.w.Assign(world.Selection{Agents: []int32{near}}, 5)
	run(s.w, 20)
	s.w.Assign(world.Selection{Agents: []int32{1}}, 8)
	run(s.w, 7)
	if in, _ := s.w.Inspect(1); in.Target != near {
		t.Errorf("who struck it is %d, want %d", in.Target, near)
	}
	mob := s.idler(1, 300, 340)
	s.w.Assign(world.Selection{Agents: []int32{mob}}, 6)
	s.w.Assign(world.Selection{Agents: []int32{led}}, 8)
	run(s.w, 7)
	if in, _ := s.w.Inspect(mob); in.Target != near {
		t.Errorf("the allies are after %d, want %d", in.Target, near)
	}
	s.w.Remove(world.Selection{Agents: []int32{1}})
	run(s.w, 1)
	if in, _ := s.w.Inspect(led); in.Senses[mind.IsLeader] != 1 {
		t.Error("the next leads")
	}
}

// Keep holds on to a target while it lives and is seen.
func TestKeepHoldsOn(t *testing.T) {
	t.Parallel()
	first := true
	s := scene(t, func(_ *mind.Senses, a *mind.Action) {
		a.Target = mind.Keep
		if first {
			a.Target, first = mind.WeakestEnemy, false
		}
	})
	run(s.w, 7)
	if in, _ := s.w.Inspect(1); in.Target != 6 {
		t.Fatalf("it is after %d", in.Target)
	}
	world.Place(s.w, 6, plane.Point{X: 300, Y: 430}) // seen, not recognised
	run(s.w, 7)
	if in, _ := s.w.Inspect(1); in.Target != 6 || in.Senses[mind.HasTarget] != 1 || in.Senses[mind.EnemiesSeen] != 2 {
		t.Errorf("in sight it is after %d, sees %v enemies", in.Target, in.Senses[mind.EnemiesSeen])
	}
	world.Place(s.w, 6, plane.Point{X: 300, Y: 500})
	run(s.w, 7)
	if in, _ := s.w.Inspect(1); in.Target != 0 {
		t.Error("it is after whom it does not see")
	}
}

// Places as targets lead there.
func TestPlacesAreTargets(t *testing.T) {
	t.Parallel()
	c := open()
	c.AgentCount = 1
	points := []world.ControlPoint{{ID: 1, Centre: plane.Point{X: 400, Y: 500}, Radius: 40}}
	for target, want := range map[mind.Selector]plane.Point{
		mind.Base: {X: 120, Y: 300}, mind.EnemyBase: {X: 680, Y: 300}, mind.ControlPoint: {X: 400, Y: 500}, mind.Post: {},
	} {
		w, err := world.New(world.Setup{Config: c, Points: points, Teams: teamsOf(only(target, mind.Arrive), idle)})
		if err != nil {
			t.Fatal(err)
		}
		if target == mind.Post {
			want = where(t, w, 1)
		}
		world.Place(w, 1, plane.Point{X: 300, Y: 400})
		if target == mind.ControlPoint {
			world.Place(w, 1, plane.Point{X: 400, Y: 440})
		}
		run(w, 6)
		world.Face(w, 1, plane.Point{X: 1}, 0)
		sense := senseOf(t, w, mind.TargetDistance)
		if d := where(t, w, 1).Sub(want).Len(); math.Abs(d-sense) > 1e-9 {
			t.Errorf("%s: it senses %v, is %v away", mind.SelectorTerms[target].Name, sense, d)
		}
		run(w, 300)
		if d := where(t, w, 1).Sub(want).Len(); d > 45 || (target != mind.ControlPoint && d > 5) {
			t.Errorf("%s: it ends %v away", mind.SelectorTerms[target].Name, d)
		}
	}
}

// Every sense tells what its meaning says.
func TestSensesTellTheTruth(t *testing.T) {
	t.Parallel()
	s := scene(t, only(mind.NearestEnemy, mind.AvoidWalls))
	if err := s.w.EditWalls([]world.Wall{
		{Shape: plane.Box(plane.Point{X: 400, Y: 250}, plane.Point{X: 410, Y: 350})},
		{Shape: plane.Circle(plane.Point{X: 390, Y: 300}, 8), Hole: true},
	}, nil); err != nil {
		t.Fatal(err)
	}
	s.w.Step()
	world.Drain(s.w, 1, 40)
	world.Wound(s.w, 1, 0.7)
	in, _ := s.w.Inspect(1)
	for sense, want := range map[mind.Sense]float64{
		mind.Health: 0.7, mind.Energy: 0.4, mind.Speed: 0, mind.Ready: 1, mind.Struck: mind.Far, mind.Time: 1.0 / 30,
		mind.EnemiesSeen: 2, mind.EnemiesKnown: 2, mind.EnemiesInReach: 0, mind.AlliesSeen: 2, mind.AlliesKnown: 2, mind.AlliesInReach: 1,
		mind.Strangers: 1, mind.EnemyDistance: 50, mind.EnemyHealth: 0.9, mind.EnemyApproach: 0,
		mind.AllyDistance: 30, mind.AllyHealth: 1, mind.WeakestAllyHealth: 0.5,
		mind.TargetDistance: 50, mind.TargetHealth: 0.9, mind.HasTarget: 1, mind.LeaderDistance: 0, mind.IsLeader: 1,
		mind.BaseDistance: 180, mind.EnemyBaseDistance: 380, mind.PointDistance: mind.Far, mind.PointOwned: 0, mind.PointsOwned: 0, mind.PointsLost: 0,
		mind.WallAhead: 100, mind.HoleAhead: 82, mind.EdgeDistance: 300, mind.Stuck: 0, mind.TeamAlive: 1, mind.EnemiesAlive: 1,
	} {
		if got := in.Senses[sense]; math.Abs(got-want) > 1e-5 {
			t.Errorf("%s is %v, want %v", mind.SenseTerms[sense].Name, got, want)
		}
	}
	if d := in.Senses[mind.Draw]; d < 0 || d >= 1 {
		t.Errorf("chance is %v", d)
	}
	world.Face(s.w, 5, plane.Point{X: -1}, 30)
	if got := senseOf(t, s.w, mind.EnemyApproach); math.Abs(got-30) > 1e-9 {
		t.Errorf("the enemy comes nearer at %v", got)
	}
}

// Who wants to move and cannot is stuck.
func TestTheStuckKnowIt(t *testing.T) {
	t.Parallel()
	s := newStage(t, forward, world.Wall{Shape: plane.Box(plane.Point{X: 305, Y: 200}, plane.Point{X: 320, Y: 400})})
	run(s.w, 60)
	if got := senseOf(t, s.w, mind.Stuck); got < 1 {
		t.Errorf("after 2 s in front of a wall it is stuck for %v s", got)
	}
}

// The nearest keys are those that sorting puts first.
func TestNearestIsTheBeginningOfSorted(t *testing.T) {
	t.Parallel()
	keys := make([]uint64, 200)
	for n := 1; n < 200; n += 7 {
		for k := range keys {
			keys[k] = uint64(k*k*7919%1009)<<8 | uint64(k)
		}
		sorted := slices.Clone(keys)
		slices.Sort(sorted)
		world.Nearest(keys, n)
		got := slices.Clone(keys[:n])
		slices.Sort(got)
		if !slices.Equal(got, sorted[:n]) {
			t.Fatalf("the nearest %d are %v", n, got)
		}
	}
}

// An inspection changes nothing, and tells the forces at work.
func TestInspectingChangesNothing(t *testing.T) {
	t.Parallel()
	w := mustMake(t, open(), mix(2))
	run(w, 100)
	before := w.Hash()
	in, ok := w.Inspect(1)
	var s world.Snapshot
	w.Snapshot(&s)
	w.Metrics()
	if !ok || in.Forces == [mind.SteeringCount]plane.Point{} || in.Rule == "" || w.Hash() != before {
		t.Errorf("it tells %+v", in)
	}
	if _, ok := w.Inspect(1000); ok {
		t.Error("there is no agent 1000")
	}
}
