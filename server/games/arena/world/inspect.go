package world

import (
	"cmp"
	"fmt"
	"slices"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
)

// Inspection is what an agent thinks: see frame.proto.
type Inspection struct {
	Agent       int32
	Team        int32 // from 1
	Alive       bool
	Behavior    string // the behaviour's name
	Rule        string // the rule that decided last; for a script its memory
	RuleNumber  int32  // from 1; 0 for none
	DecidedTick int32  // -1 for never
	Target      int32  // 0 for nobody
	Position    plane.Point
	Velocity    plane.Point
	Health      float64 // units of health
	Energy      float64 // 0 to 100
	Senses      mind.Senses
	Forces      [mind.SteeringCount]plane.Point // weighted, before they are blended
	Fault       string                          // what failed last; empty for nothing
}

// Inspect tells what an agent thinks; false when there is none with this id. It
// changes nothing.
func (w *World) Inspect(id int32) (Inspection, bool) {
	one := w.InspectAll(id)
	if len(one) == 0 {
		return Inspection{}, false
	}
	return one[0], true
}

// InspectAll is Inspect for several; those that are not there are left out.
func (w *World) InspectAll(ids ...int32) []Inspection {
	var all []Inspection
	for _, id := range ids {
		i := w.agents.find(id)
		if i < 0 {
			continue
		}
		if len(all) == 0 {
			w.look() // costs as much as all agents: once for all that are asked for
		}
		all = append(all, w.inspect(i))
	}
	return all
}

// TeamOf is an agent's team, from 1; 0 when there is none with this id.
func (w *World) TeamOf(id int32) int32 {
	if i := w.agents.find(id); i >= 0 {
		return int32(w.agents.team[i]) + 1
	}
	return 0
}

func (w *World) inspect(i int) Inspection {
	a := &w.agents
	in := Inspection{
		Agent: a.id[i], Team: int32(a.team[i]) + 1, Alive: a.flags[i]&alive != 0, Behavior: "wander",
		RuleNumber: a.rule[i], DecidedTick: a.decided[i], Target: a.target[i],
		Position: w.at(i), Velocity: plane.Point{X: a.vx[i], Y: a.vy[i]}, Health: a.health[i], Energy: a.energy[i],
	}
	b, known := w.behaviorOf(i)
	if known {
		in.Behavior, in.Rule = b.Name, a.memory[i]
		if b.Program != nil {
			in.Rule = b.Program.Rule(a.rule[i])
		}
	}
	if a.faults[i] > 0 {
		in.Fault = w.lastFault(i)
	}
	if in.Alive {
		w.sense(i, &in.Senses)
		in.Forces = w.forces(i)
	}
	return in
}

// lastFault is what failed last in what an agent does, or did before it wandered.
func (w *World) lastFault(i int) string {
	number := w.agents.behavior[i]
	if w.agents.forcedUntil[i] > w.tick {
		number = w.agents.forced[i]
	}
	at, found := slices.BinarySearchFunc(w.last, number, func(l Fault, n int32) int { return cmp.Compare(l.Behavior, n) })
	switch {
	case !found:
		return ""
	case w.last[at].Line > 0:
		return fmt.Sprintf("line %d: %s", w.last[at].Line, w.last[at].Message)
	default:
		return w.last[at].Message
	}
}

// forces are the weighted forces of an agent, by steering.
func (w *World) forces(i int) [mind.SteeringCount]plane.Point {
	var all [mind.SteeringCount]plane.Point
	s := w.steeringOf(i)
	for place, which := range order {
		if uint32(w.agents.mask[i])&(1<<place) != 0 {
			all[which] = w.force(i, &s, which).Mul(float64(w.agents.weight[i*weights+place]))
		}
	}
	return all
}
