package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"gocloud.dev/blob"
)

// Names tells what blobs are in use.
type Names interface {
	// NamedBlobs returns those of the hashes that something names.
	NamedBlobs(ctx context.Context, hashes []Hash) (map[Hash]bool, error)
	// NamedParts returns those of the keys that an upload names.
	NamedParts(ctx context.Context, keys []string) (map[string]bool, error)
}

// Keys that are named by no content begin with these.
const (
	// Parts are pieces of uploads.
	Parts = "part/"
	// Exports are kept for a time, named or not.
	Exports = "export/"
)

// batch is how many blobs are asked about at once.
const batch = 500

// Sweep removes what was written before a time and nothing names, and returns how
// many blobs that were.
func (s *Store) Sweep(ctx context.Context, before time.Time, names Names) (int, error) {
	removed := 0
	list := s.bucket.List(nil)
	for {
		old, err := nextOld(ctx, list, before)
		if len(old) > 0 {
			n, err := s.remove(ctx, old, before, names)
			removed += n
			if err != nil {
				return removed, err
			}
		}
		if errors.Is(err, io.EOF) {
			return removed, nil
		}
		if err != nil {
			return removed, fmt.Errorf("list blobs: %w", err)
		}
	}
}

func nextOld(ctx context.Context, list *blob.ListIterator, before time.Time) (old []string, err error) {
	for len(old) < batch {
		o, err := list.Next(ctx)
		if err != nil {
			return old, err
		}
		if o.ModTime.Before(before) {
			old = append(old, o.Key)
		}
	}
	return old, nil
}

// hashOf is the content that a key belongs to; empty for other keys.
func hashOf(key string) Hash {
	dir, name := path.Split(key)
	h := Hash(strings.ReplaceAll(dir, "/", ""))
	if !hashShape.MatchString(string(h)) || h.Key(name) != key || strings.HasSuffix(name, unfinished) {
		return ""
	}
	return h
}

func (s *Store) remove(ctx context.Context, keys []string, before time.Time, names Names) (removed int, err error) {
	var hashes []Hash
	var parts []string
	for _, key := range keys {
		if h := hashOf(key); h != "" {
			hashes = append(hashes, h)
		} else if strings.HasPrefix(key, Parts) {
			parts = append(parts, key)
		}
	}
	blobs, err := names.NamedBlobs(ctx, hashes)
	if err != nil {
		return 0, err
	}
	pieces, err := names.NamedParts(ctx, parts)
	if err != nil {
		return 0, err
	}
	for _, key := range keys {
		if blobs[hashOf(key)] || pieces[key] {
			continue
		}
		// Somebody may have kept it anew since it was listed.
		a, err := s.bucket.Attributes(ctx, key)
		if err != nil || !a.ModTime.Before(before) {
			continue
		}
		if err := s.Delete(ctx, key); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}
