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
	// Tavern returns a campaign's business with its ledger; an empty one, with the
	// empty etag, when it has none.
	Tavern(ctx context.Context, campaign uuid.UUID) (*tabletopv1.Tavern, error)
	// ChangeTavern lets f change the business, once, with nobody else at it, and
	// returns makes, or what the deed made when it was done before. Lines that f adds
	// to the ledger have ids; those it leaves out are forgotten.
	ChangeTavern(ctx context.Context, b Booking, f TavernChange) (uuid.UUID, error)
}

// Booking is a change of a business that shall happen once.
type Booking struct {
	Deed     Deed
	Campaign uuid.UUID
	Makes    uuid.UUID // the line it books, or anything
}

// TavernChange makes another business of one, or refuses.
type TavernChange func(*tabletopv1.Tavern) (*tabletopv1.Tavern, error)
