package identity

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	identityv1 "playhouse/gen/playhouse/identity/v1"
)

// User is an account.
type User struct {
	ID       uuid.UUID
	Name     string
	Guest    bool
	Role     identityv1.UserRole
	Settings *identityv1.Settings
	Revision int64 // counts the changes: the etag
	Created  time.Time
}

// Device is a place where a user is signed in.
type Device struct {
	ID           uuid.UUID
	User         uuid.UUID
	Name         string
	RefreshHash  []byte // SHA-256 of the refresh token in force
	PreviousHash []byte // of the one before; nil at first
	Rotated      time.Time
	Created      time.Time
	Revoked      bool
}

// Key is a key of a program that acts for a user.
type Key struct {
	ID         uuid.UUID
	User       uuid.UUID
	Name       string
	Scope      identityv1.ApiKeyScope
	SecretHash []byte
	Created    time.Time
	LastUsed   time.Time // zero if never
}

// Store keeps accounts. Missing things are ErrNotFound.
type Store interface {
	Users
	Devices
	Keys
	Links
	// SigningSeeds returns all signing keys, oldest first; one made by fresh if
	// there is none. However many nodes ask at once, they get the same.
	SigningSeeds(ctx context.Context, fresh func() SigningSeed) ([]SigningSeed, error)
}

// Users keeps accounts.
type Users interface {
	CreateUser(ctx context.Context, u User, d Device) error
	User(ctx context.Context, id uuid.UUID) (User, error)
	// SaveUser stores name and settings and counts the revision up; ErrStale
	// when it is not u.Revision any more.
	SaveUser(ctx context.Context, u User) (User, error)
}

// Devices keeps where users are signed in.
type Devices interface {
	Device(ctx context.Context, id uuid.UUID) (Device, error)
	// Rotate replaces the refresh token's hash; false when from is not in force.
	Rotate(ctx context.Context, id uuid.UUID, from, to []byte, now time.Time) (bool, error)
	// DevicesOf lists devices that are signed in, newest first.
	DevicesOf(ctx context.Context, user uuid.UUID) ([]Device, error)
	RevokeDevice(ctx context.Context, id uuid.UUID, now time.Time) error
}

// Keys keeps the keys of programs.
type Keys interface {
	CreateKey(ctx context.Context, k Key) error
	KeyBySecret(ctx context.Context, hash []byte) (Key, error)
	KeysOf(ctx context.Context, user uuid.UUID) ([]Key, error)
	TouchKey(ctx context.Context, id uuid.UUID, now time.Time) error
	// DeleteKey removes a user's key; ErrNotFound when it is not theirs.
	DeleteKey(ctx context.Context, user, id uuid.UUID) error
}

// What the service answers besides its store's errors.
var (
	ErrNotFound        = errors.New("not found")
	ErrStale           = errors.New("changed by somebody else in the meantime")
	ErrUnauthenticated = errors.New("sign in first")
	// ErrElsewhere: the identity is another account's.
	ErrElsewhere = errors.New("this identity belongs to another account")
	// ErrTooManyLinks: the account has ten identities.
	ErrTooManyLinks = errors.New("too many ways to sign in; unlink one first")
	ErrTooManyKeys  = errors.New("too many keys; revoke one first")
)

const (
	// AccessLifetime is how long an access token lives.
	AccessLifetime = 10 * time.Minute
	// RefreshLifetime is how long a device that is not used stays signed in.
	RefreshLifetime = 30 * 24 * time.Hour
	// refreshGrace is how long a trade of a refresh token may be repeated.
	refreshGrace = 30 * time.Second
	keysMost     = 20
	keyPrefix    = "phk_"
)

// Tokens is a pair.
type Tokens struct {
	Access  string
	Refresh string
	Expires time.Duration // of the access token
}

// Service signs in and tells who calls.
type Service struct {
	store   Store
	signer  *signer
	callers *callers
	now     func() time.Time
}

// New makes a service; the first one on a database makes the signing key.
func New(ctx context.Context, store Store, now func() time.Time) (*Service, error) {
	signer, err := newSigner(ctx, func(ctx context.Context) ([]SigningSeed, error) { return store.SigningSeeds(ctx, freshSeed) })
	if err != nil {
		return nil, err
	}
	return &Service{store: store, signer: signer, callers: newCallers(), now: now}, nil
}

// SignInGuest makes an account and signs the device in.
func (s *Service) SignInGuest(ctx context.Context, name, device string) (User, Tokens, error) {
	now := s.now().Truncate(time.Millisecond)
	u := freshUser(strings.TrimSpace(name), now)
	u.Guest = true
	d, refresh := freshDevice(device, now)
	d.User = u.ID
	if err := s.store.CreateUser(ctx, u, d); err != nil {
		return User{}, Tokens{}, err
	}
	t, err := s.tokens(u.ID, d.ID, refresh)
	return u, t, err
}

func freshUser(name string, now time.Time) User {
	return User{
		ID: newID(), Name: name, Role: identityv1.UserRole_USER_ROLE_PLAYER,
		Settings: &identityv1.Settings{Notifications: true}, Revision: 1, Created: now,
	}
}

