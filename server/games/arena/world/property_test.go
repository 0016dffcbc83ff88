package world_test

import (
	"testing"

	"pgregory.net/rapid"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// anyConfig draws legal parameters, the extreme ones too, of worlds that are small
// enough to compute.
func anyConfig(t *rapid.T) world.Config {
	c := world.Defaults()
	extreme := func(name string, least, most float64) float64 {
		if rapid.Bool().Draw(t, name+" extreme") {
			return rapid.SampledFrom([]float64{least, most}).Draw(t, name)
		}
		return rapid.Float64Range(least, most).Draw(t, name)
	}
	number := func(name string, least, most int32) int32 { return rapid.Int32Range(least, most).Draw(t, name) }
	c.Teams, c.AgentCount = number("teams", 2, 8), number("agents", 1, 12)
	c.AreaWidth, c.AreaHeight = extreme("width", 250, 2000), extreme("height", 250, 2000)
	c.AgentRadius = extreme("radius", 1, 12)
	c.BaseSpeed, c.MaxForce, c.TurnSpeed = extreme("speed", 1, 600), extreme("force", 10, 5000), extreme("turn", 0.1, 50)
	c.TickRate = rapid.SampledFrom([]int32{1, 2, 5, 30, 60}).Draw(t, "rate")
	c.ObstacleCount, c.ObstacleSize = number("obstacles", 0, 20), extreme("size", 1, 80)
	c.FlockingDistance, c.MaxGroupSize = extreme("flock", 5, 500), number("group", 1, 64)
	c.DecisionIntervalMs, c.AttackCooldownMs = number("interval", 33, 1000), number("cooldown", 50, 2000)
	c.BoundaryDamage, c.TeamBalance = extreme("edge", 0, 20), extreme("balance", -1, 1)
	c.Respawn, c.RespawnMs = rapid.Bool().Draw(t, "respawn"), number("back", 100, 2000)
	c.EnergyRecovery = extreme("energy", 0, 100)
	c.ControlPoints, c.End.Kind = number("points", 0, 4), world.EndKind(number("end", 0, 6))
	c.Seed = rapid.StringN(0, 5, 10).Draw(t, "seed")
	return c
}

// anyProgram draws a behaviour with any weights.
func anyProgram(t *rapid.T) program {
	act := mind.Action{Target: mind.Selector(rapid.IntRange(0, int(mind.SelectorCount)-1).Draw(t, "target")), Pace: 1, Strike: true}
	for range rapid.IntRange(1, 5).Draw(t, "steerings") {
		s := rapid.IntRange(0, int(mind.SteeringCount)-1).Draw(t, "steering")
		act.Weights[s] = rapid.Float64Range(0, 10).Draw(t, "weight")
	}
	act.Heal = rapid.IntRange(0, 4).Draw(t, "heal") == 0
	act.OffsetX, act.OffsetY = rapid.Float64Range(-500, 500).Draw(t, "ox"), rapid.Float64Range(-500, 500).Draw(t, "oy")
	return func(_ *mind.Senses, a *mind.Action) { *a = act }
}

// anyWall draws a wall, a hole, or nonsense, anywhere.
func anyWall(t *rapid.T, c world.Config) world.Wall {
	point := func() plane.Point {
		return plane.Point{X: rapid.Float64Range(-50, c.AreaWidth+50).Draw(t, "x"), Y: rapid.Float64Range(-50, c.AreaHeight+50).Draw(t, "y")}
	}
	size := rapid.Float64Range(1, 60).Draw(t, "size")
	p := point()
	switch rapid.IntRange(0, 4).Draw(t, "shape") {
	case 0:
		return world.Wall{Shape: plane.Box(p, p.Add(plane.Point{X: size, Y: size / 2}))}
	case 1:
		return world.Wall{Shape: plane.Segment(p, p.Add(plane.Point{X: size * 2, Y: -size}))}
	case 2:
		return world.Wall{Shape: plane.Circle(p, size)}
	case 3:
		return world.Wall{Shape: plane.Polygon(p, p.Add(plane.Point{X: size}), p.Add(plane.Point{X: size / 3, Y: size / 3}), p.Add(plane.Point{Y: size}))}
	default:
		return world.Wall{Shape: plane.Circle(p, size), Hole: true}
	}
}

// anyOrder gives the world an order.
func anyOrder(t *rapid.T, w *world.World, c world.Config) {
	who := world.Selection{Team: rapid.Int32Range(0, 9).Draw(t, "who team"), Agents: rapid.SliceOfN(rapid.Int32Range(-1, 60), 0, 4).Draw(t, "who")}
	switch rapid.IntRange(0, 6).Draw(t, "order") {
	case 0:
		_, _ = w.Add(world.Add{Team: rapid.Int32Range(0, 8).Draw(t, "team"), Count: rapid.Int32Range(-1, 9).Draw(t, "count"), Radius: rapid.Float64Range(-1, 100).Draw(t, "radius")})
	case 1:
		who.Team = 0
		w.Remove(who)
	case 2:
		w.Assign(who, rapid.Int32Range(0, 4).Draw(t, "behaviour"))
	case 3:
		w.Force(who, rapid.Int32Range(0, 4).Draw(t, "behaviour"), rapid.Int32Range(-1, 50).Draw(t, "ticks"))
	case 4:
		_ = w.EditWalls([]world.Wall{anyWall(t, c)}, rapid.SliceOfN(rapid.Int32Range(0, 30), 0, 2).Draw(t, "gone"))
	case 5:
		_ = w.Configure(anyConfig(t))
	default:
	}
}

// Whatever the parameters, the behaviours, the walls and the orders: after every tick
// nobody is in a wall or outside, and everything counts up; and a world that was
// written and read goes on the same.
func TestInvariantsHoldAfterEveryTick(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := anyConfig(t)
		walls, points := world.Draw(c)
		teams := make([]world.TeamSetup, c.Teams)
		behaviors := []world.Behavior{{Number: 4, Name: "script", Script: true}}
		for k := range teams {
			teams[k].Behavior = world.Behavior{Number: int32(k%3 + 1), Program: anyProgram(t)}
			behaviors = append(behaviors, teams[k].Behavior)
		}
		w, err := world.New(world.Setup{Config: c, Walls: walls, Points: points, Teams: teams})
		if err != nil {
			t.Skip(err)
		}
		w.Register(behaviors[0])
		for range rapid.IntRange(5, 60).Draw(t, "ticks") {
			if rapid.IntRange(0, 5).Draw(t, "now") == 0 {
				anyOrder(t, w, c)
			}
			w.Step()
			if err := w.Valid(); err != nil {
				t.Fatalf("tick %d: %v", w.Tick(), err)
			}
		}
		again, err := world.Decode(w.Encode(), behaviors)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if again.Hash() != w.Hash() {
				t.Fatalf("tick %d: the copy differs", w.Tick())
			}
			again.Step()
			w.Step()
		}
	})
}
