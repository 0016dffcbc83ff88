package rpc

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"connectrpc.com/connect"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/gen/playhouse/baseball/v1/baseballv1connect"
	"playhouse/server/games/baseball"
	"playhouse/server/session"
)

type ballHost = session.Host[baseball.Game, baseball.State, *baseballv1.Event, *baseballv1.View]

// Clubs know the rosters of teams that are kept here, or elsewhere.
type Clubs interface {
	// Squad returns a team's name and cards, and how far they can be trusted. Those
	// that the caller may not see are session.NotFound.
	Squad(ctx context.Context, team string) (*baseballv1.Squad, baseball.Vintage, error)
}

// ballgames is the BaseballService.
type ballgames struct {
	host  *ballHost
	clubs Clubs
}

var _ baseballv1connect.BaseballServiceHandler = ballgames{}

// rosterMost is the largest request body in bytes: two rosters of rated cards.
const rosterMost = 1 << 20

// Baseball makes the BaseballService.
func Baseball(p Ballpark, clubs Clubs, o ...connect.HandlerOption) Service {
	b := ballgames{host: p.host, clubs: clubs}
	path, handler := baseballv1connect.NewBaseballServiceHandler(b, append(o, connect.WithReadMaxBytes(rosterMost))...)
	service := Mount(path, handler, map[string]Rule{
		"ListLeagues":   {SignedIn, Read},
		"Create":        {SignedIn, Make},
		"GetView":       {SignedIn, Read},
		"Watch":         {SignedIn, Stream},
		"WatchReplay":   {SignedIn, Stream},
		"GetBoxScore":   {SignedIn, Read},
		"ListPlays":     {SignedIn, Read},
		"ListCards":     {SignedIn, Read},
		"SetLineup":     {SignedIn, Command},
		"DecideOffence": {SignedIn, Command},
		"DecideDefence": {SignedIn, Command},
		"DecideRunning": {SignedIn, Command},
		"DecideThrow":   {SignedIn, Command},
		"EnterResult":   {SignedIn, Command},
		"Substitute":    {SignedIn, Command},
		"VisitMound":    {SignedIn, Command},
		"Concede":       {SignedIn, Command},
	})
	service.Body = rosterMost
	return service
}

func (b ballgames) ListLeagues(context.Context, *baseballv1.ListLeaguesRequest) (*baseballv1.ListLeaguesResponse, error) {
	answer, all := &baseballv1.ListLeaguesResponse{}, b.host.Rules().Rulebooks()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		answer.Leagues = append(answer.Leagues, all[id])
	}
	return answer, nil
}

func (b ballgames) Create(ctx context.Context, r *baseballv1.CreateRequest) (*baseballv1.CreateResponse, error) {
	squads, err := b.squads(ctx, r)
	if err != nil {
		return nil, err
	}
	id, err := session.Create(ctx, b.host, r, session.Options{Title: r.GetTitle(), Visibility: r.GetVisibility(), Password: r.GetPassword()},
		func(g baseball.Game, t session.Turn, s baseball.State, r *baseballv1.CreateRequest) ([]*baseballv1.Event, error) {
			events, err := g.Create(t, s, squads.in(r))
			squads.mark(events)
			return events, err
		})
	return &baseballv1.CreateResponse{SessionId: string(id)}, err
}

// squads are the teams of leagues that a game is made with.
type squads struct {
	home, away               *baseballv1.Squad
	homeVintage, awayVintage baseball.Vintage
}

// mark writes into a game that is being made how far its rosters can be trusted.
func (s squads) mark(events []*baseballv1.Event) {
	for _, e := range events {
		if made := e.GetCreated(); made != nil {
			s.homeVintage.Mark(made.GetHome())
			s.awayVintage.Mark(made.GetAway())
		}
	}
}

func (b ballgames) squads(ctx context.Context, r *baseballv1.CreateRequest) (s squads, err error) {
	if team := r.GetHomeTeamId(); team != "" {
		if s.home, s.homeVintage, err = b.clubs.Squad(ctx, team); err != nil {
			return s, err
		}
	}
	if team := r.GetAwayTeamId(); team != "" {
		s.away, s.awayVintage, err = b.clubs.Squad(ctx, team)
	}
	return s, err
}

// in is a request with the teams that it names.
func (s squads) in(r *baseballv1.CreateRequest) *baseballv1.CreateRequest {
	if s == (squads{}) {
		return r
	}
	named := &baseballv1.CreateRequest{
		LeagueId: r.GetLeagueId(), Mode: r.GetMode(), Pace: r.GetPace(), DecisionSeconds: r.GetDecisionSeconds(), Innings: r.GetInnings(),
		RunningDecisions: r.GetRunningDecisions(), Home: r.GetHome(), Away: r.GetAway(), Title: r.GetTitle(),
		HomeName: r.GetHomeName(), AwayName: r.GetAwayName(),
	}
	if s.home != nil {
		named.Home = s.home
	}
	if s.away != nil {
		named.Away = s.away
	}
	return named
}

func (b ballgames) GetView(ctx context.Context, r *baseballv1.GetViewRequest) (*baseballv1.GetViewResponse, error) {
	s, err := b.host.View(ctx, session.ID(r.GetSessionId()), r.GetVersion())
	return &baseballv1.GetViewResponse{Version: s.Version, View: s.View, Room: s.Room}, err
}

