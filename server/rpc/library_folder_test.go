package rpc

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/bestiary"
	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/library/media/mediatest"
	"playhouse/server/session"
)

// put uploads a picture of so many pixels across, so that each is another, and gives
// it a name.
func (s *study) put(t *testing.T, g group, width int, folder, name string, tags ...string) *tabletopv1.Asset {
	t.Helper()
	a := must(s.upload(t, g.gm, g.id, library.Image, mediatest.PNG(mediatest.Painted(width, 5, true))))(t).GetAsset()
	must(g.gm.library.MoveAsset(t.Context(), &tabletopv1.MoveAssetRequest{CampaignId: g.id, AssetId: a.GetId(), FolderId: folder}))(t)
	r := &tabletopv1.UpdateAssetRequest{CampaignId: g.id, AssetId: a.GetId(), Name: name, Tags: tags, PixelsPerCell: 70}
	return must(g.gm.library.UpdateAsset(t.Context(), r))(t).GetAsset()
}

func (g group) shelve(t *testing.T, parent, name string) string {
	t.Helper()
	r := &tabletopv1.CreateFolderRequest{CampaignId: g.id, ParentId: parent, Name: name}
	return must(g.gm.library.CreateFolder(t.Context(), r))(t).GetFolder().GetId()
}

func assetNames(all []*tabletopv1.Asset) []string {
	var names []string
	for _, a := range all {
		names = append(names, a.GetName())
	}
	return names
}

func TestFoldersOfTheLibrary(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	maps := g.shelve(t, "", "Maps")
	caves := g.shelve(t, maps, "Caves")
	for i, name := range []string{"beta", "Alpha", "delta", "Čapek"} {
		s.put(t, g, 10+i, maps, name)
	}
	top := must(g.gm.library.ListFolder(ctx, &tabletopv1.ListFolderRequest{CampaignId: g.id}))(t)
	if len(top.GetFolders()) != 1 || top.GetFolders()[0].GetItems() != 5 || len(top.GetAssets()) > 0 || len(top.GetPath()) > 0 {
		t.Errorf("at the top: %v", top)
	}
	var got []string
	for token := ""; ; {
		r := must(g.gm.library.ListFolder(ctx, &tabletopv1.ListFolderRequest{CampaignId: g.id, FolderId: maps, PageSize: 1, PageToken: token}))(t)
		if len(r.GetPath()) != 1 || (token == "") != (len(r.GetFolders()) == 1) {
			t.Errorf("with a page: %v %v", r.GetPath(), r.GetFolders())
		}
		got = append(got, assetNames(r.GetAssets())...)
		if token = r.GetNextPageToken(); token == "" {
			break
		}
	}
	if !slices.Equal(got, []string{"Alpha", "beta", "delta", "Čapek"}) {
		t.Errorf("by pages: %v", got)
	}
	_, err := g.gm.library.MoveFolder(ctx, &tabletopv1.MoveFolderRequest{CampaignId: g.id, FolderId: maps, ParentId: caves})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "folder_into_itself")
	_, err = g.gm.library.CreateFolder(ctx, &tabletopv1.CreateFolderRequest{CampaignId: g.id, Name: "MAPS"})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	moved := must(g.gm.library.MoveFolder(ctx, &tabletopv1.MoveFolderRequest{CampaignId: g.id, FolderId: caves}))(t).GetFolder()
	if moved.GetParentId() != "" || moved.GetName() != "Caves" {
		t.Errorf("moved: %v", moved)
	}
	renamed := must(g.gm.library.RenameFolder(ctx, &tabletopv1.RenameFolderRequest{CampaignId: g.id, FolderId: caves, Name: "Deep caves"}))(t).GetFolder()
	if renamed.GetName() != "Deep caves" {
		t.Errorf("renamed: %v", renamed)
	}
	scenes := g.folder(t, "", "Scenes")
	_, err = g.gm.library.ListFolder(ctx, &tabletopv1.ListFolderRequest{CampaignId: g.id, FolderId: scenes})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	_, err = g.gm.library.MoveAsset(ctx, &tabletopv1.MoveAssetRequest{CampaignId: g.id, AssetId: s.put(t, g, 50, "", "x").GetId(), FolderId: scenes})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
}

