package media

import (
	"encoding/binary"
	"errors"
)

// walkFLAC reads how long the sound is and looks whether it is there to its end:
// the last frame's header, which carries a checksum, says which samples it holds.
func walkFLAC(f File) (float64, error) {
	var info [34]byte
	at, last := int64(4), false
	for n := 0; !last; n++ {
		var b [4]byte
		if _, err := f.ReadAt(b[:], at); err != nil || n > 1000 {
			return 0, errors.New("its headers break off")
		}
		size := int64(b[1])<<16 | int64(b[2])<<8 | int64(b[3])
		if n == 0 {
			if b[0]&0x7F != 0 || size != int64(len(info)) {
				return 0, errors.New("it does not say what it is")
			}
			if _, err := f.ReadAt(info[:], at+4); err != nil {
				return 0, errors.New("its headers break off")
			}
		}
		last = b[0]&0x80 != 0
		at += 4 + size
	}
	packed := binary.BigEndian.Uint64(info[10:])
	rate, total := float64(packed>>44), packed&(1<<36-1)
	if rate == 0 {
		return 0, errors.New("it does not say how fast it plays")
	}
	end, err := lastSample(f, at, binary.BigEndian.Uint16(info[:]))
	if err != nil {
		return 0, err
	}
	if total != 0 && end != total {
		return 0, errors.New("it breaks off")
	}
	return float64(end) / rate, nil
}

// lastSample finds the last frame, and how many samples there are up to its end.
func lastSample(f File, first int64, block uint16) (uint64, error) {
	// The largest frame: 8 channels of 65,535 samples of 32 bits. Nearly all are
	// smaller than a hundredth of that.
	for window := int64(64 << 10); ; window *= 8 {
		begin := max(first, f.Size()-window)
		b := make([]byte, max(0, f.Size()-begin))
		if _, err := f.ReadAt(b, begin); err != nil && len(b) == 0 {
			return 0, errors.New("it has no sound")
		}
		for i := len(b) - 6; i >= 0; i-- {
			if end, ok := flacFrame(b[i:], block); ok {
				return end, nil
			}
		}
		if begin == first || window > 4<<20 {
			return 0, errors.New("it has no sound")
		}
	}
}

// flacFrame reads the header of a frame: up to which sample it reaches.
func flacFrame(b []byte, fixed uint16) (end uint64, ok bool) {
	if b[0] != 0xFF || b[1]&0xFE != 0xF8 || b[2]>>4 == 0 || b[2]&0xF == 0xF || b[3]&1 != 0 {
		return 0, false
	}
	number, n := flacNumber(b[4:])
	if n == 0 {
		return 0, false
	}
	at := 4 + n
	var samples uint64
	switch code := b[2] >> 4; {
	case code == 1:
		samples = 192
	case code <= 5:
		samples = 576 << (code - 2)
	case code == 6 && len(b) > at:
		samples = uint64(b[at]) + 1
		at++
	case code == 7 && len(b) > at+1:
		samples = uint64(binary.BigEndian.Uint16(b[at:])) + 1
		at += 2
	case code >= 8:
		samples = 256 << (code - 8)
	}
	switch b[2] & 0xF {
	case 12:
		at++
	case 13, 14:
		at += 2
	}
	if len(b) <= at || samples == 0 || crc8(b[:at]) != b[at] {
		return 0, false
	}
	if b[1]&1 == 0 { // it counts blocks
		number *= uint64(fixed)
	}
	return number + samples, true
}

// flacNumber reads a number in the manner of UTF-8, of up to 36 bits.
func flacNumber(b []byte) (number uint64, n int) {
	if len(b) == 0 {
		return 0, 0
	}
	first, more := b[0], 0
	switch {
	case first < 0x80:
		return uint64(first), 1
	case first < 0xC0 || first == 0xFF:
		return 0, 0
	}
	for mask := byte(0x40); first&mask != 0; mask >>= 1 {
		more++
	}
	if len(b) <= more {
		return 0, 0
	}
	number = uint64(first) & (1<<(6-min(6, more)) - 1)
	for _, c := range b[1 : more+1] {
		if c&0xC0 != 0x80 {
			return 0, 0
		}
		number = number<<6 | uint64(c&0x3F)
	}
	return number, more + 1
}

func crc8(b []byte) (crc byte) {
	for _, c := range b {
		crc ^= c
		for range 8 {
			if crc&0x80 != 0 {
				crc = crc<<1 ^ 0x07
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}
