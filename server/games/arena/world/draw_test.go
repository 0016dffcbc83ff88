package world_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"playhouse/server/games/arena/path"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
	"playhouse/server/games/arena/world"
)

// Whatever the seed draws: the map can be used, and from the first base all others and
// all points can be reached.
func TestWhatIsDrawnLeavesEveryBaseReachable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := world.Defaults()
		c.Seed = rapid.StringN(1, 8, 20).Draw(t, "seed")
		c.Teams, c.ControlPoints = rapid.Int32Range(2, 8).Draw(t, "teams"), rapid.Int32Range(0, 9).Draw(t, "points")
		c.ObstacleCount, c.ObstacleSize = rapid.Int32Range(0, 60).Draw(t, "obstacles"), rapid.Float64Range(1, 90).Draw(t, "size")
		c.AgentRadius = rapid.Float64Range(1, 8).Draw(t, "radius")
		c.AreaWidth, c.AreaHeight = rapid.Float64Range(400, 1500).Draw(t, "w"), rapid.Float64Range(400, 1500).Draw(t, "h")
		walls, points := world.Draw(c)
		if err := world.CheckWalls(c, walls, points); err != nil {
			t.Fatal(err)
		}
		bodies := make([]terrain.Body, len(walls))
		for i, o := range walls {
			bodies[i] = terrain.Body{ID: o.ID, Shape: o.Shape, Hole: o.Hole}
		}
		grid := path.NewGrid(c.AreaWidth, c.AreaHeight, c.AgentRadius, terrain.New(c.AreaWidth, c.AreaHeight, c.AgentRadius, bodies))
		field := path.NewField(grid)
		bases := world.Bases(c)
		goal, ok := grid.Around(bases[0])
		if !ok {
			t.Fatal("the first base is walled in")
		}
		field.Fill(goal)
		places := bases
		for _, p := range points {
			places = append(places, p.Centre)
		}
		for _, p := range places {
			if cell, ok := grid.Around(p); !ok || !field.Reaches(cell) {
				t.Fatalf("%v cannot be reached", p)
			}
		}
	})
}

// The usual map has all its obstacles, opposite each other.
func TestTheUsualMapIsFair(t *testing.T) {
	t.Parallel()
	c := world.Defaults()
	c.Seed = "fair"
	walls, _ := world.Draw(c)
	if len(walls) != 10 {
		t.Fatalf("%d obstacles are drawn", len(walls))
	}
	for i := 0; i < 10; i += 2 {
		a, _ := walls[i].Shape.Round()
		b, _ := walls[i+1].Shape.Round()
		if a.Add(b).Sub(plane.Point{X: 800, Y: 600}).Len() > 1e-6 {
			t.Errorf("%v and %v are not opposite", a, b)
		}
	}
}

func TestUnusableMapsAreRefused(t *testing.T) {
	t.Parallel()
	c := world.Defaults()
	base := world.Wall{Shape: plane.Circle(plane.Point{X: 120, Y: 300}, 20)}
	for want, f := range map[string]func() error{
		"base of team 1": func() error { return world.CheckWalls(c, []world.Wall{base}, nil) },
		"point 1": func() error {
			return world.CheckWalls(c, nil, []world.ControlPoint{{Centre: plane.Point{X: -5}, Radius: 20}})
		},
		"a hole must be": func() error {
			return world.CheckWalls(c, []world.Wall{{Shape: plane.Box(plane.Point{}, plane.Point{X: 5, Y: 5}), Hole: true}}, nil)
		},
		"no room": func() error {
			full := c
			full.AgentCount = 5000
			return world.CheckWalls(full, nil, nil)
		},
		"more than 2000": func() error { return world.CheckWalls(c, make([]world.Wall, 2001), nil) },
		"3 to 64": func() error {
			return world.CheckWalls(c, []world.Wall{{Shape: plane.Polygon(plane.Point{}, plane.Point{X: 3})}}, nil)
		},
	} {
		if err := f(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := world.New(world.Setup{Config: c, Walls: []world.Wall{base}}); err == nil {
		t.Error("a world was made")
	}
	if _, err := world.New(world.Setup{Config: c, Teams: make([]world.TeamSetup, 3)}); err == nil {
		t.Error("a world of 2 teams was set up with 3")
	}
}
