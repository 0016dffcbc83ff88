package provider

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"golang.org/x/oauth2"
)

const (
	// patience is how long one answer of a provider may take, all of it.
	patience = 10 * time.Second
	// answerMost bounds the bytes of an answer: key sets of large providers have a
	// few ten thousand.
	answerMost = 1 << 20
	headerMost = 64 << 10
)

// newClient makes the HTTP client that asks providers.
func newClient(wait time.Duration) *http.Client {
	next := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, TLSHandshakeTimeout: wait,
		MaxIdleConns: 8, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: headerMost,
	}
	return &http.Client{
		Timeout: wait, Transport: bounded{next},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// bounded reads answers whole and refuses what is too large. The libraries would
// read without bound, and hide why reading ended.
type bounded struct{ next http.RoundTripper }

// RoundTrip sends a request.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(http.MaxBytesReader(nil, answer.Body, answerMost))
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// with lets both libraries ask by a client of ours.
func with(ctx context.Context, c *http.Client) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, c)
}

func unreachable(cause string) error { return fmt.Errorf("%w: %s", ErrUnreachable, cause) }

func untrusted(cause string) error { return fmt.Errorf("%w: %s", ErrUntrusted, cause) }

// fault says what an error of the libraries means. Its text tells the kind and
// nothing of the answer: a broken provider may repeat our secret in it.
func fault(doing string, err error) error {
	var (
		refused *oauth2.RetrieveError
		large   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &large):
		return untrusted(doing + ": the answer is too large")
	case errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode >= http.StatusInternalServerError:
		return unreachable(fmt.Sprintf("%s: status %d", doing, refused.Response.StatusCode))
	case errors.As(err, &refused) && refused.Response != nil:
		return untrusted(fmt.Sprintf("%s: refused with status %d", doing, refused.Response.StatusCode))
	case isAway(err):
		return unreachable(doing + ": no answer, or not in time")
	}
	return untrusted(doing + ": the answer cannot be read")
}

// isAway is true when no answer came: the client wraps all such errors alike.
func isAway(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || isDial(err) ||
		(errors.As(err, &timeout) && timeout.Timeout())
}

// isDial is true when no connection came about or it was cut.
func isDial(err error) bool {
	var (
		network *net.OpError
		name    *net.DNSError
	)
	return errors.As(err, &network) || errors.As(err, &name) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
