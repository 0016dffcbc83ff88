package mediatest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// Painted is a picture with many colours, and with holes if it is not opaque.
func Painted(w, h int, opaque bool) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			a := uint8(255)
			if !opaque && (x/8+y/8)%2 == 0 {
				a = uint8(x)
			}
			m.SetNRGBA(x, y, color.NRGBA{R: uint8(x * 3), G: uint8(y * 5), B: uint8(x ^ y), A: a})
		}
	}
	return m
}

// PNG is a picture as PNG.
func PNG(m image.Image) []byte {
	var b bytes.Buffer
	must(png.Encode(&b, m))
	return b.Bytes()
}

// JPEG is a picture as JPEG.
func JPEG(m image.Image) []byte {
	var b bytes.Buffer
	must(jpeg.Encode(&b, m, nil))
	return b.Bytes()
}

// GIF is a moving picture of so many frames.
func GIF(w, h, frames int) []byte {
	g := &gif.GIF{}
	for i := range frames {
		m := image.NewPaletted(image.Rect(0, 0, w, h), palette.Plan9)
		for p := range m.Pix {
			m.Pix[p] = uint8(p + i)
		}
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	must(gif.EncodeAll(&b, g))
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Chunk is a part of a PNG, with its checksum.
func Chunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// PNGOf is a PNG with a header of one's own and the chunks after it.
func PNGOf(w, h uint32, depth, colour byte, chunks ...[]byte) []byte {
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	b := append([]byte("\x89PNG\r\n\x1a\n"), Chunk("IHDR", append(header, depth, colour, 0, 0, 0))...)
	for _, c := range chunks {
		b = append(b, c...)
	}
	return append(b, Chunk("IEND", nil)...)
}

// bits writes the lowest bits first.
type bits struct {
	b []byte
	n int
}

func (w *bits) put(value uint32, n int) {
	for i := range n {
		if w.n%8 == 0 {
			w.b = append(w.b, 0)
		}
		w.b[w.n/8] |= byte(value>>i&1) << (w.n % 8)
		w.n++
	}
}

// WebP is a picture of one colour without loss: some bytes, whatever its size.
func WebP(w, h int) []byte {
	s := &bits{}
	s.put(0x2f, 8)
	s.put(uint32(w-1), 14)
	s.put(uint32(h-1), 14)
	s.put(0, 4) // no alpha, version 0
	s.put(0, 3) // no transform, no colour cache, one group of codes
	for _, symbol := range []uint32{200, 40, 90, 255, 0} {
		s.put(1, 1) // a simple code
		s.put(0, 1) // of one symbol
		s.put(1, 1) // of 8 bits
		s.put(symbol, 8)
	}
	return RIFF("WEBP", "VP8L", s.b)
}

// RIFF is a file with one chunk.
func RIFF(form, kind string, body []byte) []byte {
	c := append([]byte(kind), binary.LittleEndian.AppendUint32(nil, uint32(len(body)))...)
	c = append(c, body...)
	if len(body)%2 == 1 {
		c = append(c, 0)
	}
	b := append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(c)+4))...)
	return append(append(b, form...), c...)
}

// JPEGOf is the beginning of a JPEG of a size, without its picture.
func JPEGOf(w, h uint16, marker byte, components int) []byte {
	frame := []byte{8}
	frame = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(frame, h), w)
	frame = append(frame, byte(components))
	for i := range components {
		frame = append(frame, byte(i+1), 0x11, 0)
	}
	return append([]byte("\xff\xd8"), Segment(marker, frame)...)
}

// Segment is a part of a JPEG.
func Segment(marker byte, body []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(body)+2))
	return append(b, body...)
}

// Held is a JPEG whose camera was held as an Exif orientation says.
func Held(m image.Image, orientation byte) []byte {
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), orientation, 0, 0, 0, 0, 0, 0)
	b := JPEG(m)
	return append(append(append([]byte{}, b[:2]...), Segment(0xE1, exif)...), b[2:]...)
}
