package rpc

import (
	"context"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Assets knows what is in campaigns' libraries.
type Assets interface {
	// Has tells whether a campaign has an asset, and of what kind.
	Has(ctx context.Context, campaign uuid.UUID, asset string) (tabletopv1.AssetKind, bool, error)
}

const (
	aMap    = tabletopv1.AssetKind_ASSET_KIND_MAP
	anyMap  = "map"
	picture = "picture"
	sound   = "sound"
)

// fits tells whether an asset may serve as something: a handout may be a map too.
func fits(kind tabletopv1.AssetKind, as string) bool {
	switch as {
	case anyMap:
		return kind == aMap
	case sound:
		return kind == tabletopv1.AssetKind_ASSET_KIND_AUDIO
	}
	return kind == aMap || kind == tabletopv1.AssetKind_ASSET_KIND_IMAGE
}

// haveAssets refuses what names an asset that the table's campaign does not have, or
// that is no such thing. The rules know no library, so this is asked before them.
func (t tables) haveAssets(ctx context.Context, id, as string, assets ...string) error {
	named := assetsSeen{}.without(assets)
	if len(named) == 0 {
		return nil
	}
	m, err := t.member(ctx, id)
	if err != nil {
		return err
	}
	for _, asset := range named {
		kind, there, err := t.Assets.Has(ctx, m.Campaign, asset)
		if err != nil {
			return err
		}
		if !there || !fits(kind, as) {
			return session.Refuse("no_such_asset", "the library of this campaign has no %s with the id %s; upload it first", as, asset)
		}
	}
	return nil
}

// haveElements checks the assets of elements; those that lie there already with
// the same asset are taken as they are: it may have been deleted since.
func (t tables) haveElements(ctx context.Context, r *tabletopv1.PutElementsRequest) error {
	var pictures, grounds []string
	for _, e := range r.GetElements() {
		pictures = append(pictures, e.GetToken().GetAssetId())
		grounds = append(grounds, e.GetMap().GetAssetId())
	}
	known, err := t.lying(ctx, r, append(pictures, grounds...))
	if err != nil {
		return err
	}
	if err := t.haveAssets(ctx, r.GetSessionId(), picture, known.without(pictures)...); err != nil {
		return err
	}
	return t.haveAssets(ctx, r.GetSessionId(), anyMap, known.without(grounds)...)
}

// assetsSeen are assets that lie on a table.
type assetsSeen map[string]bool

func (s assetsSeen) without(assets []string) []string {
	var rest []string
	for _, asset := range assets {
		if asset != "" && !s[asset] {
			rest = append(rest, asset)
		}
	}
	return rest
}

// lying are the assets on elements that are changed, if any asset is named at all.
func (t tables) lying(ctx context.Context, r *tabletopv1.PutElementsRequest, named []string) (assetsSeen, error) {
	if len(assetsSeen{}.without(named)) == 0 {
		return nil, nil //nolint:nilnil // none
	}
	now, err := t.host.View(ctx, session.ID(r.GetSessionId()), 0)
	if err != nil {
		return nil, err
	}
	seen := assetsSeen{}
	for _, e := range r.GetElements() {
		old := now.View.GetElements()[e.GetId()]
		seen[old.GetToken().GetAssetId()], seen[old.GetMap().GetAssetId()] = true, true
	}
	return seen, nil
}
