package app

import (
	"errors"
	"fmt"
	"strings"

	"playhouse/server/llm"
	"playhouse/server/provider"
	"playhouse/server/rpc"
)

// SignIn is where people can sign in besides as guests.
type SignIn struct {
	// DiscordID is the client id of an application at Discord; none by default.
	DiscordID     string
	DiscordSecret llm.Secret
	// OIDC are OpenID Connect providers as provider.ParseSettings reads them.
	OIDC []string
	// Secrets are theirs, by provider.Setting's Variable. One without a secret is
	// asked as a public client: PKCE alone proves who trades the code.
	Secrets map[string]llm.Secret
}

// DiscordVariable is where Discord's secret is in the environment.
const DiscordVariable = "PLAYHOUSE_DISCORD_SECRET"

// check finds settings that could only fail at the first sign-in. public is how
// people reach the page: providers send them back there, and to no other place.
func (s SignIn) check(public string) error {
	settings, err := provider.ParseSettings(s.OIDC)
	if err != nil {
		return err
	}
	if (s.DiscordID == "") != (s.DiscordSecret == "") {
		return errors.New("--discord-id and " + DiscordVariable + " in the environment go together: give both or none")
	}
	if strings.Trim(s.DiscordID, "0123456789") != "" {
		return fmt.Errorf("--discord-id %q is not a client id of Discord: it has digits only, see https://discord.com/developers/applications", s.DiscordID)
	}
	known := map[string]bool{}
	for _, one := range settings {
		known[one.Variable()] = true
	}
	for variable := range s.Secrets {
		if !known[variable] {
			return fmt.Errorf("the environment has %s, but --oidc names no such provider: give both or neither", variable)
		}
	}
	if public == "" && (s.DiscordID != "" || len(settings) > 0) {
		return errors.New("providers send people back to the page's own address: give it with --public-url, and register it there with /auth/discord/callback or /auth/oidc/NAME/callback behind")
	}
	return nil
}

// providers are those of the settings, which are checked.
func (c *Config) providers() ([]provider.Provider, error) {
	settings, err := provider.ParseSettings(c.SignIn.OIDC)
	if err != nil {
		return nil, err
	}
	base := strings.TrimRight(c.PublicURL, "/")
	client := func(id, secret, at string) provider.Client {
		return provider.Client{ID: id, Secret: secret, Redirect: base + rpc.CallbackPath(at)}
	}
	var all []provider.Provider
	if id := c.SignIn.DiscordID; id != "" {
		all = append(all, provider.NewDiscord(client(id, string(c.SignIn.DiscordSecret), "discord")))
	}
	for _, s := range settings {
		secret := c.SignIn.Secrets[s.Variable()]
		all = append(all, provider.NewOIDC(s.Name, s.Issuer, client(s.Client, string(secret), "oidc/"+s.Name)))
	}
	return all, nil
}
