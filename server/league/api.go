package league

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

// bodyMost is how much of an answer is read.
const bodyMost = 4 << 20

// passing is a failure that another attempt may not have.
type passing struct{ error }

// Unwrap gives what was the matter.
func (p passing) Unwrap() error { return p.error }

// api is one host, with its retries and its breaker.
type api struct {
	base    *url.URL
	http    *http.Client
	times   Times
	guarded failsafe.Executor[[]byte]
	last    atomic.Pointer[error] // why the breaker is open
}

func newAPI(base *url.URL, t Times) *api {
	breaker := circuitbreaker.NewBuilder[[]byte]().
		HandleIf(func(_ []byte, err error) bool { return err != nil && !errors.Is(err, ErrUnknown) }).
		WithFailureThreshold(t.Failures).WithDelay(t.OpenFor).WithSuccessThreshold(1).Build()
	retry := retrypolicy.NewBuilder[[]byte]().
		HandleIf(func(_ []byte, err error) bool { _, ok := errors.AsType[passing](err); return ok }).
		WithMaxAttempts(t.Attempts).WithBackoff(t.Pause, 8*t.Pause).WithJitterFactor(0.25).ReturnLastFailure().Build()
	return &api{
		base: base, times: t, guarded: failsafe.With(retry, breaker),
		http: &http.Client{
			// Nothing that the environment or the API says leads elsewhere.
			Transport:     &http.Transport{MaxIdleConnsPerHost: 4, MaxConnsPerHost: 8, MaxResponseHeaderBytes: 64 << 10, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// get returns the answer to a path, once it fits.
func (a *api) get(ctx context.Context, path string, fits func([]byte) error) ([]byte, error) {
	body, err := a.guarded.WithContext(ctx).Get(func() ([]byte, error) {
		ctx, cancel := context.WithTimeout(ctx, a.times.Attempt)
		defer cancel()
		body, err := a.once(ctx, path)
		if err == nil {
			err = fits(body)
		}
		if err != nil && !errors.Is(err, ErrUnknown) {
			a.last.Store(&err)
		}
		return body, err
	})
	if why := a.last.Load(); why != nil && errors.Is(err, circuitbreaker.ErrOpen) {
		err = fmt.Errorf("%w: it is left alone for a while, after: %w", err, *why)
	}
	return body, err
}

func (a *api) once(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base.JoinPath(path).String(), http.NoBody)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "playhouse")
	resp, err := a.http.Do(req)
	if err != nil {
		return nil, passing{err}
	}
	defer resp.Body.Close()
	if err := judge(resp); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, bodyMost+1))
	if err != nil {
		return nil, passing{fmt.Errorf("the answer breaks off: %w", err)}
	}
	if len(body) > bodyMost {
		return nil, fmt.Errorf("the answer is longer than %d MiB", bodyMost>>20)
	}
	return body, nil
}

// judge refuses answers by their head.
func judge(resp *http.Response) error {
	code := resp.StatusCode
	switch {
	case code == http.StatusNotFound || code == http.StatusGone:
		return ErrUnknown
	case code == http.StatusTooManyRequests || code >= http.StatusInternalServerError:
		return passing{fmt.Errorf("the answer is %s", resp.Status)}
	case code >= http.StatusMultipleChoices && code < http.StatusBadRequest:
		return fmt.Errorf("the answer is %s: redirects are not followed", resp.Status)
	case code != http.StatusOK:
		return fmt.Errorf("the answer is %s", resp.Status)
	}
	if kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return fmt.Errorf("the answer is %q instead of application/json", resp.Header.Get("Content-Type"))
	}
	return nil
}
