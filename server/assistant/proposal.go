package assistant

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/campaign"
)

// ProposalsMost is how many proposals of a user are kept; older ones are forgotten.
const ProposalsMost = 200

// pageDefault is how many are listed when nobody says.
const pageDefault = 20

// Proposals keep what was proposed.
type Proposals interface {
	// KeepProposal keeps a proposal of a user's, and forgets those beyond
	// ProposalsMost.
	KeepProposal(ctx context.Context, user uuid.UUID, p *arenav1.Proposal) error
	// Proposals lists a user's, newest first.
	Proposals(ctx context.Context, user uuid.UUID, p campaign.Page) ([]*arenav1.Proposal, campaign.Mark, error)
}

// List returns the caller's proposals, newest first.
func (s *Service) List(ctx context.Context, r *arenav1.ListProposalsRequest) (*arenav1.ListProposalsResponse, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	page, err := campaign.PageOf(cmp.Or(r.GetPageSize(), pageDefault), r.GetPageToken())
	if err != nil {
		return nil, err
	}
	all, next, err := s.Proposals.Proposals(ctx, user, page)
	return &arenav1.ListProposalsResponse{Proposals: all, NextPageToken: next.Token()}, err
}
