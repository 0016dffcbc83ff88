package campaign

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// MemberStore keeps who is in a campaign.
type MemberStore interface {
	// SetRole makes a member something else. Refusals: no_such_member, last_gm,
	// founder (unless by is the founder). A founder who is no game master any more
	// hands the campaign to the game master who is in it longest.
	SetRole(ctx context.Context, campaign, user, by uuid.UUID, role Role) error
	// RemoveMember takes a member out, by the same rules.
	RemoveMember(ctx context.Context, campaign, user, by uuid.UUID) error
}

// InvitationStore keeps invitations.
type InvitationStore interface {
	AddInvitation(ctx context.Context, campaign uuid.UUID, i Invitation) error
	// Invitations lists those that are good at a time, newest first.
	Invitations(ctx context.Context, campaign uuid.UUID, now time.Time) ([]*tabletopv1.Invitation, error)
	RemoveInvitation(ctx context.Context, campaign, id uuid.UUID) error
	// Accept takes one use of the invitation and makes the user a member, all or
	// nothing; members stay what they are, and use nothing up.
	Accept(ctx context.Context, hash []byte, user uuid.UUID, now time.Time) (campaign uuid.UUID, err error)
}

// Invitation is what is stored of one.
type Invitation struct {
	ID      uuid.UUID
	Role    Role
	Hash    []byte
	Uses    int32
	Expires time.Time
	At      time.Time
}

// Members is what people do about who is in a campaign.
type Members struct {
	Campaigns   *Campaigns
	Members     MemberStore
	Invitations InvitationStore

	follow func(ctx context.Context, campaign, user uuid.UUID)
}

// Follow has f told of whoever has become something else in a campaign, or nothing:
// their places at its tables follow. To be called before the first call.
func (s *Members) Follow(f func(ctx context.Context, campaign, user uuid.UUID)) { s.follow = f }

// changed tells who follows.
func (s *Members) changed(ctx context.Context, campaign, user uuid.UUID) {
	if s.follow != nil {
		s.follow(context.WithoutCancel(ctx), campaign, user)
	}
}

const (
	invitationDefault = 7 * 24 * time.Hour
	invitationLeast   = time.Minute
	usesDefault       = 100
)

// Invite makes an invitation; its token is told once.
func (s *Members) Invite(ctx context.Context, r *tabletopv1.CreateInvitationRequest) (*tabletopv1.Invitation, string, error) {
	m, err := s.Campaigns.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, "", err
	}
	lifetime := time.Duration(r.GetLifetimeSeconds()) * time.Second
	switch {
	case lifetime == 0:
		lifetime = invitationDefault
	case lifetime < invitationLeast:
		return nil, "", errLifetime
	}
	uses := r.GetUses()
	if uses == 0 {
		uses = usesDefault
	}
	now := s.Campaigns.Now()
	token, hash := newToken()
	i := Invitation{ID: NewID(), Role: r.GetRole(), Hash: hash, Uses: uses, Expires: now.Add(lifetime).Truncate(time.Millisecond), At: now}
	if err := s.Invitations.AddInvitation(ctx, m.Campaign, i); err != nil {
		return nil, "", err
	}
	return i.Message(), token, nil
}

func newToken() (token string, hash []byte) {
	raw := make([]byte, 24)
	_, _ = rand.Read(raw) // never fails
	token = base64.RawURLEncoding.EncodeToString(raw)
	return token, hashOf(token)
}

func hashOf(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// List returns the invitations that are still good.
func (s *Members) List(ctx context.Context, campaignID string) ([]*tabletopv1.Invitation, error) {
	m, err := s.Campaigns.Gate.GM(ctx, campaignID)
	if err != nil {
		return nil, err
	}
	return s.Invitations.Invitations(ctx, m.Campaign, s.Campaigns.Now())
}

// Revoke ends an invitation.
func (s *Members) Revoke(ctx context.Context, campaignID, invitationID string) error {
	m, err := s.Campaigns.Gate.GM(ctx, campaignID)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(invitationID)
	if err != nil {
		return Missing("invitation")
	}
	return s.Invitations.RemoveInvitation(ctx, m.Campaign, id)
}

// Accept makes the caller a member.
func (s *Members) Accept(ctx context.Context, token string) (*tabletopv1.Campaign, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	id, err := s.Invitations.Accept(ctx, hashOf(token), user, s.Campaigns.Now())
	if err != nil {
		return nil, err
	}
	return s.Campaigns.Read(ctx, id.String())
}

// SetRole makes a member something else.
func (s *Members) SetRole(ctx context.Context, r *tabletopv1.SetMemberRoleRequest) (*tabletopv1.Campaign, error) {
	m, err := s.Campaigns.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	user, err := uuid.Parse(r.GetUserId())
	if err != nil {
		return nil, ErrNoSuchMember
	}
	if err := s.Members.SetRole(ctx, m.Campaign, user, m.User, r.GetRole()); err != nil {
		return nil, err
	}
	s.changed(ctx, m.Campaign, user)
	return s.Campaigns.Read(ctx, r.GetCampaignId())
}

// Remove sends a member away, or lets the caller go.
func (s *Members) Remove(ctx context.Context, campaignID, userID string) error {
	m, err := s.Campaigns.Gate.Member(ctx, campaignID)
	if err != nil {
		return err
	}
	user, err := uuid.Parse(userID)
	switch {
	case err == nil && user == m.User:
	case m.Role != GM:
		return ErrNotGM
	case err != nil:
		return ErrNoSuchMember
	}
	if err := s.Members.RemoveMember(ctx, m.Campaign, user, m.User); err != nil {
		return err
	}
	s.changed(ctx, m.Campaign, user)
	return nil
}
