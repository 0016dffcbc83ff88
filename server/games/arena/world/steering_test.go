package world_test

import (
	"math"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// stage is a world in which agent 1 (of team 1) is at (300, 300) and faces right.
type stage struct {
	t *testing.T
	w *world.World
}

func newStage(t *testing.T, p program, walls ...world.Wall) stage {
	t.Helper()
	c := open()
	c.AgentCount = 1
	w, err := world.New(world.Setup{Config: c, Walls: walls, Teams: teamsOf(p, idle)})
	if err != nil {
		t.Fatal(err)
	}
	w.Remove(world.Selection{Agents: []int32{2}})
	world.Place(w, 1, plane.Point{X: 300, Y: 300})
	world.Face(w, 1, plane.Point{X: 1}, 0)
	return stage{t, w}
}

// idler adds an agent that stands.
func (s stage) idler(team int32, x, y float64) int32 {
	s.t.Helper()
	s.w.Register(world.Behavior{Number: 9, Name: "idle", Program: idle})
	id := put(s.t, s.w, team, plane.Point{X: x, Y: y})
	s.w.Assign(world.Selection{Agents: []int32{id}}, 9)
	return id
}

func (s stage) at(id int32) plane.Point { return where(s.t, s.w, id) }

func (s stage) velocity() plane.Point {
	in, _ := s.w.Inspect(1)
	return in.Velocity
}

func only(target mind.Selector, s mind.Steering) program {
	return steer(target, map[mind.Steering]float64{s: 1})
}

func (s stage) expect(ok bool, what string) {
	s.t.Helper()
	if !ok {
		s.t.Errorf("%s; it is at %v with %v", what, s.at(1), s.velocity())
	}
}

// Every steering force moves an agent as its meaning says.
func TestEverySteeringHasItsEffect(t *testing.T) {
	t.Parallel()
	tests := [mind.SteeringCount]func(t *testing.T){
		mind.Seek:            seeks,
		mind.Flee:            flees,
		mind.Arrive:          arrives,
		mind.Pursue:          pursues,
		mind.Evade:           evades,
		mind.Offset:          keepsOffset,
		mind.Wander:          wandersAbout,
		mind.AvoidObstacles:  avoidsObstacles,
		mind.AvoidWalls:      avoidsWalls,
		mind.FollowPath:      func(t *testing.T) { getsAround(t, mind.FollowPath) },
		mind.FollowFlow:      func(t *testing.T) { getsAround(t, mind.FollowFlow) },
		mind.AvoidCollisions: avoidsCollisions,
		mind.Separate:        separates,
		mind.Align:           aligns,
		mind.Cohere:          coheres,
		mind.FollowLeader:    followsLeader,
		mind.Interpose:       interposes,
		mind.Hide:            hides,
		mind.Queue:           queues,
	}
	for s, test := range tests {
		t.Run(mind.SteeringTerms[s].Name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

func seeks(t *testing.T) {
	s := newStage(t, only(mind.NearestEnemy, mind.Seek))
	s.idler(2, 380, 300)
	run(s.w, 20)
	s.expect(s.at(1).X > 340 && math.Abs(s.at(1).Y-300) < 1, "it goes straight to the enemy")
}

func flees(t *testing.T) {
	s := newStage(t, only(mind.Nobody, mind.Flee))
	s.idler(2, 260, 300)
	run(s.w, 20)
	s.expect(s.at(1).X > 320 && math.Abs(s.at(1).Y-300) < 1, "it goes straight away from the enemy")
}

func arrives(t *testing.T) {
	s := newStage(t, only(mind.NearestEnemy, mind.Arrive))
	s.idler(2, 390, 300)
	run(s.w, 30)
	fast := s.velocity().Len()
	run(s.w, 120)
	s.expect(s.velocity().Len() < 5 && fast > 20, "it slows down before the enemy")
	s.expect(s.at(1).Sub(plane.Point{X: 390, Y: 300}).Len() < 15, "it arrives")
}

func pursues(t *testing.T) {
	heading := func(which mind.Steering) float64 {
		s := newStage(t, only(mind.NearestEnemy, which))
		e := s.idler(2, 380, 300)
		s.w.Register(world.Behavior{Number: 8, Program: steer(mind.Post, map[mind.Steering]float64{mind.Wander: 0})})
		for range 8 {
			world.Place(s.w, e, plane.Point{X: 380, Y: 300})
			world.Face(s.w, e, plane.Point{Y: 1}, 90)
			s.w.Step()
		}
		return s.velocity().Angle()
	}
	if pursue, seek := heading(mind.Pursue), heading(mind.Seek); pursue < seek+0.2 {
		t.Errorf("it goes to where the enemy will be: %v, when seeking %v", pursue, seek)
	}
}

func evades(t *testing.T) {
	heading := func(which mind.Steering) float64 {
		s := newStage(t, only(mind.NearestEnemy, which))
		e := s.idler(2, 240, 300)
		for range 8 {
			world.Place(s.w, e, plane.Point{X: 240, Y: 300})
			world.Face(s.w, e, plane.Point{Y: 1}, 90)
			s.w.Step()
		}
		return s.velocity().Angle()
	}
	if evade, flee := heading(mind.Evade), heading(mind.Flee); evade > flee-0.2 {
		t.Errorf("it flees where the enemy will be: %v, when fleeing %v", evade, flee)
	}
}

func keepsOffset(t *testing.T) {
	act := mind.Action{Target: mind.NearestEnemy, Pace: 1, OffsetX: -40, OffsetY: 30}
	act.Weights[mind.Offset] = 1
	s := newStage(t, func(_ *mind.Senses, a *mind.Action) { *a = act })
	e := s.idler(2, 370, 300)
	world.Face(s.w, e, plane.Point{Y: 1}, 0) // down: 40 behind is up, 30 to its right is left
	run(s.w, 150)
	s.expect(s.at(1).Sub(plane.Point{X: 340, Y: 260}).Len() < 6, "it goes 40 behind and 30 to the right of the enemy")
}

func wandersAbout(t *testing.T) {
	s := newStage(t, only(mind.Nobody, mind.Wander))
	turns, before := 0.0, plane.Point{X: 1}
	for range 240 {
		world.Place(s.w, 1, plane.Point{X: 300, Y: 300})
		world.Face(s.w, 1, before, 80)
		s.w.Step()
		now := s.velocity().Unit()
		if d := now.Dot(before); d < 0.9 {
			t.Fatalf("it turns suddenly: %v to %v", before, now)
		}
		turns += math.Abs(before.Cross(now))
		before = now
	}
	if turns < 0.5 {
		t.Errorf("it hardly turns: %v", turns)
	}
}

func avoidsObstacles(t *testing.T) {
	obstacle := world.Wall{Shape: plane.Circle(plane.Point{X: 400, Y: 303}, 25)}
	reach := func(weights map[mind.Steering]float64) float64 {
		s := newStage(t, steer(mind.EnemyBase, weights), obstacle)
		run(s.w, 75)
		return s.at(1).X
	}
	plain := reach(map[mind.Steering]float64{mind.Seek: 1})
	around := reach(map[mind.Steering]float64{mind.Seek: 1, mind.AvoidObstacles: 2})
	if around < plain+20 {
		t.Errorf("around the obstacle it gets to %v, straight to %v", around, plain)
	}
}

func avoidsWalls(t *testing.T) {
	wall := world.Wall{Shape: plane.Segment(plane.Point{X: 400, Y: 100}, plane.Point{X: 400, Y: 500})}
	s := newStage(t, steer(mind.Nobody, map[mind.Steering]float64{mind.AvoidWalls: 1, mind.Wander: 0.3}), wall)
	world.Face(s.w, 1, plane.Point{X: 1}, 100)
	nearest := math.Inf(1)
	for range 200 {
		s.w.Step()
		nearest = min(nearest, math.Abs(400-s.at(1).X))
	}
	if nearest < 6 {
		t.Errorf("it came as near as %v to the wall", nearest)
	}
}

// getsAround sends an agent into a cup that is open to the left, behind which its
// target lies.
func getsAround(t *testing.T, which mind.Steering) {
	t.Helper()
	cup := []world.Wall{
		{Shape: plane.Box(plane.Point{X: 420, Y: 200}, plane.Point{X: 430, Y: 400})},
		{Shape: plane.Box(plane.Point{X: 340, Y: 200}, plane.Point{X: 420, Y: 210})},
		{Shape: plane.Box(plane.Point{X: 340, Y: 390}, plane.Point{X: 420, Y: 400})},
	}
	base := plane.Point{X: 680, Y: 300} // of team 2
	s := newStage(t, steer(mind.EnemyBase, map[mind.Steering]float64{which: 1}), cup...)
	run(s.w, 400)
	s.expect(s.at(1).Sub(base).Len() < 40, "it gets around the walls to the base")
	s = newStage(t, only(mind.EnemyBase, mind.Seek), cup...)
	run(s.w, 400)
	s.expect(s.at(1).X < 420, "seeking alone it is caught")
}

func avoidsCollisions(t *testing.T) {
	least := func(weight float64) float64 {
		s := newStage(t, steer(mind.EnemyBase, map[mind.Steering]float64{mind.Seek: 1, mind.AvoidCollisions: weight}))
		s.idler(2, 400, 301)
		d := math.Inf(1)
		for range 60 {
			s.w.Step()
			d = min(d, math.Abs(s.at(1).Y-300))
			if s.at(1).X > 395 {
				break
			}
		}
		return math.Abs(s.at(1).Y - 300)
	}
	if plain, past := least(0), least(2); past < plain+5 {
		t.Errorf("it passes at %v beside its line, without at %v", past, plain)
	}
}

func separates(t *testing.T) {
	s := newStage(t, only(mind.Nobody, mind.Separate))
	s.idler(2, 311, 300)
	run(s.w, 60)
	s.expect(s.at(1).X < 292, "it goes away from its neighbour")
}

func aligns(t *testing.T) {
	s := newStage(t, only(mind.Nobody, mind.Align))
	e := s.idler(1, 320, 300)
	for range 30 {
		world.Place(s.w, e, s.at(1).Add(plane.Point{X: 20}))
		world.Face(s.w, e, plane.Point{Y: -1}, 60)
		s.w.Step()
	}
	v := s.velocity()
	s.expect(v.Y < -40 && math.Abs(v.X) < 15, "it goes up as its ally does")
}

func coheres(t *testing.T) {
	s := newStage(t, only(mind.Nobody, mind.Cohere))
	s.idler(1, 320, 340)
	s.idler(2, 270, 300) // an enemy is no flock
	run(s.w, 15)
	s.expect(s.at(1).X > 302 && s.at(1).Y > 304, "it goes to its ally")
}

func followsLeader(t *testing.T) {
	s := newStage(t, idle) // agent 1 leads
	s.w.Register(world.Behavior{Number: 7, Program: only(mind.Nobody, mind.FollowLeader)})
	e := put(t, s.w, 1, plane.Point{X: 360, Y: 380})
	s.w.Assign(world.Selection{Agents: []int32{e}}, 7)
	run(s.w, 150)
	d := s.at(e).Sub(s.at(1))
	if d.Len() > 45 || d.X > -5 {
		t.Errorf("it follows behind the leader: it is at %v from it", d)
	}
}

func interposes(t *testing.T) {
	s := newStage(t, only(mind.NearestAlly, mind.Interpose))
	s.idler(1, 340, 260)
	s.idler(2, 340, 360)
	run(s.w, 120)
	s.expect(s.at(1).Sub(plane.Point{X: 340, Y: 310}).Len() < 6, "it goes between ally and enemy")
}

func hides(t *testing.T) {
	s := newStage(t, only(mind.Nobody, mind.Hide), world.Wall{Shape: plane.Circle(plane.Point{X: 340, Y: 350}, 20)})
	s.idler(2, 300, 380)
	run(s.w, 150)
	_, seen := s.w.Walls()[0].Shape.Ray(plane.Point{X: 300, Y: 380}, s.at(1).Sub(plane.Point{X: 300, Y: 380}).Unit(), s.at(1).Sub(plane.Point{X: 300, Y: 380}).Len())
	s.expect(seen, "the obstacle is between it and the enemy")
}

func queues(t *testing.T) {
	speed := func(weight float64) float64 {
		s := newStage(t, steer(mind.EnemyBase, map[mind.Steering]float64{mind.Seek: 1, mind.Queue: weight}))
		e := s.idler(1, 318, 300)
		for range 20 {
			world.Place(s.w, e, s.at(1).Add(plane.Point{X: 14}))
			world.Face(s.w, e, plane.Point{X: 1}, 10)
			s.w.Step()
		}
		return s.velocity().Len()
	}
	if free, behind := speed(0), speed(5); behind > free/2 {
		t.Errorf("behind an ally it goes at %v, without the brake at %v", behind, free)
	}
}
