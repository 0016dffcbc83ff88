package world_test

import (
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

var scripted = world.Behavior{Number: 5, Name: "script", Script: true}

// script is a world in which agent 1 follows a script, agent 2 stands 75 to its right.
func script(t *testing.T) *world.World {
	t.Helper()
	w := duel(t, open(), 75, idle, idle)
	w.Register(scripted)
	w.Assign(world.Selection{Agents: []int32{1}}, 5)
	return w
}

// asked steps until something is asked.
func asked(t *testing.T, w *world.World) world.Batch {
	t.Helper()
	for range 10 {
		ignore(w)
		w.Step()
		if all := w.Asked(); len(all) > 0 && all[len(all)-1].Tick == w.Tick()-1 {
			return all[len(all)-1]
		}
	}
	t.Fatal("nothing is asked")
	return world.Batch{}
}

// ignore answers all that is asked with nothing.
func ignore(w *world.World) {
	for _, b := range w.Asked() {
		w.Answer(b.Tick, b.Behavior, nil)
	}
}

func goLeft(id int32) mind.Answer {
	answer := mind.Answer{Agent: id, Steps: 12, Memory: "left"}
	answer.Action.Target, answer.Action.Pace = mind.NearestEnemy, 1
	answer.Action.Weights[mind.Flee] = 5
	return answer
}

// A decision asked at a tick takes effect six ticks later, neither sooner nor later.
func TestAnAnswerTakesEffectAfterTheDelay(t *testing.T) {
	t.Parallel()
	w := script(t)
	b := asked(t, w)
	if len(b.Asks) != 1 || b.Behavior != 5 || b.Tick != w.Tick()-1 || b.Asks[0].Agent != 1 {
		t.Fatalf("it asks %+v", b)
	}
	ask := b.Asks[0]
	if len(ask.Neighbors) != 1 || !ask.Neighbors[0].Known || ask.Neighbors[0].Ally || ask.Neighbors[0].Health != 1 || ask.Senses[mind.EnemiesKnown] != 1 {
		t.Errorf("it is told %+v", ask)
	}
	w.Answer(b.Tick, 5, []mind.Answer{goLeft(1), goLeft(2), goLeft(77)})
	for w.Tick() < b.Tick+world.Delay {
		if in, _ := w.Inspect(1); in.Rule != "" {
			t.Fatalf("tick %d: it decided before its time", w.Tick())
		}
		w.Step()
	}
	w.Step()
	in, _ := w.Inspect(1)
	if in.Rule != "left" || in.DecidedTick != b.Tick+world.Delay || in.Target != 3 {
		t.Errorf("it follows %q, decided at %d, after %d", in.Rule, in.DecidedTick, in.Target)
	}
	if m, _ := w.AgentMetrics(1); m.ScriptSteps != 12 || w.Metrics()[0].ScriptSteps != 12 {
		t.Errorf("it took %d steps", m.ScriptSteps)
	}
	if m, _ := w.AgentMetrics(3); m.ScriptSteps != 0 {
		t.Error("who was not asked took steps")
	}
}

// Before the step in which it would take effect, a batch is due; who steps without it
// missed it.
func TestWhatIsDueMustBeAnswered(t *testing.T) {
	t.Parallel()
	w := script(t)
	b := asked(t, w)
	for w.Tick() < b.Tick+world.Delay {
		if _, due := w.Due(); due {
			t.Fatalf("tick %d: due too early", w.Tick())
		}
		w.Step()
	}
	if tick, due := w.Due(); !due || tick != b.Tick {
		t.Fatalf("due is %d, %v", tick, due)
	}
	copied, err := world.Decode(w.Encode(), []world.Behavior{scripted})
	if err != nil || len(copied.Asked()) != len(w.Asked()) {
		t.Fatalf("a copy asks %d: %v", len(copied.Asked()), err)
	}
	w.Step()
	if faults := w.TakeFaults(); len(faults) != 1 || faults[0].Tick != b.Tick || faults[0].Behavior != 5 || faults[0].Message != "no answer came" {
		t.Errorf("faults are %+v", faults)
	}
	if len(w.TakeFaults()) != 0 {
		t.Error("faults are told twice")
	}
}

// Three faults in a row and an agent wanders; a decision between begins anew; another
// assignment forgives.
func TestThreeFaultsAndItWanders(t *testing.T) {
	t.Parallel()
	w := script(t)
	failedAt := 0
	for n, fails := range []bool{true, true, false, true, true, true} {
		b := asked(t, w)
		answer := goLeft(1)
		if fails {
			answer = mind.Answer{Agent: 1, Fault: "no such thing", Line: 7}
		}
		w.Answer(b.Tick, 5, []mind.Answer{answer})
		for w.Tick() <= b.Tick+world.Delay {
			for _, other := range w.Asked() {
				if other.Tick != b.Tick {
					w.Answer(other.Tick, 5, nil)
				}
			}
			w.Step()
		}
		var s world.Snapshot
		w.Snapshot(&s)
		if s.States[0]&world.StateFailed != 0 && failedAt == 0 {
			failedAt = n + 1
		}
	}
	if failedAt != 6 {
		t.Errorf("it wandered after decision %d, want 6", failedAt)
	}
	in, _ := w.Inspect(1)
	if in.Fault != "line 7: no such thing" || in.Behavior != "wander" {
		t.Errorf("it tells %q and does %q", in.Fault, in.Behavior)
	}
	if f := w.TakeFaults(); len(f) != 1 || f[0].Line != 7 {
		t.Errorf("the same fault is told %d times: %+v", len(f), f)
	}
	from := where(t, w, 1)
	run(w, 60)
	if where(t, w, 1).Sub(from).Len() < 10 {
		t.Error("it does not wander")
	}
	w.Assign(world.Selection{Agents: []int32{1}}, 5)
	if in, _ := w.Inspect(1); in.Behavior != "script" || in.Fault != "" {
		t.Errorf("assigned anew it does %q, fault %q", in.Behavior, in.Fault)
	}
}

// A miss blames the behaviours named, and nobody else.
func TestAMissBlamesTheBehaviour(t *testing.T) {
	t.Parallel()
	w := script(t)
	w.Register(world.Behavior{Number: 6, Name: "other", Script: true})
	w.Assign(world.Selection{Agents: []int32{3}}, 6)
	tick := int32(-1)
	for range 6 {
		w.Step()
	}
	for _, b := range w.Asked() {
		tick = b.Tick
		w.Miss(b.Tick, []int32{6, 9}, "too late")
	}
	open := w.Asked()
	if len(open) != 1 || open[0].Behavior != 5 {
		t.Fatalf("open are %+v", open)
	}
	w.Answer(open[0].Tick, 5, nil)
	w.Miss(tick, []int32{5}, "again") // it was answered
	for range 8 {
		w.Step()
		ignore(w)
	}
	f := w.TakeFaults()
	if len(f) != 1 || f[0].Behavior != 6 || f[0].Message != "too late" || f[0].Agent != 3 {
		t.Errorf("faults are %+v", f)
	}
}

// Nonsense in an answer does no harm.
func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	w := script(t)
	b := asked(t, w)
	answer := goLeft(1)
	nan := 0.0
	nan /= nan
	answer.Action.Weights[mind.Seek], answer.Action.Weights[mind.Wander], answer.Action.Pace, answer.Action.Target = nan, 1e300, -4, 99
	answer.Action.OffsetX, answer.Action.Agent, answer.Steps = -1e300, 1, -5
	answer.Memory = "äöü" + string(make([]byte, 500))
	w.Answer(b.Tick, 5, []mind.Answer{answer, answer})
	run(w, 8)
	if err := w.Valid(); err != nil {
		t.Error(err)
	}
	if in, _ := w.Inspect(1); len([]rune(in.Rule)) != 64 || in.Target != 0 {
		t.Errorf("its memory has %d characters, its target is %d", len([]rune(in.Rule)), in.Target)
	}
	if w.Metrics()[0].ScriptSteps != 0 {
		t.Error("it took negative steps")
	}
}

