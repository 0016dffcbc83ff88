package behavior

import (
	"context"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/campaign"
)

const (
	// Most is how many behaviours somebody has.
	Most = 200
	// VersionsMost is how many older sources of a behaviour are kept.
	VersionsMost = 100
	// NameMost is the length of a name in characters.
	NameMost = 60
)

// Who may see a behaviour.
const (
	Private  = arenav1.Sharing_SHARING_PRIVATE
	Unlisted = arenav1.Sharing_SHARING_UNLISTED
	Public   = arenav1.Sharing_SHARING_PUBLIC
)

// Behavior is one as it is stored; or one of the house, which has a House name and
// neither id nor owner.
type Behavior struct {
	ID, Owner   uuid.UUID
	House       string
	OwnerName   string
	Name        string
	Description string
	Tier        arenav1.Tier
	Source      string // empty in lists
	Sharing     arenav1.Sharing
	Version     int32  // counts the changes of the source, from 1
	ForkedFrom  string // empty for none
	Etag        string
	Updated     time.Time // when the source was changed last
}

// Prefix begins the ids of the house's behaviours.
const Prefix = "builtin/"

// Key is its id as callers know it.
func (b Behavior) Key() string {
	if b.House != "" {
		return Prefix + b.House
	}
	return b.ID.String()
}

// Message is the behaviour as somebody sees it. What it was made from is told to
// others only of the house's: an id of what is unlisted lets in who knows it.
func (b Behavior) Message(to uuid.UUID) *arenav1.Behavior {
	own := b.Owner == to && b.House == ""
	m := &arenav1.Behavior{
		Id: b.Key(), Name: b.Name, Description: b.Description, Tier: b.Tier, Source: b.Source, Sharing: b.Sharing,
		OwnerName: b.OwnerName, Etag: b.Etag, Version: b.Version, Own: own,
	}
	if own || isHouse(b.ForkedFrom) {
		m.ForkedFrom = b.ForkedFrom
	}
	if b.House == "" {
		m.OwnerUserId, m.Updated = b.Owner.String(), timestamppb.New(b.Updated)
	}
	return m
}

// Version is an older source.
type Version struct {
	Number int32
	Source string
	Made   time.Time
}

// Filter is what a list is asked for: what somebody owns, or what others made public.
type Filter struct {
	User   uuid.UUID
	Others bool
	Text   string // a part of the name
	Page   campaign.Page
}

// Store keeps behaviours. What is not there is session.NotFound, what has another
// etag session.Aborted. Names are unique among an owner's: refusals name_taken,
// too_many_behaviors.
type Store interface {
	// CreateBehavior stores one, once. numbered takes the first name with a number
	// that is free.
	CreateBehavior(ctx context.Context, d campaign.Deed, b Behavior, numbered bool) (uuid.UUID, error)
	Behavior(ctx context.Context, id uuid.UUID) (Behavior, error)
	// Behaviors lists by name, without sources.
	Behaviors(ctx context.Context, f Filter) ([]Behavior, campaign.Mark, error)
	// UpdateBehavior stores what changed, under the etag that b has. A changed source
	// is a new version, and the one before is kept.
	UpdateBehavior(ctx context.Context, b Behavior) error
	DeleteBehavior(ctx context.Context, id uuid.UUID, etag string) error
}

// VersionStore keeps older sources.
type VersionStore interface {
	// Versions lists those before a number, newest first; all for 0.
	Versions(ctx context.Context, id uuid.UUID, before int32, limit int) ([]Version, error)
}
