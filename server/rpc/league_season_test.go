package rpc

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"google.golang.org/protobuf/testing/protocmp"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/leagues"
)

// A whole season: progress, and books that come out even.
func TestSeasonOf162Games(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	_, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_schedule")
	if made := o.schedule(t, 162); made.GetGames() != 486 || made.GetSeason() != 1 {
		t.Fatalf("schedule %v", made)
	}
	began := time.Now()
	told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "spring"})
	if err != nil {
		t.Fatal(err)
	}
	last := told[len(told)-1]
	t.Logf("486 games in %v, %d messages, %.0f games a second", time.Since(began), len(told), last.GetGamesPerSecond())
	if !last.GetDone() || last.GetPlayed() != 486 || last.GetGames() != 486 || len(told) < 3 || len(last.GetStandings()) != 6 || last.GetLast() == nil {
		t.Errorf("%d messages, the last is %v", len(told), last)
	}
	for i, m := range told[1:] {
		if m.GetPlayed() < told[i].GetPlayed() || told[i].GetDone() {
			t.Errorf("progress goes back: %v after %v", m, told[i])
		}
	}
	table := must(o.first.GetStandings(ctx, &baseballv1.GetStandingsRequest{LeagueId: o.id}))(t).GetStandings()
	if d := cmp.Diff(last.GetStandings(), table, protocmp.Transform()); d != "" {
		t.Error("standings told and read differ:", d)
	}
	var wins, losses, runs, against, home int32
	for _, s := range table {
		if s.GetWins()+s.GetLosses() != 162 || s.GetHomeWins()+s.GetAwayWins() != s.GetWins() || s.GetGamesBehind() != float64(table[0].GetWins()-s.GetWins()) {
			t.Errorf("standing %v", s)
		}
		wins, losses, runs, against = wins+s.GetWins(), losses+s.GetLosses(), runs+s.GetRuns(), against+s.GetRunsAgainst()
		home += s.GetHomeWins() + s.GetHomeLosses()
	}
	if wins != 486 || losses != 486 || runs != against || home != 486 {
		t.Errorf("%d wins, %d losses, %d runs, %d against, %d at home", wins, losses, runs, against, home)
	}
	o.sumsAgree(t, runs)
	leaders := func(figure string) []*baseballv1.Leader {
		return must(o.second.ListLeaders(ctx, &baseballv1.ListLeadersRequest{LeagueId: o.id, Figure: figure, Count: 5}))(t).GetLeaders()
	}
	if best := leaders("avg"); len(best) != 5 || best[0].GetValue() < best[4].GetValue() || best[0].GetValue() < 0.25 || best[0].GetName() == best[0].GetPlayerId() {
		t.Errorf("batting champions %v", best)
	}
	if best := leaders("era"); len(best) != 5 || best[0].GetValue() > best[4].GetValue() {
		t.Errorf("best earned run averages %v", best)
	}
	_, err = o.ann.ListLeaders(ctx, &baseballv1.ListLeadersRequest{LeagueId: o.id, Figure: "war"})
	wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_figure")
	seasons := must(o.ann.ListLeagueSeasons(ctx, &baseballv1.ListLeagueSeasonsRequest{LeagueId: o.id}))(t).GetSeasons()
	if len(seasons) != 1 || seasons[0].GetChampionTeamId() != table[0].GetTeamId() || seasons[0].GetPlayed() != 486 {
		t.Errorf("seasons %v", seasons)
	}
	again := must(o.ann.CreateSchedule(ctx, &baseballv1.CreateScheduleRequest{LeagueId: o.id, GamesPerTeam: 10}))(t)
	if again.GetSeason() != 2 || again.GetGames() != 30 {
		t.Errorf("the next season: %v", again)
	}
	if old := must(o.ann.GetStandings(ctx, &baseballv1.GetStandingsRequest{LeagueId: o.id, Season: 1}))(t).GetStandings(); old[0].GetWins() != table[0].GetWins() {
		t.Errorf("last year's standings: %v", old)
	}
}

