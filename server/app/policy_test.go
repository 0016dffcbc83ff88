package app_test

import (
	"net/http"
	"strings"
	"testing"

	"playhouse/server/app"
)

// imageDirective is where pages may load pictures from, as an answer says.
func imageDirective(t *testing.T, a *app.App) string {
	t.Helper()
	answer, _ := get(t, http.DefaultClient, http.MethodGet, a.URL+"/", nil)
	for directive := range strings.SplitSeq(answer.Header.Get("Content-Security-Policy"), "; ") {
		if strings.HasPrefix(directive, "img-src ") {
			return directive
		}
	}
	t.Fatal("the policy says nothing about pictures")
	return ""
}

func TestPicturesComeFromThisServerUnlessAnOperatorNamesOthers(t *testing.T) {
	t.Parallel()
	const own = "img-src 'self' data: blob:"
	if got := imageDirective(t, run(t, nil)); got != own {
		t.Errorf("without a setting: %s", got)
	}
	a := run(t, func(c *app.Config) {
		c.ImageHosts = []string{"Cards.Example", " *.prints.example:8443", "http://127.0.0.1:8099", "cards.example"}
	})
	if got := imageDirective(t, a); got != own+" https://cards.example https://*.prints.example:8443 http://127.0.0.1:8099" {
		t.Errorf("with hosts: %s", got)
	}
}

func TestImageHostsThatAreNoHostsStopTheStart(t *testing.T) {
	t.Parallel()
	for _, entry := range []string{
		"", "*", "https:", "*.example", "cards", "cards.example/png", "cards.example; script-src *", "cards.example 'unsafe-inline'",
		"ftp://cards.example", "data:", "cards.example:0", "cards.example:99999", "cards.example:x", "-a.example", "a..example", "[::1]:80", "https://https://cards.example",
	} {
		c := app.Config{Listen: "127.0.0.1:0", DataDir: t.TempDir(), ImageHosts: []string{entry}}
		if err := c.Check(); err == nil || !strings.Contains(err.Error(), "--image-hosts") {
			t.Errorf("%q: %v", entry, err)
		}
	}
}
