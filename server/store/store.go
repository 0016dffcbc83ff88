package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/url"
	"strings"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"

	"playhouse/ent"
)

// connections is how many the pool opens and keeps.
const connections = 16

// Store is a database. Close ends it.
type Store struct {
	db     *sql.DB
	ent    *ent.Client
	commit *committer
}

// Open connects to the database at a postgres:// URL, brings its schema up to
// date, and starts the committer.
func Open(ctx context.Context, address string, logger *slog.Logger) (*Store, error) {
	address, err := withSSLMode(address)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnector(address)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := Migrate(ctx, db); err != nil {
		_ = db.Close()
		if isAway(err) {
			return nil, fmt.Errorf("cannot reach the database of DATABASE_URL at %s: check host and port, and that Postgres runs there and lets this machine in (%w)", hostOf(address), err)
		}
		return nil, err
	}
	s := &Store{db: db, ent: ent.NewClient(ent.Driver(entsql.OpenDB(dialect.Postgres, db)))}
	s.commit = newCommitter(db, logger)
	return s, nil
}

// hostOf is an address without its secrets.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "this machine's socket"
	}
	return u.Host
}

// withSSLMode makes the choice explicit: lib/pq would insist on TLS, which a
// database on the same machine seldom has.
func withSSLMode(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return "", fmt.Errorf("the database address must look like postgres://user:password@host:5432/name")
	}
	q := u.Query()
	if q.Get("sslmode") != "" {
		return address, nil
	}
	mode := "require"
	if h := u.Hostname(); h == "" || h == "localhost" || h == "::1" || strings.HasPrefix(h, "127.") {
		mode = "disable"
	}
	q.Set("sslmode", mode)
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// Ping is nil when the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.db.PingContext(ctx) }

// Close ends the committer, after what waits in it, and the connections.
func (s *Store) Close() error {
	s.commit.close()
	return s.ent.Close()
}

// withTx runs f in a transaction and commits when it returns nil.
func (s *Store) withTx(ctx context.Context, f func(*ent.Tx) error) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the first error is the one to tell
		return err
	}
	return tx.Commit()
}
