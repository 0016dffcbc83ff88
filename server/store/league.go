package store

import (
	"context"
	"fmt"
	"time"

	"playhouse/ent"
	"playhouse/ent/leagueroster"
)

// LoadAnswer returns the last good answer of a league's API and when it was
// given; a nil body when there is none. See league.Cache.
func (s *Store) LoadAnswer(ctx context.Context, league, path string) (body []byte, at time.Time, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.LeagueRoster.Query().Where(leagueroster.League(league), leagueroster.Path(path)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, time.Time{}, nil
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("answer of league %s: %w", league, err)
	}
	return row.Body, row.FetchedAt, nil
}

// SaveAnswer keeps an answer instead of the one before.
func (s *Store) SaveAnswer(ctx context.Context, league, path string, body []byte, at time.Time) (err error) {
	defer explain(ctx, &err)
	err = s.ent.LeagueRoster.Create().SetLeague(league).SetPath(path).SetBody(body).SetFetchedAt(at).
		OnConflictColumns(leagueroster.FieldLeague, leagueroster.FieldPath).UpdateNewValues().Exec(ctx)
	if err != nil {
		return fmt.Errorf("keep answer of league %s: %w", league, err)
	}
	return nil
}
