package rpc

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"connectrpc.com/connect"
	"github.com/google/uuid"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/gen/playhouse/baseball/v1/baseballv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	"playhouse/server/games/baseball"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
	"playhouse/server/leagues/office"
)

// ballGame is the engine; its managers are computed once for all tests.
var ballGame = sync.OnceValue(func() baseball.Game {
	all, err := league.Load(content.Files)
	if err != nil {
		panic(err)
	}
	return baseball.New(all)
})

// diamondHouse is a house where leagues are kept.
type diamondHouse struct {
	*study

	address string
	clock   *clock
	apis    map[string]office.API
}

func newDiamond(t *testing.T) *diamondHouse {
	t.Helper()
	g := &diamondHouse{study: newStudy(t), clock: &clock{}, apis: map[string]office.API{}}
	quiet := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	park := OpenBallpark(g.runtime, ballGame(), g.store.Delete)
	desk, err := office.New(office.Config{
		Store: g.store, Engine: office.NewEngine(ballGame()), Tables: park, Uploads: g.library, APIs: g.apis, Logger: quiet, Now: g.clock.now,
	})
	if err != nil {
		t.Fatal(err)
	}
	edge, err := NewEdge(g.people, quiet, silent{}, true)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	if err := edge.Mount(mux, Baseball(park, desk, edge.Options()...), Leagues(desk, edge.Options()...), Sessions(g.runtime, g.store, edge.Options()...)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(mux)
	server.Config.Protocols = new(http.Protocols)
	server.Config.Protocols.SetHTTP1(true)
	server.Config.Protocols.SetUnencryptedHTTP2(true)
	server.Start()
	t.Cleanup(func() {
		g.runtime.Stop()
		server.CloseClientConnections()
		server.Close()
	})
	g.address = server.URL
	return g
}

// fan is somebody with clients of baseball's services.
type fan struct {
	baseballv1connect.LeagueServiceClient

	games    baseballv1connect.BaseballServiceClient
	sessions sessionv1connect.SessionServiceClient
	*person
}

func (g *diamondHouse) fan(t *testing.T, name string) *fan {
	t.Helper()
	p := g.person(t, name)
	c := h2c()
	c.Transport = bearer{token: p.token, next: c.Transport}
	return g.equip(p, c)
}

// outsider has no account.
func (g *diamondHouse) outsider() *fan { return g.equip(g.nobody(), h2c()) }

func (g *diamondHouse) equip(p *person, c *http.Client) *fan {
	return &fan{
		LeagueServiceClient: baseballv1connect.NewLeagueServiceClient(c, g.address),
		games:               baseballv1connect.NewBaseballServiceClient(c, g.address),
		sessions:            sessionv1connect.NewSessionServiceClient(c, g.address),
		person:              p,
	}
}

// roster are average cards whose hitters make an out less often, n times of 108.
func roster(n float64) (cards []*baseballv1.Card) {
	r, _ := game.AverageTeam(ballGame().Leagues()["pd"])
	for _, c := range r {
		own := *c
		if c.Batting != nil && c.Pitching == nil {
			b := *c.Batting
			for v := range b.Versus {
				b.Versus[v][outcome.GroundB] -= n
				b.Versus[v][outcome.Single] += n
			}
			own.Batting = &b
		}
		cards = append(cards, baseball.WriteCard(&own))
	}
	return cards
}

var teamNames = []string{"Ants", "Bees", "Crows", "Ducks", "Emus", "Foxes"}

// organisation is a league of six teams with cards, the first managed by Ben, the
// second by Cat.
type organisation struct {
	id                           string
	teams                        []*baseballv1.LeagueTeam
	ann, first, second, stranger *fan // ann is the commissioner
}

func (g *diamondHouse) organisation(t *testing.T) organisation {
	t.Helper()
	o := organisation{ann: g.fan(t, "Ann"), first: g.fan(t, "Ben"), second: g.fan(t, "Cat"), stranger: g.fan(t, "Dan")}
	o.found(t, len(teamNames))
	return o
}

func (o *organisation) found(t *testing.T, teams int) {
	t.Helper()
	ctx := t.Context()
	o.id = must(o.ann.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "Harbour League"}))(t).GetLeague().GetId()
	o.teams = nil
	for i := range teams {
		r := &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: fmt.Sprintf("Team %02d", i)}
		if teams == len(teamNames) {
			r.Name = teamNames[i]
		}
		switch i {
		case 0:
			r.ManagerUserId = o.first.id
		case 1:
			r.ManagerUserId = o.second.id
		}
		made := must(o.ann.CreateTeam(ctx, r))(t).GetTeam()
		set := must(o.ann.SetRoster(ctx, &baseballv1.SetRosterRequest{TeamId: made.GetId(), Etag: made.GetEtag(), Cards: roster(2 - float64(i%6))}))(t)
		o.teams = append(o.teams, set.GetTeam())
	}
}

