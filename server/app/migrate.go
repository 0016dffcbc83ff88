package app

import (
	"context"
	"log/slog"

	"playhouse/server/store"
)

// Migrate brings a database up to date.
func Migrate(ctx context.Context, address string) error {
	s, err := store.Open(ctx, address, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	return s.Close()
}
