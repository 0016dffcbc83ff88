package baseball

import (
	"fmt"
	"slices"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

// DecideOffence decides for the side at bat.
func (g Game) DecideOffence(t session.Turn, s State, r *baseballv1.DecideOffenceRequest) ([]*baseballv1.Event, error) {
	return g.decide(t, s, answer{"offence", r.GetDecisionId(), map[string]string{groupSwing: r.GetSwing(), groupSteal: r.GetSteal()}})
}

// DecideDefence decides for the side in the field.
func (g Game) DecideDefence(t session.Turn, s State, r *baseballv1.DecideDefenceRequest) ([]*baseballv1.Event, error) {
	return g.decide(t, s, answer{"defence", r.GetDecisionId(), map[string]string{
		groupInfield: r.GetInfield(), groupOutfield: r.GetOutfield(), groupPitching: r.GetPitching(), groupHold: r.GetHold(),
	}})
}

// DecideRunning decides about the leading runner.
func (g Game) DecideRunning(t session.Turn, s State, r *baseballv1.DecideRunningRequest) ([]*baseballv1.Event, error) {
	return g.decide(t, s, answer{"running", r.GetDecisionId(), map[string]string{groupLead: r.GetLead()}})
}

// DecideThrow decides about the throw.
func (g Game) DecideThrow(t session.Turn, s State, r *baseballv1.DecideThrowRequest) ([]*baseballv1.Event, error) {
	return g.decide(t, s, answer{"throwing", r.GetDecisionId(), map[string]string{groupThrow: r.GetThrow()}})
}

// EnterResult enters what a printed card says.
func (g Game) EnterResult(t session.Turn, s State, r *baseballv1.EnterResultRequest) ([]*baseballv1.Event, error) {
	return g.decide(t, s, answer{"result", r.GetDecisionId(), map[string]string{groupResult: r.GetResult()}})
}

// answer is a decision as it was sent.
type answer struct {
	kind, id string
	options  map[string]string
}

// decisionID names a decision.
func decisionID(a *baseballv1.Event_Asked) string { return fmt.Sprint(a.GetNumber()) }

// decide notes a decision; the last one in lets the play happen.
func (g Game) decide(t session.Turn, s State, a answer) ([]*baseballv1.Event, error) {
	side, err := acting(t, s)
	if err != nil {
		return nil, err
	}
	q := s.question(side)
	switch other := s.question(1 - side); {
	case other.GetKind() == a.kind:
		return nil, session.Forbid("not_yours", "this decision is the other manager's")
	case a.id != decisionID(s.ask):
		return nil, session.Refuse("late", "the game has gone on: look at what it waits for now")
	case q.GetKind() != a.kind:
		return nil, session.Refuse("nothing_to_decide", "you are not asked about the %s now", a.kind)
	case s.chosen[side] != nil:
		return nil, session.Refuse("already_decided", "you have decided; wait for the other manager")
	}
	d := &baseballv1.Event_Decided{Side: int32(side), Options: map[string]string{}}
	for group, option := range a.options {
		if option == "" {
			option = picked(q, nil, group)
		}
		if !offered(q, group, option) {
			return nil, session.Refuse("no_such_option", "%q is not among the options of %s now", option, group)
		}
		d.Options[group] = option
	}
	p, err := g.newPlay(t, s)
	if err != nil {
		return nil, err
	}
	p.emit(d)
	p.settle()
	return p.done()
}

// acting is the side that acts, of a game that goes on.
func acting(t session.Turn, s State) (int, error) {
	switch {
	case s.phase == phaseFinished:
		return 0, session.Refuse("game_finished", "the game is over")
	case !s.running():
		return 0, session.Refuse("not_running", "wait until the host starts the game")
	case t.Seat < 1 || t.Seat > seats:
		return 0, session.Refuse("not_seated", "only managers decide")
	}
	return sideOf(t.Seat), nil
}

func offered(q *baseballv1.Event_Question, group, option string) bool {
	for _, c := range q.GetChoices() {
		if c.GetId() == group {
			return slices.ContainsFunc(c.GetOptions(), func(o *baseballv1.Option) bool { return o.GetId() == option })
		}
	}
	return false
}

// Concede gives the game up.
func (Game) Concede(t session.Turn, s State, _ *baseballv1.ConcedeRequest) ([]*baseballv1.Event, error) {
	side, err := acting(t, s)
	if err != nil {
		return nil, err
	}
	return []*baseballv1.Event{event(&baseballv1.Event_Conceded{Side: int32(side)})}, nil
}
