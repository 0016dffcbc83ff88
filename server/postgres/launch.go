//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// plan is where the postmaster is to run.
type plan struct {
	data, socket string
	logger       *slog.Logger
	release      func() // called once the process has ended
}

// launch starts the postmaster and waits until it is ready.
func launch(ctx context.Context, tools *binaries, p plan) (*Server, error) {
	log, stderr, err := newLogReader(p.logger)
	if err != nil {
		return nil, err
	}
	cmd := tools.command(context.WithoutCancel(ctx), "postgres", append([]string{"-D", p.data}, settings(tools.major, p.socket)...)...)
	cmd.Stdout, cmd.Stderr = stderr, stderr
	s := &Server{
		cmd: cmd, socket: p.socket, log: log, release: p.release,
		stopping: make(chan struct{}), done: make(chan struct{}),
	}
	started := make(chan error)
	go s.run(started, stderr)
	if err := <-started; err != nil {
		return nil, err
	}
	if err := s.waitReady(ctx, p.data); err != nil {
		_ = s.Stop(ctx)
		return nil, err
	}
	return s, nil
}

// run starts the process and waits for its end, on a thread of its own: the
// kernel ties the child's life to that thread.
func (s *Server) run(started chan<- error, stderr *os.File) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := s.cmd.Start()
	_ = stderr.Close()
	started <- err
	if err != nil {
		return
	}
	_ = s.cmd.Wait()
	// The log ends when the last child process has ended too.
	s.log.wait(lastWords)
	select {
	case <-s.stopping:
	default:
		s.err = fmt.Errorf("process %d ended by itself: %s%s", s.Pid(), s.cmd.ProcessState, s.log.tail())
	}
	s.release()
	close(s.done)
}

// waitReady returns when the postmaster has written "ready" into line 8 of its
// pid file.
func (s *Server) waitReady(ctx context.Context, data string) error {
	ticker := time.NewTicker(poll)
	defer ticker.Stop()
	for {
		if pid, status := readPidFile(data); pid == s.Pid() && status == "ready" {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for Postgres to get ready: %w%s", context.Cause(ctx), s.log.tail())
		case <-s.done:
			return s.err
		case <-ticker.C:
		}
	}
}

// readPidFile returns the process id and the status in a data directory's
// postmaster.pid: 0 when there is none.
func readPidFile(data string) (pid int, status string) {
	text, err := os.ReadFile(filepath.Join(data, pidFile))
	if err != nil {
		return 0, ""
	}
	lines := strings.Split(string(text), "\n")
	pid, err = strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		return 0, ""
	}
	if len(lines) >= 8 {
		status = strings.TrimSpace(lines[7])
	}
	return max(pid, -pid), status // a single-user server writes its id negated
}

// shutDown signals more and more firmly: a fast shutdown, an immediate one, the
// end.
func (s *Server) shutDown(ctx context.Context) error {
	bound, cancel := context.WithTimeout(ctx, stopWithin)
	defer cancel()
	if s.signal(bound, syscall.SIGINT) {
		return nil
	}
	for _, signal := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGKILL} {
		bound, cancel := context.WithTimeout(context.WithoutCancel(ctx), killWithin)
		defer cancel()
		if s.signal(bound, signal) {
			break
		}
	}
	return errors.New("postgres: did not shut down in time and was killed")
}

// signal reports whether the process ended before ctx did.
func (s *Server) signal(ctx context.Context, signal syscall.Signal) (ended bool) {
	_ = s.cmd.Process.Signal(signal)
	select {
	case <-s.done:
		return true
	case <-ctx.Done():
	}
	select {
	case <-s.done: // both at once
		return true
	default:
		return false
	}
}
