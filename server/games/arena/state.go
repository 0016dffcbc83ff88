package arena

import (
	"slices"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// State is a world as far as the log tells: a value, whose slices and messages are
// replaced and never changed.
type State struct {
	setup     *arenav1.Setup // as ordered: what a reset begins with
	wallsMade int32          // the last wall's id

	running bool
	speed   float64
	stopAt  int32 // the tick that stepping goes to
	asleep  bool

	orders  int32   // given so far
	waiting []Given // not taken yet
	runs    []Run   // the last one is played
	tick    int32   // the last that the log knows of the run
	epoch   int64

	faults []fault
	result *arenav1.Result
	ended  bool
}

// Given is an order with its number, and who gave it.
type Given struct {
	Number int32
	Seat   int32
	Order  *arenav1.Order
}

// Taken is an order with the tick at which it takes effect.
type Taken struct {
	Given
	Tick int32
}

// Mark is the state's hash at a tick.
type Mark struct {
	Tick int32
	Hash uint64
}

// Missed is a batch of scripts that did not answer: asked at Tick, of these
// behaviours.
type Missed struct {
	Tick      int32
	Behaviors []int32
	Message   string
}

// Run is a world from its beginning to its end or its reset: all that is needed to
// compute it again.
type Run struct {
	Number int32 // from 1
	Setup  *arenav1.Setup
	Orders []Taken
	Marks  []Mark
	Missed []Missed
	Last   int32 // the last tick that is known
}

type fault struct {
	run, tick, behavior int32
	message             string
}

// faultsKept is how many faults the view remembers.
const faultsKept = 20

// Run returns the run with a number; the newest for 0.
func (s State) Run(number int32) (Run, bool) {
	if number == 0 {
		number = int32(len(s.runs))
	}
	if number < 1 || int(number) > len(s.runs) {
		return Run{}, false
	}
	return s.runs[number-1], true
}

// Runs is how many runs there were.
func (s State) Runs() int32 { return int32(len(s.runs)) }

// Waiting are the orders that were not taken yet.
func (s State) Waiting() []Given { return s.waiting }

// Orders is the number of the last order.
func (s State) Orders() int32 { return s.orders }

// Epoch is the last owner's.
func (s State) Epoch() int64 { return s.epoch }

// Ended is true when nothing will happen any more.
func (s State) Ended() bool { return s.ended }

// Moves is true while time passes after a tick, at the speed that is returned.
func (s State) Moves(tick int32) (speed float64, moves bool) {
	return s.speed, !s.ended && (s.running || tick < s.stopAt)
}

// changeRun returns the runs with the newest one changed.
func (s State) changeRun(change func(*Run)) []Run {
	runs := slices.Clone(s.runs)
	change(&runs[len(runs)-1])
	return runs
}

// with appends to a slice that older states share.
func with[T any](all []T, more ...T) []T { return append(slices.Clip(all), more...) }

// BehaviorOf returns the behaviour with a number in a run: 1 to 8 are the teams' at
// the beginning, orderBase and an order's number are the order's.
func (r Run) BehaviorOf(number int32) (*arenav1.BehaviorCopy, bool) {
	if number < 1 {
		return nil, false
	}
	if teams := r.Setup.GetTeams(); int(number) <= len(teams) {
		return teams[number-1].GetBehavior(), true
	}
	for _, o := range r.Orders {
		if orderBase+o.Number == number {
			b := orderedBehavior(o.Order)
			return b, b != nil
		}
	}
	return nil, false
}

// orderBase is where the numbers of ordered behaviours begin.
const orderBase = 8

// orderedBehavior is the behaviour that an order brings; nil for none.
func orderedBehavior(o *arenav1.Order) *arenav1.BehaviorCopy {
	switch k := o.GetKind().(type) {
	case *arenav1.Order_Add_:
		return k.Add.GetBehavior()
	case *arenav1.Order_Assign_:
		return k.Assign.GetBehavior()
	case *arenav1.Order_Force_:
		return k.Force.GetBehavior()
	default:
		return nil
	}
}
