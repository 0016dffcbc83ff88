package uplink

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"connectrpc.com/connect"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
)

// refreshBefore is how long before its end an access token is traded.
const refreshBefore = time.Minute

// errSignedOut is what a guest hears whose refresh token is no longer good.
var errSignedOut = connect.NewError(connect.CodeUnauthenticated, errors.New("signed out on the server; start again to play as a new guest"))

// account holds the tokens of one player. The access token never leaves memory.
type account struct {
	identity identityv1connect.IdentityServiceClient // calls without a token
	known    identityv1connect.IdentityServiceClient // calls with it
	key      string
	name     string
	file     tokenFile
	now      func() time.Time

	mu      sync.Mutex
	access  string
	expires time.Time
}

// grant is what sign-in and refresh answer alike.
type grant interface {
	GetAccessToken() string
	GetRefreshToken() string
	GetExpiresInSeconds() int32
	GetUser() *identityv1.User
}

func (a *account) signIn(ctx context.Context) (name, news string, err error) {
	if a.key != "" {
		return a.checkKey(ctx)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	unlock, err := a.file.lock(ctx)
	if err != nil {
		return "", "", err
	}
	defer unlock()
	g, err := a.trade(ctx)
	if errors.Is(err, errSignedOut) {
		if a.file.load() != "" {
			news = "The guest account of this machine is signed out; this is a new one."
		}
		g, err = a.newGuest(ctx)
	}
	if err != nil {
		return "", "", err
	}
	return g.GetUser().GetDisplayName(), news, nil
}

func (a *account) checkKey(ctx context.Context) (name, news string, err error) {
	me, err := a.known.WhoAmI(ctx, &identityv1.WhoAmIRequest{})
	if connect.CodeOf(err) == connect.CodeUnauthenticated {
		return "", "", errors.New("the API key is not valid on this server: make one in the page's settings and pass it by --key or PLAYHOUSE_KEY")
	}
	return me.GetUser().GetDisplayName(), "", err
}

// bearer is a token that is good for at least a while.
func (a *account) bearer(ctx context.Context) (string, error) {
	if a.key != "" {
		return a.key, nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.access != "" && a.now().Before(a.expires.Add(-refreshBefore)) {
		return a.access, nil
	}
	err := a.refresh(ctx)
	if err != nil && a.access != "" && a.now().Before(a.expires) {
		return a.access, nil // it may still be good
	}
	return a.access, err
}

// renew replaces a token that the server refused. It trades once however many
// callers hold the same one.
func (a *account) renew(ctx context.Context, refused string) error {
	if a.key != "" {
		return connect.NewError(connect.CodeUnauthenticated, errors.New("the API key is no longer valid"))
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.access != refused {
		return nil
	}
	return a.refresh(ctx)
}

func (a *account) refresh(ctx context.Context) error {
	unlock, err := a.file.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	_, err = a.trade(ctx)
	return err
}

// trade turns the kept refresh token into a new pair.
func (a *account) trade(ctx context.Context) (grant, error) {
	token := a.file.load()
	if token == "" {
		return nil, errSignedOut
	}
	g, err := a.identity.RefreshToken(ctx, &identityv1.RefreshTokenRequest{RefreshToken: token})
	if connect.CodeOf(err) == connect.CodeUnauthenticated {
		return nil, errSignedOut
	}
	if err != nil {
		return nil, err
	}
	return g, a.take(g)
}

func (a *account) newGuest(ctx context.Context) (grant, error) {
	g, err := a.identity.SignInGuest(ctx, &identityv1.SignInGuestRequest{DisplayName: guestName(a.name)})
	if err != nil {
		return nil, err
	}
	return g, a.take(g)
}

func (a *account) take(g grant) error {
	if err := a.file.save(g.GetRefreshToken()); err != nil {
		return fmt.Errorf("keep the sign-in: %w", err)
	}
	a.access = g.GetAccessToken()
	a.expires = a.now().Add(time.Duration(g.GetExpiresInSeconds()) * time.Second)
	return nil
}

// guestName is a name the server takes: 1 to 40 characters.
func guestName(name string) string {
	const most = 40
	runes := []rune(strings.TrimSpace(name))
	if len(runes) == 0 {
		return "Captain"
	}
	return string(runes[:min(len(runes), most)])
}