// freshDevice is a device without a user, and its refresh token.
func freshDevice(name string, now time.Time) (Device, string) {
	d := Device{ID: newID(), Name: name, Rotated: now, Created: now}
	refresh := freshRefresh(d.ID)
	d.RefreshHash = hash(refresh)
	return d, refresh
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func (s *Service) tokens(user, device uuid.UUID, refresh string) (Tokens, error) {
	access, err := s.signer.sign(user, device, s.now())
	return Tokens{Access: access, Refresh: refresh, Expires: AccessLifetime}, err
}

// Refresh trades a refresh token for the next pair.
func (s *Service) Refresh(ctx context.Context, token string) (User, Tokens, error) {
	d, err := s.deviceOf(ctx, token)
	if err != nil {
		return User{}, Tokens{}, err
	}
	now, next := s.now().Truncate(time.Millisecond), s.signer.successor(d.ID, token)
	switch {
	case same(d.RefreshHash, hash(token)):
		if _, err := s.store.Rotate(ctx, d.ID, hash(token), hash(next), now); err != nil {
			return User{}, Tokens{}, err
		}
		// Losing the race means that a twin made the same trade just now.
	case same(d.PreviousHash, hash(token)) && now.Sub(d.Rotated) < refreshGrace:
	default:
		if err := s.revoke(ctx, d.ID); err != nil {
			return User{}, Tokens{}, err
		}
		return User{}, Tokens{}, ErrUnauthenticated
	}
	u, err := s.store.User(ctx, d.User)
	if err != nil {
		return User{}, Tokens{}, err
	}
	t, err := s.tokens(u.ID, d.ID, next)
	return u, t, err
}

// deviceOf finds the signed-in device a refresh token belongs to.
func (s *Service) deviceOf(ctx context.Context, token string) (Device, error) {
	prefix, _, _ := strings.Cut(token, ".")
	id, err := uuid.Parse(prefix)
	if err != nil {
		return Device{}, ErrUnauthenticated
	}
	d, err := s.store.Device(ctx, id)
	if errors.Is(err, ErrNotFound) || (err == nil && (d.Revoked || s.now().Sub(d.Rotated) > RefreshLifetime)) {
		return Device{}, ErrUnauthenticated
	}
	return d, err
}

// User returns an account.
func (s *Service) User(ctx context.Context, id uuid.UUID) (User, error) { return s.store.User(ctx, id) }

// UpdateUser changes an account by change and stores it; with an etag that is
// not in force ErrStale. An empty etag overwrites.
func (s *Service) UpdateUser(ctx context.Context, id uuid.UUID, etag string, change func(*User)) (User, error) {
	for {
		u, err := s.store.User(ctx, id)
		if err != nil {
			return u, err
		}
		if etag != "" && etag != u.Etag() {
			return u, ErrStale
		}
		change(&u)
		saved, err := s.store.SaveUser(ctx, u)
		if errors.Is(err, ErrStale) && etag == "" {
			continue // somebody was faster; the last one wins
		}
		s.callers.forgetUser(id)
		return saved, err
	}
}

// SignOut ends a device's sign-in and its streams.
func (s *Service) SignOut(ctx context.Context, device uuid.UUID) error { return s.revoke(ctx, device) }

func (s *Service) revoke(ctx context.Context, device uuid.UUID) error {
	err := s.store.RevokeDevice(ctx, device, s.now())
	s.callers.cut(device)
	return err
}

// SignOutEverywhere ends all of a user's sign-ins, revokes their keys, and
// returns how many sign-ins there were.
func (s *Service) SignOutEverywhere(ctx context.Context, user uuid.UUID) (int, error) {
	devices, err := s.store.DevicesOf(ctx, user)
	if err != nil {
		return 0, err
	}
	for _, d := range devices {
		if err := s.revoke(ctx, d.ID); err != nil {
			return 0, err
		}
	}
	keys, err := s.store.KeysOf(ctx, user)
	if err != nil {
		return 0, err
	}
	for _, k := range keys {
		if err := s.RevokeKey(ctx, user, k.ID); err != nil && !errors.Is(err, ErrNotFound) {
			return 0, err
		}
	}
	return len(devices), nil
}

// Devices lists where a user is signed in, newest first.
func (s *Service) Devices(ctx context.Context, user uuid.UUID) ([]Device, error) {
	return s.store.DevicesOf(ctx, user)
}

// CreateKey makes a key and returns its secret, which is not kept.
func (s *Service) CreateKey(ctx context.Context, user uuid.UUID, name string, scope identityv1.ApiKeyScope) (Key, string, error) {
	keys, err := s.store.KeysOf(ctx, user)
	if err != nil {
		return Key{}, "", err
	}
	if len(keys) >= keysMost {
		return Key{}, "", ErrTooManyKeys
	}
	if scope == identityv1.ApiKeyScope_API_KEY_SCOPE_UNSPECIFIED {
		scope = identityv1.ApiKeyScope_API_KEY_SCOPE_PLAY
	}
	secret := keyPrefix + randomText()
	k := Key{ID: newID(), User: user, Name: name, Scope: scope, SecretHash: hash(secret), Created: s.now().Truncate(time.Millisecond)}
	return k, secret, s.store.CreateKey(ctx, k)
}

// Keys lists a user's keys, newest first.
func (s *Service) Keys(ctx context.Context, user uuid.UUID) ([]Key, error) {
	return s.store.KeysOf(ctx, user)
}

// RevokeKey makes a user's key useless.
func (s *Service) RevokeKey(ctx context.Context, user, id uuid.UUID) error {
	err := s.store.DeleteKey(ctx, user, id)
	if err == nil {
		s.callers.cut(id)
	}
	return err
}

// Message is the account as its owner sees it.
func (u User) Message() *identityv1.User {
	return &identityv1.User{
		Id: u.ID.String(), DisplayName: u.Name, Guest: u.Guest, Role: u.Role, Settings: u.Settings,
		Etag: u.Etag(), CreatedAt: Timestamp(u.Created),
	}
}
