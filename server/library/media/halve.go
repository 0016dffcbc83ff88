package media

import (
	"fmt"
	"image"
	"image/color"
)

// halve returns a picture of half the size, each pixel the average of four. It is
// made in place of the old one where that can be: a picture of 100 megapixels shall
// not be in memory twice. The old one is spoilt.
func halve(m image.Image) image.Image {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	half := image.Rect(0, 0, (w+1)/2, (h+1)/2)
	switch m := m.(type) {
	case *image.Gray:
		halvePlane(plane{m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, w, h}, 1)
		return &image.Gray{Pix: m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], Stride: m.Stride, Rect: half}
	case *image.RGBA:
		halvePlane(plane{m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, w, h}, 4)
		return &image.RGBA{Pix: m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], Stride: m.Stride, Rect: half}
	case *image.NRGBA:
		halveAlpha(plane{m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, w, h})
		return &image.NRGBA{Pix: m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], Stride: m.Stride, Rect: half}
	case *image.YCbCr:
		return halveYCbCr(m, half)
	case *image.Paletted:
		return halvePaletted(m, half)
	}
	panic(fmt.Sprintf("halve: a %T is none of the forms that plain makes", m))
}

// plane is rows of pixels.
type plane struct {
	pix           []byte
	stride        int
	width, height int
}

// halvePlane halves in place: a pixel is written before the four it is made of, or
// upon them, so nothing is overwritten that is still to be read.
func halvePlane(p plane, samples int) {
	for y := range (p.height + 1) / 2 {
		upper := p.pix[2*y*p.stride:]
		lower := p.pix[min(2*y+1, p.height-1)*p.stride:]
		out := p.pix[y*p.stride:]
		for x := range (p.width + 1) / 2 {
			left, right := 2*x*samples, min(2*x+1, p.width-1)*samples
			for s := range samples {
				sum := int(upper[left+s]) + int(upper[right+s]) + int(lower[left+s]) + int(lower[right+s])
				out[x*samples+s] = byte((sum + 2) / 4)
			}
		}
	}
}

// halveAlpha does the same for colours that are not multiplied with their alpha:
// what is transparent has no say in the colour.
func halveAlpha(p plane) {
	for y := range (p.height + 1) / 2 {
		upper := p.pix[2*y*p.stride:]
		lower := p.pix[min(2*y+1, p.height-1)*p.stride:]
		out := p.pix[y*p.stride:]
		for x := range (p.width + 1) / 2 {
			left, right := 8*x, 4*min(2*x+1, p.width-1)
			var sum [3]int
			alpha := 0
			for _, pixel := range [4][]byte{upper[left:], upper[right:], lower[left:], lower[right:]} {
				a := int(pixel[3])
				alpha += a
				for s := range sum {
					sum[s] += a * int(pixel[s])
				}
			}
			for s := range sum {
				if alpha > 0 {
					sum[s] = (sum[s] + alpha/2) / alpha
				}
				out[4*x+s] = byte(sum[s])
			}
			out[4*x+3] = byte((alpha + 2) / 4)
		}
	}
}

func halveYCbCr(m *image.YCbCr, half image.Rectangle) image.Image {
	b := m.Bounds()
	out := *m
	out.Rect = half
	out.Y = m.Y[m.YOffset(b.Min.X, b.Min.Y):]
	out.Cb = m.Cb[m.COffset(b.Min.X, b.Min.Y):]
	out.Cr = m.Cr[m.COffset(b.Min.X, b.Min.Y):]
	halvePlane(plane{out.Y, m.YStride, b.Dx(), b.Dy()}, 1)
	across, down := subsampling(m.SubsampleRatio)
	w, h := (b.Dx()+across-1)/across, (b.Dy()+down-1)/down
	halvePlane(plane{out.Cb, m.CStride, w, h}, 1)
	halvePlane(plane{out.Cr, m.CStride, w, h}, 1)
	return &out
}

// subsampling is how many pixels share a colour, across and down.
func subsampling(r image.YCbCrSubsampleRatio) (across, down int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	default:
		return 1, 1
	}
}

// halvePaletted makes a new picture: there are no averages in a palette.
func halvePaletted(m *image.Paletted, half image.Rectangle) image.Image {
	b := m.Bounds()
	out := image.NewNRGBA(half)
	for y := range half.Dy() {
		for x := range half.Dx() {
			var sum [4]uint32
			for i := range 4 {
				c := m.RGBA64At(min(b.Min.X+2*x+i%2, b.Max.X-1), min(b.Min.Y+2*y+i/2, b.Max.Y-1))
				sum[0], sum[1], sum[2], sum[3] = sum[0]+uint32(c.R), sum[1]+uint32(c.G), sum[2]+uint32(c.B), sum[3]+uint32(c.A)
			}
			out.SetRGBA64(x, y, color.RGBA64{R: uint16(sum[0] / 4), G: uint16(sum[1] / 4), B: uint16(sum[2] / 4), A: uint16(sum[3] / 4)})
		}
	}
	return out
}
