package rpc

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/google/uuid"
	lru "github.com/hashicorp/golang-lru/v2"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/ground"
	"playhouse/server/session"
)

// Pictures are the maps of campaigns' libraries. What is not there is
// session.NotFound.
type Pictures interface {
	// Picture tells what a map is like.
	Picture(ctx context.Context, campaign uuid.UUID, asset string) (ground.Picture, error)
	// Tile reads one tile of it.
	Tile(ctx context.Context, campaign uuid.UUID, asset string, t ground.Tile) (data []byte, media string, err error)
}

// paintedMost is how many masked tiles are kept: players of one table see much the
// same. One has about 40 kB.
const paintedMost = 1000

// grounds serves the pictures that lie on live tables, as the caller may see them:
//
//	GET /tables/{session}/ground/{element}                         ground.Picture as JSON
//	GET /tables/{session}/ground/{element}/{level}/{column}/{row}  a tile; 204 where nothing of it may be seen
//
// With ?display=1 as a display sees them. Playhouse-Version is the position in the
// log that they are of.
type grounds struct {
	tables

	painted *lru.Cache[string, []byte]
}

func newGrounds(t tables) ([]Resource, error) {
	painted, err := lru.New[string, []byte](paintedMost)
	g := grounds{tables: t, painted: painted}
	at := "GET /tables/{session}/ground/{element}"
	return []Resource{
		{Pattern: at, Rule: Rule{SignedIn, Fetch}, Serve: g.describe},
		{Pattern: at + "/{level}/{column}/{row}", Rule: Rule{SignedIn, Fetch}, Serve: g.tile},
	}, err
}

// lain is a picture as it lies on a table for the caller.
type lain struct {
	ground.Picture

	campaign uuid.UUID
	asset    string
	on       *tabletopv1.MapPlacement
	explored *vision.Explored // nil if all may be seen
	version  int32
}

// find looks a picture up among what the caller sees of the table.
func (g grounds) find(r *http.Request) (lain, error) {
	ctx, id := r.Context(), r.PathValue("session")
	seen, err := g.GetView(ctx, &tabletopv1.GetViewRequest{SessionId: id, AsDisplay: r.URL.Query().Get("display") != ""})
	if err != nil {
		return lain{}, err
	}
	view := seen.GetView()
	on := view.GetElements()[r.PathValue("element")].GetMap()
	if on == nil {
		return lain{}, campaign.Missing("picture of ground")
	}
	l := lain{asset: on.GetAssetId(), on: on, version: seen.GetVersion()}
	if l.campaign, err = g.Tables.CampaignAt(ctx, session.ID(id)); err != nil {
		return l, err
	}
	if view.GetExplored() != nil {
		if l.explored, err = vision.Decode(view.GetExplored()); err != nil {
			return l, err
		}
	}
	l.Picture, err = g.Pictures.Picture(ctx, l.campaign, l.asset)
	return l, err
}

func (g grounds) describe(w http.ResponseWriter, r *http.Request) error {
	l, err := g.find(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set(cacheControl, "private, no-cache")
	return json.NewEncoder(w).Encode(l.Picture)
}

func (g grounds) tile(w http.ResponseWriter, r *http.Request) error {
	t, err := tileOf(r)
	if err != nil {
		return err
	}
	l, err := g.find(r)
	if err != nil {
		return err
	}
	if err := t.In(l.Picture); err != nil {
		return session.Missing("%v", err)
	}
	mask := ground.MaskOf(l.asset, l.Picture, t, l.on, l.explored)
	tag := `"` + mask.Tag() + `"`
	w.Header().Set("Playhouse-Version", strconv.Itoa(int(l.version)))
	w.Header().Set("ETag", tag)
	w.Header().Set(cacheControl, "private, no-cache")
	switch {
	case r.Header.Get("If-None-Match") == tag:
		w.WriteHeader(http.StatusNotModified)
		return nil
	case mask.None():
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	data, err := g.paint(r.Context(), l, t, mask)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", http.DetectContentType(data))
	_, _ = w.Write(data) //nolint:gosec // a picture, encoded here; it fails when who asked has gone
	return nil
}

// paint masks a tile, or takes it from those that were masked before.
func (g grounds) paint(ctx context.Context, l lain, t ground.Tile, mask ground.Mask) ([]byte, error) {
	if data, ok := g.painted.Get(mask.Tag()); ok {
		return data, nil
	}
	data, media, err := g.Pictures.Tile(ctx, l.campaign, l.asset, t)
	if err != nil {
		return nil, err
	}
	if data, err = mask.Paint(data, media); err == nil && !mask.All() {
		g.painted.Add(mask.Tag(), data)
	}
	return data, err
}

func tileOf(r *http.Request) (t ground.Tile, err error) {
	for name, into := range map[string]*int{"level": &t.Level, "column": &t.Column, "row": &t.Row} {
		if *into, err = strconv.Atoi(r.PathValue(name)); err != nil {
			return t, session.Missing("there is no such tile: %s is not a number", name)
		}
	}
	return t, nil
}
