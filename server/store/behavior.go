package store

import (
	"context"
	"fmt"
	"strconv"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"playhouse/ent"
	entbehavior "playhouse/ent/behavior"
	"playhouse/ent/behaviorversion"
	"playhouse/ent/predicate"
	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
	"playhouse/server/campaign"
)

var (
	_ behavior.Store        = (*Store)(nil)
	_ behavior.VersionStore = (*Store)(nil)
)

// CreateBehavior stores a behaviour; see behavior.Store.
func (s *Store) CreateBehavior(ctx context.Context, d campaign.Deed, b behavior.Behavior, numbered bool) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.onceFor(ctx, ownerDeed{Deed: d, owner: b.Owner, makes: b.ID}, func(tx *ent.Tx) error {
		n, err := tx.Behavior.Query().Where(entbehavior.OwnerID(b.Owner)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count behaviors: %w", err)
		}
		if n >= behavior.Most {
			return behavior.TooMany("behaviors", behavior.Most)
		}
		if numbered {
			if b.Name, err = freeBehaviorName(ctx, tx, b); err != nil {
				return err
			}
		}
		err = tx.Behavior.Create().SetID(b.ID).SetOwnerID(b.Owner).SetName(b.Name).SetNameKey(campaign.NameKey(b.Name)).
			SetSearch(campaign.Fold(b.Name)).SetDescription(b.Description).SetTier(int32(b.Tier)).SetSource(b.Source).
			SetSharing(int32(b.Sharing)).SetForkedFrom(b.ForkedFrom).SetCreatedAt(b.Updated).SetUpdatedAt(b.Updated).Exec(ctx)
		return behaviorNamed(b.Name, err)
	})
}

// behaviorNamed says what an error of a unique index means.
func behaviorNamed(name string, err error) error {
	switch {
	case err == nil:
		return nil
	case taken(err):
		return behavior.NameTaken(name)
	}
	return fmt.Errorf("behavior %q: %w", name, err)
}

// freeBehaviorName is a name with the first number that the owner has none with.
func freeBehaviorName(ctx context.Context, tx *ent.Tx, b behavior.Behavior) (string, error) {
	for i := 2; ; i++ { // ends: nobody has more behaviours than behavior.Most
		name := campaign.WithNumber(b.Name, strconv.Itoa(i), behavior.NameMost)
		there, err := tx.Behavior.Query().Where(entbehavior.OwnerID(b.Owner), entbehavior.NameKey(campaign.NameKey(name))).Exist(ctx)
		if err != nil {
			return "", fmt.Errorf("free name: %w", err)
		}
		if !there {
			return name, nil
		}
	}
}

// Behavior returns a behaviour.
func (s *Store) Behavior(ctx context.Context, id uuid.UUID) (_ behavior.Behavior, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Behavior.Query().Where(entbehavior.ID(id)).WithOwner().Only(ctx)
	if err != nil {
		return behavior.Behavior{}, orMissing("behavior", err)
	}
	return behaviorOf(row), nil
}

func behaviorOf(row *ent.Behavior) behavior.Behavior {
	b := behavior.Behavior{
		ID: row.ID, Owner: row.OwnerID, Name: row.Name, Description: row.Description, Tier: arenav1.Tier(row.Tier), Source: row.Source,
		Sharing: arenav1.Sharing(row.Sharing), Version: row.Version, ForkedFrom: row.ForkedFrom, Etag: etagOf(row.Revision), Updated: row.UpdatedAt,
	}
	if row.Edges.Owner != nil {
		b.OwnerName = row.Edges.Owner.DisplayName
	}
	return b
}

