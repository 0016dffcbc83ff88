package rpc

import (
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/golang-jwt/jwt/v5"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/server/provider/providertest"
)

// A guest who signs in is the same person afterwards, on another browser too.
func TestAGuestKeepsTheAccount(t *testing.T) {
	t.Parallel()
	i := newInn(t)
	ann := i.visitor(t)
	guest := ann.guest(t, "Ann")
	wantEnd(t, ann.signIn(t, "return=%2Fcoin%2Fx%3Fa%3D1"), "/coin/x?a=1", linked)
	if u := ann.me(t); u.GetId() != guest.GetId() || u.GetGuest() || u.GetDisplayName() != "Ann" {
		t.Errorf("after sign-in: %v", u)
	}
	links := must(ann.ListIdentities(t.Context(), &identityv1.ListIdentitiesRequest{}))(t).GetIdentities()
	if len(links) != 1 || links[0].GetProvider() != "oidc/test" || links[0].GetName() != "Ann of the provider" {
		t.Errorf("identities = %v", links)
	}
	second := i.visitor(t)
	wantEnd(t, second.signIn(t, ""), "/", done)
	if u := second.me(t); u.GetId() != guest.GetId() {
		t.Errorf("on another browser: %v", u)
	}
	devices := must(second.ListDevices(t.Context(), &identityv1.ListDevicesRequest{}))(t).GetDevices()
	if len(devices) != 2 {
		t.Errorf("%d devices: the guest's old one is to be signed out", len(devices))
	}
	u := must(second.UnlinkIdentity(t.Context(), &identityv1.UnlinkIdentityRequest{Id: links[0].GetId()}))(t).GetUser()
	if !u.GetGuest() {
		t.Error("without an identity the account is a guest's")
	}
	_, err := second.UnlinkIdentity(t.Context(), &identityv1.UnlinkIdentityRequest{Id: links[0].GetId()})
	wantCode(t, err, connect.CodeNotFound)
}

// A newcomer gets an account, named as the provider says; twenty at once get one.
func TestANewcomerGetsOneAccount(t *testing.T) {
	t.Parallel()
	i := newInn(t)
	var (
		wg  sync.WaitGroup
		mu  sync.Mutex
		ids = map[string]int{}
	)
	for range 8 {
		v := i.visitor(t)
		back := v.leave(t, "")
		wg.Go(func() {
			v.goTo(t, back)
			u := v.me(t)
			mu.Lock()
			defer mu.Unlock()
			ids[u.GetId()+" "+u.GetDisplayName()]++
		})
	}
	wg.Wait()
	if len(ids) != 1 {
		t.Errorf("accounts: %v", ids)
	}
}

// An identity of another account is never merged silently: the guest stays who
// they are until they choose to switch.
func TestAKnownIdentityIsNotMerged(t *testing.T) {
	t.Parallel()
	i := newInn(t)
	first := i.visitor(t)
	first.signIn(t, "")
	owner := first.me(t)
	ben := i.visitor(t)
	guest := ben.guest(t, "Ben")
	wantEnd(t, ben.signIn(t, "return=%2Fsettings"), "/settings", elsewhere)
	if u := ben.me(t); u.GetId() != guest.GetId() || !u.GetGuest() {
		t.Errorf("after a refusal: %v", u)
	}
	wantEnd(t, ben.signIn(t, "switch=1"), "/", done)
	if u := ben.me(t); u.GetId() != owner.GetId() {
		t.Errorf("after the switch: %v", u)
	}
}

// Who may not come in, and what they are told. Nobody gets an account, and nothing
// secret is in the log.
func TestABadProviderLetsNobodyIn(t *testing.T) {
	t.Parallel()
	i := newInn(t)
	other := must(rsa.GenerateKey(rand.Reader, 2048))(t)
	claims := func(name string, value any) providertest.Wrong {
		return providertest.Wrong{Claims: map[string]any{name: value}}
	}
	path := func(path string, serve http.HandlerFunc) providertest.Wrong {
		return providertest.Wrong{Paths: map[string]http.HandlerFunc{path: serve}}
	}
	broken := func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "canary-broken", http.StatusBadGateway) }
	for name, wrong := range map[string]struct {
		providertest.Wrong

		want upshot
	}{
		"issuer":          {claims("iss", "https://evil.example"), untrusted},
		"nonce":           {claims("nonce", "another"), untrusted},
		"no nonce":        {claims("nonce", nil), untrusted},
		"audience":        {claims("aud", "another"), untrusted},
		"two audiences":   {claims("aud", []string{providertest.ClientID, "another"}), untrusted},
		"party":           {claims("azp", "another"), untrusted},
		"expired":         {claims("exp", time.Now().Add(-time.Hour).Unix()), untrusted},
		"no expiry":       {claims("exp", nil), untrusted},
		"no subject":      {claims("sub", nil), untrusted},
		"giant subject":   {claims("sub", strings.Repeat("x", 300)), untrusted},
		"another key":     {providertest.Wrong{Sign: func(c jwt.Claims) string { return providertest.RS256(other, c) }}, untrusted},
		"alg none":        {providertest.Wrong{Sign: unsigned}, untrusted},
		"alg HS256":       {providertest.Wrong{Sign: symmetric}, untrusted},
		"no token":        {providertest.Wrong{Sign: func(jwt.Claims) string { return "" }}, untrusted},
		"garbage token":   {providertest.Wrong{Sign: func(jwt.Claims) string { return "canary.gar.bage" }}, untrusted},
		"code refused":    {path("/token", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "canary", http.StatusBadRequest) }), untrusted},
		"broken tokens":   {path("/token", broken), unreachable},
		"broken keys":     {path("/keys", broken), unreachable},
		"denied":          {path("/authorize", refusing("access_denied")), denied},
		"overloaded":      {path("/authorize", refusing("temporarily_unavailable")), unreachable},
		"unknown refusal": {path("/authorize", refusing("canary_error")), untrusted},
	} {
		i.provider.Misbehave(wrong.Wrong)
		v := i.visitor(t)
		got := v.signIn(t, "return=%2Fsettings")
		if got != "/settings#sign-in="+string(wrong.want)+"&provider=oidc%2Ftest" {
			t.Errorf("%s: ended at %q, want %s", name, got, wrong.want)
		}
		if u := v.me(t); u != nil {
			t.Errorf("%s: let in as %v", name, u)
		}
	}
	if strings.Contains(i.log.String(), "canary") || !strings.Contains(i.log.String(), "untrusted") {
		t.Errorf("the log has too much, or nothing: %s", i.log)
	}
}

