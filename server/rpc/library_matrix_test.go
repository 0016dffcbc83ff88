package rpc

import (
	"context"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/library"
	"playhouse/server/library/media/mediatest"
)

// shelf is what the cells of the library's matrix are about: all of it the game
// master's.
type shelf struct{ folder, picture, upload string }

func (s *study) shelf(t *testing.T, g group) shelf {
	t.Helper()
	file := mediatest.PNG(mediatest.Painted(20, 10, true))
	r := &tabletopv1.CreateFolderRequest{CampaignId: g.id, Name: "Plots"}
	made := shelf{
		folder:  must(g.gm.library.CreateFolder(t.Context(), r))(t).GetFolder().GetId(),
		picture: must(s.upload(t, g.gm, g.id, library.Image, file))(t).GetAsset().GetId(),
	}
	u := g.gm.begin(t, g.id, library.Map, len(file))
	s.sendAll(t, u, file)
	made.upload = u.GetId()
	return made
}

type shelved func(context.Context, fixture, shelf, *person) error

// ofGM are calls about an upload of the game master's: for others it is not there.
var ofGM = gmsNotes

var libraryMatrix = map[string]struct {
	verdicts [3]verdict
	call     shelved
}{
	"CreateFolder": {gmOnly, func(ctx context.Context, f fixture, _ shelf, p *person) error {
		return ask(ctx, p.library.CreateFolder, &tabletopv1.CreateFolderRequest{CampaignId: f.id, Name: "New"})
	}},
	"RenameFolder": {gmOnly, func(ctx context.Context, f fixture, s shelf, p *person) error {
		return ask(ctx, p.library.RenameFolder, &tabletopv1.RenameFolderRequest{CampaignId: f.id, FolderId: s.folder, Name: "Other"})
	}},
	"MoveFolder": {gmOnly, func(ctx context.Context, f fixture, s shelf, p *person) error {
		return ask(ctx, p.library.MoveFolder, &tabletopv1.MoveFolderRequest{CampaignId: f.id, FolderId: s.folder})
	}},
	"DeleteFolder": {gmOnly, func(ctx context.Context, f fixture, s shelf, p *person) error {
		return ask(ctx, p.library.DeleteFolder, &tabletopv1.DeleteFolderRequest{CampaignId: f.id, FolderId: s.folder})
	}},
	"ListFolder": {noWatch, func(ctx context.Context, f fixture, _ shelf, p *person) error {
		return ask(ctx, p.library.ListFolder, &tabletopv1.ListFolderRequest{CampaignId: f.id})
	}},
	"SearchAssets": {noWatch, func(ctx context.Context, f fixture, _ shelf, p *person) error {
		return ask(ctx, p.library.SearchAssets, &tabletopv1.SearchAssetsRequest{CampaignId: f.id})
	}},
	"GetAsset": {members, func(ctx context.Context, f fixture, s shelf, p *person) error {
		return ask(ctx, p.library.GetAsset, &tabletopv1.GetAssetRequest{CampaignId: f.id, AssetId: s.picture})
	}},
	"UpdateAsset": {author, func(ctx context.Context, f fixture, s shelf, p *person) error {
		return ask(ctx, p.library.UpdateAsset, &tabletopv1.UpdateAssetRequest{CampaignId: f.id, AssetId: s.picture, Name: "Other"})
	}},
	"MoveAsset": {gmOnly, func(ctx context.Context, f fixture, s shelf, p *person) error {
		return ask(ctx, p.library.MoveAsset, &tabletopv1.MoveAssetRequest{CampaignId: f.id, AssetId: s.picture, FolderId: s.folder})
	}},
	"DeleteAsset": {author, func(ctx context.Context, f fixture, s shelf, p *person) error {
		return ask(ctx, p.library.DeleteAsset, &tabletopv1.DeleteAssetRequest{CampaignId: f.id, AssetId: s.picture})
	}},
	"CreateUpload": {author, func(ctx context.Context, f fixture, _ shelf, p *person) error {
		return ask(ctx, p.library.CreateUpload, &tabletopv1.CreateUploadRequest{CampaignId: f.id, Name: "New", Size: 5, Kind: library.Map})
	}},
	"GetUpload": {ofGM, func(ctx context.Context, _ fixture, s shelf, p *person) error {
		return ask(ctx, p.library.GetUpload, &tabletopv1.GetUploadRequest{UploadId: s.upload})
	}},
	"CompleteUpload": {ofGM, func(ctx context.Context, _ fixture, s shelf, p *person) error {
		return ask(ctx, p.library.CompleteUpload, &tabletopv1.CompleteUploadRequest{UploadId: s.upload})
	}},
	"AbortUpload": {ofGM, func(ctx context.Context, _ fixture, s shelf, p *person) error {
		return ask(ctx, p.library.AbortUpload, &tabletopv1.AbortUploadRequest{UploadId: s.upload})
	}},
}

// Every procedure of the library, asked by everybody.
func TestWhoMayDoWhatInLibraries(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	nobody := s.nobody()
	plain := map[string]row{}
	for procedure, r := range libraryMatrix {
		g.found(t)
		on := s.shelf(t, g)
		plain[procedure] = may(r.verdicts, func(ctx context.Context, f fixture, p *person) error { return r.call(ctx, f, on, p) })
		fixture{group: g}.check(t, nobody, procedure, plain[procedure])
	}
	checkMatrix(t, tabletopv1.File_playhouse_tabletop_v1_library_service_proto.Services().ByName("LibraryService"), plain)
}
