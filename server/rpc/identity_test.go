package rpc

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/bus"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/session"
)

func wantCode(t *testing.T, err error, code connect.Code) {
	t.Helper()
	if connect.CodeOf(err) != code {
		t.Errorf("error = %v, want %v", err, code)
	}
}

func TestGuestsAreThereAtOnce(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ann := h.guest(t, "  Ann  ")
	u := must(ann.WhoAmI(t.Context(), &identityv1.WhoAmIRequest{}))(t).GetUser()
	if u.GetDisplayName() != "Ann" || !u.GetGuest() || u.GetId() != ann.id {
		t.Errorf("user = %v", u)
	}
	for _, name := range []string{"", "   ", strings.Repeat("ü", 41)} {
		_, err := ann.SignInGuest(t.Context(), &identityv1.SignInGuestRequest{DisplayName: name})
		wantCode(t, err, connect.CodeInvalidArgument)
	}
}

func TestForeignAndStaleTokensAreNobody(t *testing.T) {
	t.Parallel()
	h, other := oneHouse(t), oneHouse(t)
	stranger := other.guest(t, "Eve")
	for name, token := range map[string]string{"foreign": stranger.token, "garbage": "x.y.z", "empty": "", "no key": "phk_nothing"} {
		_, err := h.as(token).WhoAmI(t.Context(), &identityv1.WhoAmIRequest{})
		if connect.CodeOf(err) != connect.CodeUnauthenticated {
			t.Errorf("%s token: %v", name, err)
		}
	}
}

func TestRefreshRotatesAndReuseSignsOut(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	refresh := func(token string) (string, error) {
		r, err := ann.RefreshToken(ctx, &identityv1.RefreshTokenRequest{RefreshToken: token})
		return r.GetRefreshToken(), err
	}
	second := must(refresh(ann.refresh))(t)
	if twin := must(refresh(ann.refresh))(t); twin != second {
		t.Error("a trade repeated at once gives another token")
	}
	third := must(refresh(second))(t)
	_, err := refresh(ann.refresh) // two behind: somebody kept it
	wantCode(t, err, connect.CodeUnauthenticated)
	_, err = refresh(third)
	wantCode(t, err, connect.CodeUnauthenticated)
	_, err = ann.WhoAmI(ctx, &identityv1.WhoAmIRequest{})
	wantCode(t, err, connect.CodeUnauthenticated)
}

func TestSignOutCutsStreams(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	s := must(ann.coin.Watch(ctx, &coinv1.WatchRequest{SessionId: id}))(t)
	s.Receive()
	ended := make(chan error, 1)
	go func() {
		for s.Receive() { //nolint:revive // until it ends
		}
		ended <- s.Err()
	}()
	must(ann.SignOutEverywhere(ctx, &identityv1.SignOutEverywhereRequest{}))(t)
	select {
	case err := <-ended:
		wantCode(t, err, connect.CodeUnauthenticated)
	case <-time.After(time.Second):
		t.Error("the stream lives a second after sign-out")
	}
	_, err := ann.WhoAmI(ctx, &identityv1.WhoAmIRequest{})
	wantCode(t, err, connect.CodeUnauthenticated)
}

// What was signed out on one node ends on the others, within the time they ask
// in.
func TestSignOutReachesOtherNodes(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	one, two := newHouse(t, url, &bus.Local{}), newHouse(t, url, &bus.Local{})
	ctx := t.Context()
	ann := one.guest(t, "Ann")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	s := must(two.as(ann.token).coin.Watch(ctx, &coinv1.WatchRequest{SessionId: id}))(t)
	s.Receive()
	must(ann.SignOut(ctx, &identityv1.SignOutRequest{}))(t)
	two.people.CutRevoked(ctx)
	for s.Receive() { //nolint:revive // until it ends
	}
	wantCode(t, s.Err(), connect.CodeUnauthenticated)
}

func TestKeysOfPrograms(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	key := must(ann.CreateApiKey(ctx, &identityv1.CreateApiKeyRequest{Name: "bot"}))(t)
	bot := h.as(key.GetSecret())
	if u := must(bot.WhoAmI(ctx, &identityv1.WhoAmIRequest{}))(t).GetUser(); u.GetId() != ann.id {
		t.Errorf("the key acts for %v", u)
	}
	reader := h.as(must(ann.CreateApiKey(ctx, &identityv1.CreateApiKeyRequest{Name: "eye", Scope: identityv1.ApiKeyScope_API_KEY_SCOPE_READ}))(t).GetSecret())
	must(reader.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{}))(t)
	_, err := reader.coin.Create(ctx, &coinv1.CreateRequest{})
	wantCode(t, err, connect.CodePermissionDenied)
	eve := h.guest(t, "Eve")
	_, err = eve.RevokeApiKey(ctx, &identityv1.RevokeApiKeyRequest{Id: key.GetKey().GetId()})
	wantCode(t, err, connect.CodeNotFound)
	must(ann.RevokeApiKey(ctx, &identityv1.RevokeApiKeyRequest{Id: key.GetKey().GetId()}))(t)
	_, err = bot.WhoAmI(ctx, &identityv1.WhoAmIRequest{})
	wantCode(t, err, connect.CodeUnauthenticated)
	if left := must(ann.ListApiKeys(ctx, &identityv1.ListApiKeysRequest{}))(t).GetKeys(); len(left) != 1 {
		t.Errorf("keys = %v", left)
	}
}

