package uplink

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"connectrpc.com/connect"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

func whoIs(t *testing.T, l *Link) string {
	t.Helper()
	me, err := l.account.known.WhoAmI(t.Context(), &identityv1.WhoAmIRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return me.GetUser().GetId()
}

// A guest is the same one the next time, and nobody else can read why.
func TestAGuestStaysTheSame(t *testing.T) {
	t.Parallel()
	server, home := serve(t), filepath.Join(t.TempDir(), "playhouse")
	first := dial(t, Config{Server: server, Home: home, Name: "Ada"})
	second := dial(t, Config{Server: server + "/", Home: home, Name: "Somebody"})
	if a, b := whoIs(t, first), whoIs(t, second); a != b {
		t.Errorf("first %s, then %s", a, b)
	}
	if name, news, err := second.SignIn(t.Context()); name != "Ada" || news != "" || err != nil {
		t.Errorf("%q, %q, %v", name, news, err)
	}
	files, err := filepath.Glob(filepath.Join(home, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	info, err := os.Stat(files[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	other, err := New(Config{Server: "http://localhost:1", Home: home})
	if err != nil || other.account.file.load() != "" {
		t.Errorf("another server sees the sign-in: %v", err)
	}
}

// Two terminals of one player trade the one refresh token in turns; neither
// signs the other out.
func TestTwoTerminalsShareAGuest(t *testing.T) {
	t.Parallel()
	server, home := serve(t), t.TempDir()
	links := []*Link{dial(t, Config{Server: server, Home: home}), dial(t, Config{Server: server, Home: home})}
	var wait sync.WaitGroup
	for _, l := range links {
		wait.Go(func() {
			for range 5 {
				l.account.mu.Lock()
				token := l.account.access
				l.account.mu.Unlock()
				if err := l.account.renew(t.Context(), token); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if a, b := whoIs(t, links[0]), whoIs(t, links[1]); a != b {
		t.Errorf("%s and %s", a, b)
	}
}

// A token that the server does not take is replaced without a word.
func TestARefusedTokenIsReplaced(t *testing.T) {
	t.Parallel()
	l := dial(t, Config{Server: serve(t)})
	me := whoIs(t, l)
	l.account.access = "nonsense"
	if got := whoIs(t, l); got != me {
		t.Errorf("%s, was %s", got, me)
	}
}

// A token that is about to end is replaced before it is used.
func TestATokenIsReplacedInTime(t *testing.T) {
	t.Parallel()
	l := dial(t, Config{Server: serve(t)})
	old := l.account.file.load()
	if _, err := l.account.bearer(t.Context()); err != nil || l.account.file.load() != old {
		t.Errorf("replaced too early, %v", err)
	}
	l.account.expires = l.account.now().Add(refreshBefore / 2)
	if _, err := l.account.bearer(t.Context()); err != nil || l.account.file.load() == old {
		t.Errorf("not replaced, %v", err)
	}
}

// A guest who was signed out on the server begins anew, and is told so.
func TestASignedOutGuestIsTold(t *testing.T) {
	t.Parallel()
	server, home := serve(t), t.TempDir()
	l := dial(t, Config{Server: server, Home: home})
	me := whoIs(t, l)
	if _, err := l.account.known.SignOut(t.Context(), &identityv1.SignOutRequest{}); err != nil {
		t.Fatal(err)
	}
	if err := l.account.renew(t.Context(), l.account.access); connect.CodeOf(err) != connect.CodeUnauthenticated || !strings.Contains(err.Error(), "start again") {
		t.Errorf("%v", err)
	}
	again, err := New(Config{Server: server, Home: home})
	if err != nil {
		t.Fatal(err)
	}
	if _, news, err := again.SignIn(t.Context()); err != nil || !strings.Contains(news, "new one") || whoIs(t, again) == me {
		t.Errorf("%q, %v", news, err)
	}
}

// A key plays as its account; a wrong one is refused with what to do.
func TestAKeyPlaysAsItsAccount(t *testing.T) {
	t.Parallel()
	server := serve(t)
	owner := dial(t, Config{Server: server, Name: "Ada"})
	key, err := owner.account.known.CreateApiKey(t.Context(), &identityv1.CreateApiKeyRequest{Name: "terminal"})
	if err != nil {
		t.Fatal(err)
	}
	l := dial(t, Config{Server: server, Key: key.GetSecret()})
	if a, b := whoIs(t, owner), whoIs(t, l); a != b {
		t.Errorf("%s plays as %s", a, b)
	}
	if _, err := l.Sessions.MySessions(t.Context(), &sessionv1.MySessionsRequest{}); err != nil {
		t.Error(err)
	}
	wrong, err := New(Config{Server: server, Key: key.GetSecret() + "x"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := wrong.SignIn(t.Context()); err == nil || !strings.Contains(err.Error(), "PLAYHOUSE_KEY") {
		t.Errorf("%v", err)
	}
}

func TestAddressesAreChecked(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "localhost:8080", "ftp://localhost", "http://", "not a url\n"} {
		if _, err := New(Config{Server: bad}); err == nil || !strings.Contains(err.Error(), "--server") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	a, b := &url.URL{Scheme: "http", Host: "x:1"}, &url.URL{Scheme: "https", Host: "x:1"}
	if tokenPath("h", a) == tokenPath("h", b) {
		t.Error("two servers share a file")
	}
}
