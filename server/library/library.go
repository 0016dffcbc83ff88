package library

import (
	"context"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/library/media"
	"playhouse/server/session"
)

// Kind is what an asset is.
type Kind = tabletopv1.AssetKind

// The kinds.
const (
	Map       = tabletopv1.AssetKind_ASSET_KIND_MAP
	Image     = tabletopv1.AssetKind_ASSET_KIND_IMAGE
	Audio     = tabletopv1.AssetKind_ASSET_KIND_AUDIO
	Archive   = tabletopv1.AssetKind_ASSET_KIND_ARCHIVE
	Scene     = tabletopv1.AssetKind_ASSET_KIND_SCENE
	Creatures = tabletopv1.AssetKind_ASSET_KIND_CREATURES
)

// Asset is a file of a campaign's library.
type Asset struct {
	ID       uuid.UUID
	Campaign uuid.UUID
	Folder   uuid.UUID // zero at the top
	Owner    uuid.UUID
	Kind     Kind
	Name     string
	Tags     []string
	// Blob names the bytes as they are served.
	Blob          blob.Hash
	MediaType     string
	Size          int64
	Width         int32 // pixels; 0 for sounds
	Height        int32
	Milliseconds  int32 // of a sound
	PixelsPerCell float64
	TileLevels    int32 // of a map
	Tint          string
	Revision      int64
	Created       time.Time
}

// Use is where an asset is used: a scene or a note, or a creature when neither is
// named.
type Use struct {
	Scene, Note uuid.UUID
	Name        string
}

// Assets keeps assets. What is not there is session.NotFound, what has another etag
// is session.Aborted.
type Assets interface {
	// Asset returns one, of whatever campaign.
	Asset(ctx context.Context, id uuid.UUID) (Asset, error)
	// Assets lists them by name.
	Assets(ctx context.Context, f Filter) ([]Asset, campaign.Mark, error)
	// AddAsset stores an asset, unless the campaign has those bytes as that kind
	// already: then it returns that one. Refusals: quota_used_up.
	AddAsset(ctx context.Context, a Asset, most Quota) (Asset, bool, error)
	// SaveAsset stores name, tags and grid, if the etag is in force or empty.
	SaveAsset(ctx context.Context, a Asset, etag string) error
	// MoveAsset puts an asset into a.Folder.
	MoveAsset(ctx context.Context, a Asset) error
}

// Remover removes assets.
type Remover interface {
	// Uses tells where an asset is used.
	Uses(ctx context.Context, a Asset) ([]Use, error)
	// DeleteAsset removes an asset. Refusals, unless forced: in_use.
	DeleteAsset(ctx context.Context, a Asset, force bool) error
	// DeleteAssetFolder removes a folder, and what is in it. Refusals:
	// folder_not_empty unless recursive, in_use unless forced.
	DeleteAssetFolder(ctx context.Context, f campaign.Folder, recursive, force bool) (assets int32, err error)
}

// Filter chooses assets.
type Filter struct {
	Campaign uuid.UUID
	Folder   uuid.UUID // zero for the top
	// Everywhere chooses from all folders.
	Everywhere bool
	Owner      uuid.UUID // only theirs; zero for all
	Text       string    // part of name or tag
	Kind       Kind      // 0 for all
	Page       campaign.Page
}

// Quota is how much there may be.
type Quota struct {
	Campaign int64 // bytes of a campaign's assets, and of what is on its way
	Uploads  int   // under way of a user
	User     int64 // bytes under way of a user
}

// Limits bound what is uploaded.
type Limits struct {
	Bytes map[Kind]int64
	Quota Quota
	Media media.Limits
}

// DefaultLimits are for a server among friends.
func DefaultLimits() Limits {
	return Limits{
		Bytes: map[Kind]int64{
			Map: 200 << 20, Image: 25 << 20, Audio: 100 << 20, Archive: 500 << 20, Scene: 200 << 20, Creatures: 16 << 20,
		},
		Quota: Quota{Campaign: 5 << 30, Uploads: 20, User: 2 << 30},
		Media: media.DefaultLimits(),
	}
}

// Secrets makes texts that only this server can know.
type Secrets interface{ Derive(label string) string }

// Config is what a library is made of.
type Config struct {
	Gate    campaign.Gate
	Assets  Assets
	Remover Remover
	Uploads Uploads
	Folders campaign.FolderStore
	Blobs   *blob.Store
	Secrets Secrets
	Limits  Limits
	Now     func() time.Time
}

// Library is what people do with the files of campaigns. The caller is in the
// context.
type Library struct {
	Config

	tickets tickets
	roles   roles
	packs   packs
	// looking holds a token while a picture is looked at: one at a time, for the sake
	// of memory.
	looking chan struct{}
}

// New makes a library.
func New(c Config) *Library {
	return &Library{Config: c, tickets: tickets{secrets: c.Secrets, now: c.Now}, looking: make(chan struct{}, 1)}
}

// seen is an asset as a member may see it: where the game masters put it, and what
// they call it, is theirs to know. A file's name tells what a picture hides.
func (l *Library) seen(m campaign.Membership, a Asset) *tabletopv1.Asset {
	shown := &tabletopv1.Asset{
		Id: a.ID.String(), Kind: a.Kind, Name: a.Name, FolderId: campaign.IDText(a.Folder), MediaType: a.MediaType, Size: a.Size,
		Width: a.Width, Height: a.Height, Milliseconds: a.Milliseconds, Tags: a.Tags, PixelsPerCell: a.PixelsPerCell,
		TileLevels: a.TileLevels, OwnerId: a.Owner.String(), CreatedAt: timestamppb.New(a.Created), Etag: etagOf(a.Revision), Tint: a.Tint,
	}
	if m.Role != campaign.GM {
		shown.FolderId = ""
	}
	if !a.mayName(m) {
		shown.Name, shown.Tags, shown.OwnerId = nameless[a.Kind], nil, ""
	}
	ticket := l.tickets.query(m.User, a.Campaign, a.ID.String())
	shown.Url = pathOf(a.ID) + ticket
	if a.Width > 0 {
		shown.ThumbnailUrl, shown.PreviewUrl = pathOf(a.ID)+"/256"+ticket, pathOf(a.ID)+"/1024"+ticket
	}
	if a.TileLevels > 0 {
		// What follows it is the page's to add, so the ticket stands in the path.
		shown.TilesUrl = pathOf(a.ID) + "/tiles/" + l.tickets.ticket(m.User, a.Campaign, a.ID.String())
	}
	return shown
}

// nameless is what something is called for those who are not told its name.
var nameless = map[Kind]string{Map: "map", Image: "picture", Audio: "sound"}

func pathOf(id uuid.UUID) string { return "/files/" + id.String() }

// Thumbnail is the address of a small picture of an asset, for the caller.
func (l *Library) Thumbnail(ctx context.Context, in, asset string) string {
	user, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil {
		return ""
	}
	home, err := uuid.Parse(in)
	if err != nil {
		return ""
	}
	id, err := uuid.Parse(asset)
	if err != nil {
		return ""
	}
	return pathOf(id) + "/256" + l.tickets.query(user, home, id.String())
}
