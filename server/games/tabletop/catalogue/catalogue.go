// Package catalogue reads and writes lists of things as JSON: creatures, and what
// a tavern can buy.
//
// Reading is strict: what is not in the contract is an error, and every error
// names which thing of the list it is about, from 1, and which field. So a list
// is taken as a whole or not at all.
package catalogue

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// Most is how many things a list may have.
const Most = 2000

// Thing is a message that a list is made of.
type Thing[M any] interface {
	*M
	proto.Message
}

// Read reads a list; what is the word for one of its things. check tells what is
// wrong with one, beginning with the name of the field.
func Read[M any, T Thing[M]](data []byte, what string, check func(T) error) ([]T, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil, fmt.Errorf("this is not a JSON list of %ss", what)
	}
	var all []T
	for d.More() {
		n := len(all) + 1
		if n > Most {
			return nil, fmt.Errorf("there are more than %d %ss", Most, what)
		}
		thing, err := read[M, T](d)
		if err == nil {
			err = check(thing)
		}
		if err != nil {
			return nil, fmt.Errorf("%s %d: %w", what, n, err)
		}
		all = append(all, thing)
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("the list breaks off after %s %d", what, len(all))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("there is something behind the list of %ss", what)
	}
	return all, nil
}

// read reads one thing field by field, to be able to tell which one is wrong.
func read[M any, T Thing[M]](d *json.Decoder) (T, error) {
	fields := map[string]json.RawMessage{}
	if err := d.Decode(&fields); err != nil {
		return nil, fmt.Errorf("this is not a JSON object: %w", err)
	}
	thing := T(new(M))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		known := thing.ProtoReflect().Descriptor().Fields()
		if known.ByTextName(name) == nil && known.ByJSONName(name) == nil {
			return nil, fmt.Errorf("%s: there is no such field", name)
		}
		one, err := json.Marshal(map[string]json.RawMessage{name: fields[name]})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		part := T(new(M))
		if err := protojson.Unmarshal(one, part); err != nil {
			return nil, fmt.Errorf("%s: this is not what belongs there", name)
		}
		proto.Merge(thing, part)
	}
	return thing, nil
}

// Write writes a list that Read reads: one thing a line, the same bytes for the
// same list.
func Write[T proto.Message](list []T) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("[")
	for i, thing := range list {
		line, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(thing)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n")
		// protojson varies its blanks on purpose.
		if err := json.Compact(&b, line); err != nil {
			return nil, err
		}
	}
	b.WriteString("\n]\n")
	return b.Bytes(), nil
}
