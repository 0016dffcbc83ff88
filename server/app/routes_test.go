package app_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
)

func run(t *testing.T, change func(*app.Config)) *app.App {
	t.Helper()
	c := app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t)}
	if change != nil {
		change(&c)
	}
	a, err := app.Run(t.Context(), c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

func get(t *testing.T, c *http.Client, method, url string, header map[string]string) (*http.Response, string) {
	t.Helper()
	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader("{}")
	}
	r, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		r.Header.Set(k, v)
	}
	answer, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, _ := io.ReadAll(answer.Body)
	return answer, string(text)
}

const listScenarios = "/playhouse.labyrinth.v1.LabyrinthService/ListScenarios"

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	t.Parallel()
	a := run(t, nil)
	for _, path := range []string{"/", "/labyrinth/anything", "/livez", "/readyz", "/no/such.file", listScenarios} {
		answer, _ := get(t, http.DefaultClient, http.MethodGet, a.URL+path, nil)
		for name, want := range map[string]string{
			"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		} {
			if !strings.Contains(answer.Header.Get(name), want) {
				t.Errorf("%s: %s = %q", path, name, answer.Header.Get(name))
			}
		}
	}
}

func TestCrossOriginCallsAreRefusedUnlessConfigured(t *testing.T) {
	t.Parallel()
	const friend = "https://friend.example"
	a := run(t, func(c *app.Config) { c.Origins = []string{friend} })
	call := func(origin, site string) int {
		answer, _ := get(t, http.DefaultClient, http.MethodPost, a.URL+listScenarios, map[string]string{
			"Content-Type": "application/json", "Origin": origin, "Sec-Fetch-Site": site,
		})
		return answer.StatusCode
	}
	if got := call("https://evil.example", "cross-site"); got != http.StatusForbidden {
		t.Errorf("a stranger's page: %d", got)
	}
	if got := call(friend, "cross-site"); got != http.StatusOK {
		t.Errorf("a configured page: %d", got)
	}
	preflight, _ := get(t, http.DefaultClient, http.MethodOptions, a.URL+listScenarios, map[string]string{
		"Origin": friend, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type",
	})
	if preflight.Header.Get("Access-Control-Allow-Origin") != friend {
		t.Errorf("preflight = %v", preflight.Header)
	}
}

// Browsers may keep what is the same for everybody, and nothing else.
func TestContentMayBeCached(t *testing.T) {
	t.Parallel()
	a := run(t, nil)
	for call, want := range map[string]string{
		"LabyrinthService/ListScenarios?message=%7B%7D":                                                  "public, max-age=3600",
		"LabyrinthService/PreviewMaze?message=%7B%22size%22:6,%22generator%22:2%7D":                      "no-store",
		"LabyrinthService/PreviewMaze?message=%7B%22size%22:6,%22generator%22:2,%22seed%22:%22ada%22%7D": "public, max-age=3600",
	} {
		answer, text := get(t, http.DefaultClient, http.MethodGet, a.URL+"/playhouse.labyrinth.v1."+call+"&encoding=json&connect=v1", nil)
		if got := answer.Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q (%.80s)", call, got, want, text)
		}
	}
	sessions := a.URL + "/playhouse.session.v1.SessionService/ListSessions?message=%7B%7D&encoding=json&connect=v1"
	if answer, _ := get(t, http.DefaultClient, http.MethodGet, sessions, nil); strings.Contains(answer.Header.Get("Cache-Control"), "public") {
		t.Error("the list of sessions may be cached by anybody")
	}
}

func TestHealthAndReflectionOverGRPC(t *testing.T) {
	t.Parallel()
	a := run(t, nil)
	conn, err := grpc.NewClient(strings.TrimPrefix(a.URL, "http://"), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	for _, service := range []string{"", "playhouse.labyrinth.v1.LabyrinthService"} {
		r, err := healthv1.NewHealthClient(conn).Check(t.Context(), &healthv1.HealthCheckRequest{Service: service})
		if err != nil || r.GetStatus() != healthv1.HealthCheckResponse_SERVING {
			t.Errorf("health of %q = %v, %v", service, r, err)
		}
	}
}

func TestMetricsAreOnTheirOwnPort(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ops := l.Addr().String()
	_ = l.Close()
	a := run(t, func(c *app.Config) { c.OpsListen = ops })
	get(t, http.DefaultClient, http.MethodGet, a.URL+listScenarios+"?encoding=json&message=%7B%7D&connect=v1", nil)
	_, text := get(t, http.DefaultClient, http.MethodGet, "http://"+ops+"/metrics", nil)
	for _, name := range []string{"game_command_duration_seconds", "game_watchers", "game_sessions_loaded", "go_goroutines"} {
		if !strings.Contains(text, name) {
			t.Errorf("no metric %s", name)
		}
	}
	if _, text := get(t, http.DefaultClient, http.MethodGet, a.URL+"/metrics", nil); strings.Contains(text, "go_goroutines") {
		t.Error("metrics on the public port")
	}
}

func TestTLSSpeaksHTTP2(t *testing.T) {
	t.Parallel()
	cert, key := certificate(t)
	a := run(t, func(c *app.Config) { c.TLSCert, c.TLSKey = cert, key })
	pool := x509.NewCertPool()
	text, _ := os.ReadFile(cert)
	pool.AppendCertsFromPEM(text)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	answer, _ := get(t, client, http.MethodGet, a.URL+"/livez", nil)
	if answer.ProtoMajor != 2 || answer.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%s, %v", answer.Proto, answer.Header)
	}
}

func certificate(t *testing.T) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "PRIVATE KEY", Bytes: raw}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certFile, keyFile
}

// Wrong settings stop the start with a sentence that says what to do.
func TestWrongSettingsStopTheStart(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = busy.Close() }()
	bad := t.TempDir()
	if err := os.MkdirAll(filepath.Join(bad, "labyrinth"), 0o750); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*app.Config)
		say    string
	}{
		"port taken":     {func(c *app.Config) { c.Listen = busy.Addr().String() }, "--listen"},
		"no address":     {func(c *app.Config) { c.Listen = "8080" }, "--listen"},
		"half TLS":       {func(c *app.Config) { c.TLSCert = "x" }, "--tls-key"},
		"no such TLS":    {func(c *app.Config) { c.TLSCert, c.TLSKey = "/no/such", "/no/such" }, "--tls-cert"},
		"bot pause":      {func(c *app.Config) { c.BotPause = -time.Second }, "--bot-pause"},
		"absent after":   {func(c *app.Config) { c.AbsentAfter = -time.Second }, "--absent-after"},
		"proxy":          {func(c *app.Config) { c.TrustedProxies = []string{"all"} }, "--trusted-proxy"},
		"two databases":  {func(c *app.Config) { c.PostgresBin = "/x" }, "DATABASE_URL"},
		"no such folder": {func(c *app.Config) { c.Content = "/no/such" }, "--content"},
		"empty content":  {func(c *app.Config) { c.Content = bad }, "characters.csv"},
		"origin":         {func(c *app.Config) { c.Origins = []string{"friend"} }, "--origin"},
		"database":       {func(c *app.Config) { c.DatabaseURL = "mysql://x" }, "postgres://"},
		"public URL":     {func(c *app.Config) { c.PublicURL = "play" }, "--public-url"},
	} {
		conf := app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t)}
		c.change(&conf)
		a, err := app.Run(context.WithoutCancel(t.Context()), conf, slog.New(slog.DiscardHandler))
		if err == nil {
			a.Close()
			t.Errorf("%s: started", name)
			continue
		}
		if !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v; want it to name %s", name, err, c.say)
		}
	}
}
