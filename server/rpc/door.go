package rpc

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"connectrpc.com/authn"
	"connectrpc.com/connect"
	"github.com/google/uuid"

	"playhouse/server/identity"
)

// authenticate runs before the body is read. Procedures for anyone do not look
// at tokens: one signs in and refreshes with an old one still in hand.
func (e *Edge) authenticate(ctx context.Context, r *http.Request) (any, error) {
	return e.known(ctx, r, e.rules[r.URL.Path])
}

// known says who calls, as far as a rule asks for it.
func (e *Edge) known(ctx context.Context, r *http.Request, rule Rule) (any, error) {
	began := time.Now()
	if rule.Access == Anyone {
		return credential{}, nil
	}
	token, ok := authn.BearerToken(r)
	if !ok || token == "" {
		if rule.Access == Optional {
			return credential{}, nil
		}
		return nil, e.refused(ctx, r, began, authn.Errorf("send an access token or an API key as `Authorization: Bearer …`"))
	}
	address := addressOf(r.RemoteAddr)
	if err := e.limits.spent(address, Guess); err != nil && !e.identity.Plausible(ctx, token) {
		return nil, e.refused(ctx, r, began, err)
	}
	c, err := e.identity.Authenticate(ctx, token)
	switch {
	case err == nil:
		return credential{Caller: c, bearer: token}, nil
	case errors.Is(err, identity.ErrUnauthenticated):
		_ = e.limits.allow(address, Guess) // counted, and asked of the next one
		err = authn.Errorf("this token is not valid (any more); refresh it or sign in again")
	case errors.Is(err, context.Canceled):
		err = connect.NewError(connect.CodeCanceled, errors.New("the caller went away"))
	default:
		e.logger.ErrorContext(ctx, "authenticate", "err", err)
		err = connect.NewError(connect.CodeUnavailable, errors.New("the server cannot check tokens now; try again in a moment"))
	}
	return nil, e.refused(ctx, r, began, err)
}

// refused logs and counts a call that does not come past the door.
func (e *Edge) refused(ctx context.Context, r *http.Request, began time.Time, err error) error {
	procedure := r.URL.Path
	if _, known := e.rules[procedure]; !known {
		procedure = "unknown" // anybody may invent a name
	}
	code := connect.CodeOf(err).String()
	e.observe.Called(procedure, code, time.Since(began))
	e.logger.LogAttrs(ctx, slog.LevelDebug, "refused at the door", slog.String("procedure", procedure),
		slog.String("code", code), slog.String("address", addressOf(r.RemoteAddr)), slog.Any("err", err))
	return err
}

// deviceOf is the device whose refresh token a call holds, by which its calls
// are counted: many people may share an address. Without one it is the address.
func deviceOf(ctx context.Context, m any, address string) string {
	var token string
	if r, ok := m.(interface{ GetRefreshToken() string }); ok {
		token = r.GetRefreshToken()
	}
	if token == "" {
		header := requestHeader(ctx)
		token = cookieOf(header, cookieSecure) + cookieOf(header, cookiePlain)
	}
	device, _, _ := strings.Cut(token, ".")
	if id, err := uuid.Parse(device); err == nil {
		return id.String()
	}
	return address
}
