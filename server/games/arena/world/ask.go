package world

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"playhouse/server/games/arena/mind"
)

// Delay is how many ticks after it was asked a script's decision takes effect.
const Delay = 6

// Batch is what scripts are asked at a tick: one behaviour's agents, by id. It may be
// read until it is answered or missed, also while the world goes on.
type Batch struct {
	Tick     int32
	Behavior int32
	Asks     []mind.Ask
}

// Fault is something that failed in a behaviour.
type Fault struct {
	Tick     int32 // at which it was asked
	Agent    int32
	Behavior int32
	Line     int32 // 0 if unknown
	Message  string
}

// faultsKept bounds the faults that wait for their owner.
const faultsKept = 100

// pending is a batch until its answers take effect.
type pending struct {
	Batch
	settled bool
	answers []mind.Answer // by agent
}

// askScripts asks the agents with scripts whose turn it is.
func (w *World) askScripts() {
	a := &w.agents
	for i, id := range a.id {
		if a.flags[i]&alive == 0 || (w.tick+id)%w.scale.decide != 0 {
			continue
		}
		b, known := w.behaviorOf(i)
		if !known || !b.Script {
			continue
		}
		at, found := w.batch(w.tick, b.Number)
		if !found {
			w.asked = slices.Insert(w.asked, at, pending{Batch: Batch{Tick: w.tick, Behavior: b.Number}})
		}
		w.asked[at].Asks = append(w.asked[at].Asks, w.ask(i))
	}
}

// batch is where a batch is, or belongs, in the list.
func (w *World) batch(tick, behavior int32) (int, bool) {
	return slices.BinarySearchFunc(w.asked, Batch{Tick: tick, Behavior: behavior}, func(p pending, b Batch) int {
		return cmp.Or(cmp.Compare(p.Tick, b.Tick), cmp.Compare(p.Behavior, b.Behavior))
	})
}

// ask is what an agent's script is told. It is made anew, as who answers may still
// read it when the world has gone on.
func (w *World) ask(i int) mind.Ask {
	a := &w.agents
	ask := mind.Ask{Agent: a.id[i], X: a.x[i], Y: a.y[i], VX: a.vx[i], VY: a.vy[i], Memory: a.memory[i]}
	w.sense(i, &ask.Senses)
	w.gather(i, w.slot[i], w.config.VisualRange)
	most := min(mind.NeighborsMost, int(w.config.MaxGroupSize))
	if len(w.keys) > most {
		nearest(w.keys, most)
		w.keys = w.keys[:most]
	}
	slices.Sort(w.keys)
	ask.Neighbors = make([]mind.Neighbor, len(w.keys))
	for k, key := range w.keys {
		e := int(uint32(key))
		n := &ask.Neighbors[k]
		n.ID, n.Ally = a.id[e], a.team[e] == a.team[i]
		n.Known = n.Ally || math.Float32frombits(uint32(key>>32)) <= w.scale.known2
		n.X, n.Y, n.VX, n.VY = a.x[e], a.y[e], a.vx[e], a.vy[e]
		if n.Known {
			n.Health = a.health[e] / w.scale.most[a.team[e]]
		}
	}
	return ask
}

// Due tells the tick of a batch that must be answered or missed before the next Step;
// a Step without it counts it as missed.
func (w *World) Due() (tick int32, due bool) {
	for k := range w.asked {
		if p := &w.asked[k]; !p.settled && p.Tick+Delay <= w.tick {
			return p.Tick, true
		}
	}
	return 0, false
}

// Asked are the batches that were neither answered nor missed yet, oldest first.
func (w *World) Asked() []Batch {
	var open []Batch
	for k := range w.asked {
		if !w.asked[k].settled {
			open = append(open, w.asked[k].Batch)
		}
	}
	return open
}

