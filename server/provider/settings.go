package provider

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
)

// Setting is an OpenID Connect provider as its host wrote it down.
type Setting struct {
	Name   string // 1 to 30 letters a to z, digits and hyphens
	Issuer string
	Client string // the client id that the provider gave
}

// Variable is where the provider's secret is in the environment.
func (s Setting) Variable() string {
	return "PLAYHOUSE_OIDC_" + strings.ToUpper(strings.ReplaceAll(s.Name, "-", "_")) + "_SECRET"
}

// SecretVariable matches the names of Variable.
var SecretVariable = regexp.MustCompile(`^PLAYHOUSE_OIDC_[A-Z0-9_]+_SECRET$`)

var settingName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$`)

// ParseSettings reads NAME=ISSUER,CLIENT ID; several in one text are divided by
// semicolons. The issuer must be reached over TLS, unless it is on this machine.
func ParseSettings(texts []string) ([]Setting, error) {
	var all []Setting
	seen := map[string]bool{}
	for text := range strings.SplitSeq(strings.Join(texts, ";"), ";") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		s, err := parseSetting(text)
		if err != nil {
			return nil, err
		}
		if seen[s.Variable()] || seen[s.Issuer] {
			return nil, fmt.Errorf("--oidc names %s or its issuer twice: each provider has one name, and each name one provider", s.Name)
		}
		seen[s.Variable()], seen[s.Issuer] = true, true
		all = append(all, s)
	}
	return all, nil
}

func parseSetting(text string) (Setting, error) {
	name, rest, _ := strings.Cut(text, "=")
	issuer, client, _ := strings.Cut(rest, ",")
	s := Setting{Name: strings.TrimSpace(name), Issuer: strings.TrimSpace(issuer), Client: strings.TrimSpace(client)}
	switch {
	case !settingName.MatchString(s.Name):
		return s, fmt.Errorf("--oidc %q has no good name: use NAME=ISSUER,CLIENT ID with a name of 1 to 30 letters a to z, digits and hyphens", text)
	case s.Client == "":
		return s, fmt.Errorf("--oidc %q has no client id: use NAME=ISSUER,CLIENT ID", text)
	case !isIssuer(s.Issuer):
		return s, fmt.Errorf("--oidc %q has no good issuer: use its URL exactly as the provider writes it, https://HOST/PATH (http only on this machine), without ? and #", text)
	case s.Issuer == discordIssuer:
		return s, fmt.Errorf("--oidc %q is Discord: use --discord-id", text)
	}
	return s, nil
}

func isIssuer(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || strings.ContainsAny(text, "?#") {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || (ip != nil && ip.IsLoopback())
	return u.Scheme == "https" || u.Scheme == "http" && local
}
