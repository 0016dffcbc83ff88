package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"playhouse/ent"
	"playhouse/ent/leaguegame"
	"playhouse/ent/leagueseason"
	"playhouse/ent/predicate"
	"playhouse/server/campaign"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

var (
	_ leagues.SeasonStore = (*Store)(nil)
	_ leagues.GameStore   = (*Store)(nil)
)

// CreateSeason stores a season with its games; see leagues.SeasonStore.
func (s *Store) CreateSeason(ctx context.Context, d campaign.Deed, n leagues.Season, games []leagues.Game) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.onceIn(ctx, leagueDeed{Deed: d, league: n.League, makes: n.ID}, func(tx *ent.Tx) error {
		if err := notUnderWay(ctx, tx, n.League); err != nil {
			return err
		}
		if err := dropUnbegun(ctx, tx, n.League); err != nil {
			return err
		}
		entrants, err := json.Marshal(n.Entrants)
		if err != nil {
			return fmt.Errorf("encode entrants: %w", err)
		}
		l, err := tx.League.UpdateOneID(n.League).AddSeason(1).AddRevision(1).Save(ctx)
		if err != nil {
			return fmt.Errorf("next season: %w", err)
		}
		if err := tx.LeagueSeason.Create().SetID(n.ID).SetLeagueID(n.League).SetNumber(l.Season).SetEntrants(entrants).
			SetRegular(int32(len(games))).SetGames(int32(len(games))).Exec(ctx); err != nil {
			return fmt.Errorf("create season: %w", err)
		}
		return addGames(ctx, tx, n.ID, games)
	})
}

