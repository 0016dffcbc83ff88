package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"

	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// document is a JSON object that is read key by key.
type document struct {
	clean *cleaner
	d     *json.Decoder
}

func newDocument(source io.Reader, picture io.Writer) *document {
	clean := newCleaner(source, picture)
	return &document{clean: clean, d: json.NewDecoder(clean)}
}

// object reads the file: known has what to do with the values of its keys; others
// are passed over. Keys without a value that is read have to be read by it.
func (d *document) object(known map[string]func() error) error {
	if t, err := d.d.Token(); err != nil || t != json.Delim('{') {
		return d.broken(err)
	}
	for d.d.More() {
		key, err := d.d.Token()
		if err != nil {
			return d.broken(err)
		}
		name, _ := key.(string)
		read := known[name]
		if read == nil {
			read = func() error { _, err := d.value(); return err }
		}
		if err := read(); err != nil {
			return err
		}
	}
	_, err := d.d.Token()
	if err != nil {
		return d.broken(err)
	}
	return nil
}

// broken is what is wrong with a file that is not what it should be.
func (d *document) broken(err error) error {
	switch {
	case d.clean.failed != nil:
		return d.clean.failed
	case session.IsRefusal(err):
		return err
	case err == nil:
		return session.Refuse("damaged_file", "this is not a file of that kind: it is not a JSON object")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return session.Refuse("damaged_file", "the file breaks off")
	}
	return session.Refuse("damaged_file", "the file cannot be read at byte %d: %v", d.d.InputOffset(), err)
}

// value is the next value as it is written.
func (d *document) value() (json.RawMessage, error) {
	var raw json.RawMessage
	if err := d.d.Decode(&raw); err != nil {
		return nil, d.broken(err)
	}
	return raw, nil
}

// walk reads a list: thing gets how each of its values begins, and reads the rest
// of it. What is no list is passed over and tells so.
func (d *document) walk(thing func(json.Token) error) (isList bool, err error) {
	t, err := d.d.Token()
	if err != nil {
		return false, d.broken(err)
	}
	if t != json.Delim('[') {
		return false, d.pass(t)
	}
	for d.d.More() {
		t, err := d.d.Token()
		if err != nil {
			return true, d.broken(err)
		}
		if err := thing(t); err != nil {
			return true, err
		}
	}
	if _, err = d.d.Token(); err != nil {
		return true, d.broken(err)
	}
	return true, nil
}

// list hands over the things of a list one by one, at most so many of them. What is
// no list is passed over.
func (d *document) list(most int, thing func(json.RawMessage)) error {
	t, err := d.d.Token()
	if err != nil {
		return d.broken(err)
	}
	if t != json.Delim('[') {
		return d.pass(t)
	}
	for n := 0; d.d.More(); n++ {
		if n == most {
			return session.Refuse("damaged_file", "a list in the file is too long: at most %d things are read", most)
		}
		raw, err := d.value()
		if err != nil {
			return err
		}
		thing(raw)
	}
	if _, err = d.d.Token(); err != nil {
		return d.broken(err)
	}
	return nil
}

// pass reads on to the end of an object that began with t.
func (d *document) pass(t json.Token) error {
	for depth := 0; ; {
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		var err error
		if t, err = d.d.Token(); err != nil {
			return d.broken(err)
		}
	}
}

// fill reads a value leniently: what does not fit stays empty.
func (d *document) fill(into any) func() error {
	return func() error {
		raw, err := d.value()
		if err == nil {
			_ = json.Unmarshal(raw, into)
		}
		return err
	}
}

// number is a number that may be missing or something else. It never fails to be
// read.
type number struct {
	value float64
	// ok is false for what is no finite number; quoted is true for one in quotation
	// marks.
	ok, quoted bool
}

func (n *number) UnmarshalJSON(data []byte) error {
	text := string(bytes.Trim(data, `"`))
	value, err := strconv.ParseFloat(text, 64)
	*n = number{value: value, ok: err == nil && !math.IsInf(value, 0) && !math.IsNaN(value), quoted: data[0] == '"'}
	return nil
}

// or is the number, or another when there is none.
func (n number) or(other float64) float64 {
	if n.ok {
		return n.value
	}
	return other
}

// flag is yes or no, however it is written.
type flag bool

func (f *flag) UnmarshalJSON(data []byte) error {
	text := string(bytes.Trim(data, `"`))
	*f = flag(text == "true" || text == "1")
	return nil
}

// text is a text that may be something else, which is none.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	var s string
	_ = json.Unmarshal(data, &s)
	*t = text(s)
	return nil
}

// place is a point that may be none.
type place struct {
	X number `json:"x"`
	Y number `json:"y"`
}

// point is where it is; false for places that are no two numbers, or in quotation
// marks, or farther than any map is large.
func (p place) point() (plane.Point, bool) {
	const far = 1e6
	ok := p.X.ok && p.Y.ok && !p.X.quoted && !p.Y.quoted && math.Abs(p.X.value) < far && math.Abs(p.Y.value) < far
	return plane.Point{X: p.X.value, Y: p.Y.value}, ok
}

// placeOf reads a place.
func placeOf(raw json.RawMessage) (plane.Point, bool) {
	var p place
	if json.Unmarshal(raw, &p) != nil {
		return plane.Point{}, false
	}
	return p.point()
}
