package rpc

import (
	"context"
	"testing"

	"connectrpc.com/connect"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
)

// leagueRow is what a procedure answers the manager of the team that it is about,
// another's manager, and a stranger. Commissioners get through everywhere, and
// nobody without an account does.
type leagueRow struct {
	own, other, stranger verdict

	call func(context.Context, pitch, *fan) error
}

// pitch is what the cells of the matrix are about: a league, the team of its first
// manager, and a game of that team that the second manager has no part in.
type pitch struct {
	organisation

	team *baseballv1.LeagueTeam
	game string
}

var (
	notCommissioner = verdict{connect.CodePermissionDenied, "not_commissioner"}
	notManager      = verdict{connect.CodePermissionDenied, "not_manager"}
	noAPI           = verdict{connect.CodeFailedPrecondition, "no_api"}
)

func inLeague(own, other verdict, call func(context.Context, pitch, *fan) error) leagueRow {
	return leagueRow{own: own, other: other, stranger: absent, call: call}
}

func forAll(call func(context.Context, pitch, *fan) error) leagueRow {
	return leagueRow{own: fine, other: fine, stranger: fine, call: call}
}

var leagueMatrix = map[string]leagueRow{
	"CreateLeague": forAll(func(ctx context.Context, _ pitch, p *fan) error {
		return ask(ctx, p.CreateLeague, &baseballv1.CreateLeagueRequest{Name: "Mine"})
	}),
	"ListOwnLeagues": forAll(func(ctx context.Context, _ pitch, p *fan) error {
		return ask(ctx, p.ListOwnLeagues, &baseballv1.ListOwnLeaguesRequest{})
	}),
	"GetLeague": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.GetLeague, &baseballv1.GetLeagueRequest{LeagueId: f.id})
	}),
	"ListLeagueSeasons": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.ListLeagueSeasons, &baseballv1.ListLeagueSeasonsRequest{LeagueId: f.id})
	}),
	"UpdateLeague": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.UpdateLeague, &baseballv1.UpdateLeagueRequest{LeagueId: f.id, Etag: f.etag(ctx), Name: new("Other")})
	}),
	"DeleteLeague": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.DeleteLeague, &baseballv1.DeleteLeagueRequest{LeagueId: f.id, Etag: f.etag(ctx)})
	}),
	"CreateTeam": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.CreateTeam, &baseballv1.CreateTeamRequest{LeagueId: f.id, Name: "New"})
	}),
	"ListTeams": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.ListTeams, &baseballv1.ListTeamsRequest{LeagueId: f.id})
	}),
	"UpdateTeam": inLeague(notCommissioner, notManager, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.UpdateTeam, &baseballv1.UpdateTeamRequest{TeamId: f.team.GetId(), Etag: f.team.GetEtag(), Name: new("Other")})
	}),
	"DeleteTeam": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.DeleteTeam, &baseballv1.DeleteTeamRequest{TeamId: f.team.GetId(), Etag: f.team.GetEtag()})
	}),
	"GetRoster": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.GetRoster, &baseballv1.GetRosterRequest{TeamId: f.team.GetId()})
	}),
	"SetRoster": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.SetRoster, &baseballv1.SetRosterRequest{TeamId: f.team.GetId(), Etag: f.team.GetEtag(), Cards: roster(0)})
	}),
	"ImportRoster": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.ImportRoster, importOf(f.team, seasonTables()))
	}),
	"CreateSchedule": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.CreateSchedule, &baseballv1.CreateScheduleRequest{LeagueId: f.id, GamesPerTeam: 5})
	}),
	"GetSchedule": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.GetSchedule, &baseballv1.GetScheduleRequest{LeagueId: f.id})
	}),
	"GetStandings": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.GetStandings, &baseballv1.GetStandingsRequest{LeagueId: f.id})
	}),
	"ListLeaders": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.ListLeaders, &baseballv1.ListLeadersRequest{LeagueId: f.id, Figure: "hr"})
	}),
	"ListPlayerStatistics": inLeague(fine, fine, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.ListPlayerStatistics, &baseballv1.ListPlayerStatisticsRequest{LeagueId: f.id})
	}),
	"StartGame": inLeague(fine, notManager, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.StartGame, &baseballv1.StartGameRequest{GameId: f.game})
	}),
	"SimulateSeason": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		stream, err := p.SimulateSeason(ctx, &baseballv1.SimulateSeasonRequest{LeagueId: f.id, Games: 1})
		if err != nil {
			return err
		}
		defer stream.Close()
		for stream.Receive() { //nolint:revive // to its end
		}
		return stream.Err()
	}),
	// Without an API everybody who may is told so.
	"RefreshRoster": inLeague(notCommissioner, notCommissioner, func(ctx context.Context, f pitch, p *fan) error {
		return ask(ctx, p.RefreshRoster, &baseballv1.RefreshRosterRequest{TeamId: f.team.GetId()})
	}),
}

