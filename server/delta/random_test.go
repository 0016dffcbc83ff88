package delta_test

import (
	"math"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// random makes messages of any type out of numbers that below(n) draws, 0 to
// n-1: from a seed, or from rapid, which can then shrink what fails.
type random struct {
	below func(n int) int
	// tame keeps to what protojson can write: no NaN, no Value without a kind.
	tame bool
}

// pair makes a message of m's type and a second one, mostly a few edits away.
func (r random) pair(m proto.Message) (base, next proto.Message) {
	base = m.ProtoReflect().New().Interface()
	r.fill(base.ProtoReflect(), 3)
	if r.below(5) == 0 {
		next = m.ProtoReflect().New().Interface()
		r.fill(next.ProtoReflect(), 3)
		return base, next
	}
	next = clone(base)
	for range 1 + r.below(3) {
		r.edit(next.ProtoReflect(), 3)
	}
	return base, next
}

// clone copies over the wire: proto.Clone loses a negative zero.
func clone(m proto.Message) proto.Message {
	wire, err := proto.MarshalOptions{AllowPartial: true}.Marshal(m)
	if err != nil {
		panic(err)
	}
	c := m.ProtoReflect().New().Interface()
	if err := (proto.UnmarshalOptions{AllowPartial: true}).Unmarshal(wire, c); err != nil {
		panic(err)
	}
	return c
}

func (r random) fill(m protoreflect.Message, depth int) {
	md := m.Descriptor()
	switch md.FullName() {
	case "google.protobuf.Timestamp":
		m.Set(md.Fields().ByName("seconds"), protoreflect.ValueOfInt64(int64(r.below(2_000_000_000))))
		m.Set(md.Fields().ByName("nanos"), protoreflect.ValueOfInt32(int32(r.below(3)*250_000_000)))
		return
	case "google.protobuf.Value":
		r.set(m, md.Fields().Get(r.below(md.Fields().Len())), depth)
		return
	}
	for i := range md.Fields().Len() {
		if r.below(3) > 0 {
			r.set(m, md.Fields().Get(i), depth)
		}
	}
}

// set gives a field a value, or a list or map some more.
func (r random) set(m protoreflect.Message, fd protoreflect.FieldDescriptor, depth int) {
	nests := fd.Message() != nil && (!fd.IsMap() || fd.MapValue().Message() != nil)
	if depth == 0 && nests && fd.ContainingOneof() == nil {
		return
	}
	switch {
	case fd.IsMap():
		for range r.below(4) {
			key := r.scalar(fd.MapKey()).MapKey()
			if fd.MapValue().Message() == nil {
				m.Mutable(fd).Map().Set(key, r.scalar(fd.MapValue()))
				continue
			}
			m.Mutable(fd).Map().Clear(key)
			r.fill(m.Mutable(fd).Map().Mutable(key).Message(), depth-1)
		}
	case fd.IsList():
		for range r.below(4) {
			if fd.Message() == nil {
				m.Mutable(fd).List().Append(r.scalar(fd))
				continue
			}
			r.fill(m.Mutable(fd).List().AppendMutable().Message(), depth-1)
		}
	case fd.Message() != nil:
		m.Set(fd, m.NewField(fd))
		if depth > 0 {
			r.fill(m.Mutable(fd).Message(), depth-1)
		}
	default:
		m.Set(fd, r.scalar(fd))
	}
}

var (
	words   = []string{"", "a", "p1", "grunt-2", `q"uote`, "do.t", "br]ack[et", "new\nline", "tab\t\x00\x1f", "naïve 🎲", "\u2028", `back\slash`, "+", "1"}
	floats  = []float64{0, 1, -1.5, 1e300, math.MaxFloat32, 0.1, math.NaN(), math.Inf(1), math.Copysign(0, -1)}
	numbers = []int64{0, 1, 2, 7, -1, 400, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64}
)

func (r random) scalar(fd protoreflect.FieldDescriptor) protoreflect.Value {
	number := numbers[r.below(len(numbers))]
	switch fd.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(r.below(2) == 1)
	case protoreflect.EnumKind:
		values := fd.Enum().Values()
		return protoreflect.ValueOfEnum(values.Get(r.below(values.Len())).Number())
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(words[r.below(len(words))])
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte(words[r.below(len(words))]))
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(float32(r.float()))
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(r.float())
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32(int32(number))
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64(number)
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(uint32(number))
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(uint64(number))
	}
	panic("no scalar: " + fd.FullName())
}

func (r random) float() float64 {
	if r.tame {
		return floats[r.below(6)]
	}
	return floats[r.below(len(floats))]
}

// edit changes one thing in m or below it.
func (r random) edit(m protoreflect.Message, depth int) {
	fields := m.Descriptor().Fields()
	fd := fields.Get(r.below(fields.Len()))
	if r.below(4) == 0 && (!r.tame || fd.ContainingOneof() == nil) {
		m.Clear(fd)
		return
	}
	if !m.Has(fd) || r.below(3) == 0 {
		r.set(m, fd, depth)
		return
	}
	if below := r.child(m, fd); below != nil && depth > 0 {
		r.edit(below, depth-1)
		return
	}
	r.set(m, fd, depth)
}

// child returns a message below a field that is set, or removes an entry there
// and returns nil.
func (r random) child(m protoreflect.Message, fd protoreflect.FieldDescriptor) protoreflect.Message {
	switch {
	case fd.IsMap():
		return r.entry(m.Mutable(fd).Map(), fd)
	case fd.IsList():
		list := m.Mutable(fd).List()
		if at := r.below(list.Len()); fd.Message() != nil {
			return list.Get(at).Message()
		}
		list.Truncate(r.below(list.Len()))
		return nil
	case fd.Message() != nil:
		return m.Mutable(fd).Message()
	}
	return nil
}

func (r random) entry(entries protoreflect.Map, fd protoreflect.FieldDescriptor) protoreflect.Message {
	// The runtime's order is random: take the smallest key for a seed's sake.
	var key protoreflect.MapKey
	entries.Range(func(k protoreflect.MapKey, _ protoreflect.Value) bool {
		if !key.IsValid() || k.String() < key.String() {
			key = k
		}
		return true
	})
	if fd.MapValue().Message() != nil && r.below(3) > 0 {
		return entries.Mutable(key).Message()
	}
	entries.Clear(key)
	return nil
}
