package library

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"playhouse/server/blob"
	"playhouse/server/campaign"
)

// Parcel is a file made for somebody to take away.
type Parcel struct {
	Name      string // as it is saved
	MediaType string // application/zip or application/json
	Source    io.Reader
}

// parcelLife is how long one can be fetched.
const parcelLife = 24 * time.Hour

// parcelEnds are how the keys of parcels end, by type.
var parcelEnds = map[string]string{"application/zip": ".zip", "application/json": ".json"}

// parcelName is what Publish calls one.
var parcelName = regexp.MustCompile(`^[0-9a-f-]{36}\.(zip|json)$`)

// Publish keeps a file for a day, for the game masters of the member's campaign, and
// returns its address for that member.
func (l *Library) Publish(ctx context.Context, m campaign.Membership, p Parcel) (string, error) {
	end, ok := parcelEnds[p.MediaType]
	if !ok {
		return "", fmt.Errorf("no parcel is %s", p.MediaType)
	}
	name := campaign.NewID().String() + end
	if err := l.Blobs.Write(ctx, parcelKey(m.Campaign, name), p.Source); err != nil {
		return "", err
	}
	return ParcelsPath + m.Campaign.String() + "/" + name + "/" + url.PathEscape(p.Name) + l.tickets.query(m.User, m.Campaign, name), nil
}

// Resign makes an address that Publish returned one for a member; empty if it is not
// of a parcel of their campaign. Addresses are not to be handed on: one tells who it
// was made for.
func (l *Library) Resign(m campaign.Membership, address string) string {
	plain, _, _ := strings.Cut(address, "?")
	rest, ok := strings.CutPrefix(plain, ParcelsPath+m.Campaign.String()+"/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	if !parcelName.MatchString(name) {
		return ""
	}
	return plain + l.tickets.query(m.User, m.Campaign, name)
}

// ParcelsPath is what the URLs of parcels begin with.
const ParcelsPath = "/files/exports/"

func parcelKey(in uuid.UUID, name string) string { return blob.Exports + in.String() + "/" + name }

// Parcel opens one, for game masters.
func (l *Library) Parcel(ctx context.Context, ticket, in, name string) (Served, error) {
	home, err := uuid.Parse(in)
	if err != nil || !parcelName.MatchString(name) {
		return Served{}, errNoFile
	}
	m, err := l.viewer(ctx, ticket, home, name)
	if err != nil {
		return Served{}, err
	}
	if m.Role != campaign.GM {
		return Served{}, errNoFile
	}
	key := parcelKey(home, name)
	age, err := l.Blobs.Age(ctx, key)
	if err != nil || age > parcelLife {
		return Served{}, orNoFile(errors.Join(err, blob.ErrMissing))
	}
	r, err := l.Blobs.Open(ctx, key, blob.Range{})
	if err != nil {
		return Served{}, orNoFile(err)
	}
	s := Served{Content: r, Tag: name, Attachment: true}
	for kind, end := range parcelEnds {
		if path.Ext(name) == end {
			s.Type = kind
		}
	}
	return s, nil
}
