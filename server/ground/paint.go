package ground

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// quality is that of masked tiles: they are looked at for a while, then masked
// anew.
const quality = 85

// Paint encodes what may be seen of a tile; the rest is black, or nothing where
// the tile has an alpha channel. media is the type of data, "image/jpeg" or
// "image/png", and of what is returned.
func (m Mask) Paint(data []byte, media string) ([]byte, error) {
	if m.all {
		return data, nil
	}
	source, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("tile: %w", err)
	}
	picture := image.NewRGBA(image.Rect(0, 0, m.width, m.height))
	draw.Draw(picture, picture.Bounds(), source, source.Bounds().Min, draw.Src)
	for i, shown := range m.shown {
		if !shown {
			clear(picture.Pix[4*i : 4*i+4])
		}
	}
	var out bytes.Buffer
	if media == "image/png" {
		err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, picture)
	} else {
		err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: quality})
	}
	return out.Bytes(), err
}
