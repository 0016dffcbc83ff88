// Package providertest is an OpenID Connect provider for tests: discovery, keys,
// codes bound to PKCE, and RS256 tokens over real HTTP. It approves everybody as
// the person it was told, and can be made to misbehave.
package providertest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// What a client of the provider is registered with.
const (
	ClientID     = "playhouse-test"
	ClientSecret = "canary-client-secret"
)

// Server is a provider.
type Server struct {
	*httptest.Server

	key *rsa.PrivateKey

	mu      sync.Mutex
	subject string
	name    string
	wrong   Wrong
	codes   map[string]url.Values // the request that each code answers
	traded  int
}

// Wrong is how the provider misbehaves.
type Wrong struct {
	// Claims replaces claims of the id token; nil takes one away.
	Claims map[string]any
	// Sign replaces how the id token is signed.
	Sign func(jwt.Claims) string
	// Codes: a code is good more than once.
	Codes bool
	// Paths answers paths instead.
	Paths map[string]http.HandlerFunc
}

// New starts a provider; it ends with the test.
func New(t *testing.T) *Server {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{key: key, codes: map[string]url.Values{}, subject: "subject-1", name: "Ann of the provider"}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", s.describe)
	mux.HandleFunc("GET /keys", s.keys)
	mux.HandleFunc("GET /authorize", s.authorize)
	mux.HandleFunc("POST /token", s.token)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		instead := s.wrong.Paths[r.URL.Path]
		s.mu.Unlock()
		if instead != nil {
			instead(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// Be makes the provider approve everybody as somebody.
func (s *Server) Be(subject, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.subject, s.name = subject, name
}

// Misbehave makes it misbehave, until the next time.
func (s *Server) Misbehave(w Wrong) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrong = w
}

// Traded is how many codes were traded.
func (s *Server) Traded() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.traded
}

func (s *Server) describe(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]any{
		"issuer": s.URL, "authorization_endpoint": s.URL + "/authorize", "token_endpoint": s.URL + "/token", "jwks_uri": s.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"RS256", "none", "HS256"}, "authorization_response_iss_parameter_supported": true,
	})
}

func (s *Server) keys(w http.ResponseWriter, _ *http.Request) {
	e := big.NewInt(int64(s.key.E)).Bytes()
	text := base64.RawURLEncoding.EncodeToString
	answer(w, map[string]any{"keys": []any{map[string]string{
		"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "one", "n": text(s.key.N.Bytes()), "e": text(e),
	}}})
}

func answer(w http.ResponseWriter, m any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(m) //nolint:errchkjson // a test that gets no answer fails
}

func (s *Server) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("client_id") != ClientID || q.Get("code_challenge_method") != "S256" || q.Get("response_type") != "code" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	code := "canary-code-" + rand.Text()
	s.mu.Lock()
	s.codes[code] = q
	s.mu.Unlock()
	back := url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {s.URL}}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound) //nolint:gosec // a provider for tests
}

func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, secret, _ := r.BasicAuth()
	asked, known := s.codes[r.FormValue("code")]
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !known || id != ClientID || secret != ClientSecret || r.FormValue("redirect_uri") != asked.Get("redirect_uri") ||
		base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") {
		w.WriteHeader(http.StatusBadRequest)
		// As a careless provider does: what it was sent is in what it answers.
		answer(w, map[string]string{"error": "invalid_grant", "error_description": secret + " " + r.FormValue("code")})
		return
	}
	if !s.wrong.Codes {
		delete(s.codes, r.FormValue("code"))
	}
	s.traded++
	answer(w, map[string]any{"access_token": "canary-access", "token_type": "Bearer", "expires_in": 60, "id_token": s.sign(asked.Get("nonce"))})
}

func (s *Server) sign(nonce string) string {
	claims := jwt.MapClaims{
		"iss": s.URL, "aud": ClientID, "sub": s.subject, "preferred_username": s.name, "nonce": nonce,
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix(),
	}
	maps.Copy(claims, s.wrong.Claims)
	maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil })
	if s.wrong.Sign != nil {
		return s.wrong.Sign(claims)
	}
	return RS256(s.key, claims)
}

// RS256 signs claims by a key that is called "one", as the provider's is.
func RS256(key *rsa.PrivateKey, claims jwt.Claims) string {
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	t.Header["kid"] = "one"
	text, _ := t.SignedString(key)
	return text
}
