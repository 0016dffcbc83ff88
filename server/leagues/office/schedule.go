package office

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/baseball/season"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

const (
	seriesDefault   = 3
	playoffsDefault = 4
)

// CreateSchedule makes the schedule of a new season, or the playoffs of one whose
// games were all played.
func (o *Office) CreateSchedule(ctx context.Context, r *baseballv1.CreateScheduleRequest) (*baseballv1.CreateScheduleResponse, error) {
	l, err := o.commissioner(ctx, r.GetLeagueId())
	if err != nil {
		return nil, err
	}
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	deed := campaign.DeedOf(l.ID.String(), user, r)
	if r.GetKind() == baseballv1.ScheduleKind_SCHEDULE_KIND_PLAYOFFS {
		return o.playoffs(ctx, l, deed, r)
	}
	if _, err := o.current(ctx, l, 0); err != nil && !missing(err) {
		return nil, err
	}
	series := 1
	if r.GetKind() == baseballv1.ScheduleKind_SCHEDULE_KIND_SERIES {
		series = cmp.Or(int(r.GetSeriesLength()), seriesDefault)
	}
	n, games, err := o.newSeason(ctx, l, int(r.GetGamesPerTeam()), series)
	if err != nil {
		return nil, err
	}
	if _, err := o.Store.CreateSeason(ctx, deed, n, games); err != nil {
		return nil, err
	}
	n, err = o.Store.Season(ctx, l.ID, 0)
	return &baseballv1.CreateScheduleResponse{Season: n.Number, Games: n.Games}, err
}

func (o *Office) newSeason(ctx context.Context, l leagues.League, perTeam, series int) (leagues.Season, []leagues.Game, error) {
	n := leagues.Season{ID: campaign.NewID(), League: l.ID}
	teams, err := o.Store.Squads(ctx, l.ID)
	if err != nil {
		return n, nil, err
	}
	if len(teams) < 2 {
		return n, nil, leagues.ErrTooFewTeams
	}
	for _, t := range teams {
		n.Entrants = append(n.Entrants, leagues.Entrant{ID: t.ID, Name: t.Name})
	}
	schedule, err := season.RoundRobin(len(teams), perTeam, series)
	if err != nil {
		return n, nil, session.Invalid("games_per_team", "%s", err)
	}
	return n, rowsOf(n, schedule), nil
}

// rowsOf are games as they are stored, after those that the season has.
func rowsOf(n leagues.Season, schedule []season.Game) []leagues.Game {
	games := make([]leagues.Game, len(schedule))
	for i, g := range schedule {
		games[i] = leagues.Game{
			ID: campaign.NewID(), Season: n.ID, Number: n.Games + int32(i), Day: int32(g.Day), Home: n.Entrants[g.Home].ID, Away: n.Entrants[g.Away].ID,
		}
	}
	return games
}

// playoffs begin with the first day's games.
func (o *Office) playoffs(ctx context.Context, l leagues.League, d campaign.Deed, r *baseballv1.CreateScheduleRequest) (*baseballv1.CreateScheduleResponse, error) {
	n, err := o.current(ctx, l, 0)
	switch {
	case missing(err):
		return nil, leagues.ErrNoSeason
	case err != nil:
		return nil, err
	case n.Playoffs != nil: // a retry, or else too late
		n.Playoffs = nil
		return scheduled(n, o.Store.Extend(ctx, d, n, nil))
	case n.Champion == uuid.Nil && n.Played == 0:
		return nil, leagues.ErrNoSeason
	case n.Champion == uuid.Nil:
		return nil, leagues.ErrUnderWay
	}
	seeds, last, err := o.seeds(ctx, l, n)
	if err != nil {
		return nil, err
	}
	most := int(cmp.Or(r.GetTeams(), playoffsDefault))
	if most < 2 {
		return nil, session.Invalid("teams", "playoffs are of 2 to 16 teams")
	}
	if len(seeds) < most {
		return nil, leagues.ErrTooFewTeams
	}
	b, err := season.NewBracket(seeds[:most], int(r.GetGamesPerTeam()))
	if err != nil {
		return nil, session.Invalid("games_per_team", "%s", err)
	}
	n.Playoffs = &leagues.Playoffs{Seeds: seeds[:most], BestOf: b.BestOf}
	games := rowsOf(n, b.Today(last+1))
	err = o.Store.Extend(ctx, d, n, games)
	n.Games += int32(len(games))
	return scheduled(n, err)
}

func scheduled(n leagues.Season, err error) (*baseballv1.CreateScheduleResponse, error) {
	if err != nil {
		return nil, err
	}
	return &baseballv1.CreateScheduleResponse{Season: n.Number, Games: n.Games - n.Regular}, nil
}

// seeds are the teams that are still there, by their standing, and the last day.
func (o *Office) seeds(ctx context.Context, l leagues.League, n leagues.Season) (seeds []int, last int, err error) {
	games, err := o.Store.Games(ctx, leagues.Wanted{Season: n.ID})
	if err != nil {
		return nil, 0, err
	}
	teams, err := o.Store.Squads(ctx, l.ID)
	if err != nil {
		return nil, 0, err
	}
	for _, s := range standings(n, games) {
		if slices.ContainsFunc(teams, func(t leagues.Team) bool { return t.ID == n.Entrants[s.Team].ID }) {
			seeds = append(seeds, s.Team)
		}
	}
	return seeds, int(games[len(games)-1].Day), nil
}

// Schedule lists the games of a season. The token is the number of the next.
func (o *Office) Schedule(ctx context.Context, r *baseballv1.GetScheduleRequest) ([]*baseballv1.ScheduledGame, string, error) {
	n, err := o.seasonFor(ctx, r)
	if err != nil {
		return nil, "", err
	}
	from, err := numberOf(r.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	limit := cmp.Or(int(r.GetPageSize()), pageDefault)
	w := leagues.Wanted{Season: n.ID, From: int32(from), Limit: limit + 1}
	if r.GetTeamId() != "" {
		if w.Team, err = parse(r.GetTeamId(), "team"); err != nil {
			return nil, "", err
		}
	}
	games, err := o.Store.Games(ctx, w)
	next := ""
	if len(games) > limit {
		next, games = strconv.Itoa(int(games[limit].Number)), games[:limit]
	}
	out := make([]*baseballv1.ScheduledGame, 0, len(games))
	for _, g := range games {
		out = append(out, gameMessage(n, g))
	}
	return out, next, err
}

func gameMessage(n leagues.Season, g leagues.Game) *baseballv1.ScheduledGame {
	return &baseballv1.ScheduledGame{
		Id: g.ID.String(), Day: g.Day, HomeTeamId: g.Home.String(), AwayTeamId: g.Away.String(), Played: g.Played,
		HomeRuns: g.HomeRuns, AwayRuns: g.AwayRuns, Innings: g.Innings, SessionId: string(g.Session),
		Playoffs: g.Number >= n.Regular,
	}
}
