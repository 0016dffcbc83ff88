package cosmic

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// kinds finds the field of Event's oneof by the message it holds: every kind
// has a message of its own.
var kinds = func() map[protoreflect.FullName]protoreflect.FieldDescriptor {
	byMessage := map[protoreflect.FullName]protoreflect.FieldDescriptor{}
	fields := (&cosmicv1.Event{}).ProtoReflect().Descriptor().Oneofs().Get(0).Fields()
	for i := range fields.Len() {
		byMessage[fields.Get(i).Message().FullName()] = fields.Get(i)
	}
	return byMessage
}()

// event wraps what happened.
func event(kind proto.Message) *cosmicv1.Event {
	e := &cosmicv1.Event{}
	m := kind.ProtoReflect()
	e.ProtoReflect().Set(kinds[m.Descriptor().FullName()], protoreflect.ValueOfMessage(m))
	return e
}
