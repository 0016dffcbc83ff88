package bestiary

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

// Uploads is where files wait for an import.
type Uploads interface {
	// ReadUpload returns the bytes of an upload of the member that is complete and of
	// that kind, at most as many as given; session.NotFound if there is none.
	ReadUpload(ctx context.Context, m campaign.Membership, u Upload) ([]byte, error)
}

// Upload names one.
type Upload = campaign.Waiting

// Creatures is the bestiary of campaigns.
type Creatures struct {
	Gate    campaign.Gate
	Store   campaign.CreatureStore
	Uploads Uploads
	// House is the creatures that every campaign has.
	House []*tabletopv1.Creature
}

var errBuiltIn = session.Refuse("built_in", "this creature came with the house and stays as it is; make a copy and change that")

// inHouse finds a creature of the house; nil if it is none.
func (s *Creatures) inHouse(id string) *tabletopv1.Creature {
	for _, c := range s.House {
		if c.GetId() == id {
			return proto.CloneOf(c)
		}
	}
	return nil
}

// markOf is where a creature stands in a list by name.
func markOf(c *tabletopv1.Creature) campaign.Mark {
	id, err := uuid.Parse(c.GetId())
	if err != nil { // of the house
		id = uuid.NewSHA1(uuid.NameSpaceOID, []byte(c.GetId()))
	}
	return campaign.Mark{Key: campaign.NameKey(c.GetName()), ID: id}
}

func compare(a, b campaign.Mark) int {
	return cmp.Or(strings.Compare(a.Key, b.Key), bytes.Compare(a.ID[:], b.ID[:]))
}

// List returns creatures by name, those of the house among them.
func (s *Creatures) List(ctx context.Context, r *tabletopv1.ListCreaturesRequest) ([]*tabletopv1.Creature, campaign.Mark, error) {
	m, err := s.Gate.Member(ctx, r.GetCampaignId())
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	p, err := campaign.PageOf(r.GetPageSize(), r.GetPageToken())
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	f := campaign.CreatureFilter{Campaign: m.Campaign, Text: r.GetText(), MaxChallenge: r.GetMaxChallenge(), Page: p}
	f.Page.Limit++ // one more tells whether there is a next page
	all, err := s.Store.Creatures(ctx, f)
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	for _, c := range s.House {
		if matches(c, f) {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b *tabletopv1.Creature) int { return compare(markOf(a), markOf(b)) })
	if len(all) <= p.Limit {
		return all, campaign.Mark{}, nil
	}
	return all[:p.Limit], markOf(all[p.Limit-1]), nil
}

// matches says of a creature of the house what the store says of its own.
func matches(c *tabletopv1.Creature, f campaign.CreatureFilter) bool {
	return (f.Page.After == campaign.Mark{} || compare(markOf(c), f.Page.After) > 0) &&
		(f.MaxChallenge == 0 || c.GetChallenge() <= f.MaxChallenge) &&
		strings.Contains(campaign.Fold(c.GetName()+"\n"+c.GetType()), campaign.Fold(f.Text))
}

// Read returns a creature.
func (s *Creatures) Read(ctx context.Context, campaignID, creatureID string) (*tabletopv1.Creature, error) {
	m, err := s.Gate.Member(ctx, campaignID)
	if err != nil {
		return nil, err
	}
	return s.find(ctx, m, creatureID)
}

func (s *Creatures) find(ctx context.Context, m campaign.Membership, creatureID string) (*tabletopv1.Creature, error) {
	if c := s.inHouse(creatureID); c != nil {
		return c, nil
	}
	id, err := uuid.Parse(creatureID)
	if err != nil {
		return nil, campaign.Missing("creature")
	}
	return s.Store.Creature(ctx, m.Campaign, id)
}

// Create adds a creature.
func (s *Creatures) Create(ctx context.Context, r *tabletopv1.CreateCreatureRequest) (*tabletopv1.Creature, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	c, err := complete(r.GetCreature())
	if err != nil {
		return nil, err
	}
	c.Id = campaign.NewID().String()
	id, err := s.Store.CreateCreatures(ctx, m.Deed(r), m.Campaign, []*tabletopv1.Creature{c})
	if err != nil {
		return nil, err
	}
	return s.Store.Creature(ctx, m.Campaign, id)
}

// Update changes a creature.
func (s *Creatures) Update(ctx context.Context, campaignID string, changed *tabletopv1.Creature) (*tabletopv1.Creature, error) {
	m, id, err := s.own(ctx, campaignID, changed.GetId())
	if err != nil {
		return nil, err
	}
	c, err := complete(changed)
	if err != nil {
		return nil, err
	}
	c.Id, c.Etag = id.String(), changed.GetEtag()
	if err := s.Store.UpdateCreature(ctx, m.Campaign, c); err != nil {
		return nil, err
	}
	return s.Store.Creature(ctx, m.Campaign, id)
}

// Delete removes a creature.
func (s *Creatures) Delete(ctx context.Context, campaignID, creatureID string) error {
	m, id, err := s.own(ctx, campaignID, creatureID)
	if err != nil {
		return err
	}
	return s.Store.DeleteCreature(ctx, m.Campaign, id)
}

// own lets game masters at a creature of the campaign's own.
func (s *Creatures) own(ctx context.Context, campaignID, creatureID string) (campaign.Membership, uuid.UUID, error) {
	m, err := s.Gate.GM(ctx, campaignID)
	if err != nil {
		return m, uuid.Nil, err
	}
	if s.inHouse(creatureID) != nil {
		return m, uuid.Nil, errBuiltIn
	}
	id, err := uuid.Parse(creatureID)
	if err != nil {
		return m, id, campaign.Missing("creature")
	}
	return m, id, nil
}
