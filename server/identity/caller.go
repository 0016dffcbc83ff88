package identity

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	identityv1 "playhouse/gen/playhouse/identity/v1"
)

// Caller is who makes a call, by which credential.
type Caller struct {
	User uuid.UUID
	Name string
	Role identityv1.UserRole
	// Credential is the device's or the key's id.
	Credential uuid.UUID
	// ByKey is true when the credential is an API key.
	ByKey bool
	// ReadOnly is true for keys that may only read.
	ReadOnly bool
}

// recheck is how long a node believes that a credential is still good.
const recheck = 30 * time.Second

// Authenticate tells who holds an access token or an API key; else
// ErrUnauthenticated. An answer is remembered for a while by the token's hash:
// checking a signature costs more than a small command.
func (s *Service) Authenticate(ctx context.Context, bearer string) (Caller, error) {
	return s.callers.find(string(hash(bearer)), s.now(), func() (Caller, error) {
		if strings.HasPrefix(bearer, keyPrefix) {
			return s.byKey(ctx, bearer)
		}
		device, err := s.signer.read(ctx, bearer, s.now())
		if err != nil {
			return Caller{}, err
		}
		return s.byDevice(ctx, device)
	})
}

// Plausible is true for a credential that is worth asking the store for even
// when its sender has guessed too often: it was good a moment ago, or signed by
// this server.
func (s *Service) Plausible(ctx context.Context, bearer string) bool {
	if s.callers.knows(string(hash(bearer)), s.now()) {
		return true
	}
	_, err := s.signer.read(ctx, bearer, s.now())
	return err == nil
}

// Guard ends streams whose credential was signed out on another node, until ctx
// ends. One goroutine asks for all streams: one each would double their memory.
func (s *Service) Guard(ctx context.Context) {
	tick := time.NewTicker(recheck)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			s.CutRevoked(ctx)
		}
	}
}

// CutRevoked ends the streams whose credential is signed out by now.
func (s *Service) CutRevoked(ctx context.Context) {
	for credential, ask := range s.callers.attached() {
		if err := ask(ctx); errors.Is(err, ErrUnauthenticated) {
			s.callers.cut(credential)
		}
	}
}

func (s *Service) byDevice(ctx context.Context, id uuid.UUID) (Caller, error) {
	d, err := s.store.Device(ctx, id)
	if errors.Is(err, ErrNotFound) || (err == nil && d.Revoked) {
		return Caller{}, ErrUnauthenticated
	}
	if err != nil {
		return Caller{}, err
	}
	return s.caller(ctx, d.User, d.ID)
}

func (s *Service) byKey(ctx context.Context, secret string) (Caller, error) {
	k, err := s.store.KeyBySecret(ctx, hash(secret))
	if errors.Is(err, ErrNotFound) {
		return Caller{}, ErrUnauthenticated
	}
	if err != nil {
		return Caller{}, err
	}
	if err := s.store.TouchKey(ctx, k.ID, s.now().Truncate(time.Minute)); err != nil {
		return Caller{}, err
	}
	c, err := s.caller(ctx, k.User, k.ID)
	c.ByKey, c.ReadOnly = true, k.Scope == identityv1.ApiKeyScope_API_KEY_SCOPE_READ
	return c, err
}

func (s *Service) caller(ctx context.Context, user, credential uuid.UUID) (Caller, error) {
	u, err := s.store.User(ctx, user)
	if errors.Is(err, ErrNotFound) {
		return Caller{}, ErrUnauthenticated
	}
	return Caller{User: u.ID, Name: u.Name, Role: u.Role, Credential: credential}, err
}

// Attach ends a live stream by cancel when its credential is signed out.
// detach must be called when the stream has ended.
func (s *Service) Attach(c Caller, bearer string, cancel context.CancelCauseFunc) (detach func()) {
	ask := func(ctx context.Context) error {
		if strings.HasPrefix(bearer, keyPrefix) {
			_, err := s.byKey(ctx, bearer)
			return err
		}
		// The access token may have run out; the sign-in behind it counts.
		_, err := s.byDevice(ctx, c.Credential)
		return err
	}
	return s.callers.attach(c.Credential, ask, cancel)
}

// callers remembers who was seen lately, and the streams they have open.
type callers struct {
	mu      sync.Mutex
	seen    map[string]sighting
	streams map[uuid.UUID]*attachment
	// generation counts what was forgotten: an answer asked for before is not
	// remembered after.
	generation int
}

// attachment is a credential with open streams.
type attachment struct {
	ask     func(context.Context) error // nil while it is good
	cancels map[*context.CancelCauseFunc]struct{}
}

type sighting struct {
	caller Caller
	at     time.Time
}

// seenMost bounds memory; beyond it everything is asked anew.
const seenMost = 100_000

func newCallers() *callers {
	return &callers{seen: map[string]sighting{}, streams: map[uuid.UUID]*attachment{}}
}

func (c *callers) find(credential string, now time.Time, ask func() (Caller, error)) (Caller, error) {
	c.mu.Lock()
	s, ok := c.seen[credential]
	generation := c.generation
	c.mu.Unlock()
	if age := now.Sub(s.at); ok && age >= 0 && age < recheck {
		return s.caller, nil
	}
	caller, err := ask()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		delete(c.seen, credential)
		return Caller{}, err
	}
	if generation != c.generation {
		return caller, nil
	}
	if len(c.seen) >= seenMost {
		clear(c.seen)
	}
	c.seen[credential] = sighting{caller: caller, at: now}
	return caller, nil
}

func (c *callers) knows(credential string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.seen[credential]
	return ok && now.Sub(s.at) < recheck
}

func (c *callers) attach(credential uuid.UUID, ask func(context.Context) error, cancel context.CancelCauseFunc) func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.streams[credential] == nil {
		c.streams[credential] = &attachment{ask: ask, cancels: map[*context.CancelCauseFunc]struct{}{}}
	}
	c.streams[credential].cancels[&cancel] = struct{}{}
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		a := c.streams[credential]
		delete(a.cancels, &cancel)
		if len(a.cancels) == 0 {
			delete(c.streams, credential)
		}
	}
}

// attached are the credentials with open streams, and how to ask whether each is
// still good.
func (c *callers) attached() map[uuid.UUID]func(context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make(map[uuid.UUID]func(context.Context) error, len(c.streams))
	for credential, a := range c.streams {
		all[credential] = a.ask
	}
	return all
}

// cut forgets a credential and ends its streams.
func (c *callers) cut(credential uuid.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for k, s := range c.seen {
		if s.caller.Credential == credential {
			delete(c.seen, k)
		}
	}
	if a := c.streams[credential]; a != nil {
		for cancel := range a.cancels {
			(*cancel)(ErrUnauthenticated)
		}
	}
}

// forgetUser makes a changed name or role count at once on this node.
func (c *callers) forgetUser(user uuid.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for k, s := range c.seen {
		if s.caller.User == user {
			delete(c.seen, k)
		}
	}
}
