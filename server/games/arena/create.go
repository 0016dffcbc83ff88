package arena

import (
	"fmt"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/world"
	"playhouse/server/session"
)

// Plan is what a new world is made of, besides its request: what its ids stand for.
type Plan struct {
	Config    *arenav1.Config
	Behaviors []*arenav1.BehaviorCopy // by team; missing ones get Usual
	Usual     *arenav1.BehaviorCopy
}

// Create sets a world up.
func (Game) Create(t session.Turn, _ State, r *arenav1.CreateRequest, p Plan) ([]*arenav1.Event, error) {
	c, err := Complete(p.Config)
	if err != nil {
		return nil, err
	}
	if c.GetSeed() == "" {
		c.Seed = seed(t)
	}
	teams := int(c.GetTeams())
	if n := max(len(r.GetTeamNames()), len(p.Behaviors)); n > teams {
		return nil, session.Invalid("teams", "names or behaviours for %d teams, but there are %d", n, teams)
	}
	setup := &arenav1.Setup{Config: c, Engine: world.Engine, Drawn: len(r.GetWalls()) == 0}
	for i := range teams {
		setup.Teams = append(setup.Teams, teamOf(r, p, i))
	}
	draw(setup)
	if !setup.GetDrawn() {
		setup.Walls = numbered(r.GetWalls(), 0)
	}
	if err := roomLeft(setup); err != nil {
		return nil, err
	}
	events := []*arenav1.Event{{Kind: &arenav1.Event_Created_{Created: &arenav1.Event_Created{Setup: setup}}}}
	if r.GetRunning() {
		start := &arenav1.Order{Kind: &arenav1.Order_Start_{Start: &arenav1.Order_Start{}}}
		events = append(events, &arenav1.Event{Kind: &arenav1.Event_Ordered_{Ordered: &arenav1.Event_Ordered{Seat: 1, Order: start}}})
	}
	return events, nil
}

// seed is 64 bits of the session's dice.
func seed(t session.Turn) string {
	const half = 1 << 30
	return fmt.Sprintf("%08x%08x", t.Dice.Int(half), t.Dice.Int(half))
}

// teamNames are the house's, by team: signal colours, as the page draws them.
var teamNames = [world.TeamsMost]string{"Cobalt", "Amber", "Jade", "Crimson", "Violet", "Cyan", "Rose", "Ivory"}

func teamOf(r *arenav1.CreateRequest, p Plan, i int) *arenav1.TeamSetup {
	team := &arenav1.TeamSetup{Name: teamNames[i], Behavior: p.Usual}
	if i < len(r.GetTeamNames()) && r.GetTeamNames()[i] != "" {
		team.Name = r.GetTeamNames()[i]
	}
	if i < len(p.Behaviors) && p.Behaviors[i] != nil {
		team.Behavior = p.Behaviors[i]
	}
	return team
}

// draw lets the seed draw walls and control points.
func draw(s *arenav1.Setup) {
	walls, points := world.Draw(configOf(s.GetConfig()))
	s.Walls, s.Points = numbered(mapped(walls, wall), 0), mapped(points, controlPoint)
}

// renew is the setup of a new run: as ordered now, with another seed if one is given.
// Drawn walls are drawn anew when what they were drawn from has changed.
func renew(old *arenav1.Setup, seed string) (*arenav1.Setup, error) {
	c := Told(configOf(old.GetConfig()))
	if seed != "" {
		c.Seed = seed
	}
	s := &arenav1.Setup{Config: c, Engine: world.Engine, Drawn: old.GetDrawn(), Teams: teamsFor(old.GetTeams(), int(c.GetTeams()))}
	draw(s)
	if !s.GetDrawn() {
		s.Walls = old.GetWalls()
	}
	return s, roomLeft(s)
}

// teamsFor are as many teams as there shall be: new ones do as the last.
func teamsFor(teams []*arenav1.TeamSetup, n int) []*arenav1.TeamSetup {
	teams = with(teams)
	for len(teams) < n {
		teams = append(teams, &arenav1.TeamSetup{Name: teamNames[len(teams)], Behavior: teams[len(teams)-1].GetBehavior()})
	}
	return teams[:n]
}
