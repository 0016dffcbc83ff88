package delta

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// step is one segment of a path, checked against the message it stands in.
type step struct {
	field protoreflect.FieldDescriptor
	key   protoreflect.MapKey // valid only when the segment has a key
}

// location is a path that was understood: at least one step.
type location struct {
	steps  []step
	append bool
}

// parse reads a path from the root message md.
func parse(md protoreflect.MessageDescriptor, path string) (location, error) {
	var at location
	rest := path
	for {
		if md == nil {
			return at, fmt.Errorf("%s is no single message", at.last().field.FullName())
		}
		s, after, err := parseStep(md, rest)
		if err != nil {
			return at, err
		}
		at.steps = append(at.steps, s)
		switch {
		case after == "":
			return at, nil
		case after == "+" && s.field.IsList():
			at.append = true
			return at, nil
		case after[0] != '.':
			return at, fmt.Errorf("unexpected %q", after)
		}
		md, rest = s.message(), after[1:]
	}
}

func (l location) last() step { return l.steps[len(l.steps)-1] }

// message is the type of the single message that the step leads to, or nil.
func (s step) message() protoreflect.MessageDescriptor {
	switch {
	case s.key.IsValid():
		return s.field.MapValue().Message()
	case s.field.Cardinality() == protoreflect.Repeated:
		return nil
	}
	return s.field.Message()
}

func parseStep(md protoreflect.MessageDescriptor, text string) (s step, rest string, err error) {
	end := strings.IndexAny(text, ".[+")
	if end < 0 {
		end = len(text)
	}
	s.field = md.Fields().ByName(protoreflect.Name(text[:end]))
	if s.field == nil {
		return s, "", fmt.Errorf("%s has no field %q", md.FullName(), text[:end])
	}
	rest = text[end:]
	if !strings.HasPrefix(rest, "[") {
		return s, rest, nil
	}
	if !s.field.IsMap() {
		return s, "", fmt.Errorf("%s is no map", s.field.FullName())
	}
	s.key, rest, err = parseKey(s.field.MapKey().Kind(), rest[1:])
	return s, rest, err
}

// parseKey reads a key and the bracket after it.
func parseKey(kind protoreflect.Kind, text string) (key protoreflect.MapKey, rest string, err error) {
	end := strings.IndexByte(text, ']')
	if kind == protoreflect.StringKind {
		end = quotedEnd(text)
	}
	if end < 0 || end >= len(text) || text[end] != ']' {
		return key, "", errors.New("a key without its end")
	}
	value, err := keyValue(kind, text[:end])
	if err != nil {
		return key, "", err
	}
	return value.MapKey(), text[end+1:], nil
}

// quotedEnd returns the position after the JSON string that text begins with,
// or -1.
func quotedEnd(text string) int {
	if !strings.HasPrefix(text, `"`) {
		return -1
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

func keyValue(kind protoreflect.Kind, text string) (protoreflect.Value, error) {
	var (
		v   protoreflect.Value
		err error
	)
	switch kind {
	case protoreflect.StringKind:
		return stringKey(text)
	case protoreflect.BoolKind:
		v = protoreflect.ValueOfBool(text == "true")
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		var n int64
		n, err = strconv.ParseInt(text, 10, 32)
		v = protoreflect.ValueOfInt32(int32(n))
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		var n int64
		n, err = strconv.ParseInt(text, 10, 64)
		v = protoreflect.ValueOfInt64(n)
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		var n uint64
		n, err = strconv.ParseUint(text, 10, 32)
		v = protoreflect.ValueOfUint32(uint32(n))
	default: // the 64-bit unsigned kinds; a map has no other keys
		var n uint64
		n, err = strconv.ParseUint(text, 10, 64)
		v = protoreflect.ValueOfUint64(n)
	}
	// One entry has one path: "+7", "007" and "maybe" are refused.
	if err != nil || v.String() != text {
		return v, fmt.Errorf("%q is no %s key", text, kind)
	}
	return v, nil
}

func stringKey(text string) (protoreflect.Value, error) {
	if !utf8.ValidString(text) {
		return protoreflect.Value{}, errors.New("a key that is not UTF-8")
	}
	var s string
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return protoreflect.Value{}, fmt.Errorf("%s is no JSON string", text)
	}
	return protoreflect.ValueOfString(s), nil
}

// appendKey writes a key in brackets.
func appendKey(path []byte, k protoreflect.MapKey) []byte {
	path = append(path, '[')
	switch v := k.Interface().(type) {
	case string:
		path = appendQuoted(path, v)
	case bool:
		path = strconv.AppendBool(path, v)
	case int32:
		path = strconv.AppendInt(path, int64(v), 10)
	case int64:
		path = strconv.AppendInt(path, v, 10)
	case uint32:
		path = strconv.AppendUint(path, uint64(v), 10)
	case uint64:
		path = strconv.AppendUint(path, v, 10)
	}
	return append(path, ']')
}

// appendQuoted writes s as JSON.stringify does, which encoding/json does not:
// that escapes <, > and & too.
func appendQuoted(path []byte, s string) []byte {
	const short = "\b\t\n\f\r\"\\"
	path = append(path, '"')
	for i := range len(s) {
		c := s[i]
		if n := strings.IndexByte(short, c); n >= 0 {
			path = append(path, '\\', `btnfr"\`[n])
			continue
		}
		if c < ' ' {
			path = fmt.Appendf(path, `\u%04x`, c)
			continue
		}
		path = append(path, c)
	}
	return append(path, '"')
}

// compareKeys orders the keys of one map: numbers by value, strings by bytes,
// false before true.
func compareKeys(a, b protoreflect.MapKey) int {
	switch v := a.Interface().(type) {
	case string:
		return cmp.Compare(v, b.String())
	case int32, int64:
		return cmp.Compare(a.Int(), b.Int())
	case uint32, uint64:
		return cmp.Compare(a.Uint(), b.Uint())
	}
	if a.Bool() == b.Bool() {
		return 0
	}
	if b.Bool() {
		return -1
	}
	return 1
}
