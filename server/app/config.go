package app

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"playhouse/server/llm"
)

// Config is what a server is made of. The zero value of a field means its
// default, as `playhouse serve --help` tells.
type Config struct {
	// Listen is the address of page and API.
	Listen string
	// OpsListen is the address of metrics and profiles; "off" for none.
	OpsListen string
	// DataDir holds the embedded database and the logs.
	DataDir string
	// DatabaseURL names a Postgres to use instead of the embedded one.
	DatabaseURL string
	// NATSURL names the NATS servers that join this server with others on the
	// same database.
	NATSURL string
	// PostgresBin is a folder with postgres and initdb.
	PostgresBin string
	// Content is a folder with CSV files instead of the embedded content, one
	// folder a game.
	Content string
	// Files is the URL of a place for the files of campaigns, as gocloud.dev/blob has
	// it; a folder below DataDir if empty.
	Files string
	// CampaignQuota is how many bytes of files a campaign has; 5 GiB if 0.
	CampaignQuota int64
	// PublicURL is how people reach the page; cookies are for TLS only when it
	// begins with https.
	PublicURL string
	// Origins are other origins whose pages may call the API.
	Origins []string
	// ImageHosts are other hosts whose pictures pages may show, as imageSources has
	// them; none by default.
	ImageHosts []string
	// LLM is the language model that helps with behaviours; none by default.
	LLM llm.Settings
	// LLMQuota is how many wishes and questions a user has a day;
	// assistant.QuotaDefault if 0.
	LLMQuota int32
	// Worlds is how much of this server the worlds of arena may take.
	Worlds Worlds
	// SignIn is where people can sign in besides as guests.
	SignIn SignIn
	// TrustedProxies are networks whose X-Forwarded-For is believed.
	TrustedProxies []string
	// TLSCert and TLSKey are files; both or none.
	TLSCert, TLSKey string
	// LogLevel is what the terminal shows.
	LogLevel slog.Level
	// Unlimited switches rate limits off: for benchmarks on one's own machine.
	Unlimited bool
	// BotPause is how long bots think.
	BotPause time.Duration
	// AbsentAfter is how long a player may be disconnected in a lobby before
	// their readiness is taken back; 30 s if 0.
	AbsentAfter time.Duration
}

// defaultDataDir is where data goes when nobody says.
func defaultDataDir() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "playhouse"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("there is no home folder to keep data in: say where with --data-dir FOLDER")
	}
	return filepath.Join(home, ".local", "share", "playhouse"), nil
}

// Check fills in defaults, and finds settings that contradict each other or
// cannot work.
func (c *Config) Check() error {
	if err := c.checkPlaces(); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return fmt.Errorf("--listen %q is not an address: use HOST:PORT or :PORT, for example :8080", c.Listen)
	}
	if err := c.checkTLS(); err != nil {
		return err
	}
	if _, err := proxies(c.TrustedProxies); err != nil {
		return err
	}
	if _, err := imageSources(c.ImageHosts); err != nil {
		return err
	}
	if err := c.LLM.Check(); err != nil {
		return err
	}
	if err := c.SignIn.check(c.PublicURL); err != nil {
		return err
	}
	if err := c.Worlds.check(); err != nil {
		return err
	}
	if c.LLMQuota < 0 {
		return fmt.Errorf("--llm-quota %d is negative: use a number of wishes and questions a day", c.LLMQuota)
	}
	if c.BotPause < 0 {
		return fmt.Errorf("--bot-pause %v is negative: use 0 for none", c.BotPause)
	}
	if c.AbsentAfter < 0 {
		return fmt.Errorf("--absent-after %v is negative: use a time, for example 30s", c.AbsentAfter)
	}
	if c.NATSURL != "" && c.DatabaseURL == "" {
		return errors.New("NATS_URL joins servers that share a database, but DATABASE_URL names none: give both or neither")
	}
	if c.CampaignQuota < 0 {
		return fmt.Errorf("--campaign-quota %d is negative: use a number of bytes", c.CampaignQuota)
	}
	if c.PublicURL != "" {
		if u, err := url.Parse(c.PublicURL); err != nil || u.Host == "" {
			return fmt.Errorf("--public-url %q is not a URL: use https://HOST", c.PublicURL)
		}
	}
	if c.Content != "" {
		if info, err := os.Stat(c.Content); err != nil || !info.IsDir() {
			return fmt.Errorf("--content %q is not a folder: it holds one folder of CSV files a game", c.Content)
		}
	}
	return nil
}

// checkPlaces is Check for where data lies.
func (c *Config) checkPlaces() error {
	if c.DataDir == "" {
		dir, err := defaultDataDir()
		if err != nil {
			return err
		}
		c.DataDir = dir
	}
	if c.DatabaseURL != "" && c.PostgresBin != "" {
		return errors.New("--postgres-bin is for the embedded database, but DATABASE_URL names another: give one of them")
	}
	if u, err := url.Parse(c.Files); c.Files != "" && (err != nil || !slices.Contains([]string{"file", "s3", "mem"}, u.Scheme)) {
		return fmt.Errorf("--files %q is not the URL of a place for files: use file:///FOLDER or s3://BUCKET?region=REGION", c.Files)
	}
	return nil
}

// checkTLS loads the pair once: a wrong one must stop the start, and not the
// first caller.
func (c *Config) checkTLS() error {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key go together: give both or none")
	}
	if c.TLSCert == "" {
		return nil
	}
	if _, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey); err != nil {
		return fmt.Errorf("--tls-cert and --tls-key must name a certificate and its key as PEM files: %w", err)
	}
	return nil
}

// secure is true when people reach the page over TLS.
func (c *Config) secure() bool {
	u, err := url.Parse(c.PublicURL)
	return c.TLSCert != "" || (err == nil && u.Scheme == "https")
}
