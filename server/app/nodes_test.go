package app_test

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"connectrpc.com/connect"
	natsserver "github.com/nats-io/nats-server/v2/server"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	"playhouse/server/postgres/postgrestest"
)

// startNATS runs a NATS server in this process; stop ends it.
func startNATS(t *testing.T, port int) (s *natsserver.Server) {
	t.Helper()
	s, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: port, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("NATS does not start")
	}
	t.Cleanup(s.Shutdown)
	return s
}

// cluster is two nodes on one database and one bus.
type cluster struct {
	database, nats string
	nodes          [2]*process
	addresses      [2]string
}

func startCluster(t *testing.T) *cluster {
	t.Helper()
	c := &cluster{database: postgrestest.URL(t), nats: startNATS(t, natsserver.RANDOM_PORT).ClientURL()}
	for i := range c.nodes {
		c.addresses[i] = freeAddress(t)
		c.start(t, i)
	}
	t.Cleanup(func() {
		for _, n := range c.nodes {
			_ = n.kill(syscall.SIGTERM)
		}
	})
	return c
}

func (c *cluster) start(t *testing.T, i int) {
	t.Helper()
	c.nodes[i] = startOn(t, []string{"DATABASE_URL=" + c.database, "NATS_URL=" + c.nats},
		"--listen", c.addresses[i], "--data-dir", t.TempDir(), "--unlimited")
}

func (c *cluster) urls() []string { return []string{c.nodes[0].url, c.nodes[1].url} }

// A game goes on while either of two nodes is killed, and whoever was on the
// dead one goes on with the other.
func TestTwoNodesWhileEitherIsKilled(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	next := 0
	batter(t, *nodeKills, c.urls(), func() {
		_ = c.nodes[next].kill(syscall.SIGKILL)
		c.start(t, next)
		next = 1 - next
	})
}

// What happens on one node is seen on the other at once by the bus, and within
// the time of a poll without it.
func TestNodesHearOfEachOther(t *testing.T) {
	t.Parallel()
	nats := startNATS(t, natsserver.RANDOM_PORT)
	c := &cluster{database: postgrestest.URL(t), nats: nats.ClientURL()}
	for i := range c.nodes {
		c.addresses[i] = "127.0.0.1:0"
		c.start(t, i)
		defer func() { _ = c.nodes[i].kill(syscall.SIGTERM) }()
	}
	token := signIn(t, c.nodes[0].url, "Ann")
	id := createTable(t, c.nodes[0].url, token)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	with := connect.WithInterceptors(bearer(token))
	here := sessionv1connect.NewSessionServiceClient(http.DefaultClient, c.nodes[0].url, with)
	stream, err := labyrinthv1connect.NewLabyrinthServiceClient(http.DefaultClient, c.nodes[1].url, with).Watch(ctx, &labyrinthv1.WatchRequest{SessionId: id})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stream.Close() }()
	until := func(what string, seen func(*labyrinthv1.WatchResponse) bool) {
		t.Helper()
		for stream.Receive() {
			if seen(stream.Msg()) {
				return
			}
		}
		t.Fatalf("%s was never seen: %v", what, stream.Err())
	}
	say := func(text string) time.Time {
		t.Helper()
		if _, err := here.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: id, Text: text}); err != nil {
			t.Fatal(err)
		}
		return time.Now()
	}
	hears := func(text string) func(*labyrinthv1.WatchResponse) bool {
		return func(m *labyrinthv1.WatchResponse) bool {
			return len(m.GetChat()) > 0 && m.GetChat()[len(m.GetChat())-1].GetText() == text
		}
	}
	until("the first view", func(m *labyrinthv1.WatchResponse) bool { return m.GetSnapshot() })
	began := say("by the bus")
	until("a line", hears("by the bus"))
	t.Logf("by the bus after %v", time.Since(began))
	if _, err := here.SendSignal(ctx, &sessionv1.SendSignalRequest{SessionId: id, Kind: "ping"}); err != nil {
		t.Fatal(err)
	}
	until("a signal", func(m *labyrinthv1.WatchResponse) bool { return len(m.GetSignals()) > 0 })
	waitPresent(ctx, t, here, id)
	nats.Shutdown()
	began = say("without a bus")
	until("a line", hears("without a bus"))
	t.Logf("without a bus after %v", time.Since(began))
}

// waitPresent waits until a node knows of the watcher on the other.
func waitPresent(ctx context.Context, t *testing.T, c sessionv1connect.SessionServiceClient, id string) {
	t.Helper()
	for {
		r, err := c.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id})
		if err != nil {
			t.Fatal(err)
		}
		if r.GetRoom().GetWatching() == 1 && r.GetRoom().GetMembers()[0].GetConnected() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// A bus that is not there stops the start with a sentence that says so.
func TestBusThatIsNotThere(t *testing.T) {
	t.Parallel()
	for want, environment := range map[string][]string{
		"cannot reach the bus of NATS_URL": {"DATABASE_URL=" + postgrestest.URL(t), "NATS_URL=nats://127.0.0.1:1"},
		"give both or neither":             {"NATS_URL=nats://127.0.0.1:1"},
	} {
		path, err := binary()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), path, "serve", "--ops-listen", "off", "--listen", "127.0.0.1:0", "--data-dir", t.TempDir())
		cmd.Env = append(os.Environ(), environment...)
		if said, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(said), want) {
			t.Errorf("%v: the server says %q (%v)", environment, said, err)
		}
	}
}
