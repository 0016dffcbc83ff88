package media

import (
	"image"
	"image/color"
	"runtime/debug"
)

// plain brings a picture into one of the forms that are worked on without making
// garbage of every pixel: YCbCr, Gray, RGBA, NRGBA or Paletted. The old one is
// spoilt: where it can be, the new one takes its place in memory.
func plain(m image.Image) image.Image {
	switch m := m.(type) {
	case *image.NRGBA64:
		return opaqueToo(&image.NRGBA{Pix: upperBytes(m.Pix), Stride: m.Stride / 2, Rect: m.Rect})
	case *image.RGBA64:
		return &image.RGBA{Pix: upperBytes(m.Pix), Stride: m.Stride / 2, Rect: m.Rect}
	case *image.Gray16:
		return &image.Gray{Pix: upperBytes(m.Pix), Stride: m.Stride / 2, Rect: m.Rect}
	case *image.NRGBA:
		return opaqueToo(m)
	case *image.CMYK:
		for i := 0; i+3 < len(m.Pix); i += 4 {
			p := m.Pix[i : i+4]
			r, g, b := color.CMYKToRGB(p[0], p[1], p[2], p[3])
			p[0], p[1], p[2], p[3] = r, g, b, 255
		}
		return &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	case *image.NYCbCrA:
		return opaqueToo(withAlpha(m))
	}
	return m
}

// upperBytes takes the upper one of each two bytes, in place.
func upperBytes(pix []byte) []byte {
	for i := range len(pix) / 2 {
		pix[i] = pix[2*i]
	}
	return pix[:len(pix)/2]
}

// opaqueToo is the same pixels as RGBA if none is transparent: that is faster to
// work on.
func opaqueToo(m *image.NRGBA) image.Image {
	if m.Opaque() {
		return &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	}
	return m
}

func withAlpha(m *image.NYCbCrA) *image.NRGBA {
	debug.FreeOSMemory() // what unpacking the transparency took
	b := m.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			at := image.Pt(b.Min.X+x, b.Min.Y+y)
			yi, ci := m.YOffset(at.X, at.Y), m.COffset(at.X, at.Y)
			r, g, bl := color.YCbCrToRGB(m.Y[yi], m.Cb[ci], m.Cr[ci])
			out.SetNRGBA(x, y, color.NRGBA{R: r, G: g, B: bl, A: m.A[m.AOffset(at.X, at.Y)]})
		}
	}
	return out
}
