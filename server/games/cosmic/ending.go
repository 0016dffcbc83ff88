package cosmic

import (
	"cmp"
	"fmt"
	"time"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// conclude ends the voyage if it is over: lost before won, won before late.
func (p *play) conclude() {
	if p.status != underWay {
		return
	}
	switch o := p.options; {
	case p.perished():
		p.end(lost, p.epitaph())
	case p.chainDone() && !o.GetEndless():
		p.end(victory, "You went through the door at the end of the chain.")
	case !o.GetEndless() && p.earned() >= o.GetVictoryCredits():
		p.end(victory, fmt.Sprintf("You have earned %d credits. Somewhere, somebody opens a bottle.", p.earned()))
	case !o.GetEndless() && p.turn >= o.GetMaxTurns():
		p.end(overtime, fmt.Sprintf("Turn %d has passed. You have earned %d credits.", p.turn, p.earned()))
	}
}

func (p *play) epitaph() string {
	switch {
	case p.health <= 0:
		return "You did not live to tell of it."
	case p.inPod:
		return "The pod broke. Nobody came in time."
	default:
		return "The ship broke up, and there was no pod to leave in."
	}
}

// chainDone is true when the last quest of the chain was done.
func (s State) chainDone() bool {
	for _, q := range s.quests {
		if q.status == statusDone && q.mission.GetVictory() {
			return true
		}
	}
	return false
}

func (p *play) end(status cosmicv1.VoyageStatus, text string) {
	p.emit(&cosmicv1.Event_Ended{Outcome: &cosmicv1.Outcome{
		Status: status, Text: text, Score: p.earned(), NetWorth: p.worth(), Ruleset: p.ruleset(),
	}})
	p.achieve()
}

// ruleset is the leaderboard that the voyage counts for: the day's, endless, or
// that of the usual length and goal; empty for other lengths and goals, which
// compare to nothing, and where the captain named the seed, since one could look
// for a map that suits.
func (h helm) ruleset() string {
	v, o := h.b.Voyage, h.options
	switch {
	case o.GetDaily() != "":
		return "daily " + o.GetDaily()
	case o.GetSeedChosen():
		return ""
	case o.GetEndless():
		return "endless"
	case int(o.GetMaxTurns()) == v.MaxTurns && int(o.GetVictoryCredits()) == v.VictoryCredits:
		return "voyage"
	default:
		return ""
	}
}

// mayRetire says why the voyage cannot be ended where it stands.
func (h helm) mayRetire() error {
	if err := h.cruising(); err != nil {
		return err
	}
	if !h.options.GetEndless() {
		return session.Refuse("not_endless", "only endless voyages end when the captain says so")
	}
	return nil
}

// Retire ends an endless voyage where it stands.
func (g Game) Retire(t session.Turn, s State, _ *cosmicv1.RetireRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.mayRetire()
	}
	if err != nil {
		return nil, err
	}
	p.end(overtime, fmt.Sprintf("You retire after %d turns, with %d credits earned.", p.turn, p.earned()))
	return p.events, p.err
}

// Saved is what a save slot shows of a position.
func (g Game) Saved(s State) []session.Detail {
	if s.chart == nil {
		return nil
	}
	vessel := s.ship.name
	if s.inPod {
		vessel = "Escape pod"
	}
	return []session.Detail{
		{Key: "turn", Label: "Turn", Value: fmt.Sprint(s.turn)},
		{Key: "credits", Label: "Credits", Value: fmt.Sprint(s.credits)},
		{Key: "health", Label: "Health", Value: fmt.Sprint(s.health)},
		{Key: "location", Label: "Location", Value: s.place().GetName() + ", " + s.area().GetName()},
		{Key: "ship", Label: "Ship", Value: vessel},
		{Key: "played", Label: "Played", Value: (time.Duration(s.statistics.playMs) * time.Millisecond).Truncate(time.Second).String()},
	}
}

// Results are what a voyage that has ended counts for; none when its options
// compare to nothing.
func (Game) Results(s State) []session.Result {
	o := s.outcome
	if o.GetRuleset() == "" {
		return nil
	}
	how := map[cosmicv1.VoyageStatus]string{victory: "won", lost: "lost", overtime: "out of time"}[o.GetStatus()]
	if s.options.GetEndless() && o.GetStatus() == overtime {
		how = "retired"
	}
	return []session.Result{{
		Seat: captain, Ruleset: o.GetRuleset(), Score: o.GetScore(),
		Summary: fmt.Sprintf("%s in turn %d with the %s", cmp.Or(how, "over"), s.turn, s.ship.name),
	}}
}
