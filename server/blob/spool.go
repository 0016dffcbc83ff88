package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
)

// Spool is a file of this machine while it is looked at: written once from the
// beginning, then read in any order. Close removes it, and so does a crash where the
// system lets files be unlinked while they are open.
type Spool struct {
	file *os.File
	hash hash.Hash
	size int64
}

// NewSpool makes an empty one.
func (s *Store) NewSpool() (*Spool, error) {
	f, err := os.CreateTemp(s.spool, "spool-*")
	if err != nil {
		return nil, fmt.Errorf("file under way: %w", err)
	}
	_ = os.Remove(f.Name()) // where that cannot be, Close does it
	return &Spool{file: f, hash: sha256.New()}, nil
}

// Spool copies what r gives, at most so many bytes and one: who asks sees by Size
// that there are too many.
func (s *Store) Spool(ctx context.Context, r io.Reader, most int64) (*Spool, error) {
	f, err := s.NewSpool()
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(f, io.LimitReader(reader{ctx: ctx, from: r}, most+1)); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// reader stops when its caller goes away.
type reader struct {
	ctx  context.Context
	from io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}

// Write adds to the end.
func (f *Spool) Write(p []byte) (int, error) {
	n, err := f.file.Write(p)
	f.hash.Write(p[:n])
	f.size += int64(n)
	return n, err
}

// Hash names what was written.
func (f *Spool) Hash() Hash { return Hash(hex.EncodeToString(f.hash.Sum(nil))) }

// Size is how many bytes were written.
func (f *Spool) Size() int64 { return f.size }

// ReadAt reads anywhere.
func (f *Spool) ReadAt(p []byte, at int64) (int, error) { return f.file.ReadAt(p, at) }

// Reader reads from the beginning, apart from all other readers.
func (f *Spool) Reader() *io.SectionReader { return io.NewSectionReader(f.file, 0, f.size) }

// Close removes the file.
func (f *Spool) Close() error {
	err := f.file.Close()
	_ = os.Remove(f.file.Name())
	return err
}
