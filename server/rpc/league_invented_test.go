package rpc

import (
	"maps"
	"math"
	"testing"

	"connectrpc.com/connect"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
)

// A league of invented players is ready to play, looks like the league it is
// invented for, and has better and worse in it.
func TestInventedTeams(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := organisation{ann: g.fan(t, "Ann")}, t.Context()
	o.id = must(o.ann.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "New League"}))(t).GetLeague().GetId()
	ids, names := map[string]bool{}, map[string]bool{}
	for _, name := range teamNames {
		r := &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: name, InventedRoster: true, CommandId: name}
		team := must(o.ann.CreateTeam(ctx, r))(t).GetTeam()
		if again := must(o.ann.CreateTeam(ctx, r))(t).GetTeam(); again.GetId() != team.GetId() {
			t.Error("made twice")
		}
		got := must(o.ann.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t)
		if got.GetAverage() || len(got.GetCards()) != 26 || team.GetPlayers() != 26 || got.GetAsOf() == nil {
			t.Fatalf("%s: %d cards, average %t", name, len(got.GetCards()), got.GetAverage())
		}
		for _, c := range got.GetCards() {
			ids[c.GetId()], names[c.GetName()] = true, true
		}
		// They are cards like any others.
		set := must(o.ann.SetRoster(ctx, &baseballv1.SetRosterRequest{TeamId: team.GetId(), Etag: got.GetEtag(), Cards: got.GetCards()}))(t)
		o.teams = append(o.teams, set.GetTeam())
	}
	if len(ids) != 6*26 || len(names) < 6*26-30 {
		t.Errorf("%d ids, %d names of 156 players", len(ids), len(names))
	}
	o.schedule(t, 162)
	told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "invented"})
	if err != nil {
		t.Fatal(err)
	}
	table := told[len(told)-1].GetStandings()
	var runs int32
	for _, s := range table {
		runs += s.GetRuns()
	}
	if each := float64(runs) / (6 * 162); math.Abs(each-4.83) > 1.2 {
		t.Errorf("%.2f runs a game and team; average teams make 4.83", each)
	}
	best := must(o.ann.ListLeaders(ctx, &baseballv1.ListLeadersRequest{LeagueId: o.id, Figure: "hr", Count: 50}))(t).GetLeaders()
	if len(best) < 40 || best[0].GetValue() < 1.5*best[39].GetValue() {
		t.Errorf("home runs from %v to %v: everybody is alike", best[0], best[len(best)-1])
	}
	t.Logf("%.2f runs, %d wins first, %d last; %v", float64(runs)/(6*162), table[0].GetWins(), table[5].GetWins(), best[0])
}

// Where cards are pictures nobody is invented.
func TestNobodyIsInventedWhereCardsArePictures(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	ann, ctx := g.fan(t, "Ann"), t.Context()
	id := must(ann.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "Prints", Ruleset: "sba"}))(t).GetLeague().GetId()
	team := must(ann.CreateTeam(ctx, &baseballv1.CreateTeamRequest{LeagueId: id, Name: "Ants", InventedRoster: true}))(t).GetTeam()
	got := must(ann.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t)
	if team.GetPlayers() != 0 || !got.GetAverage() || len(got.GetCards()) != 26 || got.GetAsOf() != nil {
		t.Errorf("%d players, average %t, %d cards", team.GetPlayers(), got.GetAverage(), len(got.GetCards()))
	}
}

