package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	endian "encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
)

// keeper is a game master with clients of all of tabletop's services.
type keeper struct {
	*gamer

	url       string
	campaigns tabletopv1connect.CampaignServiceClient
	scenes    tabletopv1connect.SceneServiceClient
	library   tabletopv1connect.LibraryServiceClient
	bestiary  tabletopv1connect.BestiaryServiceClient
	campaign  string
}

func newKeeper(t *testing.T, a *app.App, name string) *keeper {
	t.Helper()
	k := &keeper{gamer: newGamer(t, a.URL, name), url: a.URL}
	o := connect.WithInterceptors(bearer(k.token))
	k.campaigns = tabletopv1connect.NewCampaignServiceClient(http.DefaultClient, a.URL, o)
	k.scenes = tabletopv1connect.NewSceneServiceClient(http.DefaultClient, a.URL, o)
	k.library = tabletopv1connect.NewLibraryServiceClient(http.DefaultClient, a.URL, o)
	k.bestiary = tabletopv1connect.NewBestiaryServiceClient(http.DefaultClient, a.URL, o)
	k.campaign = ok(k.campaigns.CreateCampaign(t.Context(), &tabletopv1.CreateCampaignRequest{Name: "The Salt Road", Description: "Over the flats."}))(t).GetCampaign().GetId()
	return k
}

// ok is an answer, or the end of the test.
func ok[A any](answer A, err error) func(testing.TB) A {
	return func(t testing.TB) A {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
}

// upload brings bytes to the server; the id is that of the upload.
func (k *keeper) upload(t *testing.T, kind tabletopv1.AssetKind, name string, data []byte) string {
	t.Helper()
	r := &tabletopv1.CreateUploadRequest{CampaignId: k.campaign, Name: name, Size: int64(len(data)), Kind: kind}
	if kind == tabletopv1.AssetKind_ASSET_KIND_ARCHIVE {
		r.CampaignId = ""
	}
	u := ok(k.library.CreateUpload(t.Context(), r))(t).GetUpload()
	for from := 0; from < len(data); from += int(u.GetPartSize()) {
		part := data[from:min(len(data), from+int(u.GetPartSize()))]
		put := ok(http.NewRequestWithContext(t.Context(), http.MethodPut, k.url+u.GetUrl(), bytes.NewReader(part)))(t)
		put.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, from+len(part)-1, len(data)))
		answer := ok(http.DefaultClient.Do(put))(t)
		_ = answer.Body.Close()
		if answer.StatusCode >= 300 {
			t.Fatalf("PUT: %s", answer.Status)
		}
	}
	return u.GetId()
}

func (k *keeper) add(t *testing.T, kind tabletopv1.AssetKind, name string, data []byte) *tabletopv1.Asset {
	t.Helper()
	id := k.upload(t, kind, name, data)
	return ok(k.library.CompleteUpload(t.Context(), &tabletopv1.CompleteUploadRequest{UploadId: id}))(t).GetAsset()
}

// wait uploads what an import reads.
func (k *keeper) wait(t *testing.T, kind tabletopv1.AssetKind, name string, data []byte) string {
	t.Helper()
	id := k.upload(t, kind, name, data)
	ok(k.library.CompleteUpload(t.Context(), &tabletopv1.CompleteUploadRequest{UploadId: id}))(t)
	return id
}

// fetch reads a file; status 0 means any.
func (k *keeper) fetch(t *testing.T, path string, status int) []byte {
	t.Helper()
	r := ok(http.NewRequestWithContext(t.Context(), http.MethodGet, k.url+path, http.NoBody))(t)
	r.Header.Set("Authorization", "Bearer "+k.token)
	answer := ok(http.DefaultClient.Do(r))(t)
	defer answer.Body.Close()
	data := ok(io.ReadAll(answer.Body))(t)
	if status != 0 && answer.StatusCode != status {
		t.Fatalf("%s: %s %s", path, answer.Status, data[:min(200, len(data))])
	}
	return data
}

