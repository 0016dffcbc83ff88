//go:build unix

package postgres_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestPostgresKilled(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, data)
	remember(t, s.URL())
	if err := s.Err(); err != nil {
		t.Errorf("it runs with %v", err)
	}
	if err := syscall.Kill(s.Pid(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	ended(t, s.Done())
	if err := s.Err(); err == nil || !strings.Contains(err.Error(), "ended by itself: signal: killed") {
		t.Errorf("ended with %v", err)
	}
	stop(t, s)
	remembered(t, start(t, data).URL())
}

// TestPostgresKilledWhileBusy leaves a child that does not notice the death of
// its postmaster.
func TestPostgresKilledWhileBusy(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, data)
	remember(t, s.URL())
	db := open(t, s.URL())
	go func() { _, _ = db.Exec("SELECT count(*) FROM generate_series(1, 1000000000) a") }()
	const running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series%' AND pid <> pg_backend_pid()"
	for query(t, s.URL(), running) != "1" {
		time.Sleep(5 * time.Millisecond)
	}
	if err := syscall.Kill(s.Pid(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	ended(t, s.Done())
	begin := time.Now()
	remembered(t, start(t, data).URL())
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("the start took %v", took)
	}
}

// TestParentKilled kills the process that started Postgres, and starts again
// while the orphan may still run.
func TestParentKilled(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	parent := startChild(t, "hold", data, nil)
	remember(t, parent.url)
	parent.kill(t)
	s := start(t, data)
	gone(t, parent.pid)
	remembered(t, s.URL())
}

// TestStalePidFile checks the file that a crash of the whole machine leaves,
// after which its number may be nobody's or anybody's.
func TestStalePidFile(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, data)
	remember(t, s.URL())
	stop(t, s)
	numbers := map[string]int{"this process": os.Getpid(), "its parent": os.Getppid(), "nobody": 1<<22 - 1}
	for whose, pid := range numbers {
		t.Run(whose, func(t *testing.T) {
			content := strings.Join([]string{strconv.Itoa(pid), data, "1600000000", "5432", "/tmp", "", "        1 1", "ready   "}, "\n")
			if err := os.WriteFile(filepath.Join(data, "postmaster.pid"), []byte(content+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			remembered(t, start(t, data).URL())
		})
	}
}