// addGames stores a schedule at one go: it may have thousands.
func addGames(ctx context.Context, tx *ent.Tx, season uuid.UUID, games []leagues.Game) error {
	var ids, home, away []string
	var numbers, days []int64
	for _, g := range games {
		ids, home, away = append(ids, g.ID.String()), append(home, g.Home.String()), append(away, g.Away.String())
		numbers, days = append(numbers, int64(g.Number)), append(days, int64(g.Day))
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO league_games (id, season_id, number, day, home_id, away_id)
		SELECT id, $1, number, day, home, away FROM unnest($2::uuid[], $3::int[], $4::int[], $5::uuid[], $6::uuid[]) AS g (id, number, day, home, away)
		ON CONFLICT (season_id, number) DO NOTHING`,
		season, pq.Array(ids), pq.Array(numbers), pq.Array(days), pq.Array(home), pq.Array(away))
	if err != nil {
		return fmt.Errorf("add games: %w", err)
	}
	return nil
}

// Season returns a season; see leagues.SeasonStore.
func (s *Store) Season(ctx context.Context, league uuid.UUID, number int32) (_ leagues.Season, err error) {
	defer explain(ctx, &err)
	where := []predicate.LeagueSeason{leagueseason.LeagueID(league)}
	if number > 0 {
		where = append(where, leagueseason.Number(number))
	}
	row, err := s.ent.LeagueSeason.Query().Where(where...).Order(ent.Desc(leagueseason.FieldNumber)).First(ctx)
	if err != nil {
		return leagues.Season{}, orMissing("season", err)
	}
	return seasonOf(row)
}

func seasonOf(row *ent.LeagueSeason) (leagues.Season, error) {
	n := leagues.Season{
		ID: row.ID, League: row.LeagueID, Number: row.Number, Regular: row.Regular, Games: row.Games, Played: row.Played, Seed: row.Seed,
		Forms: row.Forms, Names: row.Names, RunUntil: row.RunUntil,
	}
	if row.ChampionID != nil {
		n.Champion = *row.ChampionID
	}
	if err := json.Unmarshal(row.Entrants, &n.Entrants); err != nil {
		return n, fmt.Errorf("entrants of %s: %w", row.ID, err)
	}
	if len(row.Playoffs) > 0 {
		n.Playoffs = &leagues.Playoffs{}
		if err := json.Unmarshal(row.Playoffs, n.Playoffs); err != nil {
			return n, fmt.Errorf("playoffs of %s: %w", row.ID, err)
		}
	}
	return n, nil
}

// Seasons lists seasons, newest first.
func (s *Store) Seasons(ctx context.Context, league uuid.UUID, before int32, limit int) (_ []leagues.Season, err error) {
	defer explain(ctx, &err)
	where := []predicate.LeagueSeason{leagueseason.LeagueID(league)}
	if before > 0 {
		where = append(where, leagueseason.NumberLT(before))
	}
	rows, err := s.ent.LeagueSeason.Query().Where(where...).Order(ent.Desc(leagueseason.FieldNumber)).Limit(limit).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("seasons: %w", err)
	}
	all := make([]leagues.Season, len(rows))
	for i, row := range rows {
		if all[i], err = seasonOf(row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Extend adds games to a season's end; see leagues.SeasonStore.
func (s *Store) Extend(ctx context.Context, d campaign.Deed, n leagues.Season, games []leagues.Game) (err error) {
	defer explain(ctx, &err)
	_, err = s.onceIn(ctx, leagueDeed{Deed: d, league: n.League, makes: n.ID}, func(tx *ent.Tx) error {
		playoffs, err := json.Marshal(n.Playoffs)
		if err != nil {
			return fmt.Errorf("encode playoffs: %w", err)
		}
		// Who was faster has extended it: then there is nothing to do.
		done, err := tx.LeagueSeason.Update().Where(leagueseason.ID(n.ID), leagueseason.Games(n.Games)).SetPlayoffs(playoffs).
			SetGames(n.Games + int32(len(games))).ClearChampionID().Save(ctx)
		if err != nil || done == 0 {
			return err
		}
		return addGames(ctx, tx, n.ID, games)
	})
	return err
}

// Crown says who won a season; see leagues.SeasonStore.
func (s *Store) Crown(ctx context.Context, n leagues.Season, champion uuid.UUID) (err error) {
	defer explain(ctx, &err)
	return s.ent.LeagueSeason.Update().Where(leagueseason.ID(n.ID), leagueseason.Games(n.Games), leagueseason.Played(n.Games)).
		SetChampionID(champion).Exec(ctx)
}

// boxless are the columns of a game but its box.
var boxless = []string{
	leaguegame.FieldID, leaguegame.FieldSeasonID, leaguegame.FieldNumber, leaguegame.FieldDay, leaguegame.FieldHomeID, leaguegame.FieldAwayID,
	leaguegame.FieldPlayed, leaguegame.FieldHomeRuns, leaguegame.FieldAwayRuns, leaguegame.FieldInnings, leaguegame.FieldSessionID,
}

// Games lists games in the order of the schedule.
func (s *Store) Games(ctx context.Context, w leagues.Wanted) (_ []leagues.Game, err error) {
	defer explain(ctx, &err)
	where := []predicate.LeagueGame{leaguegame.SeasonID(w.Season), leaguegame.NumberGTE(w.From)}
	if w.Team != uuid.Nil {
		where = append(where, leaguegame.Or(leaguegame.HomeID(w.Team), leaguegame.AwayID(w.Team)))
	}
	q := s.ent.LeagueGame.Query().Where(where...).Order(leaguegame.ByNumber())
	if w.Limit > 0 {
		q = q.Limit(w.Limit)
	}
	if !w.Boxes {
		q = q.Select(boxless...).LeagueGameQuery
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("games: %w", err)
	}
	all := make([]leagues.Game, 0, len(rows))
	for _, row := range rows {
		all = append(all, gameOf(row))
	}
	return all, nil
}

func gameOf(row *ent.LeagueGame) leagues.Game {
	g := leagues.Game{
		ID: row.ID, Season: row.SeasonID, Number: row.Number, Day: row.Day, Home: row.HomeID, Away: row.AwayID,
		Result: leagues.Result{Played: row.Played, HomeRuns: row.HomeRuns, AwayRuns: row.AwayRuns, Innings: row.Innings, Box: row.Box},
	}
	if row.SessionID != nil {
		g.Session = session.ID(row.SessionID.String())
	}
	return g
}

// Game returns a game and its league.
func (s *Store) Game(ctx context.Context, id uuid.UUID) (_ leagues.Game, _ uuid.UUID, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.LeagueGame.Query().Where(leaguegame.ID(id)).WithSeason().Only(ctx)
	if err != nil {
		return leagues.Game{}, uuid.Nil, orMissing("game", err)
	}
	return gameOf(row), row.Edges.Season.LeagueID, nil
}

// Seat notes the session of a game; see leagues.GameStore.
func (s *Store) Seat(ctx context.Context, id uuid.UUID, at session.ID) (_ session.ID, err error) {
	defer explain(ctx, &err)
	seat, err := uuid.Parse(string(at))
	if err != nil {
		return "", session.ErrNoSession
	}
	_, league, err := s.Game(ctx, id)
	if err != nil {
		return "", err
	}
	err = s.inLeague(ctx, league, func(tx *ent.Tx) error {
		row, err := tx.LeagueGame.Get(ctx, id)
		if err != nil {
			return orMissing("game", err)
		}
		if row.Played {
			return leagues.ErrPlayed
		}
		if row.SessionID != nil {
			if there, err := tx.Session.Get(ctx, *row.SessionID); err == nil {
				at = session.ID(there.ID.String())
				return nil
			} else if !ent.IsNotFound(err) {
				return err
			}
		}
		if busy, err := simulating(ctx, tx, league); err != nil || busy {
			return orBusy(err)
		}
		return row.Update().SetSessionID(seat).Exec(ctx)
	})
	return at, err
}

// Sittings are the sessions of games that were not booked yet.
func (s *Store) Sittings(ctx context.Context, season uuid.UUID) (_ []leagues.Sitting, err error) {
	defer explain(ctx, &err)
	rows, err := s.db.QueryContext(ctx, `SELECT g.id, g.number, g.day, g.home_id, g.away_id, s.id, s.status, coalesce(s.members[1], ''), s.updated_at
		FROM league_games g JOIN sessions s ON s.id = g.session_id WHERE g.season_id = $1 AND NOT g.played ORDER BY g.number`, season)
	if err != nil {
		return nil, fmt.Errorf("sittings: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []leagues.Sitting
	for rows.Next() {
		var (
			one leagues.Sitting
			id  uuid.UUID
			at  time.Time
		)
		if err := rows.Scan(&one.Game.ID, &one.Game.Number, &one.Game.Day, &one.Game.Home, &one.Game.Away, &id, &one.Status, &one.Member, &at); err != nil {
			return nil, fmt.Errorf("sittings: %w", err)
		}
		one.Game.Season, one.Game.Session, one.Updated = season, session.ID(id.String()), at
		all = append(all, one)
	}
	return all, rows.Err()
}
