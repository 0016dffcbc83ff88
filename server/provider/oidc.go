package provider

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"
)

// discoveryLifetime is how long a discovery document is believed.
const discoveryLifetime = time.Hour

// OIDC is any OpenID Connect provider.
type OIDC struct {
	name   string // in the configuration
	issuer string
	client Client
	http   *http.Client
	now    func() time.Time

	asking singleflight.Group
	mu     sync.Mutex
	found  *discovered // nil before the first sign-in
}

var _ Provider = (*OIDC)(nil)

// discovered is a provider as it describes itself.
type discovered struct {
	*oidc.Provider

	until     time.Time
	namesSelf bool // it always sends `iss` with the code
}

// NewOIDC makes a provider. It is asked at the first sign-in.
func NewOIDC(name, issuer string, client Client) *OIDC {
	return &OIDC{name: name, issuer: issuer, client: client, http: newClient(patience), now: time.Now}
}

// ID is "oidc/NAME".
func (o *OIDC) ID() string { return "oidc/" + o.name }

// Name is the configuration's, as a word.
func (o *OIDC) Name() string { return strings.ToUpper(o.name[:1]) + o.name[1:] }

// Issuer is the URL of the configuration.
func (o *OIDC) Issuer() string { return o.issuer }

// discover finds the provider's addresses; however many ask, one question is under
// way.
func (o *OIDC) discover(ctx context.Context) (*discovered, error) {
	o.mu.Lock()
	found := o.found
	o.mu.Unlock()
	if found != nil && o.now().Before(found.until) {
		return found, nil
	}
	// Who asked first may go away; the others still want the answer.
	asked := o.asking.DoChan("", func() (any, error) { return o.ask(context.WithoutCancel(ctx)) })
	select {
	case <-ctx.Done():
		return nil, unreachable("discovery: nobody waits for it any more")
	case r := <-asked:
		found, _ = r.Val.(*discovered)
		return found, r.Err
	}
}

func (o *OIDC) ask(ctx context.Context) (*discovered, error) {
	p, err := oidc.NewProvider(with(ctx, o.http), o.issuer)
	if err != nil {
		return nil, discoveryFault(err)
	}
	var more struct {
		Keys      string `json:"jwks_uri"`
		NamesSelf bool   `json:"authorization_response_iss_parameter_supported"`
	}
	if err := p.Claims(&more); err != nil {
		return nil, untrusted("discovery: the answer cannot be read")
	}
	for _, address := range []string{p.Endpoint().AuthURL, p.Endpoint().TokenURL, more.Keys} {
		if !o.mayBe(address) {
			return nil, untrusted("discovery: an address is missing or not reached over TLS")
		}
	}
	found := &discovered{Provider: p, until: o.now().Add(discoveryLifetime), namesSelf: more.NamesSelf}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.found = found
	return found, nil
}

// discoveryFault tells a provider that is down from one that talks nonsense: the
// library has no type for a status.
func discoveryFault(err error) error {
	if _, ok := errors.AsType[*oidc.IssuerMismatchError](err); ok {
		return untrusted("discovery: it names itself otherwise than the configuration does")
	}
	if strings.HasPrefix(err.Error(), "5") {
		return unreachable("discovery: status " + err.Error()[:3])
	}
	return fault("discovery", err)
}

// mayBe is true for addresses as safe as the issuer's own.
func (o *OIDC) mayBe(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && strings.HasPrefix(o.issuer, "http://"))
}

func (o *OIDC) flow(p *discovered) *oauth2.Config {
	return &oauth2.Config{
		ClientID: o.client.ID, ClientSecret: o.client.Secret, RedirectURL: o.client.Redirect,
		Endpoint: p.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile"},
	}
}

// Authorize is where the browser goes.
func (o *OIDC) Authorize(ctx context.Context, c Challenge) (string, error) {
	p, err := o.discover(ctx)
	if err != nil {
		return "", err
	}
	return o.flow(p).AuthCodeURL(c.State, oidc.Nonce(c.Nonce), oauth2.S256ChallengeOption(c.Verifier)), nil
}

// Prove trades the code for an id token and reads it.
func (o *OIDC) Prove(ctx context.Context, a Answer) (Proof, error) {
	ctx, cancel := context.WithTimeout(ctx, o.http.Timeout)
	defer cancel()
	p, err := o.discover(ctx)
	if err != nil {
		return Proof{}, err
	}
	if a.Issuer != "" && a.Issuer != o.issuer || a.Issuer == "" && p.namesSelf {
		return Proof{}, untrusted("the code came from another issuer")
	}
	ctx = with(ctx, o.http)
	tokens, err := o.flow(p).Exchange(ctx, a.Code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Proof{}, fault("code", err)
	}
	raw, _ := tokens.Extra("id_token").(string)
	if raw == "" {
		return Proof{}, untrusted("there is no id token")
	}
	token, err := p.VerifierContext(ctx, &oidc.Config{ClientID: o.client.ID, Now: o.now}).Verify(ctx, raw)
	if err != nil {
		return Proof{}, tokenFault(err)
	}
	return o.read(token, a.Nonce)
}

// tokenFault says why an id token is no good. The library's errors of what it
// checked name claims and no secrets, but a stranger's claims may be of any length.
func tokenFault(err error) error {
	var expired *oidc.TokenExpiredError
	switch {
	case errors.As(err, &expired):
		return untrusted("the id token has expired")
	case strings.Contains(err.Error(), "fetching keys") && !strings.Contains(err.Error(), "decode keys"):
		return unreachable("keys: no answer, or not in time")
	case strings.Contains(err.Error(), "different provider"):
		return untrusted("the id token is of another issuer")
	case strings.Contains(err.Error(), "expected audience"):
		return untrusted("the id token is for another audience")
	}
	return untrusted("the id token's signature or form is not valid")
}

// read checks what the library leaves to its callers.
func (o *OIDC) read(token *oidc.IDToken, nonce string) (Proof, error) {
	var more struct {
		Party    string `json:"azp"`
		Username string `json:"preferred_username"`
		Nickname string `json:"nickname"`
		Name     string `json:"name"`
	}
	if err := token.Claims(&more); err != nil {
		return Proof{}, untrusted("the id token's claims cannot be read")
	}
	if nonce == "" || !sameText(token.Nonce, nonce) {
		return Proof{}, untrusted("the id token answers another sign-in")
	}
	// OpenID Connect Core 3.1.3.7, 4 and 5: with several audiences it must say for
	// whom it was made.
	if more.Party != o.client.ID && (more.Party != "" || len(token.Audience) > 1) {
		return Proof{}, untrusted("the id token was made for another client")
	}
	return proof(o.issuer, token.Subject, more.Username, more.Nickname, more.Name)
}
