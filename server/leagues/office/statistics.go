package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/season"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

// Standings are the teams' places.
func (o *Office) Standings(ctx context.Context, r *baseballv1.GetStandingsRequest) ([]*baseballv1.Standing, error) {
	n, err := o.seasonFor(ctx, r)
	if err != nil || n.Number == 0 {
		return nil, err
	}
	games, err := o.Store.Games(ctx, leagues.Wanted{Season: n.ID})
	return placesOf(n, standings(n, games)), err
}

func placesOf(n leagues.Season, all []season.Standing) []*baseballv1.Standing {
	out := make([]*baseballv1.Standing, len(all))
	for i, s := range all {
		out[i] = &baseballv1.Standing{
			TeamId: n.Entrants[s.Team].ID.String(), Name: n.Entrants[s.Team].Name, Wins: int32(s.Wins), Losses: int32(s.Losses),
			Percentage: s.Percentage, GamesBehind: s.Behind, Streak: s.Streak, Runs: int32(s.Runs), RunsAgainst: int32(s.Against),
			Pythagorean: s.Pythagorean, HomeWins: int32(s.HomeWins), HomeLosses: int32(s.HomeLosses), AwayWins: int32(s.AwayWins),
			AwayLosses: int32(s.AwayLosses), OneRunWins: int32(s.OneRunWins), OneRunLosses: int32(s.OneRunLost),
		}
	}
	return out
}

// books are a season's sums when so many games were played.
type books struct {
	played  int32
	players []season.Player // by name, team and id
	games   []int           // of each entrant
}

// sums adds up the boxes of a season's games; playoffs are none of them.
func (o *Office) sums(ctx context.Context, n leagues.Season) (*books, error) {
	if known, ok := o.books.Get(n.ID); ok && known.played == n.Played {
		return known, nil
	}
	games, err := o.Store.Games(ctx, leagues.Wanted{Season: n.ID, Limit: int(n.Regular), Boxes: true})
	if err != nil {
		return nil, err
	}
	b, at, tally := &books{played: n.Played, games: make([]int, len(n.Entrants))}, places(n), tally{names: n.Names}
	for _, g := range games {
		if !g.Played {
			continue
		}
		box := &baseballv1.BoxScore{}
		if err := proto.Unmarshal(g.Box, box); err != nil {
			return nil, fmt.Errorf("box of game %s: %w", g.ID, err)
		}
		for team, page := range map[int]*baseballv1.BoxTeam{at[g.Home]: box.GetHome(), at[g.Away]: box.GetAway()} {
			b.games[team]++
			tally.add(team, page)
		}
	}
	b.players = tally.sorted()
	o.books.Add(n.ID, b)
	return b, nil
}

// Leaders are the first few in a figure.
func (o *Office) Leaders(ctx context.Context, r *baseballv1.ListLeadersRequest) ([]*baseballv1.Leader, error) {
	if !slices.Contains(season.Figures(), r.GetFigure()) {
		return nil, session.Invalid("figure", "there is no %q; there are %s", r.GetFigure(), strings.Join(season.Figures(), ", "))
	}
	n, err := o.seasonFor(ctx, r)
	if err != nil || n.Number == 0 {
		return nil, err
	}
	b, err := o.sums(ctx, n)
	if err != nil {
		return nil, err
	}
	first, err := season.Leaders(b.players, b.games, r.GetFigure(), cmp.Or(int(r.GetCount()), 10))
	out := make([]*baseballv1.Leader, len(first))
	for i, one := range first {
		out[i] = &baseballv1.Leader{PlayerId: one.Player.ID, Name: one.Player.Name, TeamId: n.Entrants[one.Player.Team].ID.String(), Value: one.Value}
	}
	return out, err
}

// Statistics lists players' lines by name. The token is how many came before.
func (o *Office) Statistics(ctx context.Context, r *baseballv1.ListPlayerStatisticsRequest) ([]*baseballv1.PlayerStatistics, string, error) {
	from, err := numberOf(r.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	n, err := o.seasonFor(ctx, r)
	if err != nil || n.Number == 0 {
		return nil, "", err
	}
	b, err := o.sums(ctx, n)
	if err != nil {
		return nil, "", err
	}
	all := b.players
	if r.GetTeamId() != "" {
		all = slices.DeleteFunc(slices.Clone(all), func(p season.Player) bool { return n.Entrants[p.Team].ID.String() != r.GetTeamId() })
	}
	all = all[min(from, len(all)):]
	limit, next := cmp.Or(int(r.GetPageSize()), pageDefault), ""
	if len(all) > limit {
		all, next = all[:limit], strconv.Itoa(from+limit)
	}
	out := make([]*baseballv1.PlayerStatistics, len(all))
	for i, p := range all {
		out[i] = statisticsOf(n.Entrants[p.Team].ID.String(), p)
	}
	return out, next, nil
}

func statisticsOf(team string, p season.Player) *baseballv1.PlayerStatistics {
	out := &baseballv1.PlayerStatistics{
		PlayerId: p.ID, Name: p.Name, TeamId: team, Games: p.G, Wins: p.Pitching.W, Losses: p.Pitching.L, Saves: p.Pitching.SV,
		Holds: p.Pitching.Holds, Starts: p.Pitching.GS,
	}
	if p.Batting != (season.Batting{}) {
		out.Batting = battingLine(p.ID, p.Batting)
	}
	if p.Pitching != (season.Pitching{}) {
		out.Pitching = pitchingLine(p.ID, p.Pitching)
	}
	return out
}
