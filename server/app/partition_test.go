package app_test

import (
	"context"
	"flag"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	natsserver "github.com/nats-io/nats-server/v2/server"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"playhouse/server/postgres/postgrestest"
)

var cuts = flag.Int("cuts", 4, "how often a node is cut off under load")

// line is a connection between a node and what it needs, which can be cut.
type line struct {
	*toxiproxy.Proxy
}

// newLine leads to an address of TCP.
func newLine(t *testing.T, name, to string) line {
	t.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	p := toxiproxy.NewProxy(server, name, "127.0.0.1:0", to)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return line{p}
}

// cut lets nothing through: what one side sends ("upstream": the node,
// "downstream": what it talks to) is lost, and nobody is told. Both sides are
// cut by two calls.
func (l line) cut(t *testing.T, stream string) {
	t.Helper()
	toxic := `{"name":"` + stream + `","type":"timeout","stream":"` + stream + `","toxicity":1,"attributes":{"timeout":0}}`
	if _, err := l.Toxics.AddToxicJson(strings.NewReader(toxic)); err != nil {
		t.Fatal(err)
	}
}

func (l line) mend(ctx context.Context) { l.Toxics.ResetToxics(ctx) }

// overTCP lets a Postgres that listens on a Unix socket be reached by TCP.
func overTCP(t *testing.T, database string) (address string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	socket := u.Query().Get("host") + "/.s.PGSQL." + u.Query().Get("port")
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			go join(in, socket)
		}
	}()
	return l.Addr().String()
}

// join copies both ways until either side ends.
func join(in net.Conn, socket string) {
	defer func() { _ = in.Close() }()
	out, err := (&net.Dialer{}).DialContext(context.Background(), "unix", socket)
	if err != nil {
		return
	}
	defer func() { _ = out.Close() }()
	go func() {
		_, _ = io.Copy(out, in)
		_ = out.Close()
	}()
	_, _ = io.Copy(in, out)
}

// Two nodes are cut off from the database or the bus under load, one way or
// both; what everybody is answered and shown is what the log says, and when the
// lines are mended all goes on.
func TestPartitionsUnderLoad(t *testing.T) {
	t.Parallel()
	database := postgrestest.URL(t)
	postgresAt := overTCP(t, database)
	nats := startNATS(t, natsserver.RANDOM_PORT)
	var (
		lines []line
		urls  []string
	)
	for range 2 {
		db, bus := newLine(t, "postgres", postgresAt), newLine(t, "nats", nats.Addr().String())
		lines = append(lines, db, bus)
		n := startOn(t, []string{"DATABASE_URL=" + through(t, database, db.Listen), "NATS_URL=nats://" + bus.Listen},
			"--listen", "127.0.0.1:0", "--data-dir", t.TempDir(), "--unlimited")
		t.Cleanup(func() { _ = n.kill(syscall.SIGTERM) })
		urls = append(urls, n.url)
	}
	batter(t, *cuts, urls, func() {
		l := lines[rand.IntN(len(lines))]
		for _, stream := range [][]string{{"upstream"}, {"downstream"}, {"upstream", "downstream"}}[rand.IntN(3)] {
			l.cut(t, stream)
		}
		time.Sleep(2 * time.Second)
		l.mend(t.Context())
	})
}

// through is a database's address by way of a line.
func through(t *testing.T, database, listen string) string {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	u.Host, u.RawQuery = listen, "sslmode=disable&connect_timeout=5"
	return u.String()
}
