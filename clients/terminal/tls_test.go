package terminal_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
)

// A server with TLS is played on over https.
func TestOverTLS(t *testing.T) {
	t.Parallel()
	cert, key := certificate(t)
	a, err := app.Run(t.Context(), app.Config{
		Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t), TLSCert: cert, TLSKey: key,
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	g := play(t, []string{"SSL_CERT_FILE=" + cert}, "--server", a.URL, "--new")
	g.see("turn 0 of 50 · live")
	g.press("w")
	g.see("turn 1 of 50 · live")
	g.press("q")
	g.leaves()
}

// certificate writes one of this machine's own making, and its key.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, secret.Public(), secret)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, bytes []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return write("cert.pem", "CERTIFICATE", der), write("key.pem", "PRIVATE KEY", raw)
}