// floor is a picture of ground, different for each seed.
func floor(t *testing.T, width, height int, seed uint8) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.Set(x, y, color.RGBA{R: uint8(x) ^ seed, G: uint8(y), B: seed, A: 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// hum is a sound, as WAV: eight bits, mono, 8,000 samples a second.
func hum(long time.Duration) []byte {
	const rate = 8000
	samples := make([]byte, int(long.Seconds()*rate))
	for i := range samples {
		samples[i] = byte(128 + (i%40 - 20))
	}
	var b bytes.Buffer
	b.WriteString("RIFF")
	_ = endian.Write(&b, endian.LittleEndian, uint32(36+len(samples)))
	b.WriteString("WAVEfmt ")
	_ = endian.Write(&b, endian.LittleEndian, []uint32{16, 1 | 1<<16, rate, rate, 1 | 8<<16})
	b.WriteString("data")
	_ = endian.Write(&b, endian.LittleEndian, uint32(len(samples)))
	b.Write(samples)
	return b.Bytes()
}

// lairVTT is a scene as map makers write it.
func lairVTT(t *testing.T, picture []byte) []byte {
	t.Helper()
	type at = map[string]float64
	data, err := json.Marshal(map[string]any{
		"format":        0.3,
		"resolution":    map[string]any{"map_origin": at{"x": 0, "y": 0}, "map_size": at{"x": 8, "y": 6}, "pixels_per_grid": 40},
		"line_of_sight": [][]at{{{"x": 4, "y": 0}, {"x": 4, "y": 2}}, {{"x": 4, "y": 3}, {"x": 4, "y": 6}}},
		"portals": []any{map[string]any{
			"position": at{"x": 4, "y": 2.5}, "bounds": []at{{"x": 4, "y": 2}, {"x": 4, "y": 3}}, "rotation": 1.57, "closed": true, "freestanding": false,
		}},
		"lights": []any{map[string]any{"position": at{"x": 2, "y": 2}, "range": 4, "intensity": 1, "color": "ffeccd8b", "shadows": true}},
		"image":  base64.StdEncoding.EncodeToString(picture),
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (k *keeper) importScene(t *testing.T, file []byte) (*tabletopv1.ImportSceneResponse, error) {
	t.Helper()
	id := k.wait(t, tabletopv1.AssetKind_ASSET_KIND_SCENE, "the lair.dd2vtt", file)
	return k.scenes.ImportScene(t.Context(), &tabletopv1.ImportSceneRequest{
		CampaignId: k.campaign, Format: tabletopv1.Format_FORMAT_UNIVERSAL_VTT, UploadId: id,
	})
}

func mapOf(s *tabletopv1.Scene) *tabletopv1.MapPlacement {
	for _, e := range s.GetElements() {
		if e.GetMap() != nil {
			return e.GetMap()
		}
	}
	return nil
}

func count(s *tabletopv1.Scene) map[string]int {
	n := map[string]int{}
	for _, e := range s.GetElements() {
		n[strings.TrimPrefix(fmt.Sprintf("%T", e.GetKind()), "*tabletopv1.Element_")]++
	}
	return n
}

// A file of a map maker becomes a scene with its picture in the library; exported
// and imported again it is the same scene with the same picture.
func TestAUniversalVTTFileComesInAndOut(t *testing.T) {
	t.Parallel()
	a := run(t, func(c *app.Config) { c.DatabaseURL = postgrestest.URL(t) })
	k, ctx := newKeeper(t, a, "Gwen"), t.Context()
	came := ok(k.importScene(t, lairVTT(t, floor(t, 320, 240, 1))))(t)
	if came.GetInfo().GetName() != "the lair" || came.GetInfo().GetThumbnailUrl() == "" {
		t.Errorf("it came as %v", came.GetInfo())
	}
	scene := ok(k.scenes.GetScene(ctx, &tabletopv1.GetSceneRequest{CampaignId: k.campaign, SceneId: came.GetInfo().GetId()}))(t).GetScene()
	if got, want := count(scene), map[string]int{"Map": 1, "Wall": 2, "Door": 1, "Light": 1}; !maps.Equal(got, want) {
		t.Errorf("on it are %v, want %v", got, want)
	}
	picture := ok(k.library.GetAsset(ctx, &tabletopv1.GetAssetRequest{CampaignId: k.campaign, AssetId: mapOf(scene).GetAssetId()}))(t)
	if picture.GetAsset().GetWidth() != 320 || len(picture.GetUses()) != 1 {
		t.Errorf("its picture is %v", picture)
	}
	file := ok(k.scenes.ExportScene(ctx, &tabletopv1.ExportSceneRequest{CampaignId: k.campaign, SceneId: came.GetInfo().GetId()}))(t)
	if file.GetFileName() != "the lair.uvtt" {
		t.Errorf("it is called %q", file.GetFileName())
	}
	back := ok(k.importScene(t, k.fetch(t, file.GetUrl(), http.StatusOK)))(t)
	again := ok(k.scenes.GetScene(ctx, &tabletopv1.GetSceneRequest{CampaignId: k.campaign, SceneId: back.GetInfo().GetId()}))(t).GetScene()
	if !maps.Equal(count(again), count(scene)) || mapOf(again).GetAssetId() != mapOf(scene).GetAssetId() {
		t.Errorf("it came back as %v", again)
	}
}

// A scene file that is refused leaves nothing behind: no scene, no picture.
func TestABrokenSceneFileChangesNothing(t *testing.T) {
	t.Parallel()
	a := run(t, func(c *app.Config) { c.DatabaseURL = postgrestest.URL(t) })
	k, ctx := newKeeper(t, a, "Gwen"), t.Context()
	good := lairVTT(t, floor(t, 320, 240, 2))
	for name, file := range map[string][]byte{
		"cut":        good[:len(good)/2],
		"no picture": lairVTT(t, append([]byte("\x89PNG\r\n\x1a\n"), "this is no picture at all, whatever it says"...)),
		"bomb":       lairVTT(t, append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00"), make([]byte, 64)...)),
		"not JSON":   []byte("PK\x03\x04 something"),
	} {
		if r, err := k.importScene(t, file); connect.CodeOf(err) != connect.CodeFailedPrecondition {
			t.Errorf("%s: %v, %v", name, r, err)
		}
	}
	// The folder is gone that it should have come to: the picture goes again.
	id := k.wait(t, tabletopv1.AssetKind_ASSET_KIND_SCENE, "x.uvtt", good)
	_, err := k.scenes.ImportScene(ctx, &tabletopv1.ImportSceneRequest{
		CampaignId: k.campaign, Format: tabletopv1.Format_FORMAT_UNIVERSAL_VTT, UploadId: id, FolderId: "0190a0a0-0000-7000-8000-000000000000",
	})
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("into no folder: %v", err)
	}
	if all := ok(k.scenes.ListScenes(ctx, &tabletopv1.ListScenesRequest{CampaignId: k.campaign}))(t); len(all.GetScenes()) > 0 {
		t.Errorf("scenes: %v", all)
	}
	if all := ok(k.library.ListFolder(ctx, &tabletopv1.ListFolderRequest{CampaignId: k.campaign}))(t); len(all.GetAssets()) > 0 {
		t.Errorf("assets: %v", all)
	}
}

// What the wire brings a player of a map: masked tiles, and nothing else of it.
func TestAPlayerGetsNoGroundThatWasNotExplored(t *testing.T) {
	t.Parallel()
	e := newEvening(t, postgrestest.URL(t))
	k := &keeper{gamer: e.gwen, url: e.app.URL, campaign: e.campaign}
	k.library = tabletopv1connect.NewLibraryServiceClient(http.DefaultClient, e.app.URL, connect.WithInterceptors(bearer(k.token)))
	// The left half of the floor is where Ann sees: the wall is at 10 of 20 cells.
	ground := k.add(t, tabletopv1.AssetKind_ASSET_KIND_MAP, "floor", floor(t, 800, 400, 3))
	put := ok(e.gwen.PutElements(t.Context(), &tabletopv1.PutElementsRequest{SessionId: e.id, Elements: []*tabletopv1.Element{{
		Kind: &tabletopv1.Element_Map{Map: &tabletopv1.MapPlacement{AssetId: ground.GetId(), At: &tabletopv1.Point{}, Width: 20, Height: 10}},
	}}}))(t)
	ann := &keeper{gamer: e.ann, url: e.app.URL}
	for _, path := range []string{"", "/256", "/1024", "/tiles/0/0/0", "/tiles/1/0/0"} {
		ann.fetch(t, "/files/"+ground.GetId()+path, http.StatusNotFound)
	}
	at := "/tables/" + e.id + "/ground/" + put.GetIds()[0]
	ann.fetch(t, at, http.StatusOK)
	masked := ok(png.Decode(bytes.NewReader(ok(recoded(ann.fetch(t, at+"/1/0/0", http.StatusOK)))(t))))(t)
	if !lit(masked, 200, 200) {
		t.Error("Ann does not see the ground she stands on")
	}
	for x := 420; x < 512; x += 5 {
		if lit(masked, x, 20) {
			t.Fatalf("the ground at pixel %d, behind the wall, came to Ann", x)
		}
	}
	ann.fetch(t, at+"/1/1/0", http.StatusNoContent)
	whole := ok(png.Decode(bytes.NewReader(ok(recoded(k.fetch(t, at+"/1/1/0", http.StatusOK)))(t))))(t)
	if !lit(whole, 100, 200) {
		t.Error("the game master does not see the map")
	}
	zoe := &keeper{gamer: e.zoe, url: e.app.URL}
	zoe.fetch(t, at+"/1/0/0", http.StatusNotFound)
	// The door opens and the ground behind it comes.
	ok(e.gwen.SetDoor(t.Context(), &tabletopv1.SetDoorRequest{SessionId: e.id, ElementId: "d", State: tabletopv1.DoorState_DOOR_STATE_OPEN}))(t)
	ann.fetch(t, at+"/1/1/0", http.StatusOK)
}

// recoded is a picture as PNG.
func recoded(data []byte) ([]byte, error) {
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = png.Encode(&out, picture)
	return out.Bytes(), err
}

func lit(picture image.Image, x, y int) bool {
	r, g, b, _ := picture.At(x, y).RGBA()
	return r+g+b > 0x1800
}

func (k *keeper) export(t *testing.T, without bool) []byte {
	t.Helper()
	id := ok(k.campaigns.ExportCampaign(t.Context(), &tabletopv1.ExportCampaignRequest{CampaignId: k.campaign, WithoutFiles: without}))(t).GetExportId()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		r := ok(k.campaigns.GetExport(t.Context(), &tabletopv1.GetExportRequest{CampaignId: k.campaign, ExportId: id}))(t)
		if r.GetFailure() != "" || time.Now().After(deadline) {
			t.Fatalf("export: %v", r)
		}
		if r.GetUrl() != "" {
			return k.fetch(t, r.GetUrl(), http.StatusOK)
		}
	}
}

// furnish puts something of everything into the campaign.
func (k *keeper) furnish(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	top := ok(k.library.CreateFolder(ctx, &tabletopv1.CreateFolderRequest{CampaignId: k.campaign, Name: "Faces"}))(t).GetFolder().GetId()
	deep := ok(k.library.CreateFolder(ctx, &tabletopv1.CreateFolderRequest{CampaignId: k.campaign, Name: "Foes", ParentId: top}))(t).GetFolder().GetId()
	face := k.add(t, tabletopv1.AssetKind_ASSET_KIND_IMAGE, "face.png", floor(t, 90, 90, 4))
	ok(k.library.MoveAsset(ctx, &tabletopv1.MoveAssetRequest{CampaignId: k.campaign, AssetId: face.GetId(), FolderId: deep}))(t)
	ok(k.library.UpdateAsset(ctx, &tabletopv1.UpdateAssetRequest{CampaignId: k.campaign, AssetId: face.GetId(), Name: "Grim face", Tags: []string{"grim"}}))(t)
	creature := ok(k.bestiary.CreateCreature(ctx, &tabletopv1.CreateCreatureRequest{CampaignId: k.campaign, Creature: &tabletopv1.Creature{
		Name: "Salt wraith", Size: "medium", Type: "undead", ArmorClass: 13, HitPoints: 13, HitDice: "3d8", Challenge: 2, AssetId: face.GetId(),
		Strength: 10, Dexterity: 14, Constitution: 12, Intelligence: 6, Wisdom: 11, Charisma: 9,
	}}))(t).GetCreature()
	came := ok(k.importScene(t, lairVTT(t, floor(t, 320, 240, 5))))(t).GetInfo()
	scene := ok(k.scenes.GetScene(ctx, &tabletopv1.GetSceneRequest{CampaignId: k.campaign, SceneId: came.GetId()}))(t).GetScene()
	scene.Elements["wraith"] = &tabletopv1.Element{Hidden: true, Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{
		Name: "Wraith", At: &tabletopv1.Point{X: 6.5, Y: 2.5}, Size: 1, AssetId: face.GetId(), CreatureId: creature.GetId(),
	}}}
	scene.Elements["mule"] = &tabletopv1.Element{Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{Name: "Mule", At: &tabletopv1.Point{X: 1.5, Y: 2.5}, Size: 1}}}
	ok(k.scenes.UpdateScene(ctx, &tabletopv1.UpdateSceneRequest{CampaignId: k.campaign, SceneId: came.GetId(), Scene: scene}))(t)
	ok(k.campaigns.CreateNote(ctx, &tabletopv1.CreateNoteRequest{CampaignId: k.campaign, Content: &tabletopv1.NoteContent{
		Title: "Day one", Text: "We *walked*.", Readers: tabletopv1.Readers_READERS_ALL, AssetId: face.GetId(), SceneId: came.GetId(),
	}}))(t)
	tavern := ok(k.bestiary.GetTavern(ctx, &tabletopv1.GetTavernRequest{CampaignId: k.campaign}))(t).GetTavern()
	tavern.Name, tavern.Treasury = "The Dry Well", 500
	ok(k.bestiary.UpdateTavern(ctx, &tabletopv1.UpdateTavernRequest{CampaignId: k.campaign, Tavern: tavern}))(t)
	ok(k.bestiary.SettleTavern(ctx, &tabletopv1.SettleTavernRequest{CampaignId: k.campaign, Days: 10, Note: "ten days"}))(t)
}

// A campaign that was exported is the same campaign where it is imported, by
// somebody else on another server.
func TestACampaignTravelsInAZip(t *testing.T) {
	t.Parallel()
	from := newKeeper(t, run(t, func(c *app.Config) { c.DatabaseURL = postgrestest.URL(t) }), "Gwen")
	from.furnish(t)
	packed := from.export(t, false)
	to := newKeeper(t, run(t, func(c *app.Config) { c.DatabaseURL = postgrestest.URL(t) }), "Hugo")
	upload := to.wait(t, tabletopv1.AssetKind_ASSET_KIND_ARCHIVE, "salt.zip", packed)
	r := ok(to.campaigns.ImportCampaign(t.Context(), &tabletopv1.ImportCampaignRequest{UploadId: upload}))(t)
	if len(r.GetWarnings()) > 0 {
		t.Errorf("warnings: %v", r.GetWarnings())
	}
	again := ok(to.campaigns.ImportCampaign(t.Context(), &tabletopv1.ImportCampaignRequest{UploadId: upload}))(t)
	if again.GetCampaign().GetId() != r.GetCampaign().GetId() {
		t.Error("asked twice, it was imported twice")
	}
	to.campaign = r.GetCampaign().GetId()
	if got := r.GetCampaign(); got.GetName() != "The Salt Road" || got.GetDescription() != "Over the flats." || got.GetFounderId() != to.user {
		t.Errorf("the campaign came as %v", got)
	}
	if before, after := from.told(t), to.told(t); before != after {
		t.Errorf("it was\n%s\nand is\n%s", before, after)
	}
}

// told is all of a campaign in words that do not depend on ids and times.
func (k *keeper) told(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	ctx := t.Context()
	scene := ok(k.scenes.ListScenes(ctx, &tabletopv1.ListScenesRequest{CampaignId: k.campaign}))(t).GetScenes()[0]
	document := ok(k.scenes.GetScene(ctx, &tabletopv1.GetSceneRequest{CampaignId: k.campaign, SceneId: scene.GetId()}))(t).GetScene()
	fmt.Fprintln(&b, "scene", scene.GetName(), scene.GetWidth(), scene.GetHeight(), count(document), document.GetGrid(), document.GetAtmosphere())
	wraith := document.GetElements()["wraith"]
	creature := ok(k.bestiary.GetCreature(ctx, &tabletopv1.GetCreatureRequest{CampaignId: k.campaign, CreatureId: wraith.GetToken().GetCreatureId()}))(t).GetCreature()
	fmt.Fprintln(&b, "wraith", wraith.GetHidden(), wraith.GetToken().GetName(), creature.GetName(), creature.GetExperience(), creature.GetAssetId() == wraith.GetToken().GetAssetId())
	for _, id := range []string{wraith.GetToken().GetAssetId(), mapOf(document).GetAssetId()} {
		a := ok(k.library.GetAsset(ctx, &tabletopv1.GetAssetRequest{CampaignId: k.campaign, AssetId: id}))(t)
		fmt.Fprintln(&b, "asset", a.GetAsset().GetName(), a.GetAsset().GetTags(), a.GetAsset().GetWidth(), a.GetAsset().GetSize(), a.GetAsset().GetTint(), len(a.GetUses()))
		fmt.Fprintln(&b, "bytes", len(k.fetch(t, a.GetAsset().GetUrl(), http.StatusOK)))
		if id == wraith.GetToken().GetAssetId() {
			way := ok(k.library.ListFolder(ctx, &tabletopv1.ListFolderRequest{CampaignId: k.campaign, FolderId: a.GetAsset().GetFolderId()}))(t).GetPath()
			for _, f := range way {
				fmt.Fprintln(&b, "folder", f.GetName())
			}
		}
	}
	for _, n := range ok(k.campaigns.ListNotes(ctx, &tabletopv1.ListNotesRequest{CampaignId: k.campaign}))(t).GetNotes() {
		n = ok(k.campaigns.GetNote(ctx, &tabletopv1.GetNoteRequest{CampaignId: k.campaign, NoteId: n.GetId()}))(t).GetNote()
		c := n.GetContent()
		fmt.Fprintln(&b, "note", c.GetTitle(), c.GetText(), c.GetReaders(), c.GetSceneId() == scene.GetId(), c.GetAssetId() == creature.GetAssetId())
	}
	tavern := ok(k.bestiary.GetTavern(ctx, &tabletopv1.GetTavernRequest{CampaignId: k.campaign}))(t).GetTavern()
	fmt.Fprintln(&b, "tavern", tavern.GetName(), tavern.GetTreasury(), tavern.GetDay(), tavern.GetLedger()[0].GetNote(), tavern.GetLedger()[0].GetNet())
	return b.String()
}

// Archives that somebody made by hand are refused, or what is wrong in them is left
// out and told; either way there is a whole campaign or none.
func TestHostileArchives(t *testing.T) {
	t.Parallel()
	k := newKeeper(t, run(t, func(c *app.Config) { c.DatabaseURL = postgrestest.URL(t) }), "Mallory")
	zipped := func(files map[string]string) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, name := range slices.Sorted(maps.Keys(files)) {
			// As they are: what is packed too well is refused before it is read.
			_, _ = io.WriteString(ok(w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store}))(t), files[name])
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	const list = `{"format":1,"name":"Bad"`
	for name, c := range map[string]struct {
		files   map[string]string
		refused string // the reason; empty when a campaign comes of it
		warned  string
	}{
		"empty":                 {map[string]string{"x": ""}, "not_a_campaign", ""},
		"no JSON":               {map[string]string{"campaign.json": "{"}, "not_a_campaign", ""},
		"of the future":         {map[string]string{"campaign.json": `{"format":2,"name":"Bad"}`}, "not_a_campaign", ""},
		"without a name":        {map[string]string{"campaign.json": `{"format":1}`}, "not_a_campaign", ""},
		"a path for an id":      {map[string]string{"campaign.json": list + `,"assets":[{"id":"../../etc/passwd","kind":"ASSET_KIND_IMAGE","name":"x"}]}`}, "not_a_campaign", ""},
		"a scene not there":     {map[string]string{"campaign.json": list + `,"scenes":[{"id":"a","name":"x"}]}`}, "not_a_campaign", ""},
		"a scene of no size":    {map[string]string{"campaign.json": list + `,"scenes":[{"id":"a","name":"x"}]}`, "scenes/a.json": `{"width":-3}`}, "not_a_campaign", ""},
		"a scene of NaN":        {map[string]string{"campaign.json": list + `,"scenes":[{"id":"a","name":"x"}]}`, "scenes/a.json": `{"width":"NaN","height":3}`}, "not_a_campaign", ""},
		"two of a name":         {map[string]string{"campaign.json": list + `,"folders":[{"id":"a","name":"x"},{"id":"b","name":"X"}]}`}, "name_taken", ""},
		"two of an id":          {map[string]string{"campaign.json": list + `,"assets":[{"id":"a","kind":"ASSET_KIND_IMAGE","name":"x"},{"id":"a","kind":"ASSET_KIND_IMAGE","name":"x"}]}`}, "not_a_campaign", ""},
		"a note not there":      {map[string]string{"campaign.json": list + `,"notes":[{"id":"n"}]}`}, "not_a_campaign", ""},
		"an empty note":         {map[string]string{"campaign.json": list + `,"notes":[{"id":"n"}]}`, "notes/n.json": "{}"}, "not_a_campaign", ""},
		"a creature of no name": {map[string]string{"campaign.json": list + `,"creatures":[{"id":"c"}]}`, "creatures/c.json": "{}"}, "not_a_campaign", ""},
		"millions of folders":   {map[string]string{"campaign.json": list + `,"folders":[{}` + strings.Repeat(",{}", 2_000_000) + `]}`}, "archive_too_large", ""},
		"many folders":          {map[string]string{"campaign.json": list + `,"folders":[{}` + strings.Repeat(",{}", 2_000) + `]}`}, "not_a_campaign", ""},
		"a scene of millions": {map[string]string{
			"campaign.json": list + `,"scenes":[{"id":"a","name":"x"}]}`,
			"scenes/a.json": `{"width":3,"height":3,"elements":{"w":{"wall":{"points":[{}` + strings.Repeat(",{}", 2_000_000) + `]}}}}`,
		}, "archive_too_large", ""},
		"a ring of folders": {map[string]string{"campaign.json": list + `,"folders":[{"id":"a","parentId":"b","name":"x"},{"id":"b","parentId":"a","name":"y"}]}`}, "", "folder"},
		"a file not there":  {map[string]string{"campaign.json": list + `,"assets":[{"id":"a","kind":"ASSET_KIND_IMAGE","name":"x"}]}`}, "", "not in the archive"},
		"a script as a picture": {map[string]string{
			"campaign.json": list + `,"assets":[{"id":"a","kind":"ASSET_KIND_IMAGE","name":"x.svg"}]}`, "files/a": "<svg onload='alert(1)'/>",
		}, "", "x.svg"},
		"a picture of another": {map[string]string{
			"campaign.json": list + `,"scenes":[{"id":"s","name":"x"}]}`,
			"scenes/s.json": `{"width":3,"height":3,"elements":{"m":{"map":{"assetId":"0190a0a0-0000-7000-8000-000000000000","at":{},"width":3,"height":3}}}}`,
		}, "", "not in the archive"},
	} {
		k.campaign = ""
		upload := k.wait(t, tabletopv1.AssetKind_ASSET_KIND_ARCHIVE, "bad.zip", zipped(c.files))
		before := len(ok(k.campaigns.ListCampaigns(t.Context(), &tabletopv1.ListCampaignsRequest{}))(t).GetCampaigns())
		r, err := k.campaigns.ImportCampaign(t.Context(), &tabletopv1.ImportCampaignRequest{UploadId: upload})
		after := len(ok(k.campaigns.ListCampaigns(t.Context(), &tabletopv1.ListCampaignsRequest{}))(t).GetCampaigns())
		switch {
		case c.refused != "" && (reason(err) != c.refused || after != before):
			t.Errorf("%s: %v, %v; %d campaigns more", name, r, err, after-before)
		case c.refused == "" && (err != nil || !strings.Contains(strings.Join(r.GetWarnings(), "\n"), c.warned) || after != before+1):
			t.Errorf("%s: %v, %v; %d campaigns more", name, r, err, after-before)
		}
	}
}

// What is packed without files is a campaign without files, and says so.
func TestAnArchiveWithoutFiles(t *testing.T) {
	t.Parallel()
	k := newKeeper(t, run(t, func(c *app.Config) { c.DatabaseURL = postgrestest.URL(t) }), "Gwen")
	k.furnish(t)
	r := ok(k.campaigns.ImportCampaign(t.Context(), &tabletopv1.ImportCampaignRequest{
		UploadId: k.wait(t, tabletopv1.AssetKind_ASSET_KIND_ARCHIVE, "salt.zip", k.export(t, true)),
	}))(t)
	if len(r.GetWarnings()) == 0 {
		t.Error("nobody says that the pictures are gone")
	}
	k.campaign = r.GetCampaign().GetId()
	if all := ok(k.library.SearchAssets(t.Context(), &tabletopv1.SearchAssetsRequest{CampaignId: k.campaign}))(t).GetAssets(); len(all) > 0 {
		t.Errorf("there are %v", all)
	}
	if scenes := ok(k.scenes.ListScenes(t.Context(), &tabletopv1.ListScenesRequest{CampaignId: k.campaign}))(t).GetScenes(); len(scenes) != 1 {
		t.Errorf("there are %v", scenes)
	}
}
