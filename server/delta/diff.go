package delta

import (
	"bytes"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Diff returns what turns base into next: a patch of their type and the paths
// that count, fields in the order of the .proto file and map entries by key.
// Equal messages give an empty patch and no paths. Neither message is changed.
//
// The patch shares memory with next; treat both as read-only from then on. Diff
// panics when the types differ: a programmer's error.
func Diff(base, next proto.Message) (patch proto.Message, changed []string) {
	b, n := base.ProtoReflect(), next.ProtoReflect()
	if b.Descriptor() != n.Descriptor() {
		panic(fmt.Sprintf("delta: %s compared with %s", b.Descriptor().FullName(), n.Descriptor().FullName()))
	}
	var d differ
	p := n.New()
	if base != next {
		d.message(b, n, p)
	}
	return p.Interface(), d.changed
}

// differ walks two messages and collects the paths at which they differ.
type differ struct {
	path    []byte // where the walk stands
	changed []string
	b, n    []byte // scratch of same
}

func (d *differ) emit() { d.changed = append(d.changed, string(d.path)) }

// message writes what differs into patch, which is empty at first.
func (d *differ) message(base, next, patch protoreflect.Message) {
	fields := next.Descriptor().Fields()
	here := len(d.path)
	for i := range fields.Len() {
		fd := fields.Get(i)
		if here > 0 {
			d.path = append(d.path, '.')
		}
		d.path = append(d.path, fd.Name()...)
		d.field(fd, base, next, patch)
		d.path = d.path[:here]
	}
}

func (d *differ) field(fd protoreflect.FieldDescriptor, base, next, patch protoreflect.Message) {
	had, has := base.Has(fd), next.Has(fd)
	switch {
	case !has:
		if had && !switched(fd, next) {
			d.emit()
		}
	case !had:
		patch.Set(fd, valid(fd, next))
		d.emit()
	case fd.IsMap():
		d.entries(fd, base.Get(fd).Map(), next.Get(fd).Map(), patch)
	case fd.IsList():
		d.elements(fd, base.Get(fd).List(), next.Get(fd).List(), patch)
	case fd.Message() != nil:
		b, n := base.Get(fd).Message(), valid(fd, next).Message()
		if part := d.nested(b, n); part != nil {
			patch.Set(fd, protoreflect.ValueOfMessage(part))
		}
	default:
		if v := next.Get(fd); !v.Equal(base.Get(fd)) {
			patch.Set(fd, v)
			d.emit()
		}
	}
}

// switched reports whether another member of fd's oneof is set, whose path then
// clears fd too.
func switched(fd protoreflect.FieldDescriptor, next protoreflect.Message) bool {
	oneof := fd.ContainingOneof()
	return oneof != nil && next.WhichOneof(oneof) != nil
}

// valid returns the field's value. A oneof can hold a nil message, which means
// an empty one and cannot be set.
func valid(fd protoreflect.FieldDescriptor, m protoreflect.Message) protoreflect.Value {
	v := m.Get(fd)
	if fd.Message() != nil && fd.Cardinality() != protoreflect.Repeated && !v.Message().IsValid() {
		return m.NewField(fd)
	}
	return v
}

// nested emits the paths by which two messages differ, deeper ones or that of
// the message itself, and returns what the patch has to hold there: the changed
// parts, next itself, or nil for nothing.
func (d *differ) nested(base, next protoreflect.Message) protoreflect.Message {
	if d.same(base, next) {
		return nil
	}
	mark := len(d.changed)
	if !opaque(base, next) {
		part := next.New()
		d.message(base, next, part)
		size := proto.Size(part.Interface())
		if size+cost(d.changed[mark:]) < proto.Size(next.Interface())+d.here() {
			if size == 0 {
				return nil
			}
			return part
		}
		d.changed = d.changed[:mark]
	}
	d.emit()
	return next
}

// same reports equality. Views share what did not change, so the pointers often
// answer it. Otherwise encoding both is twice as fast as proto.Equal and leaves
// no garbage; that has the last word only where the bytes differ.
func (d *differ) same(base, next protoreflect.Message) bool {
	b, n := base.Interface(), next.Interface()
	if b == n {
		return true
	}
	options := proto.MarshalOptions{Deterministic: true, AllowPartial: true}
	var errB, errN error
	d.b, errB = options.MarshalAppend(d.b[:0], b)
	d.n, errN = options.MarshalAppend(d.n[:0], n)
	if errB == nil && errN == nil && bytes.Equal(d.b, d.n) {
		return true
	}
	return proto.Equal(b, n)
}

// opaque reports whether the messages hold things that no path can name.
func opaque(base, next protoreflect.Message) bool {
	return next.Descriptor().ExtensionRanges().Len() > 0 || !bytes.Equal(base.GetUnknown(), next.GetUnknown())
}

// cost is what paths take on the wire: each has a tag and a length before it.
func cost(paths []string) int {
	sum := 2 * len(paths)
	for _, p := range paths {
		sum += len(p)
	}
	return sum
}

func (d *differ) here() int { return 2 + len(d.path) }

func (d *differ) elements(fd protoreflect.FieldDescriptor, base, next protoreflect.List, patch protoreflect.Message) {
	common := d.prefix(fd, base, next)
	switch {
	case common < base.Len():
		patch.Set(fd, protoreflect.ValueOfList(next))
		d.emit()
	case common < next.Len():
		list := patch.Mutable(fd).List()
		for i := common; i < next.Len(); i++ {
			list.Append(next.Get(i))
		}
		d.path = append(d.path, '+')
		d.emit()
	}
}

// prefix counts the elements that two lists have in common at their beginning.
func (d *differ) prefix(fd protoreflect.FieldDescriptor, base, next protoreflect.List) int {
	shorter := min(base.Len(), next.Len())
	for i := range shorter {
		if !d.equal(fd, base.Get(i), next.Get(i)) {
			return i
		}
	}
	return shorter
}

// equal compares two values of the kind of fd: elements of a list, or values of
// a map.
func (d *differ) equal(fd protoreflect.FieldDescriptor, a, b protoreflect.Value) bool {
	if fd.Message() != nil {
		return d.same(a.Message(), b.Message())
	}
	return a.Equal(b)
}

// entries compares two maps. The patch gets the changed entries, or the whole
// map when that is smaller; that is only weighed when most entries changed.
func (d *differ) entries(fd protoreflect.FieldDescriptor, base, next protoreflect.Map, patch protoreflect.Message) {
	keys := d.differing(fd.MapValue(), base, next)
	if len(keys) == 0 {
		return
	}
	slices.SortFunc(keys, compareKeys)
	mark, here := len(d.changed), len(d.path)
	part := patch.Mutable(fd).Map()
	for _, k := range keys {
		d.path = appendKey(d.path, k)
		d.entry(k, base, next, part)
		d.path = d.path[:here]
	}
	if 2*len(keys) < next.Len() {
		return
	}
	whole := protoreflect.ValueOfMap(next)
	if size(patch, fd, whole)+d.here() <= size(patch, fd, protoreflect.ValueOfMap(part))+cost(d.changed[mark:]) {
		patch.Set(fd, whole)
		d.changed = d.changed[:mark]
		d.emit()
	}
}

func (d *differ) entry(k protoreflect.MapKey, base, next, part protoreflect.Map) {
	b, n := base.Get(k), next.Get(k)
	if !n.IsValid() {
		d.emit()
		return
	}
	if _, ok := n.Interface().(protoreflect.Message); !ok || !b.IsValid() {
		part.Set(k, n)
		d.emit()
		return
	}
	if m := d.nested(b.Message(), n.Message()); m != nil {
		part.Set(k, protoreflect.ValueOfMessage(m))
	}
}

// differing returns the keys of entries that were added, changed or removed.
func (d *differ) differing(value protoreflect.FieldDescriptor, base, next protoreflect.Map) []protoreflect.MapKey {
	var keys []protoreflect.MapKey
	kept := 0
	next.Range(func(k protoreflect.MapKey, n protoreflect.Value) bool {
		b := base.Get(k)
		if b.IsValid() {
			kept++
		}
		if !b.IsValid() || !d.equal(value, b, n) {
			keys = append(keys, k)
		}
		return true
	})
	if kept == base.Len() {
		return keys
	}
	base.Range(func(k protoreflect.MapKey, _ protoreflect.Value) bool {
		if !next.Has(k) {
			keys = append(keys, k)
		}
		return true
	})
	return keys
}

// size is what a field takes on the wire when it holds v.
func size(of protoreflect.Message, fd protoreflect.FieldDescriptor, v protoreflect.Value) int {
	m := of.New()
	m.Set(fd, v)
	return proto.Size(m.Interface())
}
