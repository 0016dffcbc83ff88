package provider

import (
	"context"
	"crypto/subtle"
	"errors"
	"strings"
	"unicode"
)

// Why a provider did not prove who somebody is.
var (
	// ErrUnreachable: it did not answer, or not in time, or that it is broken.
	ErrUnreachable = errors.New("the provider cannot be reached")
	// ErrUntrusted: what it answered is not a proof.
	ErrUntrusted = errors.New("the provider's answer proves nothing")
)

// Challenge is what a sign-in under way will be known by again.
type Challenge struct {
	State    string // comes back with the browser
	Nonce    string // comes back in the id token
	Verifier string // of PKCE; goes with the code
}

// Answer is what the browser brought back.
type Answer struct {
	Code string
	// Issuer is the provider's name for itself (RFC 9207); empty if it sent none.
	Issuer string
	Challenge
}

// Proof is who somebody is.
type Proof struct {
	Issuer  string // the provider's own name for itself, a URL
	Subject string // who it is there, for ever
	Name    string // what they are called there, 0 to 40 characters
}

// Provider proves who people are.
type Provider interface {
	// ID is its name in the configuration, which is in its paths too: "discord",
	// "oidc/NAME".
	ID() string
	// Name is what people call it.
	Name() string
	// Issuer is its name for itself.
	Issuer() string
	// Authorize is where the browser goes. ErrUnreachable, ErrUntrusted.
	Authorize(ctx context.Context, c Challenge) (string, error)
	// Prove trades the browser's code for who it is. ErrUnreachable, ErrUntrusted.
	Prove(ctx context.Context, a Answer) (Proof, error)
}

// Client is this server as a provider knows it.
type Client struct {
	ID     string
	Secret string // empty for a public client
	// Redirect is where browsers come back to, as registered with the provider.
	Redirect string
}

const (
	nameMost    = 40 // characters, as of a display name
	subjectMost = 255
)

// proof makes a Proof of what a provider said; ErrUntrusted when it names nobody.
func proof(issuer, subject string, names ...string) (Proof, error) {
	if subject == "" || len(subject) > subjectMost {
		return Proof{}, untrusted("it names nobody")
	}
	p := Proof{Issuer: issuer, Subject: subject}
	for _, name := range names {
		if p.Name = cleanName(name); p.Name != "" {
			break
		}
	}
	return p, nil
}

// cleanName is a name as it can be shown at a table.
func cleanName(name string) string {
	shown := strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	runes := []rune(strings.TrimSpace(shown))
	return strings.TrimSpace(string(runes[:min(len(runes), nameMost)]))
}

func sameText(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
