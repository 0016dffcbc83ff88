package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	entcreature "playhouse/ent/creature"
	"playhouse/ent/predicate"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
)

var _ campaign.CreatureStore = (*Store)(nil)

// creaturesMost is how many creatures a campaign has.
const creaturesMost = 5_000

// CreateCreatures stores creatures, once; see campaign.CreatureStore.
func (s *Store) CreateCreatures(ctx context.Context, d campaign.Deed, in uuid.UUID, all []*tabletopv1.Creature) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	first := parsed(all[0].GetId())
	if first == nil {
		return uuid.Nil, fmt.Errorf("creature id %q", all[0].GetId())
	}
	return s.once(ctx, deed{Deed: d, campaign: in, makes: *first}, func(tx *ent.Tx) error {
		n, err := tx.Creature.Query().Where(entcreature.CampaignID(in)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count creatures: %w", err)
		}
		if n+len(all) > creaturesMost {
			return campaign.TooMany("creatures", creaturesMost)
		}
		for _, c := range all {
			id := parsed(c.GetId())
			if id == nil {
				return fmt.Errorf("creature id %q", c.GetId())
			}
			create := tx.Creature.Create().SetID(*id).SetCampaignID(in)
			if err := setCreature(ctx, tx, in, create.Mutation(), c); err != nil {
				return err
			}
			if err := create.Exec(ctx); err != nil {
				return fmt.Errorf("create creature: %w", err)
			}
		}
		return nil
	})
}

func setCreature(ctx context.Context, tx *ent.Tx, in uuid.UUID, m *ent.CreatureMutation, c *tabletopv1.Creature) error {
	body, err := proto.Marshal(c)
	if err != nil {
		return fmt.Errorf("encode creature: %w", err)
	}
	m.ClearAssetID()
	if c.GetAssetId() != "" {
		if err := assetIn(ctx, tx, in, c.GetAssetId()); err != nil {
			return err
		}
		m.ResetAssetID()
		m.SetAssetID(*parsed(c.GetAssetId()))
	}
	m.SetBody(body)
	m.SetNameKey(campaign.NameKey(c.GetName()))
	m.SetSearch(campaign.Fold(c.GetName() + "\n" + c.GetType()))
	m.ResetChallenge()
	m.SetChallenge(c.GetChallenge())
	return nil
}

// Creature returns a creature.
func (s *Store) Creature(ctx context.Context, in, id uuid.UUID) (_ *tabletopv1.Creature, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Creature.Query().Where(entcreature.ID(id), entcreature.CampaignID(in)).Only(ctx)
	if err != nil {
		return nil, orMissing("creature", err)
	}
	return creatureOf(row)
}

func creatureOf(row *ent.Creature) (*tabletopv1.Creature, error) {
	c := &tabletopv1.Creature{}
	if err := proto.Unmarshal(row.Body, c); err != nil {
		return nil, fmt.Errorf("creature %s: %w", row.ID, err)
	}
	c.Id, c.Etag, c.AssetId = row.ID.String(), etagOf(row.Revision), text(row.AssetID)
	return c, nil
}

// Creatures lists creatures; see campaign.CreatureStore.
func (s *Store) Creatures(ctx context.Context, f campaign.CreatureFilter) (_ []*tabletopv1.Creature, err error) {
	defer explain(ctx, &err)
	query := s.ent.Creature.Query().Where(entcreature.CampaignID(f.Campaign)).
		Where(following[predicate.Creature](f.Page.After, entcreature.FieldNameKey)...).
		Order(byKey[entcreature.OrderOption](entcreature.FieldNameKey))
	if f.Text != "" {
		query = query.Where(entcreature.SearchContains(campaign.Fold(f.Text)))
	}
	if f.MaxChallenge > 0 {
		query = query.Where(entcreature.ChallengeLTE(f.MaxChallenge))
	}
	rows, err := query.Limit(f.Page.Limit).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list creatures: %w", err)
	}
	all := make([]*tabletopv1.Creature, 0, len(rows))
	for _, row := range rows {
		c, err := creatureOf(row)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// UpdateCreature stores a creature under its etag.
func (s *Store) UpdateCreature(ctx context.Context, in uuid.UUID, c *tabletopv1.Creature) (err error) {
	defer explain(ctx, &err)
	id := parsed(c.GetId())
	if id == nil {
		return campaign.Missing("creature")
	}
	return s.inCampaign(ctx, in, func(tx *ent.Tx) error {
		there := entcreature.And(entcreature.ID(*id), entcreature.CampaignID(in))
		update := tx.Creature.Update().Where(there).AddRevision(1)
		if c.GetEtag() != "" {
			update = update.Where(entcreature.Revision(revisionOf(c.GetEtag())))
		}
		if err := setCreature(ctx, tx, in, update.Mutation(), c); err != nil {
			return err
		}
		n, err := update.Save(ctx)
		return changed(n, err, func() error {
			_, err := tx.Creature.Query().Where(there).Only(ctx)
			return orMissing("creature", err)
		})
	})
}

// DeleteCreature removes a creature.
func (s *Store) DeleteCreature(ctx context.Context, in, id uuid.UUID) (err error) {
	defer explain(ctx, &err)
	n, err := s.ent.Creature.Delete().Where(entcreature.ID(id), entcreature.CampaignID(in)).Exec(ctx)
	if err == nil && n == 0 {
		err = campaign.Missing("creature")
	}
	return err
}
