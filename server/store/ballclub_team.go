package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"playhouse/ent"
	"playhouse/ent/leagueseason"
	"playhouse/ent/leagueteam"
	"playhouse/ent/predicate"
	"playhouse/server/campaign"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

var _ leagues.TeamStore = (*Store)(nil)

// CreateTeam stores a team; see leagues.TeamStore.
func (s *Store) CreateTeam(ctx context.Context, d campaign.Deed, t leagues.Team) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.onceIn(ctx, leagueDeed{Deed: d, league: t.League, makes: t.ID}, func(tx *ent.Tx) error {
		n, err := tx.LeagueTeam.Query().Where(leagueteam.LeagueID(t.League)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count teams: %w", err)
		}
		if n >= leagues.TeamsMost {
			return leagues.ErrTooManyTeams
		}
		err = tx.LeagueTeam.Create().SetID(t.ID).SetLeagueID(t.League).SetName(t.Name).SetNameKey(campaign.NameKey(t.Name)).
			SetNillableManagerID(optional(t.Manager)).SetPlayers(t.Players).SetCards(t.Cards).SetNillableRosterAt(orNil(t.RosterAt)).Exec(ctx)
		return orNobody(orTaken(t.Name, err))
	})
}

func teamOf(row *ent.LeagueTeam) leagues.Team {
	t := leagues.Team{
		ID: row.ID, League: row.LeagueID, Name: row.Name, Players: row.Players, Cards: row.Cards, Chart: row.Chart, Source: row.Source,
		Stale: row.Stale, Etag: etagOf(row.Revision),
	}
	if row.ManagerID != nil {
		t.Manager = *row.ManagerID
	}
	if row.Edges.Manager != nil {
		t.ManagedBy = row.Edges.Manager.DisplayName
	}
	if row.RosterAt != nil {
		t.RosterAt = *row.RosterAt
	}
	return t
}

// Team returns a team with its cards.
func (s *Store) Team(ctx context.Context, id uuid.UUID) (_ leagues.Team, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.LeagueTeam.Query().Where(leagueteam.ID(id)).WithManager().Only(ctx)
	if err != nil {
		return leagues.Team{}, orMissing("team", err)
	}
	return teamOf(row), nil
}

// cardless are the columns of a team but its cards.
var cardless = []string{
	leagueteam.FieldID, leagueteam.FieldLeagueID, leagueteam.FieldName, leagueteam.FieldNameKey, leagueteam.FieldManagerID,
	leagueteam.FieldPlayers, leagueteam.FieldChart, leagueteam.FieldSource, leagueteam.FieldStale, leagueteam.FieldRosterAt, leagueteam.FieldRevision,
}

// Teams lists a league's teams by name, without cards.
func (s *Store) Teams(ctx context.Context, league uuid.UUID, p campaign.Page) (_ []leagues.Team, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	where := append(following[predicate.LeagueTeam](p.After, leagueteam.FieldNameKey), leagueteam.LeagueID(league))
	rows, err := s.ent.LeagueTeam.Query().Where(where...).Order(byKey[leagueteam.OrderOption](leagueteam.FieldNameKey)).
		Limit(p.Limit + 1).WithManager().Select(cardless...).All(ctx)
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("teams: %w", err)
	}
	rows, next := page(rows, p.Limit, func(r *ent.LeagueTeam) campaign.Mark { return campaign.Mark{Key: r.NameKey, ID: r.ID} })
	all := make([]leagues.Team, 0, len(rows))
	for _, row := range rows {
		all = append(all, teamOf(row))
	}
	return all, next, nil
}

// Squads are a league's teams with their cards, by name.
func (s *Store) Squads(ctx context.Context, league uuid.UUID) (_ []leagues.Team, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.LeagueTeam.Query().Where(leagueteam.LeagueID(league)).
		Order(byKey[leagueteam.OrderOption](leagueteam.FieldNameKey)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("squads: %w", err)
	}
	all := make([]leagues.Team, 0, len(rows))
	for _, row := range rows {
		all = append(all, teamOf(row))
	}
	return all, nil
}

// ChangeTeam lets f change a team; see leagues.TeamStore.
func (s *Store) ChangeTeam(ctx context.Context, c leagues.Change, f func(*leagues.Team) error) (err error) {
	defer explain(ctx, &err)
	_, err = s.onceIn(ctx, leagueDeed{Deed: c.Deed, league: c.Team.League, makes: c.Team.ID}, func(tx *ent.Tx) error {
		row, err := tx.LeagueTeam.Get(ctx, c.Team.ID)
		if err != nil {
			return orMissing("team", err)
		}
		if c.Etag != "" && row.Revision != revisionOf(c.Etag) {
			return session.Stale(nil)
		}
		t := teamOf(row)
		if err := f(&t); err != nil {
			return err
		}
		update := row.Update().SetName(t.Name).SetNameKey(campaign.NameKey(t.Name)).SetPlayers(t.Players).SetCards(t.Cards).SetChart(t.Chart).
			SetSource(t.Source).SetStale(t.Stale).SetNillableRosterAt(orNil(t.RosterAt)).AddRevision(1)
		if t.Manager == uuid.Nil {
			update.ClearManagerID()
		} else {
			update.SetManagerID(t.Manager)
		}
		return orNobody(orTaken(t.Name, update.Exec(ctx)))
	})
	return err
}

// DeleteTeam deletes a team; see leagues.TeamStore.
func (s *Store) DeleteTeam(ctx context.Context, id uuid.UUID, etag string) (err error) {
	defer explain(ctx, &err)
	row, err := s.ent.LeagueTeam.Get(ctx, id)
	if err != nil {
		return orMissing("team", err)
	}
	return s.inLeague(ctx, row.LeagueID, func(tx *ent.Tx) error {
		if err := notUnderWay(ctx, tx, row.LeagueID); err != nil {
			return err
		}
		n, err := tx.LeagueTeam.Delete().Where(leagueteam.ID(id), leagueteam.Revision(revisionOf(etag))).Exec(ctx)
		if err := changed(n, err, func() error { return nil }); err != nil {
			return err
		}
		return dropUnbegun(ctx, tx, row.LeagueID)
	})
}

// dropUnbegun deletes a season of which nothing was played, which notUnderWay has
// made sure of.
func dropUnbegun(ctx context.Context, tx *ent.Tx, league uuid.UUID) error {
	n, err := tx.LeagueSeason.Delete().Where(leagueseason.LeagueID(league), leagueseason.ChampionIDIsNil()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("drop schedule: %w", err)
	}
	if n == 0 {
		return nil
	}
	return tx.League.UpdateOneID(league).AddSeason(-int32(n)).AddRevision(1).Exec(ctx)
}
