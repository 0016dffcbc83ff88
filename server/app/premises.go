package app

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"playhouse/server/backup"
	"playhouse/server/blob"
	"playhouse/server/postgres"
	"playhouse/server/store"
)

// Premises are what a host has, for programs that look after it beside the server. Close
// closes it.
type Premises struct {
	DB    *sql.DB
	Files *blob.Store

	postgres *postgres.Server // nil when it was running, or is another's
}

// OpenPremises opens what a server with this configuration has: DATABASE_URL, or else the
// embedded database, which is started unless a server runs on it right now. The
// database must be there. Nothing is migrated.
func OpenPremises(ctx context.Context, c Config) (*Premises, error) {
	return openPremises(ctx, c, func(ctx context.Context, c *Config, h *Premises) (string, error) {
		e := c.Embedded()
		if !postgres.Made(e.DataDir) {
			return "", fmt.Errorf("there is no database in %s: name the folder of the server by --data-dir, or its Postgres by DATABASE_URL", c.DataDir)
		}
		address, err := h.start(ctx, e)
		if errors.Is(err, postgres.ErrInUse) {
			return postgres.Running(e.DataDir)
		}
		return address, err
	})
}

// NewPremises is OpenPremises for a host to be: the embedded database is made if there is
// none, and no server may run on it.
func NewPremises(ctx context.Context, c Config) (*Premises, error) {
	return openPremises(ctx, c, func(ctx context.Context, c *Config, h *Premises) (string, error) {
		address, err := h.start(ctx, c.Embedded())
		if errors.Is(err, postgres.ErrInUse) {
			err = fmt.Errorf("%w: stop that server, or name a new folder by --data-dir", err)
		}
		return address, err
	})
}

// Embedded is the database that comes along, in silence.
func (c *Config) Embedded() postgres.Config { return c.embedded(slog.New(slog.DiscardHandler)) }

// openPremises opens the database that is named, or else the one that embedded starts or
// finds.
func openPremises(ctx context.Context, c Config, embedded func(context.Context, *Config, *Premises) (string, error)) (_ *Premises, err error) {
	if err := c.checkPlaces(); err != nil {
		return nil, err
	}
	h := &Premises{}
	defer func() {
		if err != nil {
			h.Close()
		}
	}()
	address := c.DatabaseURL
	if address == "" {
		if address, err = embedded(ctx, &c, h); err != nil {
			return nil, err
		}
	}
	if h.DB, err = store.Connect(ctx, address); err != nil {
		return nil, err
	}
	h.Files, err = c.OpenFiles(ctx)
	return h, err
}

func (h *Premises) start(ctx context.Context, c postgres.Config) (string, error) {
	pg, err := postgres.Start(ctx, c)
	if err != nil {
		return "", err
	}
	h.postgres = pg
	return pg.URL(), nil
}

// Backup is the house as it is saved and made.
func (h *Premises) Backup(progress func(string)) backup.House {
	return backup.House{DB: h.DB, Files: h.Files, Progress: progress}
}

// Close closes all, and stops the embedded database if it was started for this.
func (h *Premises) Close() {
	if h.Files != nil {
		_ = h.Files.Close() // there is nothing left to lose
	}
	if h.DB != nil {
		_ = h.DB.Close()
	}
	if h.postgres != nil {
		ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		_ = h.postgres.Stop(ctx) // what is committed is safe
	}
}
