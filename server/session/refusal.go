package session

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
)

// Kind is what sort of "no" an Error is. The edge maps each to one RPC code.
type Kind int

// The kinds of errors that reach a caller. Everything else is internal.
const (
	// Refused: a rule says no.
	Refused Kind = iota + 1
	// AlreadyTaken: somebody else has it, or the command id was used for
	// something else.
	AlreadyTaken
	// InvalidArgument: a field of the request is bad by itself.
	InvalidArgument
	// Forbidden: the caller may see it but not do this.
	Forbidden
	// NotFound: it is not there, or not for the caller's eyes.
	NotFound
	// Aborted: too many others were faster; try again.
	Aborted
	// Unavailable: the log cannot be reached now; try again.
	Unavailable
	// Exhausted: too much of something.
	Exhausted
)

// Error is an error that is meant for the caller.
type Error struct {
	Kind Kind
	// Reason is stable, snake_case, part of the API.
	Reason string
	// Field is the request's field, for InvalidArgument.
	Field string
	// Message is a sentence for people that says what to do.
	Message string
	// Detail is what helps the caller on beside the sentence; nil for nothing.
	Detail proto.Message
}

func (e *Error) Error() string { return e.Message }

// Refuse says that a rule forbids the command. reason is snake_case and
// documented in the proto.
func Refuse(reason, format string, args ...any) error {
	return &Error{Kind: Refused, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Taken says that somebody else has what was asked for.
func Taken(reason, format string, args ...any) error {
	return &Error{Kind: AlreadyTaken, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Invalid says that a field of the request is bad by itself.
func Invalid(field, format string, args ...any) error {
	return &Error{
		Kind: InvalidArgument, Reason: "invalid_" + field, Field: field,
		Message: field + ": " + fmt.Sprintf(format, args...),
	}
}

// Forbid says that the caller may not do this here.
func Forbid(reason, format string, args ...any) error {
	return &Error{Kind: Forbidden, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Missing says that something is not there, or not for the caller's eyes.
func Missing(format string, args ...any) error {
	return &Error{Kind: NotFound, Reason: "not_found", Message: fmt.Sprintf(format, args...)}
}

// Stale says that somebody else was faster. newest is what there is now; nil for
// what the caller can read again.
func Stale(newest proto.Message) error {
	return &Error{
		Kind: Aborted, Reason: "stale", Detail: newest,
		Message: "this was changed by somebody else in the meantime: read it again, then change it",
	}
}

// IsRefusal is true when an error is meant for the caller: a rule said no, or
// asks to try again. Everything else is internal.
func IsRefusal(err error) bool {
	_, ok := errors.AsType[*Error](err)
	return ok
}
