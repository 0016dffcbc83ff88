package campaign

import (
	"context"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// CreatureStore keeps the creatures of campaigns, each with its id and etag. Those
// of the house are not in it.
type CreatureStore interface {
	// CreateCreatures stores creatures, all or none, once, and returns the id of the
	// first.
	CreateCreatures(ctx context.Context, d Deed, campaign uuid.UUID, all []*tabletopv1.Creature) (uuid.UUID, error)
	Creature(ctx context.Context, campaign, id uuid.UUID) (*tabletopv1.Creature, error)
	// Creatures lists them by NameKey, then by id.
	Creatures(ctx context.Context, f CreatureFilter) ([]*tabletopv1.Creature, error)
	// UpdateCreature stores a creature if its etag is in force, or empty.
	UpdateCreature(ctx context.Context, campaign uuid.UUID, c *tabletopv1.Creature) error
	DeleteCreature(ctx context.Context, campaign, id uuid.UUID) error
}

// CreatureFilter chooses creatures.
type CreatureFilter struct {
	Campaign     uuid.UUID
	Text         string  // part of name or type
	MaxChallenge float64 // 0 for all
	Page         Page
}

// TavernStore keeps the businesses of campaigns.
type TavernStore interface {
	// Tavern returns a campaign's business with its ledger, newest first, at most
	// LedgerMost lines; with the empty etag when it has none.
	Tavern(ctx context.Context, campaign uuid.UUID) (*tabletopv1.Tavern, error)
	// ChangeTavern lets f change the business, once, with nobody else at it. What f
	// returns, if anything, is booked with the treasury as it is then, and given an
	// id. The id of the line comes back, or of the business.
	ChangeTavern(ctx context.Context, d Deed, campaign uuid.UUID, f TavernChange) (uuid.UUID, error)
	// EditEntry corrects a line of the ledger, or strikes it out; the treasury, and
	// those of later lines, follow.
	EditEntry(ctx context.Context, campaign, entry uuid.UUID, e EntryEdit) error
	// Entry returns a line.
	Entry(ctx context.Context, campaign, entry uuid.UUID) (*tabletopv1.TavernEntry, error)
}

// TavernChange changes a business, which has no ledger here; its etag is that in
// force.
type TavernChange func(*tabletopv1.Tavern) (*tabletopv1.TavernEntry, error)

// EntryEdit is what becomes of a line.
type EntryEdit struct {
	Net    int32
	Note   string
	Remove bool
}

const (
	// LedgerMost is how many lines of the ledger are shown.
	LedgerMost = 100
	// GoldMost is the most gold a business has, or owes.
	GoldMost = 1_000_000_000
)
