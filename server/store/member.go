package store

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	"playhouse/ent"
	entcampaign "playhouse/ent/campaign"
	"playhouse/ent/campaigninvitation"
	"playhouse/ent/campaignmember"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
)

var (
	_ campaign.Roles           = (*Store)(nil)
	_ campaign.MemberStore     = (*Store)(nil)
	_ campaign.InvitationStore = (*Store)(nil)
)

// SetRole makes a member something else; see campaign.MemberStore.
func (s *Store) SetRole(ctx context.Context, in, user, by uuid.UUID, role campaign.Role) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, in, func(tx *ent.Tx) error {
		return dismiss(ctx, tx, dismissal{in: in, user: user, by: by, stays: role == campaign.GM}, func(m *ent.CampaignMember) error {
			return m.Update().SetRole(int32(role)).Exec(ctx)
		})
	})
}

// RemoveMember takes a member out, from the readers of notes too.
func (s *Store) RemoveMember(ctx context.Context, in, user, by uuid.UUID) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, in, func(tx *ent.Tx) error {
		return dismiss(ctx, tx, dismissal{in: in, user: user, by: by}, func(m *ent.CampaignMember) error {
			if err := tx.CampaignMember.DeleteOne(m).Exec(ctx); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, `UPDATE notes SET reader_ids = array_remove(reader_ids, $2)
				WHERE campaign_id = $1 AND $2 = ANY (reader_ids)`, in, user.String())
			return err
		})
	})
}

// dismissal is who shall be less than a game master, unless they stay one.
type dismissal struct {
	in, user, by uuid.UUID
	stays        bool
}

// dismiss carries out f unless the campaign would be without a game master, and
// hands it on when its founder is none any more. The campaign is locked.
func dismiss(ctx context.Context, tx *ent.Tx, d dismissal, f func(*ent.CampaignMember) error) error {
	m, err := tx.CampaignMember.Query().Where(campaignmember.CampaignID(d.in), campaignmember.UserID(d.user)).Only(ctx)
	if ent.IsNotFound(err) {
		return campaign.ErrNoSuchMember
	}
	if err != nil {
		return fmt.Errorf("member: %w", err)
	}
	if campaign.Role(m.Role) != campaign.GM || d.stays {
		return f(m)
	}
	heir, err := tx.CampaignMember.Query().Where(campaignmember.CampaignID(d.in), campaignmember.UserIDNEQ(d.user),
		campaignmember.Role(int32(campaign.GM))).Order(campaignmember.ByID()).First(ctx)
	if ent.IsNotFound(err) {
		return campaign.ErrLastGM
	}
	if err != nil {
		return fmt.Errorf("game masters: %w", err)
	}
	c, err := tx.Campaign.Get(ctx, d.in)
	if err != nil {
		return orMissing("campaign", err)
	}
	if c.FounderID == d.user {
		if d.by != d.user {
			return campaign.ErrFounder
		}
		if err := tx.Campaign.Update().Where(entcampaign.ID(d.in)).SetFounderID(heir.UserID).Exec(ctx); err != nil {
			return fmt.Errorf("hand on: %w", err)
		}
	}
	return f(m)
}

const (
	// invitationsMost is how many good invitations a campaign has.
	invitationsMost = 100
	// membersMost is how many a campaign is for.
	membersMost = 200
)

// AddInvitation stores an invitation, and forgets those that are over.
func (s *Store) AddInvitation(ctx context.Context, in uuid.UUID, i campaign.Invitation) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, in, func(tx *ent.Tx) error {
		mine := campaigninvitation.CampaignID(in)
		if _, err := tx.CampaignInvitation.Delete().Where(mine, campaigninvitation.ExpiresAtLTE(i.At)).Exec(ctx); err != nil {
			return fmt.Errorf("old invitations: %w", err)
		}
		n, err := tx.CampaignInvitation.Query().Where(mine, campaigninvitation.UsesLeftGT(0)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count invitations: %w", err)
		}
		if n >= invitationsMost {
			return campaign.TooMany("invitations", invitationsMost)
		}
		return tx.CampaignInvitation.Create().SetID(i.ID).SetCampaignID(in).SetRole(int32(i.Role)).SetTokenHash(i.Hash).
			SetUsesLeft(i.Uses).SetExpiresAt(i.Expires).SetCreatedAt(i.At).Exec(ctx)
	})
}

// Invitations lists the good ones, newest first.
func (s *Store) Invitations(ctx context.Context, in uuid.UUID, now time.Time) (_ []*tabletopv1.Invitation, err error) {
	defer explain(ctx, &err)
	rows, err := s.ent.CampaignInvitation.Query().
		Where(campaigninvitation.CampaignID(in), campaigninvitation.ExpiresAtGT(now), campaigninvitation.UsesLeftGT(0)).
		Order(campaigninvitation.ByCreatedAt(sql.OrderDesc()), campaigninvitation.ByID(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	all := make([]*tabletopv1.Invitation, 0, len(rows))
	for _, row := range rows {
		all = append(all, &tabletopv1.Invitation{
			Id: row.ID.String(), Role: campaign.Role(row.Role), ExpiresAt: timestamppb.New(row.ExpiresAt), UsesLeft: row.UsesLeft,
		})
	}
	return all, nil
}

// RemoveInvitation ends an invitation.
func (s *Store) RemoveInvitation(ctx context.Context, in, id uuid.UUID) (err error) {
	defer explain(ctx, &err)
	n, err := s.ent.CampaignInvitation.Delete().Where(campaigninvitation.ID(id), campaigninvitation.CampaignID(in)).Exec(ctx)
	if err == nil && n == 0 {
		err = campaign.Missing("invitation")
	}
	return err
}

// Accept makes a user a member; see campaign.InvitationStore.
func (s *Store) Accept(ctx context.Context, hash []byte, user uuid.UUID, now time.Time) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	found, err := s.ent.CampaignInvitation.Query().Where(campaigninvitation.TokenHash(hash)).Only(ctx)
	if ent.IsNotFound(err) {
		return uuid.Nil, campaign.ErrInvitationInvalid
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("invitation: %w", err)
	}
	in := found.CampaignID
	err = s.inCampaign(ctx, in, func(tx *ent.Tx) error {
		members := tx.CampaignMember.Query().Where(campaignmember.CampaignID(in))
		member, err := members.Clone().Where(campaignmember.UserID(user)).Exist(ctx)
		if err != nil || member {
			return err
		}
		if n, err := members.Count(ctx); err != nil || n >= membersMost {
			if err == nil {
				err = campaign.TooMany("members", membersMost)
			}
			return err
		}
		n, err := tx.CampaignInvitation.Update().Where(campaigninvitation.ID(found.ID), campaigninvitation.UsesLeftGT(0),
			campaigninvitation.ExpiresAtGT(now)).AddUsesLeft(-1).Save(ctx)
		if err != nil {
			return fmt.Errorf("use invitation: %w", err)
		}
		if n == 0 {
			return campaign.ErrInvitationInvalid
		}
		return addMember(ctx, tx, in, user, campaign.Role(found.Role), now)
	})
	return in, err
}
