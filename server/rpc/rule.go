package rpc

import (
	"fmt"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Access is who may call a procedure at all.
type Access int

// The kinds of access. The zero value lets nobody in.
const (
	// Nobody: no rule was given.
	Nobody Access = iota
	// Anyone: no sign-in needed; tokens are not looked at.
	Anyone
	// Optional: no sign-in needed, but the answer depends on who asks, so a bad
	// token is refused: its holder would be answered as a stranger.
	Optional
	// SignedIn: any account.
	SignedIn
	// Device: an account that signed in on a device, not by an API key: what
	// changes the account itself.
	Device
)

// Class is what a call costs; see limits.go.
type Class int

// The classes of calls.
const (
	// Read: a look-up.
	Read Class = iota
	// Command: a record in a log.
	Command
	// Make: a new session, invite or key.
	Make
	// SignIn: a new account; counted by address.
	SignIn
	// Refresh: a traded token; counted by device.
	Refresh
	// Guess: a credential that was no good; counted by address. No procedure has
	// it.
	Guess
	// Heavy: a computation.
	Heavy
	// Stream: a live stream.
	Stream
	// Fetch: a file or a part of one; a map is made of hundreds.
	Fetch
	// Contest: a computation, told as a stream, whose outcome is kept.
	Contest
)

// Rule is who may call a procedure and what it costs.
type Rule struct {
	Access Access
	Class  Class
}

// Service is a Connect service ready to be mounted.
type Service struct {
	// Path and Handler are what the generated constructor returns.
	Path    string
	Handler http.Handler
	// Rules has a rule for each procedure, by method name.
	Rules map[string]Rule
	// Body is the largest request body in bytes; BodyMost if 0.
	Body int64
	// Resources are what it serves by plain HTTP beside.
	Resources []Resource
}

// Mount makes a Service of what a generated constructor returns.
func Mount(path string, handler http.Handler, rules map[string]Rule) Service {
	return Service{Path: path, Handler: handler, Rules: rules}
}

// procedures checks a service's rules against its schema and returns them by
// full procedure name.
func (s Service) procedures() (map[string]Rule, error) {
	name := protoreflect.FullName(s.Path[1 : len(s.Path)-1])
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		return nil, fmt.Errorf("service %s: %w", name, err)
	}
	service, ok := found.(protoreflect.ServiceDescriptor)
	if !ok {
		return nil, fmt.Errorf("%s is not a service", name)
	}
	methods, rules := service.Methods(), map[string]Rule{}
	for i := range methods.Len() {
		method := string(methods.Get(i).Name())
		rule, ok := s.Rules[method]
		if !ok || rule.Access == Nobody {
			return nil, fmt.Errorf("%s.%s has no rule: say in server/rpc who may call it", name, method)
		}
		rules[s.Path+method] = rule
	}
	for method := range s.Rules {
		if methods.ByName(protoreflect.Name(method)) == nil {
			return nil, fmt.Errorf("a rule for %s.%s, which does not exist", name, method)
		}
	}
	return rules, nil
}

// changes is true for procedures that a read-only key may not call.
func changes(spec connect.Spec, r Rule) bool {
	return r.Class == Contest || spec.IdempotencyLevel != connect.IdempotencyNoSideEffects && spec.StreamType == connect.StreamTypeUnary
}
