//go:build unix

package postgres_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/lib/pq"

	"playhouse/server/postgres"
)

const (
	// childEnv names what this program is to do when it was started by itself.
	childEnv = "PLAYHOUSE_POSTGRES_TEST_CHILD"
	dataEnv  = "PLAYHOUSE_POSTGRES_TEST_DATA"
	// soon is more than any start takes.
	soon = 30 * time.Second
)

func TestMain(m *testing.M) {
	if what := os.Getenv(childEnv); what != "" {
		os.Exit(child(what))
	}
	os.Exit(m.Run())
}

// child starts a server and keeps it until its standard input ends.
func child(what string) int {
	if what == "without namespaces" {
		// This counts only for the namespace that the test put us into.
		if err := os.WriteFile("/proc/sys/user/max_user_namespaces", []byte("0"), 0); err != nil {
			fmt.Println("error", err)
			return 1
		}
	}
	s, err := postgres.Start(context.Background(), postgres.Config{DataDir: os.Getenv(dataEnv)})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println(s.Pid(), s.URL())
	_, _ = bufio.NewReader(os.Stdin).ReadByte()
	if err := s.Stop(context.Background()); err != nil {
		fmt.Println("error", err)
		return 1
	}
	return 0
}

// keeper is this program as a child that keeps a server.
type keeper struct {
	cmd   *exec.Cmd
	stdin io.Closer
	pid   int // of the postmaster
	url   string
}

// childCommand is this program as a server on a data directory.
func childCommand(t *testing.T, what, data string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childEnv+"="+what, dataEnv+"="+data)
	cmd.Stderr = os.Stderr
	return cmd
}

// startChild starts this program as a server on a data directory.
func startChild(t *testing.T, what, data string, change func(*exec.Cmd)) keeper {
	t.Helper()
	cmd := childCommand(t, what, data)
	if change != nil {
		change(cmd)
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	k := keeper{cmd: cmd, stdin: stdin}
	if _, err := fmt.Sscan(line, &k.pid, &k.url); err != nil {
		t.Fatal(line)
	}
	// One that is killed leaves its socket's directory behind.
	u, err := url.Parse(k.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(u.Query().Get("host")) })
	return k
}

// kill ends the child as kill -9 does.
func (k keeper) kill(t *testing.T) {
	t.Helper()
	if err := k.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = k.cmd.Wait()
}

// quit ends the child in good order.
func (k keeper) quit(t *testing.T) {
	t.Helper()
	_ = k.stdin.Close()
	if err := k.cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// start runs Postgres for the test and stops it afterwards.
func start(t *testing.T, data string) *postgres.Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	s, err := postgres.Start(ctx, postgres.Config{DataDir: data})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, s) })
	return s
}

func stop(t *testing.T, s *postgres.Server) {
	t.Helper()
	if err := s.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// refused starts Postgres, wants an error that says all of these, and returns
// it.
func refused(t *testing.T, config postgres.Config, says ...string) {
	t.Helper()
	s, err := postgres.Start(t.Context(), config)
	if err == nil {
		stop(t, s)
		t.Fatal("it started")
	}
	for _, words := range says {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("error %q does not say %q", err, words)
		}
	}
}

func open(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func execute(t *testing.T, url, statement string) {
	t.Helper()
	db := open(t, url)
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func query(t *testing.T, url, statement string) (result string) {
	t.Helper()
	db := open(t, url)
	defer func() { _ = db.Close() }()
	if err := db.QueryRowContext(t.Context(), statement).Scan(&result); err != nil {
		t.Fatal(err)
	}
	return result
}

// remember and remembered write a row and look whether it is still there.
func remember(t *testing.T, url string) {
	t.Helper()
	execute(t, url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('here')")
}

func remembered(t *testing.T, url string) {
	t.Helper()
	if got := query(t, url, "SELECT word FROM kept"); got != "here" {
		t.Errorf("read %q", got)
	}
}

func ended(t *testing.T, done <-chan struct{}) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(soon):
		t.Fatal("it did not end")
	}
}

// gone waits until a process has ended.
func gone(t *testing.T, pid int) {
	t.Helper()
	for begin := time.Now(); syscall.Kill(pid, 0) == nil; time.Sleep(time.Millisecond) {
		if time.Since(begin) > soon {
			t.Fatalf("process %d lives", pid)
		}
	}
}

// listing is what a directory holds, with times and sizes.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var text strings.Builder
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil {
			fmt.Fprintln(&text, path, info.Mode(), info.Size(), info.ModTime())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// reachable is a temporary directory that other users can pass.
func reachable(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
