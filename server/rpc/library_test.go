package rpc

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strconv"
	"testing"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/library"
)

// openLibrary gives a study its files.
func (s *study) openLibrary(t *testing.T, gate campaign.Gate) {
	t.Helper()
	s.folder = filepath.Join(t.TempDir(), "files")
	blobs, err := blob.Open(t.Context(), "file://"+s.folder, filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	s.blobs = blobs
	s.library = library.New(library.Config{
		Gate: gate, Assets: s.store, Remover: s.store, Uploads: s.store, Folders: s.store,
		Blobs: blobs, Secrets: s.people, Limits: library.DefaultLimits(), Now: s.clock.now,
	})
}

// painted is a picture that compresses badly enough to be large.
func painted(w, h int, alpha uint8) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(uint64(w), uint64(h)))
	for y := range h {
		for x := range w {
			n := r.Uint32()
			m.SetNRGBA(x, y, color.NRGBA{R: uint8(x) ^ uint8(n&31), G: uint8(y) ^ uint8(n>>16&15), B: uint8(n >> 8), A: alpha})
		}
	}
	return m
}

func asPNG(m image.Image) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, m)
	return b.Bytes()
}

// begin begins an upload into the top.
func (p *person) begin(t *testing.T, in string, k library.Kind, size int) *tabletopv1.Upload {
	t.Helper()
	r := &tabletopv1.CreateUploadRequest{CampaignId: in, Name: "File", Size: int64(size), Kind: k}
	return must(p.library.CreateUpload(t.Context(), r))(t).GetUpload()
}

// send puts a part of a file, and returns status and offset.
func (s *study) send(t *testing.T, u *tabletopv1.Upload, file []byte, from, to int) (status, offset int) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, s.tabletop+u.GetUrl(), bytes.NewReader(file[from:to]))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, len(file)))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	offset, _ = strconv.Atoi(answer.Header.Get(UploadOffset))
	return answer.StatusCode, offset
}

// sendAll puts a whole file, part by part.
func (s *study) sendAll(t *testing.T, u *tabletopv1.Upload, file []byte) {
	t.Helper()
	for from := 0; from < len(file); {
		to := min(len(file), from+library.PartSize)
		status, offset := s.send(t, u, file, from, to)
		if status != http.StatusNoContent || offset != to {
			t.Fatalf("part %d-%d of %d: %d, at %d", from, to, len(file), status, offset)
		}
		from = to
	}
}

// upload puts a file and completes it.
func (s *study) upload(t *testing.T, p *person, in string, k library.Kind, file []byte) (*tabletopv1.CompleteUploadResponse, error) {
	t.Helper()
	u := p.begin(t, in, k, len(file))
	s.sendAll(t, u, file)
	return p.library.CompleteUpload(t.Context(), &tabletopv1.CompleteUploadRequest{UploadId: u.GetId()})
}

// fetch gets what is at a path, by somebody or by nobody.
func (s *study) fetch(t *testing.T, token, path string, header ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.tabletop+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, body
}

// A map goes all the way: in parts, looked at, served in tiles.
func TestAMapIsUploadedAndServed(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := asPNG(painted(2300, 1700, 255))
	if len(file) <= library.PartSize {
		t.Fatalf("only %d bytes: one part", len(file))
	}
	done := must(s.upload(t, g.gm, g.id, library.Map, file))(t)
	a := done.GetAsset()
	if a.GetWidth() != 2300 || a.GetHeight() != 1700 || a.GetMediaType() != "image/png" || a.GetTileLevels() != 4 || done.GetDuplicate() {
		t.Fatalf("made %v", done)
	}
	answer, body := s.fetch(t, "", a.GetUrl())
	if answer.StatusCode != http.StatusOK || int64(len(body)) != a.GetSize() || answer.Header.Get("Content-Type") != "image/png" {
		t.Errorf("the file: %v, %d bytes of %d", answer.Status, len(body), a.GetSize())
	}
	for level, size := range []image.Point{{288, 213}, {512, 425}, {512, 512}, {512, 512}} {
		answer, body = s.fetch(t, "", fmt.Sprintf("%s/%d/0/0", a.GetTilesUrl(), level))
		m, kind, err := image.Decode(bytes.NewReader(body))
		if err != nil || kind != "jpeg" || m.Bounds().Size() != size {
			t.Errorf("tile of level %d: %v %v %v", level, answer.Status, kind, err)
		}
	}
	if answer, _ = s.fetch(t, "", a.GetTilesUrl()+"/3/5/0"); answer.StatusCode != http.StatusNotFound {
		t.Errorf("a tile beyond the edge: %v", answer.Status)
	}
	for url, side := range map[string]int{a.GetThumbnailUrl(): 256, a.GetPreviewUrl(): 1024} {
		_, body = s.fetch(t, "", url)
		if c, _, err := image.DecodeConfig(bytes.NewReader(body)); err != nil || c.Width != side {
			t.Errorf("at %s: %v %v", url, c, err)
		}
	}
	again := must(s.upload(t, g.gm, g.id, library.Map, file))(t)
	if !again.GetDuplicate() || again.GetAsset().GetId() != a.GetId() {
		t.Errorf("the same once more: %v", again)
	}
	_, err := s.upload(t, g.gm, g.id, library.Map, []byte("<html><script>alert(1)</script>"))
	wantRefusal(t, err, connect.CodeFailedPrecondition, "wrong_type")
}