// sumsAgree adds up the players' lines: what batters did is what pitchers gave, and
// the runs are those of the standings.
func (o *organisation) sumsAgree(t *testing.T, runs int32) {
	t.Helper()
	var batted, pitched [6]int32 // in the order of the lines below
	var wins, losses, saves, starts, most int32
	r := &baseballv1.ListPlayerStatisticsRequest{LeagueId: o.id, PageSize: 100}
	for {
		page := must(o.ann.ListPlayerStatistics(t.Context(), r))(t)
		for _, one := range page.GetPlayers() {
			x, y := one.GetBatting(), one.GetPitching()
			for i, n := range [6]int32{x.GetPa(), x.GetH(), x.GetHr(), x.GetR(), x.GetSo(), x.GetBb()} {
				batted[i] += n
			}
			for i, n := range [6]int32{y.GetBf(), y.GetH(), y.GetHr(), y.GetR(), y.GetSo(), y.GetBb()} {
				pitched[i] += n
			}
			wins, losses, saves, starts = wins+one.GetWins(), losses+one.GetLosses(), saves+one.GetSaves(), starts+one.GetStarts()
			most = max(most, one.GetGames())
		}
		if r.PageToken = page.GetNextPageToken(); r.GetPageToken() == "" {
			break
		}
	}
	if batted != pitched || batted[3] != runs {
		t.Errorf("batting %v, pitching %v, %d runs in the standings", batted, pitched, runs)
	}
	games := starts / 2
	if wins != games || losses != games || saves == 0 || saves > games || most > 2*games/6 || batted[0] < 70*games {
		t.Errorf("%d wins, %d losses, %d saves, %d starts; somebody played %d games", wins, losses, saves, starts, most)
	}
}

// scores are results without what differs between leagues of the same teams.
func (o *organisation) scores(t *testing.T) (all [][5]int32) {
	t.Helper()
	place := map[string]int32{}
	for i, team := range o.teams {
		place[team.GetId()] = int32(i)
	}
	for _, g := range o.games(t) {
		all = append(all, [5]int32{place[g.GetHomeTeamId()], place[g.GetAwayTeamId()], g.GetHomeRuns(), g.GetAwayRuns(), g.GetInnings()})
	}
	return all
}

// The same seed plays the same season, at one go or with stops: by number of games,
// or because who watched has gone.
func TestSeasonsAreRepeatable(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o := g.organisation(t)
	o.schedule(t, 60)
	if _, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "autumn"}); err != nil {
		t.Fatal(err)
	}
	whole, lines := o.scores(t), o.lines(t)

	o.found(t, 6)
	o.schedule(t, 60)
	told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "autumn", Games: 7, CommandId: "r1"})
	if err != nil || told[len(told)-1].GetPlayed() != 7 || !told[len(told)-1].GetDone() {
		t.Fatalf("seven games: %v, %v", told, err)
	}
	told, err = o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "autumn", Games: 7, CommandId: "r1"})
	if err != nil || told[len(told)-1].GetPlayed() != 7 {
		t.Errorf("a retry plays on: %v, %v", told, err)
	}
	_, err = o.ann.CreateSchedule(t.Context(), &baseballv1.CreateScheduleRequest{LeagueId: o.id, GamesPerTeam: 10})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "season_under_way")
	_, err = o.ann.UpdateLeague(t.Context(), &baseballv1.UpdateLeagueRequest{LeagueId: o.id, Etag: o.read(t).GetEtag(), DesignatedHitter: new(false)})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "season_under_way")
	for o.read(t); ; {
		told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Games: 43}) // the season's seed
		if err != nil {
			t.Fatal(err)
		}
		if last := told[len(told)-1]; last.GetPlayed() == last.GetGames() {
			break
		}
	}
	if d := cmp.Diff(whole, o.scores(t)); d != "" {
		t.Error("with stops it is another season:", d)
	}
	if d := cmp.Diff(lines, o.lines(t), protocmp.Transform()); d != "" {
		t.Error("with stops players have other lines:", d)
	}

	o.found(t, 6)
	o.schedule(t, 60)
	if _, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "winter"}); err != nil {
		t.Fatal(err)
	}
	if cmp.Equal(whole, o.scores(t)) {
		t.Error("another seed plays the same season")
	}
}

