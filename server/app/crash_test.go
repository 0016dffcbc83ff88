package app_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"connectrpc.com/connect"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	"playhouse/server/postgres/postgrestest"
)

// binary is the server as users start it, built once for the tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "playhouse-bin-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "playhouse")
	out, err := exec.CommandContext(context.Background(), "go", "build", "-o", path, "../cmd/playhouse").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	if path, err := binary(); err == nil {
		defer func() { _ = os.RemoveAll(filepath.Dir(path)) }()
	}
	postgrestest.Main(m)
}

// process is a running server.
type process struct {
	cmd *exec.Cmd
	url string
	out *strings.Builder
}

// startServer runs the binary and waits for the line with its URL.
func startServer(t *testing.T, args ...string) *process {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.CommandContext(context.WithoutCancel(t.Context()), path, append([]string{"serve", "--ops-listen", "off"}, args...)...), out: &strings.Builder{}}
	p.cmd.Dir = root // where clients/node_modules is
	p.cmd.Stderr = p.out
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "Playhouse is open at "); ok {
			p.url = url
			go func() {
				for lines.Scan() { //nolint:revive // nobody reads on
				}
			}()
			return p
		}
	}
	_ = p.cmd.Wait()
	t.Fatalf("the server did not start: %s", p.out)
	return nil
}

func (p *process) kill(s syscall.Signal) error {
	_ = p.cmd.Process.Signal(s)
	return p.cmd.Wait()
}

// freeAddress is an address that a restarted server can listen on again.
func freeAddress(t *testing.T) string {
	t.Helper()
	p := startServer(t, "--listen", "127.0.0.1:0", "--data-dir", t.TempDir())
	_ = p.kill(syscall.SIGTERM)
	return strings.TrimPrefix(p.url, "http://")
}

// storm is clients that say numbered lines and retry until they are answered.
type storm struct {
	url      string
	sessions []string
	token    string
	stop     atomic.Bool
	mu       sync.Mutex
	answered map[string]int32 // line → version
	failures atomic.Int64
}

func (s *storm) client() sessionv1connect.SessionServiceClient {
	auth := connect.UnaryInterceptorFunc(func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, r connect.AnyRequest) (connect.AnyResponse, error) {
			r.Header().Set("Authorization", "Bearer "+s.token)
			return next(ctx, r)
		}
	})
	return sessionv1connect.NewSessionServiceClient(&http.Client{Transport: &http.Transport{}}, s.url, connect.WithInterceptors(auth))
}

