package blob_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"playhouse/server/blob"
)

// places are a folder, and a bucket in memory that stands for those of others.
func places(t *testing.T) map[string]*blob.Store {
	t.Helper()
	all := map[string]*blob.Store{}
	for _, url := range []string{"file://" + filepath.Join(t.TempDir(), "files"), "mem://"} {
		s, err := blob.Open(t.Context(), url, filepath.Join(t.TempDir(), "spool"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		all[url[:3]] = s
	}
	return all
}

func read(t *testing.T, s *blob.Store, key string, part blob.Range) string {
	t.Helper()
	r, err := s.Open(t.Context(), key, part)
	if errors.Is(err, blob.ErrMissing) {
		return "missing"
	}
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestContentIsKeptUnderItsHash(t *testing.T) {
	for place, s := range places(t) {
		f, err := s.Spool(t.Context(), strings.NewReader("hello"), 100)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		const hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
		if f.Hash() != hash || f.Size() != 5 {
			t.Errorf("%s: %s of %d", place, f.Hash(), f.Size())
		}
		for range 2 {
			if err := s.Put(t.Context(), f); err != nil {
				t.Error(err)
			}
		}
		key := "2c/" + hash[2:] + "/bytes"
		if got := read(t, s, key, blob.Range{}); got != "hello" {
			t.Errorf("%s: %q", place, got)
		}
		if got := read(t, s, key, blob.Range{Offset: 1, Length: 3}); got != "ell" {
			t.Errorf("%s: a part: %q", place, got)
		}
		if got := read(t, s, "2c/other", blob.Range{}); got != "missing" {
			t.Errorf("%s: what is not there: %q", place, got)
		}
		if err := errors.Join(s.Delete(t.Context(), key), s.Delete(t.Context(), key)); err != nil || read(t, s, key, blob.Range{}) != "missing" {
			t.Errorf("%s: deleted twice: %v", place, err)
		}
	}
}

// broken gives some bytes and then an error.
type broken struct{ left int }

var errBroken = errors.New("the line broke")

func (b *broken) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, errBroken
	}
	n := min(b.left, len(p))
	b.left -= n
	return n, nil
}

// A write that breaks off leaves what was there before, and nothing beside.
func TestWritesThatBreakOff(t *testing.T) {
	for place, s := range places(t) {
		if err := s.Write(t.Context(), "part/a/0", strings.NewReader("before")); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"part/a/0", "part/a/1"} {
			if err := s.Write(t.Context(), key, &broken{left: 100_000}); !errors.Is(err, errBroken) {
				t.Errorf("%s: %v", place, err)
			}
		}
		if got := read(t, s, "part/a/0", blob.Range{}); got != "before" {
			t.Errorf("%s: overwritten by %d bytes", place, len(got))
		}
		if got := read(t, s, "part/a/1", blob.Range{}); got != "missing" {
			t.Errorf("%s: %d bytes of a broken write", place, len(got))
		}
	}
}

func TestSpoolsLeaveNothing(t *testing.T) {
	dir := t.TempDir()
	s, err := blob.Open(t.Context(), "mem://", dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Spool(t.Context(), strings.NewReader(strings.Repeat("x", 50)), 10)
	if err != nil || f.Size() != 11 {
		t.Errorf("too large a file is told by %d bytes: %v", f.Size(), err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.Spool(t.Context(), &broken{left: 5}, 10); !errors.Is(err, errBroken) {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Spool(ended, strings.NewReader("x"), 10); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	left, err := fs.Glob(os.DirFS(dir), "*")
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
}

// named is what is in use.
type named struct{ keys []string }

func (n named) NamedBlobs(_ context.Context, all []blob.Hash) (map[blob.Hash]bool, error) {
	in := map[blob.Hash]bool{}
	for _, h := range all {
		in[h] = slices.Contains(n.keys, string(h))
	}
	return in, nil
}

func (n named) NamedParts(_ context.Context, all []string) (map[string]bool, error) {
	in := map[string]bool{}
	for _, key := range all {
		in[key] = slices.Contains(n.keys, key)
	}
	return in, nil
}

func TestSweepTakesWhatNothingNames(t *testing.T) {
	one, two := blob.Hash(strings.Repeat("1a", 32)), blob.Hash(strings.Repeat("2b", 32))
	for place, s := range places(t) {
		kept := []string{one.Key(blob.Bytes), one.Key("tiles"), "part/u/0-a"}
		gone := []string{two.Key(blob.Bytes), two.Key("256"), one.Key("bytes.18ab.tmp"), "part/u/0-b", "export/c/d.zip", "stray", "ff/short/bytes"}
		for i := range 600 { // more than are asked about at once
			gone = append(gone, "part/v/"+strings.Repeat("x", i%7)+string(rune('a'+i%26))+strings.Repeat("y", i/26))
		}
		for _, key := range append(slices.Clone(kept), gone...) {
			if err := s.Write(t.Context(), key, strings.NewReader(key)); err != nil {
				t.Fatal(err)
			}
		}
		in := named{keys: []string{string(one), "part/u/0-a"}}
		if n, err := s.Sweep(t.Context(), time.Now().Add(-time.Minute), in); n != 0 || err != nil {
			t.Errorf("%s: %d went too early: %v", place, n, err)
		}
		if _, err := s.Sweep(t.Context(), time.Now().Add(time.Minute), in); err != nil {
			t.Error(err)
		}
		for _, key := range kept {
			if read(t, s, key, blob.Range{}) != key {
				t.Errorf("%s: %s is gone", place, key)
			}
		}
		for _, key := range gone {
			if read(t, s, key, blob.Range{}) != "missing" {
				t.Errorf("%s: %s is left", place, key)
			}
		}
	}
}

func TestPlacesThatAreNone(t *testing.T) {
	for _, url := range []string{"", "folder", "nowhere://x", "s3://"} {
		if _, err := blob.Open(t.Context(), url, t.TempDir()); err == nil {
			t.Errorf("%q was opened", url)
		}
	}
}
