package media_test

import (
	"compress/zlib"
	"encoding/binary"
	"io"
	"runtime/debug"
	"testing"

	"playhouse/server/library/media/mediatest"
)

// square is a PNG of a depth and colour, written row by row. What may be transparent
// is, so that it takes the most.
func square(t testing.TB, side int, depth, colour byte, each int) onDisk {
	return written(t, func(w io.Writer) error {
		if _, err := io.WriteString(w, "\x89PNG\r\n\x1a\n"); err != nil {
			return err
		}
		header := binary.BigEndian.AppendUint32(nil, uint32(side))
		header = append(binary.BigEndian.AppendUint32(header, uint32(side)), depth, colour, 0, 0, 0)
		if err := chunk(w, "IHDR", header); err != nil {
			return err
		}
		switch colour {
		case 0:
			_ = chunk(w, "tRNS", []byte{0, 5})
		case 3:
			_ = chunk(w, "PLTE", make([]byte, 3*256))
			_ = chunk(w, "tRNS", make([]byte, 256))
		}
		z := zlib.NewWriter(&parts{w: w})
		row := make([]byte, 1+each*side)
		for y := range side {
			for x := range row[1:] {
				row[1+x] = byte(x * y >> 3)
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

// What the largest picture of each form that is let in takes, in megabytes.
func BenchmarkMemory(b *testing.B) {
	some := func(file []byte) func() onDisk {
		return func() onDisk {
			return written(b, func(w io.Writer) error {
				_, err := w.Write(file)
				return err
			})
		}
	}
	for name, largest := range map[string]func() onDisk{
		"jpeg":        func() onDisk { return hundred(b) },
		"png":         func() onDisk { return greyAlpha(b, 7200) },
		"png palette": func() onDisk { return square(b, 10_200, 8, 3, 1) },
		"png 16 bits": func() onDisk { return square(b, 5_100, 16, 6, 8) },
		"png grey":    func() onDisk { return square(b, 7_200, 8, 0, 1) },
		"webp":        some(mediatest.WebP(4890, 4890)),
		"gif":         some(mediatest.GIF(6470, 6470, 1)),
	} {
		b.Run(name, func(b *testing.B) {
			f := largest()
			for b.Loop() {
				debug.FreeOSMemory()
				forget(b)
				before := peak(b)
				work(b, f)
				b.ReportMetric(float64(peak(b)-before)/1e6, "MB")
			}
		})
	}
}
