package library

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/library/media"
	"playhouse/server/session"
)

// Served is a file on its way to somebody who may have it. Close its content.
type Served struct {
	Content io.ReadSeekCloser
	Type    string
	// Name is what it is saved as, without what says its type; empty for who is not
	// told.
	Name string
	// Tag changes with the bytes, which never happens at an address.
	Tag string
	// Attachment is true for what is saved and not shown.
	Attachment bool
}

// viewer is the caller, or else who the ticket for something was made for, in a
// campaign.
func (l *Library) viewer(ctx context.Context, ticket string, in uuid.UUID, what string) (campaign.Membership, error) {
	m := campaign.Membership{Campaign: in}
	var err error
	if m.User, err = uuid.Parse(string(session.CallerFrom(ctx).User)); err != nil {
		if m.User, err = l.tickets.user(ticket, in, what); err != nil {
			return m, err
		}
	}
	if m.Role, err = l.roles.of(ctx, l.Gate.Roles, m); err == nil && m.Role == 0 {
		err = errNoFile
	}
	return m, err
}

// visible returns an asset that the viewer may see the bytes of, without its name if
// that is not for them.
func (l *Library) visible(ctx context.Context, ticket, id string) (Asset, error) {
	asset, err := uuid.Parse(id)
	if err != nil {
		return Asset{}, errNoFile
	}
	a, err := l.Assets.Asset(ctx, asset)
	if err != nil {
		return a, err
	}
	m, err := l.viewer(ctx, ticket, a.Campaign, a.ID.String())
	if err == nil && !a.maySee(m) {
		err = errNoFile
	}
	if !a.mayName(m) {
		a.Name = ""
	}
	return a, err
}

// File opens an asset's bytes, or with a side of 256 or 1024 pixels a smaller
// picture of it.
func (l *Library) File(ctx context.Context, ticket, id, side string) (Served, error) {
	a, err := l.visible(ctx, ticket, id)
	if err != nil {
		return Served{}, err
	}
	name := blob.Bytes
	if side != "" {
		if a.Width == 0 || (side != strconv.Itoa(media.Small) && side != strconv.Itoa(media.Preview)) {
			return Served{}, errNoFile
		}
		name = side
	}
	r, err := l.Blobs.Open(ctx, a.Blob.Key(name), blob.Range{})
	if err != nil {
		return Served{}, orNoFile(err)
	}
	s := Served{Content: r, Type: a.MediaType, Name: a.Name, Tag: string(a.Blob[:32]) + side}
	if side != "" {
		s.Type = "" // as its bytes say
	}
	return s, nil
}

// TileOf opens a tile of a map.
func (l *Library) TileOf(ctx context.Context, ticket, id string, at [3]int) (Served, error) {
	a, err := l.visible(ctx, ticket, id)
	if err != nil {
		return Served{}, err
	}
	b, kind, err := l.Tile(ctx, a, at[0], at[1], at[2])
	if err != nil {
		return Served{}, err
	}
	tag := fmt.Sprintf("%s-%d-%d-%d", a.Blob[:32], at[0], at[1], at[2])
	return Served{Content: inMemory{bytes.NewReader(b)}, Type: kind, Tag: tag}, nil
}

type inMemory struct{ *bytes.Reader }

// Close does nothing: there is nothing to give back.
func (inMemory) Close() error { return nil }

// roles remembers for some seconds who is what: a map is fetched in hundreds of
// tiles.
type roles struct {
	mu   sync.Mutex
	seen map[[2]uuid.UUID]sighting
}

type sighting struct {
	role tabletopv1.CampaignRole
	at   time.Time
}

const (
	believed = 3 * time.Second
	// seenMost bounds memory; beyond it everything is asked anew.
	seenMost = 10_000
)

func (r *roles) of(ctx context.Context, ask campaign.Roles, m campaign.Membership) (campaign.Role, error) {
	key, now := [2]uuid.UUID{m.Campaign, m.User}, time.Now()
	r.mu.Lock()
	s, ok := r.seen[key]
	r.mu.Unlock()
	if ok && now.Sub(s.at) < believed {
		return s.role, nil
	}
	role, err := ask.RoleIn(ctx, m.Campaign, m.User)
	if err != nil {
		return role, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil || len(r.seen) >= seenMost {
		r.seen = map[[2]uuid.UUID]sighting{}
	}
	r.seen[key] = sighting{role: role, at: now}
	return role, nil
}
