package tabletop

import (
	"math"

	"google.golang.org/protobuf/reflect/protoreflect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// Where a place may lie, and how large another number may be: what the campaign
// can save.
const (
	farthest = 1500
	largest  = 1e6
)

var pointName = (&tabletopv1.Point{}).ProtoReflect().Descriptor().FullName()

// unsound is the name of a field with a number that is none, or beyond all
// bounds; empty when there is none.
func unsound(m protoreflect.Message) (field string) {
	most := largest
	if m.Descriptor().FullName() == pointName {
		most = farthest
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
		case f.IsList():
			for i := 0; i < v.List().Len() && field == "" && f.Message() != nil; i++ {
				field = unsound(v.List().Get(i).Message())
			}
		case f.Message() != nil:
			field = unsound(v.Message())
		case f.Kind() == protoreflect.DoubleKind:
			if x := v.Float(); math.IsNaN(x) || math.Abs(x) > most {
				field = string(f.Name())
			}
		}
		return field == ""
	})
	return field
}
