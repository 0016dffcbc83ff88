package app_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/app"
	"playhouse/server/library/media/mediatest"
	"playhouse/server/postgres/postgrestest"
)

// An upload goes on after the server was started anew, and what came of it is there
// after the next start.
func TestUploadsOutliveTheServer(t *testing.T) {
	t.Parallel()
	address, dir := postgrestest.URL(t), t.TempDir()
	start := func() *app.App {
		return run(t, func(c *app.Config) { c.DatabaseURL, c.DataDir = address, dir })
	}
	a := start()
	ann := newGamer(t, a.URL, "Ann")
	with := connect.WithInterceptors(bearer(ann.token))
	made, err := tabletopv1connect.NewCampaignServiceClient(http.DefaultClient, a.URL, with).
		CreateCampaign(t.Context(), &tabletopv1.CreateCampaignRequest{Name: "The Salt Road"})
	if err != nil {
		t.Fatal(err)
	}
	// Two parts, of which the second is text behind the picture.
	file := mediatest.PNG(mediatest.Painted(800, 600, true))
	file = append(file, bytes.Repeat([]byte("x"), 9<<20-len(file))...)
	files := func() tabletopv1connect.LibraryServiceClient {
		return tabletopv1connect.NewLibraryServiceClient(http.DefaultClient, a.URL, with)
	}
	begun, err := files().CreateUpload(t.Context(), &tabletopv1.CreateUploadRequest{
		CampaignId: made.GetCampaign().GetId(), Name: "Ground", Size: int64(len(file)), Kind: tabletopv1.AssetKind_ASSET_KIND_MAP,
	})
	if err != nil {
		t.Fatal(err)
	}
	u := begun.GetUpload()
	put := func(from, to int, header ...string) int {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, a.URL+u.GetUrl(), bytes.NewReader(file[from:to]))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, len(file)))
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		return answer.StatusCode
	}
	part := int(u.GetPartSize())
	if got := put(0, part, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"); got != http.StatusForbidden {
		t.Errorf("from another's page: %d", got)
	}
	if got := put(0, part, "Sec-Fetch-Site", "same-origin"); got != http.StatusNoContent {
		t.Fatalf("the first part: %d", got)
	}
	a.Close()
	a = start()
	if got := put(part, len(file)); got != http.StatusNoContent {
		t.Fatalf("the second part: %d", got)
	}
	done, err := files().CompleteUpload(t.Context(), &tabletopv1.CompleteUploadRequest{UploadId: u.GetId()})
	if err != nil {
		t.Fatal(err)
	}
	a.Close()
	a = start()
	for _, url := range []string{done.GetAsset().GetUrl(), done.GetAsset().GetThumbnailUrl(), done.GetAsset().GetTilesUrl() + "/1/1/1"} {
		answer, err := http.Get(a.URL + url)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), "image/") || len(body) == 0 {
			t.Errorf("%s: %v, %d bytes: %v", url, answer.Status, len(body), err)
		}
		if got := answer.Header.Get("Content-Security-Policy"); got != "sandbox; default-src 'none'" {
			t.Errorf("%s may do %q", url, got)
		}
	}
}

func TestPlacesForFiles(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"/folder", "ftp://host/folder", "%zz://x"} {
		c := app.Config{Listen: ":0", DataDir: t.TempDir(), Files: bad}
		if err := c.Check(); err == nil || !strings.Contains(err.Error(), "--files") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
