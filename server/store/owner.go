package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"playhouse/ent"
	"playhouse/server/campaign"
)

// ownerDeed is something that somebody makes of their own, once, and its id.
type ownerDeed struct {
	campaign.Deed

	owner, makes uuid.UUID
}

// onceFor is once, for what is somebody's own: f runs in a transaction under the lock
// of the owner's row, unless the deed was done before.
func (s *Store) onceFor(ctx context.Context, d ownerDeed, f func(*ent.Tx) error) (uuid.UUID, error) {
	if made, err := s.doneFor(ctx, d.Deed); err != nil || made != uuid.Nil {
		return made, err
	}
	err := s.forOwner(ctx, d.owner, func(tx *ent.Tx) error {
		if err := f(tx); err != nil || d.Key == uuid.Nil {
			return err
		}
		return noteOwnerDeed(ctx, tx, d)
	})
	if err == nil {
		return d.makes, nil
	}
	// A twin of this call may have been faster, and be the reason of the refusal.
	if made, err := s.doneFor(ctx, d.Deed); err != nil || made != uuid.Nil {
		return made, err
	}
	return uuid.Nil, err
}

func noteOwnerDeed(ctx context.Context, tx *ent.Tx, d ownerDeed) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM owner_deeds WHERE owner_id = $1 AND created_at < now() - interval '30 days'`, d.owner); err != nil {
		return fmt.Errorf("old deeds: %w", err)
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO owner_deeds (id, owner_id, digest, made, created_at)
		VALUES ($1, $2, $3, $4, now()) ON CONFLICT (id) DO NOTHING`, d.Key, d.owner, d.Digest, d.makes)
	if err != nil {
		return fmt.Errorf("deed: %w", err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, errDone)
	}
	return nil
}

// doneFor returns what a deed made; zero when it was not done.
func (s *Store) doneFor(ctx context.Context, d campaign.Deed) (uuid.UUID, error) {
	if d.Key == uuid.Nil {
		return uuid.Nil, nil
	}
	row, err := s.ent.OwnerDeed.Get(ctx, d.Key)
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

// forOwner carries out f in a transaction under the lock of an account: limits and
// names are looked at by one call after the other.
func (s *Store) forOwner(ctx context.Context, owner uuid.UUID, f func(*ent.Tx) error) error {
	return s.withTx(ctx, func(tx *ent.Tx) error {
		locked, err := tx.ExecContext(ctx, `SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE`, owner)
		if err != nil {
			return fmt.Errorf("lock account: %w", err)
		}
		if n, err := locked.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, campaign.Missing("account"))
		}
		return f(tx)
	})
}