// Answer is what a behaviour's agents decided when they were asked at a tick. Agents
// without an answer go on as before; answers to nothing that was asked are ignored.
func (w *World) Answer(tick, behavior int32, answers []mind.Answer) {
	at, found := w.batch(tick, behavior)
	if !found || w.asked[at].settled {
		return
	}
	p := &w.asked[at]
	p.settled = true
	p.answers = slices.Clone(answers)
	slices.SortStableFunc(p.answers, func(a, b mind.Answer) int { return cmp.Compare(a.Agent, b.Agent) })
	p.answers = slices.CompactFunc(p.answers, func(a, b mind.Answer) bool { return a.Agent == b.Agent })
	p.answers = slices.DeleteFunc(p.answers, func(a mind.Answer) bool {
		_, asked := slices.BinarySearchFunc(p.Asks, a.Agent, func(ask mind.Ask, id int32) int { return cmp.Compare(ask.Agent, id) })
		return !asked
	})
	for k := range p.answers {
		tidy(&p.answers[k])
	}
}

// tidy bounds what an answer holds.
func tidy(a *mind.Answer) {
	const memoryMost, messageMost = 64, 400
	a.Memory, a.Fault = cut(a.Memory, memoryMost), cut(a.Fault, messageMost)
	a.Steps, a.Line = max(a.Steps, 0), max(a.Line, 0)
}

// cut is the first characters of a text.
func cut(text string, most int) string {
	if !utf8.ValidString(text) {
		return ""
	}
	for at := range text {
		if most == 0 {
			return text[:at]
		}
		most--
	}
	return text
}

// Miss tells that behaviours did not answer what they were asked at a tick: a fault
// of each agent that was asked.
func (w *World) Miss(tick int32, behaviors []int32, why string) {
	for _, b := range behaviors {
		at, found := w.batch(tick, b)
		if !found || w.asked[at].settled {
			continue
		}
		answers := make([]mind.Answer, len(w.asked[at].Asks))
		for k, ask := range w.asked[at].Asks {
			answers[k] = mind.Answer{Agent: ask.Agent, Fault: why}
			if why == "" {
				answers[k].Fault = "no answer came"
			}
		}
		w.Answer(tick, b, answers)
	}
}

// takeAnswers lets what was asked Delay ticks ago take effect.
func (w *World) takeAnswers() {
	for len(w.asked) > 0 && w.asked[0].Tick+Delay <= w.tick {
		if p := &w.asked[0]; !p.settled {
			w.Miss(p.Tick, []int32{p.Behavior}, "")
		}
		p := w.asked[0]
		w.asked = slices.Delete(w.asked, 0, 1)
		for k := range p.answers {
			w.takeAnswer(&p, &p.answers[k])
		}
	}
}

// takeAnswer lets an agent do what its script decided, unless it fell or does
// something else since.
func (w *World) takeAnswer(p *pending, answer *mind.Answer) {
	a := &w.agents
	i := a.find(answer.Agent)
	if i < 0 || a.flags[i]&alive == 0 {
		return
	}
	if b, known := w.behaviorOf(i); !known || b.Number != p.Behavior {
		return
	}
	a.steps[i] += float64(answer.Steps)
	w.teams[a.team[i]].steps += float64(answer.Steps)
	if answer.Fault != "" {
		w.fault(i, Fault{Tick: p.Tick, Agent: answer.Agent, Behavior: p.Behavior, Line: answer.Line, Message: answer.Fault})
		return
	}
	a.faults[i] = 0
	a.memory[i] = answer.Memory
	a.decided[i] = w.tick
	w.decisions++
	s := w.see(i)
	w.note(i, &s)
	w.want(i, &answer.Action)
	w.aim(i, &answer.Action, &s)
}

// fault counts a fault of an agent's behaviour; with the third in a row it wanders.
func (w *World) fault(i int, f Fault) {
	a := &w.agents
	a.faults[i]++
	if a.faults[i] >= faultsMost {
		a.flags[i] |= failed
		a.pursuit[i], a.target[i] = nothing, 0
		w.wander(i)
	}
	at, found := slices.BinarySearchFunc(w.last, f.Behavior, func(l Fault, number int32) int { return cmp.Compare(l.Behavior, number) })
	if !found {
		w.last = slices.Insert(w.last, at, f)
	}
	w.last[at] = f
	told := slices.ContainsFunc(w.faults, func(t Fault) bool { return t.Behavior == f.Behavior && t.Line == f.Line })
	if !told && len(w.faults) < faultsKept {
		w.faults = append(w.faults, f)
	}
}

// TakeFaults hands over the faults since the last call: of each behaviour and line
// the first, and 100 at most.
func (w *World) TakeFaults() []Fault {
	f := w.faults
	w.faults = nil
	return f
}
