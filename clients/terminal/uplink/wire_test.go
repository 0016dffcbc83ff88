package uplink

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// serve runs a real server on a real database.
func serve(t *testing.T) string {
	t.Helper()
	c := app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t)}
	a, err := app.Run(t.Context(), c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a.URL
}

// wire is a network with faults.
type wire struct {
	next http.RoundTripper
	// before decides whether a call fails on its way; after, whether its answer
	// is lost on the way back. They are called with the procedure's name.
	before, after func(procedure string) bool
	// cut ends all open streams when it is closed.
	cut atomic.Pointer[chan struct{}]
}

func newWire() *wire {
	never := func(string) bool { return false }
	w := &wire{next: network("http"), before: never, after: never}
	w.mend()
	return w
}

func (w *wire) mend() {
	cut := make(chan struct{})
	w.cut.Store(&cut)
}

// tear ends all streams that are open.
func (w *wire) tear() {
	old := w.cut.Load()
	w.mend()
	close(*old)
}

var errTorn = errors.New("the wire is torn")

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	procedure := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	if w.before(procedure) {
		return nil, errTorn
	}
	answer, err := w.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if w.after(procedure) {
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		return nil, errTorn
	}
	if procedure == "Watch" {
		answer.Body = newTearable(answer.Body, *w.cut.Load())
	}
	return answer, nil
}

// tearable is a body that fails when the wire is torn.
type tearable struct {
	io.ReadCloser
	torn atomic.Bool
	done chan struct{}
}

func newTearable(b io.ReadCloser, cut <-chan struct{}) *tearable {
	t := &tearable{ReadCloser: b, done: make(chan struct{})}
	go func() {
		select {
		case <-cut:
			t.torn.Store(true)
			_ = b.Close()
		case <-t.done:
		}
	}()
	return t
}

func (t *tearable) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	if t.torn.Load() {
		return 0, errTorn
	}
	return n, err
}

func (t *tearable) Close() error {
	select {
	case <-t.done:
	default:
		close(t.done)
	}
	return t.ReadCloser.Close()
}

// dial makes a signed-in link that does not wait long between tries.
func dial(t *testing.T, c Config) *Link {
	t.Helper()
	if c.Home == "" {
		c.Home = t.TempDir()
	}
	l, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	l.backoff = func() *backoff { return &backoff{random: func() float64 { return 0 }} }
	if _, _, err := l.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	return l
}

// embark makes a voyage.
func embark(t *testing.T, l *Link) string {
	t.Helper()
	v, err := l.Cosmic.Create(t.Context(), &cosmicv1.CreateRequest{Seed: "uplink"})
	if err != nil {
		t.Fatal(err)
	}
	return v.GetSessionId()
}

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}
