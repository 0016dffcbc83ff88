//go:build linux

package postgres_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWithoutNamespaces runs as root where no user namespace can be made, and
// then where one can: the files change hands both times. Other users have
// nothing to change.
func TestWithoutNamespaces(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		return
	}
	data := filepath.Join(reachable(t), "data")
	all := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 1 << 16}}
	for range 2 {
		root, pid, url := startChild(t, "without namespaces", data, func(cmd *exec.Cmd) {
			cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: all, GidMappings: all, GidMappingsEnableSetgroups: true}
		})
		if owner(t, data) == 0 {
			t.Error("root owns the data directory of another user's Postgres")
		}
		execute(t, url, "CREATE TABLE IF NOT EXISTS kept AS SELECT 'here' AS word")
		quit(t, root)
		gone(t, pid)
		s := start(t, data)
		remembered(t, s.URL())
		if owner(t, data) != 0 {
			t.Error("root does not own its data directory")
		}
		stop(t, s)
	}
}

// TestOrdinaryUser runs as one, if this is root.
func TestOrdinaryUser(t *testing.T) {
	t.Parallel()
	dir := reachable(t)
	data := filepath.Join(dir, "home", "data")
	user, _, url := startChild(t, "hold", data, func(cmd *exec.Cmd) {
		if os.Geteuid() != 0 {
			return
		}
		if err := os.Mkdir(filepath.Dir(data), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(filepath.Dir(data), 12345, 12345); err != nil {
			t.Fatal(err)
		}
		cmd.Path = copyFile(t, cmd.Path, dir)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 12345, Gid: 12345}}
	})
	remember(t, url)
	remembered(t, url)
	quit(t, user)
}

// quit ends a child in good order.
func quit(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
}

func owner(t *testing.T, path string) uint32 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		t.Fatal("no owner")
	}
	return stat.Uid
}

func copyFile(t *testing.T, from, dir string) string {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	to := filepath.Join(dir, filepath.Base(from))
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, bufio.NewReader(in)); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return to
}
