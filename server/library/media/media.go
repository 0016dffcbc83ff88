package media

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gabriel-vasile/mimetype"

	"playhouse/server/session"
)

// File is bytes that can be read in any order, by several readers.
type File interface {
	io.ReaderAt
	Size() int64
	// Reader reads from the beginning.
	Reader() *io.SectionReader
}

// Limits bound what a file may ask of this machine.
type Limits struct {
	Side   int           // pixels
	Memory int64         // bytes for a picture while it is worked on
	Frames int           // of a moving picture
	Length time.Duration // of a sound

	Entries  int   // in an archive
	Unpacked int64 // bytes of all of them
	Ratio    int64 // how much smaller packing may have made one of them
}

// DefaultLimits let a map of 100 megapixels in as JPEG, and 256 MB do for anything.
func DefaultLimits() Limits {
	return Limits{
		Side: 32_768, Memory: 200 << 20, Frames: 200, Length: 4 * time.Hour,
		Entries: 10_000, Unpacked: 2 << 30, Ratio: 200,
	}
}

// Types that files are kept as.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
)

func wrong(f File, want string) error {
	return session.Refuse("wrong_type", "this is %s; use %s", found(f), want)
}

// found says what a file is, for people.
func found(f File) string {
	const enough = 3072
	if f.Size() == 0 {
		return "an empty file"
	}
	m, err := mimetype.DetectReader(io.LimitReader(f.Reader(), enough))
	if err != nil {
		return "a file that cannot be read"
	}
	name, _, _ := strings.Cut(m.String(), ";")
	switch name {
	case "application/octet-stream":
		return "of no known type"
	case "image/svg+xml":
		return "an SVG picture, which can carry programs"
	case "image/avif":
		return "an AVIF picture, which this server cannot check"
	}
	return "a file of the type " + name
}

func damaged(what string, err error) error {
	return session.Refuse("damaged_file", "this %s is damaged (%v): export it once more, or upload it again", what, err)
}

func damage(format string, args ...any) error { return damaged("file", fmt.Errorf(format, args...)) }

// head are the first n bytes; fewer of a shorter file.
func head(f io.ReaderAt, n int) []byte {
	b := make([]byte, n)
	n, _ = f.ReadAt(b, 0)
	return b[:n]
}
