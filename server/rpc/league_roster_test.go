package rpc

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/uuid"
	"google.golang.org/protobuf/encoding/protojson"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/baseball"
	"playhouse/server/league"
	"playhouse/server/library"
)

// tables are the files of a season that never was: two teams of 1968.
func seasonTables() map[string]string {
	var batting, pitching, fielding, people strings.Builder
	batting.WriteString("playerID,yearID,stint,teamID,lgID,G,AB,R,H,2B,3B,HR,RBI,SB,CS,BB,SO,IBB,HBP,SH,SF,GIDP\n")
	pitching.WriteString("playerID,yearID,stint,teamID,lgID,W,L,G,GS,CG,SHO,SV,IPouts,H,ER,HR,BB,SO,IBB,WP,HBP,BK,BFP,R,SH,SF\n")
	fielding.WriteString("playerID,yearID,stint,teamID,lgID,POS,G,GS,InnOuts,PO,A,E,DP,PB,SB,CS\n")
	people.WriteString("playerID,nameFirst,nameLast,bats,throws\n")
	for _, team := range []string{"AAA", "BBB"} {
		for i, pos := range strings.Split("C,1B,2B,3B,SS,OF,OF,OF,OF,C", ",") {
			id := fmt.Sprintf("hit%s%d", team, i)
			fmt.Fprintf(&people, "%s,First,%s,%c,R\n", id, id, "LRB"[i%3])
			fmt.Fprintf(&batting, "%s,1968,1,%s,XL,140,500,60,%d,25,3,%d,55,5,3,45,80,3,4,5,4,10\n", id, team, 125+i, 12+i)
			fmt.Fprintf(&fielding, "%s,1968,1,%s,XL,%s,140,140,3600,300,80,8,20,3,40,20\n", id, team, pos)
		}
		for i := range 10 {
			id, starts := fmt.Sprintf("arm%s%d", team, i), 0
			if i < 5 {
				starts = 32
			}
			fmt.Fprintf(&people, "%s,First,%s,R,R\n", id, id)
			fmt.Fprintf(&batting, "%s,1968,1,%s,XL,35,60,2,8,1,0,0,3,0,0,2,25,0,0,6,0,1\n", id, team)
			fmt.Fprintf(&pitching, "%s,1968,1,%s,XL,10,10,35,%d,0,0,0,600,190,75,18,60,130,4,5,5,1,850,85,6,5\n", id, team, starts)
			fmt.Fprintf(&fielding, "%s,1968,1,%s,XL,P,35,%d,600,10,25,2,2,,,\n", id, team, starts)
		}
	}
	return map[string]string{
		"Batting.csv": batting.String(), "Pitching.csv": pitching.String(), "Fielding.csv": fielding.String(), "People.csv": people.String(),
		"Teams.csv": "yearID,lgID,teamID,G,name\n1968,XL,AAA,162,Anchors\n1968,XL,BBB,162,Barges\n",
	}
}

func importOf(team *baseballv1.LeagueTeam, files map[string]string) *baseballv1.ImportRosterRequest {
	return &baseballv1.ImportRosterRequest{
		TeamId: team.GetId(), Etag: team.GetEtag(), Year: 1968, TeamCode: "AAA", Batting: []byte(files["Batting.csv"]), Pitching: []byte(files["Pitching.csv"]),
		Fielding: []byte(files["Fielding.csv"]), People: []byte(files["People.csv"]), Teams: []byte(files["Teams.csv"]),
	}
}