func TestAssetsAreFound(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	woods := g.shelve(t, "", "Woods")
	s.put(t, g, 10, woods, "Straße", "road", "Night", "night")
	s.put(t, g, 11, "", "Owl 100%", "bird")
	s.put(t, g, 12, woods, "Nightingale", "bird")
	for text, want := range map[string][]string{
		"": {"Nightingale", "Owl 100%", "Straße"}, "STRASSE": {"Straße"}, "night": {"Nightingale", "Straße"}, "bird": {"Nightingale", "Owl 100%"},
		"0%": {"Owl 100%"}, "%": {"Owl 100%"}, "_": nil, "nothing": nil,
	} {
		found := must(g.gm.library.SearchAssets(ctx, &tabletopv1.SearchAssetsRequest{CampaignId: g.id, Text: text}))(t).GetAssets()
		if !slices.Equal(assetNames(found), want) {
			t.Errorf("%q finds %v, want %v", text, assetNames(found), want)
		}
	}
	found := must(g.gm.library.SearchAssets(ctx, &tabletopv1.SearchAssetsRequest{CampaignId: g.id, Text: "straße"}))(t).GetAssets()
	if a := found[0]; !slices.Equal(a.GetTags(), []string{"road", "Night"}) || a.GetFolderId() != woods || a.GetPixelsPerCell() != 70 {
		t.Errorf("found %v", a)
	}
	none := must(g.gm.library.SearchAssets(ctx, &tabletopv1.SearchAssetsRequest{CampaignId: g.id, Kind: library.Map}))(t).GetAssets()
	if len(none) > 0 {
		t.Errorf("maps: %v", none)
	}
}

// A change over a newer one is refused, and tells what is there now.
func TestStaleChangesOfAssets(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	a := s.put(t, g, 10, "", "Owl")
	change := func(etag, name string) error {
		_, err := g.gm.library.UpdateAsset(ctx, &tabletopv1.UpdateAssetRequest{CampaignId: g.id, AssetId: a.GetId(), Etag: etag, Name: name})
		return err
	}
	first, second := both(func() error { return change(a.GetEtag(), "Raven") }, func() error { return change(a.GetEtag(), "Crow") })
	wantOneOf(t, first, second, connect.CodeAborted)
	err := change(a.GetEtag(), "Late")
	wantRefusal(t, err, connect.CodeAborted, "stale")
	if err := change("", "Whatever it is"); err != nil {
		t.Error(err)
	}
}

// What is in use says where, and goes only by force.
func TestDeletingWhatIsInUse(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	shelf := g.shelve(t, "", "Shelf")
	a := s.put(t, g, 10, shelf, "Owl")
	scene := &tabletopv1.Scene{Width: 10, Height: 10, Elements: map[string]*tabletopv1.Element{
		"t1": {Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{AssetId: a.GetId(), Size: 1}}},
	}}
	in := must(g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "The roost", Scene: scene}))(t).GetInfo()
	note := g.note(t, g.gm, &tabletopv1.NoteContent{Title: "Of owls", AssetId: a.GetId()})
	drop := func(force bool) error {
		_, err := g.gm.library.DeleteAsset(ctx, &tabletopv1.DeleteAssetRequest{CampaignId: g.id, AssetId: a.GetId(), Force: force})
		return err
	}
	uses := must(g.gm.library.GetAsset(ctx, &tabletopv1.GetAssetRequest{CampaignId: g.id, AssetId: a.GetId()}))(t).GetUses()
	if len(uses) != 2 || uses[0].GetNoteId() != note.GetId() || uses[1].GetSceneId() != in.GetId() || uses[1].GetName() != "The roost" {
		t.Errorf("used in %v", uses)
	}
	if told := must(g.player.library.GetAsset(ctx, &tabletopv1.GetAssetRequest{CampaignId: g.id, AssetId: a.GetId()}))(t).GetUses(); len(told) > 0 {
		t.Errorf("a player is told %v", told)
	}
	err := drop(false)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "in_use")
	if !strings.Contains(err.Error(), `"The roost"`) || !strings.Contains(err.Error(), `"Of owls"`) {
		t.Errorf("it does not say where: %v", err)
	}
	folder := func(recursive, force bool) (int32, error) {
		r, err := g.gm.library.DeleteFolder(ctx, &tabletopv1.DeleteFolderRequest{CampaignId: g.id, FolderId: shelf, Recursive: recursive, Force: force})
		return r.GetAssets(), err
	}
	_, err = folder(false, false)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "folder_not_empty")
	_, err = folder(true, false)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "in_use")
	s.put(t, g, 11, g.shelve(t, shelf, "Inner"), "Raven")
	if n, err := folder(true, true); n != 2 || err != nil {
		t.Errorf("%d went: %v", n, err)
	}
	wantRefusal(t, drop(true), connect.CodeNotFound, "not_found")
	if left := must(g.readNote(t, g.gm, note.GetId()))(t); left.GetContent().GetAssetId() != "" {
		t.Errorf("the note still names it: %v", left)
	}
	if n, _, err := s.store.Assets(ctx, library.Filter{Campaign: uuid.MustParse(g.id), Everywhere: true, Page: campaign.Page{Limit: 5}}); len(n) > 0 {
		t.Errorf("left %v %v", n, err)
	}
}

