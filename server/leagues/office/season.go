package office

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"playhouse/server/campaign"
	"playhouse/server/games/baseball/season"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

// aSeason is a request for one.
type aSeason interface {
	GetLeagueId() string
	GetSeason() int32
}

// seasonFor is the season that a member asks for, up to date. A league without any
// has an empty one as its last.
func (o *Office) seasonFor(ctx context.Context, r aSeason) (leagues.Season, error) {
	l, err := o.member(ctx, r.GetLeagueId())
	if err != nil {
		return leagues.Season{}, err
	}
	n, err := o.current(ctx, l, r.GetSeason())
	if missing(err) && r.GetSeason() == 0 {
		return leagues.Season{League: l.ID}, nil
	}
	return n, err
}

// current is a season with everything booked that people have played since it was
// looked at last, the next day of its playoffs made, and its champion named.
func (o *Office) current(ctx context.Context, l leagues.League, number int32) (leagues.Season, error) {
	n, err := o.Store.Season(ctx, l.ID, number)
	if err != nil || n.Champion != uuid.Nil {
		return n, err
	}
	booked, err := o.bookTables(ctx, l, n)
	if err != nil {
		return n, err
	}
	if booked {
		if n, err = o.Store.Season(ctx, l.ID, n.Number); err != nil {
			return n, err
		}
	}
	return o.settle(ctx, n)
}

// settle goes on with a season whose games were all played: to the next day of the
// playoffs, or to its end.
func (o *Office) settle(ctx context.Context, n leagues.Season) (leagues.Season, error) {
	if n.Played < n.Games || n.Champion != uuid.Nil {
		return n, nil
	}
	games, err := o.Store.Games(ctx, leagues.Wanted{Season: n.ID})
	if err != nil {
		return n, err
	}
	champion, next, err := after(n, games)
	if err != nil {
		return n, err
	}
	if len(next) > 0 {
		err = o.Store.Extend(ctx, campaign.Deed{}, n, rowsOf(n, next))
	} else {
		err = o.Store.Crown(ctx, n, n.Entrants[champion].ID)
	}
	if err != nil {
		return n, err
	}
	return o.Store.Season(ctx, n.League, n.Number)
}

// after is who has won a season whose games so far were played, or the games of
// the next day.
func after(n leagues.Season, games []leagues.Game) (champion int, next []season.Game, err error) {
	if n.Playoffs == nil {
		return standings(n, games)[0].Team, nil, nil
	}
	b, err := season.NewBracket(n.Playoffs.Seeds, n.Playoffs.BestOf)
	if err != nil {
		return 0, nil, err
	}
	for _, r := range results(n, games[n.Regular:]) {
		if err := b.Record(r.Home, r.Away, r.Winner()); err != nil {
			return 0, nil, err
		}
	}
	if champion, done := b.Champion(); done {
		return champion, nil, nil
	}
	return 0, b.Today(int(games[len(games)-1].Day) + 1), nil
}

// results are the games that were played, as the engine knows them.
func results(n leagues.Season, games []leagues.Game) []season.Result {
	at := places(n)
	all := make([]season.Result, 0, len(games))
	for _, g := range games {
		if g.Played {
			all = append(all, season.Result{
				Index: int(g.Number), Game: season.Game{Day: int(g.Day), Home: at[g.Home], Away: at[g.Away]},
				HomeRuns: int(g.HomeRuns), AwayRuns: int(g.AwayRuns), Innings: int(g.Innings),
			})
		}
	}
	return all
}

// places are the entrants' by id.
func places(n leagues.Season) map[uuid.UUID]int {
	at := map[uuid.UUID]int{}
	for i, e := range n.Entrants {
		at[e.ID] = i
	}
	return at
}

// standings are those of the games that are no playoffs.
func standings(n leagues.Season, games []leagues.Game) []season.Standing {
	return season.Standings(len(n.Entrants), results(n, games[:min(len(games), int(n.Regular))]))
}

// missing is true for what is not there.
func missing(err error) bool {
	e, ok := errors.AsType[*session.Error](err)
	return ok && e.Kind == session.NotFound
}
