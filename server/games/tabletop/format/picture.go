package format

import (
	"bytes"
	"encoding/binary"
)

// kindOf is what picture begins with these bytes: png, webp, jpeg, or nothing we
// know.
func kindOf(start []byte) string {
	switch {
	case bytes.HasPrefix(start, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case len(start) >= 12 && bytes.HasPrefix(start, []byte("RIFF")) && string(start[8:12]) == "WEBP":
		return "webp"
	case bytes.HasPrefix(start, []byte("\xff\xd8\xff")):
		return "jpeg"
	}
	return ""
}

// pixels is the size that a picture's first bytes tell; false when they do not.
func pixels(start []byte) (width, height int, ok bool) {
	switch {
	case kindOf(start) == "png" && len(start) >= 24:
		return int(binary.BigEndian.Uint32(start[16:])), int(binary.BigEndian.Uint32(start[20:])), true
	case kindOf(start) == "webp" && len(start) >= 30:
		return webpPixels(start)
	}
	return 0, 0, false
}

// webpPixels reads the three kinds of WebP: lossy, lossless, extended.
func webpPixels(start []byte) (width, height int, ok bool) {
	switch string(start[12:16]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(start[26:])) & 0x3fff, int(binary.LittleEndian.Uint16(start[28:])) & 0x3fff, true
	case "VP8L":
		bits := binary.LittleEndian.Uint32(start[21:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1, true
	case "VP8X":
		three := func(at int) int { return int(start[at]) | int(start[at+1])<<8 | int(start[at+2])<<16 }
		return three(24) + 1, three(27) + 1, true
	}
	return 0, 0, false
}
