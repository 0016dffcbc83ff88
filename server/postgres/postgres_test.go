//go:build unix

package postgres_test

import (
	"context"
	"database/sql"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/lib/pq"

	"playhouse/server/postgres"
)

func TestQuick(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	ctx := context.Background()
	for range 3 {
		at := time.Now()
		s, err := postgres.Start(ctx, postgres.Config{DataDir: dir, Logger: log, BinDir: os.Getenv("BIN")})
		if err != nil {
			t.Fatal(err)
		}
		t.Log("start", time.Since(at))
		at = time.Now()
		db, err := sql.Open("postgres", s.URL())
		if err != nil {
			t.Fatal(err)
		}
		var v string
		if err := db.QueryRow("select version()").Scan(&v); err != nil {
			t.Fatal(err)
		}
		t.Log("query", time.Since(at), v, s.URL())
		db.Close()
		at = time.Now()
		if err := s.Stop(ctx); err != nil {
			t.Fatal(err)
		}
		t.Log("stop", time.Since(at))
	}
}
