package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/lib/pq"
	"google.golang.org/protobuf/types/known/timestamppb"

	"playhouse/ent"
	entcampaign "playhouse/ent/campaign"
	"playhouse/ent/campaignmember"
	"playhouse/ent/campaigntable"
	entsession "playhouse/ent/session"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

var (
	_ campaign.Store  = (*Store)(nil)
	_ campaign.Tables = (*Store)(nil)
)

// RoleIn returns what a user is in a campaign; 0 for nothing.
func (s *Store) RoleIn(ctx context.Context, in, user uuid.UUID) (_ campaign.Role, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.CampaignMember.Query().Where(campaignmember.CampaignID(in), campaignmember.UserID(user)).Only(ctx)
	if ent.IsNotFound(err) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("role: %w", err)
	}
	return campaign.Role(row.Role), nil
}

// CreateCampaign stores a campaign with its founder; see campaign.Store.
func (s *Store) CreateCampaign(ctx context.Context, d campaign.Deed, c campaign.Campaign) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.once(ctx, deed{Deed: d, campaign: c.ID, makes: c.ID}, func(tx *ent.Tx) error {
		if err := tx.Campaign.Create().SetID(c.ID).SetName(c.Name).SetDescription(c.Description).SetFounderID(c.Founder).
			SetCreatedAt(c.At).SetUpdatedAt(c.At).Exec(ctx); err != nil {
			return fmt.Errorf("create campaign: %w", err)
		}
		return addMember(ctx, tx, c.ID, c.Founder, campaign.GM, c.At)
	})
}

func addMember(ctx context.Context, tx *ent.Tx, in, user uuid.UUID, role campaign.Role, at time.Time) error {
	err := tx.CampaignMember.Create().SetCampaignID(in).SetUserID(user).SetRole(int32(role)).SetJoinedAt(at).Exec(ctx)
	if err != nil {
		return fmt.Errorf("add member: %w", err)
	}
	return nil
}

// Campaign returns a campaign with its members and tables.
func (s *Store) Campaign(ctx context.Context, id uuid.UUID) (_ *tabletopv1.Campaign, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Campaign.Get(ctx, id)
	if err != nil {
		return nil, orMissing("campaign", err)
	}
	c := campaignOf(row)
	members, err := s.ent.CampaignMember.Query().Where(campaignmember.CampaignID(id)).WithUser().
		Order(campaignmember.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("members: %w", err)
	}
	for _, m := range members {
		c.Members = append(c.Members, &tabletopv1.CampaignMember{
			UserId: m.UserID.String(), DisplayName: m.Edges.User.DisplayName, Role: campaign.Role(m.Role), JoinedAt: timestamppb.New(m.JoinedAt),
		})
	}
	c.TableIds, err = s.tablesOf(ctx, id)
	return c, err
}

func campaignOf(row *ent.Campaign) *tabletopv1.Campaign {
	return &tabletopv1.Campaign{
		Id: row.ID.String(), Name: row.Name, Description: row.Description, FounderId: row.FounderID.String(),
		CreatedAt: timestamppb.New(row.CreatedAt), UpdatedAt: timestamppb.New(row.UpdatedAt), Etag: etagOf(row.Revision),
	}
}

func etagOf(revision int64) string { return strconv.FormatInt(revision, 10) }

