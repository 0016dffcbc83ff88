package bestiary

import (
	"context"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/encounter"
)

// Rate tells how hard a fight would be.
func (s *Creatures) Rate(ctx context.Context, r *tabletopv1.RateEncounterRequest) (*tabletopv1.RateEncounterResponse, error) {
	m, err := s.Gate.Member(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	var foes []encounter.Foes
	for _, f := range r.GetFoes() {
		each := f.GetExperience()
		if f.GetCreatureId() != "" {
			c, err := s.find(ctx, m, f.GetCreatureId())
			if err != nil {
				return nil, err
			}
			each = c.GetExperience()
		}
		foes = append(foes, encounter.Foes{Count: f.GetCount(), Experience: each})
	}
	rating, err := encounter.Rate(r.GetLevels(), foes)
	return &tabletopv1.RateEncounterResponse{
		Experience: rating.Experience, Multiplier: rating.Multiplier, Adjusted: rating.Adjusted,
		Thresholds: rating.Thresholds[:], Difficulty: rating.Difficulty, Each: rating.Each,
	}, err
}
