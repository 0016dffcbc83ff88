package world

import (
	"encoding/binary"
	"errors"
	"math"

	"playhouse/server/games/arena/plane"
)

// coder writes a world as bytes, or reads it: the same walk over the state does both,
// so what is written is what is read. Numbers are little endian. Once something is
// broken, nothing more is read.
type coder struct {
	data    []byte
	reading bool
	err     error
}

var errBroken = errors.New("the checkpoint is broken")

// take is the next n bytes to read; nil when they are not there.
func (c *coder) take(n int) []byte {
	if c.err != nil || n < 0 || n > len(c.data) {
		c.err = errBroken
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *coder) byte(v *uint8) {
	if !c.reading {
		c.data = append(c.data, *v)
		return
	}
	if b := c.take(1); b != nil {
		*v = b[0]
	}
}

func (c *coder) int(v *int32) {
	if !c.reading {
		c.data = binary.LittleEndian.AppendUint32(c.data, uint32(*v))
		return
	}
	if b := c.take(4); b != nil {
		*v = int32(binary.LittleEndian.Uint32(b))
	}
}

func (c *coder) word(v *uint64) {
	if !c.reading {
		c.data = binary.LittleEndian.AppendUint64(c.data, *v)
		return
	}
	if b := c.take(8); b != nil {
		*v = binary.LittleEndian.Uint64(b)
	}
}

// float refuses what is not a finite number: nothing in a world is not.
func (c *coder) float(v *float64) {
	bits := math.Float64bits(*v)
	c.word(&bits)
	if !c.reading || c.err != nil {
		return
	}
	if *v = math.Float64frombits(bits); *v-*v != 0 {
		c.err = errBroken
	}
}

func (c *coder) single(v *float32) {
	bits := int32(math.Float32bits(*v))
	c.int(&bits)
	if !c.reading || c.err != nil {
		return
	}
	if *v = math.Float32frombits(uint32(bits)); *v-*v != 0 {
		c.err = errBroken
	}
}

func (c *coder) truth(v *bool) {
	var b uint8
	if *v {
		b = 1
	}
	c.byte(&b)
	if c.reading { // who writes only reads: batches are read by others meanwhile
		*v = b == 1
	}
}

// text is a text of up to some bytes.
func (c *coder) text(v *string, most int) {
	n := c.count(len(*v), most)
	if !c.reading {
		c.data = append(c.data, *v...)
		return
	}
	if b := c.take(n); b != nil {
		*v = string(b)
	}
}

// count is a length up to a most.
func (c *coder) count(n, most int) int {
	v := int32(n)
	c.int(&v)
	if c.reading && (v < 0 || int(v) > most || int(v) > len(c.data)) {
		c.err = errBroken
	}
	if c.err != nil {
		return 0
	}
	return int(v)
}

func (c *coder) ints(all ...*int32) {
	for _, v := range all {
		c.int(v)
	}
}

func (c *coder) floats(all ...*float64) {
	for _, v := range all {
		c.float(v)
	}
}

func (c *coder) point(p *plane.Point) { c.floats(&p.X, &p.Y) }

// each is a list of up to most things; things take at least a byte each, so a broken
// length cannot ask for more memory than the data's.
func each[T any](c *coder, list *[]T, most int, visit func(*T)) {
	n := c.count(len(*list), most)
	if c.reading {
		*list = make([]T, n)
	}
	for i := range *list {
		if c.err != nil {
			return
		}
		visit(&(*list)[i])
	}
}

// column is a column of n rows.
func rows[T any](c *coder, col column[T], n int, visit func(*T)) {
	if c.reading {
		*col.values = make([]T, n*col.width)
	}
	for i := range *col.values {
		if c.err != nil {
			return
		}
		visit(&(*col.values)[i])
	}
}
