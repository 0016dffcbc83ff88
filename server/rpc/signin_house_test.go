package rpc

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	"playhouse/server/identity"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/provider"
	"playhouse/server/provider/providertest"
	"playhouse/server/store"
)

// inn is a server with a provider to sign in at.
type inn struct {
	url      string
	provider *providertest.Server
	store    *store.Store
	log      *bytes.Buffer
}

func newInn(t *testing.T) *inn {
	t.Helper()
	i := &inn{provider: providertest.New(t), log: &bytes.Buffer{}}
	logger := slog.New(slog.NewJSONHandler(i.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	i.store = must(store.Open(t.Context(), postgrestest.URL(t), logger))(t)
	id := must(identity.New(t.Context(), i.store, time.Now))(t)
	edge := must(NewEdge(id, logger, silent{}, true))(t)
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	i.url = server.URL
	p := provider.NewOIDC("test", i.provider.URL, provider.Client{
		ID: providertest.ClientID, Secret: providertest.ClientSecret, Redirect: i.url + CallbackPath("oidc/test"),
	})
	from := Accounts{Identity: id, Providers: []provider.Provider{p}, Logger: logger}
	if err := edge.Mount(mux, Identity(from, edge.Options()...)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Close()
		_ = i.store.Close()
	})
	return i
}

// visitor is a browser: it keeps cookies, and follows redirects when told.
type visitor struct {
	identityv1connect.IdentityServiceClient
	inn  *inn
	http *http.Client
}

type origin struct {
	next http.RoundTripper
	from string
}

func (o origin) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Origin", o.from)
	return o.next.RoundTrip(r)
}

func (i *inn) visitor(t *testing.T) *visitor {
	t.Helper()
	jar := must(cookiejar.New(nil))(t)
	page := &http.Client{Jar: jar, Transport: origin{http.DefaultTransport, i.url}}
	return &visitor{
		inn: i, IdentityServiceClient: identityv1connect.NewIdentityServiceClient(page, i.url),
		http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
}

// goTo opens an address and answers where it leads.
func (v *visitor) goTo(t *testing.T, address string) string {
	t.Helper()
	answer := must(v.http.Get(address))(t)
	_ = answer.Body.Close()
	return answer.Header.Get("Location")
}

// leave goes to the provider and answers the address that leads back.
func (v *visitor) leave(t *testing.T, query string) string {
	t.Helper()
	at := v.goTo(t, v.inn.url+"/auth/oidc/test/start?"+query)
	if !strings.HasPrefix(at, v.inn.provider.URL) {
		return at
	}
	return v.goTo(t, at)
}

// signIn goes there and back, and answers where that ends.
func (v *visitor) signIn(t *testing.T, query string) string {
	t.Helper()
	back := v.leave(t, query)
	if !strings.HasPrefix(back, v.inn.url) {
		return back
	}
	return v.goTo(t, back)
}

// me is who is signed in; nobody if nobody is.
func (v *visitor) me(t *testing.T) *identityv1.User {
	t.Helper()
	r, err := v.RefreshToken(t.Context(), &identityv1.RefreshTokenRequest{})
	if err != nil {
		return nil
	}
	v.IdentityServiceClient = identityv1connect.NewIdentityServiceClient(
		&http.Client{Jar: v.http.Jar, Transport: bearer{r.GetAccessToken(), origin{http.DefaultTransport, v.inn.url}}}, v.inn.url)
	return r.GetUser()
}

func (v *visitor) guest(t *testing.T, name string) *identityv1.User {
	t.Helper()
	must(v.SignInGuest(t.Context(), &identityv1.SignInGuestRequest{DisplayName: name}))(t)
	return v.me(t)
}

func wantEnd(t *testing.T, got, path string, want upshot) {
	t.Helper()
	if got != path+"#sign-in="+string(want)+"&provider=oidc%2Ftest" {
		t.Errorf("ended at %q, want %s and %s", got, path, want)
	}
}

// changed is a URL with one parameter replaced.
func changed(t *testing.T, address, name, value string) string {
	t.Helper()
	u := must(url.Parse(address))(t)
	q := u.Query()
	q.Set(name, value)
	u.RawQuery = q.Encode()
	return u.String()
}
