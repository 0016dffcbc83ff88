package rpc

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	"playhouse/server/identity"
	"playhouse/server/provider"
	"playhouse/server/session"
)

// Accounts is what the IdentityService is made of.
type Accounts struct {
	Identity *identity.Service
	// Secure says that the page is reached over TLS: cookies are for it only.
	Secure bool
	// Providers are where one can sign in besides as a guest, in the order they are
	// shown in.
	Providers []provider.Provider
	Logger    *slog.Logger
}

// accounts is the IdentityService.
type accounts struct {
	identity  *identity.Service
	secure    bool
	providers []provider.Provider
}

var _ identityv1connect.IdentityServiceHandler = accounts{}

// Identity makes the IdentityService, with the ways to the providers and back.
func Identity(from Accounts, o ...connect.HandlerOption) Service {
	a := accounts{identity: from.Identity, secure: from.Secure, providers: from.Providers}
	path, handler := identityv1connect.NewIdentityServiceHandler(a, o...)
	service := Mount(path, handler, map[string]Rule{
		"SignInGuest":       {Anyone, SignIn},
		"RefreshToken":      {Anyone, Refresh},
		"WhoAmI":            {SignedIn, Read},
		"SignOut":           {Device, Command},
		"SignOutEverywhere": {Device, Command},
		"UpdateProfile":     {Device, Command},
		"UpdateSettings":    {Device, Command},
		"CreateApiKey":      {Device, Make},
		"ListApiKeys":       {SignedIn, Read},
		"RevokeApiKey":      {Device, Command},
		"ListDevices":       {SignedIn, Read},
		"ListProviders":     {Anyone, Read},
		"ListIdentities":    {SignedIn, Read},
		"UnlinkIdentity":    {Device, Command},
	})
	for _, p := range from.Providers {
		service.Resources = append(service.Resources, gate{accounts: a, provider: p, logger: from.Logger}.resources()...)
	}
	return service
}

const (
	deviceNameMost = 120 // characters

	cookiePlain  = "playhouse"
	cookieSecure = "__Host-playhouse"
)

func (a accounts) SignInGuest(ctx context.Context, r *identityv1.SignInGuestRequest) (*identityv1.SignInGuestResponse, error) {
	u, t, err := a.identity.SignInGuest(ctx, r.GetDisplayName(), deviceName(requestHeader(ctx).Get("User-Agent")))
	if err != nil {
		return nil, err
	}
	return &identityv1.SignInGuestResponse{
		AccessToken: t.Access, RefreshToken: a.hand(ctx, t.Refresh), ExpiresInSeconds: int32(t.Expires.Seconds()), User: u.Message(),
	}, nil
}

// deviceName is what a browser calls itself, as text that can be kept.
func deviceName(agent string) string {
	name := []rune(strings.ToValidUTF8(agent, ""))
	return string(name[:min(len(name), deviceNameMost)])
}

func (a accounts) RefreshToken(ctx context.Context, r *identityv1.RefreshTokenRequest) (*identityv1.RefreshTokenResponse, error) {
	token := r.GetRefreshToken()
	if token == "" {
		token = cookieOf(requestHeader(ctx), a.cookieName())
	}
	u, t, err := a.identity.Refresh(ctx, token)
	if err != nil {
		return nil, err
	}
	return &identityv1.RefreshTokenResponse{
		AccessToken: t.Access, RefreshToken: a.hand(ctx, t.Refresh), ExpiresInSeconds: int32(t.Expires.Seconds()), User: u.Message(),
	}, nil
}

// hand gives the refresh token to the caller: to a page as a cookie that its
// scripts cannot read, to a program in the answer. Only browsers send Origin.
func (a accounts) hand(ctx context.Context, refresh string) string {
	if requestHeader(ctx).Get("Origin") == "" {
		return refresh
	}
	a.setCookie(ctx, refresh, int(identity.RefreshLifetime.Seconds()))
	return ""
}

func (a accounts) cookieName() string {
	if a.secure {
		return cookieSecure
	}
	return cookiePlain
}

// cookieOf is what a cookie holds, if the call has it.
func cookieOf(header http.Header, name string) string {
	request := http.Request{Header: header}
	c, err := request.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

func (a accounts) setCookie(ctx context.Context, value string, maxAge int) {
	if info, ok := connect.CallInfoForHandlerContext(ctx); ok {
		info.ResponseHeader().Add("Set-Cookie", a.refreshCookie(value, maxAge).String())
	}
}

// refreshCookie holds a refresh token; it is for this site's own requests only.
func (a accounts) refreshCookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: a.cookieName(), Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true, Secure: a.secure, SameSite: http.SameSiteStrictMode}
}