// Tables become cards, once; broken ones change nothing, and are told where.
func TestRostersFromTables(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	team := o.teams[0]
	for what, bad := range map[string]struct {
		file, from, to string
		message        string
	}{
		"a number below zero": {"Batting.csv", "hitAAA2,1968,1,AAA,XL,140,500", "hitAAA2,1968,1,AAA,XL,140,-5", "Batting.csv, row 4, column AB: -5 is negative"},
		"no number":           {"Pitching.csv", ",850,85,", ",many,85,", "Pitching.csv, row 2, column BFP"},
		"more hits than bats": {"Batting.csv", "140,500,60,125", "140,100,60,125", "Batting.csv, row 2, column"},
		"no column":           {"Fielding.csv", "InnOuts", "Innings", "Fielding.csv, row 1, column InnOuts: the column is missing"},
		"nobody":              {"People.csv", "hitAAA0,", "hitCCC0,", "Batting.csv, row 2, column playerID"},
		"no file":             {"Teams.csv", seasonTables()["Teams.csv"], "", "Teams.csv: the file is missing"},
	} {
		files := seasonTables()
		files[bad.file] = strings.Replace(files[bad.file], bad.from, bad.to, 1)
		_, err := o.ann.ImportRoster(ctx, importOf(team, files))
		if connect.CodeOf(err) != connect.CodeInvalidArgument || !strings.Contains(err.Error(), bad.message) {
			t.Errorf("%s: %v, want %s", what, err, bad.message)
		}
	}
	r := importOf(team, seasonTables())
	r.TeamCode = "ZZZ"
	_, err := o.ann.ImportRoster(ctx, r)
	wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_teams")
	if kept := must(o.ann.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t); kept.GetEtag() != team.GetEtag() || kept.GetCards()[0].GetId() != "a0" {
		t.Errorf("a broken import changed the roster: %v", kept.GetEtag())
	}

	r.TeamCode, r.CommandId = "AAA", "i1"
	made := must(o.ann.ImportRoster(ctx, r))(t)
	if len(made.GetCards()) != 20 || made.GetTeam().GetPlayers() != 20 || made.GetTeam().GetEtag() == team.GetEtag() {
		t.Errorf("%d cards, %v", len(made.GetCards()), made.GetTeam())
	}
	if again := must(o.ann.ImportRoster(ctx, r))(t); again.GetTeam().GetEtag() != made.GetTeam().GetEtag() {
		t.Error("imported twice")
	}
	o.schedule(t, 10)
	if _, err := o.simulate(t, &baseballv1.SimulateSeasonRequest{}); err != nil {
		t.Errorf("imported teams do not play: %v", err)
	}
}

