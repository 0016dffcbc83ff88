package rpc

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"connectrpc.com/connect"

	"playhouse/gen/playhouse/coin/v1/coinv1connect"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	"playhouse/server/bus"
	"playhouse/server/identity"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/session"
	"playhouse/server/store"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// house is a whole server with heads or tails on a real database.
type house struct {
	url     string
	db      string
	runtime *session.Runtime
	people  *identity.Service
	store   *store.Store
}

type silent struct{}

func (silent) Called(string, string, time.Duration) {}

// newHouse opens a node on the database at url; two nodes may share one.
func newHouse(t *testing.T, url string, b session.Bus) *house {
	t.Helper()
	return openHouse(t, url, b, true)
}

func openHouse(t *testing.T, url string, b session.Bus, unlimited bool) *house {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	s, err := store.Open(t.Context(), url, quiet)
	if err != nil {
		t.Fatal(err)
	}
	id, err := identity.New(t.Context(), s, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	rt := session.NewRuntime(session.Config{Log: s, Index: s, Bus: b, AbsentAfter: 300 * time.Millisecond})
	edge, err := NewEdge(id, quiet, silent{}, unlimited)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	if err := edge.Mount(mux, Identity(Accounts{Identity: id}, edge.Options()...), Sessions(rt, s, edge.Options()...), Coin(rt, edge.Options()...)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(mux)
	server.Config.Protocols = new(http.Protocols)
	server.Config.Protocols.SetHTTP1(true)
	server.Config.Protocols.SetUnencryptedHTTP2(true)
	server.Start()
	t.Cleanup(func() {
		rt.Stop()
		server.CloseClientConnections()
		server.Close()
		rt.Close()
		_ = s.Close()
	})
	return &house{url: server.URL, db: url, people: id, runtime: rt, store: s}
}

func oneHouse(t *testing.T) *house {
	t.Helper()
	return newHouse(t, postgrestest.URL(t), &bus.Local{})
}

// player is somebody signed in, with clients of every service.
type player struct {
	identityv1connect.IdentityServiceClient
	sessions sessionv1connect.SessionServiceClient
	coin     coinv1connect.CoinServiceClient
	id       string
	token    string
	refresh  string
	http     *http.Client
}

func h2c() *http.Client {
	protocols := &http.Protocols{}
	protocols.SetUnencryptedHTTP2(true)
	return &http.Client{Transport: &http.Transport{Protocols: protocols}}
}

// bearer sends a token with every call.
type bearer struct {
	token string
	next  http.RoundTripper
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.next.RoundTrip(r)
}

func (h *house) guest(t *testing.T, name string, o ...connect.ClientOption) *player {
	t.Helper()
	plain := h2c()
	r, err := identityv1connect.NewIdentityServiceClient(plain, h.url).SignInGuest(t.Context(), &identityv1.SignInGuestRequest{DisplayName: name})
	if err != nil {
		t.Fatal(err)
	}
	p := h.as(r.GetAccessToken(), o...)
	p.id, p.refresh = r.GetUser().GetId(), r.GetRefreshToken()
	return p
}

// as makes clients that hold a token.
func (h *house) as(token string, o ...connect.ClientOption) *player {
	c := h2c()
	c.Transport = bearer{token: token, next: c.Transport}
	return &player{
		IdentityServiceClient: identityv1connect.NewIdentityServiceClient(c, h.url, o...),
		sessions:              sessionv1connect.NewSessionServiceClient(c, h.url, o...),
		coin:                  coinv1connect.NewCoinServiceClient(c, h.url, o...),
		token:                 token, http: c,
	}
}
