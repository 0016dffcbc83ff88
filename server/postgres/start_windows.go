package postgres

import (
	"context"
	"errors"
)

// Start returns an error: a private Postgres takes Unix signals and sockets.
func Start(context.Context, Config) (*Server, error) {
	return nil, errors.New("postgres: a private Postgres does not run on Windows: name a server in DATABASE_URL")
}

func (s *Server) shutDown(context.Context) error { return nil }

// Binaries are the programs that Start would use.
type Binaries struct {
	Dir   string
	Major int
}

// Find returns the error of Start.
func Find(ctx context.Context, config Config) (Binaries, error) {
	_, err := Start(ctx, config)
	return Binaries{}, err
}
