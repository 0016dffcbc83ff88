package rpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"runtime/debug"
	"time"

	"connectrpc.com/authn"
	"connectrpc.com/connect"
	"connectrpc.com/validate"
	"github.com/google/uuid"

	"playhouse/server/identity"
	"playhouse/server/session"
	"playhouse/server/telemetry"
)

// BodyMost is the largest request body in bytes.
const BodyMost = 64 << 10

const cacheControl = "Cache-Control"

// compressFrom is the smallest answer that is worth compressing, in bytes.
const compressFrom = 1024

// Observer is told of every finished call. It must not block.
type Observer interface {
	Called(procedure, code string, took time.Duration)
}

// Edge is what every call passes through.
type Edge struct {
	identity *identity.Service
	logger   *slog.Logger
	observe  Observer
	limits   *limits
	rules    map[string]Rule
}

var _ connect.Interceptor = (*Edge)(nil)

// NewEdge makes an edge. unlimited switches rate limits off, for benchmarks.
func NewEdge(id *identity.Service, logger *slog.Logger, observe Observer, unlimited bool) (*Edge, error) {
	l, err := newLimits(unlimited)
	if err != nil {
		return nil, err
	}
	return &Edge{identity: id, logger: logger, observe: observe, limits: l, rules: map[string]Rule{}}, nil
}

// Options are for every handler's constructor.
func (e *Edge) Options() []connect.HandlerOption {
	return []connect.HandlerOption{
		connect.WithInterceptors(e, validate.NewInterceptor()),
		connect.WithReadMaxBytes(BodyMost),
		connect.WithRecover(e.recovered),
		connect.WithConditionalHandlerOptions(func(s connect.Spec) []connect.HandlerOption {
			if s.StreamType == connect.StreamTypeUnary {
				return []connect.HandlerOption{connect.WithCompressMinBytes(compressFrom)}
			}
			// Compressing small stream messages costs six times their CPU, and
			// browsers refuse them.
			return []connect.HandlerOption{connect.WithCompression("gzip", nil, nil)}
		}),
	}
}

// Mount adds services to a mux, behind authentication.
func (e *Edge) Mount(mux *http.ServeMux, services ...Service) error {
	door := authn.NewMiddleware(e.authenticate, connect.WithInterceptors())
	for _, s := range services {
		rules, err := s.procedures()
		if err != nil {
			return err
		}
		maps.Copy(e.rules, rules)
		mux.Handle(s.Path, door.Wrap(s.Handler))
		e.MountResources(mux, s.Resources...)
	}
	return nil
}

// credential is who calls, and by which bearer token.
type credential struct {
	identity.Caller
	bearer string
}

func credentialOf(ctx context.Context) credential {
	c, _ := authn.GetInfo(ctx).(credential)
	return c
}

// signedIn is true when somebody calls.
func (c credential) signedIn() bool { return c.User != uuid.Nil }

// call is one call on its way through the edge.
type call struct {
	id        string
	procedure string
	who       string
	address   string
	began     time.Time
	session   string
}

// admit says who calls and whether they may, and takes the call from their
// budget.
func (e *Edge) admit(ctx context.Context, spec connect.Spec, peer connect.Peer, m any) (context.Context, call, error) {
	c := credentialOf(ctx)
	in := call{id: uuid.NewString(), procedure: spec.Procedure, began: time.Now(), address: addressOf(peer.Addr)}
	in.who = in.address
	rule := e.rules[spec.Procedure]
	if c.signedIn() {
		in.who = c.User.String()
		ctx = session.WithCaller(ctx, session.Caller{User: session.UserID(in.who), Name: c.Name})
	}
	switch {
	case rule.Access == Nobody:
		return ctx, in, connect.NewError(connect.CodePermissionDenied, errors.New("nobody may call this"))
	case (rule.Access == SignedIn || rule.Access == Device) && !c.signedIn():
		return ctx, in, connect.NewError(connect.CodeUnauthenticated, identity.ErrUnauthenticated)
	case rule.Access == Device && c.ByKey:
		return ctx, in, connect.NewError(connect.CodePermissionDenied, errors.New("an API key may not change the account; sign in for that"))
	case c.ReadOnly && changes(spec, rule):
		return ctx, in, connect.NewError(connect.CodePermissionDenied, errors.New("this key may only read"))
	}
	if rule.Class == Refresh {
		if err := e.limits.spent(in.address, Guess); err != nil {
			return ctx, in, err
		}
		return ctx, in, e.limits.allow(deviceOf(ctx, m, in.address), Refresh)
	}
	return ctx, in, e.limits.allow(in.who, rule.Class)
}