func (o *organisation) schedule(t *testing.T, games int32) *baseballv1.CreateScheduleResponse {
	t.Helper()
	return must(o.ann.CreateSchedule(t.Context(), &baseballv1.CreateScheduleRequest{
		LeagueId: o.id, Kind: baseballv1.ScheduleKind_SCHEDULE_KIND_SERIES, GamesPerTeam: games,
	}))(t)
}

func (o *organisation) read(t *testing.T) *baseballv1.League {
	t.Helper()
	return must(o.ann.GetLeague(t.Context(), &baseballv1.GetLeagueRequest{LeagueId: o.id}))(t).GetLeague()
}

func (o *organisation) games(t *testing.T) (all []*baseballv1.ScheduledGame) {
	t.Helper()
	r := &baseballv1.GetScheduleRequest{LeagueId: o.id, PageSize: 200}
	for {
		page := must(o.ann.GetSchedule(t.Context(), r))(t)
		all = append(all, page.GetGames()...)
		if r.PageToken = page.GetNextPageToken(); r.GetPageToken() == "" {
			return all
		}
	}
}

// simulate plays and returns what was told.
func (o *organisation) simulate(t *testing.T, r *baseballv1.SimulateSeasonRequest) ([]*baseballv1.SimulateSeasonResponse, error) {
	t.Helper()
	r.LeagueId = o.id
	stream, err := o.ann.SimulateSeason(t.Context(), r)
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	var all []*baseballv1.SimulateSeasonResponse
	for stream.Receive() {
		all = append(all, stream.Msg())
	}
	return all, stream.Err()
}

