package doctor

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"playhouse/server/app"
	"playhouse/server/blob"
	"playhouse/server/bus"
)

// patience is how long an answer is waited for.
const patience = 5 * time.Second

// ports tries to listen where the server would.
func ports(ctx context.Context, c app.Config) []Finding {
	all := []Finding{port(ctx, "port", c.Listen, "--listen")}
	if c.OpsListen != "off" && c.OpsListen != "" {
		f := port(ctx, "ops_port", c.OpsListen, "--ops-listen")
		all = append(all, f)
	}
	return all
}

func port(ctx context.Context, check, address, flag string) Finding {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err == nil {
		_ = l.Close()
		return Finding{check, Fine, address + " is free", ""}
	}
	if check == "port" && isPlayhouse(ctx, address) {
		return Finding{check, Fine, "a playhouse answers at " + address + " already", ""}
	}
	if check == "ops_port" {
		return Finding{check, Warning, fmt.Sprintf("cannot listen on %s (%v)", address, err), "fine if it is a playhouse that runs; else choose another address by " + flag}
	}
	return Finding{check, Broken, fmt.Sprintf("cannot listen on %s (%v)", address, err), "stop what listens there, or choose another address by " + flag}
}

// isPlayhouse asks who is there.
func isPlayhouse(ctx context.Context, address string) bool {
	host, number, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	client := &http.Client{Timeout: patience, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // nothing is told or believed but who is there
	}}
	for _, scheme := range []string{"http", "https"} {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+net.JoinHostPort(host, number)+"/readyz", http.NoBody)
		if err != nil {
			return false
		}
		answer, err := client.Do(r)
		if err != nil {
			continue
		}
		_ = answer.Body.Close()
		// Its policy names it: others have /readyz, too.
		if answer.StatusCode == http.StatusOK && strings.Contains(answer.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			return true
		}
	}
	return false
}

// expiresSoon is when to think of a new certificate.
const expiresSoon = 14 * 24 * time.Hour

// certificate looks at the files of TLS.
func certificate(c app.Config) Finding {
	if c.TLSCert == "" {
		if u, err := url.Parse(c.PublicURL); err == nil && u.Scheme == "https" {
			return Finding{"tls", Fine, "done by a proxy, as --public-url says", ""}
		}
		return Finding{"tls", Fine, "none: for this machine and networks of one's own", ""}
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return Finding{"tls", Broken, err.Error(), "give a certificate and its key as PEM files by --tls-cert and --tls-key"}
	}
	now, leaf := time.Now(), pair.Leaf
	f := Finding{"tls", Fine, "good until " + leaf.NotAfter.UTC().Format(time.DateOnly), ""}
	host := ""
	if u, err := url.Parse(c.PublicURL); err == nil {
		host = u.Hostname()
	}
	switch {
	case now.After(leaf.NotAfter):
		f = Finding{"tls", Broken, "the certificate ended on " + leaf.NotAfter.UTC().Format(time.DateOnly), "get a new one"}
	case now.Before(leaf.NotBefore):
		f = Finding{"tls", Broken, "the certificate begins on " + leaf.NotBefore.UTC().Format(time.DateOnly), "check this machine's clock"}
	case host != "" && leaf.VerifyHostname(host) != nil:
		f.Status, f.Says, f.Advice = Broken, fmt.Sprintf("the certificate is for %s and not for %s of --public-url", strings.Join(leaf.DNSNames, ", "), host), "get one for that name"
	case now.Add(expiresSoon).After(leaf.NotAfter):
		f.Status, f.Advice = Warning, "get a new one soon, and start the server again"
	}
	return f
}

// files writes, reads and removes a probe in the place for files.
func files(ctx context.Context, c app.Config) Finding {
	if _, err := os.Stat(filepath.Join(c.DataDir, "files")); c.Files == "" && err != nil {
		return Finding{"files", Fine, "there is no folder for them yet: the first start makes it in the data folder", ""}
	}
	ctx, cancel := context.WithTimeout(ctx, 2*patience)
	defer cancel()
	err := probe(ctx, c)
	if err != nil {
		return Finding{"files", Broken, fmt.Sprintf("the place for files does not keep them (%v)", err), "check --files, its credentials and its region"}
	}
	return Finding{"files", Fine, "the place for files keeps and returns them", ""}
}

func probe(ctx context.Context, c app.Config) error {
	store, err := c.OpenFiles(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	const words = "playhouse doctor was here"
	key := fmt.Sprintf("%sdoctor-%d", blob.Exports, time.Now().UnixNano())
	if err := store.Write(ctx, key, strings.NewReader(words)); err != nil {
		return err
	}
	defer func() { _ = store.Delete(context.WithoutCancel(ctx), key) }()
	r, err := store.Open(ctx, key, blob.Range{})
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	if got, err := io.ReadAll(r); err != nil || string(got) != words {
		return fmt.Errorf("%q came back as %q (%w)", words, got, err)
	}
	return nil
}

// nats joins the bus for a moment.
func nats(c app.Config) Finding {
	if c.NATSURL == "" {
		return Finding{"bus", Fine, "none: right for a single server", ""}
	}
	b, err := bus.Dial(c.NATSURL, slog.New(slog.DiscardHandler))
	if err != nil {
		return Finding{"bus", Broken, err.Error(), "start NATS there, or correct NATS_URL"}
	}
	b.Close()
	return Finding{"bus", Fine, "NATS answers", ""}
}
