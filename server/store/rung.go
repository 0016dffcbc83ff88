package store

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"playhouse/ent"
	entbehavior "playhouse/ent/behavior"
	"playhouse/ent/rung"
	"playhouse/server/behavior"
	"playhouse/server/worlds"
)

var _ worlds.Rungs = (*Store)(nil)

// Rungs are a ladder's; see worlds.Rungs.
func (s *Store) Rungs(ctx context.Context, scenario string, most int) (all []worlds.Rung, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.Rung.Query().
		Where(rung.Scenario(scenario), rung.Or(rung.BehaviorIDIsNil(), rung.HasBehaviorWith(entbehavior.Sharing(int32(behavior.Public))))).
		WithBehavior(func(q *ent.BehaviorQuery) { q.WithOwner() }).
		Order(rung.ByRating(sql.OrderDesc()), rung.ByKey()).Limit(most).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("rungs: %w", err)
	}
	for _, r := range rows {
		told := worlds.Rung{
			Scenario: r.Scenario, Key: r.Key, House: r.BehaviorID == nil, Version: r.Version,
			Rating: r.Rating, Deviation: r.Deviation, Volatility: r.Volatility, Matches: r.Matches,
		}
		if b := r.Edges.Behavior; b != nil {
			told.Name = b.Name
			if b.Edges.Owner != nil {
				told.OwnerName = b.Edges.Owner.DisplayName
			}
		}
		all = append(all, told)
	}
	return all, nil
}

// SaveRungs stores rungs; see worlds.Rungs. One whose behaviour was deleted meanwhile
// fails all.
func (s *Store) SaveRungs(ctx context.Context, all []worlds.Rung) (err error) {
	defer explain(ctx, &err)
	rows := make([]*ent.RungCreate, 0, len(all))
	for _, r := range all {
		row := s.ent.Rung.Create().SetScenario(r.Scenario).SetKey(r.Key).SetVersion(r.Version).
			SetRating(r.Rating).SetDeviation(r.Deviation).SetVolatility(r.Volatility).SetMatches(r.Matches)
		if !r.House {
			id, err := uuid.Parse(r.Key)
			if err != nil {
				return fmt.Errorf("rung: %w", err)
			}
			row.SetBehaviorID(id)
		}
		rows = append(rows, row)
	}
	return s.ent.Rung.CreateBulk(rows...).OnConflictColumns(rung.FieldScenario, rung.FieldKey).UpdateNewValues().Exec(ctx)
}
