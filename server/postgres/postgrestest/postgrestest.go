// Package postgrestest gives tests a real Postgres: one private server for a
// test binary, one fresh database for a test.
package postgrestest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver

	"playhouse/server/postgres"
)

var shared struct {
	once   sync.Once
	server *postgres.Server
	dir    string
	err    error
	count  atomic.Int32
}

// Main runs a package's tests and takes the server down after them:
//
//	func TestMain(m *testing.M) { postgrestest.Main(m) }
func Main(m *testing.M) {
	code := m.Run()
	if shared.server != nil {
		_ = shared.server.Stop(context.Background())
	}
	if shared.dir != "" {
		_ = os.RemoveAll(shared.dir)
	}
	os.Exit(code)
}

// Modules is where the repository keeps the npm packages, one of which holds
// Postgres.
func Modules() string {
	_, file, _, _ := runtime.Caller(0) //nolint:dogsled // only the file matters
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "clients", "node_modules")
}

// URL returns the address of a fresh database.
func URL(t testing.TB) string {
	t.Helper()
	shared.once.Do(start)
	if shared.err != nil {
		t.Fatal("start Postgres: ", shared.err)
	}
	name := fmt.Sprintf("test_%d", shared.count.Add(1))
	db, err := sql.Open("postgres", shared.server.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(shared.server.URL())
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func start() {
	if shared.dir, shared.err = os.MkdirTemp("", "playhouse-test-"); shared.err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	shared.server, shared.err = postgres.Start(ctx, postgres.Config{
		DataDir: filepath.Join(shared.dir, "data"), NodeModules: []string{Modules()},
	})
}
