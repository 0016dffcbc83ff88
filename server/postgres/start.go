//go:build unix

package postgres

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// poll is how often files and processes are looked at while waiting.
const poll = 3 * time.Millisecond

// Start runs Postgres on the data directory, made first when there is none, and
// returns when it takes connections. Ctx bounds the start only; recovery after a
// crash can take some seconds.
//
// It refuses a data directory that another process holds (naming it), that was
// made by a major version of which no binaries are found, or that holds other
// things, and then leaves it untouched.
func Start(ctx context.Context, config Config) (*Server, error) {
	s, err := start(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	return s, nil
}

func start(ctx context.Context, config Config) (_ *Server, err error) {
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	data, err := resolve(config.DataDir)
	if err != nil {
		return nil, err
	}
	unlock, err := lock(data)
	if err != nil {
		return nil, err
	}
	var socket string
	release := sync.OnceFunc(func() {
		if socket != "" {
			_ = os.RemoveAll(socket)
		}
		unlock()
	})
	defer func() {
		if err != nil {
			release()
		}
	}()
	major, err := inspect(data)
	if err != nil {
		return nil, err
	}
	if socket, err = runtimeDir(data); err != nil {
		return nil, err
	}
	tools, err := find(ctx, config, major, socket)
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, tools, data, socket); err != nil {
		return nil, err
	}
	return launch(ctx, tools, plan{data: data, socket: socket, logger: config.Logger, release: release})
}

// resolve makes the data directory's path absolute and free of symbolic links,
// so that it has one lock whatever it is called, and makes its parents.
func resolve(data string) (string, error) {
	if data == "" {
		return "", errors.New("no data directory is named")
	}
	data, err := filepath.Abs(data)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(data); err == nil {
		return real, nil
	}
	if err := os.MkdirAll(filepath.Dir(data), 0o700); err != nil {
		return "", err
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(data))
	return filepath.Join(parent, filepath.Base(data)), err
}

// inspect returns the major version that made the data directory, 0 when it has
// yet to be made.
func inspect(data string) (major int, err error) {
	version, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if err == nil {
		major, err = strconv.Atoi(strings.TrimSpace(string(version)))
		if err != nil {
			return 0, fmt.Errorf("%s was made by PostgreSQL %q, which is too old", data, strings.TrimSpace(string(version)))
		}
		return major, nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return 0, err
	}
	entries, err := os.ReadDir(data)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return 0, nil
	case err != nil:
		return 0, err
	case len(entries) > 0:
		return 0, fmt.Errorf("%s holds other things and no database: choose another data directory", data)
	}
	return 0, nil
}

// runtimeDir returns an empty directory for the socket that only this user may
// enter. Its path is short: a socket's is limited to 107 bytes.
func runtimeDir(data string) (string, error) {
	hash := sha256.Sum256(fmt.Appendf(nil, "%d %s", os.Geteuid(), data))
	dir := fmt.Sprintf("/tmp/pg-%x", hash[:6])
	// What is there is left from a run that was killed: we hold the lock. A
	// directory of somebody else's cannot be removed, and is not used.
	if err := os.RemoveAll(dir); err == nil {
		if err = os.Mkdir(dir, 0o700); err == nil {
			return dir, nil
		}
	}
	return os.MkdirTemp("/tmp", "pg-")
}

// prepare clears what an earlier run left, or makes the data directory.
func prepare(ctx context.Context, tools *binaries, data, socket string) error {
	if err := tools.account.reach(data); err != nil {
		return err
	}
	if err := tools.account.own(socket); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(data, "PG_VERSION")); err != nil {
		return tools.create(ctx, data)
	}
	if err := clearOrphans(ctx, data); err != nil {
		return err
	}
	return tools.account.own(data)
}
