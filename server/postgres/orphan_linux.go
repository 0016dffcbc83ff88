package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// clearOrphans stops the processes of an earlier Postgres on this data directory
// and waits for them. We hold the lock, so they are nobody's.
func clearOrphans(ctx context.Context, data string) error {
	postmaster, _ := readPidFile(data)
	if postmaster == 0 {
		return nil
	}
	began := time.Now()
	var sent syscall.Signal
	for {
		alive, err := processesIn(data)
		if err != nil {
			return err
		}
		if len(alive) == 0 {
			return removeForeign(data, postmaster)
		}
		signal := syscall.SIGINT
		switch waited := time.Since(began); {
		case waited > stopWithin+killWithin:
			signal = syscall.SIGKILL
		case waited > stopWithin:
			signal = syscall.SIGQUIT
		}
		if signal != sent {
			tell(alive, postmaster, signal)
			sent = signal
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for the Postgres of an earlier run to end (process %d): %w", alive[0], context.Cause(ctx))
		case <-time.After(poll):
		}
	}
}

// tell signals the postmaster, which looks after its children, or the children
// when it is gone: they end by themselves as soon as they notice.
func tell(alive []int, postmaster int, signal syscall.Signal) {
	for _, pid := range alive {
		if pid == postmaster {
			_ = syscall.Kill(pid, signal)
			return
		}
	}
	if signal == syscall.SIGINT {
		return // to a child this means: cancel the query
	}
	for _, pid := range alive {
		_ = syscall.Kill(pid, signal)
	}
}

// processesIn returns the Postgres processes that work in the data directory:
// each of them changes into it.
func processesIn(data string) ([]int, error) {
	dir, err := os.Stat(data)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	var found []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		cwd, err := os.Stat(filepath.Join("/proc", e.Name(), "cwd"))
		if err != nil || !os.SameFile(cwd, dir) || !isPostgres(e.Name()) {
			continue
		}
		found = append(found, pid)
	}
	return found, nil
}

// isPostgres tells a server from somebody's shell in the data directory.
func isPostgres(pid string) bool {
	exe, err := os.Readlink(filepath.Join("/proc", pid, "exe"))
	if err != nil {
		return false
	}
	// An upgraded binary shows as "/usr/…/postgres (deleted)".
	return filepath.Base(exe) == "postgres" || filepath.Base(exe) == "postgres (deleted)"
}

// removeForeign removes a pid file whose number another program has by now:
// Postgres would take it for a postmaster.
func removeForeign(data string, pid int) error {
	if err := syscall.Kill(pid, 0); err != nil && !errors.Is(err, syscall.EPERM) {
		return nil
	}
	return os.Remove(filepath.Join(data, pidFile))
}