func requestHeader(ctx context.Context) http.Header {
	info, ok := connect.CallInfoForHandlerContext(ctx)
	if !ok {
		return http.Header{}
	}
	return info.RequestHeader()
}

func (a accounts) WhoAmI(ctx context.Context, _ *identityv1.WhoAmIRequest) (*identityv1.WhoAmIResponse, error) {
	u, err := a.identity.User(ctx, credentialOf(ctx).User)
	return &identityv1.WhoAmIResponse{User: u.Message()}, err
}

func (a accounts) SignOut(ctx context.Context, _ *identityv1.SignOutRequest) (*identityv1.SignOutResponse, error) {
	a.setCookie(ctx, "", -1)
	return &identityv1.SignOutResponse{}, a.identity.SignOut(ctx, credentialOf(ctx).Credential)
}

func (a accounts) SignOutEverywhere(ctx context.Context, _ *identityv1.SignOutEverywhereRequest) (*identityv1.SignOutEverywhereResponse, error) {
	a.setCookie(ctx, "", -1)
	n, err := a.identity.SignOutEverywhere(ctx, credentialOf(ctx).User)
	return &identityv1.SignOutEverywhereResponse{Devices: int32(n)}, err
}

func (a accounts) UpdateProfile(ctx context.Context, r *identityv1.UpdateProfileRequest) (*identityv1.UpdateProfileResponse, error) {
	u, err := a.identity.UpdateUser(ctx, credentialOf(ctx).User, r.GetEtag(), func(u *identity.User) { u.Name = r.GetDisplayName() })
	return &identityv1.UpdateProfileResponse{User: u.Message()}, err
}

func (a accounts) UpdateSettings(ctx context.Context, r *identityv1.UpdateSettingsRequest) (*identityv1.UpdateSettingsResponse, error) {
	u, err := a.identity.UpdateUser(ctx, credentialOf(ctx).User, r.GetEtag(), func(u *identity.User) { u.Settings = r.GetSettings() })
	return &identityv1.UpdateSettingsResponse{User: u.Message()}, err
}

func (a accounts) CreateApiKey(ctx context.Context, r *identityv1.CreateApiKeyRequest) (*identityv1.CreateApiKeyResponse, error) {
	k, secret, err := a.identity.CreateKey(ctx, credentialOf(ctx).User, r.GetName(), r.GetScope())
	return &identityv1.CreateApiKeyResponse{Secret: secret, Key: keyMessage(k)}, err
}

func keyMessage(k identity.Key) *identityv1.ApiKey {
	return &identityv1.ApiKey{
		Id: k.ID.String(), Name: k.Name, Scope: k.Scope, CreatedAt: identity.Timestamp(k.Created), LastUsedAt: identity.Timestamp(k.LastUsed),
	}
}

func (a accounts) ListApiKeys(ctx context.Context, _ *identityv1.ListApiKeysRequest) (*identityv1.ListApiKeysResponse, error) {
	keys, err := a.identity.Keys(ctx, credentialOf(ctx).User)
	answer := &identityv1.ListApiKeysResponse{}
	for _, k := range keys {
		answer.Keys = append(answer.Keys, keyMessage(k))
	}
	return answer, err
}

func (a accounts) RevokeApiKey(ctx context.Context, r *identityv1.RevokeApiKeyRequest) (*identityv1.RevokeApiKeyResponse, error) {
	id, err := uuid.Parse(r.GetId())
	if err != nil {
		return nil, session.Invalid("id", "must be a key's id")
	}
	return &identityv1.RevokeApiKeyResponse{}, a.identity.RevokeKey(ctx, credentialOf(ctx).User, id)
}

func (a accounts) ListDevices(ctx context.Context, _ *identityv1.ListDevicesRequest) (*identityv1.ListDevicesResponse, error) {
	c := credentialOf(ctx)
	devices, err := a.identity.Devices(ctx, c.User)
	answer := &identityv1.ListDevicesResponse{}
	for _, d := range devices {
		answer.Devices = append(answer.Devices, &identityv1.Device{
			Id: d.ID.String(), Name: d.Name, CreatedAt: identity.Timestamp(d.Created),
			LastSeenAt: identity.Timestamp(d.Rotated), Current: d.ID == c.Credential,
		})
	}
	return answer, err
}
