package identity

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
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

// signer makes and reads tokens with the server's key.
type signer struct {
	id     string
	key    ed25519.PrivateKey
	secret []byte // of the refresh tokens' successors
}

func newSigner(id string, seed []byte) signer {
	mac := hmac.New(sha256.New, seed)
	mac.Write([]byte("playhouse refresh tokens"))
	return signer{id: id, key: ed25519.NewKeyFromSeed(seed), secret: mac.Sum(nil)}
}

func freshSeed() (id string, seed []byte) {
	seed = make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed) // never fails
	sum := sha256.Sum256(seed)
	return hex.EncodeToString(sum[:4]), seed
}

type claims struct {
	jwt.RegisteredClaims
	Device string `json:"sid"`
}

func (s signer) sign(user, device uuid.UUID, now time.Time) (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: issuer, Audience: jwt.ClaimStrings{audience}, Subject: user.String(),
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(AccessLifetime)),
		},
		Device: device.String(),
	})
	t.Header["kid"] = s.id
	text, err := t.SignedString(s.key)
	if err != nil {
		return "", fmt.Errorf("sign access token: %w", err)
	}
	return text, nil
}

// read returns the device of a valid access token.
func (s signer) read(token string, now time.Time) (device uuid.UUID, err error) {
	var c claims
	_, err = jwt.ParseWithClaims(token, &c, func(t *jwt.Token) (any, error) {
		if t.Header["kid"] != s.id {
			return nil, ErrUnauthenticated
		}
		return s.key.Public(), nil
	}, jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithIssuer(issuer), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithLeeway(leeway), jwt.WithTimeFunc(func() time.Time { return now }))
	if err != nil {
		return device, ErrUnauthenticated
	}
	device, err = uuid.Parse(c.Device)
	if err != nil {
		return device, ErrUnauthenticated
	}
	return device, nil
}

// successor is the refresh token that follows another.
func (s signer) successor(device uuid.UUID, token string) string {
	mac := hmac.New(sha256.New, s.secret)
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
