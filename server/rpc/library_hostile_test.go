package rpc

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/library"
	"playhouse/server/library/media/mediatest"
)

// Everything that somebody may send to do harm goes through the front door: each is
// refused for its reason or kept harmless, within the memory that is promised, and
// leaves nothing behind.
func TestHostileUploads(t *testing.T) { // not in parallel: it measures the process
	s := newStudy(t)
	g := s.group(t)
	kinds := map[string]library.Kind{
		mediatest.AsMap: library.Map, mediatest.AsImage: library.Image, mediatest.AsAudio: library.Audio, mediatest.AsArchive: library.Archive,
	}
	// Where memory cannot be measured the files are refused all the same.
	before, unmeasured := int64(0), mediatest.Forget()
	if unmeasured == nil {
		before, unmeasured = mediatest.Peak()
	}
	refused, kept := 0, 0
	for _, c := range mediatest.Hostile() {
		if len(c.File) == 0 {
			r := &tabletopv1.CreateUploadRequest{CampaignId: g.id, Name: c.Name, Kind: kinds[c.As]}
			_, err := g.gm.library.CreateUpload(t.Context(), r)
			wantCode(t, err, connect.CodeInvalidArgument)
			refused++
			continue
		}
		done, err := s.upload(t, g.gm, g.id, kinds[c.As], c.File)
		switch {
		case reasonOf(err) != c.Reason:
			t.Errorf("%s: %v %v, want %q", c.Name, done, err, c.Reason)
		case c.Reason != "":
			refused++
		default:
			kept++
			r := &tabletopv1.DeleteAssetRequest{CampaignId: g.id, AssetId: done.GetAsset().GetId()}
			must(g.gm.library.DeleteAsset(t.Context(), r))(t)
		}
	}
	const most = 256e6
	after, err := mediatest.Peak()
	unmeasured = errors.Join(unmeasured, err)
	grown := after - before
	t.Logf("%d refused, %d kept, %.0f MB more at most", refused, kept, float64(grown)/1e6)
	if refused+kept < 60 || unmeasured == nil && !mediatest.Raced && grown > most {
		t.Errorf("%d files took %.0f MB", refused+kept, float64(grown)/1e6)
	}
	left := must(g.gm.library.SearchAssets(t.Context(), &tabletopv1.SearchAssetsRequest{CampaignId: g.id}))(t).GetAssets()
	if parts := s.blobsBelow(t, "part"); len(parts) > 0 || len(left) > 0 {
		t.Errorf("left: %v %v", parts, left)
	}
	for _, path := range s.blobsBelow(t, "..") {
		if !strings.HasPrefix(path, s.folder+string(filepath.Separator)) {
			t.Errorf("outside the folder of blobs: %s", path)
		}
	}
}
