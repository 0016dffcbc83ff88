package provider

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"
)

// The whole way at a server that speaks as Discord does: form bodies, the secret in
// them, PKCE, the token given back.
func TestDiscordSaysWhoItIs(t *testing.T) {
	t.Parallel()
	var asked []string
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/oauth2/token", func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, "token")
		if r.FormValue("client_secret") != "secret" || r.FormValue("code") != "good" || r.FormValue("code_verifier") != "verifier" {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "access", "token_type": "Bearer", "expires_in": 604800})
	})
	user := `{"id":"80351110224678912","username":"nelly","global_name":"Nelly the Great"}`
	mux.HandleFunc("GET /api/v10/users/@me", func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, "user "+r.Header.Get("Authorization"))
		_, _ = w.Write([]byte(user))
	})
	mux.HandleFunc("POST /api/oauth2/token/revoke", func(_ http.ResponseWriter, r *http.Request) {
		asked = append(asked, "revoke "+r.FormValue("token"))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	d := NewDiscord(Client{ID: "1", Secret: "secret", Redirect: "https://x.example/auth/discord/callback"})
	d.site, d.http = s.URL, newClient(2*time.Second)
	c := Challenge{State: "state", Verifier: "verifier"}
	address, err := d.Authorize(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(address)
	if q := u.Query(); q.Get("scope") != "identify" || q.Get("state") != "state" || q.Get("code_challenge_method") != "S256" || q.Get("redirect_uri") != "https://x.example/auth/discord/callback" {
		t.Errorf("address = %s", address)
	}
	p, err := d.Prove(t.Context(), Answer{Code: "good", Challenge: c})
	if err != nil || p != (Proof{Issuer: discordIssuer, Subject: "80351110224678912", Name: "Nelly the Great"}) {
		t.Errorf("%v, %v", p, err)
	}
	if want := []string{"token", "user Bearer access", "revoke access"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q", asked)
	}
	for name, a := range map[string]Answer{"code": {Code: "bad", Challenge: c}, "issuer": {Code: "good", Issuer: "https://evil.example", Challenge: c}} {
		if _, err := d.Prove(t.Context(), a); !errors.Is(err, ErrUntrusted) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, user = range []string{`{}`, `{"id":7}`, `garbage`, ``} {
		if _, err := d.Prove(t.Context(), Answer{Code: "good", Challenge: c}); !errors.Is(err, ErrUntrusted) {
			t.Errorf("%q: %v", user, err)
		}
	}
	s.Close()
	if _, err := d.Prove(t.Context(), Answer{Code: "good", Challenge: c}); !errors.Is(err, ErrUnreachable) {
		t.Errorf("down: %v", err)
	}
}