// A player's picture that is in use is for game masters to delete, and where it is
// used is theirs to know.
func TestPlayersDoNotLearnWhereTheirPictureIs(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	a := must(s.upload(t, g.player, g.id, library.Image, mediatest.PNG(mediatest.Painted(10, 5, true))))(t).GetAsset()
	g.note(t, g.gm, &tabletopv1.NoteContent{Title: "Whom to betray", AssetId: a.GetId()})
	for _, force := range []bool{false, true} {
		_, err := g.player.library.DeleteAsset(ctx, &tabletopv1.DeleteAssetRequest{CampaignId: g.id, AssetId: a.GetId(), Force: force})
		wantRefusal(t, err, connect.CodeFailedPrecondition, "in_use")
		if strings.Contains(err.Error(), "betray") {
			t.Error(err)
		}
	}
}

// A list of creatures is read from where it was uploaded, by who uploaded it.
func TestCreaturesFromUploads(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	list := []byte(`[{"name":"Ash rat","type":"beast"}]`)
	u := g.gm.begin(t, g.id, library.Creatures, len(list))
	s.sendAll(t, u, list)
	gm := campaign.Membership{Campaign: uuid.MustParse(g.id), User: uuid.MustParse(g.gm.id), Role: campaign.GM}
	read := func(m campaign.Membership, k library.Kind, most int64) ([]byte, error) {
		return s.library.ReadUpload(t.Context(), m, bestiary.Upload{ID: u.GetId(), Kind: k, Most: most})
	}
	if _, err := read(gm, library.Creatures, 1000); refusedAs(err) != "not_found" {
		t.Errorf("before it is complete: %v", err)
	}
	must(g.gm.complete(t, u.GetId()))(t)
	if got, err := read(gm, library.Creatures, 1000); err != nil || string(got) != string(list) {
		t.Errorf("%s %v", got, err)
	}
	other := gm
	other.User = uuid.MustParse(g.player.id)
	elsewhere := gm
	elsewhere.Campaign = uuid.New()
	for what, err := range map[string]error{
		"by another": second(read(other, library.Creatures, 1000)), "for another campaign": second(read(elsewhere, library.Creatures, 1000)),
		"as another kind": second(read(gm, library.Scene, 1000)),
	} {
		if refusedAs(err) != "not_found" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := read(gm, library.Creatures, 5); refusedAs(err) != "too_large" {
		t.Errorf("too large: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

// refusedAs is the reason of an error that did not come over the wire.
func refusedAs(err error) string {
	if known, ok := err.(*session.Error); ok { //nolint:errorlint // as it is made
		return known.Reason
	}
	return fmt.Sprint(err)
}
