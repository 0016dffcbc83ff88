package library

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

func etagOf(revision int64) string { return strconv.FormatInt(revision, 10) }

// InUse says where something is used that shall be deleted.
func InUse(uses []Use) error {
	const shown = 5
	var names []string
	for _, u := range uses[:min(len(uses), shown)] {
		names = append(names, strconv.Quote(u.Name))
	}
	text := strings.Join(names, ", ")
	if more := len(uses) - shown; more > 0 {
		text += " and " + strconv.Itoa(more) + " more"
	}
	return session.Refuse("in_use", "this is used by %s; delete it all the same with force", text)
}

// errUsed is for players: where it is used is for game masters to know.
var errUsed = session.Refuse("in_use", "this is used in the campaign; ask a game master to delete it")

var errNoAsset = campaign.Missing("asset")

// asset returns one of the member's campaign.
func (l *Library) asset(ctx context.Context, m campaign.Membership, id string) (Asset, error) {
	asset, err := uuid.Parse(id)
	if err != nil {
		return Asset{}, errNoAsset
	}
	a, err := l.Assets.Asset(ctx, asset)
	if err == nil && a.Campaign != m.Campaign {
		err = errNoAsset
	}
	return a, err
}

// maySee is true for game masters, and for members of what is no map: the ground
// that nobody has explored must not be sent.
func (a Asset) maySee(m campaign.Membership) bool {
	return m.Campaign == a.Campaign && (m.Role == campaign.GM || (m.Role != 0 && a.Kind != Map))
}

// mayName is true for game masters and the owner, who know what it is called.
func (a Asset) mayName(m campaign.Membership) bool {
	return m.Role == campaign.GM || a.Owner == m.User
}

// changeable returns an asset that a game master or the player who owns it may
// change.
func (l *Library) changeable(ctx context.Context, campaignID, id string) (campaign.Membership, Asset, error) {
	m, err := l.Gate.Player(ctx, campaignID)
	if err != nil {
		return m, Asset{}, err
	}
	a, err := l.asset(ctx, m, id)
	switch {
	case err != nil:
		return m, a, err
	case !a.maySee(m):
		return m, a, errNoAsset
	case m.Role != campaign.GM && (a.Owner != m.User || a.Kind != Image):
		return m, a, campaign.ErrNotGM
	}
	return m, a, nil
}

// Read returns an asset, and for game masters where it is used.
func (l *Library) Read(ctx context.Context, campaignID, id string) (*tabletopv1.GetAssetResponse, error) {
	m, err := l.Gate.Member(ctx, campaignID)
	if err != nil {
		return nil, err
	}
	a, err := l.asset(ctx, m, id)
	if err != nil {
		return nil, err
	}
	if !a.maySee(m) {
		return nil, errNoAsset
	}
	answer := &tabletopv1.GetAssetResponse{Asset: l.seen(m, a)}
	if m.Role != campaign.GM {
		return answer, nil
	}
	uses, err := l.Remover.Uses(ctx, a)
	for _, u := range uses {
		answer.Uses = append(answer.Uses, &tabletopv1.Use{SceneId: campaign.IDText(u.Scene), NoteId: campaign.IDText(u.Note), Name: u.Name})
	}
	return answer, err
}

// Update changes name, tags and grid.
func (l *Library) Update(ctx context.Context, r *tabletopv1.UpdateAssetRequest) (*tabletopv1.Asset, error) {
	m, a, err := l.changeable(ctx, r.GetCampaignId(), r.GetAssetId())
	if err != nil {
		return nil, err
	}
	if a.Name, err = campaign.CleanName("name", r.GetName()); err != nil {
		return nil, err
	}
	if a.Tags, err = cleanTags(r.GetTags()); err != nil {
		return nil, err
	}
	a.PixelsPerCell = r.GetPixelsPerCell()
	if err := l.Assets.SaveAsset(ctx, a, r.GetEtag()); err != nil {
		return nil, l.explained(ctx, m, a, err)
	}
	return l.again(ctx, m, a)
}

// explained puts the asset as it is into the answer to a stale change.
func (l *Library) explained(ctx context.Context, m campaign.Membership, a Asset, err error) error {
	known, ok := err.(*session.Error) //nolint:errorlint // the store answers it bare
	if !ok || known.Kind != session.Aborted {
		return err
	}
	newest, e := l.again(ctx, m, a)
	if e != nil {
		return e
	}
	return session.Stale(newest)
}

func (l *Library) again(ctx context.Context, m campaign.Membership, a Asset) (*tabletopv1.Asset, error) {
	a, err := l.Assets.Asset(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	return l.seen(m, a), nil
}

// cleanTags drops tags that say the same twice.
func cleanTags(tags []string) ([]string, error) {
	seen := map[string]bool{}
	clean := []string{}
	for _, tag := range tags {
		tag, err := campaign.CleanName("tags", tag)
		if err != nil {
			return nil, err
		}
		if key := campaign.Fold(tag); !seen[key] {
			seen[key] = true
			clean = append(clean, tag)
		}
	}
	return clean, nil
}

// Move puts an asset into a folder.
func (l *Library) Move(ctx context.Context, r *tabletopv1.MoveAssetRequest) (*tabletopv1.Asset, error) {
	m, err := l.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	a, err := l.asset(ctx, m, r.GetAssetId())
	if err != nil {
		return nil, err
	}
	if a.Folder, err = campaign.ParseFolder(r.GetFolderId()); err != nil {
		return nil, err
	}
	if err := l.Assets.MoveAsset(ctx, a); err != nil {
		return nil, err
	}
	return l.again(ctx, m, a)
}

// Delete removes an asset. Its bytes go later, when nothing else names them.
func (l *Library) Delete(ctx context.Context, r *tabletopv1.DeleteAssetRequest) error {
	m, a, err := l.changeable(ctx, r.GetCampaignId(), r.GetAssetId())
	if err != nil {
		return err
	}
	gm := m.Role == campaign.GM
	err = l.Remover.DeleteAsset(ctx, a, r.GetForce() && gm)
	if known, ok := err.(*session.Error); ok && known.Reason == "in_use" && !gm { //nolint:errorlint // likewise
		return errUsed
	}
	return err
}

// Search finds assets by name and tag. Players find their own.
func (l *Library) Search(ctx context.Context, r *tabletopv1.SearchAssetsRequest) ([]*tabletopv1.Asset, campaign.Mark, error) {
	m, err := l.Gate.Player(ctx, r.GetCampaignId())
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	f := Filter{Campaign: m.Campaign, Everywhere: true, Text: r.GetText(), Kind: r.GetKind()}
	if f.Page, err = campaign.PageOf(r.GetPageSize(), r.GetPageToken()); err != nil {
		return nil, campaign.Mark{}, err
	}
	return l.list(ctx, m, f)
}

func (l *Library) list(ctx context.Context, m campaign.Membership, f Filter) ([]*tabletopv1.Asset, campaign.Mark, error) {
	if m.Role != campaign.GM {
		f.Owner, f.Everywhere = m.User, true
	}
	all, next, err := l.Assets.Assets(ctx, f)
	if err != nil {
		return nil, next, err
	}
	var shown []*tabletopv1.Asset
	for _, a := range all {
		if a.maySee(m) {
			shown = append(shown, l.seen(m, a))
		}
	}
	return shown, next, nil
}
