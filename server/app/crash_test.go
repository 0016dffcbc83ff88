package app_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"connectrpc.com/connect"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/postgres"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/script"
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
	script.BeWorker() // the server under test starts this program to run scripts
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
	return startOn(t, []string{"DATABASE_URL=", "NATS_URL="}, args...)
}

// startOn does so with more in its environment: a database, a bus.
func startOn(t *testing.T, environment []string, args ...string) *process {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.CommandContext(context.WithoutCancel(t.Context()), path, append([]string{"serve", "--ops-listen", "off"}, args...)...), out: &strings.Builder{}}
	p.cmd.Dir = root // where clients/node_modules is
	p.cmd.Env = append(os.Environ(), environment...)
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

// The fast tests kill a few times; the task `crash` kills often.
var (
	serverKills   = flag.Int("server-kills", 3, "how often the server is killed under load")
	postgresKills = flag.Int("postgres-kills", 2, "how often Postgres is killed under load")
	nodeKills     = flag.Int("node-kills", 2, "how often one of two nodes is killed under load")
)

// An answer means durable, exactly once: under load the server is killed and
// started again, and what everybody was answered and shown is what the log says.
func TestKillingTheServerUnderLoad(t *testing.T) {
	t.Parallel()
	address, data := freeAddress(t), t.TempDir()
	args := []string{"--listen", address, "--data-dir", data, "--unlimited"}
	server := startServer(t, args...)
	defer func() { _ = server.kill(syscall.SIGTERM) }()
	batter(t, *serverKills, []string{server.url}, func() {
		_ = server.kill(syscall.SIGKILL)
		server = startServer(t, args...)
	})
}

// The same when the database dies and is started anew, and the servers live on.
func TestKillingPostgresUnderLoad(t *testing.T) {
	t.Parallel()
	config := postgres.Config{DataDir: filepath.Join(t.TempDir(), "postgres"), NodeModules: []string{postgrestest.Modules()}}
	pg, err := postgres.Start(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pg.Stop(context.WithoutCancel(t.Context())) }()
	server := startOn(t, []string{"DATABASE_URL=" + pg.URL()}, "--listen", "127.0.0.1:0", "--data-dir", t.TempDir(), "--unlimited")
	defer func() { _ = server.kill(syscall.SIGTERM) }()
	batter(t, *postgresKills, []string{server.url}, func() {
		_ = syscall.Kill(pg.Pid(), syscall.SIGKILL)
		<-pg.Done()
		if pg, err = postgres.Start(context.WithoutCancel(t.Context()), config); err != nil {
			t.Fatal(err)
		}
	})
}

// stormRound is how many kills one storm bears: its logs are read and searched
// whole at the end.
const stormRound = 5

// batter raises storms and kills in the middle of them. kill returns when what
// it killed is up again.
func batter(t *testing.T, kills int, urls []string, kill func()) {
	t.Helper()
	for done := 0; done < kills; {
		s := &storm{urls: urls, token: signIn(t, urls[0], "storm")}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		s.begin(ctx, t)
		for range min(stormRound, kills-done) {
			s.more(ctx, 50+rand.Int64N(400)) //nolint:mnd // lines until a kill
			began := time.Now()
			kill()
			up := time.Since(began)
			s.more(ctx, 1)
			t.Logf("fault %d: over after %v, a line answered after %v", done+1, up.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
			done++
		}
		s.more(ctx, 200) //nolint:mnd // lines after the last kill
		s.end(t)
		cancel()
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