func unsigned(c jwt.Claims) string {
	text, _ := jwt.NewWithClaims(jwt.SigningMethodNone, c).SignedString(jwt.UnsafeAllowNoneSignatureType)
	return text
}

func symmetric(c jwt.Claims) string {
	text, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(providertest.ClientSecret))
	return text
}

func refusing(code string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		http.Redirect(w, r, q.Get("redirect_uri")+"?"+url.Values{"error": {code}, "state": {q.Get("state")}}.Encode(), http.StatusFound)
	}
}

// An answer is good once, in the browser that asked, with its own state.
func TestAnswersAreForOneBrowserOnce(t *testing.T) {
	t.Parallel()
	i := newInn(t)
	i.provider.Misbehave(providertest.Wrong{Codes: true}) // it does not care
	ann := i.visitor(t)
	back := ann.leave(t, "return=%2Fsettings")
	wantEnd(t, i.visitor(t).goTo(t, back), "/settings", stale)
	wantEnd(t, ann.goTo(t, changed(t, back, "state", "another")), "/settings", stale)
	wantEnd(t, ann.goTo(t, back), "/settings", done)
	wantEnd(t, ann.goTo(t, back), "/settings", stale)
	back = ann.leave(t, "")
	wantEnd(t, ann.goTo(t, changed(t, back, "iss", "https://evil.example")), "/", untrusted)
	wantEnd(t, ann.goTo(t, back), "/settings", stale) // used up, though nothing came of it
	back = ann.leave(t, "")
	wantEnd(t, ann.goTo(t, changed(t, back, "iss", "")), "/", untrusted)
	if n := i.provider.Traded(); n != 1 {
		t.Errorf("%d codes were traded", n)
	}
	// Who signs out on the way does not come back as somebody new.
	ben := i.visitor(t)
	ben.guest(t, "Ben")
	back = ben.leave(t, "")
	must(ben.SignOutEverywhere(t.Context(), &identityv1.SignOutEverywhereRequest{}))(t)
	wantEnd(t, ben.goTo(t, back), "/", stale)
}

func TestAProviderThatIsDownIsSaid(t *testing.T) {
	t.Parallel()
	i := newInn(t)
	i.provider.Close()
	v := i.visitor(t)
	guest := v.guest(t, "Ann")
	wantEnd(t, v.signIn(t, "return=%2Fsettings"), "/settings", unreachable)
	if u := v.me(t); u.GetId() != guest.GetId() {
		t.Errorf("the guest is %v now", u)
	}
}

// Nobody is sent to another site, and no other site sends anybody.
func TestSignInStartsAndEndsHere(t *testing.T) {
	t.Parallel()
	i := newInn(t)
	for _, to := range []string{"https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil", "/a#b", "/auth/oidc/test/start", "javascript:alert(1)", "/" + strings.Repeat("a", 1000)} {
		answer := must(i.visitor(t).http.Get(i.url + "/auth/oidc/test/start?return=" + url.QueryEscape(to)))(t)
		if answer.StatusCode != http.StatusBadRequest || answer.Header.Get("Location") != "" {
			t.Errorf("%q: %s to %q", to, answer.Status, answer.Header.Get("Location"))
		}
	}
	for site, want := range map[string]int{"cross-site": 403, "same-site": 403, "same-origin": 303, "none": 303} {
		r := must(http.NewRequestWithContext(t.Context(), http.MethodGet, i.url+"/auth/oidc/test/start", http.NoBody))(t)
		r.Header.Set("Sec-Fetch-Site", site)
		if answer := must(i.visitor(t).http.Do(r))(t); answer.StatusCode != want {
			t.Errorf("from %s: %s", site, answer.Status)
		}
	}
}
