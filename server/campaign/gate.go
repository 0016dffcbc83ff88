package campaign

import (
	"context"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Role is what somebody is in a campaign; 0 for nothing.
type Role = tabletopv1.CampaignRole

// The roles.
const (
	GM        = tabletopv1.CampaignRole_CAMPAIGN_ROLE_GM
	Player    = tabletopv1.CampaignRole_CAMPAIGN_ROLE_PLAYER
	Spectator = tabletopv1.CampaignRole_CAMPAIGN_ROLE_SPECTATOR
)

// Roles knows who is what.
type Roles interface {
	// RoleIn returns what a user is in a campaign; 0 for nothing.
	RoleIn(ctx context.Context, campaign, user uuid.UUID) (Role, error)
}

// Gate tells what the caller is in a campaign. It is the only place that does.
type Gate struct{ Roles Roles }

// Membership is the caller's, in a campaign.
type Membership struct {
	Campaign uuid.UUID
	User     uuid.UUID
	Role     Role
}

// Member lets members in.
func (g Gate) Member(ctx context.Context, campaignID string) (Membership, error) {
	var m Membership
	var err error
	if m.Campaign, err = uuid.Parse(campaignID); err != nil {
		return m, errNoCampaign
	}
	if m.User, err = uuid.Parse(string(session.CallerFrom(ctx).User)); err != nil {
		return m, errNoCampaign
	}
	if m.Role, err = g.Roles.RoleIn(ctx, m.Campaign, m.User); err != nil {
		return m, err
	}
	if m.Role == 0 {
		return m, errNoCampaign
	}
	return m, nil
}

// Player lets game masters and players in.
func (g Gate) Player(ctx context.Context, campaignID string) (Membership, error) {
	m, err := g.Member(ctx, campaignID)
	if err == nil && m.Role != GM && m.Role != Player {
		err = session.Forbid("spectator", "spectators only watch; ask a game master to make you a player")
	}
	return m, err
}

// GM lets game masters in.
func (g Gate) GM(ctx context.Context, campaignID string) (Membership, error) {
	m, err := g.Member(ctx, campaignID)
	if err == nil && m.Role != GM {
		err = ErrNotGM
	}
	return m, err
}

// What the gate says.
var (
	// ErrNotGM is for members who are no game masters.
	ErrNotGM      = session.Forbid("not_gm", "only game masters can do this")
	errNoCampaign = Missing("campaign")
)

// Missing says that there is no such thing, or not for the caller's eyes.
func Missing(what string) error { return session.Missing("there is no such %s", what) }
