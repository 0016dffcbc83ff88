package simulate

import (
	"math/rand/v2"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic"
	"playhouse/server/session"
)

// WorkResult is what repeating one action at one place brings, turn after turn,
// until it is refused, the hull is down to a third, or stretch turns have
// passed. What is found is sold nowhere: it counts for its base value.
type WorkResult struct {
	// Action is scan, mine or salvage.
	Action string `json:"action"`
	// Stretches is how many times it was tried.
	Stretches int `json:"stretches"`
	// Turns is how long a stretch lasted, in the mean.
	Turns float64 `json:"turns"`
	// PerTurn is the net worth earned a turn.
	PerTurn float64 `json:"per_turn"`
	// HullPerTurn is the hull lost a turn.
	HullPerTurn float64 `json:"hull_per_turn"`
	// Late is what a turn brings after the fifth of a stretch.
	Late float64 `json:"late"`
	// Lost is the share of stretches that ended the voyage.
	Lost float64 `json:"lost"`
}

const (
	stretch = 20
	early   = 5
)

func (o Options) work() (list []WorkResult, err error) {
	for _, job := range []struct {
		action, module string
		command        func(*world) session.Command[cosmic.State, *cosmicv1.Event]
		places         []string
	}{
		{"scan", "", func(w *world) session.Command[cosmic.State, *cosmicv1.Event] {
			return ask(w, cosmic.Game.Scan, &cosmicv1.ScanRequest{})
		}, nil},
		{"mine", "mining_laser", func(w *world) session.Command[cosmic.State, *cosmicv1.Event] {
			return ask(w, cosmic.Game.Mine, &cosmicv1.MineRequest{})
		}, o.Balance.Mine.NodeTypes},
		{"salvage", "salvager", func(w *world) session.Command[cosmic.State, *cosmicv1.Event] {
			return ask(w, cosmic.Game.Salvage, &cosmicv1.SalvageRequest{})
		}, o.Balance.Salvage.NodeTypes},
	} {
		all, err := each(o, o.Searches, func(i int) (labour, error) {
			w, ok, err := o.positions("work/"+job.action, i, func(v *cosmicv1.View) bool { return fitFor(v, job.places, job.module) })
			if err != nil || !ok {
				return labour{}, err
			}
			if job.module != "" && !has(w.view(), job.module) && !w.do(w.game.Stage("", job.module)) {
				return labour{}, nil
			}
			return toil(w, job.command, rand.New(rand.NewPCG(uint64(i), 2))), nil //nolint:gosec // a simulation, not a secret
		})
		if err != nil {
			return nil, err
		}
		list = append(list, sumWork(job.action, all))
	}
	return list, nil
}

func has(v *cosmicv1.View, module string) bool {
	for _, s := range v.GetShip().GetSlots() {
		if s.GetModule().GetId() == module {
			return true
		}
	}
	return false
}

// fitFor is true where a kind of work can be done by a whole ship with room for
// the tool.
func fitFor(v *cosmicv1.View, places []string, module string) bool {
	if v.GetCaptain().GetInPod() || v.GetShip().GetHull() < v.GetShip().GetMaxHull()*2/3 || v.GetCaptain().GetFuel() < 40 {
		return false
	}
	room := module == "" || has(v, module)
	for _, s := range v.GetShip().GetSlots() {
		room = room || s.GetKind() == "high" && s.GetModule() == nil
	}
	right := len(places) == 0
	for _, kind := range places {
		right = right || kind == v.GetLocation().GetNodeType()
	}
	return room && right
}

// labour is what a stretch brought.
type labour struct {
	turns, earned, hull         int32
	lateTurns, lateEarned, lost int32
}

func toil(w world, command func(*world) session.Command[cosmic.State, *cosmicv1.Event], chance *rand.Rand) (out labour) {
	for out.turns < stretch {
		v := w.view()
		worth, hull := v.GetNetWorth(), v.GetShip().GetHull()
		if hull < v.GetShip().GetMaxHull()/3 || !w.do(command(&w)) {
			break
		}
		out.turns++
		w.settle(chance)
		v = w.view()
		out.earned, out.hull = out.earned+v.GetNetWorth()-worth, out.hull+hull-v.GetShip().GetHull()
		if out.turns > early {
			out.lateTurns, out.lateEarned = out.lateTurns+1, out.lateEarned+v.GetNetWorth()-worth
		}
		if o := v.GetOutcome(); o != nil || v.GetCaptain().GetInPod() {
			if o == nil || o.GetStatus() == cosmicv1.VoyageStatus_VOYAGE_STATUS_LOST {
				out.lost = 1
			}
			break
		}
	}
	return out
}

// settle gets fights and events over with.
func (w *world) settle(chance *rand.Rand) {
	for range 100 {
		v := w.view()
		if v.GetMode() != cosmicv1.Mode_MODE_COMBAT && v.GetMode() != cosmicv1.Mode_MODE_EVENT {
			return
		}
		w.do(w.game.Play(cosmic.Tourist, v, captain, chance))
	}
}

func sumWork(action string, all []labour) WorkResult {
	r := WorkResult{Action: action}
	var t labour
	for _, l := range all {
		if l.turns == 0 {
			continue
		}
		r.Stretches++
		t.turns, t.earned, t.hull, t.lost = t.turns+l.turns, t.earned+l.earned, t.hull+l.hull, t.lost+l.lost
		t.lateTurns, t.lateEarned = t.lateTurns+l.lateTurns, t.lateEarned+l.lateEarned
	}
	r.Turns, r.Lost = share(int(t.turns), r.Stretches), share(int(t.lost), r.Stretches)
	r.PerTurn, r.HullPerTurn = share(int(t.earned), int(t.turns)), share(int(t.hull), int(t.turns))
	r.Late = share(int(t.lateEarned), int(t.lateTurns))
	return r
}
