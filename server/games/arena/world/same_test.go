package world_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// answers is what scripts decide here: it follows from what they are asked, and fails
// now and then.
func answers(b world.Batch) []mind.Answer {
	out := make([]mind.Answer, 0, len(b.Asks))
	for _, ask := range b.Asks {
		answer := mind.Answer{Agent: ask.Agent, Steps: int32(len(ask.Neighbors)), Memory: fmt.Sprint("n", len(ask.Memory))}
		answer.Action.Pace, answer.Action.Strike = 1, true
		answer.Action.Weights[mind.Pursue], answer.Action.Weights[mind.Separate], answer.Action.Weights[mind.Wander] = 1, 1, 1
		for _, n := range ask.Neighbors {
			if n.Known && !n.Ally {
				answer.Action.Agent = n.ID
				break
			}
		}
		if (b.Tick+ask.Agent)%23 == 0 {
			answer.Fault, answer.Line = "division by zero", 3
		}
		out = append(out, answer)
	}
	return out
}

// attend answers what is due.
func attend(w *world.World) {
	for _, b := range w.Asked() {
		switch {
		case b.Tick+world.Delay > w.Tick():
		case b.Tick%191 == 0:
			w.Miss(b.Tick, []int32{b.Behavior}, "too late")
		default:
			w.Answer(b.Tick, b.Behavior, answers(b))
		}
	}
}

// orders are given at some ticks.
func orders(t *testing.T, w *world.World, c world.Config) {
	switch at := w.Tick(); {
	case at%700 == 350:
		_ = w.EditWalls([]world.Wall{{Shape: plane.Circle(plane.Point{X: float64(at%800) + 1, Y: 300}, 20)}}, []int32{at / 700})
	case at%900 == 100:
		if _, err := w.Add(world.Add{Team: at/900%3 + 1, Count: 5}); err != nil {
			t.Fatal(err)
		}
	case at%900 == 800:
		w.Remove(world.Selection{Agents: []int32{at/300 + 1, at/300 + 2, at/300 + 3}})
	case at%1100 == 0:
		w.Assign(world.Selection{Team: 1}, at/1100%5)
	case at%1300 == 40:
		w.Force(world.Selection{Team: 2}, 1, 60)
	case at%1500 == 1499:
		c.BaseSpeed, c.AgentRadius, c.BaseHealth = float64(60+at/100), 4+float64(at%3), float64(80+at/200)
		if err := w.Configure(c); err != nil {
			t.Fatal(err)
		}
	}
}

// The same setup, orders and answers give the same hash at every tick; also when one
// of two worlds is written and read again and again.
func TestEqualWorldsStayEqual(t *testing.T) {
	t.Parallel()
	c := world.Defaults()
	c.Teams, c.AgentCount, c.Respawn, c.End.Kind, c.ControlPoints, c.Seed = 3, 8, true, world.EndNever, 2, "same"
	path := steer(mind.EnemyBase, map[mind.Steering]float64{mind.FollowPath: 1, mind.AvoidWalls: 1, mind.Separate: 1})
	flow := steer(mind.ControlPoint, map[mind.Steering]float64{mind.FollowFlow: 1, mind.AvoidObstacles: 1, mind.Hide: 1})
	behaviors := []world.Behavior{
		{Number: 1, Name: "attack", Program: program(attack)}, {Number: 2, Name: "script", Script: true},
		{Number: 3, Name: "path", Program: path}, {Number: 4, Name: "flow", Program: flow},
	}
	teams := []world.TeamSetup{{Behavior: behaviors[0]}, {Behavior: behaviors[1]}, {Behavior: behaviors[2]}}
	one, two := mustMake(t, c, teams), mustMake(t, c, teams)
	one.Register(behaviors[3])
	two.Register(behaviors[3])
	for tick := range 10000 {
		if one.Hash() != two.Hash() {
			t.Fatalf("tick %d: the worlds differ", tick)
		}
		if tick%997 == 996 {
			var err error
			if two, err = world.Decode(two.Encode(), behaviors); err != nil {
				t.Fatalf("tick %d: %v", tick, err)
			}
		}
		for _, w := range []*world.World{one, two} {
			orders(t, w, c)
			attend(w)
			w.Step()
		}
	}
	if m := one.Metrics(); m[0].Kills == 0 || m[1].ScriptSteps == 0 || m[2].Distance == 0 {
		t.Fatalf("nothing happened: %+v", m)
	}
}

// golden are three worlds whose hashes are kept.
func golden() map[string]world.Config {
	small := world.Defaults()
	small.Seed, small.Respawn, small.End.Kind = "golden", true, world.EndNever
	crowded := crowd(150)
	crowded.Seed, crowded.TickRate, crowded.ControlPoints = "crowded", 60, 3
	slow := world.Defaults()
	slow.Seed, slow.TickRate, slow.BaseSpeed, slow.Teams, slow.Respawn = "slow", 1, 600, 8, true
	slow.End = world.End{Kind: world.EndTime, Seconds: 500}
	return map[string]world.Config{"small": small, "crowded": crowded, "slow": slow}
}

var update = flag.Bool("update", false, "rewrite the golden files")

// The hashes of three worlds are those of this engine: whoever changes one raises
// Engine, and runs with -update.
func TestHashesAreThoseOfTheEngine(t *testing.T) {
	t.Parallel()
	var got strings.Builder
	for _, name := range []string{"small", "crowded", "slow"} {
		w := mustMake(t, golden()[name], mix(int(golden()[name].Teams)))
		for _, tick := range []int32{1, 100, 1000, 10000} {
			run(w, int(tick-w.Tick()))
			fmt.Fprintf(&got, "engine %d %s tick %d hash %016x\n", world.Engine, name, tick, w.Hash())
		}
	}
	const file = "testdata/hashes.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("hashes changed; got\n%s\nwant\n%s", got.String(), want)
	}
}

// Nothing is allocated in a tick once all memory is there.
func TestTicksAllocateNothing(t *testing.T) {
	w := mustMake(t, crowd(300), mix(3))
	run(w, 300)
	if n := testing.AllocsPerRun(200, w.Step); n != 0 {
		t.Errorf("a tick allocates %v times", n)
	}
	if n := testing.AllocsPerRun(10, func() { w.Hash() }); n != 0 {
		t.Errorf("a hash allocates %v times", n)
	}
}