func (b ballgames) Watch(ctx context.Context, r *baseballv1.WatchRequest, stream *connect.ServerStream[baseballv1.WatchResponse]) error {
	return session.Watch(ctx, b.host, r, func(u session.Update[*baseballv1.View]) *baseballv1.WatchResponse {
		return &baseballv1.WatchResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*baseballv1.Happening](u.Happenings), Room: u.Room, Signals: u.Signals, Chat: u.Chat,
		}
	}, stream.Send)
}

func (b ballgames) WatchReplay(ctx context.Context, r *baseballv1.WatchReplayRequest, stream *connect.ServerStream[baseballv1.WatchReplayResponse]) error {
	pace, id := pacer{speed: r.GetSpeed()}, session.ID(r.GetSessionId())
	now, err := b.host.View(ctx, id, 0)
	if err != nil {
		return err
	}
	return session.Replay(ctx, b.host, id, r.GetFromVersion(), func(ctx context.Context, u session.Update[*baseballv1.View], at time.Time) error {
		if err := pace.wait(ctx, at); err != nil {
			return err
		}
		return stream.Send(&baseballv1.WatchReplayResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*baseballv1.Happening](u.Happenings), LastVersion: now.Version,
		})
	})
}

func (b ballgames) GetBoxScore(ctx context.Context, r *baseballv1.GetBoxScoreRequest) (*baseballv1.GetBoxScoreResponse, error) {
	box, version, err := session.Glance(ctx, b.host, session.ID(r.GetSessionId()), func(s baseball.State, _ session.Viewer) *baseballv1.BoxScore { return s.Box() })
	return &baseballv1.GetBoxScoreResponse{Version: version, BoxScore: box}, err
}

const playsDefault = 50

// ListPlays reads the plays from the first on. Its token is the number of plays
// before the next page.
func (b ballgames) ListPlays(ctx context.Context, r *baseballv1.ListPlaysRequest) (*baseballv1.ListPlaysResponse, error) {
	from := 0
	if token := r.GetPageToken(); token != "" {
		var err error
		if from, err = strconv.Atoi(token); err != nil || from < 0 {
			return nil, session.Invalid("page_token", "is not one that an answer had")
		}
	}
	limit := int(orDefault(r.GetPageSize(), playsDefault))
	plays, _, err := session.Glance(ctx, b.host, session.ID(r.GetSessionId()), func(s baseball.State, _ session.Viewer) []*baseballv1.Play { return s.Plays(from, limit+1) })
	answer := &baseballv1.ListPlaysResponse{Plays: plays}
	if len(plays) > limit {
		answer.Plays, answer.NextPageToken = plays[:limit], strconv.Itoa(from+limit)
	}
	return answer, err
}

// ListCards reads what no view carries: both rosters in full.
func (b ballgames) ListCards(ctx context.Context, r *baseballv1.ListCardsRequest) (*baseballv1.ListCardsResponse, error) {
	answer, version, err := session.Glance(ctx, b.host, session.ID(r.GetSessionId()), func(s baseball.State, _ session.Viewer) *baseballv1.ListCardsResponse {
		away, home := s.Cards()
		return &baseballv1.ListCardsResponse{Away: away, Home: home}
	})
	if err != nil {
		return nil, err
	}
	answer.Version = version
	return answer, nil
}

func (b ballgames) SetLineup(ctx context.Context, r *baseballv1.SetLineupRequest) (*baseballv1.SetLineupResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.SetLineup)
	return &baseballv1.SetLineupResponse{Version: version}, err
}

func (b ballgames) DecideOffence(ctx context.Context, r *baseballv1.DecideOffenceRequest) (*baseballv1.DecideOffenceResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.DecideOffence)
	return &baseballv1.DecideOffenceResponse{Version: version}, err
}

func (b ballgames) DecideDefence(ctx context.Context, r *baseballv1.DecideDefenceRequest) (*baseballv1.DecideDefenceResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.DecideDefence)
	return &baseballv1.DecideDefenceResponse{Version: version}, err
}

func (b ballgames) DecideRunning(ctx context.Context, r *baseballv1.DecideRunningRequest) (*baseballv1.DecideRunningResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.DecideRunning)
	return &baseballv1.DecideRunningResponse{Version: version}, err
}

func (b ballgames) DecideThrow(ctx context.Context, r *baseballv1.DecideThrowRequest) (*baseballv1.DecideThrowResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.DecideThrow)
	return &baseballv1.DecideThrowResponse{Version: version}, err
}

func (b ballgames) EnterResult(ctx context.Context, r *baseballv1.EnterResultRequest) (*baseballv1.EnterResultResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.EnterResult)
	return &baseballv1.EnterResultResponse{Version: version}, err
}

func (b ballgames) Substitute(ctx context.Context, r *baseballv1.SubstituteRequest) (*baseballv1.SubstituteResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.Substitute)
	return &baseballv1.SubstituteResponse{Version: version}, err
}

func (b ballgames) VisitMound(ctx context.Context, r *baseballv1.VisitMoundRequest) (*baseballv1.VisitMoundResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.VisitMound)
	return &baseballv1.VisitMoundResponse{Version: version}, err
}

func (b ballgames) Concede(ctx context.Context, r *baseballv1.ConcedeRequest) (*baseballv1.ConcedeResponse, error) {
	version, err := session.Do(ctx, b.host, r, baseball.Game.Concede)
	return &baseballv1.ConcedeResponse{Version: version}, err
}
