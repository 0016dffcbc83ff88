package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/exec"
	"sync"
	"time"
)

const (
	// user and database are what URL names.
	user     = "playhouse"
	database = "playhouse"
	// port only names the socket's file.
	port = "5432"
	// stopWithin bounds a fast shutdown, killWithin an immediate one.
	stopWithin = 10 * time.Second
	killWithin = 2 * time.Second
	// lastWords is how long the end of the log is waited for.
	lastWords = 500 * time.Millisecond
)

// ErrInUse says that another process has the data directory.
var ErrInUse = errors.New("in use")

// Config says where the data and the binaries are.
type Config struct {
	// DataDir is the data directory; it and its parents are made when missing.
	// Beside it go <DataDir>.lock and, while it is made, <DataDir>.new.
	DataDir string
	// BinDir holds postgres and initdb; empty to look in the usual places.
	BinDir string
	// NodeModules are folders in which to look for
	// @embedded-postgres/<platform>-<arch>, last of all.
	NodeModules []string
	// Logger gets what Postgres logs: warnings and errors as warnings, the rest
	// for debugging. Nil discards it.
	Logger *slog.Logger
}

// Server is a running Postgres. It is safe for concurrent use.
type Server struct {
	cmd     *exec.Cmd
	socket  string
	log     *logReader
	release func() // frees the lock and the socket's directory

	stopOnce sync.Once
	stopping chan struct{} // closed when Stop was called
	done     chan struct{} // closed when the process has ended
	err      error         // why it ended by itself; set before done is closed
}

// URL returns a connection URL for lib/pq, through the Unix socket.
func (s *Server) URL() string { return urlOf(s.socket) }

// Pid returns the process id of the postmaster.
func (s *Server) Pid() int { return s.cmd.Process.Pid }

// Done is closed when Postgres has ended, by Stop or by itself. By then the data
// directory is free for another Start.
func (s *Server) Done() <-chan struct{} { return s.done }

// Err returns why Postgres ended by itself. It is nil while it runs and after
// Stop.
func (s *Server) Err() error {
	select {
	case <-s.done:
	default:
		return nil
	}
	if s.err == nil {
		return nil
	}
	return fmt.Errorf("postgres: %w", s.err)
}

// Stop shuts Postgres down, open transactions rolled back, and returns when it
// has ended. When that takes longer than 10 s, or ctx ends first, Postgres is
// killed; the next start then recovers all that was committed. Stopping twice is
// allowed.
func (s *Server) Stop(ctx context.Context) error {
	s.stopOnce.Do(func() { close(s.stopping) })
	return s.shutDown(ctx)
}
