package office

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"playhouse/server/leagues"
	"playhouse/server/session"
)

// bookTables books the games that people have finished, and says whether there
// were any.
func (o *Office) bookTables(ctx context.Context, l leagues.League, n leagues.Season) (bool, error) {
	sittings, err := o.Store.Sittings(ctx, n.ID)
	if err != nil {
		return false, err
	}
	b := leagues.Batch{Season: n}
	for _, s := range sittings {
		if s.Status != session.Finished {
			continue
		}
		s.Game.Result, err = o.Tables.Final(ctx, s.Game.Session, orElse(s.Member, l.Commissioner))
		if err != nil && ctx.Err() == nil {
			// One game that cannot be read must not close the whole season.
			o.Logger.WarnContext(ctx, "a league's game cannot be booked yet", "session", s.Game.Session, "err", err)
			continue
		}
		b.Games = append(b.Games, s.Game)
	}
	if len(b.Games) == 0 {
		return false, ctx.Err()
	}
	if b.Names, err = o.names(ctx, l); err != nil {
		return false, err
	}
	return true, o.Store.Book(ctx, b)
}

// bookSeason is bookTables for a season by its id.
func (o *Office) bookSeason(ctx context.Context, l leagues.League, id uuid.UUID) (bool, error) {
	return o.bookTables(ctx, l, leagues.Season{ID: id, League: l.ID})
}

func orElse(user session.UserID, other uuid.UUID) session.UserID {
	if user != "" {
		return user
	}
	return session.UserID(other.String())
}

// names are those of all players of a league, by card id.
func (o *Office) names(ctx context.Context, l leagues.League) (map[string]string, error) {
	teams, err := o.Store.Squads(ctx, l.ID)
	all := map[string]string{}
	for _, t := range teams {
		s, bad := o.squad(l, t)
		err = errors.Join(err, bad)
		s.names(all)
	}
	return all, err
}
