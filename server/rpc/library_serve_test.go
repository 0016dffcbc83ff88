package rpc

import (
	"bytes"
	"image"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/library/media/mediatest"
)

func (p *person) asset(t *testing.T, in, id string) *tabletopv1.Asset {
	t.Helper()
	return must(p.library.GetAsset(t.Context(), &tabletopv1.GetAssetRequest{CampaignId: in, AssetId: id}))(t).GetAsset()
}

// A map is for game masters alone, in whatever form; what else somebody was told of
// is for members; nothing is for others.
func TestWhoMayFetchFiles(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := mediatest.PNG(mediatest.Painted(600, 500, true))
	ground := must(s.upload(t, g.gm, g.id, library.Map, file))(t).GetAsset()
	token := must(s.upload(t, g.gm, g.id, library.Image, file))(t).GetAsset()
	tune := must(s.upload(t, g.gm, g.id, library.Audio, mediatest.MP3(40)))(t).GetAsset()
	plain := func(url string) string { before, _, _ := strings.Cut(url, "?"); return before }
	of := "/files/" + ground.GetId()
	maps := []string{of, of + "/256", of + "/1024", of + "/tiles/0/0/0", of + "/tiles/1/1/0"}
	others := []string{plain(token.GetUrl()), plain(token.GetThumbnailUrl()), plain(token.GetPreviewUrl()), plain(tune.GetUrl())}
	for _, who := range []struct {
		name         string
		p            *person
		maps, others int
	}{
		{"the game master", g.gm, 200, 200}, {"a player", g.player, 404, 200},
		{"a spectator", g.spectator, 404, 200}, {"a stranger", g.stranger, 404, 404},
	} {
		for want, paths := range map[*int][]string{&who.maps: maps, &who.others: others} {
			for _, path := range paths {
				if answer, _ := s.fetch(t, who.p.token, path); answer.StatusCode != *want {
					t.Errorf("%s gets %d for %s", who.name, answer.StatusCode, path)
				}
				if answer, _ := s.fetch(t, "", path); answer.StatusCode != http.StatusNotFound {
					t.Errorf("nobody gets %d for %s", answer.StatusCode, path)
				}
			}
		}
	}
	// A ticket stands for who it was made for, and nobody else.
	_, query, _ := strings.Cut(g.player.asset(t, g.id, token.GetId()).GetUrl(), "?")
	for _, path := range maps {
		if answer, _ := s.fetch(t, "", path+"?"+query); answer.StatusCode != http.StatusNotFound {
			t.Errorf("a player's ticket opens %s: %v", path, answer.Status)
		}
	}
	for _, nowhere := range []string{"/files/" + uuid.NewString(), "/files/x", of + "/512", of + "/tiles/9/0/0", of + "/tiles/-1/0/0", of + "/tiles/1/2/0", plain(tune.GetUrl()) + "/256", plain(token.GetUrl()) + "/tiles/0/0/0", "/files/../store", of + "/%2e%2e/x"} {
		if answer, _ := s.fetch(t, g.gm.token, nowhere); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %v", nowhere, answer.Status)
		}
	}
	if answer, _ := s.fetch(t, "nonsense", of); answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("with a token that is none: %v", answer.Status)
	}
}

