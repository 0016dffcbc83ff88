package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"playhouse/ent"
	entleague "playhouse/ent/league"
	"playhouse/ent/leagueteam"
	"playhouse/ent/predicate"
	"playhouse/server/campaign"
	"playhouse/server/leagues"
)

var (
	_ leagues.Store = (*Store)(nil)
	_ leagues.Roles = (*Store)(nil)
)

// LeagueRole returns what a user is in a league; see leagues.Roles.
func (s *Store) LeagueRole(ctx context.Context, league, user uuid.UUID) (role leagues.Role, err error) {
	defer explain(ctx, &err)
	err = s.db.QueryRowContext(ctx, `SELECT CASE
		WHEN EXISTS (SELECT FROM leagues WHERE id = $1 AND commissioner_id = $2) THEN $3::int
		WHEN EXISTS (SELECT FROM league_teams WHERE league_id = $1 AND manager_id = $2) THEN $4::int ELSE 0 END`,
		league, user, int(leagues.Commissioner), int(leagues.Manager)).Scan(&role)
	if err != nil {
		return 0, fmt.Errorf("role in league: %w", err)
	}
	return role, nil
}

// CreateLeague stores a league; see leagues.Store.
func (s *Store) CreateLeague(ctx context.Context, d campaign.Deed, l leagues.League) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.onceIn(ctx, leagueDeed{Deed: d, league: l.ID, makes: l.ID}, func(tx *ent.Tx) error {
		err := tx.League.Create().SetID(l.ID).SetName(l.Name).SetRuleset(l.Ruleset).SetDesignatedHitter(l.DesignatedHitter).
			SetExtraInningRunner(l.ExtraInningRunner).SetCommissionerID(l.Commissioner).SetCreatedAt(l.Created).Exec(ctx)
		if err != nil {
			return fmt.Errorf("create league: %w", err)
		}
		return nil
	})
}

// League returns a league.
func (s *Store) League(ctx context.Context, id uuid.UUID) (_ leagues.League, err error) {
	defer explain(ctx, &err)
	all, err := s.readLeagues(ctx, s.ent.League.Query().Where(entleague.ID(id)))
	if err == nil && len(all) == 0 {
		err = campaign.Missing("league")
	}
	if err != nil {
		return leagues.League{}, err
	}
	return all[0], nil
}

func (s *Store) readLeagues(ctx context.Context, q *ent.LeagueQuery) ([]leagues.League, error) {
	rows, err := q.WithCommissioner().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("leagues: %w", err)
	}
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	var counts []struct {
		League uuid.UUID `json:"league_id"`
		Count  int32     `json:"count"`
	}
	err = s.ent.LeagueTeam.Query().Where(leagueteam.LeagueIDIn(ids...)).GroupBy(leagueteam.FieldLeagueID).Aggregate(ent.Count()).Scan(ctx, &counts)
	if err != nil {
		return nil, fmt.Errorf("count teams: %w", err)
	}
	teams := map[uuid.UUID]int32{}
	for _, c := range counts {
		teams[c.League] = c.Count
	}
	all := make([]leagues.League, 0, len(rows))
	for _, row := range rows {
		all = append(all, leagues.League{
			ID: row.ID, Name: row.Name, Ruleset: row.Ruleset, DesignatedHitter: row.DesignatedHitter, ExtraInningRunner: row.ExtraInningRunner,
			Commissioner: row.CommissionerID, CommissionerName: row.Edges.Commissioner.DisplayName, Teams: teams[row.ID], Season: row.Season, Etag: etagOf(row.Revision), Created: row.CreatedAt,
		})
	}
	return all, nil
}

// LeaguesOf lists the leagues that a user made or manages in, newest first: their
// ids sort by time.
func (s *Store) LeaguesOf(ctx context.Context, user uuid.UUID, p campaign.Page) (_ []leagues.League, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	var where []predicate.League
	if p.After != (campaign.Mark{}) {
		where = append(where, entleague.IDLT(p.After.ID))
	}
	managed, err := s.ent.LeagueTeam.Query().Where(leagueteam.ManagerID(user)).Unique(true).Select(leagueteam.FieldLeagueID).Strings(ctx)
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("managed leagues: %w", err)
	}
	ids := make([]uuid.UUID, 0, len(managed))
	for _, id := range managed {
		ids = append(ids, uuid.MustParse(id))
	}
	where = append(where, entleague.Or(entleague.CommissionerID(user), entleague.IDIn(ids...)))
	all, err := s.readLeagues(ctx, s.ent.League.Query().Where(where...).Order(ent.Desc(entleague.FieldID)).Limit(p.Limit+1))
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	all, next := page(all, p.Limit, func(l leagues.League) campaign.Mark { return campaign.Mark{Key: "league", ID: l.ID} })
	return all, next, nil
}

// UpdateLeague changes name and rules; see leagues.Store.
func (s *Store) UpdateLeague(ctx context.Context, l leagues.League) (err error) {
	defer explain(ctx, &err)
	return s.inLeague(ctx, l.ID, func(tx *ent.Tx) error {
		row, err := tx.League.Get(ctx, l.ID)
		if err != nil {
			return orMissing("league", err)
		}
		if row.DesignatedHitter != l.DesignatedHitter || row.ExtraInningRunner != l.ExtraInningRunner {
			if err := notUnderWay(ctx, tx, l.ID); err != nil {
				return err
			}
		}
		n, err := tx.League.Update().Where(entleague.ID(l.ID), entleague.Revision(revisionOf(l.Etag))).SetName(l.Name).
			SetDesignatedHitter(l.DesignatedHitter).SetExtraInningRunner(l.ExtraInningRunner).AddRevision(1).Save(ctx)
		return changed(n, err, func() error { return nil })
	})
}

