package uplink

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"connectrpc.com/connect"

	"playhouse/gen/playhouse/cosmic/v1/cosmicv1connect"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	"playhouse/gen/playhouse/leaderboard/v1/leaderboardv1connect"
	"playhouse/gen/playhouse/save/v1/savev1connect"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
)

// Config says where the server is and who calls.
type Config struct {
	// Server is the server's address: http://HOST:PORT or https://HOST.
	Server string
	// Key is an API key; empty to play as a guest of this machine.
	Key string
	// Home is the folder where guests' refresh tokens are kept, one file a
	// server.
	Home string
	// Name is what a new guest is called.
	Name string
	// Transport carries the calls; nil for the network.
	Transport http.RoundTripper
}

// Link is a server and an account on it.
type Link struct {
	// Server is the address.
	Server string

	Cosmic   cosmicv1connect.CosmicServiceClient
	Sessions sessionv1connect.SessionServiceClient
	Saves    savev1connect.SaveServiceClient
	Boards   leaderboardv1connect.LeaderboardServiceClient

	account *account
	backoff func() *backoff
	silence time.Duration
}

const (
	// pingAfter is how long a connection may be silent before it is asked
	// whether it is alive; the server's heartbeat comes every 10 s.
	pingAfter = 15 * time.Second
	// silenceMost is how long a stream may be silent before it counts as dead.
	silenceMost = 25 * time.Second
)

// New makes a link; it calls nothing yet. An address that is none is refused.
func New(c Config) (*Link, error) {
	address, err := parse(c.Server)
	if err != nil {
		return nil, err
	}
	transport := c.Transport
	if transport == nil {
		transport = network(address.Scheme)
	}
	client := &http.Client{Transport: transport}
	server := strings.TrimRight(address.String(), "/")
	a := &account{
		identity: identityv1connect.NewIdentityServiceClient(client, server, connect.WithGRPC()),
		key:      c.Key, name: c.Name, file: tokenFile{path: tokenPath(c.Home, address)}, now: time.Now,
	}
	options := []connect.ClientOption{connect.WithGRPC(), connect.WithInterceptors(bearer{a})}
	a.known = identityv1connect.NewIdentityServiceClient(client, server, options...)
	return &Link{
		Server:   server,
		Cosmic:   cosmicv1connect.NewCosmicServiceClient(client, server, options...),
		Sessions: sessionv1connect.NewSessionServiceClient(client, server, options...),
		Saves:    savev1connect.NewSaveServiceClient(client, server, options...),
		Boards:   leaderboardv1connect.NewLeaderboardServiceClient(client, server, options...),
		account:  a, backoff: newBackoff, silence: silenceMost,
	}, nil
}

func parse(server string) (*url.URL, error) {
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, fmt.Errorf("--server %q is not an address: use http://HOST:PORT or https://HOST", server)
	}
	u.RawQuery, u.Fragment, u.User = "", "", nil
	return u, nil
}

// network speaks HTTP/2: with TLS for https, without for http.
func network(scheme string) http.RoundTripper {
	p := &http.Protocols{}
	if scheme == "https" {
		p.SetHTTP2(true)
	} else {
		p.SetUnencryptedHTTP2(true)
	}
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, Protocols: p, TLSHandshakeTimeout: callWithin,
		HTTP2: &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingAfter},
	}
}

// SignIn makes sure that there is an account to play with, and says whose it is.
// With an API key it checks the key; else it goes on as this machine's guest, or
// makes one. News is a sentence when something is different from what the player
// may expect.
func (l *Link) SignIn(ctx context.Context) (name, news string, err error) {
	return l.account.signIn(ctx)
}