// lines are players' statistics without their teams' ids.
func (o *organisation) lines(t *testing.T) []*baseballv1.PlayerStatistics {
	t.Helper()
	all := must(o.ann.ListPlayerStatistics(t.Context(), &baseballv1.ListPlayerStatisticsRequest{LeagueId: o.id, PageSize: 200}))(t).GetPlayers()
	for _, one := range all {
		one.TeamId = ""
	}
	return all
}

// Who leaves the stream stops the season between two games; it goes on from there.
// Nobody else can play it meanwhile.
func TestLeavingTheStreamStopsTheSeason(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o := organisation{ann: g.fan(t, "Ann"), first: g.fan(t, "Ben"), second: g.fan(t, "Cat")}
	o.found(t, 24)
	o.schedule(t, 162)
	ctx, leave := context.WithCancel(t.Context())
	stream := must(o.ann.SimulateSeason(ctx, &baseballv1.SimulateSeasonRequest{LeagueId: o.id, Seed: "x"}))(t)
	if !stream.Receive() || stream.Msg().GetDone() {
		t.Fatalf("first message %v, %v", stream.Msg(), stream.Err())
	}
	_, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "already_simulating")
	leave()
	for stream.Receive() { //nolint:revive // what was on its way
	}
	if err := stream.Err(); connect.CodeOf(err) != connect.CodeCanceled {
		t.Errorf("left with %v", err)
	}
	_ = stream.Close()
	// The lease is given back when the run has ended, and not a game is played after.
	var told []*baseballv1.SimulateSeasonResponse
	for range 200 {
		told, err = o.simulate(t, &baseballv1.SimulateSeasonRequest{Games: 1})
		if reasonOf(err) != "already_simulating" {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err != nil {
		t.Fatal(err)
	}
	played := told[len(told)-1].GetPlayed()
	t.Logf("stopped after %d of %d games", played-1, told[0].GetGames())
	if played >= told[0].GetGames() {
		t.Error("the season went on to its end")
	}
	gap := false
	for i, one := range o.games(t) {
		gap = gap || !one.GetPlayed()
		if one.GetPlayed() != (int32(i) < played) {
			t.Fatalf("game %d of %d played: %v", i, played, one)
		}
	}
	if !gap {
		t.Error("nothing is left")
	}
}

// A run that was taken for dead books nothing any more.
func TestRunsAreFenced(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	o.schedule(t, 10)
	id := uuid.MustParse(o.id)
	old, young := uuid.New(), uuid.New()
	n := must(g.store.BeginRun(ctx, leagues.Run{League: id, Holder: old, Draw: "x"}))(t)
	if _, err := g.store.BeginRun(ctx, leagues.Run{League: id, Holder: young, Draw: "x"}); !errors.Is(err, leagues.ErrSimulating) {
		t.Errorf("two runs: %v", err)
	}
	games := must(g.store.Games(ctx, leagues.Wanted{Season: n.ID, Limit: 1}))(t)
	games[0].Result = leagues.Result{Played: true, HomeRuns: 3, AwayRuns: 1, Innings: 9}
	if err := g.store.EndRun(ctx, id, old); err != nil {
		t.Fatal(err)
	}
	must(g.store.BeginRun(ctx, leagues.Run{League: id, Holder: young, Draw: "x"}))(t)
	if err := g.store.Book(ctx, leagues.Batch{Season: n, Holder: old, Games: games}); !errors.Is(err, leagues.ErrLostLease) {
		t.Errorf("the old run books: %v", err)
	}
	for range 2 { // twice is the same as once
		if err := g.store.Book(ctx, leagues.Batch{Season: n, Holder: young, Games: games}); err != nil {
			t.Fatal(err)
		}
	}
	if n = must(g.store.Season(ctx, id, 0))(t); n.Played != 1 {
		t.Errorf("%d games were played", n.Played)
	}
	// The node of the young one dies: when its lease has run out another goes on.
	_, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "already_simulating")
	g.query(t, "UPDATE leagues SET simulating_until = now() - interval '1 second'")
	told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{})
	if err != nil || told[len(told)-1].GetPlayed() != 30 {
		t.Fatalf("after a death: %v, %v", told, err)
	}
	if one := o.games(t)[0]; one.GetHomeRuns() != 3 || one.GetAwayRuns() != 1 {
		t.Errorf("a game was played twice: %v", one)
	}
}

