// Package exchange brings scenes in from files of other programs, and out: what
// server/games/tabletop/format reads and writes, between the library's bytes and the
// campaign's scenes.
package exchange

import (
	"bufio"
	"context"
	"errors"
	"io"
	"math"
	"path"
	"strings"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/games/tabletop/format"
	"playhouse/server/library"
	"playhouse/server/session"
)

// Files are the bytes of libraries; see library.Library.
type Files interface {
	OpenUpload(ctx context.Context, kind library.Kind, id string) (library.Opened, error)
	Add(ctx context.Context, m campaign.Membership, in library.Incoming) (a library.Asset, duplicate bool, err error)
	// Discard takes back what Add did.
	Discard(ctx context.Context, a library.Asset) error
	OpenAsset(ctx context.Context, campaign, asset uuid.UUID) (io.ReadCloser, library.Asset, error)
	Publish(ctx context.Context, m campaign.Membership, p library.Parcel) (url string, err error)
}

// Scenes brings scenes in and out.
type Scenes struct {
	Gate   campaign.Gate
	Scenes *campaign.Scenes
	Files  Files
	// Spool makes a file for what is under way.
	Spool func() (*blob.Spool, error)
	// PictureMost is the largest picture of ground in bytes.
	PictureMost int64
}

// Import makes a scene of a file that was uploaded. A file that is refused changes
// nothing.
func (s *Scenes) Import(ctx context.Context, r *tabletopv1.ImportSceneRequest) (*tabletopv1.SceneInfo, []string, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, nil, err
	}
	upload, err := s.Files.OpenUpload(ctx, library.Scene, r.GetUploadId())
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = upload.Close() }()
	spool, err := s.Spool()
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = spool.Close() }()
	picture := &picture{Spool: spool, left: s.PictureMost}
	read, err := readAs(r.GetFormat(), bufio.NewReader(upload), picture)
	if err != nil {
		return nil, nil, err
	}
	a := campaign.Arrival{
		CampaignID: r.GetCampaignId(), FolderID: r.GetFolderId(), Scene: read.Scene, Name: nameOf(r.GetName(), read.Title, upload.Name),
		Deed: deedOf(m, r),
	}
	info, err := s.bring(ctx, m, a, read, picture)
	return info, read.Warnings, err
}

// deedOf lets a file be imported once for a command, or for an upload without one.
func deedOf(m campaign.Membership, r *tabletopv1.ImportSceneRequest) campaign.Deed {
	if r.GetCommandId() != "" {
		return m.Deed(r)
	}
	return m.Use(r.GetUploadId(), r)
}

func readAs(f tabletopv1.Format, from io.Reader, picture io.Writer) (format.Imported, error) {
	switch f {
	case tabletopv1.Format_FORMAT_UNIVERSAL_VTT:
		return format.ReadUniversalVTT(from, picture)
	case tabletopv1.Format_FORMAT_ONE_PAGE_DUNGEON:
		return format.ReadOnePageDungeon(from)
	case tabletopv1.Format_FORMAT_FOUNDRY_SCENE:
		return format.ReadFoundryScene(from)
	}
	return format.Imported{}, session.Invalid("format", "is not one that can be read")
}

// nameOf is the name that was asked for, the file's title, or what the file is
// called.
func nameOf(wish, title, file string) string {
	for _, name := range []string{wish, title, strings.TrimSuffix(file, path.Ext(file))} {
		if clean, err := campaign.CleanName("name", name); err == nil {
			return clean
		}
	}
	return "Scene"
}

// bring puts the picture into the library and the scene beside the others.
func (s *Scenes) bring(ctx context.Context, m campaign.Membership, a campaign.Arrival, read format.Imported, picture *picture) (*tabletopv1.SceneInfo, error) {
	if read.MapID == "" || read.PictureSize == 0 {
		return s.Scenes.Bring(ctx, a)
	}
	on := read.Scene.GetElements()[read.MapID].GetMap()
	asset, duplicate, err := s.Files.Add(ctx, m, library.Incoming{Kind: library.Map, Name: a.Name, Source: picture.Reader()})
	if err != nil {
		return nil, err
	}
	on.AssetId = asset.ID.String()
	info, err := s.Scenes.Bring(ctx, a)
	if err != nil && !duplicate {
		err = errors.Join(err, s.Files.Discard(ctx, asset))
	}
	return info, err
}

// picture is the ground of a scene on its way from the file to the library.
type picture struct {
	*blob.Spool

	left int64
}

// Write takes no more than a picture may have.
func (p *picture) Write(b []byte) (int, error) {
	if p.left -= int64(len(b)); p.left < 0 {
		return 0, session.Refuse("too_large", "the picture in this file is larger than a map may be")
	}
	return p.Spool.Write(b)
}

// Export writes a scene as a Universal VTT file.
func (s *Scenes) Export(ctx context.Context, r *tabletopv1.ExportSceneRequest) (*tabletopv1.ExportSceneResponse, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	info, scene, err := s.Scenes.Read(ctx, r.GetCampaignId(), r.GetSceneId())
	if err != nil {
		return nil, err
	}
	var ground io.Reader
	pixels := 0
	if on := groundOf(scene); on != nil && !r.GetWithoutImage() {
		bytes, asset, err := s.open(ctx, m, on.GetAssetId())
		if err != nil {
			return nil, err
		}
		defer bytes.Close()
		ground, pixels = bytes, int(math.Round(float64(asset.Width)/on.GetWidth()))
	}
	from, to := io.Pipe()
	go func() {
		_, err := format.WriteUniversalVTT(to, scene, ground, pixels)
		_ = to.CloseWithError(err) // always nil
	}()
	name := info.GetName() + ".uvtt"
	url, err := s.Files.Publish(ctx, m, library.Parcel{Name: name, MediaType: "application/json", Source: from})
	_ = from.Close() // always nil; the writer stops if it has not
	return &tabletopv1.ExportSceneResponse{Url: url, FileName: name}, err
}

func (s *Scenes) open(ctx context.Context, m campaign.Membership, asset string) (io.ReadCloser, library.Asset, error) {
	id, err := uuid.Parse(asset)
	if err != nil {
		return nil, library.Asset{}, campaign.Missing("asset")
	}
	return s.Files.OpenAsset(ctx, m.Campaign, id)
}

// covers tells whether a picture lies on a scene as the format supposes.
func covers(s *tabletopv1.Scene, on *tabletopv1.MapPlacement) bool {
	const near = 0.01 // of a cell
	return on.GetAssetId() != "" && on.GetRotation() == 0 && math.Abs(on.GetAt().GetX()) < near && math.Abs(on.GetAt().GetY()) < near &&
		math.Abs(on.GetWidth()-s.GetWidth()) < near && math.Abs(on.GetHeight()-s.GetHeight()) < near
}

// groundOf is the lowest picture of a scene that covers it; nil for none: the format
// has no place for others.
func groundOf(s *tabletopv1.Scene) *tabletopv1.MapPlacement {
	var lowest *tabletopv1.Element
	for _, e := range s.GetElements() {
		if !covers(s, e.GetMap()) {
			continue
		}
		if lowest == nil || e.GetOrder() < lowest.GetOrder() || e.GetOrder() == lowest.GetOrder() && e.GetId() < lowest.GetId() {
			lowest = e
		}
	}
	return lowest.GetMap()
}