// Leagues and teams are made once, found by those in them, and changed under their
// etag.
func TestLeaguesAndTeams(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	r := &baseballv1.CreateLeagueRequest{Name: "Second", Ruleset: "pd", CommandId: "c1"}
	made := must(o.ann.CreateLeague(ctx, r))(t).GetLeague()
	if again := must(o.ann.CreateLeague(ctx, r))(t).GetLeague(); again.GetId() != made.GetId() {
		t.Error("made twice")
	}
	_, err := o.ann.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "Third", CommandId: "c1"})
	wantRefusal(t, err, connect.CodeAlreadyExists, "command_id_reused")
	_, err = o.ann.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "Third", Ruleset: "cricket"})
	wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_ruleset")

	page := must(o.ann.ListOwnLeagues(ctx, &baseballv1.ListOwnLeaguesRequest{PageSize: 1}))(t)
	rest := must(o.ann.ListOwnLeagues(ctx, &baseballv1.ListOwnLeaguesRequest{PageSize: 1, PageToken: page.GetNextPageToken()}))(t)
	if page.GetLeagues()[0].GetId() != made.GetId() || rest.GetLeagues()[0].GetId() != o.id || rest.GetNextPageToken() != "" {
		t.Errorf("own leagues: %v, then %v", page, rest)
	}
	if of := must(o.first.ListOwnLeagues(ctx, &baseballv1.ListOwnLeaguesRequest{}))(t); len(of.GetLeagues()) != 1 || of.GetLeagues()[0].GetTeams() != 6 {
		t.Errorf("a manager's leagues: %v", of)
	}
	if of := must(o.stranger.ListOwnLeagues(ctx, &baseballv1.ListOwnLeaguesRequest{}))(t); len(of.GetLeagues()) != 0 {
		t.Errorf("a stranger's leagues: %v", of)
	}

	update := &baseballv1.UpdateLeagueRequest{LeagueId: o.id, Etag: o.read(t).GetEtag(), Name: new("Bay League"), DesignatedHitter: new(false), ExtraInningRunner: new(true)}
	if by := must(o.first.GetLeague(ctx, &baseballv1.GetLeagueRequest{LeagueId: o.id}))(t).GetLeague().GetCommissionerName(); by != "Ann" {
		t.Errorf("the commissioner is %q", by)
	}
	if teams := must(o.second.ListTeams(ctx, &baseballv1.ListTeamsRequest{LeagueId: o.id}))(t).GetTeams(); teams[0].GetManagerName() != "Ben" || teams[2].GetManagerName() != "" {
		t.Errorf("managed by %q and %q", teams[0].GetManagerName(), teams[2].GetManagerName())
	}
	if l := must(o.ann.UpdateLeague(ctx, update))(t).GetLeague(); l.GetName() != "Bay League" || l.GetRulebook().GetDesignatedHitter() || !l.GetRulebook().GetExtraInningRunner() {
		t.Errorf("changed to %v", l)
	}
	_, err = o.ann.UpdateLeague(ctx, update)
	wantRefusal(t, err, connect.CodeAborted, "stale")

	team := o.teams[0]
	_, err = o.ann.CreateTeam(ctx, &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: " aNTS "})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	_, err = o.ann.CreateTeam(ctx, &baseballv1.CreateTeamRequest{LeagueId: o.id, Name: "Gnus", ManagerUserId: uuid.NewString()})
	wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_manager_user_id")
	_, err = o.ann.UpdateTeam(ctx, &baseballv1.UpdateTeamRequest{TeamId: team.GetId(), Etag: team.GetEtag(), Name: new("BEES")})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	renamed := must(o.ann.UpdateTeam(ctx, &baseballv1.UpdateTeamRequest{TeamId: team.GetId(), Etag: team.GetEtag(), Name: new("Zebras"), ManagerUserId: new("")}))(t).GetTeam()
	if renamed.GetName() != "Zebras" || renamed.GetManagerUserId() != "" || renamed.GetPlayers() != 26 {
		t.Errorf("renamed to %v", renamed)
	}
	_, err = o.first.GetLeague(ctx, &baseballv1.GetLeagueRequest{LeagueId: o.id}) // no manager any more
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	teams := must(o.ann.ListTeams(ctx, &baseballv1.ListTeamsRequest{LeagueId: o.id, PageSize: 5}))(t)
	last := must(o.ann.ListTeams(ctx, &baseballv1.ListTeamsRequest{LeagueId: o.id, PageSize: 5, PageToken: teams.GetNextPageToken()}))(t)
	if len(teams.GetTeams()) != 5 || len(last.GetTeams()) != 1 || last.GetTeams()[0].GetName() != "Zebras" {
		t.Errorf("teams: %v, then %v", teams, last)
	}

	_, err = o.ann.DeleteTeam(ctx, &baseballv1.DeleteTeamRequest{TeamId: team.GetId(), Etag: team.GetEtag()})
	wantRefusal(t, err, connect.CodeAborted, "stale")
	must(o.ann.DeleteTeam(ctx, &baseballv1.DeleteTeamRequest{TeamId: team.GetId(), Etag: renamed.GetEtag()}))(t)
	_, err = o.ann.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	must(o.ann.DeleteLeague(ctx, &baseballv1.DeleteLeagueRequest{LeagueId: o.id, Etag: o.read(t).GetEtag()}))(t)
	_, err = o.ann.ListTeams(ctx, &baseballv1.ListTeamsRequest{LeagueId: o.id})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
}

