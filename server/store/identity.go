package store

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	"playhouse/ent/apikey"
	"playhouse/ent/device"
	"playhouse/ent/signingkey"
	"playhouse/ent/user"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/server/identity"
)

var _ identity.Store = (*Store)(nil)

// missing turns ent's not found into identity's.
func missing(err error) error {
	if ent.IsNotFound(err) {
		return identity.ErrNotFound
	}
	return err
}

// signingLock is the advisory lock under which the first signing key is made.
const signingLock = 0x73696768 // "sigh"

// SigningSeeds returns the signing keys, oldest first; see identity.Store.
func (s *Store) SigningSeeds(ctx context.Context, fresh func() identity.SigningSeed) (_ []identity.SigningSeed, err error) {
	defer explain(ctx, &err)
	rows, err := s.signingKeys(ctx)
	if err == nil && len(rows) == 0 {
		if err := s.firstSigningKey(ctx, fresh()); err != nil {
			return nil, fmt.Errorf("store signing key: %w", err)
		}
		rows, err = s.signingKeys(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("signing keys: %w", err)
	}
	seeds := make([]identity.SigningSeed, len(rows))
	for i, k := range rows {
		seeds[i] = identity.SigningSeed{ID: k.ID, Seed: k.Seed}
	}
	return seeds, nil
}

func (s *Store) signingKeys(ctx context.Context) ([]*ent.SigningKey, error) {
	return s.ent.SigningKey.Query().Order(signingkey.ByCreatedAt(), signingkey.ByID()).All(ctx)
}

// firstSigningKey stores a key unless another node was faster.
func (s *Store) firstSigningKey(ctx context.Context, k identity.SigningSeed) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after the commit
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, signingLock); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO signing_keys (id, seed, created_at)
		SELECT $1, $2, now() WHERE NOT EXISTS (SELECT FROM signing_keys)`, k.ID, k.Seed); err != nil {
		return err
	}
	return tx.Commit()
}

// CreateUser stores an account with its first device.
func (s *Store) CreateUser(ctx context.Context, u identity.User, d identity.Device) (err error) {
	defer explain(ctx, &err)
	return s.withTx(ctx, func(tx *ent.Tx) error {
		if err := createUser(ctx, tx, u); err != nil {
			return err
		}
		if err := tx.Device.Create().SetID(d.ID).SetUserID(d.User).SetName(d.Name).SetRefreshHash(d.RefreshHash).
			SetRotatedAt(d.Rotated).SetCreatedAt(d.Created).Exec(ctx); err != nil {
			return fmt.Errorf("create device: %w", err)
		}
		return nil
	})
}

func createUser(ctx context.Context, tx *ent.Tx, u identity.User) error {
	settings, err := proto.Marshal(u.Settings)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	if err := tx.User.Create().SetID(u.ID).SetDisplayName(u.Name).SetGuest(u.Guest).SetRole(int32(u.Role)).
		SetSettings(settings).SetRevision(u.Revision).SetCreatedAt(u.Created).Exec(ctx); err != nil {
		return fmt.Errorf("create user: %w", err)
	}
	return nil
}

// User returns an account.
func (s *Store) User(ctx context.Context, id uuid.UUID) (_ identity.User, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.User.Get(ctx, id)
	if err != nil {
		return identity.User{}, missing(err)
	}
	return userOf(row)
}

func userOf(row *ent.User) (identity.User, error) {
	u := identity.User{
		ID: row.ID, Name: row.DisplayName, Guest: row.Guest, Role: identityv1.UserRole(row.Role),
		Settings: &identityv1.Settings{}, Revision: row.Revision, Created: row.CreatedAt,
	}
	if err := proto.Unmarshal(row.Settings, u.Settings); err != nil {
		return u, fmt.Errorf("settings of %s: %w", row.ID, err)
	}
	return u, nil
}

// SaveUser stores name and settings if the revision is in force.
func (s *Store) SaveUser(ctx context.Context, u identity.User) (_ identity.User, err error) {
	defer explain(ctx, &err)
	settings, err := proto.Marshal(u.Settings)
	if err != nil {
		return u, fmt.Errorf("settings: %w", err)
	}
	n, err := s.ent.User.Update().Where(user.ID(u.ID), user.Revision(u.Revision)).
		SetDisplayName(u.Name).SetSettings(settings).AddRevision(1).Save(ctx)
	if err != nil {
		return u, fmt.Errorf("save user: %w", err)
	}
	if n == 0 {
		return u, identity.ErrStale
	}
	u.Revision++
	return u, nil
}

// Device returns a device.
func (s *Store) Device(ctx context.Context, id uuid.UUID) (_ identity.Device, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Device.Get(ctx, id)
	if err != nil {
		return identity.Device{}, missing(err)
	}
	return deviceOf(row), nil
}

func deviceOf(row *ent.Device) identity.Device {
	return identity.Device{
		ID: row.ID, User: row.UserID, Name: row.Name, RefreshHash: row.RefreshHash, PreviousHash: row.PreviousHash,
		Rotated: row.RotatedAt, Created: row.CreatedAt, Revoked: row.RevokedAt != nil,
	}
}

// Rotate replaces a device's refresh token if from is in force.
func (s *Store) Rotate(ctx context.Context, id uuid.UUID, from, to []byte, now time.Time) (_ bool, err error) {
	defer explain(ctx, &err)
	n, err := s.ent.Device.Update().Where(device.ID(id), device.RefreshHash(from), device.RevokedAtIsNil()).
		SetRefreshHash(to).SetPreviousHash(from).SetRotatedAt(now).Save(ctx)
	if err != nil {
		return false, fmt.Errorf("rotate refresh token: %w", err)
	}
	return n == 1, nil
}

const devicesMost = 100

// DevicesOf lists a user's devices that are signed in, newest first.
func (s *Store) DevicesOf(ctx context.Context, id uuid.UUID) (_ []identity.Device, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.Device.Query().Where(device.UserID(id), device.RevokedAtIsNil()).
		Order(device.ByCreatedAt(sql.OrderDesc())).Limit(devicesMost).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("devices: %w", err)
	}
	devices := make([]identity.Device, len(rows))
	for i, row := range rows {
		devices[i] = deviceOf(row)
	}
	return devices, nil
}

// RevokeDevice signs a device out.
func (s *Store) RevokeDevice(ctx context.Context, id uuid.UUID, now time.Time) (err error) {
	defer explain(ctx, &err)
	if err := s.ent.Device.Update().Where(device.ID(id), device.RevokedAtIsNil()).SetRevokedAt(now).Exec(ctx); err != nil {
		return fmt.Errorf("sign out: %w", err)
	}
	return nil
}

// CreateKey stores a key.
func (s *Store) CreateKey(ctx context.Context, k identity.Key) (err error) {
	defer explain(ctx, &err)
	if err := s.ent.APIKey.Create().SetID(k.ID).SetUserID(k.User).SetName(k.Name).SetScope(int32(k.Scope)).
		SetSecretHash(k.SecretHash).SetCreatedAt(k.Created).Exec(ctx); err != nil {
		return fmt.Errorf("create key: %w", err)
	}
	return nil
}

// KeyBySecret returns the key with a secret's hash.
func (s *Store) KeyBySecret(ctx context.Context, hash []byte) (_ identity.Key, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.APIKey.Query().Where(apikey.SecretHash(hash)).Only(ctx)
	if err != nil {
		return identity.Key{}, missing(err)
	}
	return keyOf(row), nil
}

func keyOf(row *ent.APIKey) identity.Key {
	k := identity.Key{ID: row.ID, User: row.UserID, Name: row.Name, Scope: identityv1.ApiKeyScope(row.Scope), Created: row.CreatedAt}
	if row.LastUsedAt != nil {
		k.LastUsed = *row.LastUsedAt
	}
	return k
}

// KeysOf lists a user's keys, newest first.
func (s *Store) KeysOf(ctx context.Context, id uuid.UUID) (_ []identity.Key, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.APIKey.Query().Where(apikey.UserID(id)).Order(apikey.ByCreatedAt(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	keys := make([]identity.Key, len(rows))
	for i, row := range rows {
		keys[i] = keyOf(row)
	}
	return keys, nil
}

// TouchKey notes that a key was used.
func (s *Store) TouchKey(ctx context.Context, id uuid.UUID, now time.Time) (err error) {
	defer explain(ctx, &err)
	if err := s.ent.APIKey.Update().Where(apikey.ID(id)).SetLastUsedAt(now).Exec(ctx); err != nil {
		return fmt.Errorf("touch key: %w", err)
	}
	return nil
}

// DeleteKey removes a user's key.
func (s *Store) DeleteKey(ctx context.Context, owner, id uuid.UUID) (err error) {
	defer explain(ctx, &err)
	n, err := s.ent.APIKey.Delete().Where(apikey.ID(id), apikey.UserID(owner)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("delete key: %w", err)
	}
	if n == 0 {
		return identity.ErrNotFound
	}
	return nil
}
