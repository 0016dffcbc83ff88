package app_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
)

// Nobody fills the server's memory, signed in or not.
func TestLargeBodiesAreRefusedEverywhere(t *testing.T) {
	t.Parallel()
	a := run(t, nil)
	large := make([]byte, 10<<20)
	for _, path := range []string{
		"/grpc.health.v1.Health/Check", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", listScenarios, "/",
	} {
		for _, kind := range []string{"application/proto", "application/json", "application/grpc"} {
			body := &counted{Reader: bytes.NewReader(large)}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.URL+path, body)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", kind)
			answer, err := http.DefaultClient.Do(r)
			if err == nil {
				_ = answer.Body.Close()
			}
			if err == nil && answer.StatusCode == http.StatusOK && kind != "application/grpc" { // gRPC says so in trailers
				t.Errorf("%s took 10 MB as %s", path, kind)
			}
			if n := body.n.Load(); n > 8<<20 {
				t.Errorf("%s read %d bytes as %s", path, n, kind)
			}
		}
	}
}

// counted is a body of unknown length that knows how much was sent.
type counted struct {
	io.Reader
	n atomic.Int64 // the client may still be reading when its call is answered
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// A body that does not come ends the call; a stream whose body has come does
// not end with the body's time.
func TestBodiesArriveInTime(t *testing.T) {
	t.Parallel()
	a := run(t, nil)
	live := watching(t, a.URL)
	slow, end := io.Pipe()
	defer func() { _ = end.Close() }()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.URL+listScenarios, io.MultiReader(strings.NewReader("{"), slow))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	began := time.Now()
	answer, err := http.DefaultClient.Do(r)
	if err == nil {
		_ = answer.Body.Close()
	}
	if took := time.Since(began); took > 25*time.Second {
		t.Errorf("the call lived %v", took)
	}
	live()
}

// watching opens a stream over HTTP/1.1 and returns what checks that it lives.
func watching(t *testing.T, url string) (check func()) {
	t.Helper()
	ctx := t.Context()
	me, err := identityv1connect.NewIdentityServiceClient(http.DefaultClient, url).SignInGuest(ctx, &identityv1.SignInGuestRequest{DisplayName: "Ann"})
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: signed{token: me.GetAccessToken()}}
	game := labyrinthv1connect.NewLabyrinthServiceClient(client, url)
	table, err := game.Create(ctx, &labyrinthv1.CreateRequest{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := game.Watch(ctx, &labyrinthv1.WatchRequest{SessionId: table.GetSessionId()})
	if err != nil || !s.Receive() {
		t.Fatal("no stream: ", err)
	}
	return func() {
		chat := sessionv1connect.NewSessionServiceClient(client, url)
		if _, err := chat.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: table.GetSessionId(), Text: "here?"}); err != nil {
			t.Fatal(err)
		}
		for s.Receive() {
			if len(s.Msg().GetChat()) > 0 {
				return
			}
		}
		t.Errorf("the stream ended with the time of its body: %v", s.Err())
	}
}

type signed struct{ token string }

func (s signed) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+s.token)
	return http.DefaultTransport.RoundTrip(r)
}