// What a manager wrote can be left to the computer again, order and rotation each
// on its own; average players can be put into a line-up, too.
func TestTheComputerDecidesAgain(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := organisation{ann: g.fan(t, "Ann")}, t.Context()
	o.id = must(o.ann.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "Harbour League"}))(t).GetLeague().GetId()
	team := must(o.ann.CreateTeam(ctx, &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: "Ants"}))(t).GetTeam()
	cards := must(o.ann.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t).GetCards()
	change := func(r *baseballv1.UpdateTeamRequest) (*baseballv1.LeagueTeam, error) {
		r.TeamId, r.Etag = team.GetId(), team.GetEtag()
		answer, err := o.ann.UpdateTeam(ctx, r)
		if err == nil {
			team = answer.GetTeam()
		}
		return team, err
	}
	var order []*baseballv1.Slot
	for i, position := range []int32{2, 3, 4, 5, 6, 7, 8, 9, 0} {
		order = append(order, &baseballv1.Slot{PlayerId: cards[i].GetId(), Position: position})
	}
	third, first := cards[16].GetId(), cards[14].GetId() // starters: after nine who play, the bench, and who starts first
	_, err := change(&baseballv1.UpdateTeamRequest{Order: order, Rotation: []string{third, first}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = change(&baseballv1.UpdateTeamRequest{Order: order, AutomaticOrder: true})
	wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_automatic_order")
	_, err = change(&baseballv1.UpdateTeamRequest{Rotation: []string{third}, AutomaticRotation: true})
	wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_automatic_rotation")
	if now, err := change(&baseballv1.UpdateTeamRequest{AutomaticOrder: true}); err != nil || len(now.GetOrder()) != 0 || len(now.GetRotation()) != 2 {
		t.Errorf("the order is left to the computer: %v, %v", now, err)
	}
	if now, err := change(&baseballv1.UpdateTeamRequest{Order: order, AutomaticRotation: true}); err != nil || len(now.GetOrder()) != 9 || len(now.GetRotation()) != 0 {
		t.Errorf("the rotation is left to the computer: %v, %v", now, err)
	}
}

// Teams without cards are of people of their own: a season and a game at a table
// know them by the same ids.
func TestTeamsWithoutCardsAreOfDifferentPeople(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := organisation{ann: g.fan(t, "Ann")}, t.Context()
	o.id = must(o.ann.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "Harbour League"}))(t).GetLeague().GetId()
	home := map[string]map[string]string{} // names by card id, by team
	all := map[string]bool{}
	for _, name := range []string{"Ants", "Bees", "Crows"} {
		team := must(o.ann.CreateTeam(ctx, &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: name}))(t).GetTeam()
		home[team.GetId()] = map[string]string{}
		for _, c := range must(o.ann.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t).GetCards() {
			if all[c.GetId()] || len(c.GetId()) > 40 {
				t.Errorf("%s: %s is of two teams, or too long", name, c.GetId())
			}
			all[c.GetId()], home[team.GetId()][c.GetId()] = true, c.GetName()
		}
	}
	o.schedule(t, 4)
	one := o.games(t)[0]
	id := must(o.ann.StartGame(ctx, &baseballv1.StartGameRequest{GameId: one.GetId(), Pace: baseballv1.Pace_PACE_UNTIMED}))(t).GetSessionId()
	v := must(o.ann.games.GetView(ctx, &baseballv1.GetViewRequest{SessionId: id}))(t).GetView()
	for team, side := range map[string]*baseballv1.Team{one.GetHomeTeamId(): v.GetHome(), one.GetAwayTeamId(): v.GetAway()} {
		if len(side.GetCards()) != 26 {
			t.Errorf("%s has %d cards", side.GetName(), len(side.GetCards()))
		}
		for _, c := range side.GetCards() {
			if name := home[team][c.GetId()]; name == "" || name != c.GetName() {
				t.Errorf("%s at the table is %s, in the league %q", c.GetId(), c.GetName(), name)
			}
		}
	}
	if _, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Games: 5}); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, cards := range home {
		maps.Copy(names, cards)
	}
	for _, p := range must(o.ann.ListPlayerStatistics(ctx, &baseballv1.ListPlayerStatisticsRequest{LeagueId: o.id}))(t).GetPlayers() {
		if names[p.GetPlayerId()] != p.GetName() || home[p.GetTeamId()][p.GetPlayerId()] == "" {
			t.Errorf("%s of %s is called %s", p.GetPlayerId(), p.GetTeamId(), p.GetName())
		}
	}
}