// revisionOf is the revision that an etag names; none that ever was for what is
// no etag.
func revisionOf(etag string) int64 {
	n, err := strconv.ParseInt(etag, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// tablesOf lists the live tables of a campaign that go on, newest first.
func (s *Store) tablesOf(ctx context.Context, id uuid.UUID) ([]string, error) {
	rows, err := s.ent.CampaignTable.Query().
		Where(campaigntable.CampaignID(id), campaigntable.HasSessionWith(entsession.StatusNEQ(int32(session.Finished)))).
		Order(campaigntable.ByOpenedAt(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tables: %w", err)
	}
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.SessionID.String())
	}
	return ids, nil
}

// CampaignsOf lists the campaigns that a user is in, newest first.
func (s *Store) CampaignsOf(ctx context.Context, user uuid.UUID, p campaign.Page) (_ []*tabletopv1.Campaign, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	at := time.Unix(1<<40, 0) // before the first: far in the future
	if p.After != (campaign.Mark{}) {
		if at, err = timeOf(p.After); err != nil {
			return nil, campaign.Mark{}, err
		}
	}
	rows, err := s.db.QueryContext(ctx, `SELECT c.id, c.name, c.description, c.founder_id, c.revision, c.created_at, c.updated_at, m.role,
			ARRAY(SELECT t.session_id::text FROM campaign_tables t JOIN sessions s ON s.id = t.session_id
				WHERE t.campaign_id = c.id AND s.status <> $5 ORDER BY t.opened_at DESC)
		FROM campaign_members m JOIN campaigns c ON c.id = m.campaign_id
		WHERE m.user_id = $1 AND (c.created_at, c.id) < ($2, $3) ORDER BY c.created_at DESC, c.id DESC LIMIT $4`,
		user, at, p.After.ID, p.Limit+1, int32(session.Finished))
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("list campaigns: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []*tabletopv1.Campaign
	var marks []campaign.Mark
	for rows.Next() {
		var (
			row    ent.Campaign
			role   int32
			tables pq.StringArray
		)
		if err := rows.Scan(&row.ID, &row.Name, &row.Description, &row.FounderID, &row.Revision, &row.CreatedAt, &row.UpdatedAt, &role, &tables); err != nil {
			return nil, campaign.Mark{}, err
		}
		c := campaignOf(&row)
		c.Role, c.TableIds = campaign.Role(role), tables
		all, marks = append(all, c), append(marks, timeMark(row.CreatedAt, row.ID))
	}
	if len(all) > p.Limit {
		return all[:p.Limit], marks[p.Limit-1], rows.Err()
	}
	return all, campaign.Mark{}, rows.Err()
}

// timeMark is a mark in a list by time.
func timeMark(at time.Time, id uuid.UUID) campaign.Mark {
	return campaign.Mark{Key: at.UTC().Format(time.RFC3339Nano), ID: id}
}

func timeOf(m campaign.Mark) (time.Time, error) {
	at, err := time.Parse(time.RFC3339Nano, m.Key)
	if err != nil {
		return at, session.Invalid("page_token", "use the next_page_token of the page before")
	}
	return at, nil
}

// UpdateCampaign changes name and description if the etag is in force, or empty.
func (s *Store) UpdateCampaign(ctx context.Context, c campaign.Campaign, etag string) (err error) {
	defer explain(ctx, &err)
	update := s.ent.Campaign.Update().Where(entcampaign.ID(c.ID))
	if etag != "" {
		update = update.Where(entcampaign.Revision(revisionOf(etag)))
	}
	n, err := update.SetName(c.Name).SetDescription(c.Description).SetUpdatedAt(c.At).AddRevision(1).Save(ctx)
	return changed(n, err, func() error {
		_, err := s.ent.Campaign.Get(ctx, c.ID)
		return orMissing("campaign", err)
	})
}

// DeleteCampaign removes a campaign with all that hangs on it.
func (s *Store) DeleteCampaign(ctx context.Context, id uuid.UUID) (err error) {
	defer explain(ctx, &err)
	n, err := s.ent.Campaign.Delete().Where(entcampaign.ID(id)).Exec(ctx)
	if err == nil && n == 0 {
		err = campaign.Missing("campaign")
	}
	return err
}

// AddTable notes that a session is a live table of a campaign. Twice is the same
// as once.
func (s *Store) AddTable(ctx context.Context, in uuid.UUID, id session.ID) (err error) {
	defer explain(ctx, &err)
	table, err := uuid.Parse(string(id))
	if err != nil {
		return session.ErrNoSession
	}
	_, err = s.ent.ExecContext(ctx, `INSERT INTO campaign_tables (campaign_id, session_id, opened_at)
		VALUES ($1, $2, now()) ON CONFLICT (session_id) DO NOTHING`, in, table)
	if err != nil {
		return fmt.Errorf("add table: %w", err)
	}
	return nil
}

// AllTables lists the live tables of a campaign, also those that have ended.
func (s *Store) AllTables(ctx context.Context, in uuid.UUID) (_ []session.ID, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.CampaignTable.Query().Where(campaigntable.CampaignID(in)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("tables: %w", err)
	}
	ids := make([]session.ID, 0, len(rows))
	for _, row := range rows {
		ids = append(ids, session.ID(row.SessionID.String()))
	}
	return ids, nil
}

// CampaignAt returns the campaign that a live table is of.
func (s *Store) CampaignAt(ctx context.Context, id session.ID) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	table, err := uuid.Parse(string(id))
	if err != nil {
		return uuid.Nil, session.ErrNoSession
	}
	row, err := s.ent.CampaignTable.Query().Where(campaigntable.SessionID(table)).Only(ctx)
	if err != nil {
		return uuid.Nil, orMissing("table", err)
	}
	return row.CampaignID, nil
}
