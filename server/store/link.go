package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"playhouse/ent"
	"playhouse/ent/device"
	"playhouse/ent/linkedidentity"
	"playhouse/ent/signinattempt"
	"playhouse/server/identity"
)

// BeginAttempt stores a sign-in under way; see identity.Links.
func (s *Store) BeginAttempt(ctx context.Context, a identity.Attempt, now time.Time) (err error) {
	defer explain(ctx, &err)
	if _, err := s.ent.SignInAttempt.Delete().Where(signinattempt.ExpiresAtLT(now)).Exec(ctx); err != nil {
		return fmt.Errorf("forget old sign-ins: %w", err)
	}
	if err := s.ent.SignInAttempt.Create().SetID(a.ID).SetBrowserHash(a.Browser).SetProvider(a.Provider).SetNonce(a.Nonce).
		SetVerifier(a.Verifier).SetReturnTo(a.Return).SetNillableDeviceID(optional(a.Device)).SetSwitchAccount(a.Switch).
		SetExpiresAt(a.Expires).Exec(ctx); err != nil {
		return fmt.Errorf("begin sign-in: %w", err)
	}
	return nil
}

// TakeAttempt removes a browser's sign-in under way in one statement: of two that
// bring the same answer one finds it.
func (s *Store) TakeAttempt(ctx context.Context, id string, browser []byte, now time.Time) (_ identity.Attempt, err error) {
	defer explain(ctx, &err)
	var (
		a      = identity.Attempt{ID: id, Browser: browser}
		device uuid.NullUUID
	)
	err = s.db.QueryRowContext(ctx, `DELETE FROM sign_in_attempts WHERE id = $1 AND browser_hash = $2 AND expires_at > $3
		RETURNING provider, nonce, verifier, return_to, device_id, switch_account, expires_at`, id, browser, now).
		Scan(&a.Provider, &a.Nonce, &a.Verifier, &a.Return, &device, &a.Switch, &a.Expires)
	if errors.Is(err, sql.ErrNoRows) {
		return a, identity.ErrNotFound
	}
	if err != nil {
		return a, fmt.Errorf("finish sign-in: %w", err)
	}
	a.Device = device.UUID
	return a, nil
}

// Enter signs in whom a provider has proved; see identity.Links.
func (s *Store) Enter(ctx context.Context, e identity.Entry) (in identity.Entered, err error) {
	defer explain(ctx, &err)
	err = s.withTx(ctx, func(tx *ent.Tx) error {
		in, err = enter(ctx, tx, e)
		return err
	})
	if err != nil {
		return identity.Entered{}, err
	}
	return in, nil
}

func enter(ctx context.Context, tx *ent.Tx, e identity.Entry) (in identity.Entered, err error) {
	// Two first sign-ins of one identity at once make one account.
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, e.Issuer+"\n"+e.Subject); err != nil {
		return in, fmt.Errorf("lock identity: %w", err)
	}
	here, err := signedIn(ctx, tx, e.Device)
	if err != nil {
		return in, err
	}
	owner, err := ownerOf(ctx, tx, e, here)
	if err != nil {
		return in, err
	}
	in.Linked = owner.linked
	if e.Device != uuid.Nil {
		if err := tx.Device.UpdateOneID(e.Device).SetRevokedAt(e.Used).Exec(ctx); err != nil {
			return in, fmt.Errorf("replace device: %w", err)
		}
	}
	d := e.Next
	if err := tx.Device.Create().SetID(d.ID).SetUserID(owner.user).SetName(d.Name).SetRefreshHash(d.RefreshHash).
		SetRotatedAt(d.Rotated).SetCreatedAt(d.Created).Exec(ctx); err != nil {
		return in, fmt.Errorf("create device: %w", err)
	}
	row, err := tx.User.Get(ctx, owner.user)
	if err != nil {
		return in, missing(err)
	}
	in.User, err = userOf(row)
	return in, err
}

// signedIn is the user of a device, locked with it; Nil of none. ErrNotFound when it
// is signed out.
func signedIn(ctx context.Context, tx *ent.Tx, id uuid.UUID) (uuid.UUID, error) {
	if id == uuid.Nil {
		return uuid.Nil, nil
	}
	d, err := tx.Device.Query().Where(device.ID(id), device.RevokedAtIsNil()).ForUpdate().Only(ctx)
	if err != nil {
		return uuid.Nil, missing(err)
	}
	return d.UserID, nil
}

