package world_test

import (
	"math"
	"strings"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// teamsOf are teams with these programs.
func teamsOf(programs ...program) []world.TeamSetup {
	teams := make([]world.TeamSetup, len(programs))
	for k, p := range programs {
		teams[k].Behavior = world.Behavior{Number: int32(k + 1), Name: "test", Program: p}
	}
	return teams
}

// senseOf is what agent 1 senses.
func senseOf(t testing.TB, w *world.World, s mind.Sense) float64 {
	t.Helper()
	in, ok := w.Inspect(1)
	if !ok {
		t.Fatal("agent 1 is gone")
	}
	return in.Senses[s]
}

// duel is one agent a team, the second at a distance to the right of the first.
func duel(t testing.TB, c world.Config, distance float64, first, second program) *world.World {
	t.Helper()
	c.AgentCount = 1
	w := mustMake(t, c, teamsOf(first, second))
	w.Remove(world.Selection{Agents: []int32{2}})
	at := where(t, w, 1).Add(plane.Point{X: distance})
	put(t, w, 2, at)
	return w
}

// put adds an agent of a team at a place, as near as its draw lets it.
func put(t testing.TB, w *world.World, team int32, at plane.Point) int32 {
	t.Helper()
	// An agent is put somewhere in a disc of its own size: fence the place in.
	ids, err := w.Add(world.Add{Team: team, Count: 1, Centre: &at})
	if err != nil {
		t.Fatal(err)
	}
	world.Place(w, ids[0], at)
	return ids[0]
}

// forward goes right at full speed.
var forward = steer(mind.EnemyBase, map[mind.Steering]float64{mind.Seek: 5})

// strikes stands and strikes.
func strikes(_ *mind.Senses, a *mind.Action) { a.Target, a.Strike = mind.Nobody, true }

// effect is a parameter, two values, and what is to be less with the first.
type effect struct {
	name    string
	set     func(c *world.Config, more bool)
	measure func(t *testing.T, c world.Config) float64
}

func pick(more bool, less, much float64) float64 {
	if more {
		return much
	}
	return less
}

func speedAfter(ticks int, p program) func(*testing.T, world.Config) float64 {
	return func(t *testing.T, c world.Config) float64 {
		c.AgentCount = 1
		w := mustMake(t, c, teamsOf(p, idle))
		run(w, ticks)
		in, _ := w.Inspect(1)
		return in.Velocity.Len()
	}
}

// wounds is the damage that the first of two who stand beside each other takes.
func wounds(distance float64, ticks int) func(*testing.T, world.Config) float64 {
	return func(t *testing.T, c world.Config) float64 {
		w := duel(t, c, distance, idle, strikes)
		run(w, ticks)
		m, _ := w.AgentMetrics(1)
		return m.DamageTaken
	}
}

func sensed(s mind.Sense, distance float64) func(*testing.T, world.Config) float64 {
	return func(t *testing.T, c world.Config) float64 {
		return senseOf(t, duel(t, c, distance, idle, idle), s)
	}
}

// flocking is the way of twenty who go to the middle of their neighbours.
func flocking(t *testing.T, c world.Config) float64 {
	c.AgentCount = 20
	w := mustMake(t, c, teamsOf(steer(mind.Nobody, map[mind.Steering]float64{mind.Cohere: 3}), idle))
	run(w, 90)
	return w.Metrics()[0].Distance
}

func effects() []effect {
	float := func(f func(*world.Config) *float64, less, much float64) func(*world.Config, bool) {
		return func(c *world.Config, more bool) { *f(c) = pick(more, less, much) }
	}
	number := func(f func(*world.Config) *int32, less, much int32) func(*world.Config, bool) {
		return func(c *world.Config, more bool) { *f(c) = int32(pick(more, float64(less), float64(much))) }
	}
	return []effect{
		{"agent_count", number(func(c *world.Config) *int32 { return &c.AgentCount }, 3, 7), func(t *testing.T, c world.Config) float64 {
			return float64(mustMake(t, c, nil).Agents())
		}},
		{"area_width", float(func(c *world.Config) *float64 { return &c.AreaWidth }, 500, 900), func(t *testing.T, c world.Config) float64 {
			return senseOf(t, mustMake(t, c, nil), mind.EnemyBaseDistance)
		}},
		{"area_height", float(func(c *world.Config) *float64 { return &c.AreaHeight }, 200, 900), func(t *testing.T, c world.Config) float64 {
			c.AreaWidth = 2000
			return senseOf(t, mustMake(t, c, nil), mind.EdgeDistance)
		}},
		{"visual_range", float(func(c *world.Config) *float64 { return &c.VisualRange }, 100, 200), sensed(mind.Strangers, 150)},
		{"recognition_range", float(func(c *world.Config) *float64 { return &c.RecognitionRange }, 50, 100), sensed(mind.EnemiesKnown, 75)},
		{"combat_range", float(func(c *world.Config) *float64 { return &c.CombatRange }, 20, 40), wounds(30, 60)},
		{"base_damage", float(func(c *world.Config) *float64 { return &c.BaseDamage }, 5, 20), wounds(20, 40)},
		{"base_health", float(func(c *world.Config) *float64 { return &c.BaseHealth }, 50, 200), func(t *testing.T, c world.Config) float64 {
			in, _ := mustMake(t, c, nil).Inspect(1)
			return in.Health
		}},
		{"base_speed", float(func(c *world.Config) *float64 { return &c.BaseSpeed }, 50, 150), speedAfter(60, forward)},
		{"max_force", float(func(c *world.Config) *float64 { return &c.MaxForce }, 50, 400), speedAfter(5, forward)},
		{"turn_speed", float(func(c *world.Config) *float64 { return &c.TurnSpeed }, 1, 10), func(t *testing.T, c world.Config) float64 {
			// From its base on the left the first faces right; backwards is left.
			w := duel(t, c, 100, steer(mind.NearestEnemy, map[mind.Steering]float64{mind.Flee: 5}), idle)
			from := where(t, w, 1)
			run(w, 40)
			return from.X - where(t, w, 1).X
		}},
		{"agent_radius", float(func(c *world.Config) *float64 { return &c.AgentRadius }, 2, 15), func(t *testing.T, c world.Config) float64 {
			w := duel(t, c, 3, idle, idle)
			run(w, 60)
			return where(t, w, 1).Sub(where(t, w, 3)).Len()
		}},
		{"decision_interval_ms", number(func(c *world.Config) *int32 { return &c.DecisionIntervalMs }, 100, 1000), func(t *testing.T, c world.Config) float64 {
			decisions := 0
			w := duel(t, c, 300, func(*mind.Senses, *mind.Action) { decisions++ }, idle)
			run(w, 120)
			return 1 / float64(decisions)
		}},
		{"attack_cooldown_ms", number(func(c *world.Config) *int32 { return &c.AttackCooldownMs }, 200, 2000), func(t *testing.T, c world.Config) float64 {
			c.BaseHealth = 10000
			return -wounds(20, 40)(t, c)
		}},
		{"max_group_size", number(func(c *world.Config) *int32 { return &c.MaxGroupSize }, 1, 12), func(t *testing.T, c world.Config) float64 {
			c.AgentCount = 13
			w := mustMake(t, c, []world.TeamSetup{{Behavior: world.Behavior{Number: 1, Script: true}}})
			run(w, 6)
			return float64(len(w.Asked()[0].Asks[0].Neighbors))
		}},
		{"flocking_distance", float(func(c *world.Config) *float64 { return &c.FlockingDistance }, 5, 100), flocking},
		{"obstacle_count", number(func(c *world.Config) *int32 { return &c.ObstacleCount }, 2, 8), func(_ *testing.T, c world.Config) float64 {
			walls, _ := world.Draw(c)
			return float64(len(walls))
		}},
		{"obstacle_size", float(func(c *world.Config) *float64 { return &c.ObstacleSize }, 5, 30), func(_ *testing.T, c world.Config) float64 {
			c.ObstacleCount = 1
			walls, _ := world.Draw(c)
			_, radius := walls[0].Shape.Round()
			return radius
		}},
		{"boundary_damage", float(func(c *world.Config) *float64 { return &c.BoundaryDamage }, 0, 20), func(t *testing.T, c world.Config) float64 {
			w := duel(t, c, 100, idle, idle)
			world.Place(w, 1, plane.Point{X: 8, Y: 300})
			run(w, 30)
			m, _ := w.AgentMetrics(1)
			return m.DamageTaken
		}},
		{"team_balance", float(func(c *world.Config) *float64 { return &c.TeamBalance }, -1, 1), func(t *testing.T, c world.Config) float64 {
			c.AgentCount = 1
			w := mustMake(t, c, nil)
			one, _ := w.Inspect(1)
			two, _ := w.Inspect(2)
			return two.Health / one.Health
		}},
		{"respawn", func(c *world.Config, more bool) { c.Respawn = more }, func(t *testing.T, c world.Config) float64 {
			c.BaseDamage = 1000
			w := duel(t, c, 20, idle, strikes)
			run(w, 150)
			return float64(w.Metrics()[0].Deaths)
		}},
		{"respawn_ms", number(func(c *world.Config) *int32 { return &c.RespawnMs }, 500, 5000), func(t *testing.T, c world.Config) float64 {
			c.BaseDamage, c.Respawn = 1000, true
			w := duel(t, c, 20, idle, strikes)
			run(w, 300)
			return -float64(w.Metrics()[0].Deaths)
		}},
		{"teams", number(func(c *world.Config) *int32 { return &c.Teams }, 2, 5), func(t *testing.T, c world.Config) float64 {
			return float64(len(mustMake(t, c, nil).Metrics()))
		}},
		{"end.seconds", number(func(c *world.Config) *int32 { return &c.End.Seconds }, 1, 3), func(t *testing.T, c world.Config) float64 {
			c.End.Kind = world.EndTime
			w := mustMake(t, c, nil)
			run(w, 100)
			r, _ := w.Result()
			return float64(r.Tick)
		}},
		{"tick_rate", number(func(c *world.Config) *int32 { return &c.TickRate }, 10, 60), func(t *testing.T, c world.Config) float64 {
			w := mustMake(t, c, nil)
			run(w, 30)
			return -senseOf(t, w, mind.Time)
		}},
		{"energy_recovery", float(func(c *world.Config) *float64 { return &c.EnergyRecovery }, 0, 50), func(t *testing.T, c world.Config) float64 {
			w := duel(t, c, 20, strikes, idle)
			run(w, 90)
			return senseOf(t, w, mind.Energy)
		}},
		{"control_points", number(func(c *world.Config) *int32 { return &c.ControlPoints }, 1, 4), func(t *testing.T, c world.Config) float64 {
			return senseOf(t, mustMake(t, c, nil), mind.PointsLost)
		}},
	}
}

// Every parameter changes the simulation, in the direction that its meaning says.
func TestEveryParameterHasItsEffect(t *testing.T) {
	t.Parallel()
	for _, e := range effects() {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			c := open()
			e.set(&c, false)
			less := e.measure(t, c)
			e.set(&c, true)
			more := e.measure(t, c)
			if !(less < more) {
				t.Errorf("it measures %v with the less and %v with the more", less, more)
			}
		})
	}
}

