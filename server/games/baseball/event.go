package baseball

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
)

// kinds finds the field of Event's oneof by the message it holds: every kind has
// a message of its own.
var kinds = func() map[protoreflect.FullName]protoreflect.FieldDescriptor {
	byMessage := map[protoreflect.FullName]protoreflect.FieldDescriptor{}
	fields := (&baseballv1.Event{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		byMessage[fields.Get(i).Message().FullName()] = fields.Get(i)
	}
	return byMessage
}()

// event wraps what happened.
func event(kind proto.Message) *baseballv1.Event {
	e := &baseballv1.Event{}
	m := kind.ProtoReflect()
	e.ProtoReflect().Set(kinds[m.Descriptor().FullName()], protoreflect.ValueOfMessage(m))
	return e
}