type owned struct {
	user   uuid.UUID
	linked bool // to the account that was signed in, just now
}

// ownerOf finds whose an identity is, or gives it to somebody.
func ownerOf(ctx context.Context, tx *ent.Tx, e identity.Entry, here uuid.UUID) (owned, error) {
	if e.Switch {
		here = uuid.Nil
	}
	known, err := tx.LinkedIdentity.Query().Where(linkedidentity.Issuer(e.Issuer), linkedidentity.Subject(e.Subject)).Only(ctx)
	switch {
	case err == nil && here != uuid.Nil && known.UserID != here:
		return owned{}, identity.ErrElsewhere
	case err == nil:
		return owned{user: known.UserID}, known.Update().SetName(e.Name).SetUsedAt(e.Used).Exec(ctx)
	case !ent.IsNotFound(err):
		return owned{}, fmt.Errorf("identity: %w", err)
	}
	if here == uuid.Nil {
		if err := createUser(ctx, tx, e.Fresh); err != nil {
			return owned{}, err
		}
		return owned{user: e.Fresh.ID}, link(ctx, tx, e, e.Fresh.ID)
	}
	// The user's row first, so that two at once do not both fit.
	if err := tx.User.UpdateOneID(here).SetGuest(false).AddRevision(1).Exec(ctx); err != nil {
		return owned{}, missing(err)
	}
	n, err := tx.LinkedIdentity.Query().Where(linkedidentity.UserID(here)).Count(ctx)
	if err != nil {
		return owned{}, fmt.Errorf("identities: %w", err)
	}
	if n >= identity.LinksMost {
		return owned{}, identity.ErrTooManyLinks
	}
	return owned{user: here, linked: true}, link(ctx, tx, e, here)
}

func link(ctx context.Context, tx *ent.Tx, e identity.Entry, user uuid.UUID) error {
	if err := tx.LinkedIdentity.Create().SetID(e.ID).SetUserID(user).SetIssuer(e.Issuer).SetSubject(e.Subject).SetName(e.Name).
		SetCreatedAt(e.Created).SetUsedAt(e.Used).Exec(ctx); err != nil {
		return fmt.Errorf("link identity: %w", err)
	}
	return nil
}

// LinksOf lists a user's identities, oldest first.
func (s *Store) LinksOf(ctx context.Context, id uuid.UUID) (_ []identity.Linked, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.LinkedIdentity.Query().Where(linkedidentity.UserID(id)).Order(linkedidentity.ByCreatedAt(), linkedidentity.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("identities: %w", err)
	}
	all := make([]identity.Linked, len(rows))
	for i, row := range rows {
		all[i] = identity.Linked{
			ID: row.ID, User: row.UserID, Issuer: row.Issuer, Subject: row.Subject, Name: row.Name, Created: row.CreatedAt, Used: row.UsedAt,
		}
	}
	return all, nil
}

// Unlink removes a user's identity; see identity.Links.
func (s *Store) Unlink(ctx context.Context, owner, id uuid.UUID) (u identity.User, err error) {
	defer explain(ctx, &err)
	err = s.withTx(ctx, func(tx *ent.Tx) error {
		// The user's row first: two that unlink at once see each other.
		if _, err := tx.ExecContext(ctx, `SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE`, owner); err != nil {
			return fmt.Errorf("lock user: %w", err)
		}
		n, err := tx.LinkedIdentity.Delete().Where(linkedidentity.ID(id), linkedidentity.UserID(owner)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("unlink: %w", err)
		}
		if n == 0 {
			return identity.ErrNotFound
		}
		left, err := tx.LinkedIdentity.Query().Where(linkedidentity.UserID(owner)).Count(ctx)
		if err != nil {
			return fmt.Errorf("identities: %w", err)
		}
		row, err := tx.User.UpdateOneID(owner).SetGuest(left == 0).AddRevision(1).Save(ctx)
		if err != nil {
			return missing(err)
		}
		u, err = userOf(row)
		return err
	})
	return u, err
}
