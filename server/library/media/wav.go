package media

import (
	"encoding/binary"
	"errors"
)

// walkWAV goes over the chunks: sound that is PCM or floating point, all of it
// there.
func walkWAV(f File) (float64, error) {
	var rate, block float64
	at := int64(12)
	for range 1000 {
		var b [8]byte
		if _, err := f.ReadAt(b[:], at); err != nil {
			return 0, errors.New("its sound is missing")
		}
		size := int64(binary.LittleEndian.Uint32(b[4:]))
		if at += 8; at+size > f.Size() {
			return 0, errors.New("a part of it is longer than the file")
		}
		switch string(b[:4]) {
		case "fmt ":
			var h [16]byte
			if _, err := f.ReadAt(h[:], at); err != nil || size < 16 {
				return 0, errors.New("its header is too short")
			}
			switch binary.LittleEndian.Uint16(h[:]) {
			case 1, 3, 0xFFFE: // PCM, floating point, either of more channels
			default:
				return 0, errors.New("it is packed in a way that browsers do not know")
			}
			rate, block = float64(binary.LittleEndian.Uint32(h[4:])), float64(binary.LittleEndian.Uint16(h[12:]))
		case "data":
			if rate == 0 || block == 0 {
				return 0, errors.New("it does not say how fast it plays")
			}
			return float64(size) / block / rate, nil
		}
		at += size + size&1
	}
	return 0, errors.New("it has too many parts")
}
