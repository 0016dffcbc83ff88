package mediatest

import (
	"bytes"
	"encoding/binary"
)

// MP3 is silence of so many frames of 26 ms.
func MP3(frames int) []byte {
	frame := make([]byte, 417) // 128 kbit/s, 44.1 kHz
	copy(frame, "\xff\xfb\x90\x00")
	return bytes.Repeat(frame, frames)
}

// WAV is silence of so many samples, at 8,000 a second.
func WAV(samples int) []byte {
	format := []byte{1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0}
	b := RIFF("WAVE", "fmt ", format)
	b = append(append(b, "data"...), binary.LittleEndian.AppendUint32(nil, uint32(samples))...)
	b = append(b, bytes.Repeat([]byte{128}, samples)...)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

// FLAC is silence of so many blocks of 4,096 samples, at 44,100 a second.
func FLAC(blocks int) []byte {
	info := make([]byte, 34)
	binary.BigEndian.PutUint16(info, 4096)
	binary.BigEndian.PutUint16(info[2:], 4096)
	binary.BigEndian.PutUint64(info[10:], 44100<<44|15<<36|uint64(blocks)*4096)
	b := append([]byte("fLaC\x80\x00\x00\x22"), info...)
	for i := range blocks {
		f := []byte{0xFF, 0xF8, 0xC9, 0x08, byte(i)} // fewer than 128
		f = append(f, sum8(f))
		f = append(f, 0, 0, 0) // a constant
		b = append(b, binary.BigEndian.AppendUint16(f, sum16(f))...)
	}
	return b
}

func sum8(b []byte) (sum byte) {
	for _, c := range b {
		sum ^= c
		for range 8 {
			carry := sum >> 7
			sum = sum<<1 ^ 7*carry
		}
	}
	return sum
}

func sum16(b []byte) (sum uint16) {
	for _, c := range b {
		sum ^= uint16(c) << 8
		for range 8 {
			carry := sum >> 15
			sum = sum<<1 ^ 0x8005*carry
		}
	}
	return sum
}

// Page is a page of an Ogg stream.
func Page(serial, number uint32, position uint64, packet []byte) []byte {
	b := append([]byte("OggS\x00"), 0)
	if number == 0 {
		b[5] = 2
	}
	b = binary.LittleEndian.AppendUint64(b, position)
	b = binary.LittleEndian.AppendUint32(b, serial)
	b = binary.LittleEndian.AppendUint32(b, number)
	b = append(b, 0, 0, 0, 0, byte(len(packet)/255+1))
	b = append(b, bytes.Repeat([]byte{255}, len(packet)/255)...)
	b = append(append(b, byte(len(packet)%255)), packet...)
	binary.LittleEndian.PutUint32(b[22:], pageSum(b))
	return b
}

func pageSum(b []byte) (sum uint32) {
	for _, c := range b {
		sum ^= uint32(c) << 24
		for range 8 {
			carry := sum >> 31
			sum = sum<<1 ^ 0x04C11DB7*carry
		}
	}
	return sum
}

// Opus is an Ogg stream of so many pages of one second.
func Opus(pages int) []byte {
	b := Page(7, 0, 0, append([]byte("OpusHead\x01\x02\x38\x01"), 0x80, 0xBB, 0, 0, 0, 0, 0))
	b = append(b, Page(7, 1, 0, []byte("OpusTags\x00\x00\x00\x00\x00\x00\x00\x00"))...)
	for i := range pages {
		b = append(b, Page(7, uint32(i+2), uint64(i+1)*48000, bytes.Repeat([]byte{byte(i)}, 300))...)
	}
	return b
}

// Vorbis is an Ogg stream of Vorbis that is one second long.
func Vorbis() []byte {
	head := append([]byte("\x01vorbis\x00\x00\x00\x00\x02"), 0x44, 0xAC, 0, 0)
	b := Page(9, 0, 0, append(head, make([]byte, 14)...))
	return append(b, Page(9, 1, 44100, make([]byte, 500))...)
}

// Box is a part of an MP4 file.
func Box(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

// M4A is a file with a track of a handler ("soun"), so many milliseconds long.
func M4A(handler string, milliseconds uint32) []byte {
	head := make([]byte, 100)
	binary.BigEndian.PutUint32(head[12:], 1000)
	binary.BigEndian.PutUint32(head[16:], milliseconds)
	named := append(make([]byte, 8), handler...)
	track := Box("trak", Box("mdia", Box("hdlr", append(named, make([]byte, 13)...))))
	return bytes.Join([][]byte{
		Box("ftyp", []byte("M4A \x00\x00\x00\x00M4A isom")), Box("moov", Box("mvhd", head), track), Box("mdat", make([]byte, 100)),
	}, nil)
}
