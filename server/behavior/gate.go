package behavior

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"playhouse/server/campaign"
	"playhouse/server/session"
)

// What is refused with a reason that the proto documents.
var (
	ErrNotOwner = session.Forbid("not_owner", "this is somebody else's: make a copy, and change that")
	errMissing  = campaign.Missing("behavior")
)

// NameTaken says that the caller has one of that name.
func NameTaken(name string) error {
	return session.Taken("name_taken", "you have one called %q already: take another name", name)
}

// TooMany says that somebody has too many of something.
func TooMany(what string, most int) error {
	return &session.Error{
		Kind: session.Exhausted, Reason: "too_many_" + what,
		Message: fmt.Sprintf("you have %d already, which is the most: delete one first", most),
	}
}

// Gate tells what the caller may see and change. It is the only place that does.
type Gate struct {
	Store Store
	// House is the house's behaviours, by name.
	House []Behavior
}

func isHouse(id string) bool { return strings.HasPrefix(id, Prefix) }

// inHouse finds a behaviour of the house.
func (g Gate) inHouse(id string) (Behavior, error) {
	for _, b := range g.House {
		if b.Key() == id {
			return b, nil
		}
	}
	return Behavior{}, errMissing
}

// See lets at what the caller may see: the house's, their own, what is public, and
// what is unlisted and known by its id. The rest is not there.
func (g Gate) See(ctx context.Context, id string) (Behavior, uuid.UUID, error) {
	user, err := caller(ctx)
	if err != nil {
		return Behavior{}, user, err
	}
	if isHouse(id) {
		b, err := g.inHouse(id)
		return b, user, err
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return Behavior{}, user, errMissing
	}
	b, err := g.Store.Behavior(ctx, key)
	if err == nil && b.Owner != user && b.Sharing != Public && b.Sharing != Unlisted {
		return Behavior{}, user, errMissing
	}
	return b, user, err
}

// Own lets at what the caller may change.
func (g Gate) Own(ctx context.Context, id string) (Behavior, uuid.UUID, error) {
	b, user, err := g.See(ctx, id)
	if err == nil && (b.House != "" || b.Owner != user) {
		err = ErrNotOwner
	}
	return b, user, err
}

// caller is who calls.
func caller(ctx context.Context) (uuid.UUID, error) {
	id, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil {
		return id, campaign.Missing("account")
	}
	return id, nil
}
