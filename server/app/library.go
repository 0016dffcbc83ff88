package app

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/ground"
	"playhouse/server/library"
)

// openLibrary opens the place for files, makes the libraries of campaigns, and
// sweeps what nothing names any more until ctx ends.
func (a *App) openLibrary(ctx, running context.Context) (*library.Library, error) {
	files, err := a.config.OpenFiles(ctx)
	if err != nil {
		return nil, err
	}
	a.files = files
	sweeper := &library.Sweeper{Blobs: files, Registry: a.Store, Logger: a.logger}
	a.background.Go(func() { sweeper.Run(running) })
	limits := library.DefaultLimits()
	limits.Quota.Campaign = cmp.Or(a.config.CampaignQuota, limits.Quota.Campaign)
	return library.New(library.Config{
		Gate: campaign.Gate{Roles: a.Store}, Assets: a.Store, Remover: a.Store, Uploads: a.Store, Folders: a.Store,
		Blobs: files, Secrets: a.Identity, Limits: limits, Now: time.Now,
	}), nil
}

// OpenFiles opens the place for files. The caller closes it.
func (c *Config) OpenFiles(ctx context.Context) (*blob.Store, error) {
	address := c.Files
	if address == "" {
		dir, err := filepath.Abs(filepath.Join(c.DataDir, "files"))
		if err != nil {
			return nil, fmt.Errorf("folder for files: %w", err)
		}
		address = (&url.URL{Scheme: "file", Path: path.Join("/", filepath.ToSlash(dir))}).String()
	}
	return blob.Open(ctx, address, filepath.Join(c.DataDir, "spool"))
}

// maps are the maps of libraries, as live tables mask them.
type maps struct{ *library.Library }

// Picture tells what a map is like.
func (m maps) Picture(ctx context.Context, in uuid.UUID, asset string) (ground.Picture, error) {
	a, err := m.Map(ctx, in, asset)
	return ground.Picture{
		Width: int(a.Width), Height: int(a.Height), Tile: ground.TileSide, Levels: int(a.TileLevels), Tint: a.Tint,
	}, err
}

// Tile reads one tile of it.
func (m maps) Tile(ctx context.Context, in uuid.UUID, asset string, t ground.Tile) (data []byte, media string, err error) {
	a, err := m.Map(ctx, in, asset)
	if err != nil {
		return nil, "", err
	}
	return m.Library.Tile(ctx, a, t.Level, t.Column, t.Row)
}
