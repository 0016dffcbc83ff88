package rpc

import (
	"fmt"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// A game at a table is played by the league's rules, with the manager's line-up; its
// box counts, and whoever pitched in it rests.
func TestGamesAtATableCount(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	must(o.ann.UpdateLeague(ctx, &baseballv1.UpdateLeagueRequest{LeagueId: o.id, Etag: o.read(t).GetEtag(), DesignatedHitter: new(false)}))(t)
	line := &baseballv1.UpdateTeamRequest{TeamId: o.teams[0].GetId(), Etag: o.teams[0].GetEtag(), Rotation: []string{"p3", "p4"}}
	for _, pos := range []int32{9, 8, 7, 6, 5, 4, 3, 2, 1} {
		who := fmt.Sprintf("a%d", pos-2)
		if pos == 1 {
			who = "p3"
		}
		line.Order = append(line.Order, &baseballv1.Slot{PlayerId: who, Position: pos})
	}
	must(o.first.UpdateTeam(ctx, line))(t)
	o.schedule(t, 30)
	var match *baseballv1.ScheduledGame
	for _, one := range o.games(t) {
		if one.GetHomeTeamId() == o.teams[0].GetId() {
			match = one
			break
		}
	}
	id := must(o.first.StartGame(ctx, &baseballv1.StartGameRequest{GameId: match.GetId(), Pace: baseballv1.Pace_PACE_UNTIMED}))(t).GetSessionId()
	view := func() *baseballv1.View {
		return must(o.first.games.GetView(ctx, &baseballv1.GetViewRequest{SessionId: id}))(t).GetView()
	}
	if v := view(); v.GetRulebook().GetDesignatedHitter() || v.GetHome().GetName() != "Ants" || v.GetHome().GetOrder()[0].GetPlayerId() != "a7" || v.GetHome().GetOrder()[8].GetPosition() != 1 {
		t.Fatalf("rules %v, order %v", v.GetRulebook(), v.GetHome().GetOrder())
	}
	must(o.first.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true}))(t)
	must(o.first.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id}))(t)
	_, err := o.ann.UpdateLeague(ctx, &baseballv1.UpdateLeagueRequest{LeagueId: o.id, Etag: o.read(t).GetEtag(), DesignatedHitter: new(true)})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "season_under_way")
	for range 400 {
		v := view()
		if v.GetOutcome() != nil {
			break
		}
		for _, d := range v.GetDecisions() {
			switch {
			case d.GetSeat() != 1 || d.GetDecided():
			case d.GetKind() == "offence":
				must(o.first.games.DecideOffence(ctx, &baseballv1.DecideOffenceRequest{SessionId: id, DecisionId: d.GetId()}))(t)
			default:
				must(o.first.games.DecideDefence(ctx, &baseballv1.DecideDefenceRequest{SessionId: id, DecisionId: d.GetId()}))(t)
			}
		}
	}
	box := must(o.first.games.GetBoxScore(ctx, &baseballv1.GetBoxScoreRequest{SessionId: id}))(t).GetBoxScore()
	// The commissioner looks, who was never there.
	booked := must(o.ann.GetSchedule(ctx, &baseballv1.GetScheduleRequest{LeagueId: o.id, TeamId: o.teams[0].GetId(), PageSize: 200}))(t).GetGames()
	found := false
	for _, one := range booked {
		if one.GetId() == match.GetId() {
			found = one.GetPlayed() && one.GetHomeRuns() == box.GetHome().GetRuns() && one.GetAwayRuns() == box.GetAway().GetRuns() && one.GetInnings() >= 9
		}
	}
	if !found || len(booked) != 30 {
		t.Errorf("%d games of the team; booked: %t", len(booked), found)
	}
	hits := int32(0)
	all := must(o.second.ListPlayerStatistics(ctx, &baseballv1.ListPlayerStatisticsRequest{LeagueId: o.id, TeamId: o.teams[0].GetId()}))(t).GetPlayers()
	for _, p := range all {
		hits += p.GetBatting().GetH()
		if p.GetPlayerId() == "p3" && (p.GetStarts() != 1 || p.GetName() == "p3") {
			t.Errorf("the starter: %v", p)
		}
	}
	if hits != box.GetHome().GetHits() || len(all) < 9 {
		t.Errorf("%d hits of %d players, the box has %d", hits, len(all), box.GetHome().GetHits())
	}
	told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "s"})
	if err != nil || told[len(told)-1].GetPlayed() != 90 {
		t.Fatalf("the rest: %v, %v", told[len(told)-1], err)
	}
	var runs int32
	for _, s := range told[len(told)-1].GetStandings() {
		runs += s.GetRuns()
	}
	o.sumsAgree(t, runs)
}

