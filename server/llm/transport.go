package llm

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

const (
	// streamMost bounds the bytes of a streamed answer: a provider wraps each piece of
	// text in a few hundred bytes of JSON.
	streamMost = 8 << 20
	// errorMost bounds the bytes of an answer that tells of an error.
	errorMost = 64 << 10
)

// newClient makes the HTTP client of both SDKs.
func newClient(t Times) *http.Client {
	dial := &net.Dialer{Timeout: t.Connect}
	next := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dial.DialContext, TLSHandshakeTimeout: t.Connect,
		ForceAttemptHTTP2: true, MaxIdleConns: 8, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: errorMost,
	}
	return &http.Client{
		Transport:     guard{next: next, silence: t.Silence},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// guard bounds what answers cost, and makes faults of those that are no answers.
type guard struct {
	next    http.RoundTripper
	silence time.Duration
}

// RoundTrip sends a request.
func (g guard) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(r.Context())
	answer, err := g.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		cancel(nil)
		return nil, &unsent{err}
	}
	if answer.StatusCode != http.StatusOK {
		defer cancel(nil)
		_, _ = io.CopyN(io.Discard, answer.Body, errorMost) // so that the connection can be used again
		_ = answer.Body.Close()
		return nil, statusFault(answer.StatusCode, answer.Header, time.Now())
	}
	answer.Body = newBody(ctx, cancel, answer.Body, g.silence)
	return answer, nil
}

// unsent is the error of a request that got no answer.
type unsent struct{ error }

func (u *unsent) Unwrap() error { return u.error }

// body is an answer that ends when it is too long, or silent for too long.
type body struct {
	io.ReadCloser

	ctx     context.Context
	cancel  context.CancelCauseFunc
	silence time.Duration
	timer   *time.Timer
	left    atomic.Int64
}

func newBody(ctx context.Context, cancel context.CancelCauseFunc, from io.ReadCloser, silence time.Duration) *body {
	b := &body{ReadCloser: from, ctx: ctx, cancel: cancel, silence: silence}
	b.left.Store(streamMost)
	b.timer = time.AfterFunc(silence, func() { cancel(errSilent) })
	return b
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.timer.Reset(b.silence)
	if b.left.Add(-int64(n)) < 0 {
		return n, errTooLong
	}
	if cause := context.Cause(b.ctx); err != nil && cause != nil {
		return n, cause
	}
	return n, err
}

func (b *body) Close() error {
	b.timer.Stop()
	b.cancel(nil)
	return b.ReadCloser.Close()
}

// faultOf is the fault of an error that an SDK gave. Why ctx ended goes first: the
// SDKs tell it in many ways.
func faultOf(ctx context.Context, err error) error {
	if f, ok := asFault(err); ok {
		return f
	}
	if cause := context.Cause(ctx); cause != nil {
		if errors.Is(cause, context.DeadlineExceeded) {
			return errLate
		}
		return cause
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errEarly
	}
	if failed, ok := errors.AsType[*unsent](err); ok {
		return away(failed.error)
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return errEarly
	}
	return errGarbled
}

// gather hands pieces on as long as the whole is not too long.
type gather struct {
	give  func(string) error
	bytes int
}

func (g *gather) add(piece string) error {
	if piece == "" {
		return nil
	}
	if g.bytes += len(piece); g.bytes > TextMost {
		return errTooLong
	}
	return g.give(piece)
}
