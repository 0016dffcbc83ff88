package media_test

import (
	"bufio"
	"compress/zlib"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"playhouse/server/library/media"
	"playhouse/server/library/media/mediatest"
)

// onDisk is a file of a test that is too large for its memory.
type onDisk struct {
	*os.File

	size int64
}

func (f onDisk) Size() int64               { return f.size }
func (f onDisk) Reader() *io.SectionReader { return io.NewSectionReader(f.File, 0, f.size) }

func written(t testing.TB, write func(io.Writer) error) onDisk {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "large"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	w := bufio.NewWriterSize(f, 1<<20)
	if err := write(w); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return onDisk{File: f, size: info.Size()}
}

// hundred is a JPEG of 100 megapixels; all its rows are one row in memory.
func hundred(t testing.TB) onDisk {
	const side = 10_000
	row := make([]byte, 16*side)
	for i := range row {
		row[i] = byte(i*7 ^ i>>5)
	}
	m := &image.YCbCr{Y: row, Cb: row, Cr: row, Rect: image.Rect(0, 0, side, side), SubsampleRatio: image.YCbCrSubsampleRatio420}
	return written(t, func(w io.Writer) error { return jpeg.Encode(w, m, nil) })
}

// work does all that is done with a map, and returns how many tiles there were.
func work(t testing.TB, f media.File) (tiles int) {
	t.Helper()
	p, err := media.LookAt(context.Background(), f, media.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Release()
	if err := p.Encode(io.Discard); err != nil {
		t.Fatal(err)
	}
	_, err = p.Reduce(media.Output{
		Tile:  func([]byte) error { tiles++; return nil },
		Shown: func(int, []byte) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return tiles
}

const mostMemory = 256e6

// A map of 100 megapixels is cut into tiles within the memory that is promised, and
// so is the next one after it.
func TestLargeMapsFitIntoMemory(t *testing.T) {
	if mediatest.Raced {
		t.Skip("measured without the race detector: go test -run FitIntoMemory ./server/library/media")
	}
	files := map[string]onDisk{"JPEG of 100 megapixels": hundred(t), "PNG of 25 megapixels": greyAlpha(t, 5000)}
	debug.FreeOSMemory()
	forget(t)
	before := peak(t)
	for name, f := range files {
		if n := work(t, f); n < 130 {
			t.Errorf("%s: %d tiles", name, n)
		}
		grown := peak(t) - before
		t.Logf("%s took %s", name, megabytes(grown))
		if grown > mostMemory {
			t.Errorf("%s took %s", name, megabytes(grown))
		}
	}
}

func BenchmarkHundredMegapixels(b *testing.B) {
	f := hundred(b)
	for b.Loop() {
		work(b, f)
	}
}

// greyAlpha is a PNG with alpha, written row by row.
func greyAlpha(t testing.TB, side int) onDisk {
	return written(t, func(w io.Writer) error {
		if _, err := io.WriteString(w, "\x89PNG\r\n\x1a\n"); err != nil {
			return err
		}
		header := binary.BigEndian.AppendUint32(nil, uint32(side))
		header = append(binary.BigEndian.AppendUint32(header, uint32(side)), 8, 4, 0, 0, 0)
		if err := chunk(w, "IHDR", header); err != nil {
			return err
		}
		packed := &parts{w: w}
		z := zlib.NewWriter(packed)
		row := make([]byte, 1+2*side)
		for y := range side {
			for x := range side {
				row[1+2*x], row[2+2*x] = byte(x^y), byte(x+y)
			}
			if _, err := z.Write(row); err != nil {
				return err
			}
		}
		if err := z.Close(); err != nil {
			return err
		}
		return chunk(w, "IEND", nil)
	})
}

// parts writes each piece as a chunk of pixels.
type parts struct{ w io.Writer }

func (p *parts) Write(b []byte) (int, error) { return len(b), chunk(p.w, "IDAT", b) }

func chunk(w io.Writer, kind string, body []byte) error {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	_, err := w.Write(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
	return err
}