// Scripts see the nearest 16, in order, and do not know strangers.
func TestScriptsSeeTheNearest(t *testing.T) {
	t.Parallel()
	c := open()
	c.AgentCount, c.MaxGroupSize = 25, 64
	w := mustMake(t, c, []world.TeamSetup{{Behavior: scripted}, {Behavior: world.Behavior{Number: 1, Program: idle}}})
	far := put(t, w, 2, plane.Point{X: 300, Y: 500})
	lone := put(t, w, 1, plane.Point{X: 300, Y: 380})
	run(w, 6)
	for _, b := range w.Asked() {
		for _, ask := range b.Asks {
			before := -1.0
			for _, n := range ask.Neighbors {
				d := plane.Point{X: n.X - ask.X, Y: n.Y - ask.Y}.Len()
				if d < before-1e-3 || d > 150.001 {
					t.Errorf("agent %d sees one at %v after one at %v", ask.Agent, d, before)
				}
				before = d
				if n.ID == far && (n.Known || n.Health != 0) {
					t.Error("a stranger is known")
				}
			}
			if ask.Agent != lone && len(ask.Neighbors) != mind.NeighborsMost {
				t.Errorf("agent %d sees %d", ask.Agent, len(ask.Neighbors))
			}
			if ask.Agent == lone && len(ask.Neighbors) == 0 {
				t.Error("the lone one sees nobody")
			}
		}
	}
}
