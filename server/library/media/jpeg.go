package media

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// jpegHead is what the markers before the first scan say.
type jpegHead struct {
	width, height int
	sampling      [][2]int // of each component
	ids           []byte
	progressive   bool
	rgb           bool
	orientation   int // 1 to 8, as cameras say; 1 is upright
}

var errJPEG = errors.New("its header makes no sense")

const (
	startOfFrame0 = 0xC0
	startOfFrame2 = 0xC2
	startOfScan   = 0xDA
	endOfImage    = 0xD9
	app1          = 0xE1
	app14         = 0xEE
)

func readJPEGHead(from io.Reader) (jpegHead, error) {
	h := jpegHead{orientation: 1}
	r := bufio.NewReader(from)
	if _, err := r.Discard(2); err != nil {
		return h, errJPEG
	}
	for {
		marker, err := nextMarker(r)
		if err != nil {
			return h, errJPEG
		}
		switch {
		case marker == startOfScan || marker == endOfImage:
			if h.width == 0 {
				return h, errJPEG
			}
			return h, nil
		case marker >= 0xD0 && marker <= 0xD7, marker == 0x01: // without content
			continue
		}
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil || binary.BigEndian.Uint16(size[:]) < 2 {
			return h, errJPEG
		}
		body := make([]byte, binary.BigEndian.Uint16(size[:])-2)
		if _, err := io.ReadFull(r, body); err != nil {
			return h, errJPEG
		}
		if err := h.take(marker, body); err != nil {
			return h, err
		}
	}
}

// nextMarker skips what encoders leave between segments.
func nextMarker(r *bufio.Reader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		for b == 0xFF {
			if b, err = r.ReadByte(); err != nil {
				return 0, err
			}
			if b != 0xFF && b != 0 {
				return b, nil
			}
		}
	}
}

func (h *jpegHead) take(marker byte, body []byte) error {
	switch {
	case marker >= startOfFrame0 && marker <= startOfFrame2:
		return h.frame(marker, body)
	case marker == app14 && len(body) >= 12 && string(body[:5]) == "Adobe":
		h.rgb = h.rgb || body[11] == 0
	case marker == app1:
		if o := orientationOf(body); o != 0 {
			h.orientation = o
		}
	}
	return nil
}

func (h *jpegHead) frame(marker byte, body []byte) error {
	const fixed = 6
	if h.width != 0 || len(body) < fixed || len(body) < fixed+3*int(body[5]) {
		return errJPEG
	}
	h.height, h.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	h.progressive = marker == startOfFrame2
	for i := range int(body[5]) {
		c := body[fixed+3*i:]
		across, down := int(c[1]>>4), int(c[1]&0xF)
		if across == 0 || down == 0 || across > 4 || down > 4 {
			return errJPEG
		}
		h.ids, h.sampling = append(h.ids, c[0]), append(h.sampling, [2]int{across, down})
	}
	if h.width == 0 || h.height == 0 || len(h.sampling) == 0 {
		return errJPEG
	}
	h.rgb = h.rgb || slices.Equal(h.ids, []byte("RGB"))
	return nil
}

// need is how many bytes image/jpeg takes for it. Coefficients of a progressive
// picture are kept as 32-bit numbers until its last scan.
func (h *jpegHead) need() int64 {
	var across, down, samples int
	for _, s := range h.sampling {
		across, down = max(across, s[0]), max(down, s[1])
		samples += s[0] * s[1]
	}
	pixels := int64(h.width+8*across) * int64(h.height+8*down)
	if len(h.sampling) == 1 {
		samples, across, down = 1, 1, 1
	}
	bytes := pixels * int64(samples) / int64(across*down)
	if h.progressive {
		bytes += 4 * bytes
	}
	switch {
	case len(h.sampling) == 4:
		bytes += 8 * pixels
	case len(h.sampling) == 3 && h.rgb:
		bytes += 5 * pixels
	case len(h.sampling) == 3 && !h.usual():
		bytes += 3 * pixels // brought to one resolution
	}
	return bytes
}

// usual is true for a resolution of colours that is worked on as it is.
func (h *jpegHead) usual() bool {
	y, cb, cr := h.sampling[0], h.sampling[1], h.sampling[2]
	return cb == [2]int{1, 1} && cr == cb && y[0] != 3 && y[1] <= 2
}

// orientationOf reads how the camera was held from an Exif segment; 0 if it does
// not say.
func orientationOf(body []byte) int {
	const prefix = "Exif\x00\x00"
	if len(body) < len(prefix)+8 || string(body[:len(prefix)]) != prefix {
		return 0
	}
	tiff := body[len(prefix):]
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		const entry, tagOrientation = 12, 0x0112
		if len(entries) < entry {
			return 0
		}
		if order.Uint16(entries) == tagOrientation {
			if o := int(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
				return o
			}
			return 0
		}
		entries = entries[entry:]
	}
	return 0
}
