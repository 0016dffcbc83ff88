package app

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/cosmic"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/games/labyrinth"
	"playhouse/server/library"
	"playhouse/server/rpc"
	"playhouse/server/store"
)

// game is what a game adds to the server.
type game struct {
	services []rpc.Service
	art      fs.FS // its pictures; nil if it has none
}

// games makes every game: one line each.
func (a *App) games(ctx context.Context, edge *rpc.Edge, files *library.Library) ([]game, error) {
	content, err := a.labyrinthContent(ctx)
	if err != nil {
		return nil, err
	}
	scales, err := a.cosmicBalance()
	if err != nil {
		return nil, err
	}
	ballgames, err := a.baseball(files, edge.Options())
	if err != nil {
		return nil, err
	}
	tables, err := a.tabletop(files, edge.Options())
	if err != nil {
		return nil, err
	}
	agents, err := a.arena(edge.Options())
	if err != nil {
		return nil, err
	}
	return []game{
		{[]rpc.Service{rpc.Labyrinth(a.Runtime, content, edge.Options()...)}, labyrinth.Art()},
		{[]rpc.Service{rpc.Cosmic(a.Runtime, cosmic.New(scales).WithDaily(a.dailySeed), edge.Options()...)}, nil},
		{ballgames, nil},
		{tables, nil},
		{agents, nil},
	}, nil
}

// labyrinthContent loads the CSV files into the database and takes them from
// there, as every node does.
func (a *App) labyrinthContent(ctx context.Context) (*labyrinth.Content, error) {
	files, err := a.contentOf("labyrinth", labyrinth.EmbeddedContent())
	if err != nil {
		return nil, err
	}
	loaded, err := labyrinth.LoadContent(files)
	if err != nil {
		return nil, fmt.Errorf("labyrinth content: %w", err)
	}
	var rows []store.Content
	for _, r := range loaded.Rows() {
		rows = append(rows, store.Content{Kind: r.Kind, Key: r.ID, Parent: r.Parent, Position: r.Position, Data: r.JSON})
	}
	stored, err := a.Store.LoadContent(ctx, "labyrinth", rows)
	if err != nil {
		return nil, err
	}
	var all []labyrinth.Row
	for _, r := range stored {
		all = append(all, labyrinth.Row{Kind: r.Kind, ID: r.Key, Parent: r.Parent, Position: r.Position, JSON: r.Data})
	}
	return labyrinth.ContentFromRows(all)
}

// dailySeed is the same on every node, and nobody's to know before its day.
func (a *App) dailySeed(day string) string { return a.Identity.Derive("cosmic daily " + day) }

// cosmicBalance checks cosmic's numbers and events.
func (a *App) cosmicBalance() (*balance.Balance, error) {
	files, err := a.contentOf("cosmic", balance.Embedded())
	if err != nil {
		return nil, err
	}
	b, err := balance.Load(files)
	if err != nil {
		return nil, fmt.Errorf("cosmic content: %w", err)
	}
	return b, nil
}

// baseballLeagues checks baseball's league files.
func (a *App) baseballLeagues() (map[string]*league.League, error) {
	files, err := a.contentOf("baseball", content.Files)
	if err != nil {
		return nil, err
	}
	leagues, err := league.Load(files)
	if err != nil {
		return nil, fmt.Errorf("baseball content: %w", err)
	}
	return leagues, nil
}

// contentOf is a game's folder below --content, or what is embedded.
func (a *App) contentOf(game string, embedded fs.FS) (fs.FS, error) {
	if a.config.Content == "" {
		return embedded, nil
	}
	dir := filepath.Join(a.config.Content, game)
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		return embedded, nil
	} else if err != nil {
		return nil, fmt.Errorf("content of %s: %w", game, err)
	}
	return os.DirFS(dir), nil
}
