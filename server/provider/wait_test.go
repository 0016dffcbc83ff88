package provider

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"playhouse/server/provider/providertest"
)

// impatient is a provider that is waited for half a second only.
func impatient(s *providertest.Server) *OIDC {
	o := NewOIDC("test", s.URL, Client{ID: providertest.ClientID, Secret: providertest.ClientSecret, Redirect: "http://localhost/back"})
	o.http = newClient(500 * time.Millisecond)
	return o
}

// hang reads the request first: else it would not hear that nobody waits any more.
func hang(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// drip sends a byte now and then: an answer that began is not one that ends.
func drip(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	for r.Context().Err() == nil {
		_, _ = w.Write([]byte(" "))
		_ = http.NewResponseController(w).Flush()
		time.Sleep(20 * time.Millisecond)
	}
}

func giant(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	for r.Context().Err() == nil {
		if _, err := w.Write([]byte(strings.Repeat(" ", 64<<10))); err != nil {
			return
		}
	}
}

// What a provider must not be able to do to us, at each of its addresses.
func TestBadAnswersEndSoon(t *testing.T) {
	t.Parallel()
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a redirect was followed") }))
	t.Cleanup(inside.Close)
	ways := map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"slow":     {hang, ErrUnreachable},
		"dripping": {drip, ErrUnreachable},
		"giant":    {giant, ErrUntrusted},
		"garbage":  {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("\x00<html>{")) }, ErrUntrusted},
		"empty":    {func(http.ResponseWriter, *http.Request) {}, ErrUntrusted},
		"redirecting": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, inside.URL, http.StatusTemporaryRedirect)
		}, ErrUntrusted},
		"broken": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, ErrUnreachable},
	}
	for name, way := range ways {
		for _, path := range []string{"/.well-known/openid-configuration", "/token", "/keys"} {
			t.Run(name+path, func(t *testing.T) {
				t.Parallel()
				s := providertest.New(t)
				o := impatient(s)
				s.Misbehave(providertest.Wrong{Paths: map[string]http.HandlerFunc{path: way.serve}})
				_, err := walk(t.Context(), o)
				want := way.want
				if path == "/keys" && errors.Is(err, ErrUnreachable) {
					want = ErrUnreachable // the library does not tell why there are no keys
				}
				if !errors.Is(err, want) {
					t.Errorf("error = %v, want %v", err, want)
				}
			})
		}
	}
}

// walk is a whole sign-in, without a browser.
func walk(ctx context.Context, o *OIDC) (Proof, error) {
	c := Challenge{State: "state", Nonce: "nonce", Verifier: strings.Repeat("v", 43)}
	address, err := o.Authorize(ctx, c)
	if err != nil {
		return Proof{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return Proof{}, err
	}
	answer, err := newClient(patience).Do(r) // follows no redirect
	if err != nil {
		return Proof{}, err
	}
	back, err := answer.Location()
	if err != nil {
		return Proof{}, err
	}
	return o.Prove(ctx, Answer{Code: back.Query().Get("code"), Issuer: back.Query().Get("iss"), Challenge: c})
}

// A provider that was down is asked again.
func TestAProviderComesBack(t *testing.T) {
	t.Parallel()
	s := providertest.New(t)
	o := impatient(s)
	s.Misbehave(providertest.Wrong{Paths: map[string]http.HandlerFunc{"/.well-known/openid-configuration": hang}})
	if _, err := walk(t.Context(), o); !errors.Is(err, ErrUnreachable) {
		t.Fatal(err)
	}
	s.Misbehave(providertest.Wrong{})
	p, err := walk(t.Context(), o)
	if err != nil || p != (Proof{Issuer: s.URL, Subject: "subject-1", Name: "Ann of the provider"}) {
		t.Errorf("proof = %v, %v", p, err)
	}
	s.Close()
	if _, err := walk(t.Context(), o); err == nil {
		t.Error("a provider that is down proved somebody")
	}
}

// Addresses that discovery names are as safe as the issuer.
func TestDiscoveryMayNotLeadOffTLS(t *testing.T) {
	t.Parallel()
	o := NewOIDC("test", "https://id.example", Client{})
	for address, want := range map[string]bool{
		"https://id.example/token": true, "https://other.example/keys": true, "http://id.example/token": false, "": false, "/token": false, "ftp://id.example": false,
	} {
		if o.mayBe(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
}

func TestNamesOfProvidersAreShowable(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"  Ann ": "Ann", "A\x00n\u202en\n": "Ann", "\xff\xfe": "", strings.Repeat("ü", 50): strings.Repeat("ü", 40), "\u200b": "",
	} {
		if got := cleanName(given); got != want {
			t.Errorf("%q = %q, want %q", given, got, want)
		}
	}
}
