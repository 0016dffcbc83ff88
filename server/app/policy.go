package app

import (
	"fmt"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// imageSources are the places that pages may show pictures from besides this
// server: printed cards of baseball lie elsewhere. Each entry is HOST, HOST:PORT or
// *.DOMAIN, reached over TLS, or http://HOST:PORT for a network of one's own. What
// is no such name stops the start: a word with a semicolon would end the policy.
//
// The server does not fetch the pictures itself: it would call wherever a card says,
// from inside its own network.
func imageSources(entries []string) (sources []string, err error) {
	for _, entry := range entries {
		source, ok := imageSource(strings.TrimSpace(entry))
		if !ok {
			return nil, fmt.Errorf("--image-hosts %q is not a host: use cards.example, cards.example:8443, *.cards.example or http://HOST:PORT, divided by commas", entry)
		}
		if !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	return sources, nil
}

// hostName is a name of at least two labels, or localhost; a star may stand for the
// first of three or more.
var hostName = regexp.MustCompile(`^(localhost|(\*\.([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+|([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+)[a-z0-9]([a-z0-9-]*[a-z0-9])?)$`)

func imageSource(entry string) (source string, ok bool) {
	scheme, place, found := strings.Cut(strings.ToLower(entry), "://")
	if !found {
		scheme, place = "https", scheme
	}
	host, port := place, ""
	if strings.Contains(place, ":") {
		if host, port, ok = splitPort(place); !ok {
			return "", false
		}
	}
	if scheme != "https" && scheme != "http" || !hostName.MatchString(host) {
		return "", false
	}
	return scheme + "://" + host + port, true
}

func splitPort(place string) (host, port string, ok bool) {
	host, port, err := net.SplitHostPort(place)
	if err != nil || strings.Contains(host, ":") {
		return "", "", false
	}
	n, err := strconv.Atoi(port)
	return host, ":" + strconv.Itoa(n), err == nil && n > 0 && n < 1<<16
}

// contentPolicy is what pages may load and from where.
func contentPolicy(images []string) string {
	more := ""
	if len(images) > 0 {
		more = " " + strings.Join(images, " ")
	}
	return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
		"img-src 'self' data: blob:" + more + "; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; " +
		"form-action 'self'; frame-ancestors 'none'"
}
