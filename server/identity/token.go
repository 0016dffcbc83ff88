package identity

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"
)

const (
	issuer   = "playhouse"
	audience = "playhouse-api"
	// leeway is how far clocks of nodes may be apart.
	leeway = time.Minute
)

// SigningSeed is what a signing key is made of.
type SigningSeed struct {
	ID   string // the tokens' kid
	Seed []byte // of Ed25519
}

// reloadAfter is how often an unknown kid may make a node ask for new keys.
const reloadAfter = 10 * time.Second

// signer makes and reads tokens with the server's keys.
type signer struct {
	load func(context.Context) ([]SigningSeed, error)

	mu     sync.RWMutex
	newest string
	keys   map[string]ed25519.PrivateKey
	secret []byte // of the refresh tokens' successors
	asked  time.Time
}

func newSigner(ctx context.Context, load func(context.Context) ([]SigningSeed, error)) (*signer, error) {
	s := &signer{load: load}
	return s, s.reload(ctx)
}

// reload takes all keys, oldest first. The successors' secret comes of the
// oldest: all nodes must derive the same, also while one does not know the
// newest yet.
func (s *signer) reload(ctx context.Context) error {
	seeds, err := s.load(ctx)
	if err != nil {
		return err
	}
	if len(seeds) == 0 {
		return errors.New("there is no signing key")
	}
	keys := map[string]ed25519.PrivateKey{}
	for _, k := range seeds {
		keys[k.ID] = ed25519.NewKeyFromSeed(k.Seed)
	}
	mac := hmac.New(sha256.New, seeds[0].Seed)
	mac.Write([]byte("playhouse refresh tokens"))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest, s.keys, s.secret = seeds[len(seeds)-1].ID, keys, mac.Sum(nil)
	return nil
}

// public is the key that verifies a kid's tokens. Another node may have made it
// since: then, and not too often, the keys are loaded again.
func (s *signer) public(ctx context.Context, kid string, now time.Time) (ed25519.PublicKey, error) {
	s.mu.Lock()
	key, ok := s.keys[kid]
	if ok || now.Sub(s.asked).Abs() < reloadAfter {
		s.mu.Unlock()
		return publicOf(key)
	}
	s.asked = now
	s.mu.Unlock()
	if err := s.reload(ctx); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return publicOf(s.keys[kid])
}

func publicOf(key ed25519.PrivateKey) (ed25519.PublicKey, error) {
	if len(key) == 0 {
		return nil, ErrUnauthenticated
	}
	public, _ := key.Public().(ed25519.PublicKey)
	return public, nil
}

func (s *signer) signing() (kid string, key ed25519.PrivateKey) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.newest, s.keys[s.newest]
}

func freshSeed() SigningSeed {
	seed := make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed) // never fails
	sum := sha256.Sum256(seed)
	return SigningSeed{ID: hex.EncodeToString(sum[:4]), Seed: seed}
}

type claims struct {
	jwt.RegisteredClaims
	Device string `json:"sid"`
}

func (s *signer) sign(user, device uuid.UUID, now time.Time) (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: issuer, Audience: jwt.ClaimStrings{audience}, Subject: user.String(),
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(AccessLifetime)),
		},
		Device: device.String(),
	})
	kid, key := s.signing()
	t.Header["kid"] = kid
	text, err := t.SignedString(key)
	if err != nil {
		return "", fmt.Errorf("sign access token: %w", err)
	}
	return text, nil
}

// read returns the device of a valid access token.
func (s *signer) read(ctx context.Context, token string, now time.Time) (device uuid.UUID, err error) {
	var (
		c    claims
		away error // the keys could not be loaded
	)
	_, err = jwt.ParseWithClaims(token, &c, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		key, err := s.public(ctx, kid, now)
		if err != nil && !errors.Is(err, ErrUnauthenticated) {
			away = err
		}
		return key, err
	}, jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithIssuer(issuer), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithLeeway(leeway), jwt.WithTimeFunc(func() time.Time { return now }))
	if err != nil {
		return device, cmp.Or(away, ErrUnauthenticated)
	}
	device, err = uuid.Parse(c.Device)
	if err != nil {
		return device, ErrUnauthenticated
	}
	return device, nil
}

// successor is the refresh token that follows another.
func (s *signer) successor(device uuid.UUID, token string) string {
	s.mu.RLock()
	mac := hmac.New(sha256.New, s.secret)
	s.mu.RUnlock()
	mac.Write([]byte(token))
	return device.String() + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func freshRefresh(device uuid.UUID) string { return device.String() + "." + randomText() }

// randomText is 256 random bits.
func randomText() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

func same(a, b []byte) bool { return len(a) > 0 && subtle.ConstantTimeCompare(a, b) == 1 }

// Etag changes with every change of the account.
func (u User) Etag() string { return strconv.FormatInt(u.Revision, 36) }

// Timestamp is t for a message; absent for the zero time.
func Timestamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// Sign signs content with the newest key. What is signed must begin with words
// of its own, so that it can be taken for nothing else that the key signs.
func (s *Service) Sign(content []byte) (keyID string, signature []byte) {
	kid, key := s.signer.signing()
	return kid, ed25519.Sign(key, content)
}

// Verify tells whether a key of this server signed content. known is false for a
// key that is not this server's.
func (s *Service) Verify(ctx context.Context, keyID string, content, signature []byte) (known, ok bool, err error) {
	key, err := s.signer.public(ctx, keyID, s.now())
	if errors.Is(err, ErrUnauthenticated) {
		return false, false, nil
	}
	if err != nil {
		return false, false, err
	}
	return true, ed25519.Verify(key, content, signature), nil
}

// Derive is a text that only this server's nodes can know before they tell it,
// the same on all of them and for ever: 16 letters and digits.
func (s *Service) Derive(label string) string {
	s.signer.mu.RLock()
	mac := hmac.New(sha256.New, s.signer.secret)
	s.signer.mu.RUnlock()
	mac.Write([]byte("derived\n" + label))
	const letters = 10 // bytes: 16 letters of base 32
	return strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil)[:letters]))
}
