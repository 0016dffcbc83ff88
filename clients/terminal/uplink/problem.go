package uplink

import (
	"errors"
	"fmt"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"connectrpc.com/connect"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// Problem is a failed call in words for people.
type Problem struct {
	// Code is the RPC's code.
	Code connect.Code
	// Reason is the refusal's reason, snake_case; empty when no rule spoke.
	Reason string
	// Message is a sentence.
	Message string
}

// Explain reads an error's details. Nil explains to the zero Problem.
func Explain(err error) Problem {
	if err == nil {
		return Problem{}
	}
	p := Problem{Code: connect.CodeOf(err), Message: err.Error()}
	var wire *connect.Error
	if !errors.As(err, &wire) {
		return p
	}
	p.Message = wire.Message()
	switch p.Code {
	case connect.CodeUnavailable, connect.CodeDeadlineExceeded, connect.CodeUnknown:
		p.Message = "the server does not answer"
	case connect.CodeCanceled:
		p.Message = "given up"
	default:
	}
	for _, d := range wire.Details() {
		m, err := d.Value()
		if err != nil {
			continue
		}
		switch m := m.(type) {
		case *sessionv1.Refusal:
			p.Reason, p.Message = m.GetReason(), m.GetMessage()
		case *validate.Violations:
			if p.Reason == "" {
				p.Message = violations(m)
			}
		}
	}
	return p
}

func violations(v *validate.Violations) string {
	var lines []string
	for _, one := range v.GetViolations() {
		var path []string
		for _, e := range one.GetField().GetElements() {
			path = append(path, e.GetFieldName())
		}
		line := one.GetMessage()
		if len(path) > 0 {
			line = fmt.Sprintf("%s: %s", strings.Join(path, "."), line)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

// unanswered tells whether a call may not have reached the server: it is safe to
// send the same command id again. Errors of this side are not among them.
func unanswered(err error) bool {
	if _, ok := errors.AsType[*connect.Error](err); !ok {
		return false
	}
	switch connect.CodeOf(err) {
	case connect.CodeUnknown, connect.CodeUnavailable, connect.CodeDeadlineExceeded:
		return true
	default:
		return false
	}
}

// passing tells whether opening a stream again may help.
func passing(err error) bool {
	switch connect.CodeOf(err) {
	case connect.CodeInternal, connect.CodeAborted, connect.CodeResourceExhausted:
		return true
	default:
		return unanswered(err)
	}
}

// hint is the server's advice after it ended a stream on purpose; nil without.
func hint(err error) *sessionv1.ResumeHint {
	var wire *connect.Error
	if !errors.As(err, &wire) {
		return nil
	}
	for _, d := range wire.Details() {
		if m, err := d.Value(); err == nil {
			if h, ok := m.(*sessionv1.ResumeHint); ok {
				return h
			}
		}
	}
	return nil
}
