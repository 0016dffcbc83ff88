package media

import (
	"encoding/binary"
	"errors"

	"golang.org/x/image/webp"

	"playhouse/server/session"
)

// webpHead is what the chunks of a WebP file say.
type webpHead struct {
	lossless, alpha, moving bool
}

var errWebP = errors.New("its chunks make no sense")

// readWebPHead walks over the chunks up to the first that holds pixels.
func readWebPHead(f File) (webpHead, error) {
	var h webpHead
	const most = 1000 // chunks
	at := int64(12)
	for range most {
		var b [9]byte
		if _, err := f.ReadAt(b[:], at); err != nil {
			return h, errWebP
		}
		switch string(b[:4]) {
		case "VP8X":
			if h.moving, h.alpha = b[8]&2 != 0, b[8]&16 != 0; h.moving {
				return h, nil
			}
		case "ANIM", "ANMF":
			h.moving = true
			return h, nil
		case "VP8L":
			h.lossless = true
			return h, nil
		case "VP8 ":
			return h, nil
		}
		size := int64(binary.LittleEndian.Uint32(b[4:]))
		at += 8 + size + size&1
	}
	return h, errWebP
}

// planWebP counts what x/image/webp takes: one and a half bytes a pixel for lossy
// ones, much more when their transparency is packed, and seven for those without
// loss, beside their tables.
func planWebP(f File, _ Limits) (plan, error) {
	h, err := readWebPHead(f)
	if err == nil && h.moving {
		return plan{}, session.Refuse("wrong_type", "this is a moving WebP picture; use %s that stands still", wanted)
	}
	if err != nil {
		return plan{}, damaged("picture", err)
	}
	c, err := webp.DecodeConfig(f.Reader())
	if err != nil {
		return plan{}, damaged("picture", err)
	}
	const tables = 40 << 20
	n := area(c.Width, c.Height)
	p := plan{width: c.Width, height: c.Height, lossy: !h.lossless, save: saveJPEG}
	switch {
	case h.lossless:
		p.bytes = n*7 + tables
	case h.alpha:
		p.bytes = n*8 + tables
	default:
		p.bytes = n * 8 / 5
	}
	return p, nil
}
