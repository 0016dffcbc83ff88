package rpc

import (
	"context"
	"net/http"
	"time"

	"connectrpc.com/authn"
	"connectrpc.com/connect"
	"github.com/google/uuid"

	"playhouse/server/session"
)

// Resource is something that is fetched or put by plain HTTP: bytes that no
// message should carry.
type Resource struct {
	// Pattern is where, as http.ServeMux has it.
	Pattern string
	Rule    Rule
	// Serve answers; who calls is in the request's context. An error is answered as
	// the services answer it, if nothing was written before.
	Serve func(w http.ResponseWriter, r *http.Request) error
}

// MountResources adds resources to a mux, behind the same edge as the services.
func (e *Edge) MountResources(mux *http.ServeMux, all ...Resource) {
	for _, one := range all {
		mux.HandleFunc(one.Pattern, func(w http.ResponseWriter, r *http.Request) { e.serve(one, w, r) })
	}
}

func (e *Edge) serve(one Resource, w http.ResponseWriter, r *http.Request) {
	in := call{id: uuid.NewString(), procedure: one.Pattern, began: time.Now(), address: addressOf(r.RemoteAddr)}
	in.who = in.address
	w.Header().Set("X-Request-ID", in.id)
	ctx, err := e.let(r, one.Rule, &in)
	if err == nil {
		err = one.Serve(w, r.WithContext(ctx))
	}
	if err := e.finish(ctx, in, err); err != nil {
		answerPlain(w, err)
	}
}

// let says who asks for a resource, and takes it from their budget.
func (e *Edge) let(r *http.Request, rule Rule, in *call) (context.Context, error) {
	ctx := r.Context()
	info, err := e.known(ctx, r, rule)
	if err != nil {
		return ctx, err
	}
	if c, ok := info.(credential); ok && c.signedIn() {
		in.who = c.User.String()
		ctx = authn.SetInfo(session.WithCaller(ctx, session.Caller{User: session.UserID(in.who), Name: c.Name}), c)
	}
	return ctx, e.limits.allow(in.who, rule.Class)
}

// statuses are what errors are in plain HTTP; 500 for others.
var statuses = map[connect.Code]int{
	connect.CodeInvalidArgument: http.StatusBadRequest, connect.CodeUnauthenticated: http.StatusUnauthorized,
	connect.CodePermissionDenied: http.StatusForbidden, connect.CodeNotFound: http.StatusNotFound,
	connect.CodeAborted: http.StatusConflict, connect.CodeFailedPrecondition: http.StatusConflict,
	connect.CodeResourceExhausted: http.StatusTooManyRequests, connect.CodeUnavailable: http.StatusServiceUnavailable,
	connect.CodeDeadlineExceeded: http.StatusGatewayTimeout,
}

func answerPlain(w http.ResponseWriter, err error) {
	wire, ok := err.(*connect.Error) //nolint:errorlint // finish answers it bare
	status := http.StatusInternalServerError
	if ok && statuses[wire.Code()] != 0 {
		status = statuses[wire.Code()]
	}
	w.Header().Set(cacheControl, "no-store")
	if ok {
		if after := wire.Meta().Get("Retry-After"); after != "" {
			w.Header().Set("Retry-After", after)
		}
		http.Error(w, wire.Message(), status)
		return
	}
	http.Error(w, "something broke on the server", status)
}
