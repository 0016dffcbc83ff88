package arena

import (
	"fmt"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// Tell tells an event to a viewer. Whose behaviours do what is known to all by name.
func (Game) Tell(_ State, e *arenav1.Event, after State, v session.Viewer) session.Happening {
	h := &arenav1.Happening{Turn: after.tick}
	switch k := e.GetKind().(type) {
	case *arenav1.Event_Created_:
		h.Action, h.Narration = "created", "The world is made: "+Game{}.Summary(after)+"."
	case *arenav1.Event_Ordered_:
		h.Seat, h.Actor = k.Ordered.GetSeat(), fmt.Sprintf("seat %d", k.Ordered.GetSeat())
		h.Action, h.Narration = tellOrder(k.Ordered.GetOrder(), after)
	case *arenav1.Event_Faulted_:
		if r, _ := after.Run(0); !mayReadAny(r, k.Faulted.GetBehaviors(), v.User) {
			return nil
		}
		h.Action, h.Outcome, h.Narration = "faulted", k.Faulted.GetMessage(), "A behaviour failed: "+k.Faulted.GetMessage()
	case *arenav1.Event_Slept_:
		h.Action, h.Narration = "slept", "Nobody watched, so time was stopped."
	case *arenav1.Event_Ended_:
		h.Action = "ended"
		h.Outcome, h.Narration = tellResult(k.Ended.GetResult(), after)
	default: // who computes the world, and where it is, is nobody's news
		return nil
	}
	return h
}

func tellResult(r *arenav1.Result, s State) (outcome, narration string) {
	if r.GetWinner() < 1 || int(r.GetWinner()) > len(s.setup.GetTeams()) {
		return "nobody", "The world ended; nobody won."
	}
	name := s.setup.GetTeams()[r.GetWinner()-1].GetName()
	return name, name + " won."
}

func tellOrder(o *arenav1.Order, s State) (action, narration string) {
	switch k := o.GetKind().(type) {
	case *arenav1.Order_Start_:
		return "started", "Time passes."
	case *arenav1.Order_Pause_:
		return "paused", "Time stands still."
	case *arenav1.Order_Step_:
		return "stepped", fmt.Sprintf("%d ticks pass.", k.Step.GetTicks())
	case *arenav1.Order_Speed_:
		return "sped", fmt.Sprintf("Time passes at ×%g.", k.Speed.GetSpeed())
	case *arenav1.Order_Reset_:
		return "reset", "Back to the beginning."
	case *arenav1.Order_Add_:
		return "added", fmt.Sprintf("%d agents join %s.", k.Add.GetCount(), s.teamName(k.Add.GetTeam()))
	case *arenav1.Order_Remove_:
		return "removed", s.whom(k.Remove.GetWho()) + " leave."
	case *arenav1.Order_Assign_:
		return "assigned", fmt.Sprintf("%s now do %q.", s.whom(k.Assign.GetWho()), k.Assign.GetBehavior().GetName())
	case *arenav1.Order_Force_:
		return "forced", fmt.Sprintf("%s must do %q for %d ticks.", s.whom(k.Force.GetWho()), k.Force.GetBehavior().GetName(), k.Force.GetTicks())
	case *arenav1.Order_Walls_:
		return "walled", fmt.Sprintf("%d walls built, %d torn down.", len(k.Walls.GetAdd()), len(k.Walls.GetRemove()))
	case *arenav1.Order_Configure_:
		return "configured", "Other parameters hold."
	default:
		return "", ""
	}
}

func (s State) teamName(team int32) string {
	if team < 1 || int(team) > len(s.setup.GetTeams()) {
		return "nobody"
	}
	return s.setup.GetTeams()[team-1].GetName()
}

func (s State) whom(who *arenav1.Selection) string {
	if len(who.GetAgents()) == 0 {
		return "The agents of " + s.teamName(who.GetTeam())
	}
	return fmt.Sprintf("%d agents", len(who.GetAgents()))
}
