package cosmic

import (
	"fmt"

	"playhouse/server/session"
)

var (
	_ session.Saves[State]   = Game{}
	_ session.Scoring[State] = Game{}
)

// Saved is what a save slot shows of a voyage.
func (g Game) Saved(s State) []session.Detail {
	v := g.View(s, session.Viewer{Seat: captain})
	const minute = 60
	played := v.GetStatistics().GetPlaySeconds()
	return []session.Detail{
		{Key: "turn", Label: "Turn", Value: fmt.Sprint(v.GetCaptain().GetTurn())},
		{Key: "location", Label: "At", Value: v.GetLocation().GetNodeName() + ", " + v.GetLocation().GetRegionName()},
		{Key: "credits", Label: "Credits", Value: fmt.Sprint(v.GetCaptain().GetCredits())},
		{Key: "health", Label: "Health", Value: fmt.Sprint(v.GetCaptain().GetHealth())},
		{Key: "ship", Label: "Ship", Value: v.GetShip().GetName()},
		{Key: "play_seconds", Label: "Played", Value: fmt.Sprintf("%d:%02d", played/minute, played%minute)},
	}
}

// Results is the voyage's net worth earned, for the leaderboard of its ruleset.
func (g Game) Results(s State) []session.Result {
	v := g.View(s, session.Viewer{Seat: captain, All: true})
	o := v.GetOutcome()
	if o.GetRuleset() == "" {
		return nil
	}
	return []session.Result{{
		Seat: captain, Ruleset: o.GetRuleset(), Score: o.GetScore(),
		Summary: fmt.Sprintf("%s after %d turns, with a %s", o.GetText(), v.GetCaptain().GetTurn(), v.GetShip().GetName()),
	}}
}
