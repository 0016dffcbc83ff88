//go:build unix && !linux

package postgres

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// clearOrphans stops the postmaster of an earlier run on this data directory and
// waits for it. We hold the lock, so it is nobody's. Children that outlived
// their postmaster are left to Postgres' own check at its start.
func clearOrphans(ctx context.Context, data string) error {
	pid, _ := readPidFile(data)
	if pid == 0 || !serves(ctx, pid, data) {
		return nil
	}
	_ = syscall.Kill(pid, syscall.SIGINT)
	for syscall.Kill(pid, 0) == nil {
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for the Postgres of an earlier run to end (process %d): %w", pid, context.Cause(ctx))
		case <-time.After(poll):
		}
	}
	return nil
}

// serves reports whether a process is a postmaster on the data directory.
func serves(ctx context.Context, pid int, data string) bool {
	out, err := exec.CommandContext(ctx, "ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output() //nolint:gosec // a number
	return err == nil && strings.Contains(string(out), "postgres -D "+data+" ")
}
