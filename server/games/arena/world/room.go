package world

import (
	"errors"
	"fmt"
	"math"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
)

func root(x float64) float64 { return math.Sqrt(x) }

// basesOf are the middles of the teams' bases: around the area's middle, the first
// team's to the left.
func basesOf(c *Config) []plane.Point {
	bases := make([]plane.Point, c.Teams)
	for k := range bases {
		sin, cos := plane.Sincos(math.Pi + float64(2*math.Pi*float64(k))/float64(c.Teams))
		bases[k] = plane.Point{
			X: float64(c.AreaWidth * (0.5 + float64(0.35*cos))),
			Y: float64(c.AreaHeight * (0.5 + float64(0.35*sin))),
		}
	}
	return bases
}

// spacing is the distance between agents at the start, in radii.
const spacing = 2.2

// errRoom is what is said where agents do not fit.
var errRoom = errors.New("no room for the agents: lower agent_count, agent_radius or the walls, or make the area larger")

// muster places agents at the bases: on the squares of one lattice, ring by ring around
// each base, and only where that base is the nearest, so that teams do not mix.
func muster(c *Config, ground *terrain.Terrain) ([][]plane.Point, error) {
	bases := basesOf(c)
	posts := make([][]plane.Point, c.Teams)
	for k := range posts {
		posts[k] = make([]plane.Point, 0, c.AgentCount)
		l := lattice{step: float64(spacing * c.AgentRadius), base: bases[k]}
		l.each(int(c.AgentCount), func(p plane.Point) bool {
			if ground.Edge(p) > float64(2.5*c.AgentRadius) && closest(bases, p) == k && ground.Free(p, c.AgentRadius) {
				posts[k] = append(posts[k], p)
			}
			return len(posts[k]) < int(c.AgentCount)
		})
		if len(posts[k]) < int(c.AgentCount) {
			return nil, fmt.Errorf("team %d: %w", k+1, errRoom)
		}
	}
	return posts, nil
}

// closest is the base nearest to a place, the first of equals.
func closest(bases []plane.Point, p plane.Point) int {
	best := 0
	for k, b := range bases {
		if b.Sub(p).Len2() < bases[best].Sub(p).Len2() {
			best = k
		}
	}
	return best
}

// lattice is the squares of a step's size, seen from a base.
type lattice struct {
	step float64
	base plane.Point
}

// each visits the lattice's places ring by ring, until visit has enough or places for
// many times as many agents were seen.
func (l lattice) each(agents int, visit func(plane.Point) bool) {
	column, row := math.Floor(l.base.X/l.step), math.Floor(l.base.Y/l.step)
	looks := 4*agents + 4000
	for ring := 0; looks > 0; ring++ {
		for r := -ring; r <= ring; r++ {
			step := max(1, 2*ring)
			if r == -ring || r == ring {
				step = 1
			}
			for c := -ring; c <= ring; c += step {
				looks--
				p := plane.Point{X: float64((column + float64(c) + 0.5) * l.step), Y: float64((row + float64(r) + 0.5) * l.step)}
				if !visit(p) {
					return
				}
			}
		}
	}
}

// groundOf is the terrain of walls.
func groundOf(c *Config, walls []Wall) *terrain.Terrain {
	bodies := make([]terrain.Body, len(walls))
	for i, w := range walls {
		bodies[i] = terrain.Body{ID: w.ID, Shape: w.Shape, Hole: w.Hole}
	}
	return terrain.New(c.AreaWidth, c.AreaHeight, c.AgentRadius, bodies)
}

// checkShapes tells which wall makes no sense.
func checkShapes(walls []Wall) error {
	if len(walls) > WallsMost {
		return fmt.Errorf("%d walls are more than %d", len(walls), WallsMost)
	}
	for i, w := range walls {
		if err := w.Shape.Check(); err != nil {
			return fmt.Errorf("wall %d: %w", i+1, err)
		}
		if w.Hole && w.Shape.Kind != plane.KindCircle {
			return fmt.Errorf("wall %d: a hole must be a circle", i+1)
		}
	}
	return nil
}

// CheckWalls tells why a map cannot be used: shapes that make no sense, bases or
// control points that are not free, no room for the agents.
func CheckWalls(config Config, walls []Wall, points []ControlPoint) error {
	if err := config.Check(); err != nil {
		return err
	}
	if err := checkShapes(walls); err != nil {
		return err
	}
	ground := groundOf(&config, walls)
	for k, b := range basesOf(&config) {
		if !ground.Free(b, config.AgentRadius) {
			return fmt.Errorf("the base of team %d at (%.0f, %.0f) is not free: move the walls away from it", k+1, b.X, b.Y)
		}
	}
	if len(points) > PointsMost {
		return fmt.Errorf("%d control points are more than %d", len(points), PointsMost)
	}
	for i, p := range points {
		if !p.Centre.Finite() || !(p.Radius >= 1 && p.Radius <= 5000) {
			return fmt.Errorf("control point %d: its radius must be 1 to 5000, its middle in the area", i+1)
		}
		if !ground.Free(p.Centre, config.AgentRadius) {
			return fmt.Errorf("control point %d is not free: move it, or the walls", i+1)
		}
	}
	_, err := muster(&config, ground)
	return err
}
