package world_test

import (
	"testing"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// ends runs until the world ends.
func ends(t *testing.T, w *world.World, most int) world.Result {
	t.Helper()
	for range most {
		w.Step()
		if r, over := w.Result(); over {
			if r.Tick != w.Tick() || r.Hash != w.Hash() || len(r.Teams) == 0 {
				t.Errorf("the result is not of this tick: %+v", r)
			}
			return r
		}
	}
	t.Fatalf("it does not end in %d ticks", most)
	return world.Result{}
}

func ended(kind world.EndKind, target, seconds int32) world.Config {
	c := open()
	c.End = world.End{Kind: kind, Target: target, Seconds: seconds}
	return c
}

func expectEnd(t *testing.T, r world.Result, winner int32, reason world.EndKind) {
	t.Helper()
	if r.Winner != winner || r.Reason != reason {
		t.Errorf("team %d wins by %d, want team %d by %d", r.Winner, r.Reason, winner, reason)
	}
}

func TestTheLastTeamStandingWins(t *testing.T) {
	t.Parallel()
	for _, kind := range []world.EndKind{world.EndUnspecified, world.EndLastTeam} {
		w := duel(t, ended(kind, 0, 0), 20, idle, strikes)
		expectEnd(t, ends(t, w, 600), 2, world.EndLastTeam)
	}
	// Who comes back still stands.
	c := ended(world.EndLastTeam, 0, 30)
	c.Respawn, c.BaseDamage = true, 1000
	expectEnd(t, ends(t, duel(t, c, 20, idle, strikes), 1000), 2, world.EndTime)
}

func TestTheKillTargetWins(t *testing.T) {
	t.Parallel()
	c := ended(world.EndKills, 3, 0)
	c.Respawn, c.RespawnMs, c.BaseDamage = true, 100, 1000
	w := duel(t, c, 20, idle, strikes)
	r := ends(t, w, 2000)
	expectEnd(t, r, 2, world.EndKills)
	if r.Teams[1].Kills != 3 {
		t.Errorf("it has %d kills", r.Teams[1].Kills)
	}
	c.End.Target = 0 // ten times the agents
	if r := ends(t, duel(t, c, 20, idle, strikes), 4000); r.Teams[1].Kills != 10 {
		t.Errorf("it has %d kills, want 10", r.Teams[1].Kills)
	}
}

func TestTimeIsWonByKillsThenTheLivingThenHealth(t *testing.T) {
	t.Parallel()
	w := duel(t, ended(world.EndTime, 0, 2), 200, idle, idle)
	r := ends(t, w, 100)
	expectEnd(t, r, 0, world.EndTime)
	if r.Tick != 60 {
		t.Errorf("2 s are over at tick %d", r.Tick)
	}
	w = duel(t, ended(world.EndTime, 0, 2), 200, idle, idle)
	world.Wound(w, 3, 0.5)
	expectEnd(t, ends(t, w, 100), 1, world.EndTime)
	w = duel(t, ended(world.EndTime, 0, 2), 200, idle, idle)
	world.Wound(w, 3, 0.1)
	world.Place(w, put(t, w, 2, plane.Point{X: 600, Y: 100}), plane.Point{X: 700, Y: 100})
	expectEnd(t, ends(t, w, 100), 2, world.EndTime)
	if r := ends(t, duel(t, ended(world.EndTime, 0, 0), 200, idle, idle), 10000); r.Tick != 9000 {
		t.Errorf("the usual time is 300 s, not %d ticks", r.Tick)
	}
}

func TestTheFirstTeamSurvivesOrNot(t *testing.T) {
	t.Parallel()
	expectEnd(t, ends(t, duel(t, ended(world.EndSurvival, 0, 3), 300, idle, strikes), 200), 1, world.EndSurvival)
	expectEnd(t, ends(t, duel(t, ended(world.EndSurvival, 0, 60), 20, idle, strikes), 2000), 2, world.EndSurvival)
}

func TestControlPointsAreHeldByStandingThereAlone(t *testing.T) {
	t.Parallel()
	c := ended(world.EndControl, 2, 0)
	c.AgentCount = 1
	w, err := world.New(world.Setup{Config: c, Points: []world.ControlPoint{{ID: 1, Centre: plane.Point{X: 400, Y: 300}, Radius: 50}}, Teams: teamsOf(idle, idle)})
	if err != nil {
		t.Fatal(err)
	}
	holder := func() int32 {
		var s world.Snapshot
		w.Snapshot(&s)
		return s.Holders[0]
	}
	run(w, 5)
	if holder() != 0 {
		t.Error("nobody stands there")
	}
	world.Place(w, 2, plane.Point{X: 420, Y: 300})
	run(w, 5)
	if holder() != 2 {
		t.Error("team 2 stands there alone")
	}
	world.Place(w, 1, plane.Point{X: 380, Y: 300})
	run(w, 5)
	if holder() != 2 {
		t.Error("it stays theirs while both stand there")
	}
	world.Place(w, 2, plane.Point{X: 700, Y: 300})
	run(w, 5)
	if holder() != 1 {
		t.Error("now team 1 stands there alone")
	}
	world.Place(w, 1, plane.Point{X: 100, Y: 300})
	run(w, 5)
	if holder() != 1 {
		t.Error("it stays theirs when they go")
	}
	expectEnd(t, ends(t, w, 200), 1, world.EndControl)
	// The usual target, and the points that the seed draws for this end.
	c.End.Target = 0
	if _, points := world.Draw(c); len(points) != 3 {
		t.Errorf("%d points are drawn, want 3", len(points))
	}
}

// A sandbox does not end, and a result stays what it was.
func TestAResultStays(t *testing.T) {
	t.Parallel()
	w := duel(t, ended(world.EndTime, 0, 1), 200, idle, idle)
	first := ends(t, w, 100)
	run(w, 50)
	again, over := w.Result()
	if !over || again.Tick != first.Tick || again.Hash != first.Hash || w.Tick() != 80 {
		t.Errorf("the result became %+v", again)
	}
	w = duel(t, ended(world.EndNever, 0, 1), 20, idle, strikes)
	run(w, 500)
	if _, over := w.Result(); over || w.Agents() != 1 {
		t.Error("a sandbox ended")
	}
}
