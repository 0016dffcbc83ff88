package world

import "playhouse/server/games/arena/mind"

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

// Due tells the tick of a batch that must be answered or missed before the next Step;
// a Step without it counts it as missed.
func (w *World) Due() (tick int32, due bool) { return 0, false }

// Asked are the batches that were neither answered nor missed yet, oldest first.
func (w *World) Asked() []Batch { return nil }

// Answer is what a behaviour's agents decided when they were asked at a tick. Agents
// without an answer go on as before; answers to nothing that was asked are ignored.
func (w *World) Answer(tick, behavior int32, answers []mind.Answer) {}

// Miss tells that behaviours did not answer what they were asked at a tick: a fault
// of each agent that was asked.
func (w *World) Miss(tick int32, behaviors []int32, why string) {}

// TakeFaults hands over the faults since the last call: of each behaviour and line
// the first, and 100 at most.
func (w *World) TakeFaults() []Fault { return nil }
