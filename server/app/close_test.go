package app_test

import (
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
)

// A call that outlives the time to close does not take the embedded database's.
func TestACallThatHangsDoesNotCostTheDatabaseItsEnd(t *testing.T) {
	t.Parallel()
	var log safeLog
	dir := t.TempDir()
	if err := os.Symlink(postgrestest.Modules(), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	c := app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: dir}
	a, err := app.Run(t.Context(), c, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := app.Run(t.Context(), c, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "another folder with --data-dir") {
		t.Errorf("a second server on the same data: %v", err)
	}
	body, end := io.Pipe()
	defer func() { _ = end.Close() }()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.URL+listScenarios, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	go func() {
		if answer, err := http.DefaultClient.Do(r); err == nil {
			_ = answer.Body.Close()
		}
	}()
	_, _ = io.WriteString(end, strings.Repeat(" ", 32<<10)) // more than the client keeps back
	time.Sleep(200 * time.Millisecond)                      // it is under way
	a.Close()
	if text := log.String(); strings.Contains(text, "stop the embedded database") {
		t.Error(text)
	}
}

type safeLog struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *safeLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *safeLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