// query changes the database behind everybody's back.
func (h *house) query(t *testing.T, statement string) {
	t.Helper()
	db := must(sql.Open("postgres", h.db))(t)
	defer db.Close()
	must(db.ExecContext(t.Context(), statement))(t)
}

// Playoffs follow the season, day by day, until one is left.
func TestPlayoffs(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	r := &baseballv1.CreateScheduleRequest{LeagueId: o.id, Kind: baseballv1.ScheduleKind_SCHEDULE_KIND_PLAYOFFS, GamesPerTeam: 7, CommandId: "p"}
	_, err := o.ann.CreateSchedule(ctx, r)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_season")
	o.schedule(t, 30)
	must(o.simulate(t, &baseballv1.SimulateSeasonRequest{Games: 20}))(t)
	_, err = o.ann.CreateSchedule(ctx, r)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "season_under_way")
	must(o.simulate(t, &baseballv1.SimulateSeasonRequest{}))(t)
	standings := must(o.ann.GetStandings(ctx, &baseballv1.GetStandingsRequest{LeagueId: o.id}))(t)
	for games, reason := range map[int32]string{4: "invalid_games_per_team", 9: "invalid_games_per_team"} {
		_, err = o.ann.CreateSchedule(ctx, &baseballv1.CreateScheduleRequest{LeagueId: o.id, Kind: r.GetKind(), GamesPerTeam: games})
		wantRefusal(t, err, connect.CodeInvalidArgument, reason)
	}
	_, err = o.ann.CreateSchedule(ctx, &baseballv1.CreateScheduleRequest{LeagueId: o.id, Kind: r.GetKind(), GamesPerTeam: 3, Teams: 8})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "too_few_teams")
	for range 2 {
		if made := must(o.ann.CreateSchedule(ctx, r))(t); made.GetGames() != 2 || made.GetSeason() != 1 {
			t.Errorf("playoffs %v", made)
		}
	}
	for {
		told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Games: 3})
		if err != nil {
			t.Fatal(err)
		}
		if last := told[len(told)-1]; last.GetPlayed() == last.GetGames() {
			break
		}
	}
	wins := map[string]int{}
	playoffs := o.games(t)[90:]
	for _, one := range playoffs {
		if one.GetHomeRuns() > one.GetAwayRuns() {
			wins[one.GetHomeTeamId()]++
		} else {
			wins[one.GetAwayTeamId()]++
		}
	}
	season := must(o.ann.ListLeagueSeasons(ctx, &baseballv1.ListLeagueSeasonsRequest{LeagueId: o.id}))(t).GetSeasons()[0]
	if wins[season.GetChampionTeamId()] != 8 || len(playoffs) < 12 || len(playoffs) > 21 || season.GetGames() != int32(90+len(playoffs)) {
		t.Errorf("%d games, wins %v, %v", len(playoffs), wins, season)
	}
	after := must(o.ann.GetStandings(ctx, &baseballv1.GetStandingsRequest{LeagueId: o.id}))(t)
	if d := cmp.Diff(standings, after, protocmp.Transform()); d != "" {
		t.Error("playoffs change the standings:", d)
	}
	for _, s := range after.GetStandings() {
		if math.Abs(s.GetPercentage()-float64(s.GetWins())/30) > 1e-9 {
			t.Errorf("%v", s)
		}
	}
}