// DeleteLeague deletes a league with all that hangs on it; see leagues.Store.
func (s *Store) DeleteLeague(ctx context.Context, id uuid.UUID, etag string) (err error) {
	defer explain(ctx, &err)
	return s.inLeague(ctx, id, func(tx *ent.Tx) error {
		if err := notUnderWay(ctx, tx, id); err != nil {
			return err
		}
		n, err := tx.League.Delete().Where(entleague.ID(id), entleague.Revision(revisionOf(etag))).Exec(ctx)
		return changed(n, err, func() error { return nil })
	})
}

// notUnderWay refuses while games are played: by a run, at a table, or because
// some were and some are left.
func notUnderWay(ctx context.Context, tx *ent.Tx, league uuid.UUID) error {
	var underWay bool
	rows, err := tx.QueryContext(ctx, `SELECT EXISTS (SELECT FROM leagues WHERE id = $1 AND simulating_until > now())
		OR EXISTS (SELECT FROM league_seasons n WHERE n.league_id = $1 AND n.champion_id IS NULL AND (n.played > 0 OR EXISTS (
			SELECT FROM league_games g JOIN sessions s ON s.id = g.session_id WHERE g.season_id = n.id)))`, league)
	if err != nil {
		return fmt.Errorf("season under way: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(&underWay); err != nil {
			return fmt.Errorf("season under way: %w", err)
		}
	}
	if underWay {
		return leagues.ErrUnderWay
	}
	return rows.Err()
}

// leagueDeed is a change of a league that shall happen once, and the id of what it
// makes.
type leagueDeed struct {
	campaign.Deed

	league, makes uuid.UUID
}

// onceIn is once, for leagues.
func (s *Store) onceIn(ctx context.Context, d leagueDeed, f func(*ent.Tx) error) (uuid.UUID, error) {
	if made, err := s.doneInLeague(ctx, d.Deed); err != nil || made != uuid.Nil {
		return made, err
	}
	err := s.withTx(ctx, func(tx *ent.Tx) error {
		if d.makes != d.league {
			if err := lockLeague(ctx, tx, d.league); err != nil {
				return err
			}
		}
		if err := f(tx); err != nil || d.Key == uuid.Nil {
			return err
		}
		return noteDeed(ctx, tx, d)
	})
	if err == nil {
		return d.makes, nil
	}
	// A twin of this call may have been faster, and be the reason of the refusal.
	if made, err := s.doneInLeague(ctx, d.Deed); err != nil || made != uuid.Nil {
		return made, err
	}
	return uuid.Nil, err
}

func noteDeed(ctx context.Context, tx *ent.Tx, d leagueDeed) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM league_deeds WHERE league_id = $1 AND created_at < now() - interval '30 days'`, d.league); err != nil {
		return fmt.Errorf("old deeds: %w", err)
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO league_deeds (id, league_id, digest, made, created_at)
		VALUES ($1, $2, $3, $4, now()) ON CONFLICT (id) DO NOTHING`, d.Key, d.league, d.Digest, d.makes)
	if err != nil {
		return fmt.Errorf("deed: %w", err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, errDone)
	}
	return nil
}

// doneInLeague returns what a deed made; zero when it was not done.
func (s *Store) doneInLeague(ctx context.Context, d campaign.Deed) (uuid.UUID, error) {
	if d.Key == uuid.Nil {
		return uuid.Nil, nil
	}
	row, err := s.ent.LeagueDeed.Get(ctx, d.Key)
	switch {
	case ent.IsNotFound(err):
		return uuid.Nil, nil
	case err != nil:
		return uuid.Nil, fmt.Errorf("deed: %w", err)
	case row.Digest != d.Digest:
		return uuid.Nil, campaign.ErrReused
	}
	return row.Made, nil
}

// lockLeague lets changes that look at several rows of a league happen one after
// the other.
func lockLeague(ctx context.Context, tx *ent.Tx, id uuid.UUID) error {
	locked, err := tx.ExecContext(ctx, `SELECT FROM leagues WHERE id = $1 FOR NO KEY UPDATE`, id)
	if err != nil {
		return fmt.Errorf("lock league: %w", err)
	}
	if n, err := locked.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, campaign.Missing("league"))
	}
	return nil
}

// inLeague carries out f in a transaction under the lock of the league.
func (s *Store) inLeague(ctx context.Context, id uuid.UUID, f func(*ent.Tx) error) error {
	return s.withTx(ctx, func(tx *ent.Tx) error {
		if err := lockLeague(ctx, tx, id); err != nil {
			return err
		}
		return f(tx)
	})
}

// orNobody turns a reference to an account that there is not into a refusal.
func orNobody(err error) error {
	if e, ok := errors.AsType[*pq.Error](err); ok && e.Code == pqerror.ForeignKeyViolation {
		return leagues.ErrNobody
	}
	return err
}

// orNil is a time that may be none.
func orNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
