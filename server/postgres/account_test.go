//go:build linux

package postgres_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
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
	for range 2 {
		root := startChild(t, "without namespaces", data, withAllUsers)
		if owner(t, data) == 0 {
			t.Error("root owns the data directory of another user's Postgres")
		}
		execute(t, root.url, "CREATE TABLE IF NOT EXISTS kept AS SELECT 'here' AS word")
		root.quit(t)
		s := start(t, data)
		remembered(t, s.URL())
		if owner(t, data) != 0 {
			t.Error("root does not own its data directory")
		}
		stop(t, s)
	}
}

// TestClosedHome checks what root is told when only another user could run
// Postgres, and that user cannot get at the data.
func TestClosedHome(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		return
	}
	home := reachable(t)
	if err := os.Chmod(home, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := childCommand(t, "without namespaces", filepath.Join(home, "data"))
	withAllUsers(cmd)
	out, err := cmd.Output()
	if err == nil || !strings.Contains(string(out), "who may not enter "+home+": choose a data directory") {
		t.Errorf("%s, %v", out, err)
	}
	if _, err := os.Stat(filepath.Join(home, "data.new")); err == nil {
		t.Error("a data directory was begun")
	}
}

// withAllUsers runs a command in a user namespace that has all users, as a
// container has.
func withAllUsers(cmd *exec.Cmd) {
	all := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 1 << 16}}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWUSER, UidMappings: all, GidMappings: all, GidMappingsEnableSetgroups: true,
	}
}

// TestOrdinaryUser runs as one, if this is root: as a user with a name, and as
// one without, which initdb does not like.
func TestOrdinaryUser(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		return
	}
	for _, uid := range []uint32{nobody(t), 12345} {
		if uid == 12345 && !canNamespace(uid) {
			continue
		}
		dir := reachable(t)
		data := filepath.Join(dir, "home", "data")
		user := startChild(t, "hold", data, func(cmd *exec.Cmd) {
			if err := os.Mkdir(filepath.Dir(data), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Chown(filepath.Dir(data), int(uid), int(uid)); err != nil {
				t.Fatal(err)
			}
			cmd.Path = copyFile(t, cmd.Path, dir)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
		})
		remember(t, user.url)
		remembered(t, user.url)
		if got := owner(t, data); got != uid {
			t.Errorf("%d owns what %d made", got, uid)
		}
		user.quit(t)
	}
}

func nobody(t *testing.T) uint32 {
	t.Helper()
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return uint32(uid)
}

// canNamespace reports whether this machine lets a user make user namespaces.
func canNamespace(uid uint32) bool {
	cmd := exec.Command("unshare", "--user", "true")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	return cmd.Run() == nil
}

// TestOrphanEnds checks that the death of its parent alone ends an orphan: the
// kernel does that on Linux only.
func TestOrphanEnds(t *testing.T) {
	t.Parallel()
	parent := startChild(t, "hold", filepath.Join(t.TempDir(), "data"), nil)
	parent.kill(t)
	gone(t, parent.pid)
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