// Tickets run out, cannot be changed, and end with the membership.
func TestTickets(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := mediatest.PNG(mediatest.Painted(60, 50, false))
	id := must(s.upload(t, g.gm, g.id, library.Image, file))(t).GetAsset().GetId()
	url := g.player.asset(t, g.id, id).GetUrl()
	status := func(url string) int { a, _ := s.fetch(t, "", url); return a.StatusCode }
	if got := status(url); got != http.StatusOK {
		t.Fatalf("%s: %d", url, got)
	}
	if again := g.player.asset(t, g.id, id).GetUrl(); again != url {
		t.Errorf("first %s, then %s: nothing to keep for a browser", url, again)
	}
	for i := strings.Index(url, "?t=") + 3; i < len(url); i++ {
		changed := []byte(url)
		if changed[i]++; status(string(changed)) != http.StatusNotFound {
			t.Errorf("changed at %d it still opens", i)
		}
	}
	other := g
	other.found(t)
	theirs := must(s.upload(t, g.gm, other.id, library.Image, file))(t).GetAsset().GetId()
	if got := status(strings.Replace(url, id, theirs, 1)); got != http.StatusNotFound {
		t.Errorf("in another campaign: %d", got)
	}
	s.clock.ahead = 49 * time.Hour
	if got := status(url); got != http.StatusNotFound {
		t.Errorf("two days later: %d", got)
	}
	s.clock.ahead = 0
	must(g.gm.RemoveMember(t.Context(), &tabletopv1.RemoveMemberRequest{CampaignId: g.id, UserId: g.player.id}))(t)
	for range 100 {
		if status(url) == http.StatusNotFound {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error("who was sent away still sees pictures")
}

// What is served is held for good, in parts if one likes, and is nothing but what it
// says.
func TestHeadersOfFiles(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := mediatest.MP3(100)
	u := must(g.gm.library.CreateUpload(t.Context(), &tabletopv1.CreateUploadRequest{
		CampaignId: g.id, Name: "Über “Löwen”.mp3", Size: int64(len(file)), Kind: library.Audio,
	}))(t).GetUpload()
	s.sendAll(t, u, file)
	a := must(g.gm.complete(t, u.GetId()))(t).GetAsset()
	answer, body := s.fetch(t, "", a.GetUrl())
	for name, want := range map[string]string{
		"Content-Type": "audio/mpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
		"Cache-Control": "private, max-age=31536000, immutable", "Accept-Ranges": "bytes",
		"Content-Disposition": "inline; filename*=utf-8''%C3%9Cber%20%E2%80%9CL%C3%B6wen%E2%80%9D.mp3",
	} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if !bytes.Equal(body, file) || a.GetMilliseconds() != 2612 || a.GetThumbnailUrl() != "" || a.GetTilesUrl() != "" {
		t.Errorf("%d bytes of %v", len(body), a)
	}
	part, body := s.fetch(t, "", a.GetUrl(), "Range", "bytes=1000-1009")
	if part.StatusCode != http.StatusPartialContent || !bytes.Equal(body, file[1000:1010]) {
		t.Errorf("a part: %v, %d bytes", part.Status, len(body))
	}
	if same, body := s.fetch(t, "", a.GetUrl(), "If-None-Match", answer.Header.Get("ETag")); same.StatusCode != http.StatusNotModified || len(body) > 0 {
		t.Errorf("once more: %v", same.Status)
	}
}

// What is kept of a picture is its pixels.
func TestMetadataIsGone(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	for _, c := range mediatest.Hostile() {
		if c.As != mediatest.AsImage || c.Reason != "" {
			continue
		}
		a := must(s.upload(t, g.gm, g.id, library.Image, c.File))(t).GetAsset()
		for _, url := range []string{a.GetUrl(), a.GetThumbnailUrl(), a.GetPreviewUrl()} {
			_, body := s.fetch(t, "", url)
			if _, _, err := image.Decode(bytes.NewReader(body)); err != nil {
				t.Errorf("%s: %v", c.Name, err)
			}
			for _, bad := range []string{"<script", "evil.js", "Exif", "PK\x03\x04"} {
				if bytes.Contains(body, []byte(bad)) {
					t.Errorf("%s: %s still has %q", c.Name, url, bad)
				}
			}
		}
	}
}

// What this server wrote it does not write anew: nothing is lost by bringing an
// export back.
func TestOwnPicturesStayAsTheyAre(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	first := must(s.upload(t, g.gm, g.id, library.Map, mediatest.JPEG(mediatest.Painted(600, 400, true))))(t).GetAsset()
	_, kept := s.fetch(t, "", first.GetUrl())
	g.found(t)
	m := campaign.Membership{Campaign: uuid.MustParse(g.id), User: uuid.MustParse(g.gm.id), Role: campaign.GM}
	second, duplicate, err := s.library.Add(t.Context(), m, library.Incoming{Kind: library.Map, Name: "Ground", Source: bytes.NewReader(kept), PixelsPerCell: 70})
	if err != nil || duplicate || second.Size != first.GetSize() || second.PixelsPerCell != 70 || second.TileLevels != 2 {
		t.Errorf("%+v %v %v, want the bytes of %v", second, duplicate, err, first)
	}
	// A file that only waited for an import is not taken for one of ours.
	evil := slices.Concat(mediatest.JPEG(mediatest.Painted(50, 50, true)), []byte("<script>"))
	must(s.upload(t, g.gm, g.id, library.Scene, evil))(t)
	a := must(s.upload(t, g.gm, g.id, library.Image, evil))(t).GetAsset()
	if _, body := s.fetch(t, "", a.GetUrl()); bytes.Contains(body, []byte("<script>")) {
		t.Error("kept as it came")
	}
}

// What is exported is for game masters, for a day.
func TestParcels(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	m := campaign.Membership{Campaign: uuid.MustParse(g.id), User: uuid.MustParse(g.gm.id), Role: campaign.GM}
	url, err := s.library.Publish(t.Context(), m, library.Parcel{Name: "The Salt/Road.zip", MediaType: "application/zip", Source: strings.NewReader("PK...")})
	if err != nil {
		t.Fatal(err)
	}
	answer, body := s.fetch(t, "", url)
	if string(body) != "PK..." || answer.Header.Get("Content-Disposition") != "attachment; filename=The_Salt_Road.zip" && answer.Header.Get("Content-Disposition") != `attachment; filename="The Salt_Road.zip"` {
		t.Errorf("%v %q %v", answer.Status, body, answer.Header)
	}
	plain, _, _ := strings.Cut(url, "?")
	for name, p := range map[string]*person{"a player": g.player, "a stranger": g.stranger} {
		if answer, _ := s.fetch(t, p.token, plain); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %v", name, answer.Status)
		}
	}
	if answer, _ := s.fetch(t, g.gm.token, strings.Replace(plain, ".zip/", ".zip%2F..%2F/", 1)); answer.StatusCode != http.StatusNotFound {
		t.Errorf("with a path in it: %v", answer.Status)
	}
}

// Players have a shelf of their own.
func TestPicturesOfPlayers(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	ctx := t.Context()
	mine := must(s.upload(t, g.player, g.id, library.Image, mediatest.PNG(mediatest.Painted(30, 30, true))))(t).GetAsset()
	other := must(s.upload(t, g.gm, g.id, library.Image, mediatest.PNG(mediatest.Painted(31, 30, true))))(t).GetAsset()
	folder := must(g.gm.library.CreateFolder(ctx, &tabletopv1.CreateFolderRequest{CampaignId: g.id, Name: "The traitor is Bob"}))(t).GetFolder()
	must(g.gm.library.MoveAsset(ctx, &tabletopv1.MoveAssetRequest{CampaignId: g.id, AssetId: mine.GetId(), FolderId: folder.GetId()}))(t)
	seen := must(g.player.library.ListFolder(ctx, &tabletopv1.ListFolderRequest{CampaignId: g.id}))(t)
	if len(seen.GetAssets()) != 1 || seen.GetAssets()[0].GetId() != mine.GetId() || len(seen.GetFolders()) > 0 || seen.GetAssets()[0].GetFolderId() != "" {
		t.Errorf("a player sees %v", seen)
	}
	_, err := g.player.library.ListFolder(ctx, &tabletopv1.ListFolderRequest{CampaignId: g.id, FolderId: folder.GetId()})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	found := must(g.player.library.SearchAssets(ctx, &tabletopv1.SearchAssetsRequest{CampaignId: g.id}))(t).GetAssets()
	if len(found) != 1 {
		t.Errorf("a player finds %v", found)
	}
	changed := must(g.player.library.UpdateAsset(ctx, &tabletopv1.UpdateAssetRequest{CampaignId: g.id, AssetId: mine.GetId(), Name: "Me", Tags: []string{"hero"}}))(t).GetAsset()
	if changed.GetName() != "Me" {
		t.Errorf("renamed: %v", changed)
	}
	_, err = g.player.library.DeleteAsset(ctx, &tabletopv1.DeleteAssetRequest{CampaignId: g.id, AssetId: other.GetId()})
	wantRefusal(t, err, connect.CodePermissionDenied, "not_gm")
	for _, kind := range []library.Kind{library.Map, library.Audio, library.Archive, library.Scene, library.Creatures} {
		_, err := g.player.library.CreateUpload(ctx, &tabletopv1.CreateUploadRequest{CampaignId: g.id, Name: "x", Size: 9, Kind: kind})
		wantRefusal(t, err, connect.CodePermissionDenied, "not_gm")
	}
	_, err = g.player.library.CreateUpload(ctx, &tabletopv1.CreateUploadRequest{CampaignId: g.id, FolderId: folder.GetId(), Name: "x", Size: 9, Kind: library.Image})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	must(g.player.library.CreateUpload(ctx, &tabletopv1.CreateUploadRequest{Name: "x.zip", Size: 9, Kind: library.Archive}))(t)
	_, err = g.player.library.CreateUpload(ctx, &tabletopv1.CreateUploadRequest{Name: "x", Size: 9, Kind: library.Image})
	wantCode(t, err, connect.CodeInvalidArgument)
	must(g.player.library.DeleteAsset(ctx, &tabletopv1.DeleteAssetRequest{CampaignId: g.id, AssetId: mine.GetId()}))(t)
}

// A sweep takes what nothing names, and nothing else.
func TestSweep(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	ctx := t.Context()
	kept := must(s.upload(t, g.gm, g.id, library.Map, mediatest.PNG(mediatest.Painted(600, 30, true))))(t).GetAsset()
	gone := must(s.upload(t, g.gm, g.id, library.Map, mediatest.PNG(mediatest.Painted(601, 30, true))))(t).GetAsset()
	must(g.gm.library.DeleteAsset(ctx, &tabletopv1.DeleteAssetRequest{CampaignId: g.id, AssetId: gone.GetId()}))(t)
	half := g.gm.begin(t, g.id, library.Scene, library.PartSize+1)
	s.send(t, half, noise(library.PartSize+1), 0, library.PartSize)
	waiting := noise(500)
	if _, err := s.upload(t, g.gm, g.id, library.Scene, waiting); err != nil {
		t.Fatal(err)
	}
	sweep := func(ahead time.Duration) int {
		t.Helper()
		if _, err := s.blobs.Sweep(ctx, time.Now().Add(ahead), s.store); err != nil {
			t.Fatal(err)
		}
		return len(s.blobsBelow(t, "."))
	}
	const files = 4 // of a map: itself, two smaller ones, tiles
	if n := sweep(-blob.Grace); n != 2*files+2 {
		t.Errorf("too early: %d files are left", n)
	}
	if n := sweep(time.Minute); n != files+2 {
		t.Errorf("%d files are left, want those of the map and of two uploads", n)
	}
	if answer, _ := s.fetch(t, "", kept.GetUrl()); answer.StatusCode != http.StatusOK {
		t.Errorf("the map that was kept: %v", answer.Status)
	}
	if n, err := s.store.ExpireUploads(ctx, time.Now().Add(25*time.Hour)); n < 2 || err != nil {
		t.Errorf("%d uploads expired: %v", n, err)
	}
	if n := sweep(time.Minute); n != files {
		t.Errorf("%d files are left, want those of the map", n)
	}
}
