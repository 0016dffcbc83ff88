package arena

import (
	"fmt"
	"slices"
	"strconv"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// Apply is the state after an event.
func (Game) Apply(s State, e *arenav1.Event) (State, error) {
	switch k := e.GetKind().(type) {
	case *arenav1.Event_Created_:
		return s.create(k.Created), nil
	case *arenav1.Event_Ordered_:
		return s.order(k.Ordered)
	case *arenav1.Event_Owned_:
		s.epoch = k.Owned.GetEpoch()
		return s, nil
	case *arenav1.Event_Taken_:
		return s.take(k.Taken)
	case *arenav1.Event_Marked_:
		return s.mark(k.Marked.GetTick(), k.Marked.GetHash()), nil
	case *arenav1.Event_Faulted_:
		return s.miss(k.Faulted), nil
	case *arenav1.Event_Slept_:
		s = s.mark(k.Slept.GetTick(), k.Slept.GetHash())
		s.running, s.stopAt, s.asleep = false, 0, true
		return s, nil
	case *arenav1.Event_Ended_:
		return s.finish(k.Ended.GetResult()), nil
	default:
		return s, fmt.Errorf("unknown event %T", k)
	}
}

func (s State) create(c *arenav1.Event_Created) State {
	s.speed = 1
	return s.prepare(c.GetSetup()).begin(c.GetSetup())
}

// begin starts a run.
func (s State) begin(setup *arenav1.Setup) State {
	s.tick, s.stopAt = 0, 0
	s.runs = with(s.runs, Run{Number: int32(len(s.runs)) + 1, Setup: setup})
	return s
}

// prepare is what is seen of a setup before it is played.
func (s State) prepare(setup *arenav1.Setup) State {
	s.setup = setup
	for _, w := range setup.GetWalls() {
		s.wallsMade = max(s.wallsMade, w.GetId())
	}
	return s
}

// ordering changes the setup as ordered.
func (s State) ordering(change func(*arenav1.Setup)) State {
	old := s.setup
	setup := &arenav1.Setup{
		Config: old.GetConfig(), Walls: old.GetWalls(), Points: old.GetPoints(), Teams: old.GetTeams(), Engine: old.GetEngine(), Drawn: old.GetDrawn(),
	}
	change(setup)
	return s.prepare(setup)
}

// order remembers an order until it is taken. What it says of time, walls and
// parameters is seen at once.
func (s State) order(o *arenav1.Event_Ordered) (State, error) {
	s.orders++
	s.waiting = with(s.waiting, Given{Number: s.orders, Seat: o.GetSeat(), Order: o.GetOrder()})
	switch k := o.GetOrder().GetKind().(type) {
	case *arenav1.Order_Start_:
		s.running, s.asleep = true, false
	case *arenav1.Order_Pause_:
		s.running = false
	case *arenav1.Order_Step_:
		s.asleep = false
	case *arenav1.Order_Speed_:
		s.speed = k.Speed.GetSpeed()
	case *arenav1.Order_Walls_:
		s = s.rebuild(k.Walls)
	case *arenav1.Order_Configure_:
		s = s.ordering(func(n *arenav1.Setup) { n.Config = k.Configure.GetConfig() })
	case *arenav1.Order_Assign_:
		s = s.ordering(func(n *arenav1.Setup) { n.Teams = assigned(n.GetTeams(), k.Assign) })
	case *arenav1.Order_Reset_:
		s = s.prepare(k.Reset_.GetSetup())
	case *arenav1.Order_Add_, *arenav1.Order_Remove_, *arenav1.Order_Force_:
		// Only the simulation changes.
	default:
		return s, fmt.Errorf("unknown order %T", k)
	}
	return s, nil
}

func (s State) rebuild(w *arenav1.Order_Walls) State {
	return s.ordering(func(n *arenav1.Setup) {
		kept := slices.DeleteFunc(slices.Clone(n.GetWalls()), func(old *arenav1.Wall) bool {
			return slices.Contains(w.GetRemove(), old.GetId())
		})
		n.Walls, n.Drawn = with(kept, w.GetAdd()...), false
	})
}

// assigned is the teams after one of them got a behaviour as a whole.
func assigned(teams []*arenav1.TeamSetup, a *arenav1.Order_Assign) []*arenav1.TeamSetup {
	i := int(a.GetWho().GetTeam()) - 1
	if i < 0 || i >= len(teams) || len(a.GetWho().GetAgents()) > 0 {
		return teams
	}
	teams = slices.Clone(teams)
	teams[i] = &arenav1.TeamSetup{Name: teams[i].GetName(), Behavior: a.GetBehavior()}
	return teams
}

// take gives the waiting orders their tick. A reset among them begins a new run at
// tick 0, and those after it belong to that.
func (s State) take(t *arenav1.Event_Taken) (State, error) {
	s = s.mark(t.GetTick(), t.GetHash())
	for len(s.waiting) > 0 && s.waiting[0].Number <= t.GetThrough() {
		o := s.waiting[0]
		s.waiting = s.waiting[1:]
		at := s.tick
		s.runs = s.changeRun(func(r *Run) { r.Orders = with(r.Orders, Taken{Given: o, Tick: at}) })
		switch k := o.Order.GetKind().(type) {
		case *arenav1.Order_Step_:
			s.stopAt = at + k.Step.GetTicks()
		case *arenav1.Order_Start_, *arenav1.Order_Pause_:
			s.stopAt = 0
		case *arenav1.Order_Reset_:
			s = s.begin(k.Reset_.GetSetup())
		default:
		}
	}
	return s, nil
}

// finish notes how the world came out; by hand there is no hash.
func (s State) finish(r *arenav1.Result) State {
	s.result, s.ended, s.running, s.waiting = r, true, false, nil
	if hash, err := strconv.ParseUint(r.GetHash(), 16, 64); err == nil {
		return s.mark(r.GetTick(), hash)
	}
	return s
}

// mark notes the state's hash.
func (s State) mark(tick int32, hash uint64) State {
	s.tick = tick
	s.runs = s.changeRun(func(r *Run) {
		r.Last = max(r.Last, tick)
		if n := len(r.Marks); n == 0 || r.Marks[n-1].Tick != tick {
			r.Marks = with(r.Marks, Mark{Tick: tick, Hash: hash})
		}
	})
	return s
}

func (s State) miss(f *arenav1.Event_Faulted) State {
	s.runs = s.changeRun(func(r *Run) {
		r.Missed = with(r.Missed, Missed{Tick: f.GetTick(), Behaviors: f.GetBehaviors(), Message: f.GetMessage()})
		r.Last = max(r.Last, f.GetTick())
	})
	for _, b := range f.GetBehaviors() {
		s.faults = with(s.faults, fault{run: s.Runs(), tick: f.GetTick(), behavior: b, message: f.GetMessage()})
	}
	s.faults = s.faults[max(0, len(s.faults)-faultsKept):]
	return s
}
