package rpc

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/identity"
	"playhouse/server/session"
)

// codes is the one table from kinds of errors to RPC codes.
var codes = map[session.Kind]connect.Code{
	session.Refused:         connect.CodeFailedPrecondition,
	session.AlreadyTaken:    connect.CodeAlreadyExists,
	session.InvalidArgument: connect.CodeInvalidArgument,
	session.Forbidden:       connect.CodePermissionDenied,
	session.NotFound:        connect.CodeNotFound,
	session.Aborted:         connect.CodeAborted,
	session.Unavailable:     connect.CodeUnavailable,
	session.Exhausted:       connect.CodeResourceExhausted,
}

// wireError is err as the caller may know it. Errors that are nobody's business
// become CodeInternal with the request's id, by which the log tells the rest.
func wireError(err error, requestID string) *connect.Error {
	var (
		known *session.Error
		ended *session.EndedError
		wire  *connect.Error
	)
	switch {
	case errors.As(err, &known):
		return delayed(refusal(known), err)
	case errors.As(err, &ended):
		return withDetail(connect.NewError(connect.CodeUnavailable, ended), ended.Resume)
	case errors.As(err, &wire):
		return wire
	case errors.Is(err, identity.ErrUnauthenticated):
		return connect.NewError(connect.CodeUnauthenticated, identity.ErrUnauthenticated)
	case errors.Is(err, identity.ErrNotFound):
		return connect.NewError(connect.CodeNotFound, identity.ErrNotFound)
	case errors.Is(err, identity.ErrStale):
		return connect.NewError(connect.CodeAborted, fmt.Errorf("%w: read it again, then change it", identity.ErrStale))
	case errors.Is(err, identity.ErrTooManyKeys):
		return connect.NewError(connect.CodeResourceExhausted, identity.ErrTooManyKeys)
	case errors.Is(err, context.DeadlineExceeded):
		return connect.NewError(connect.CodeDeadlineExceeded, errors.New("this took too long; try again"))
	case errors.Is(err, context.Canceled):
		return connect.NewError(connect.CodeCanceled, errors.New("the caller went away"))
	}
	return connect.NewError(connect.CodeInternal, fmt.Errorf("something broke on the server; request %s", requestID))
}

// delayed adds when to try again, if the error says so.
func delayed(wire *connect.Error, err error) *connect.Error {
	var later interface{ RetryAfter() time.Duration }
	if errors.As(err, &later) {
		wire.Meta().Set("Retry-After", strconv.Itoa(int(math.Ceil(later.RetryAfter().Seconds()))))
	}
	return wire
}

func refusal(e *session.Error) *connect.Error {
	wire := withDetail(connect.NewError(codes[e.Kind], e), &sessionv1.Refusal{Reason: e.Reason, Message: e.Message})
	if e.Detail != nil {
		wire = withDetail(wire, e.Detail)
	}
	if e.Kind == session.InvalidArgument {
		wire = withDetail(wire, &validate.Violations{Violations: []*validate.Violation{{
			Field:   &validate.FieldPath{Elements: []*validate.FieldPathElement{{FieldName: new(e.Field)}}},
			RuleId:  new(e.Reason),
			Message: new(e.Message),
		}}})
	}
	return wire
}

func withDetail(wire *connect.Error, m proto.Message) *connect.Error {
	if d, err := connect.NewErrorDetail(m); err == nil {
		wire.AddDetail(d)
	}
	return wire
}
