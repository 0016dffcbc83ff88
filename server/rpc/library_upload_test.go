package rpc

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/bestiary"
	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/library/media/mediatest"
	"playhouse/server/session"
)

// noise is a JSON text of a size.
func noise(size int) []byte {
	return append(bytes.Repeat([]byte("[1,2,3]"), size/7), make([]byte, size%7)...)
}

func (p *person) complete(t *testing.T, id string) (*tabletopv1.CompleteUploadResponse, error) {
	t.Helper()
	return p.library.CompleteUpload(t.Context(), &tabletopv1.CompleteUploadRequest{UploadId: id})
}

func (p *person) received(t *testing.T, id string) int64 {
	t.Helper()
	return must(p.library.GetUpload(t.Context(), &tabletopv1.GetUploadRequest{UploadId: id}))(t).GetUpload().GetReceived()
}

// Parts are taken in order and whole, and nothing else is.
func TestPartsOfUploads(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	const part = library.PartSize
	file := noise(2*part + 1000)
	u := g.gm.begin(t, g.id, library.Scene, len(file))
	wantPart := func(what string, from, to, status, at int) {
		t.Helper()
		if got, offset := s.send(t, u, file, from, to); got != status || offset != at {
			t.Errorf("%s: %d, at %d; want %d, at %d", what, got, offset, status, at)
		}
	}
	wantPart("a gap", part, 2*part, http.StatusConflict, 0)
	wantPart("a part too short", 0, part-1, http.StatusConflict, 0)
	wantPart("a part too long", 0, part+1, http.StatusConflict, 0)
	wantPart("the first", 0, part, http.StatusNoContent, part)
	wantPart("the first once more", 0, part, http.StatusConflict, part)
	_, err := g.gm.complete(t, u.GetId())
	wantRefusal(t, err, connect.CodeFailedPrecondition, "upload_incomplete")
	wantPart("the second", part, 2*part, http.StatusNoContent, 2*part)
	if got := g.gm.received(t, u.GetId()); got != 2*part {
		t.Errorf("received %d", got)
	}
	if answer, err := http.Head(s.tabletop + u.GetUrl()); err != nil || answer.Header.Get(UploadOffset) != "16777216" {
		t.Errorf("asked how far: %v %v", answer, err)
	}
	longer := append(slices.Clone(file), "more"...)
	if status, offset := s.send(t, u, longer, 2*part, len(longer)); status != http.StatusConflict || offset != 2*part {
		t.Errorf("past the end: %d, at %d", status, offset)
	}
	wantPart("the last", 2*part, len(file), http.StatusNoContent, len(file))
	wantPart("another last", 2*part, len(file), http.StatusConflict, len(file))
	for range 2 {
		if done := must(g.gm.complete(t, u.GetId()))(t); done.GetAsset() != nil || done.GetDuplicate() {
			t.Errorf("a scene's file became %v", done)
		}
	}
	ctx := session.WithCaller(t.Context(), session.Caller{User: session.UserID(g.gm.id)})
	opened, err := s.library.OpenUpload(ctx, library.Scene, u.GetId())
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	if got, err := io.ReadAll(opened); err != nil || !bytes.Equal(got, file) || opened.Size != int64(len(file)) || opened.Name != "File" {
		t.Errorf("%d bytes of %d came back: %v", len(got), len(file), err)
	}
	wantPart("after all", 2*part, len(file), http.StatusConflict, len(file))
}

// Two places send the same upload: each part is one of theirs, and whole.
func TestUploadsFromTwoPlaces(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	const part = library.PartSize
	file := noise(4*part + 5)
	u := g.gm.begin(t, g.id, library.Scene, len(file))
	var places sync.WaitGroup
	for range 2 {
		places.Go(func() {
			for from := 0; from < len(file); {
				status, offset := s.send(t, u, file, from, min(len(file), from+part))
				if status != http.StatusNoContent && status != http.StatusConflict {
					t.Errorf("at %d: %d", from, status)
					return
				}
				from = offset
			}
		})
	}
	places.Wait()
	must(g.gm.complete(t, u.GetId()))(t)
	m := campaign.Membership{Campaign: uuid.MustParse(g.id), User: uuid.MustParse(g.gm.id), Role: campaign.GM}
	got, err := s.library.ReadUpload(t.Context(), m, bestiary.Upload{ID: u.GetId(), Kind: library.Scene, Most: 1 << 30})
	if err != nil || !bytes.Equal(got, file) {
		t.Errorf("%d bytes of %d: %v", len(got), len(file), err)
	}
	if parts := s.blobsBelow(t, "part"); len(parts) > 0 {
		t.Errorf("left over: %v", parts)
	}
}

