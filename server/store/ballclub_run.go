package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/lib/pq"

	"playhouse/ent"
	entleague "playhouse/ent/league"
	"playhouse/ent/leagueseason"
	"playhouse/server/leagues"
)

var _ leagues.RunStore = (*Store)(nil)

// leaseSQL is how long a run is believed to live after it was heard of.
const leaseSQL = `now() + interval '10 seconds'`

// simulating is true while a run plays a league's games.
func simulating(ctx context.Context, tx *ent.Tx, league uuid.UUID) (bool, error) {
	busy, err := tx.League.Query().Where(entleague.ID(league), func(s *sql.Selector) {
		s.Where(sql.ExprP(s.C(entleague.FieldSimulatingUntil) + " > now()"))
	}).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("lease: %w", err)
	}
	return busy, nil
}

func orBusy(err error) error { return cmp.Or(err, leagues.ErrSimulating) }

// BeginRun takes a league's lease; see leagues.RunStore.
func (s *Store) BeginRun(ctx context.Context, r leagues.Run) (n leagues.Season, err error) {
	defer explain(ctx, &err)
	err = s.inLeague(ctx, r.League, func(tx *ent.Tx) error {
		if busy, err := simulating(ctx, tx, r.League); err != nil || busy {
			return orBusy(err)
		}
		row, err := tx.LeagueSeason.Query().Where(leagueseason.LeagueID(r.League)).Order(ent.Desc(leagueseason.FieldNumber)).First(ctx)
		if ent.IsNotFound(err) {
			return leagues.ErrNoSchedule
		}
		if err != nil {
			return fmt.Errorf("season: %w", err)
		}
		update := row.Update().SetSeed(cmp.Or(r.Seed, row.Seed, r.Draw))
		if again := row.Run != nil && r.Deed.Key == *row.Run; !again {
			until := int32(0)
			if r.Games > 0 {
				until = row.Played + r.Games
			}
			update.SetNillableRun(optional(r.Deed.Key)).SetRunUntil(until)
		}
		if row, err = update.Save(ctx); err != nil {
			return fmt.Errorf("begin run: %w", err)
		}
		if n, err = seasonOf(row); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE leagues SET simulator = $2, simulating_until = `+leaseSQL+` WHERE id = $1`, r.League, r.Holder)
		return err
	})
	return n, err
}

// Book stores results; see leagues.RunStore.
func (s *Store) Book(ctx context.Context, b leagues.Batch) (err error) {
	defer explain(ctx, &err)
	return s.inLeague(ctx, b.Season.League, func(tx *ent.Tx) error {
		if err := keepLease(ctx, tx, b); err != nil {
			return err
		}
		n, err := bookGames(ctx, tx, b)
		if err != nil {
			return err
		}
		row, err := tx.LeagueSeason.Get(ctx, b.Season.ID)
		if err != nil {
			return orMissing("season", err)
		}
		update := row.Update().AddPlayed(int32(n))
		if b.Forms != nil {
			update.SetForms(b.Forms)
		}
		if names := maps.Clone(row.Names); len(b.Names) > 0 {
			if names == nil {
				names = map[string]string{}
			}
			maps.Copy(names, b.Names)
			update.SetNames(names)
		}
		return update.Exec(ctx)
	})
}

// keepLease renews a run's lease, and fails for one that has lost it.
func keepLease(ctx context.Context, tx *ent.Tx, b leagues.Batch) error {
	if b.Holder == uuid.Nil {
		return nil
	}
	kept, err := tx.ExecContext(ctx, `UPDATE leagues SET simulating_until = `+leaseSQL+` WHERE id = $1 AND simulator = $2`, b.Season.League, b.Holder)
	if err != nil {
		return fmt.Errorf("keep lease: %w", err)
	}
	if n, err := kept.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, leagues.ErrLostLease)
	}
	return nil
}

// bookGames writes the results of games that have none, and returns how many.
func bookGames(ctx context.Context, tx *ent.Tx, b leagues.Batch) (int64, error) {
	var ids []string
	var home, away, innings []int64
	var boxes pq.ByteaArray
	for _, g := range b.Games {
		ids, boxes = append(ids, g.ID.String()), append(boxes, g.Box)
		home, away, innings = append(home, int64(g.HomeRuns)), append(away, int64(g.AwayRuns)), append(innings, int64(g.Innings))
	}
	// A run has left alone what people play: a session that it passed over is none.
	done, err := tx.ExecContext(ctx, `UPDATE league_games g SET played = true, home_runs = r.home, away_runs = r.away, innings = r.innings, box = r.box,
			session_id = CASE WHEN $7 THEN NULL ELSE session_id END
		FROM unnest($2::uuid[], $3::int[], $4::int[], $5::int[], $6::bytea[]) AS r (id, home, away, innings, box)
		WHERE g.id = r.id AND g.season_id = $1 AND NOT g.played`,
		b.Season.ID, pq.Array(ids), pq.Array(home), pq.Array(away), pq.Array(innings), boxes, b.Holder != uuid.Nil)
	if err != nil {
		return 0, fmt.Errorf("book: %w", err)
	}
	return done.RowsAffected()
}

// EndRun gives a lease back.
func (s *Store) EndRun(ctx context.Context, league, holder uuid.UUID) (err error) {
	defer explain(ctx, &err)
	return s.ent.League.Update().Where(entleague.ID(league), entleague.Simulator(holder)).ClearSimulator().ClearSimulatingUntil().Exec(ctx)
}
