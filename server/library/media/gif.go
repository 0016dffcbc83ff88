package media

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// gifHead is what the blocks of a GIF say without being unpacked.
type gifHead struct {
	width, height int // of the screen
	frames        int
}

var errGIF = errors.New("its blocks make no sense")

// readGIFHead walks over all blocks and counts frames, at most so many and one.
func readGIFHead(from io.Reader, most int) (gifHead, error) {
	r := bufio.NewReader(from)
	var screen [13]byte
	if _, err := io.ReadFull(r, screen[:]); err != nil {
		return gifHead{}, errGIF
	}
	h := gifHead{width: int(binary.LittleEndian.Uint16(screen[6:])), height: int(binary.LittleEndian.Uint16(screen[8:]))}
	if err := skipPalette(r, screen[10]); err != nil {
		return h, err
	}
	for {
		kind, err := r.ReadByte()
		if err != nil {
			return h, errGIF
		}
		switch kind {
		case 0x21: // extension: its label, then blocks
			if _, err := r.Discard(1); err != nil {
				return h, errGIF
			}
		case 0x2C:
			if h.frames++; h.frames > most {
				return h, nil
			}
			if err := h.frame(r); err != nil {
				return h, err
			}
		case 0x3B:
			return h, nil
		default:
			return h, errGIF
		}
		if err := skipBlocks(r); err != nil {
			return h, err
		}
	}
}

// frame makes the screen as large as a frame that reaches beyond it.
func (h *gifHead) frame(r *bufio.Reader) error {
	var f [9]byte
	if _, err := io.ReadFull(r, f[:]); err != nil {
		return errGIF
	}
	left, top := int(binary.LittleEndian.Uint16(f[0:])), int(binary.LittleEndian.Uint16(f[2:]))
	h.width = max(h.width, left+int(binary.LittleEndian.Uint16(f[4:])))
	h.height = max(h.height, top+int(binary.LittleEndian.Uint16(f[6:])))
	if err := skipPalette(r, f[8]); err != nil {
		return err
	}
	if _, err := r.Discard(1); err != nil { // size of codes
		return errGIF
	}
	return nil
}

func skipPalette(r *bufio.Reader, flags byte) error {
	if flags&0x80 == 0 {
		return nil
	}
	if _, err := r.Discard(3 << (flags&7 + 1)); err != nil {
		return errGIF
	}
	return nil
}

func skipBlocks(r *bufio.Reader) error {
	for {
		n, err := r.ReadByte()
		if err != nil {
			return errGIF
		}
		if n == 0 {
			return nil
		}
		if _, err := r.Discard(int(n)); err != nil {
			return errGIF
		}
	}
}