func TestEtagsGuardTheProfile(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	old := must(ann.WhoAmI(ctx, &identityv1.WhoAmIRequest{}))(t).GetUser().GetEtag()
	u := must(ann.UpdateProfile(ctx, &identityv1.UpdateProfileRequest{DisplayName: "Anna", Etag: old}))(t).GetUser()
	if u.GetDisplayName() != "Anna" || u.GetEtag() == old {
		t.Errorf("user = %v", u)
	}
	_, err := ann.UpdateProfile(ctx, &identityv1.UpdateProfileRequest{DisplayName: "Annabel", Etag: old})
	wantCode(t, err, connect.CodeAborted)
	settings := &identityv1.Settings{Theme: identityv1.Theme_THEME_DARK, Volume: 40}
	u = must(ann.UpdateSettings(ctx, &identityv1.UpdateSettingsRequest{Settings: settings}))(t).GetUser()
	if u.GetSettings().GetTheme() != identityv1.Theme_THEME_DARK || u.GetDisplayName() != "Anna" {
		t.Errorf("user = %v", u)
	}
	_, err = ann.UpdateSettings(ctx, &identityv1.UpdateSettingsRequest{Settings: &identityv1.Settings{Volume: 101}})
	wantCode(t, err, connect.CodeInvalidArgument)
}

// A page gets the refresh token as a cookie that scripts cannot read; a program
// gets it in the answer.
func TestBrowsersGetACookie(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	post := func(method, body string, header map[string]string) (*http.Response, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.url+"/playhouse.identity.v1.IdentityService/"+method, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		for k, v := range header {
			r.Header.Set(k, v)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = answer.Body.Close() }()
		text, _ := io.ReadAll(answer.Body)
		return answer, string(text)
	}
	answer, text := post("SignInGuest", `{"displayName":"Ann"}`, map[string]string{"Origin": h.url})
	cookies := answer.Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode {
		t.Fatalf("cookies = %v", cookies)
	}
	if strings.Contains(text, "refreshToken") {
		t.Errorf("the page's answer holds the refresh token: %s", text)
	}
	answer, text = post("RefreshToken", `{}`, map[string]string{"Origin": h.url, "Cookie": cookies[0].Name + "=" + cookies[0].Value})
	if answer.StatusCode != http.StatusOK || !strings.Contains(text, "accessToken") {
		t.Errorf("refresh by cookie = %d %s", answer.StatusCode, text)
	}
	if _, text = post("SignInGuest", `{"displayName":"Bot"}`, nil); !strings.Contains(text, "refreshToken") {
		t.Errorf("a program's answer lacks the refresh token: %s", text)
	}
}

func TestAServiceWithAProcedureWithoutARuleIsNotMounted(t *testing.T) {
	t.Parallel()
	rt := session.NewRuntime(session.Config{Bus: &bus.Local{}, Index: oneHouse(t).store})
	defer rt.Close()
	s := Coin(rt)
	delete(s.Rules, "Call")
	if _, err := s.procedures(); err == nil || !strings.Contains(err.Error(), "Call") {
		t.Errorf("procedures = %v", err)
	}
	s.Rules["Call"], s.Rules["Cheat"] = Rule{SignedIn, Command}, Rule{Anyone, Read}
	if _, err := s.procedures(); err == nil || !strings.Contains(err.Error(), "Cheat") {
		t.Errorf("procedures = %v", err)
	}
}

func TestLimitsSayWhenToComeBack(t *testing.T) {
	t.Parallel()
	l, err := newLimits(false)
	if err != nil {
		t.Fatal(err)
	}
	for i := range budgets[Make].burst {
		if err := l.allow("ann", Make); err != nil {
			t.Fatalf("call %d: %v", i, err)
		}
	}
	err = l.allow("ann", Make)
	wantCode(t, err, connect.CodeResourceExhausted)
	var wire *connect.Error
	if !errors.As(err, &wire) || wire.Meta().Get("Retry-After") == "" {
		t.Errorf("no Retry-After in %v", err)
	}
	if err := l.allow("ben", Make); err != nil {
		t.Errorf("another's budget: %v", err)
	}
	for range streamsMost {
		if _, err := l.stream("ann"); err != nil {
			t.Fatal(err)
		}
	}
	_, err = l.stream("ann")
	wantCode(t, err, connect.CodeResourceExhausted)
	if a, b := addressOf("[2001:db8::1]:5"), addressOf("[2001:db8::2]:6"); a != b {
		t.Errorf("one IPv6 network counts as %s and %s", a, b)
	}
}

// Many people behind one address trade their tokens each on their own account;
// who guesses is slowed down, and nobody beside them.
func TestPeopleBehindOneAddress(t *testing.T) {
	t.Parallel()
	h := openHouse(t, postgrestest.URL(t), &bus.Local{}, false)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	for range 2 * budgets[SignIn].burst {
		must(ann.RefreshToken(ctx, &identityv1.RefreshTokenRequest{RefreshToken: h.hire(t)}))(t)
	}
	guesser, code := h.as("phk_guess"), connect.CodeUnauthenticated
	for range budgets[Guess].burst * 2 {
		_, err := guesser.WhoAmI(ctx, &identityv1.WhoAmIRequest{})
		if code = connect.CodeOf(err); code != connect.CodeUnauthenticated {
			break
		}
	}
	if code != connect.CodeResourceExhausted {
		t.Errorf("guessing without end: %v", code)
	}
	must(ann.WhoAmI(ctx, &identityv1.WhoAmIRequest{}))(t)
	_, err := ann.RefreshToken(ctx, &identityv1.RefreshTokenRequest{RefreshToken: "x.y"})
	wantCode(t, err, connect.CodeResourceExhausted)
}

// hire signs somebody in past the limits and returns their refresh token.
func (h *house) hire(t *testing.T) string {
	t.Helper()
	_, tokens, err := h.people.SignInGuest(t.Context(), "bot", "")
	if err != nil {
		t.Fatal(err)
	}
	return tokens.Refresh
}
