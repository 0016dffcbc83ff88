package doctor

import (
	"context"
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
	"slices"
	"strings"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"

	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/store"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// well is a configuration that nothing is wrong with.
func well(t *testing.T) app.Config {
	t.Helper()
	return app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t)}
}

// found is what is said of one thing.
func found(t *testing.T, all []Finding, check string) Finding {
	t.Helper()
	i := slices.IndexFunc(all, func(f Finding) bool { return f.Check == check })
	if i < 0 {
		t.Fatalf("%s was not looked at: %v", check, all)
	}
	return all[i]
}

func TestAHealthyHost(t *testing.T) {
	t.Parallel()
	c := well(t)
	must(t, os.Mkdir(filepath.Join(c.DataDir, "files"), 0o700))
	all := Examine(t.Context(), c)
	if f := found(t, all, "files"); f.Says != "the place for files keeps and returns them" {
		t.Error(f)
	}
	for _, check := range []string{"settings", "data_folder", "disk", "memory", "open_files", "port", "tls", "files", "bus", "database", "schema", "clock"} {
		if f := found(t, all, check); f.Status == Broken {
			t.Error(f)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(c.DataDir, "files", "export", "*")); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
	if f := found(t, all, "schema"); !strings.Contains(f.Says, "no tables yet") {
		t.Error(f)
	}
	db, err := store.Connect(t.Context(), c.DatabaseURL)
	must(t, err)
	defer db.Close()
	must(t, store.Migrate(t.Context(), db))
	if f := found(t, Examine(t.Context(), c), "schema"); f.Says != "up to date" {
		t.Error(f)
	}
	_, err = db.Exec(`DELETE FROM schema_migrations WHERE name = (SELECT max(name) FROM schema_migrations)`)
	must(t, err)
	if f := found(t, Examine(t.Context(), c), "schema"); f.Status != Warning || f.Says != "1 changes are due" {
		t.Error(f)
	}
	_, err = db.Exec(`INSERT INTO schema_migrations VALUES ('29990101000000_later.sql', '')`)
	must(t, err)
	if f := found(t, Examine(t.Context(), c), "schema"); f.Status != Broken {
		t.Error(f)
	}
}

// The database that comes along is found, and not made by looking.
func TestBeforeTheFirstStart(t *testing.T) {
	t.Parallel()
	c := app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir()}
	must(t, os.Symlink(postgrestest.Modules(), filepath.Join(c.DataDir, "node_modules")))
	all := Examine(t.Context(), c)
	if f := found(t, all, "postgres"); f.Status != Fine || !strings.HasPrefix(f.Says, "PostgreSQL ") {
		t.Error(f)
	}
	if f := found(t, all, "database"); f.Status != Fine || !strings.Contains(f.Says, "the first start makes it") {
		t.Error(f)
	}
	if there, _ := filepath.Glob(filepath.Join(c.DataDir, "*")); len(there) > 1 { // the link
		t.Errorf("looking has left %v", there)
	}
	c.PostgresBin = t.TempDir()
	if f := found(t, Examine(t.Context(), c), "postgres"); f.Status != Broken || !strings.Contains(f.Says, c.PostgresBin) {
		t.Error(f)
	}
}

// pair writes a certificate that is good between two times.
func pair(t *testing.T, from, until time.Time) (cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: from, NotAfter: until, DNSNames: []string{"play.example"}}
	raw, err := x509.CreateCertificate(rand.Reader, c, c, &secret.PublicKey, secret)
	must(t, err)
	hidden, err := x509.MarshalPKCS8PrivateKey(secret)
	must(t, err)
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	must(t, os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600))
	must(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: hidden}), 0o600))
	return cert, key
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	for _, c := range []struct {
		from, until time.Duration
		public      string
		want        Status
	}{
		{-day, 90 * day, "https://play.example", Fine},
		{-day, 90 * day, "", Fine},
		{-day, 90 * day, "https://other.example", Broken},
		{-day, 5 * day, "https://play.example", Warning},
		{-90 * day, -day, "https://play.example", Broken},
		{day, 90 * day, "https://play.example", Broken},
	} {
		cert, key := pair(t, time.Now().Add(c.from), time.Now().Add(c.until))
		f := certificate(app.Config{TLSCert: cert, TLSKey: key, PublicURL: c.public})
		if f.Status != c.want || (c.want != Fine) != (f.Advice != "") {
			t.Errorf("from %v until %v at %q: %v", c.from, c.until, c.public, f)
		}
	}
}

// What is broken is found, each with what to do.
func TestWhatIsBroken(t *testing.T) {
	t.Parallel()
	busy, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	defer busy.Close()
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	for _, c := range []struct {
		check  string
		change func(*app.Config)
	}{
		{"settings", func(c *app.Config) { c.TLSCert = "cert.pem" }},
		{"settings", func(c *app.Config) { c.NATSURL, c.DatabaseURL = "nats://x", "" }},
		{"port", func(c *app.Config) { c.Listen = busy.Addr().String() }},
		{"data_folder", func(c *app.Config) { c.DataDir = filepath.Join(file, "data") }},
		{"files", func(c *app.Config) { c.Files = "file://" + file }},
		{"tls", func(c *app.Config) { c.TLSCert, c.TLSKey = file, file }},
		{"bus", func(c *app.Config) { c.NATSURL = "nats://127.0.0.1:1" }},
		{"database", func(c *app.Config) { c.DatabaseURL = "postgres://nobody@127.0.0.1:1/none" }},
	} {
		config := well(t)
		c.change(&config)
		all := Examine(t.Context(), config)
		if f := found(t, all, c.check); f.Status != Broken || f.Advice == "" || Worst(all) != Broken {
			t.Errorf("%v", f)
		}
	}
}

// A server that runs here is no obstacle, and neither is its bus.
func TestBesideARunningServer(t *testing.T) {
	t.Parallel()
	c := well(t)
	a, err := app.Run(t.Context(), c, slog.New(slog.DiscardHandler))
	must(t, err)
	defer a.Close()
	c.Listen = strings.TrimPrefix(a.URL, "http://")
	s, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, NoSigs: true, NoLog: true})
	must(t, err)
	go s.Start()
	defer s.Shutdown()
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("NATS does not start")
	}
	c.NATSURL = s.ClientURL()
	all := Examine(context.Background(), c)
	if f := found(t, all, "port"); f.Status != Fine || !strings.Contains(f.Says, "a playhouse answers") {
		t.Error(f)
	}
	if f := found(t, all, "bus"); f.Status != Fine || f.Says != "NATS answers" {
		t.Error(f)
	}
	if f := found(t, all, "schema"); f.Says != "up to date" {
		t.Error(f)
	}
}

func TestClocks(t *testing.T) {
	t.Parallel()
	for by, want := range map[time.Duration]Status{
		0: Fine, time.Second: Fine, -time.Second: Fine, 5 * time.Second: Warning, -5 * time.Second: Warning, time.Hour: Broken, -24 * time.Hour: Broken,
	} {
		if f := skew(by, 10*time.Millisecond); f.Status != want {
			t.Errorf("%v: %v", by, f)
		}
	}
	// A slow answer proves nothing.
	if f := skew(5*time.Second, 10*time.Second); f.Status != Fine {
		t.Error(f)
	}
}
