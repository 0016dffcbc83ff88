package media

import (
	"bufio"
	"errors"
	"io"
)

// mp3Frame is what the four bytes in front of a frame say; no size for what is none.
type mp3Frame struct{ size, samples, rate int }

// Tables of ISO 11172-3 and 13818-3: hertz by version, and kilobits a second.
var (
	mp3Rates = [4][3]int{{11025, 12000, 8000}, {}, {22050, 24000, 16000}, {44100, 48000, 32000}}
	mp3Bits1 = [4][15]int{ // of version 1, by layer
		{},
		{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
		{0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
		{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
	}
	mp3Bits2 = [4][15]int{ // of versions 2 and 2.5
		{},
		{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
		{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
		{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
	}
)

func mp3FrameAt(b []byte) mp3Frame {
	if len(b) < 4 || b[0] != 0xFF || b[1]&0xE0 != 0xE0 {
		return mp3Frame{}
	}
	version, layer := int(b[1]>>3&3), 4-int(b[1]>>1&3)
	bits, rate, padding := int(b[2]>>4), int(b[2]>>2&3), int(b[2]>>1&1)
	if version == 1 || layer == 4 || bits == 0 || bits == 15 || rate == 3 {
		return mp3Frame{}
	}
	table := &mp3Bits2
	if version == 3 {
		table = &mp3Bits1
	}
	f := mp3Frame{samples: 1152, rate: mp3Rates[version][rate]}
	switch {
	case layer == 1:
		f.samples = 384
		f.size = (12*1000*table[1][bits]/f.rate + padding) * 4
		return f
	case layer == 3 && version != 3:
		f.samples = 576
	}
	f.size = f.samples/8*1000*table[layer][bits]/f.rate + padding
	return f
}

// walkMP3 adds up the frames. A header that tells another length is not believed,
// nor is a file whose bytes are mostly none of a frame's.
func walkMP3(f File) (float64, error) {
	r := bufio.NewReaderSize(f.Reader(), 64<<10)
	left := f.Size()
	tag, err := skipID3(r)
	if err != nil {
		return 0, err
	}
	left -= tag
	var seconds float64
	var lost, frames int64
	for {
		b, err := r.Peek(4)
		if err != nil {
			break // less than a frame is left
		}
		if string(b[:3]) == "TAG" || string(b) == "APET" || string(b) == "LYRI" {
			left -= drain(r) // what players write behind the sound
			break
		}
		frame := mp3FrameAt(b)
		if frame.size < 4 {
			lost++
			_, _ = r.Discard(1) // was peeked
			continue
		}
		n, err := r.Discard(frame.size)
		if err != nil {
			lost += int64(n)
			break
		}
		frames++
		seconds += float64(frame.samples) / float64(frame.rate)
	}
	const fewest, tolerated = 4, 50 // one lost byte in fifty
	if frames < fewest || lost > left/tolerated {
		return 0, errors.New("most of it is no sound")
	}
	return seconds, nil
}

// skipID3 passes over the tag in front, which says its size in four times seven
// bits.
func skipID3(r *bufio.Reader) (int64, error) {
	b, err := r.Peek(10)
	if err != nil || string(b[:3]) != "ID3" {
		return 0, nil //nolint:nilerr // too short for a tag
	}
	size := int(b[6]&0x7F)<<21 | int(b[7]&0x7F)<<14 | int(b[8]&0x7F)<<7 | int(b[9]&0x7F)
	n, err := r.Discard(10 + size)
	if err != nil {
		return 0, errors.New("its tag is longer than the file")
	}
	return int64(n), nil
}

func drain(r io.Reader) int64 {
	n, _ := io.Copy(io.Discard, r) // of a file that was read up to here
	return n
}
