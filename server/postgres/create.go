//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// create makes the data directory with the database in it, under another name
// until it is complete and on disk.
func (b *binaries) create(ctx context.Context, data string) error {
	draft := data + ".new"
	if err := os.RemoveAll(draft); err != nil {
		return err
	}
	if err := os.Mkdir(draft, 0o700); err != nil {
		return err
	}
	if err := b.account.own(draft); err != nil {
		return err
	}
	locale := []string{"--locale=C.UTF-8"}
	if runtime.GOOS != "linux" {
		locale = []string{"--locale=C", "--lc-ctype=UTF-8"}
	}
	// No passwords: only this user can enter the socket's directory.
	args := append([]string{
		"-D", draft, "--username=" + user, "--auth=trust", "--encoding=UTF8",
		"--data-checksums", "--no-sync", "--no-instructions",
	}, locale...)
	if err := b.run(ctx, "", "initdb", args...); err != nil {
		return err
	}
	// Without a database of its own name, in single-user mode, before anybody
	// can see the directory: a later start has nothing to complete.
	err := b.run(ctx, "CREATE DATABASE "+database+";\n", "postgres", "--single", "-F", "-D", draft, "-c", "log_checkpoints=off", "template1")
	if err != nil {
		return err
	}
	if err := flush(draft); err != nil {
		return fmt.Errorf("flushing %s: %w", draft, err)
	}
	// Unlike os.Rename, this replaces an empty directory.
	err = syscall.Rename(draft, data)
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		return fmt.Errorf("%s is where a file system is mounted: name a folder inside it as the data directory", data)
	}
	if err != nil {
		return fmt.Errorf("renaming %s: %w", draft, err)
	}
	return flushDir(filepath.Dir(data))
}

// run carries out one of the binaries to its end.
func (b *binaries) run(ctx context.Context, stdin, name string, args ...string) error {
	out, err := b.output(ctx, stdin, name, args...)
	// Single-user mode goes on after an error and ends well.
	if err == nil && strings.Contains(out, "ERROR:") {
		err = fmt.Errorf("%s: %s", name, oneLine(out))
	}
	return err
}

// output is what one of the binaries says. Its thread is kept until the end: the
// child is told to end with it.
func (b *binaries) output(ctx context.Context, stdin, name string, args ...string) (string, error) {
	cmd := b.command(ctx, name, args...)
	cmd.Stdin = strings.NewReader(stdin)
	cmd.WaitDelay = killWithin
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		err = fmt.Errorf("%s: %w", name, context.Cause(ctx))
	case errors.As(err, &exit):
		err = fmt.Errorf("%s: %w: %s", name, err, oneLine(string(out)))
	}
	return string(out), err
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func flushDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	return errors.Join(err, f.Close())
}
