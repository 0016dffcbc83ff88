package behavior

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

// Behaviors is what people do with behaviours. The caller of its methods is in the
// context.
type Behaviors struct {
	Gate      Gate
	Store     Store
	Versions  VersionStore
	Languages map[arenav1.Tier]Language
	Now       func() time.Time
}

// Create stores a new one, and tells what is wrong with its source.
func (s *Behaviors) Create(ctx context.Context, r *arenav1.CreateBehaviorRequest) (*arenav1.Behavior, []*arenav1.Diagnostic, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, nil, err
	}
	b := Behavior{
		ID: campaign.NewID(), Owner: user, Description: r.GetDescription(), Tier: tierOf(r.GetTier()), Source: r.GetSource(),
		Sharing: sharingOf(r.GetSharing()), Updated: s.Now(),
	}
	if b.Name, err = campaign.CleanName("name", r.GetName()); err != nil {
		return nil, nil, err
	}
	found, err := s.check(ctx, b.Tier, b.Source)
	if err != nil {
		return nil, nil, err
	}
	id, err := s.Store.CreateBehavior(ctx, campaign.DeedOf("behavior", user, r), b, false)
	if err != nil {
		return nil, nil, err
	}
	made, err := s.stored(ctx, id, user)
	return made, found, err
}

func sharingOf(s arenav1.Sharing) arenav1.Sharing {
	if s == arenav1.Sharing_SHARING_UNSPECIFIED {
		return Private
	}
	return s
}

// stored is a behaviour as it is stored.
func (s *Behaviors) stored(ctx context.Context, id, user uuid.UUID) (*arenav1.Behavior, error) {
	b, err := s.Store.Behavior(ctx, id)
	if err != nil {
		return nil, err
	}
	return b.Message(user), nil
}

// Read returns a behaviour, and what is wrong with its source. What cannot be looked at
// now can be read all the same.
func (s *Behaviors) Read(ctx context.Context, id string) (*arenav1.Behavior, []*arenav1.Diagnostic, error) {
	b, user, err := s.Gate.See(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	found, err := s.check(ctx, b.Tier, b.Source)
	if known, ok := errors.AsType[*session.Error](err); ok {
		found = []*arenav1.Diagnostic{{Severity: arenav1.Severity_SEVERITY_WARNING, Message: "this was not checked: " + known.Message}}
		err = nil
	}
	return b.Message(user), found, err
}

// Update changes one of the caller's own, and tells what is wrong with its source.
func (s *Behaviors) Update(ctx context.Context, r *arenav1.UpdateBehaviorRequest) (*arenav1.Behavior, []*arenav1.Diagnostic, error) {
	b, user, err := s.Gate.Own(ctx, r.GetId())
	if err != nil {
		return nil, nil, err
	}
	if r.Name != nil {
		if b.Name, err = campaign.CleanName("name", r.GetName()); err != nil {
			return nil, nil, err
		}
	}
	if r.Description != nil {
		b.Description = r.GetDescription()
	}
	if r.Source != nil {
		b.Source = r.GetSource()
	}
	if r.Sharing != nil {
		b.Sharing = sharingOf(r.GetSharing())
	}
	found, err := s.check(ctx, b.Tier, b.Source)
	if err != nil {
		return nil, nil, err
	}
	b.Etag, b.Updated = r.GetEtag(), s.Now()
	if err := s.Store.UpdateBehavior(ctx, b); err != nil {
		return nil, nil, err
	}
	made, err := s.stored(ctx, b.ID, user)
	return made, found, err
}

// Delete removes one of the caller's own.
func (s *Behaviors) Delete(ctx context.Context, r *arenav1.DeleteBehaviorRequest) error {
	b, _, err := s.Gate.Own(ctx, r.GetId())
	if err != nil {
		return err
	}
	return s.Store.DeleteBehavior(ctx, b.ID, r.GetEtag())
}

// Fork makes the caller's own copy of what they may see.
func (s *Behaviors) Fork(ctx context.Context, r *arenav1.ForkBehaviorRequest) (*arenav1.Behavior, error) {
	b, user, err := s.Gate.See(ctx, r.GetId())
	if err != nil {
		return nil, err
	}
	b.ForkedFrom = b.Key()
	b.ID, b.House, b.Owner, b.Sharing, b.Updated = campaign.NewID(), "", user, Private, s.Now()
	numbered := r.GetName() == ""
	if !numbered {
		if b.Name, err = campaign.CleanName("name", r.GetName()); err != nil {
			return nil, err
		}
	}
	id, err := s.Store.CreateBehavior(ctx, campaign.DeedOf("fork", user, r), b, numbered)
	if err != nil {
		return nil, err
	}
	return s.stored(ctx, id, user)
}

// Copy is a behaviour as a world is handed it. Refusals: behavior_invalid for one
// with errors; what the caller may not see is session.NotFound.
func (s *Behaviors) Copy(ctx context.Context, id string) (*arenav1.BehaviorCopy, error) {
	b, _, err := s.Gate.See(ctx, id)
	if err != nil {
		return nil, err
	}
	found, err := s.check(ctx, b.Tier, b.Source)
	if err != nil {
		return nil, err
	}
	if !Usable(found) {
		return nil, ErrInvalid
	}
	made := &arenav1.BehaviorCopy{BehaviorId: b.Key(), Name: b.Name, Tier: b.Tier, Source: b.Source, Version: b.Version, Sharing: b.Sharing}
	if b.House == "" {
		made.OwnerUserId = b.Owner.String()
	}
	return made, nil
}
