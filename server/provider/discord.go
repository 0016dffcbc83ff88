package provider

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"
)

// discordIssuer is Discord's name for itself.
const discordIssuer = "https://discord.com"

// Discord asks Discord. Its addresses are those of
// https://discord.com/.well-known/oauth-authorization-server; the key of a user is
// the snowflake, for names change.
type Discord struct {
	client Client
	site   string // discordIssuer but in tests
	http   *http.Client
}

var _ Provider = (*Discord)(nil)

// NewDiscord makes the provider.
func NewDiscord(client Client) *Discord {
	return &Discord{client: client, site: discordIssuer, http: newClient(patience)}
}

// ID is "discord".
func (*Discord) ID() string { return "discord" }

// Name is Discord.
func (*Discord) Name() string { return "Discord" }

// Issuer is https://discord.com.
func (*Discord) Issuer() string { return discordIssuer }

func (d *Discord) flow() *oauth2.Config {
	return &oauth2.Config{
		ClientID: d.client.ID, ClientSecret: d.client.Secret, RedirectURL: d.client.Redirect, Scopes: []string{"identify"},
		Endpoint: oauth2.Endpoint{
			AuthURL: d.site + "/oauth2/authorize", TokenURL: d.site + "/api/oauth2/token", AuthStyle: oauth2.AuthStyleInParams,
		},
	}
}

// Authorize is where the browser goes.
func (d *Discord) Authorize(_ context.Context, c Challenge) (string, error) {
	return d.flow().AuthCodeURL(c.State, oauth2.S256ChallengeOption(c.Verifier)), nil
}

// Prove trades the code for an access token, reads the user and gives the token
// back.
func (d *Discord) Prove(ctx context.Context, a Answer) (Proof, error) {
	if a.Issuer != "" && a.Issuer != discordIssuer {
		return Proof{}, untrusted("the code came from another issuer")
	}
	ctx, cancel := context.WithTimeout(with(ctx, d.http), d.http.Timeout)
	defer cancel()
	token, err := d.flow().Exchange(ctx, a.Code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Proof{}, fault("code", err)
	}
	defer d.revoke(ctx, token.AccessToken)
	return d.user(ctx, token)
}

func (d *Discord) user(ctx context.Context, token *oauth2.Token) (Proof, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, d.site+"/api/v10/users/@me", http.NoBody)
	if err != nil {
		return Proof{}, untrusted("user: no address")
	}
	r.Header.Set("Authorization", "Bearer "+token.AccessToken)
	answer, err := d.http.Do(r)
	if err != nil {
		return Proof{}, fault("user", err)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode >= http.StatusInternalServerError:
		return Proof{}, unreachable("user: status " + answer.Status)
	case answer.StatusCode != http.StatusOK:
		return Proof{}, untrusted("user: status " + answer.Status)
	}
	var u struct {
		ID       string `json:"id"`
		Username string `json:"username"`
		Shown    string `json:"global_name"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&u); err != nil {
		return Proof{}, untrusted("user: the answer cannot be read")
	}
	return proof(discordIssuer, u.ID, u.Shown, u.Username)
}

// revoke makes the token useless; should that fail, it runs out by itself.
func (d *Discord) revoke(ctx context.Context, token string) {
	form := url.Values{"token": {token}, "client_id": {d.client.ID}, "client_secret": {d.client.Secret}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, d.site+"/api/oauth2/token/revoke", strings.NewReader(form.Encode()))
	if err != nil {
		return
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if answer, err := d.http.Do(r); err == nil {
		_ = answer.Body.Close()
	}
}
