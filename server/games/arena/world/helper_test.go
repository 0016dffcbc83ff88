package world_test

import (
	"math"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// program is a behaviour written by hand.
type program func(*mind.Senses, *mind.Action)

func (p program) Decide(s *mind.Senses, a *mind.Action) { p(s, a) }

func (program) Rule(number int32) string {
	return [...]string{"", "first", "second", "third"}[number&3]
}

// steer is a program that always wants the same.
func steer(target mind.Selector, weights map[mind.Steering]float64) program {
	act := mind.Action{Target: target, Pace: 1, Rule: 1}
	for s, w := range weights {
		act.Weights[s] = w
	}
	return func(_ *mind.Senses, a *mind.Action) { *a = act }
}

// idle wants nothing.
var idle = steer(mind.Nobody, nil)

func wanderTogether(_ *mind.Senses, a *mind.Action) {
	a.Target, a.Rule = mind.Nobody, 1
	a.Weights[mind.Separate], a.Weights[mind.Align], a.Weights[mind.Cohere] = 1.5, 1, 1
	a.Weights[mind.Wander], a.Weights[mind.AvoidWalls], a.Weights[mind.AvoidObstacles] = 1, 2, 2
	a.Strike = true
}

func attack(s *mind.Senses, a *mind.Action) {
	a.Weights[mind.AvoidWalls], a.Weights[mind.AvoidObstacles], a.Weights[mind.Separate] = 1, 2, 1
	a.Strike = true
	if s[mind.EnemiesKnown] > 0 {
		a.Target, a.Rule, a.Weights[mind.Pursue] = mind.NearestEnemy, 1, 2
		return
	}
	a.Target, a.Rule, a.Weights[mind.Seek], a.Weights[mind.Wander] = mind.EnemyBase, 2, 0.5, 1
}

func adaptive(s *mind.Senses, a *mind.Action) {
	a.Weights[mind.AvoidWalls], a.Weights[mind.AvoidObstacles], a.Weights[mind.AvoidCollisions] = 2, 2, 1
	a.Strike = true
	switch {
	case s[mind.Health] < 0.3 || s[mind.EnemiesKnown] > s[mind.AlliesKnown]+2:
		a.Target, a.Rule, a.Weights[mind.Evade] = mind.NearestEnemy, 1, 2
	case s[mind.EnemiesKnown] > 0 && s[mind.Energy] > 0.3:
		a.Target, a.Rule, a.Weights[mind.Pursue] = mind.WeakestEnemy, 2, 2
	default:
		a.Target, a.Rule = mind.Leader, 3
		a.Weights[mind.Cohere], a.Weights[mind.Separate], a.Weights[mind.Wander] = 1, 1.5, 1
	}
}

// mix gives teams different behaviours.
func mix(n int) []world.TeamSetup {
	programs := []program{attack, adaptive, wanderTogether}
	teams := make([]world.TeamSetup, n)
	for k := range teams {
		teams[k] = world.TeamSetup{Name: string(rune('A' + k)), Behavior: world.Behavior{Number: int32(k + 1), Name: "mixed", Program: programs[k%len(programs)]}}
	}
	return teams
}

// make sets a world up, with what its seed draws.
func mustMake(t testing.TB, c world.Config, teams []world.TeamSetup) *world.World {
	t.Helper()
	walls, points := world.Draw(c)
	w, err := world.New(world.Setup{Config: c, Walls: walls, Points: points, Teams: teams})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// open is a configuration without obstacles that never ends.
func open() world.Config {
	c := world.Defaults()
	c.ObstacleCount, c.End.Kind, c.BoundaryDamage, c.Seed = 0, world.EndNever, 0, "ada"
	return c
}

func run(w *world.World, ticks int) {
	for range ticks {
		w.Step()
	}
}

// where is an agent's place.
func where(t testing.TB, w *world.World, id int32) plane.Point {
	t.Helper()
	in, ok := w.Inspect(id)
	if !ok {
		t.Fatalf("there is no agent %d", id)
	}
	return in.Position
}

// crowd is a configuration for many agents at the usual density, in three teams, that
// goes on.
func crowd(agents int) world.Config {
	c := world.Defaults()
	c.Teams, c.AgentCount = 3, int32(agents/3)
	side := math.Sqrt(float64(agents) * 1200)
	c.AreaWidth, c.AreaHeight = min(max(side*1.15, 100), 20000), min(max(side/1.15, 100), 20000)
	c.ObstacleCount, c.ObstacleSize = int32(min(agents/100, 500)), 25
	c.Respawn, c.End.Kind, c.Seed = true, world.EndNever, "bench"
	return c
}