// Behaviors lists behaviours; see behavior.Store.
func (s *Store) Behaviors(ctx context.Context, f behavior.Filter) (_ []behavior.Behavior, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	whose := entbehavior.OwnerID(f.User)
	if f.Others {
		whose = entbehavior.And(entbehavior.OwnerIDNEQ(f.User), entbehavior.Sharing(int32(behavior.Public)))
	}
	query := s.ent.Behavior.Query().Where(whose).Where(following[predicate.Behavior](f.Page.After, entbehavior.FieldNameKey)...).
		Order(byKey[entbehavior.OrderOption](entbehavior.FieldNameKey)).WithOwner()
	if f.Text != "" {
		query = query.Where(entbehavior.SearchContains(campaign.Fold(f.Text)))
	}
	var but []string // sources are long
	for _, column := range entbehavior.Columns {
		if column != entbehavior.FieldSource {
			but = append(but, column)
		}
	}
	rows, err := query.Limit(f.Page.Limit + 1).Select(but...).All(ctx)
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("list behaviors: %w", err)
	}
	rows, next := page(rows, f.Page.Limit, func(row *ent.Behavior) campaign.Mark { return campaign.Mark{Key: row.NameKey, ID: row.ID} })
	all := make([]behavior.Behavior, 0, len(rows))
	for _, row := range rows {
		all = append(all, behaviorOf(row))
	}
	return all, next, nil
}

// UpdateBehavior changes a behaviour under its etag; see behavior.Store.
func (s *Store) UpdateBehavior(ctx context.Context, b behavior.Behavior) (err error) {
	defer explain(ctx, &err)
	return s.forOwner(ctx, b.Owner, func(tx *ent.Tx) error {
		before, err := tx.Behavior.Get(ctx, b.ID)
		if err != nil {
			return orMissing("behavior", err)
		}
		update := tx.Behavior.Update().Where(entbehavior.ID(b.ID), entbehavior.Revision(revisionOf(b.Etag))).AddRevision(1).
			SetName(b.Name).SetNameKey(campaign.NameKey(b.Name)).SetSearch(campaign.Fold(b.Name)).
			SetDescription(b.Description).SetSharing(int32(b.Sharing))
		if before.Source != b.Source {
			update = update.SetSource(b.Source).SetUpdatedAt(b.Updated).AddVersion(1)
		}
		n, err := update.Save(ctx)
		if err := changed(n, behaviorNamed(b.Name, err), func() error { return nil }); err != nil || before.Source == b.Source {
			return err
		}
		return keepVersion(ctx, tx, before)
	})
}

// keepVersion keeps a source that was replaced, and forgets the oldest ones.
func keepVersion(ctx context.Context, tx *ent.Tx, old *ent.Behavior) error {
	if err := tx.BehaviorVersion.Create().SetBehaviorID(old.ID).SetVersion(old.Version).SetSource(old.Source).SetCreatedAt(old.UpdatedAt).Exec(ctx); err != nil {
		return fmt.Errorf("keep version: %w", err)
	}
	_, err := tx.BehaviorVersion.Delete().
		Where(behaviorversion.BehaviorID(old.ID), behaviorversion.VersionLTE(old.Version-behavior.VersionsMost)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("forget versions: %w", err)
	}
	return nil
}

// DeleteBehavior removes a behaviour under its etag, with its older sources.
func (s *Store) DeleteBehavior(ctx context.Context, id uuid.UUID, etag string) (err error) {
	defer explain(ctx, &err)
	n, err := s.ent.Behavior.Delete().Where(entbehavior.ID(id), entbehavior.Revision(revisionOf(etag))).Exec(ctx)
	return changed(n, err, func() error {
		_, err := s.ent.Behavior.Get(ctx, id)
		return orMissing("behavior", err)
	})
}

// Versions lists older sources; see behavior.VersionStore.
func (s *Store) Versions(ctx context.Context, id uuid.UUID, before int32, limit int) (_ []behavior.Version, err error) {
	defer explain(ctx, &err)
	query := s.ent.BehaviorVersion.Query().Where(behaviorversion.BehaviorID(id))
	if before > 0 {
		query = query.Where(behaviorversion.VersionLT(before))
	}
	rows, err := query.Order(behaviorversion.ByVersion(sql.OrderDesc())).Limit(limit).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("versions: %w", err)
	}
	all := make([]behavior.Version, 0, len(rows))
	for _, row := range rows {
		all = append(all, behavior.Version{Number: row.Version, Source: row.Source, Made: row.CreatedAt})
	}
	return all, nil
}
