package script

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// What the server and a worker say to each other: a length of four bytes, and so many
// bytes. Numbers are little endian.

// version is what a worker says first, when it is ready.
const version = "playhouse script 1"

const (
	// requestMost is how long a request is at most.
	requestMost = 4 << 20
	// replyMost is how long a reply is at most: what the server holds for a worker.
	replyMost = 1 << 20
)

// Kinds of requests.
const (
	askDecide = 1
	askCheck  = 2
)

var errGarbled = errors.New("message breaks off")

// writer makes a message.
type writer struct{ b []byte }

// newWriter leaves room for the length.
func newWriter() *writer { return &writer{b: make([]byte, 4, 4096)} }

func (w *writer) byte(v byte)     { w.b = append(w.b, v) }
func (w *writer) int(v int32)     { w.b = binary.LittleEndian.AppendUint32(w.b, uint32(v)) }
func (w *writer) float(v float64) { w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(v)) }
func (w *writer) string(v string) { w.int(int32(len(v))); w.b = append(w.b, v...) }
func (w *writer) bools(v ...bool) { w.byte(pack(v)) }
func (w *writer) message() []byte {
	binary.LittleEndian.PutUint32(w.b, uint32(len(w.b)-4))
	return w.b
}

func pack(v []bool) (bits byte) {
	for i, b := range v {
		if b {
			bits |= 1 << i
		}
	}
	return bits
}

// reader takes a message apart. After the first error it gives zeros.
type reader struct {
	b   []byte
	err error
}

func (r *reader) take(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.b) {
		r.err = errGarbled
		return make([]byte, min(max(n, 0), 8))
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) byte() byte     { return r.take(1)[0] }
func (r *reader) int() int32     { return int32(binary.LittleEndian.Uint32(r.take(4))) }
func (r *reader) float() float64 { return math.Float64frombits(binary.LittleEndian.Uint64(r.take(8))) }

func (r *reader) string() string {
	n := int(r.int())
	b := r.take(n)
	if r.err != nil {
		return ""
	}
	return string(b)
}

func (r *reader) bools(to ...*bool) {
	bits := r.byte()
	for i, b := range to {
		*b = bits>>i&1 == 1
	}
}

// count is how many things follow, each of at least one byte.
func (r *reader) count() int {
	n := int(r.int())
	if n < 0 || n > len(r.b) {
		r.err = errGarbled
		return 0
	}
	return n
}

// end is an error if anything was wrong or is left.
func (r *reader) end() error {
	if r.err == nil && len(r.b) > 0 {
		r.err = errors.New("message is too long")
	}
	return r.err
}

// receive reads a message of at most so many bytes, into buf where it has room.
func receive(from io.Reader, most int, buf []byte) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, err
	}
	n := int(binary.LittleEndian.Uint32(head[:]))
	if n > most {
		return nil, fmt.Errorf("message of %d bytes; at most %d are allowed", n, most)
	}
	if cap(buf) < n {
		buf = make([]byte, n)
	}
	_, err := io.ReadFull(from, buf[:n])
	return buf[:n], err
}
