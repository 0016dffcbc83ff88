package uplink

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// tokenFile keeps one guest's refresh token, readable by its owner only.
type tokenFile struct{ path string }

var unsafeInNames = regexp.MustCompile(`[^A-Za-z0-9.-]+`)

func tokenPath(home string, server *url.URL) string {
	name := unsafeInNames.ReplaceAllString(server.Scheme+"_"+server.Host+strings.TrimRight(server.Path, "/"), "_")
	return filepath.Join(home, name+".token")
}

// load returns the token, or "" when there is none.
func (f tokenFile) load() string {
	text, err := os.ReadFile(f.path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// save replaces the token; a crash leaves the old or the new one, whole.
func (f tokenFile) save(token string) error {
	next, err := os.CreateTemp(filepath.Dir(f.path), ".token-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = next.WriteString(token + "\n")
	err = errors.Join(err, next.Sync(), next.Close())
	if err == nil {
		err = os.Rename(next.Name(), f.path)
	}
	if err != nil {
		_ = os.Remove(next.Name())
	}
	return err
}

const (
	lockEvery = 20 * time.Millisecond
	// lockStale is after what time a lock was left behind by a process that
	// died: nobody holds it longer than a call may take.
	lockStale = 3 * callWithin
)

// lock lets one process at a time trade the token. It makes the folder.
func (f tokenFile) lock(ctx context.Context) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return nil, fmt.Errorf("cannot keep the sign-in: %w", err)
	}
	path := f.path + ".lock"
	for {
		held, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			_ = held.Close()
			return func() { _ = os.Remove(path) }, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("cannot keep the sign-in: %w", err)
		}
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > lockStale {
			_ = os.Remove(path)
			continue
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockEvery):
		}
	}
}
