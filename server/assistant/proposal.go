package assistant

import (
	"cmp"
	"context"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/campaign"
)

// pageDefault is how many are listed when nobody says.
const pageDefault = 20

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
