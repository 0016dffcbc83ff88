package delta

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Apply changes base in place by what Diff returned: Apply(base, Diff(base,
// next)) makes base equal to next. The patch is copied from, never shared.
//
// All paths are read before anything is changed: a path that is malformed or
// names no field of this type is an error that says which, and leaves base as it
// was. So does a patch of another type.
func Apply(base, patch proto.Message, changed []string) error {
	b, p := base.ProtoReflect(), patch.ProtoReflect()
	if !b.IsValid() {
		return errors.New("delta: nothing to apply to")
	}
	if b.Descriptor() != p.Descriptor() {
		return fmt.Errorf("delta: a patch of %s for %s", p.Descriptor().FullName(), b.Descriptor().FullName())
	}
	places := make([]location, len(changed))
	for i, path := range changed {
		at, err := parse(b.Descriptor(), path)
		if err != nil {
			return fmt.Errorf("delta: path %q: %w", path, err)
		}
		places[i] = at
	}
	for _, at := range places {
		at.apply(b, p)
	}
	return nil
}

// apply carries out one path.
func (l location) apply(base, patch protoreflect.Message) {
	parents, last := l.steps[:len(l.steps)-1], l.last()
	for _, s := range parents {
		if patch = s.read(patch); patch == nil {
			break
		}
	}
	if patch == nil || !last.in(patch) {
		if !l.append {
			remove(base, parents, last)
		}
		return
	}
	for _, s := range parents {
		base = s.make(base)
	}
	last.set(base, patch, l.append)
}

// remove clears what last names below parents, if those are there.
func remove(base protoreflect.Message, parents []step, last step) {
	for _, s := range parents {
		if base = s.read(base); base == nil {
			return
		}
	}
	last.clear(base)
}

// in reports whether m holds a value at s.
func (s step) in(m protoreflect.Message) bool {
	if s.key.IsValid() {
		return m.Get(s.field).Map().Has(s.key)
	}
	return m.Has(s.field)
}

// read returns the message at s, or nil when there is none.
func (s step) read(m protoreflect.Message) protoreflect.Message {
	switch {
	case !s.in(m):
		return nil
	case s.key.IsValid():
		return m.Get(s.field).Map().Get(s.key).Message()
	}
	return m.Get(s.field).Message()
}

// make returns the message at s, put there when there is none.
func (s step) make(m protoreflect.Message) protoreflect.Message {
	if s.key.IsValid() {
		return m.Mutable(s.field).Map().Mutable(s.key).Message()
	}
	return m.Mutable(s.field).Message()
}

func (s step) clear(m protoreflect.Message) {
	switch {
	case !s.key.IsValid():
		m.Clear(s.field)
	case s.in(m):
		m.Mutable(s.field).Map().Clear(s.key)
	}
}

// set copies the value at s from patch into base.
func (s step) set(base, patch protoreflect.Message, append bool) {
	if !append {
		s.clear(base)
	}
	if s.key.IsValid() {
		copyEntry(base.Mutable(s.field).Map(), s.key, patch.Get(s.field).Map().Get(s.key))
		return
	}
	copyField(base, s.field, patch.Get(s.field))
}

// copyMessage copies deeply into an empty message. proto.Merge would do, but it
// loses a negative zero.
func copyMessage(to, from protoreflect.Message) {
	from.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		copyField(to, fd, v)
		return true
	})
	if unknown := from.GetUnknown(); len(unknown) > 0 {
		to.SetUnknown(slices.Clone(unknown))
	}
}

// copyField copies a value into a field that is cleared, or a list to the end of
// one that is not.
func copyField(to protoreflect.Message, fd protoreflect.FieldDescriptor, v protoreflect.Value) {
	switch {
	case fd.IsMap():
		entries := to.Mutable(fd).Map()
		v.Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
			copyEntry(entries, k, v)
			return true
		})
	case fd.IsList():
		from, list := v.List(), to.Mutable(fd).List()
		for i := range from.Len() {
			if fd.Message() == nil {
				list.Append(copyScalar(from.Get(i)))
				continue
			}
			copyMessage(list.AppendMutable().Message(), from.Get(i).Message())
		}
	case fd.Message() != nil:
		copyMessage(to.Mutable(fd).Message(), v.Message())
	default:
		to.Set(fd, copyScalar(v))
	}
}

func copyEntry(to protoreflect.Map, key protoreflect.MapKey, v protoreflect.Value) {
	if m, ok := v.Interface().(protoreflect.Message); ok {
		copyMessage(to.Mutable(key).Message(), m)
		return
	}
	to.Set(key, copyScalar(v))
}

func copyScalar(v protoreflect.Value) protoreflect.Value {
	if b, ok := v.Interface().([]byte); ok {
		return protoreflect.ValueOfBytes(slices.Clone(b))
	}
	return v
}