// The whole database comes as a zip, in a folder of its own.
func TestRostersFromAnUpload(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, text := range seasonTables() {
		w := must(z.Create("tables/" + name))(t)
		must(w.Write([]byte(text)))(t)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	send := func(p *fan) string {
		u := must(p.library.CreateUpload(ctx, &tabletopv1.CreateUploadRequest{Name: "tables", Size: int64(packed.Len()), Kind: library.Archive}))(t).GetUpload()
		g.sendAll(t, u, packed.Bytes())
		must(p.complete(t, u.GetId()))(t)
		return u.GetId()
	}
	r := &baseballv1.ImportRosterRequest{TeamId: o.teams[1].GetId(), Etag: o.teams[1].GetEtag(), Year: 1968, TeamCode: "BBB", UploadId: send(o.ann)}
	if made := must(o.ann.ImportRoster(ctx, r))(t); made.GetTeam().GetPlayers() != 20 {
		t.Errorf("imported %v", made.GetTeam())
	}
	r.TeamId, r.Etag = o.teams[2].GetId(), o.teams[2].GetEtag()
	for _, id := range []string{send(o.first), uuid.NewString(), "x"} { // somebody else's, nobody's
		r.UploadId = id
		_, err := o.ann.ImportRoster(ctx, r)
		wantRefusal(t, err, connect.CodeNotFound, "not_found")
	}
}

// api is a league's API that can go away.
type api struct {
	away  atomic.Bool
	asked atomic.Int32
	cards atomic.Pointer[[]*baseballv1.Card]
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.asked.Add(1)
	if a.away.Load() {
		http.Error(w, "down", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/v1/teams":
		fmt.Fprint(w, `{"teams": [{"id": "t-1", "name": "ants"}, {"id": "t-2", "name": "Others"}]}`)
	case "/v1/teams/t-1/roster":
		var all []json.RawMessage
		for _, c := range *a.cards.Load() {
			raw, _ := protojson.MarshalOptions{UseProtoNames: true}.Marshal(c)
			all = append(all, raw)
		}
		list, _ := json.Marshal(all) //nolint:errchkjson // raw messages
		fmt.Fprintf(w, `{"team_id": "t-1", "players": %s}`, list)
	default:
		http.NotFound(w, r)
	}
}

// A roster is read from the league's API; when that is down the last known one
// stays, and says so.
func TestRostersFromTheLeague(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o, ctx := g.organisation(t), t.Context()
	team := o.teams[0]
	refresh := func(team *baseballv1.LeagueTeam, id string) (*baseballv1.LeagueTeam, error) {
		r, err := o.ann.RefreshRoster(ctx, &baseballv1.RefreshRosterRequest{TeamId: team.GetId(), ApiTeamId: id})
		return r.GetTeam(), err
	}
	_, err := refresh(team, "")
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_api")

	remote := &api{}
	cards := roster(1)
	cards[0].Name = "From Afar"
	remote.cards.Store(&cards)
	server := httptest.NewServer(remote)
	t.Cleanup(server.Close)
	rules := *ballGame().Leagues()["pd"]
	rules.API = server.URL + "/v1"
	now := time.Now()
	g.apis["pd"] = must(league.New(league.Config{
		League: &rules, Cache: g.store, Logger: slog.New(slog.DiscardHandler), Clock: func() time.Time { return now },
		Times: league.Times{TTL: time.Second, Attempts: 1, Attempt: 5 * time.Second, Failures: 1000},
	}))(t)
	fresh, err := refresh(team, "")
	if err != nil || fresh.GetApiTeamId() != "t-1" || fresh.GetStale() || fresh.GetEtag() == team.GetEtag() {
		t.Fatalf("refreshed to %v, %v", fresh, err)
	}
	read := func() *baseballv1.GetRosterResponse {
		return must(o.first.GetRoster(ctx, &baseballv1.GetRosterRequest{TeamId: team.GetId()}))(t)
	}
	since := read().GetAsOf().AsTime()
	if got := read(); got.GetCards()[0].GetName() != "From Afar" || got.GetStale() || since.Sub(now).Abs() > time.Millisecond {
		t.Errorf("%s, stale %t, as of %v", got.GetCards()[0].GetName(), got.GetStale(), since)
	}
	_, err = refresh(o.teams[1], "") // no team there is called like this
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_such_team")
	_, err = refresh(o.teams[1], "t-9")
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_such_team")

	remote.away.Store(true)
	now = now.Add(time.Hour)
	_, err = refresh(team, "")
	wantRefusal(t, err, connect.CodeUnavailable, "api_unavailable")
	if got := read(); !got.GetStale() || !got.GetAsOf().AsTime().Equal(since) || got.GetCards()[0].GetName() != "From Afar" {
		t.Errorf("when it is down: stale %t since %v", got.GetStale(), got.GetAsOf().AsTime())
	}
	// A game is made of what is known: nobody asks the league meanwhile.
	asked := remote.asked.Load()
	made := o.gamesOf(t, team)
	if remote.asked.Load() != asked {
		t.Errorf("games were made: it was asked %d times", remote.asked.Load()-asked)
	}
	o.wantVintage(t, made, team, baseball.Vintage{At: since, Stale: true})
	_, err = refresh(o.teams[1], "t-2") // never heard of
	wantRefusal(t, err, connect.CodeUnavailable, "api_unavailable")
	remote.away.Store(false)
	if back, err := refresh(team, ""); err != nil || back.GetStale() || !back.GetRosterTime().AsTime().After(since) {
		t.Errorf("when it is back: %v, %v", back, err)
	}
	o.wantVintage(t, made, team, baseball.Vintage{At: since, Stale: true}) // as they were made
	o.wantVintage(t, o.gamesOf(t, team)[:2], team, baseball.Vintage{At: read().GetAsOf().AsTime()})
}

// gamesOf makes games of a team: at home, away, and the first of its schedule.
func (o *organisation) gamesOf(t *testing.T, team *baseballv1.LeagueTeam) (sessions []string) {
	t.Helper()
	ctx := t.Context()
	for _, r := range []*baseballv1.CreateRequest{{HomeTeamId: team.GetId()}, {AwayTeamId: team.GetId()}} {
		sessions = append(sessions, must(o.ann.games.Create(ctx, r))(t).GetSessionId())
	}
	if len(o.games(t)) == 0 {
		o.schedule(t, 10)
	}
	for _, one := range o.games(t) {
		if one.GetHomeTeamId() == team.GetId() || one.GetAwayTeamId() == team.GetId() {
			r := &baseballv1.StartGameRequest{GameId: one.GetId(), Pace: baseballv1.Pace_PACE_UNTIMED}
			return append(sessions, must(o.ann.StartGame(ctx, r))(t).GetSessionId())
		}
	}
	t.Fatal("the team has no game")
	return nil
}

// wantVintage checks what games' views say of a team's roster, and that they say
// nothing of the kind of the other side's.
func (o *organisation) wantVintage(t *testing.T, sessions []string, team *baseballv1.LeagueTeam, want baseball.Vintage) {
	t.Helper()
	for i, id := range sessions {
		v := must(o.ann.games.GetView(t.Context(), &baseballv1.GetViewRequest{SessionId: id}))(t).GetView()
		own, other := v.GetHome(), v.GetAway()
		if own.GetName() != team.GetName() {
			own, other = other, own
		}
		if own.GetName() != team.GetName() || own.GetCards()[0].GetName() != "From Afar" || other.GetRosterStale() {
			t.Errorf("game %d: %s play with %s, the others' roster is stale: %t", i, own.GetName(), own.GetCards()[0].GetName(), other.GetRosterStale())
		}
		// Logs keep milliseconds.
		if at := own.GetRosterAsOf().AsTime(); own.GetRosterStale() != want.Stale || !at.Equal(want.At.Truncate(time.Millisecond)) {
			t.Errorf("game %d: stale %t as of %v, want %v", i, own.GetRosterStale(), at, want)
		}
	}
}
