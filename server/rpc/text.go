package rpc

import (
	"strings"
	"unicode"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"playhouse/server/session"
)

// cleanText refuses control characters in a request's texts, once for all
// fields: databases, logs and terminals do strange things with them.
func cleanText(request any) error {
	m, ok := request.(proto.Message)
	if !ok {
		return nil
	}
	return cleanMessage(m.ProtoReflect())
}

func cleanMessage(m protoreflect.Message) (err error) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
			v.Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
				if err = cleanValue(f.MapKey(), k.Value()); err == nil {
					err = cleanValue(f.MapValue(), v)
				}
				return err == nil
			})
		case f.IsList():
			for i := 0; i < v.List().Len() && err == nil; i++ {
				err = cleanValue(f, v.List().Get(i))
			}
		default:
			err = cleanValue(f, v)
		}
		return err == nil
	})
	return err
}

func cleanValue(f protoreflect.FieldDescriptor, v protoreflect.Value) error {
	switch f.Kind() { //nolint:exhaustive // only texts, and what holds them
	case protoreflect.StringKind:
		if strings.ContainsFunc(v.String(), unprintable) {
			return session.Invalid(string(f.Name()), "must be text without control characters")
		}
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return cleanMessage(v.Message())
	}
	return nil
}

func unprintable(r rune) bool {
	switch {
	case r == '\n', r == '\r', r == '\t':
		return false
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true // turns the text around it
	}
	return unicode.IsControl(r)
}

// cleanConn does the same for what a stream is asked with.
type cleanConn struct{ connect.StreamingHandlerConn }

// Receive is the request, if it is clean.
func (c cleanConn) Receive(m any) error {
	if err := c.StreamingHandlerConn.Receive(m); err != nil {
		return err
	}
	return cleanText(m)
}
