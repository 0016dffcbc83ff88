package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	"playhouse/ent/predicate"
	entconfig "playhouse/ent/worldconfig"
	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
	"playhouse/server/campaign"
	"playhouse/server/worldconfig"
)

var _ worldconfig.Store = (*Store)(nil)

// CreateWorldConfig stores a set of parameters; see worldconfig.Store.
func (s *Store) CreateWorldConfig(ctx context.Context, d campaign.Deed, c worldconfig.Config) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	body, err := proto.Marshal(c.Body)
	if err != nil {
		return uuid.Nil, fmt.Errorf("encode configuration: %w", err)
	}
	return s.onceFor(ctx, ownerDeed{Deed: d, owner: c.Owner, makes: c.ID}, func(tx *ent.Tx) error {
		n, err := tx.WorldConfig.Query().Where(entconfig.OwnerID(c.Owner)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count configurations: %w", err)
		}
		if n >= worldconfig.Most {
			return behavior.TooMany("configs", worldconfig.Most)
		}
		err = tx.WorldConfig.Create().SetID(c.ID).SetOwnerID(c.Owner).SetName(c.Name).SetNameKey(campaign.NameKey(c.Name)).
			SetBody(body).SetCreatedAt(c.Updated).SetUpdatedAt(c.Updated).Exec(ctx)
		return configNamed(c.Name, err)
	})
}

// configNamed says what an error of a unique index means.
func configNamed(name string, err error) error {
	switch {
	case err == nil:
		return nil
	case taken(err):
		return behavior.NameTaken(name)
	}
	return fmt.Errorf("configuration %q: %w", name, err)
}

// WorldConfig returns a set of parameters; see worldconfig.Store.
func (s *Store) WorldConfig(ctx context.Context, owner, id uuid.UUID) (_ worldconfig.Config, err error) {
	defer explain(ctx, &err)
	which := entconfig.ID(id)
	if id == uuid.Nil {
		which = entconfig.Usual(true)
	}
	row, err := s.ent.WorldConfig.Query().Where(entconfig.OwnerID(owner), which).Only(ctx)
	if err != nil {
		return worldconfig.Config{}, orMissing("configuration", err)
	}
	return configOf(row)
}

func configOf(row *ent.WorldConfig) (worldconfig.Config, error) {
	c := worldconfig.Config{
		ID: row.ID, Owner: row.OwnerID, Name: row.Name, Body: &arenav1.Config{}, Usual: row.Usual, Etag: etagOf(row.Revision), Updated: row.UpdatedAt,
	}
	if err := proto.Unmarshal(row.Body, c.Body); err != nil {
		return c, fmt.Errorf("configuration %s: %w", row.ID, err)
	}
	return c, nil
}

// WorldConfigs lists sets of parameters; see worldconfig.Store.
func (s *Store) WorldConfigs(ctx context.Context, owner uuid.UUID, p campaign.Page) (_ []worldconfig.Config, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.WorldConfig.Query().Where(entconfig.OwnerID(owner)).
		Where(following[predicate.WorldConfig](p.After, entconfig.FieldNameKey)...).
		Order(byKey[entconfig.OrderOption](entconfig.FieldNameKey)).Limit(p.Limit + 1).All(ctx)
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("list configurations: %w", err)
	}
	rows, next := page(rows, p.Limit, func(row *ent.WorldConfig) campaign.Mark { return campaign.Mark{Key: row.NameKey, ID: row.ID} })
	all := make([]worldconfig.Config, 0, len(rows))
	for _, row := range rows {
		c, err := configOf(row)
		if err != nil {
			return nil, campaign.Mark{}, err
		}
		all = append(all, c)
	}
	return all, next, nil
}

// ChangeWorldConfig changes or deletes a set under its etag; see worldconfig.Store.
func (s *Store) ChangeWorldConfig(ctx context.Context, c worldconfig.Config) (err error) {
	defer explain(ctx, &err)
	there := entconfig.And(entconfig.ID(c.ID), entconfig.OwnerID(c.Owner))
	asRead := entconfig.And(there, entconfig.Revision(revisionOf(c.Etag)))
	var n int
	if c.Body == nil {
		n, err = s.ent.WorldConfig.Delete().Where(asRead).Exec(ctx)
	} else {
		var body []byte
		if body, err = proto.Marshal(c.Body); err != nil {
			return fmt.Errorf("encode configuration: %w", err)
		}
		n, err = s.ent.WorldConfig.Update().Where(asRead).AddRevision(1).SetName(c.Name).SetNameKey(campaign.NameKey(c.Name)).
			SetBody(body).SetUpdatedAt(c.Updated).Save(ctx)
		err = configNamed(c.Name, err)
	}
	return changed(n, err, func() error {
		_, err := s.ent.WorldConfig.Query().Where(there).Only(ctx)
		return orMissing("configuration", err)
	})
}

// SetUsual makes a set the owner's usual one; see worldconfig.Store.
func (s *Store) SetUsual(ctx context.Context, owner, id uuid.UUID) (err error) {
	defer explain(ctx, &err)
	return s.forOwner(ctx, owner, func(tx *ent.Tx) error {
		if err := tx.WorldConfig.Update().Where(entconfig.OwnerID(owner), entconfig.Usual(true)).SetUsual(false).Exec(ctx); err != nil {
			return fmt.Errorf("usual configuration: %w", err)
		}
		if id == uuid.Nil {
			return nil
		}
		n, err := tx.WorldConfig.Update().Where(entconfig.OwnerID(owner), entconfig.ID(id)).SetUsual(true).Save(ctx)
		if err == nil && n == 0 {
			err = campaign.Missing("configuration")
		}
		return err
	})
}