// Cards are checked by the engine, by their place; line-ups as the rules have them.
func TestRostersAndLineups(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	team := o.teams[0]
	for what, bad := range map[string]struct {
		spoil func(c []*baseballv1.Card) []*baseballv1.Card
		field string
	}{
		"a split of 109": {func(c []*baseballv1.Card) []*baseballv1.Card {
			c[3].GetRated().GetRatings().GetBattingVersusLeft().Walk++
			return c
		}, "cards[3]"},
		"twice": {func(c []*baseballv1.Card) []*baseballv1.Card { c[5].Id = c[0].GetId(); return c }, "cards[5].id"},
		"a picture": {func(c []*baseballv1.Card) []*baseballv1.Card {
			c[2].Kind = &baseballv1.Card_Image{Image: &baseballv1.ImageCard{ImageUrl: "https://x.example/1"}}
			return c
		}, "cards[2].kind"},
		"no pitchers": {func(c []*baseballv1.Card) []*baseballv1.Card { return c[:12] }, "cards"},
		"no catcher":  {func(c []*baseballv1.Card) []*baseballv1.Card { return append(c[1:9:9], c[13:]...) }, "cards"},
	} {
		_, err := o.ann.SetRoster(ctx, &baseballv1.SetRosterRequest{TeamId: team.GetId(), Etag: team.GetEtag(), Cards: bad.spoil(roster(0))})
		wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_cards")
		if got := fieldOf(err); got != bad.field {
			t.Errorf("%s: field %q, want %q (%v)", what, got, bad.field, err)
		}
	}
	kept := must(o.first.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t)
	if len(kept.GetCards()) != 26 || kept.GetEtag() != team.GetEtag() || kept.GetStale() || kept.GetAsOf() == nil {
		t.Errorf("roster %d cards, etag %s", len(kept.GetCards()), kept.GetEtag())
	}

	order := func() (slots []*baseballv1.Slot) {
		for i, pos := range []int32{2, 3, 4, 5, 6, 7, 8, 9, 0} {
			slots = append(slots, &baseballv1.Slot{PlayerId: fmt.Sprintf("a%d", i), Position: pos})
		}
		return slots
	}
	set := func(p *fan, slots []*baseballv1.Slot, rotation ...string) (*baseballv1.LeagueTeam, error) {
		etag := must(p.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t).GetEtag()
		r, err := p.UpdateTeam(ctx, &baseballv1.UpdateTeamRequest{TeamId: team.GetId(), Etag: etag, Order: slots, Rotation: rotation})
		return r.GetTeam(), err
	}
	for what, spoil := range map[string]func([]*baseballv1.Slot) []*baseballv1.Slot{
		"eight":          func(s []*baseballv1.Slot) []*baseballv1.Slot { return s[:8] },
		"doubled":        func(s []*baseballv1.Slot) []*baseballv1.Slot { s[1].PlayerId = "a0"; return s },
		"out of place":   func(s []*baseballv1.Slot) []*baseballv1.Slot { s[0].Position, s[1].Position = 3, 2; return s },
		"two at second":  func(s []*baseballv1.Slot) []*baseballv1.Slot { s[1].Position = 4; return s },
		"nobody's":       func(s []*baseballv1.Slot) []*baseballv1.Slot { s[1].PlayerId = "ghost"; return s },
		"pitcher at bat": func(s []*baseballv1.Slot) []*baseballv1.Slot { s[8].PlayerId, s[8].Position = "p0", 1; return s },
	} {
		if _, err := set(o.first, spoil(order())); reasonOf(err) != "bad_lineup" {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, rotation := range map[string][]string{"a hitter": {"a1"}, "twice": {"p1", "p1"}, "nobody": {"ghost"}} {
		if _, err := set(o.first, nil, rotation...); reasonOf(err) != "bad_lineup" {
			t.Errorf("rotation of %s: %v", what, err)
		}
	}
	written, err := set(o.first, order(), "p3", "p1")
	if err != nil || len(written.GetOrder()) != 9 || len(written.GetRotation()) != 2 {
		t.Fatalf("line-up %v, %v", written, err)
	}
	cards := roster(0)
	cards[15].Id = "new" // p2 is gone, who is in no line-up
	kept2 := must(o.ann.SetRoster(ctx, &baseballv1.SetRosterRequest{TeamId: team.GetId(), Etag: written.GetEtag(), Cards: cards}))(t).GetTeam()
	if len(kept2.GetOrder()) != 9 {
		t.Error("a line-up that fits is forgotten")
	}
	cards[4].Id = "newer"
	if gone := must(o.ann.SetRoster(ctx, &baseballv1.SetRosterRequest{TeamId: team.GetId(), Etag: kept2.GetEtag(), Cards: cards}))(t).GetTeam(); len(gone.GetOrder()) != 0 {
		t.Errorf("a line-up that names one who is gone stays: %v", gone.GetOrder())
	}
}

// fieldOf is the field that an error is about.
func fieldOf(err error) string {
	var wire *connect.Error
	if !errors.As(err, &wire) {
		return ""
	}
	for _, d := range wire.Details() {
		if m, err := d.Value(); err == nil {
			if v, ok := m.(*validate.Violations); ok {
				return v.GetViolations()[0].GetField().GetElements()[0].GetFieldName()
			}
		}
	}
	return ""
}

// StartGame leads both managers to one session, and its result counts.
func TestGamesBetweenPeople(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	o.schedule(t, 15)
	var match *baseballv1.ScheduledGame
	for _, one := range o.games(t) {
		if one.GetHomeTeamId() == o.teams[1].GetId() && one.GetAwayTeamId() == o.teams[0].GetId() || one.GetHomeTeamId() == o.teams[0].GetId() && one.GetAwayTeamId() == o.teams[1].GetId() {
			match = one
			break
		}
	}
	if match == nil {
		t.Fatal("Ants and Bees do not meet")
	}
	home, away := o.first, o.second
	if match.GetHomeTeamId() == o.teams[1].GetId() {
		home, away = away, home
	}
	r := &baseballv1.StartGameRequest{GameId: match.GetId(), Pace: baseballv1.Pace_PACE_UNTIMED, CommandId: "s1"}
	id := must(away.StartGame(ctx, r))(t).GetSessionId() // the visitors come first
	if again := must(away.StartGame(ctx, r))(t).GetSessionId(); again != id {
		t.Error("two sessions for one game")
	}
	if same := must(home.StartGame(ctx, r))(t).GetSessionId(); same != id {
		t.Error("each manager has a session")
	}
	room := must(home.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id}))(t).GetRoom()
	at := map[int32]string{}
	for _, m := range room.GetMembers() {
		at[m.GetSeat()] = m.GetUserId()
	}
	if at[1] != home.id || at[2] != away.id {
		t.Errorf("seats %v, want home %s on 1, away %s on 2", at, home.id, away.id)
	}
	if _, err := o.stranger.games.GetView(ctx, &baseballv1.GetViewRequest{SessionId: id}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("a stranger looks at a league's game: %v", err)
	}
	_, err := o.stranger.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")

	// The computer leaves it to them.
	told, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{Seed: "s"})
	if err != nil || told[len(told)-1].GetPlayed() != told[len(told)-1].GetGames()-1 {
		t.Fatalf("simulated %v, %v", told, err)
	}
	_, err = o.ann.DeleteLeague(ctx, &baseballv1.DeleteLeagueRequest{LeagueId: o.id, Etag: o.read(t).GetEtag()})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "season_under_way")

	for _, p := range []*fan{home, away} {
		must(p.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true}))(t)
	}
	host := away
	must(host.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id}))(t)
	must(home.games.Concede(ctx, &baseballv1.ConcedeRequest{SessionId: id}))(t)
	for _, one := range o.games(t) {
		if one.GetId() == match.GetId() && (!one.GetPlayed() || one.GetAwayRuns() != 9 || one.GetHomeRuns() != 0 || one.GetSessionId() != id) {
			t.Errorf("booked as %v", one)
		}
	}
	_, err = home.StartGame(ctx, r)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "already_played")
	seasons := must(o.ann.ListLeagueSeasons(ctx, &baseballv1.ListLeagueSeasonsRequest{LeagueId: o.id}))(t).GetSeasons()
	if len(seasons) != 1 || seasons[0].GetPlayed() != 45 || seasons[0].GetChampionTeamId() == "" {
		t.Errorf("seasons %v", seasons)
	}
}