func (f pitch) etag(ctx context.Context) string {
	r, err := f.ann.GetLeague(ctx, &baseballv1.GetLeagueRequest{LeagueId: f.id})
	if err != nil {
		return "0"
	}
	return r.GetLeague().GetEtag()
}

// Every procedure of the LeagueService, asked by everybody.
func TestWhoMayDoWhatInLeagues(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, nobody := g.organisation(t), g.outsider()
	plain := map[string]row{}
	for procedure, r := range leagueMatrix {
		plain[procedure] = row{}
		o.found(t, 4)
		o.schedule(t, 9)
		f := pitch{organisation: o, team: o.teams[0]}
		for _, one := range o.games(t) {
			teams := map[string]bool{one.GetHomeTeamId(): true, one.GetAwayTeamId(): true}
			if teams[o.teams[0].GetId()] && !teams[o.teams[1].GetId()] {
				f.game = one.GetId()
				break
			}
		}
		commissioner := fine
		if procedure == "RefreshRoster" {
			commissioner = noAPI
		}
		for _, cell := range []struct {
			who  string
			p    *fan
			want verdict
		}{
			{"nobody", nobody, unknown}, {"a stranger", o.stranger, r.stranger}, {"another manager", o.second, r.other},
			{"the manager", o.first, r.own}, {"the commissioner", o.ann, commissioner},
		} {
			err := r.call(t.Context(), f, cell.p)
			if got := verdictOf(err); got != cell.want {
				t.Errorf("%s by %s: %v %q (%v), want %v %q", procedure, cell.who, got.code, got.reason, err, cell.want.code, cell.want.reason)
			}
		}
	}
	checkMatrix(t, baseballv1.File_playhouse_baseball_v1_league_service_proto.Services().ByName("LeagueService"), plain)
}

func verdictOf(err error) verdict {
	v := verdict{reason: reasonOf(err)}
	if err != nil {
		v.code = connect.CodeOf(err)
	}
	return v
}

// A manager writes the line-up of their own team, and of no other.
func TestManagersWriteTheirLineups(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	r := &baseballv1.UpdateTeamRequest{TeamId: o.teams[0].GetId(), Etag: o.teams[0].GetEtag(), Rotation: []string{"p1"}}
	_, err := o.second.UpdateTeam(ctx, r)
	wantRefusal(t, err, connect.CodePermissionDenied, "not_manager")
	if made := must(o.first.UpdateTeam(ctx, r))(t).GetTeam(); len(made.GetRotation()) != 1 {
		t.Errorf("rotation %v", made)
	}
	_, err = o.first.UpdateTeam(ctx, r)
	wantRefusal(t, err, connect.CodeAborted, "stale")
	// A team of somebody else's league is not to be played with.
	_, err = o.stranger.games.Create(ctx, &baseballv1.CreateRequest{HomeTeamId: o.teams[0].GetId()})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	id := must(o.first.games.Create(ctx, &baseballv1.CreateRequest{HomeTeamId: o.teams[0].GetId(), AwayTeamId: o.teams[1].GetId()}))(t).GetSessionId()
	if v := must(o.first.games.GetView(ctx, &baseballv1.GetViewRequest{SessionId: id}))(t).GetView(); v.GetHome().GetName() != "Ants" || v.GetAway().GetName() != "Bees" {
		t.Errorf("%s at %s", v.GetAway().GetName(), v.GetHome().GetName())
	}
}