func (s *storm) say(ctx context.Context, who int) {
	c := s.client()
	for n := 0; !s.stop.Load(); n++ {
		id, line := s.sessions[n%len(s.sessions)], fmt.Sprintf("client %d line %d", who, n)
		for ctx.Err() == nil {
			try, cancel := context.WithTimeout(ctx, 3*time.Second)
			r, err := c.SendChat(try, &sessionv1.SendChatRequest{SessionId: id, Text: line, CommandId: line})
			cancel()
			if err == nil {
				s.mu.Lock()
				s.answered[id+line] = r.GetVersion()
				s.mu.Unlock()
				break
			}
			s.failures.Add(1)
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// An answer means durable, exactly once: under load the server is killed and
// started again, and every line that was answered is in the log once, at the
// version that was answered, without gaps.
func TestKillingTheServerUnderLoad(t *testing.T) {
	t.Parallel()
	const (
		clients  = 16
		kills    = 3
		sessions = 4
	)
	address, data := freeAddress(t), t.TempDir()
	args := []string{"--listen", address, "--data-dir", data, "--unlimited"}
	server := startServer(t, args...)
	defer func() { _ = server.kill(syscall.SIGTERM) }()
	s := &storm{url: server.url, answered: map[string]int32{}}
	s.token = signIn(t, server.url, "storm")
	for range sessions {
		s.sessions = append(s.sessions, createTable(t, server.url, s.token))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	for who := range clients {
		wg.Go(func() { s.say(ctx, who) })
	}
	for range kills {
		time.Sleep(1500 * time.Millisecond)
		_ = server.kill(syscall.SIGKILL)
		began := time.Now()
		server = startServer(t, args...)
		t.Logf("back %v after kill -9", time.Since(began).Round(time.Millisecond))
	}
	time.Sleep(time.Second)
	s.stop.Store(true)
	wg.Wait()
	t.Logf("%d lines answered, %d calls failed and were sent again", len(s.answered), s.failures.Load())
	if s.failures.Load() == 0 || len(s.answered) < 100 {
		t.Error("the storm did not meet the kills")
	}
	s.check(t)
}

func (s *storm) check(t *testing.T) {
	t.Helper()
	c, stored := s.client(), map[string]int32{}
	for _, id := range s.sessions {
		for token := ""; ; {
			page, err := c.ListChat(t.Context(), &sessionv1.ListChatRequest{SessionId: id, PageSize: 200, PageToken: token})
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range page.GetLines() {
				if _, twice := stored[id+line.GetText()]; twice {
					t.Errorf("%q is in the log twice", line.GetText())
				}
				stored[id+line.GetText()] = line.GetVersion()
			}
			if token = page.GetNextPageToken(); token == "" {
				break
			}
		}
	}
	lost := 0
	for line, version := range s.answered {
		if stored[line] != version {
			lost++
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d answered lines are lost or elsewhere", lost, len(s.answered))
	}
	// Every line was retried until it was answered, so none is there unanswered.
	if len(stored) != len(s.answered) {
		t.Errorf("%d lines stored, %d answered", len(stored), len(s.answered))
	}
}

func signIn(t *testing.T, url, name string) string {
	t.Helper()
	r, err := identityv1connect.NewIdentityServiceClient(http.DefaultClient, url).SignInGuest(t.Context(), &identityv1.SignInGuestRequest{DisplayName: name})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetAccessToken()
}

func createTable(t *testing.T, url, token string) string {
	t.Helper()
	ctx, call := connect.NewClientContext(t.Context())
	call.RequestHeader().Set("Authorization", "Bearer "+token)
	r, err := labyrinthv1connect.NewLabyrinthServiceClient(http.DefaultClient, url).Create(ctx, &labyrinthv1.CreateRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetSessionId()
}

// SIGTERM ends streams with a hint where to go on, and the server in time.
func TestSigtermDrains(t *testing.T) {
	t.Parallel()
	server := startServer(t, "--listen", "127.0.0.1:0", "--data-dir", t.TempDir())
	token := signIn(t, server.url, "Ann")
	id := createTable(t, server.url, token)
	ctx, call := connect.NewClientContext(t.Context())
	call.RequestHeader().Set("Authorization", "Bearer "+token)
	stream, err := labyrinthv1connect.NewLabyrinthServiceClient(http.DefaultClient, server.url).Watch(ctx, &labyrinthv1.WatchRequest{SessionId: id})
	if err != nil || !stream.Receive() {
		t.Fatalf("watch: %v %v", err, stream.Err())
	}
	at := stream.Msg().GetVersion()
	ended := make(chan error, 1)
	go func() {
		for stream.Receive() { //nolint:revive // until it ends
		}
		ended <- stream.Err()
	}()
	began := time.Now()
	if err := server.kill(syscall.SIGTERM); err != nil {
		t.Errorf("exit: %v\n%s", err, server.out)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("draining took %v", took)
	}
	var wire *connect.Error
	if err := <-ended; !errors.As(err, &wire) || wire.Code() != connect.CodeUnavailable {
		t.Fatalf("stream ended with %v", err)
	}
	for _, d := range wire.Details() {
		if m, err := d.Value(); err == nil {
			if hint, ok := m.(*sessionv1.ResumeHint); ok && hint.GetResumeVersion() == at {
				return
			}
		}
	}
	t.Errorf("no hint where to go on in %v", wire)
}
