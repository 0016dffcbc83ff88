package store_test

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"playhouse/server/postgres/postgrestest"
	"playhouse/server/session"
)

// asks are calls of every kind: raw SQL, ent, a transaction, identity's.
func asks(s interface {
	session.Log
	Delete(ctx context.Context, id session.ID) error
}, list func(context.Context) error, id session.ID,
) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"read":   func(ctx context.Context) error { _, err := s.Read(ctx, id, 0, 10); return err },
		"open":   func(ctx context.Context) error { _, err := s.Open(ctx, id); return err },
		"delete": func(ctx context.Context) error { return s.Delete(ctx, id) },
		"list":   list,
	}
}

// A caller that goes away is told so, and not that the server broke.
func TestCallersThatGoAway(t *testing.T) {
	t.Parallel()
	address := postgrestest.URL(t)
	s := open(t, address)
	id := opened(t, s)
	db, err := sql.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(t.Context(), `LOCK TABLE records, sessions IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	list := func(ctx context.Context) error { _, _, err := s.List(ctx, session.Filter{Limit: 10}); return err }
	for name, ask := range asks(s, list, id) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		if err := ask(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want that the caller went away", name, err)
		}
		ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
		if err := ask(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v, want that it took too long", name, err)
		}
		cancel()
	}
}

// A database that cannot be reached is Unavailable to every caller.
func TestADatabaseThatIsAway(t *testing.T) {
	t.Parallel()
	w := newWire(t, postgrestest.URL(t))
	s := open(t, w.address)
	id := opened(t, s)
	w.cut()
	list := func(ctx context.Context) error { _, _, err := s.List(ctx, session.Filter{Limit: 10}); return err }
	all := asks(s, list, id)
	all["user"] = func(ctx context.Context) error { _, err := s.User(ctx, uuid.New()); return err }
	all["devices"] = func(ctx context.Context) error { _, err := s.DevicesOf(ctx, uuid.New()); return err }
	for name, ask := range all {
		if err := ask(t.Context()); !isUnavailable(err) {
			t.Errorf("%s: %v, want Unavailable", name, err)
		}
	}
}

// wire is a connection to a database that can be cut.
type wire struct {
	address  string
	listener net.Listener
	mu       sync.Mutex
	open     []net.Conn
}

func newWire(t *testing.T, address string) *wire {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: l}
	q := u.Query()
	there := filepath.Join(q.Get("host"), ".s.PGSQL."+cmp.Or(q.Get("port"), u.Port(), "5432"))
	q.Del("host")
	q.Del("port")
	u.RawQuery, u.Host = q.Encode(), l.Addr().String()
	w.address = u.String()
	t.Cleanup(w.cut)
	go func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("unix", there)
			if err != nil {
				_ = here.Close()
				return
			}
			w.mu.Lock()
			w.open = append(w.open, here, far)
			w.mu.Unlock()
			go func() { _, _ = io.Copy(far, here) }()
			go func() { _, _ = io.Copy(here, far) }()
		}
	}()
	return w
}

func (w *wire) cut() {
	_ = w.listener.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.open {
		_ = c.Close()
	}
}