// What is malformed is refused at the door, what is nobody's is not there.
func TestBadRequestsOfLeagues(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	o.schedule(t, 10)
	long := strings.Repeat("x", 81)
	for what, err := range map[string]error{
		"no name":        ask(ctx, o.ann.CreateLeague, &baseballv1.CreateLeagueRequest{}),
		"spaces":         ask(ctx, o.ann.CreateLeague, &baseballv1.CreateLeagueRequest{Name: "  "}),
		"a long name":    ask(ctx, o.ann.CreateLeague, &baseballv1.CreateLeagueRequest{Name: long}),
		"a turned name":  ask(ctx, o.ann.CreateTeam, &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: "tar\u202e"}),
		"no etag":        ask(ctx, o.ann.UpdateLeague, &baseballv1.UpdateLeagueRequest{LeagueId: o.id, Name: new("x")}),
		"no id":          ask(ctx, o.ann.GetLeague, &baseballv1.GetLeagueRequest{LeagueId: "x"}),
		"a token":        ask(ctx, o.ann.ListOwnLeagues, &baseballv1.ListOwnLeaguesRequest{PageToken: "?"}),
		"a game's token": ask(ctx, o.ann.GetSchedule, &baseballv1.GetScheduleRequest{LeagueId: o.id, PageToken: "-1"}),
		"a page of 201":  ask(ctx, o.ann.ListTeams, &baseballv1.ListTeamsRequest{LeagueId: o.id, PageSize: 201}),
		"163 games":      ask(ctx, o.ann.CreateSchedule, &baseballv1.CreateScheduleRequest{LeagueId: o.id, GamesPerTeam: 163}),
		"no games":       ask(ctx, o.ann.CreateSchedule, &baseballv1.CreateScheduleRequest{LeagueId: o.id}),
		"a kind":         ask(ctx, o.ann.CreateSchedule, &baseballv1.CreateScheduleRequest{LeagueId: o.id, GamesPerTeam: 1, Kind: 9}),
		"nine cards":     ask(ctx, o.ann.SetRoster, &baseballv1.SetRosterRequest{TeamId: o.teams[0].GetId(), Etag: "1", Cards: roster(0)[:9]}),
		"1870":           ask(ctx, o.ann.ImportRoster, &baseballv1.ImportRosterRequest{TeamId: o.teams[0].GetId(), Etag: "1", Year: 1870, TeamCode: "AAA"}),
		"a pace":         ask(ctx, o.ann.StartGame, &baseballv1.StartGameRequest{GameId: uuid.NewString(), Pace: 9}),
	} {
		if connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, err := range map[string]error{
		"a season": ask(ctx, o.ann.GetStandings, &baseballv1.GetStandingsRequest{LeagueId: o.id, Season: 7}),
		"a league": ask(ctx, o.ann.GetStandings, &baseballv1.GetStandingsRequest{LeagueId: uuid.NewString()}),
		"a team":   ask(ctx, o.ann.GetRoster, &baseballv1.GetRosterRequest{TeamId: uuid.NewString()}),
		"a game":   ask(ctx, o.ann.StartGame, &baseballv1.StartGameRequest{GameId: uuid.NewString()}),
	} {
		if connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("%s that there is not: %v", what, err)
		}
	}
	o.found(t, 1)
	_, err := o.ann.CreateSchedule(ctx, &baseballv1.CreateScheduleRequest{LeagueId: o.id, GamesPerTeam: 5})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "too_few_teams")
	if none := must(o.ann.GetStandings(ctx, &baseballv1.GetStandingsRequest{LeagueId: o.id}))(t); len(none.GetStandings()) != 0 {
		t.Errorf("standings of no season: %v", none)
	}
	if none := must(o.ann.GetSchedule(ctx, &baseballv1.GetScheduleRequest{LeagueId: o.id}))(t); len(none.GetGames()) != 0 {
		t.Errorf("a schedule of no season: %v", none)
	}
	for i := range 63 {
		must(o.ann.CreateTeam(ctx, &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: fmt.Sprintf("T%d", i)}))(t)
	}
	_, err = o.ann.CreateTeam(ctx, &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: "One too many"})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "too_many_teams")
	// Teams without cards play with average ones; deleting one takes the schedule with it.
	must(o.ann.CreateSchedule(ctx, &baseballv1.CreateScheduleRequest{LeagueId: o.id, GamesPerTeam: 2}))(t)
	must(o.ann.DeleteTeam(ctx, &baseballv1.DeleteTeamRequest{TeamId: o.teams[0].GetId(), Etag: o.teams[0].GetEtag()}))(t)
	if l := o.read(t); l.GetSeason() != 0 || l.GetTeams() != 63 {
		t.Errorf("after a team has gone: %v", l)
	}
	must(o.ann.CreateSchedule(ctx, &baseballv1.CreateScheduleRequest{LeagueId: o.id, GamesPerTeam: 62}))(t)
	told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Games: 100})
	if err != nil || told[len(told)-1].GetPlayed() != 100 {
		t.Errorf("teams without cards: %v", err)
	}
}
