package bestiary

import (
	"context"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/tabletop/creature"
	"playhouse/server/session"
)

// importMost is the largest list of creatures in bytes.
const importMost = 16 << 20

// Import adds the creatures of a JSON list that was uploaded, all or none, and once
// for an upload. It returns how many, and what looks like a mistake.
func (s *Creatures) Import(ctx context.Context, r *tabletopv1.ImportCreaturesRequest) (int32, []string, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return 0, nil, err
	}
	data, err := s.Uploads.ReadUpload(ctx, m, Upload{ID: r.GetUploadId(), Kind: tabletopv1.AssetKind_ASSET_KIND_CREATURES, Most: importMost})
	if err != nil {
		return 0, nil, err
	}
	all, warnings, err := creature.Read(data)
	if err != nil || len(all) == 0 {
		return 0, nil, err
	}
	for i, c := range all {
		if err := legible(c); err != nil {
			return 0, nil, session.Invalid("creatures", "creature %d: %v", i+1, err)
		}
		c.Id = campaign.NewID().String()
	}
	_, err = s.Store.CreateCreatures(ctx, m.Use(r.GetUploadId(), r), m.Campaign, all)
	return int32(len(all)), warnings, err
}