// blobsBelow lists the files in a folder of the blobs.
func (s *study) blobsBelow(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(filepath.Join(s.folder, folder), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// A part whose line breaks does not count, and leaves nothing.
func TestBrokenLines(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := noise(200_000)
	u := g.gm.begin(t, g.id, library.Scene, len(file))
	address := strings.TrimPrefix(s.tabletop, "http://")
	line, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	head := "PUT " + u.GetUrl() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n"
	if _, err := line.Write(append([]byte(head), file[:150_000]...)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	line.Close()
	for range 100 {
		if len(s.blobsBelow(t, "part")) == 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if left := s.blobsBelow(t, "part"); len(left) > 0 || g.gm.received(t, u.GetId()) != 0 {
		t.Errorf("left: %v, received %d", left, g.gm.received(t, u.GetId()))
	}
	s.sendAll(t, u, file)
	must(g.gm.complete(t, u.GetId()))(t)
}

// Another node goes on where one stopped.
func TestUploadsGoOnElsewhere(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := noise(library.PartSize + 7)
	u := g.gm.begin(t, g.id, library.Scene, len(file))
	s.send(t, u, file, 0, library.PartSize)
	other := library.New(s.library.Config)
	secret := strings.TrimPrefix(u.GetUrl(), library.UploadsPath)
	last := library.Part{Offset: library.PartSize, Size: 7, Total: int64(len(file)), Body: bytes.NewReader(file[library.PartSize:])}
	if offset, err := other.Receive(t.Context(), secret, last); err != nil || offset != int64(len(file)) {
		t.Errorf("at %d: %v", offset, err)
	}
	ctx := session.WithCaller(t.Context(), session.Caller{User: session.UserID(g.gm.id)})
	if _, err := other.Complete(ctx, u.GetId()); err != nil {
		t.Error(err)
	}
}

// Two complete at once, and again later: one asset, one answer.
func TestCompletingTwice(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := mediatest.JPEG(mediatest.Painted(90, 60, true))
	u := g.gm.begin(t, g.id, library.Map, len(file))
	s.sendAll(t, u, file)
	var answers [3]*tabletopv1.CompleteUploadResponse
	complete := func(i int) func() error {
		return func() (err error) {
			answers[i], err = g.gm.library.CompleteUpload(context.Background(), &tabletopv1.CompleteUploadRequest{UploadId: u.GetId()})
			return err
		}
	}
	a, b := both(complete(0), complete(1))
	if err := errors.Join(a, b, complete(2)()); err != nil {
		t.Fatal(err)
	}
	for _, answer := range answers {
		if answer.GetDuplicate() || answer.GetAsset().GetId() != answers[0].GetAsset().GetId() {
			t.Errorf("answered %v", answers)
		}
	}
	// As another kind it is another asset of the same bytes.
	picture := must(s.upload(t, g.gm, g.id, library.Image, file))(t)
	if picture.GetDuplicate() || picture.GetAsset().GetId() == answers[0].GetAsset().GetId() || picture.GetAsset().GetSize() != answers[0].GetAsset().GetSize() {
		t.Errorf("as a picture: %v", picture)
	}
}

// What is refused stays refused, for the same reason, and takes no room.
func TestRefusalsAreForGood(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	u := g.gm.begin(t, g.id, library.Map, 9)
	s.sendAll(t, u, []byte("<html>..."))
	_, err := g.gm.complete(t, u.GetId())
	wantRefusal(t, err, connect.CodeFailedPrecondition, "wrong_type")
	_, again := g.gm.complete(t, u.GetId())
	if again == nil || again.Error() != err.Error() {
		t.Errorf("first %v, then %v", err, again)
	}
	if left := s.blobsBelow(t, "."); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

func TestUploadsThatAreGivenUp(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	u := g.gm.begin(t, g.id, library.Scene, library.PartSize+9)
	s.send(t, u, noise(library.PartSize+9), 0, library.PartSize)
	must(g.gm.library.AbortUpload(t.Context(), &tabletopv1.AbortUploadRequest{UploadId: u.GetId()}))(t)
	if left := s.blobsBelow(t, "."); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if status, _ := s.send(t, u, noise(9), 0, 9); status != http.StatusNotFound {
		t.Errorf("a part of what was given up: %d", status)
	}
	_, err := g.gm.complete(t, u.GetId())
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
}

func TestLimitsOfUploads(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	for k, most := range library.DefaultLimits().Bytes {
		r := &tabletopv1.CreateUploadRequest{CampaignId: g.id, Name: "File", Size: most + 1, Kind: k}
		_, err := g.gm.library.CreateUpload(t.Context(), r)
		wantRefusal(t, err, connect.CodeFailedPrecondition, "too_large")
	}
	for range library.DefaultLimits().Quota.Uploads {
		g.player.begin(t, g.id, library.Image, 5)
	}
	_, err := g.player.library.CreateUpload(t.Context(), &tabletopv1.CreateUploadRequest{CampaignId: g.id, Name: "One more", Size: 5, Kind: library.Image})
	wantRefusal(t, err, connect.CodeResourceExhausted, "quota_used_up")
	s.library.Limits.Quota.Campaign = 10_000
	_, err = g.gm.library.CreateUpload(t.Context(), &tabletopv1.CreateUploadRequest{CampaignId: g.id, Name: "x", Size: 9_950, Kind: library.Scene})
	wantRefusal(t, err, connect.CodeResourceExhausted, "quota_used_up")
	// Small as it came, large as it is kept; and there is room later.
	file := mediatest.WebP(3000, 3000)
	u := g.gm.begin(t, g.id, library.Map, len(file))
	s.sendAll(t, u, file)
	_, err = g.gm.complete(t, u.GetId())
	wantRefusal(t, err, connect.CodeResourceExhausted, "quota_used_up")
	s.library.Limits.Quota.Campaign = 1 << 30
	must(g.gm.complete(t, u.GetId()))(t)
}

// Names are labels. What misleads is refused; a path is none.
func TestNamesOfUploads(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	file := mediatest.PNG(mediatest.Painted(9, 9, true))
	create := func(name string) (*tabletopv1.CreateUploadResponse, error) {
		return g.gm.library.CreateUpload(t.Context(), &tabletopv1.CreateUploadRequest{CampaignId: g.id, Name: name, Size: int64(len(file)), Kind: library.Image})
	}
	for _, name := range []string{"a\x00.png", "gnp.\u202eexe", strings.Repeat("x", 10_000), "", " \t ", "a\nb", "\u200b"} {
		if _, err := create(name); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%.20q: %v", name, err)
		}
	}
	u := must(create("../../etc/passwd"))(t).GetUpload()
	s.sendAll(t, u, file)
	a := must(g.gm.complete(t, u.GetId()))(t).GetAsset()
	answer, _ := s.fetch(t, "", a.GetUrl())
	if got := answer.Header.Get("Content-Disposition"); got != "inline; filename=.._.._etc_passwd.png" {
		t.Errorf("saved as %q", got)
	}
	for _, path := range s.blobsBelow(t, "..") {
		if !strings.HasPrefix(path, s.folder+string(filepath.Separator)) {
			t.Errorf("outside: %s", path)
		}
	}
}

// Requests that make no sense are answered so.
func TestPartsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	u := g.gm.begin(t, g.id, library.Scene, 100)
	for _, text := range []string{"bytes", "bytes 0-99", "bytes 99-0/100", "bytes -5-9/100", "bytes 0-99/50", "bytes 0-50/100", "items 0-99/100", "bytes 0-9999999999999999999/5"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, s.tabletop+u.GetUrl(), bytes.NewReader(noise(100)))
		r.RequestURI = ""
		r.Header.Set("Content-Range", text)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusBadRequest {
			t.Errorf("%q: %v", text, answer.Status)
		}
	}
	for _, url := range []string{library.UploadsPath + "guessed", library.UploadsPath + strings.Repeat("x", 2000)} {
		r := &tabletopv1.Upload{Url: url}
		if status, _ := s.send(t, r, noise(100), 0, 100); status != http.StatusNotFound {
			t.Errorf("%.30s: %d", url, status)
		}
	}
	if g.gm.received(t, u.GetId()) != 0 {
		t.Error("something counted")
	}
}
