package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/memblob" // mem:// for tests
	_ "gocloud.dev/blob/s3blob"  // s3://
	"gocloud.dev/gcerrors"
)

// Grace is how long what nothing names is kept.
const Grace = 24 * time.Hour

// ErrMissing says that there is no such blob.
var ErrMissing = errors.New("no such blob")

// Hash names bytes by their content: 64 hexadecimal digits.
type Hash string

var hashShape = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Bytes is the name of the content itself among what is kept under a hash.
const Bytes = "bytes"

// Key is where something that belongs to the content lies.
func (h Hash) Key(name string) string { return string(h[:2]) + "/" + string(h[2:]) + "/" + name }

// Store is a place for blobs. Close ends it.
type Store struct {
	bucket *blob.Bucket
	spool  string
}

// Open opens the place at a URL: file:///folder, s3://bucket?region=…. spool is a
// folder of this machine for files that are being looked at; it is made.
func Open(ctx context.Context, address, spool string) (*Store, error) {
	if err := os.MkdirAll(spool, 0o700); err != nil {
		return nil, fmt.Errorf("folder for files under way: %w", err)
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" {
		return nil, fmt.Errorf("%q is not the URL of a place for files: use file:///folder or s3://bucket?region=REGION", address)
	}
	var bucket *blob.Bucket
	if u.Scheme == fileblob.Scheme {
		folder := u.Path
		if os.PathSeparator != '/' {
			folder = strings.TrimPrefix(folder, "/") // file:///c:/folder
		}
		bucket, err = fileblob.OpenBucket(filepath.FromSlash(folder), &fileblob.Options{
			CreateDir: true, DirFileMode: 0o700, NoTempDir: true, Metadata: fileblob.MetadataDontWrite,
		})
	} else {
		bucket, err = blob.OpenBucket(ctx, address)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot open the place for files at %s: %w", u.Redacted(), err)
	}
	return &Store{bucket: bucket, spool: spool}, nil
}

// Close ends the connection.
func (s *Store) Close() error { return s.bucket.Close() }

// Write stores what r gives at a key. When it returns nil the bytes are safe; else
// nothing is there that was not before.
func (s *Store) Write(ctx context.Context, key string, r io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var local *os.File
	w, err := s.bucket.NewWriter(ctx, key, &blob.WriterOptions{
		ContentType: "application/octet-stream",
		BeforeWrite: func(as func(any) bool) error {
			as(&local)
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("write blob: %w", err)
	}
	_, err = io.Copy(w, r)
	if err == nil && local != nil {
		err = local.Sync()
	}
	if err != nil {
		cancel() // or Close would keep what there is
		_ = w.Close()
		return err
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("write blob: %w", err)
	}
	if local != nil {
		return syncFolder(filepath.Dir(local.Name()))
	}
	return nil
}

// syncFolder makes a rename in a folder durable.
func syncFolder(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	defer func() { _ = dir.Close() }()
	return dir.Sync()
}

// Range is a part of a blob. The zero Range is all of it.
type Range struct{ Offset, Length int64 }

// Open reads a blob, or a part of it; ErrMissing if there is none.
func (s *Store) Open(ctx context.Context, key string, part Range) (*blob.Reader, error) {
	if part == (Range{}) {
		part.Length = -1
	}
	r, err := s.bucket.NewRangeReader(ctx, key, part.Offset, part.Length, nil)
	if err != nil {
		return nil, missing(err)
	}
	return r, nil
}

func missing(err error) error {
	if gcerrors.Code(err) == gcerrors.NotFound {
		return ErrMissing
	}
	return fmt.Errorf("blob: %w", err)
}

// Age is how long ago a blob was written; ErrMissing if there is none.
func (s *Store) Age(ctx context.Context, key string) (time.Duration, error) {
	a, err := s.bucket.Attributes(ctx, key)
	if err != nil {
		return 0, missing(err)
	}
	return time.Since(a.ModTime), nil
}

// Fresh is true for a blob that is there and that no sweep takes soon: it need not
// be written again.
func (s *Store) Fresh(ctx context.Context, key string) (bool, error) {
	age, err := s.Age(ctx, key)
	if errors.Is(err, ErrMissing) {
		return false, nil
	}
	return err == nil && age < Grace/2, err
}

// Put keeps the content of a file under its hash, once.
func (s *Store) Put(ctx context.Context, f *Spool) error {
	key := f.Hash().Key(Bytes)
	if fresh, err := s.Fresh(ctx, key); err != nil || fresh {
		return err
	}
	return s.Write(ctx, key, f.Reader())
}

// Delete removes a blob. One that is not there is no error.
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := missingIsFine(s.bucket.Delete(ctx, key)); err != nil {
		return fmt.Errorf("delete blob: %w", err)
	}
	return nil
}

func missingIsFine(err error) error {
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return err
}
