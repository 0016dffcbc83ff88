package uplink

import (
	"context"

	"connectrpc.com/connect"
)

// bearer puts the account's token on every call, and tries once more with a
// fresh one when the server does not take it.
type bearer struct{ account *account }

const scheme = "Bearer "

// WrapUnary signs a call.
func (b bearer) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, r connect.AnyRequest) (connect.AnyResponse, error) {
		token, err := b.account.bearer(ctx)
		if err != nil {
			return nil, err
		}
		r.Header().Set("Authorization", scheme+token)
		answer, err := next(ctx, r)
		if connect.CodeOf(err) != connect.CodeUnauthenticated || b.account.key != "" {
			return answer, err
		}
		if err := b.account.renew(ctx, token); err != nil {
			return nil, err
		}
		if token, err = b.account.bearer(ctx); err != nil {
			return nil, err
		}
		r.Header().Set("Authorization", scheme+token)
		return next(ctx, r)
	}
}

// WrapStreamingClient signs a stream. A stream tells only while it is read that
// its token is not good; Follow sees to that.
func (b bearer) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return func(ctx context.Context, s connect.Spec) connect.StreamingClientConn {
		stream := next(ctx, s)
		token, err := b.account.bearer(ctx)
		if err == nil {
			stream.RequestHeader().Set("Authorization", scheme+token)
		}
		if seen, ok := ctx.Value(seenKey{}).(*seen); ok {
			seen.token, seen.err = token, err
		}
		return stream
	}
}

// WrapStreamingHandler is for servers.
func (b bearer) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return next
}

type seenKey struct{}

// seen is what a stream was signed with, for who opened it.
type seen struct {
	token string
	err   error
}

func withToken(ctx context.Context) (context.Context, *seen) {
	s := &seen{}
	return context.WithValue(ctx, seenKey{}, s), s
}
