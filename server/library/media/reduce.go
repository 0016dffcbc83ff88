package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"slices"

	"golang.org/x/image/draw"
)

const (
	// TileSide is how many pixels a tile is wide and high, but for those at the
	// right and bottom edge, which may be less.
	TileSide = 512
	// Small and Preview are the longer sides of what is shown instead of a picture.
	Small   = 256
	Preview = 1024

	qualityKept  = 90
	qualityShown = 85
)

// Encode writes the picture as it is kept: without anything but its pixels.
func (p *Picture) Encode(w io.Writer) error {
	if p.Type == JPEG {
		return jpeg.Encode(w, p.image, &jpeg.Options{Quality: qualityKept})
	}
	return (&png.Encoder{CompressionLevel: p.level()}).Encode(w, p.image)
}

// level is how well PNGs are compressed: 50 megapixels take half a minute as well as
// can be, during which everybody else waits.
func (p *Picture) level() png.CompressionLevel {
	const many = 4 << 20
	if p.Width*p.Height > many {
		return png.BestSpeed
	}
	return png.DefaultCompression
}

// Output takes the smaller pictures that are made of one. What it is given it must
// not keep.
type Output struct {
	// Tile takes the tiles of all levels, from the finest to the coarsest; nil for
	// none.
	Tile func(b []byte) error
	// Shown takes a picture of at most so many pixels a side.
	Shown func(side int, b []byte) error
}

// Grid is how a level is cut into tiles.
type Grid struct{ Columns, Rows int }

// Levels lists how the levels of a picture are cut: level 0 is one tile, each next
// one twice as fine, the last the picture itself.
func Levels(width, height int) []Grid {
	n := 1
	for side := max(width, height); side > TileSide; side = (side + 1) / 2 {
		n++
	}
	levels := make([]Grid, n)
	for i := range slices.Backward(levels) {
		levels[i] = Grid{Columns: (width + TileSide - 1) / TileSide, Rows: (height + TileSide - 1) / TileSide}
		width, height = (width+1)/2, (height+1)/2
	}
	return levels
}

// Reduce makes the smaller pictures and returns the average colour, "#rrggbb". The
// picture is spoilt by it.
func (p *Picture) Reduce(out Output) (tint string, err error) {
	m := p.image
	p.image = nil
	e := &encoder{opaque: p.opaque}
	e.png = png.Encoder{CompressionLevel: p.level(), BufferPool: e}
	levels := Levels(p.Width, p.Height)
	sides := []int{Preview, Small}
	for level, grid := range slices.Backward(levels) {
		if out.Tile != nil {
			if err := e.tiles(m, grid, out.Tile); err != nil {
				return "", err
			}
		}
		for b := m.Bounds(); len(sides) > 0 && (level == 0 || max(b.Dx(), b.Dy()) < 2*sides[0]); sides = sides[1:] {
			if err := out.Shown(sides[0], e.encode(scaled(m, sides[0]))); err != nil {
				return "", err
			}
		}
		if level > 0 {
			m = halve(m)
		}
	}
	return average(m), e.err
}

// encoder makes files of small pictures, in memory that it uses again.
type encoder struct {
	opaque bool
	buffer bytes.Buffer
	png    png.Encoder
	spare  *png.EncoderBuffer
	err    error
}

// Get and Put make it png's pool of buffers.
func (e *encoder) Get() *png.EncoderBuffer { return e.spare }

// Put takes one back.
func (e *encoder) Put(b *png.EncoderBuffer) { e.spare = b }

// encode returns bytes that are good until the next call.
func (e *encoder) encode(m image.Image) []byte {
	e.buffer.Reset()
	var err error
	if e.opaque {
		err = jpeg.Encode(&e.buffer, m, &jpeg.Options{Quality: qualityShown})
	} else {
		err = e.png.Encode(&e.buffer, m)
	}
	if err != nil && e.err == nil {
		e.err = fmt.Errorf("encode picture: %w", err)
	}
	return e.buffer.Bytes()
}

func (e *encoder) tiles(m image.Image, g Grid, take func([]byte) error) error {
	sub, ok := m.(interface {
		SubImage(r image.Rectangle) image.Image
	})
	if !ok {
		return fmt.Errorf("a %T cannot be cut", m)
	}
	origin := m.Bounds().Min
	for row := range g.Rows {
		for column := range g.Columns {
			at := origin.Add(image.Pt(column*TileSide, row*TileSide))
			tile := sub.SubImage(image.Rectangle{Min: at, Max: at.Add(image.Pt(TileSide, TileSide))})
			if err := take(e.encode(tile)); err != nil {
				return err
			}
		}
	}
	return e.err
}

// scaled is a picture with at most so many pixels a side; itself if it has no more.
// It was halved until it had less than twice as many, so looking at four pixels for
// one is enough; better kernels take 60 MB.
func scaled(m image.Image, side int) image.Image {
	b := m.Bounds()
	long := max(b.Dx(), b.Dy())
	if long <= side {
		return m
	}
	w, h := max(1, b.Dx()*side/long), max(1, b.Dy()*side/long)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(out, out.Rect, m, b, draw.Src, nil)
	return out
}

// average is the colour of all that is not transparent.
func average(m image.Image) string {
	var sum [3]uint64
	var alpha uint64
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, a := m.At(x, y).RGBA()
			sum[0], sum[1], sum[2], alpha = sum[0]+uint64(r), sum[1]+uint64(g), sum[2]+uint64(bl), alpha+uint64(a)
		}
	}
	if alpha == 0 {
		return "#000000"
	}
	const full = 255
	return fmt.Sprintf("#%02x%02x%02x", sum[0]*full/alpha, sum[1]*full/alpha, sum[2]*full/alpha)
}
