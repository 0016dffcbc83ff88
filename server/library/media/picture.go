package media

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"runtime/debug"

	"golang.org/x/image/webp"

	"playhouse/server/session"
)

// Picture is a picture that was looked at and unpacked. It is worked on in place:
// first Encode, then Reduce.
type Picture struct {
	Width, Height int
	// Type is what it is kept as.
	Type string

	image  image.Image
	opaque bool
	large  bool
}

// wanted are the types of pictures.
const wanted = "a PNG, JPEG, WebP or GIF picture"

// format is one kind of picture: what it takes, and how it is read.
type format struct {
	need   func(f File, l Limits) (plan, error)
	decode func(r io.Reader) (image.Image, error)
}

// plan is what unpacking a picture takes.
type plan struct {
	width, height int
	bytes         int64
	turn          int // the orientation to undo
	lossy         bool
	save          string // as what a picture too large might fit
}

func formatOf(f File) (format, bool) {
	b := string(head(f, 16))
	switch {
	case len(b) >= 8 && b[:8] == "\x89PNG\r\n\x1a\n":
		return format{planPNG, png.Decode}, true
	case len(b) >= 3 && b[:3] == "\xff\xd8\xff":
		return format{planJPEG, jpeg.Decode}, true
	case len(b) >= 6 && (b[:6] == "GIF87a" || b[:6] == "GIF89a"):
		return format{planGIF, decodeGIF}, true
	case len(b) >= 12 && b[:4] == "RIFF" && b[8:12] == "WEBP":
		return format{planWebP, webp.Decode}, true
	}
	return format{}, false
}

// LookAt unpacks a picture, if it is one and within the limits. It must not be
// called by two at once: the limits are for one picture. Release it.
func LookAt(ctx context.Context, f File, l Limits) (*Picture, error) {
	form, ok := formatOf(f)
	if !ok {
		return nil, wrong(f, wanted)
	}
	p, err := form.need(f, l)
	if err != nil {
		return nil, err
	}
	if err := p.within(l); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	const much = 16 << 20
	large := p.bytes > much
	if large {
		debug.FreeOSMemory() // what came before counts no more
	}
	m, err := unpack(form, f)
	if err != nil {
		return nil, damaged("picture", err)
	}
	if b := m.Bounds(); b.Dx() != p.width || b.Dy() != p.height {
		return nil, damaged("picture", errors.New("its header tells another size"))
	}
	m = upright(plain(m), p, l)
	out := &Picture{Width: m.Bounds().Dx(), Height: m.Bounds().Dy(), Type: PNG, image: m, opaque: isOpaque(m), large: large}
	if p.lossy && out.opaque {
		out.Type = JPEG
	}
	return out, nil
}

// unpack turns a panic of a decoder into its error: a file must not end the server.
func unpack(form format, f File) (m image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it cannot be unpacked: %v", r)
		}
	}()
	return form.decode(bufio.NewReaderSize(f.Reader(), 64<<10))
}

// Release gives the memory of a large picture back at once, so that the next one
// does not come on top of it.
func (p *Picture) Release() {
	p.image = nil
	if p.large {
		debug.FreeOSMemory()
	}
}

func (p plan) within(l Limits) error {
	pixels := float64(p.width) * float64(p.height)
	if p.width > l.Side || p.height > l.Side {
		return session.Refuse("too_many_pixels", "this picture is %d × %d pixels large; no side may have more than %d", p.width, p.height, l.Side)
	}
	if p.width < 1 || p.height < 1 {
		return damaged("picture", errors.New("it has no pixels"))
	}
	if p.bytes > l.Memory {
		fine := math.Floor(pixels * float64(l.Memory) / float64(p.bytes) / 1e6)
		return session.Refuse("too_many_pixels", "this picture has %.0f megapixels; saved like this, %.0f are fine. %s", pixels/1e6, fine, p.save)
	}
	return nil
}

const saveJPEG = "Save it as a JPEG that is not progressive, or make it smaller"

func planJPEG(f File, _ Limits) (plan, error) {
	h, err := readJPEGHead(f.Reader())
	if err != nil {
		return plan{}, damaged("picture", err)
	}
	p := plan{width: h.width, height: h.height, bytes: h.need(), turn: h.orientation, lossy: true, save: saveJPEG}
	if !h.progressive {
		p.save = "Make it smaller"
	}
	return p, nil
}

// planPNG counts what image/png takes, and half as much again when it comes in
// passes.
func planPNG(f File, _ Limits) (plan, error) {
	b := head(f, 33)
	if len(b) < 33 || string(b[12:16]) != "IHDR" {
		return plan{}, damaged("picture", errors.New("it has no header"))
	}
	p := plan{
		width: int(binary.BigEndian.Uint32(b[16:])), height: int(binary.BigEndian.Uint32(b[20:])),
		save: saveJPEG,
	}
	depth, colour, interlaced := b[24], b[25], b[28] != 0
	each := int64(4) // grey, too: one of its shades may be transparent
	switch {
	case colour == 3:
		each = 2 // and its half, made anew
	case depth == 16:
		each = 8
	}
	p.width, p.height = min(p.width, math.MaxInt32), min(p.height, math.MaxInt32)
	p.bytes = area(p.width, p.height) * each
	if interlaced {
		p.bytes += p.bytes / 2
	}
	return p, nil
}

// area is the number of pixels, far too many for those of a header that lies.
func area(width, height int) int64 {
	const most = 1 << 20
	return int64(min(width, most)) * int64(min(height, most))
}

func planGIF(f File, l Limits) (plan, error) {
	h, err := readGIFHead(f.Reader(), l.Frames)
	if err != nil {
		return plan{}, damaged("picture", err)
	}
	switch {
	case h.frames == 0:
		return plan{}, damaged("picture", errors.New("it shows nothing"))
	case h.frames > l.Frames:
		return plan{}, session.Refuse("too_long", "this picture has more than %d frames", l.Frames)
	}
	return plan{width: h.width, height: h.height, bytes: area(h.width, h.height) * 5, save: saveJPEG}, nil
}

// decodeGIF is the first frame in its place on the screen.
func decodeGIF(r io.Reader) (image.Image, error) {
	br, ok := r.(*bufio.Reader)
	if !ok {
		br = bufio.NewReader(r)
	}
	b, err := br.Peek(10)
	if err != nil {
		return nil, err
	}
	screen := image.Rect(0, 0, int(binary.LittleEndian.Uint16(b[6:])), int(binary.LittleEndian.Uint16(b[8:])))
	m, err := gif.Decode(br)
	if err != nil {
		return nil, err
	}
	if m.Bounds() == screen {
		return m, nil
	}
	whole := image.NewNRGBA(screen.Union(m.Bounds()))
	draw.Draw(whole, m.Bounds(), m, m.Bounds().Min, draw.Src)
	return whole, nil
}

func isOpaque(m image.Image) bool {
	o, ok := m.(interface{ Opaque() bool })
	return ok && o.Opaque()
}
