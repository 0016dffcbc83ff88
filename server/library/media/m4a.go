package media

import (
	"encoding/binary"
	"errors"
)

// m4a is what the boxes of an MP4 file say.
type m4a struct {
	file    File
	boxes   int
	seconds float64
	sounds  int
	others  int
	data    bool
}

const (
	boxesMost = 10_000
	deepest   = 8
)

// walkM4A goes over the boxes: there is sound and no film, and every box lies within
// the one around it.
func walkM4A(f File) (float64, error) {
	m := &m4a{file: f}
	if err := m.walk(0, f.Size(), 0); err != nil {
		return 0, err
	}
	switch {
	case m.others > 0:
		return 0, errors.New("it is a film")
	case m.sounds == 0 || !m.data:
		return 0, errors.New("it has no sound")
	}
	return m.seconds, nil
}

func (m *m4a) walk(at, end int64, depth int) error {
	for at < end {
		if m.boxes++; m.boxes > boxesMost || depth > deepest {
			return errors.New("it has too many parts")
		}
		var b [16]byte
		if n, _ := m.file.ReadAt(b[:], at); n < 8 || end-at < 8 {
			return errors.New("it breaks off")
		}
		size, header := int64(binary.BigEndian.Uint32(b[:])), int64(8)
		switch size {
		case 0:
			size = end - at
		case 1:
			size, header = int64(binary.BigEndian.Uint64(b[8:])), 16
		}
		if size < header || size > end-at {
			return errors.New("a part of it is longer than what it is in")
		}
		if err := m.box(string(b[4:8]), at+header, at+size, depth); err != nil {
			return err
		}
		at += size
	}
	return nil
}

func (m *m4a) box(kind string, at, end int64, depth int) error {
	switch kind {
	case "moov", "trak", "mdia":
		return m.walk(at, end, depth+1)
	case "mdat":
		m.data = m.data || end > at
	case "mvhd":
		return m.length(at, end)
	case "hdlr":
		var b [12]byte
		if _, err := m.file.ReadAt(b[:], at); err != nil || end-at < int64(len(b)) {
			return errors.New("it breaks off")
		}
		switch string(b[8:12]) {
		case "soun":
			m.sounds++
		case "vide":
			m.others++
		}
	}
	return nil
}

// length reads how long it all is: in version 1 of the box with longer numbers.
func (m *m4a) length(at, end int64) error {
	var b [32]byte
	n, _ := m.file.ReadAt(b[:min(int64(len(b)), end-at)], at)
	var scale, length float64
	switch {
	case n >= 20 && b[0] == 0:
		scale, length = float64(binary.BigEndian.Uint32(b[12:])), float64(binary.BigEndian.Uint32(b[16:]))
	case n >= 32 && b[0] == 1:
		scale, length = float64(binary.BigEndian.Uint32(b[20:])), float64(binary.BigEndian.Uint64(b[24:]))
	}
	if scale == 0 {
		return errors.New("it does not say how long it is")
	}
	m.seconds = length / scale
	return nil
}
