package campaign

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Store keeps campaigns. What is not there is session.NotFound, what has another
// etag is session.Aborted.
type Store interface {
	// CreateCampaign stores a campaign with its founder as its game master, once,
	// and returns the id of what the deed made.
	CreateCampaign(ctx context.Context, d Deed, c Campaign) (uuid.UUID, error)
	// Campaign returns one with its members and tables.
	Campaign(ctx context.Context, id uuid.UUID) (*tabletopv1.Campaign, error)
	// CampaignsOf lists those a user is in, newest first, with their role.
	CampaignsOf(ctx context.Context, user uuid.UUID, p Page) ([]*tabletopv1.Campaign, Mark, error)
	UpdateCampaign(ctx context.Context, c Campaign, etag string) error
	DeleteCampaign(ctx context.Context, id uuid.UUID) error
}

// Campaign is what somebody writes of one.
type Campaign struct {
	ID          uuid.UUID
	Name        string
	Description string
	Founder     uuid.UUID
	At          time.Time // when it is written
}

// Tables keeps the sessions at which campaigns are played.
type Tables interface {
	// AllTables lists those of a campaign, also those that have ended.
	AllTables(ctx context.Context, campaign uuid.UUID) ([]session.ID, error)
	// Delete removes a session with its log.
	Delete(ctx context.Context, id session.ID) error
}

// Campaigns is what people do with campaigns as such. The caller is in the context.
type Campaigns struct {
	Gate   Gate
	Store  Store
	Tables Tables
	// Forget takes a session that was deleted out of memory.
	Forget func(id session.ID)
	Now    func() time.Time
}

// Create makes a campaign with the caller as its game master.
func (s *Campaigns) Create(ctx context.Context, r *tabletopv1.CreateCampaignRequest) (*tabletopv1.Campaign, error) {
	name, err := CleanName("name", r.GetName())
	if err != nil {
		return nil, err
	}
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	id, err := s.Store.CreateCampaign(ctx, DeedOf("campaigns", user, r),
		Campaign{ID: NewID(), Name: name, Description: r.GetDescription(), Founder: user, At: s.Now()})
	if err != nil {
		return nil, err
	}
	return s.Read(ctx, id.String())
}

// Read returns a campaign with its members.
func (s *Campaigns) Read(ctx context.Context, id string) (*tabletopv1.Campaign, error) {
	m, err := s.Gate.Member(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.read(ctx, m)
}

func (s *Campaigns) read(ctx context.Context, m Membership) (*tabletopv1.Campaign, error) {
	c, err := s.Store.Campaign(ctx, m.Campaign)
	if err != nil {
		return nil, err
	}
	c.Role = m.Role
	return c, nil
}

// List returns the caller's campaigns, newest first.
func (s *Campaigns) List(ctx context.Context, r *tabletopv1.ListCampaignsRequest) ([]*tabletopv1.Campaign, Mark, error) {
	p, err := PageOf(r.GetPageSize(), r.GetPageToken())
	if err != nil {
		return nil, Mark{}, err
	}
	user, err := caller(ctx)
	if err != nil {
		return nil, Mark{}, err
	}
	return s.Store.CampaignsOf(ctx, user, p)
}

// Update changes name and description.
func (s *Campaigns) Update(ctx context.Context, r *tabletopv1.UpdateCampaignRequest) (*tabletopv1.Campaign, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	name, err := CleanName("name", r.GetName())
	if err != nil {
		return nil, err
	}
	c := Campaign{ID: m.Campaign, Name: name, Description: r.GetDescription(), At: s.Now()}
	if err := s.Store.UpdateCampaign(ctx, c, r.GetEtag()); err != nil {
		return nil, err
	}
	return s.read(ctx, m)
}

// Delete removes a campaign with all it holds, its live tables first: what a table
// plays is of no use without it, and the other way round one would go on playing.
func (s *Campaigns) Delete(ctx context.Context, r *tabletopv1.DeleteCampaignRequest) error {
	m, err := s.Gate.Member(ctx, r.GetCampaignId())
	if err != nil {
		return err
	}
	c, err := s.read(ctx, m)
	switch {
	case err != nil:
		return err
	case c.GetFounderId() != m.User.String():
		return session.Forbid("not_founder", "only who founded the campaign can delete it")
	case strings.TrimSpace(r.GetName()) != c.GetName():
		return session.Invalid("name", "must be the campaign's name, to be sure")
	}
	tables, err := s.Tables.AllTables(ctx, m.Campaign)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := s.Tables.Delete(ctx, table); err != nil {
			return err
		}
		s.Forget(table)
	}
	return s.Store.DeleteCampaign(ctx, m.Campaign)
}