// The seed draws the map, and what happens.
func TestTheSeedChangesEverything(t *testing.T) {
	t.Parallel()
	c := world.Defaults()
	c.Seed = "ada"
	one, _ := world.Draw(c)
	w := mustMake(t, c, mix(2))
	c.Seed = "bob"
	two, _ := world.Draw(c)
	v, err := world.New(world.Setup{Config: c, Walls: one, Teams: mix(2)})
	if err != nil {
		t.Fatal(err)
	}
	if one[0].Shape.Points[0] == two[0].Shape.Points[0] {
		t.Error("two seeds draw the same map")
	}
	run(w, 30)
	run(v, 30)
	if where(t, w, 1) == where(t, v, 1) {
		t.Error("two seeds give the same steps")
	}
}

// What is out of range is refused, with its name.
func TestBadParametersAreRefused(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]func(*world.Config){
		"agent_count":       func(c *world.Config) { c.AgentCount = 0 },
		"area_width":        func(c *world.Config) { c.AreaWidth = math.NaN() },
		"base_speed":        func(c *world.Config) { c.BaseSpeed = 601 },
		"recognition_range": func(c *world.Config) { c.RecognitionRange = 160 },
		"teams":             func(c *world.Config) { c.Teams = 9 },
		"end.kind":          func(c *world.Config) { c.End.Kind = 7 },
		"100000":            func(c *world.Config) { c.AgentCount, c.Teams = 50000, 3 },
	} {
		c := world.Defaults()
		set(&c)
		if err := c.Check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := world.New(world.Setup{Config: c}); err == nil {
			t.Errorf("%s: a world was made", name)
		}
	}
}
