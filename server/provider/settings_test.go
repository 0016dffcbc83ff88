package provider

import (
	"slices"
	"strings"
	"testing"
)

func TestSettingsAreRead(t *testing.T) {
	t.Parallel()
	got, err := ParseSettings([]string{"keycloak=https://id.example/realms/a,play house; local-2=http://127.0.0.1:9000,x", "other=https://o.example/,y"})
	want := []Setting{
		{"keycloak", "https://id.example/realms/a", "play house"}, {"local-2", "http://127.0.0.1:9000", "x"}, {"other", "https://o.example/", "y"},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if v := got[1].Variable(); v != "PLAYHOUSE_OIDC_LOCAL_2_SECRET" || !SecretVariable.MatchString(v) {
		t.Error(v)
	}
}

// Each says what is wrong and what to write instead.
func TestBadSettingsAreRefused(t *testing.T) {
	t.Parallel()
	for text, word := range map[string]string{
		"nonsense":                                    "client id",
		"=https://id.example,x":                       "name",
		"Key Cloak=https://id.example,x":              "name",
		"a/b=https://id.example,x":                    "name",
		"a=https://id.example":                        "client id",
		"a=,x":                                        "issuer",
		"a=id.example,x":                              "issuer",
		"a=http://id.example,x":                       "http only on this machine",
		"a=https://user:password@id.example,x":        "issuer",
		"a=https://id.example?x=1,x":                  "issuer",
		"a=ftp://id.example,x":                        "issuer",
		"a=https://discord.com,x":                     "--discord-id",
		"a=https://x.example,x;a=https://y.test,x":    "twice",
		"a=https://x.example,x;b=https://x.example,x": "twice",
	} {
		if _, err := ParseSettings([]string{text}); err == nil || !strings.Contains(err.Error(), "--oidc") || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
