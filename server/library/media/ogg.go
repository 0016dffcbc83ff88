package media

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// walkOgg checks each page's checksum and takes the length from the last one's
// position. It must be one stream of Vorbis or Opus.
func walkOgg(f File) (float64, error) {
	r := bufio.NewReaderSize(f.Reader(), 64<<10)
	var rate, skipped, position float64
	var serial uint32
	for n := 0; ; n++ {
		p, err := readPage(r)
		if errors.Is(err, io.EOF) && n > 0 {
			break
		}
		if err != nil {
			return 0, err
		}
		if n == 0 {
			serial = p.serial
			if rate, skipped, err = oggCodec(p.body); err != nil {
				return 0, err
			}
		}
		if p.serial != serial {
			return 0, errors.New("it has more than one stream")
		}
		if p.position != 1<<64-1 { // no packet ends on it
			position = float64(int64(p.position))
		}
	}
	return (position - skipped) / rate, nil
}

func oggCodec(b []byte) (rate, skipped float64, err error) {
	switch {
	case len(b) >= 16 && string(b[:7]) == "\x01vorbis":
		rate = float64(binary.LittleEndian.Uint32(b[12:]))
	case len(b) >= 12 && string(b[:8]) == "OpusHead":
		rate, skipped = 48000, float64(binary.LittleEndian.Uint16(b[10:]))
	default:
		return 0, 0, errors.New("it holds neither Vorbis nor Opus")
	}
	if rate == 0 {
		err = errors.New("it does not say how fast it plays")
	}
	return rate, skipped, err
}

// oggPage is one page of a stream.
type oggPage struct {
	position uint64
	serial   uint32
	body     []byte
}

// readPage reads the next page; io.EOF when there is none.
func readPage(r io.Reader) (oggPage, error) {
	broken := errors.New("a page of it is broken")
	page := make([]byte, 27, 27+255+255*255)
	if n, err := io.ReadFull(r, page); err != nil {
		if n == 0 {
			return oggPage{}, io.EOF
		}
		return oggPage{}, broken
	}
	if string(page[:4]) != "OggS" || page[4] != 0 {
		return oggPage{}, broken
	}
	segments := int(page[26])
	page = page[:27+segments]
	if _, err := io.ReadFull(r, page[27:]); err != nil {
		return oggPage{}, broken
	}
	size := 0
	for _, s := range page[27:] {
		size += int(s)
	}
	page = page[:27+segments+size]
	if _, err := io.ReadFull(r, page[27+segments:]); err != nil {
		return oggPage{}, broken
	}
	p := oggPage{position: binary.LittleEndian.Uint64(page[6:]), serial: binary.LittleEndian.Uint32(page[14:]), body: page[27+segments:]}
	sum := binary.LittleEndian.Uint32(page[22:])
	clear(page[22:26])
	if oggSum(page) != sum {
		return p, broken
	}
	return p, nil
}

// oggTable is of the polynomial 0x04C11DB7, from the high bit down: not the one of
// hash/crc32, which goes the other way.
var oggTable = func() (table [256]uint32) {
	for i := range table {
		sum := uint32(i) << 24
		for range 8 {
			if sum&(1<<31) != 0 {
				sum = sum<<1 ^ 0x04C11DB7
			} else {
				sum <<= 1
			}
		}
		table[i] = sum
	}
	return table
}()

func oggSum(b []byte) (sum uint32) {
	for _, c := range b {
		sum = sum<<8 ^ oggTable[byte(sum>>24)^c]
	}
	return sum
}
