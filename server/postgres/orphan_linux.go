package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
	sent := map[int]syscall.Signal{}
	for {
		alive, err := processesIn(data)
		if err != nil {
			return err
		}
		if len(alive) == 0 {
			return removeForeign(data, postmaster)
		}
		headless := !slices.Contains(alive, postmaster)
		for _, pid := range alive {
			if pid != postmaster && !headless {
				continue // the postmaster looks after its children
			}
			if signal := due(headless, time.Since(began)); sent[pid] != signal {
				sent[pid] = signal
				_ = syscall.Kill(pid, signal)
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for the Postgres of an earlier run to end (process %d): %w", alive[0], context.Cause(ctx))
		case <-time.After(poll):
		}
	}
}

// due is the signal that an orphan should have got after a while. Children
// without a postmaster can do nothing useful any more: those that are busy do
// not notice by themselves, and to them SIGINT only means to cancel a query.
func due(headless bool, waited time.Duration) syscall.Signal {
	switch {
	case waited > stopWithin+killWithin, headless && waited > killWithin:
		return syscall.SIGKILL
	case waited > stopWithin, headless:
		return syscall.SIGQUIT
	}
	return syscall.SIGINT
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
	if errors.Is(err, os.ErrNotExist) {
		// It is ending, and has lost its program before its directory; it may still
		// hold on to the shared memory.
		return true
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
	if err := os.Remove(filepath.Join(data, pidFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
