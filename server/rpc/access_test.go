package rpc

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// Who holds a token that is no good any more is told so, and not answered as a
// stranger.
func TestStaleTokensAreNotStrangers(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE}))(t).GetSessionId()
	must(ann.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id}))(t)
	must(ann.SignOut(ctx, &identityv1.SignOutRequest{}))(t)
	_, err := ann.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id})
	wantCode(t, err, connect.CodeUnauthenticated)
	_, err = ann.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{Mine: true})
	wantCode(t, err, connect.CodeUnauthenticated)
	// To sign in again one needs no token, so a bad one does not matter.
	must(ann.SignInGuest(ctx, &identityv1.SignInGuestRequest{DisplayName: "Ann"}))(t)
}

// A database that is away is no reason to take somebody for a stranger.
func TestTokensThatCannotBeChecked(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ann := h.guest(t, "Ann")
	_ = h.store.Close()
	_, err := ann.sessions.ListSessions(t.Context(), &sessionv1.ListSessionsRequest{})
	wantCode(t, err, connect.CodeUnavailable)
}

// A key plays; it does not change the account, and ends with everything else.
func TestKeysDoNotChangeTheAccount(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	key := must(ann.CreateApiKey(ctx, &identityv1.CreateApiKeyRequest{Name: "bot"}))(t)
	bot := h.as(key.GetSecret())
	must(bot.coin.Create(ctx, &coinv1.CreateRequest{}))(t)
	for name, call := range map[string]func() error{
		"create key": func() error { _, err := bot.CreateApiKey(ctx, &identityv1.CreateApiKeyRequest{Name: "x"}); return err },
		"revoke key": func() error {
			_, err := bot.RevokeApiKey(ctx, &identityv1.RevokeApiKeyRequest{Id: key.GetKey().GetId()})
			return err
		},
		"sign out":   func() error { _, err := bot.SignOut(ctx, &identityv1.SignOutRequest{}); return err },
		"everywhere": func() error { _, err := bot.SignOutEverywhere(ctx, &identityv1.SignOutEverywhereRequest{}); return err },
		"the name": func() error {
			_, err := bot.UpdateProfile(ctx, &identityv1.UpdateProfileRequest{DisplayName: "x"})
			return err
		},
		"the settings": func() error {
			_, err := bot.UpdateSettings(ctx, &identityv1.UpdateSettingsRequest{Settings: &identityv1.Settings{}})
			return err
		},
	} {
		if code := connect.CodeOf(call()); code != connect.CodePermissionDenied {
			t.Errorf("%s: %v", name, code)
		}
	}
	must(ann.SignOutEverywhere(ctx, &identityv1.SignOutEverywhereRequest{}))(t)
	_, err := bot.WhoAmI(ctx, &identityv1.WhoAmIRequest{})
	wantCode(t, err, connect.CodeUnauthenticated)
}

type noted struct{ calls chan [2]string }

func (n noted) Called(procedure, code string, _ time.Duration) { n.calls <- [2]string{procedure, code} }

// Who is refused at the door is counted too, under names that exist.
func TestRefusedCallsAreCounted(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	seen := noted{calls: make(chan [2]string, 2)}
	edge := must(NewEdge(h.people, slog.New(slog.DiscardHandler), seen, false))(t)
	mux := http.NewServeMux()
	if err := edge.Mount(mux, Identity(Accounts{Identity: h.people}, edge.Options()...)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"WhoAmI": "/playhouse.identity.v1.IdentityService/WhoAmI", "Invented": "unknown"} {
		r := httptest.NewRequest(http.MethodPost, "/playhouse.identity.v1.IdentityService/"+path, strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer stale")
		mux.ServeHTTP(httptest.NewRecorder(), r)
		select {
		case got := <-seen.calls:
			if got != [2]string{want, "unauthenticated"} {
				t.Errorf("%s counted as %v", path, got)
			}
		default:
			t.Errorf("%s was not counted", path)
		}
	}
}
