package leagues

import (
	"context"

	"github.com/google/uuid"

	"playhouse/server/campaign"
	"playhouse/server/session"
)

// Role is what somebody is in a league; 0 for nothing.
type Role int

// The roles. A commissioner may manage a team besides.
const (
	Manager Role = iota + 1
	Commissioner
)

// Roles knows who is what.
type Roles interface {
	// LeagueRole returns what a user is in a league; 0 for nothing, and for a league
	// that there is not.
	LeagueRole(ctx context.Context, league, user uuid.UUID) (Role, error)
}

// Gate tells what the caller is in a league. It is the only place that does.
type Gate struct{ Roles Roles }

// Membership is the caller's, in a league.
type Membership struct {
	League, User uuid.UUID
	Role         Role
}

// Member lets the commissioner and managers in. Others are told that what they ask
// for is not there.
func (g Gate) Member(ctx context.Context, league uuid.UUID, what string) (Membership, error) {
	m := Membership{League: league}
	var err error
	if m.User, err = uuid.Parse(string(session.CallerFrom(ctx).User)); err != nil {
		return m, campaign.Missing(what)
	}
	if m.Role, err = g.Roles.LeagueRole(ctx, league, m.User); err == nil && m.Role == 0 {
		err = campaign.Missing(what)
	}
	return m, err
}

// Commissioner lets the commissioner in.
func (g Gate) Commissioner(ctx context.Context, league uuid.UUID, what string) (Membership, error) {
	m, err := g.Member(ctx, league, what)
	if err == nil && m.Role != Commissioner {
		err = ErrNotCommissioner
	}
	return m, err
}

// Manages is true for the manager of a team.
func (m Membership) Manages(t Team) bool { return t.Manager == m.User }
