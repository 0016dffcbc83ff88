package rpc

import (
	"context"

	"github.com/google/uuid"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/server/identity"
	"playhouse/server/session"
)

func (a accounts) ListProviders(context.Context, *identityv1.ListProvidersRequest) (*identityv1.ListProvidersResponse, error) {
	answer := &identityv1.ListProvidersResponse{}
	for _, p := range a.providers {
		answer.Providers = append(answer.Providers, &identityv1.Provider{Id: p.ID(), Name: p.Name(), StartPath: startPath(p)})
	}
	return answer, nil
}

func (a accounts) ListIdentities(ctx context.Context, _ *identityv1.ListIdentitiesRequest) (*identityv1.ListIdentitiesResponse, error) {
	links, err := a.identity.Links(ctx, credentialOf(ctx).User)
	answer := &identityv1.ListIdentitiesResponse{}
	for _, l := range links {
		answer.Identities = append(answer.Identities, a.linkMessage(l))
	}
	return answer, err
}

func (a accounts) linkMessage(l identity.Linked) *identityv1.Identity {
	m := &identityv1.Identity{
		Id: l.ID.String(), ProviderName: l.Issuer, Name: l.Name,
		CreatedAt: identity.Timestamp(l.Created), LastUsedAt: identity.Timestamp(l.Used),
	}
	for _, p := range a.providers {
		if p.Issuer() == l.Issuer {
			m.Provider, m.ProviderName = p.ID(), p.Name()
		}
	}
	return m
}

func (a accounts) UnlinkIdentity(ctx context.Context, r *identityv1.UnlinkIdentityRequest) (*identityv1.UnlinkIdentityResponse, error) {
	id, err := uuid.Parse(r.GetId())
	if err != nil {
		return nil, session.Invalid("id", "must be an identity's id")
	}
	u, err := a.identity.Unlink(ctx, credentialOf(ctx).User, id)
	if err != nil {
		return nil, err
	}
	return &identityv1.UnlinkIdentityResponse{User: u.Message()}, nil
}