// WrapUnary passes calls with one answer through the edge.
func (e *Edge) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, r connect.AnyRequest) (connect.AnyResponse, error) {
		if r.Spec().IsClient {
			return next(ctx, r)
		}
		ctx, in, err := e.admit(ctx, r.Spec(), r.Peer(), r.Any())
		if m, ok := r.Any().(interface{ GetSessionId() string }); ok {
			in.session = m.GetSessionId()
		}
		var answer connect.AnyResponse
		if err == nil {
			err = cleanText(r.Any())
		}
		if err == nil {
			answer, err = next(ctx, r)
		}
		if err := e.finish(ctx, in, err); err != nil {
			return nil, err
		}
		answer.Header().Set("X-Request-ID", in.id)
		if r.HTTPMethod() == http.MethodGet && e.rules[in.procedure].Access == Anyone && answer.Header().Get(cacheControl) == "" {
			answer.Header().Set(cacheControl, "public, max-age=3600") // the same for everybody, until the next start
		}
		return answer, nil
	}
}

// WrapStreamingClient leaves clients alone.
func (e *Edge) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

// WrapStreamingHandler passes streams through the edge: they are counted, and
// end when their credential does.
func (e *Edge) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		ctx, in, err := e.admit(ctx, conn.Spec(), conn.Peer(), nil)
		if err == nil {
			err = e.stream(ctx, in, func(ctx context.Context) error { return next(ctx, cleanConn{conn}) })
		}
		conn.ResponseHeader().Set("X-Request-ID", in.id)
		return e.finish(ctx, in, err)
	}
}

func (e *Edge) stream(ctx context.Context, in call, run func(context.Context) error) error {
	end, err := e.limits.stream(in.who)
	if err != nil {
		return err
	}
	defer end()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if c := credentialOf(ctx); c.signedIn() {
		defer e.identity.Attach(c.Caller, c.bearer, cancel)()
	}
	return run(ctx)
}

// finish maps the error, writes the log line and counts.
func (e *Edge) finish(ctx context.Context, in call, err error) error {
	took := time.Since(in.began)
	code, level := "ok", slog.LevelDebug
	var wire *connect.Error
	if err != nil {
		wire = wireError(err, in.id)
		wire.Meta().Set("X-Request-ID", in.id)
		code = wire.Code().String()
		if wire.Code() == connect.CodeInternal {
			level = slog.LevelError
		}
		if wire.Code() == connect.CodeUnauthenticated && e.rules[in.procedure].Class == Refresh {
			_ = e.limits.allow(in.address, Guess) // counted, and asked of the next one
		}
	}
	e.observe.Called(in.procedure, code, took)
	attrs := []slog.Attr{
		slog.String("request_id", in.id), slog.String("user", in.who), slog.String("procedure", in.procedure),
		slog.String("code", code), slog.Float64("dur_ms", float64(took.Microseconds())/1000), //nolint:mnd // µs to ms
	}
	if in.session != "" {
		attrs = append(attrs, slog.String("session_id", in.session))
	}
	if err != nil {
		attrs = append(attrs, slog.Any("err", err))
	}
	e.logger.LogAttrs(ctx, level, "rpc", attrs...)
	if wire != nil {
		return wire
	}
	return nil
}

// recovered turns a panic into an internal error.
func (e *Edge) recovered(ctx context.Context, spec connect.Spec, _ http.Header, p any) error {
	e.logger.Log(ctx, telemetry.Critical, "panic", "procedure", spec.Procedure, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	return connect.NewError(connect.CodeInternal, errors.New("something broke on the server"))
}
