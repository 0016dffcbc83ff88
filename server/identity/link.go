package identity

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"time"

	"github.com/google/uuid"
)

// Linked is who a user is at a provider: a way to sign in.
type Linked struct {
	ID      uuid.UUID
	User    uuid.UUID
	Issuer  string // the provider's own name for itself
	Subject string // who it is there
	Name    string // what they are called there; may be empty
	Created time.Time
	Used    time.Time
}

// Attempt is a sign-in under way at a provider.
type Attempt struct {
	ID       string // of its state; see stateID
	Browser  []byte // SHA-256 of the cookie of the browser that began
	Provider string
	Nonce    string
	Verifier string
	Return   string    // a path of the page
	Device   uuid.UUID // what was signed in when it began; Nil if nothing was
	Switch   bool      // leave the account that is signed in
	Expires  time.Time
}

// Entry is somebody who has proved who they are, on the way in.
type Entry struct {
	Linked

	// Device was signed in when it began; Nil if nothing was. It is replaced.
	Device uuid.UUID
	Switch bool
	// Fresh is the account to make if there is none.
	Fresh User
	// Next is the device to sign in; its user is found.
	Next Device
}

// Entered is what came of an Entry.
type Entered struct {
	User User
	// Linked: the account that was signed in has a new way to sign in.
	Linked bool
}

// Links keeps ways to sign in, and sign-ins under way.
type Links interface {
	// BeginAttempt stores an attempt, and forgets those that have expired.
	BeginAttempt(ctx context.Context, a Attempt, now time.Time) error
	// TakeAttempt removes a browser's attempt and returns it; ErrNotFound when it is
	// not there (any more), has expired, or is another browser's.
	TakeAttempt(ctx context.Context, id string, browser []byte, now time.Time) (Attempt, error)
	// Enter finds or makes the account of an entry and signs the next device in, in one
	// transaction. ErrElsewhere when another account than the one signed in has the
	// identity, ErrTooManyLinks beyond LinksMost, ErrNotFound when the device that
	// began is signed out by now; then nothing is changed.
	Enter(ctx context.Context, e Entry) (Entered, error)
	// LinksOf lists a user's identities, oldest first.
	LinksOf(ctx context.Context, user uuid.UUID) ([]Linked, error)
	// Unlink removes a user's identity; without the last one they are a guest again.
	// ErrNotFound when it is not theirs.
	Unlink(ctx context.Context, user, id uuid.UUID) (User, error)
}

const (
	// AttemptLifetime is how long a sign-in at a provider may take.
	AttemptLifetime = 10 * time.Minute
	// LinksMost is how many identities an account has.
	LinksMost = 10
)

// Begin notes an attempt of a browser, known by a secret of its own that it keeps
// in a cookie. The attempt needs no id, browser, nonce, verifier and time. refresh
// is the token of what is signed in there; one that is no good counts as none.
func (s *Service) Begin(ctx context.Context, a Attempt, browser, refresh string) (state string, _ Attempt, err error) {
	now := s.now().Truncate(time.Millisecond)
	if d, err := s.current(ctx, refresh, now); err == nil {
		a.Device = d.ID
	} else if !errors.Is(err, ErrUnauthenticated) {
		return "", a, err
	}
	state = randomText()
	a.ID, a.Browser, a.Expires = stateID(state), hash(browser), now.Add(AttemptLifetime)
	a.Nonce, a.Verifier = randomText(), randomText()
	return state, a, s.store.BeginAttempt(ctx, a, now)
}

// current is the device of a refresh token that is in force. It trades nothing.
func (s *Service) current(ctx context.Context, refresh string, now time.Time) (Device, error) {
	d, err := s.deviceOf(ctx, refresh)
	if err != nil {
		return d, err
	}
	token := hash(refresh)
	if same(d.RefreshHash, token) || same(d.PreviousHash, token) && now.Sub(d.Rotated) < refreshGrace {
		return d, nil
	}
	return Device{}, ErrUnauthenticated
}

// stateID is what an attempt is found by: who reads the database cannot answer
// for a provider.
func stateID(state string) string { return hex.EncodeToString(hash(state)) }

// Finish ends an attempt: it is of no use again, whatever comes of it. ErrNotFound
// when this browser has none.
func (s *Service) Finish(ctx context.Context, state, browser string) (Attempt, error) {
	return s.store.TakeAttempt(ctx, stateID(state), hash(browser), s.now())
}

// Enter signs in somebody whom a provider has proved to be p, on a device. The
// device that was signed in there before is signed out: whoever knew its tokens
// knows none of the next.
func (s *Service) Enter(ctx context.Context, a Attempt, p Linked, device string) (Entered, Tokens, error) {
	now := s.now().Truncate(time.Millisecond)
	p.ID, p.Created, p.Used = newID(), now, now
	next, refresh := freshDevice(device, now)
	in, err := s.store.Enter(ctx, Entry{
		Linked: p, Device: a.Device, Switch: a.Switch, Fresh: freshUser(cmp.Or(p.Name, "Player"), now), Next: next,
	})
	if err != nil {
		return in, Tokens{}, err
	}
	if a.Device != uuid.Nil {
		s.callers.cut(a.Device)
	}
	s.callers.forgetUser(in.User.ID)
	t, err := s.tokens(in.User.ID, next.ID, refresh)
	return in, t, err
}

// Links lists a user's ways to sign in, oldest first.
func (s *Service) Links(ctx context.Context, user uuid.UUID) ([]Linked, error) {
	return s.store.LinksOf(ctx, user)
}

// Unlink takes a way to sign in from a user.
func (s *Service) Unlink(ctx context.Context, user, id uuid.UUID) (User, error) {
	u, err := s.store.Unlink(ctx, user, id)
	s.callers.forgetUser(user)
	return u, err
}

// FreshBrowser is a secret by which a browser is known while it is at a provider.
func FreshBrowser() string { return randomText() }
