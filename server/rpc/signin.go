package rpc

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"connectrpc.com/connect"

	"playhouse/server/identity"
	"playhouse/server/provider"
	"playhouse/server/session"
)

// gate is the way to a provider and back. What comes of it is told to the page
// behind the address it comes back to, as identity.v1.Provider lists: a person is
// there, and no program.
type gate struct {
	accounts

	provider provider.Provider
	logger   *slog.Logger
}

// upshot is what came of a sign-in.
type upshot string

const (
	done        upshot = "done"
	linked      upshot = "linked"
	elsewhere   upshot = "elsewhere"
	many        upshot = "many"
	denied      upshot = "denied"
	stale       upshot = "stale"
	unreachable upshot = "unreachable"
	untrusted   upshot = "untrusted"
)

const (
	browserPlain  = "playhouse-sign-in"
	browserSecure = "__Host-playhouse-sign-in"

	// fallback is where those go whose sign-in nobody remembers.
	fallback   = "/settings"
	returnMost = 1000 // bytes
	codeMost   = 4096 // bytes
)

func startPath(p provider.Provider) string { return "/auth/" + p.ID() + "/start" }

// CallbackPath is where a provider of this ID sends browsers back to.
func CallbackPath(id string) string { return "/auth/" + id + "/callback" }

func (g gate) resources() []Resource {
	rule := Rule{Anyone, SignIn}
	return []Resource{
		{Pattern: "GET " + startPath(g.provider), Rule: rule, Serve: g.start},
		{Pattern: "GET " + CallbackPath(g.provider.ID()), Rule: rule, Serve: g.back},
	}
}

// start sends the browser to the provider. Only this site's own pages may begin:
// another's could take a guest's account away, for a browser does not say there
// who is signed in here.
func (g gate) start(w http.ResponseWriter, r *http.Request) error {
	if from := r.Header.Get("Sec-Fetch-Site"); from != "" && from != "same-origin" && from != "none" {
		return connect.NewError(connect.CodePermissionDenied, errors.New("sign in from a page of this house: open its settings"))
	}
	q := r.URL.Query()
	to := cmp.Or(q.Get("return"), "/")
	if !isOwnPath(to) {
		return session.Invalid("return", "must be a path of this site such as /settings, without #")
	}
	wish := identity.Attempt{Provider: g.provider.ID(), Return: to, Switch: q.Get("switch") == "1"}
	browser := cmp.Or(cookieOf(r.Header, g.browserCookie()), identity.FreshBrowser())
	state, a, err := g.identity.Begin(r.Context(), wish, browser, cookieOf(r.Header, g.cookieName()))
	if err != nil {
		return err
	}
	address, err := g.provider.Authorize(r.Context(), challengeOf(state, a))
	if err != nil {
		return g.home(w, r, ending{to: to, outcome: outcomeOf(err), err: err})
	}
	http.SetCookie(w, &http.Cookie{
		Name: g.browserCookie(), Value: browser, Path: "/", MaxAge: int(identity.AttemptLifetime.Seconds()),
		HttpOnly: true, Secure: g.secure, SameSite: http.SameSiteLaxMode,
	})
	seeOther(w, address)
	return nil
}

func challengeOf(state string, a identity.Attempt) provider.Challenge {
	return provider.Challenge{State: state, Nonce: a.Nonce, Verifier: a.Verifier}
}

func (g gate) browserCookie() string {
	if g.secure {
		return browserSecure
	}
	return browserPlain
}

// back takes the browser in again.
func (g gate) back(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	a, err := g.identity.Finish(r.Context(), q.Get("state"), cookieOf(r.Header, g.browserCookie()))
	if errors.Is(err, identity.ErrNotFound) || err == nil && a.Provider != g.provider.ID() {
		return g.home(w, r, ending{to: fallback, outcome: stale})
	}
	if err != nil {
		return err
	}
	end := ending{to: a.Return}
	if end.outcome, end.err = noCode(q); end.outcome != "" {
		return g.home(w, r, end)
	}
	proof, err := g.provider.Prove(r.Context(), provider.Answer{Code: q.Get("code"), Issuer: q.Get("iss"), Challenge: challengeOf(q.Get("state"), a)})
	if err != nil {
		return g.home(w, r, ending{to: a.Return, outcome: outcomeOf(err), err: err})
	}
	in, tokens, err := g.identity.Enter(r.Context(), a, identity.Linked{Issuer: proof.Issuer, Subject: proof.Subject, Name: proof.Name}, deviceName(r.UserAgent()))
	if end.outcome = entered(in, err); end.outcome == "" {
		return err
	}
	if err == nil {
		http.SetCookie(w, g.refreshCookie(tokens.Refresh, int(identity.RefreshLifetime.Seconds())))
	}
	return g.home(w, r, end)
}

// noCode is what a provider says instead of a code (RFC 6749, 4.1.2.1).
func noCode(q url.Values) (upshot, error) {
	known := []string{"access_denied", "login_required", "consent_required", "interaction_required", "server_error", "temporarily_unavailable"}
	said := q.Get("error")
	switch at := slices.Index(known, said); {
	case said == "" && q.Get("code") != "" && len(q.Get("code")) <= codeMost:
		return "", nil
	case said == "":
		return untrusted, errors.New("there is no code, or one that is too long")
	case at < 0:
		return untrusted, errors.New("the provider refused with an error of its own")
	case at <= slices.Index(known, "interaction_required"):
		return denied, errors.New(said)
	default:
		return unreachable, errors.New(said)
	}
}

func outcomeOf(err error) upshot {
	if errors.Is(err, provider.ErrUnreachable) {
		return unreachable
	}
	return untrusted
}

// entered is what a person is told of Enter; nothing when the server broke.
func entered(in identity.Entered, err error) upshot {
	switch {
	case err == nil && in.Linked:
		return linked
	case err == nil:
		return done
	case errors.Is(err, identity.ErrElsewhere):
		return elsewhere
	case errors.Is(err, identity.ErrTooManyLinks):
		return many
	case errors.Is(err, identity.ErrNotFound): // signed out on the way
		return stale
	}
	return ""
}

// ending is where a sign-in ends, and how.
type ending struct {
	to      string
	outcome upshot
	err     error // why, for the host; it holds no secret
}

// home sends the browser back to the page.
func (g gate) home(w http.ResponseWriter, r *http.Request, e ending) error {
	attrs := []slog.Attr{slog.String("provider", g.provider.ID()), slog.String("outcome", string(e.outcome))}
	level := slog.LevelInfo
	if e.err != nil {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("err", e.err.Error()))
	}
	g.logger.LogAttrs(r.Context(), level, "sign-in", attrs...)
	seeOther(w, e.to+"#sign-in="+string(e.outcome)+"&provider="+url.QueryEscape(g.provider.ID()))
	return nil
}

func seeOther(w http.ResponseWriter, address string) {
	w.Header().Set("Location", address)
	w.Header().Set(cacheControl, "no-store")
	w.WriteHeader(http.StatusSeeOther)
}

// isOwnPath is true for addresses of this site, however a browser reads them: "//x"
// and "/\x" are other hosts, and tabs and line breaks are read over.
func isOwnPath(text string) bool {
	if len(text) > returnMost || !strings.HasPrefix(text, "/") || strings.HasPrefix(text, "//") || strings.HasPrefix(text, "/auth/") ||
		strings.ContainsFunc(text, func(r rune) bool { return r == '\\' || r == '#' || r > unicode.MaxASCII || !unicode.IsPrint(r) }) {
		return false
	}
	u, err := url.Parse(text)
	return err == nil && u.Host == "" && u.Scheme == ""
}
