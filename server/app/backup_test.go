package app_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/gen/playhouse/baseball/v1/baseballv1connect"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/app"
	"playhouse/server/backup"
	"playhouse/server/postgres/postgrestest"
)

// patron is one who plays everything, on whichever server.
type patron struct {
	token, refresh                           string
	labyrinth, voyage, table, league, ground string
	picture                                  *tabletopv1.Asset
	bytes                                    []byte
}

func (p *patron) auth() connect.ClientOption { return connect.WithInterceptors(bearer(p.token)) }

// plays opens something of every game.
func plays(t *testing.T, a *app.App) *patron {
	t.Helper()
	ctx := t.Context()
	k := newKeeper(t, a, "Ann")
	p := &patron{token: k.token, bytes: floor(t, 300, 200, 7)}
	p.refresh = ok(identityv1connect.NewIdentityServiceClient(http.DefaultClient, a.URL).SignInGuest(ctx, &identityv1.SignInGuestRequest{DisplayName: "Ben"}))(t).GetRefreshToken()
	p.picture = k.add(t, tabletopv1.AssetKind_ASSET_KIND_MAP, "Ground", p.bytes)
	scene := ok(k.importScene(t, lairVTT(t, p.bytes)))(t)
	p.table = ok(k.Create(ctx, &tabletopv1.CreateRequest{CampaignId: k.campaign, SceneId: scene.GetInfo().GetId()}))(t).GetSessionId()
	p.labyrinth = ok(labyrinthv1connect.NewLabyrinthServiceClient(http.DefaultClient, a.URL, p.auth()).Create(ctx, &labyrinthv1.CreateRequest{Seed: "saved"}))(t).GetSessionId()
	c := p.captain(a.URL)
	p.voyage = c.voyage(t, &cosmicv1.CreateRequest{Seed: "saved"})
	c.wait(t, p.voyage, 3)
	c.save(t, p.voyage, 2, "before the wipe")
	leagues := baseballv1connect.NewLeagueServiceClient(http.DefaultClient, a.URL, p.auth())
	p.league = ok(leagues.CreateLeague(ctx, &baseballv1.CreateLeagueRequest{Name: "Sandlot"}))(t).GetLeague().GetId()
	worlds := arenav1connect.NewArenaServiceClient(http.DefaultClient, a.URL, p.auth())
	p.ground = ok(worlds.Create(ctx, &arenav1.CreateRequest{Running: true, BehaviorIds: []string{"builtin/guard"}}))(t).GetSessionId()
	return p
}

func (p *patron) captain(url string) captain { return captainOf(url, p.token) }

// chats says lines at the labyrinth's table until told to stop, and returns how many
// were answered.
func (p *patron) chats(ctx context.Context, url string) <-chan int {
	sessions := sessionv1connect.NewSessionServiceClient(http.DefaultClient, url, p.auth())
	answered := make(chan int, 1)
	go func() {
		n := 0
		for ctx.Err() == nil {
			if _, err := sessions.SendChat(context.WithoutCancel(ctx), &sessionv1.SendChatRequest{SessionId: p.labyrinth, Text: fmt.Sprint("line ", n)}); err == nil {
				n++
			}
		}
		answered <- n
	}()
	return answered
}

// goesOn plays on where everything was left.
func (p *patron) goesOn(t *testing.T, url string) {
	t.Helper()
	ctx := t.Context()
	people := identityv1connect.NewIdentityServiceClient(http.DefaultClient, url)
	if _, err := people.RefreshToken(ctx, &identityv1.RefreshTokenRequest{RefreshToken: p.refresh}); err != nil {
		t.Errorf("another's device is signed out: %v", err)
	}
	sessions := sessionv1connect.NewSessionServiceClient(http.DefaultClient, url, p.auth())
	if _, err := sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: p.labyrinth, Text: "we are back"}); err != nil {
		t.Errorf("labyrinth: %v", err)
	}
	c := p.captain(url)
	turn := c.view(t, p.voyage).GetCaptain().GetTurn()
	if c.wait(t, p.voyage, 1); turn < 3 || c.view(t, p.voyage).GetCaptain().GetTurn() <= turn {
		t.Errorf("the voyage stands still in turn %d", turn)
	}
	if to, _ := c.load(t, 2); c.view(t, to).GetCaptain().GetTurn() != 3 {
		t.Error("the save is another")
	}
	tables := tabletopv1connect.NewTableServiceClient(http.DefaultClient, url, p.auth())
	if r, err := tables.Roll(ctx, &tabletopv1.RollRequest{SessionId: p.table, Notation: "4d6kh3"}); err != nil || r.GetTotal() < 3 {
		t.Errorf("the table: %v, %v", r, err)
	}
	for _, path := range []string{p.picture.GetUrl(), p.picture.GetThumbnailUrl(), p.picture.GetTilesUrl() + "/0/0/0"} {
		answer := ok(http.Get(url + path))(t)
		data := ok(io.ReadAll(answer.Body))(t)
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK || len(data) == 0 {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
	leagues := baseballv1connect.NewLeagueServiceClient(http.DefaultClient, url, p.auth())
	if l, err := leagues.GetLeague(ctx, &baseballv1.GetLeagueRequest{LeagueId: p.league}); err != nil || l.GetLeague().GetName() != "Sandlot" {
		t.Errorf("the league: %v, %v", l, err)
	}
	worlds := arenav1connect.NewArenaServiceClient(http.DefaultClient, url, p.auth())
	if _, err := worlds.Pause(ctx, &arenav1.PauseRequest{SessionId: p.ground}); err != nil {
		t.Errorf("the world: %v", err)
	}
}

// sameTables are what a backup and what it made have by table.
func sameTables(t *testing.T, a, b *backup.Manifest) {
	t.Helper()
	for i, one := range a.Tables {
		if other := b.Tables[i]; one.Name != other.Name || one.Rows != other.Rows || one.Digest != other.Digest {
			t.Errorf("%s: %d rows %s, was %d rows %s", one.Name, other.Rows, other.Digest, one.Rows, one.Digest)
		}
	}
	if a.Files.Part.SHA256 == "" || a.Files.Count != b.Files.Count || a.Files.Count < 3 {
		t.Errorf("%d files, were %d", b.Files.Count, a.Files.Count)
	}
}

// A host with a game of everything is saved while it is played on, wiped, and made
// again: rows are the same, and everything goes on.
func TestAHostIsSavedAndMadeAgain(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	var c app.Config
	a := run(t, func(d *app.Config) { c = *d })
	p := plays(t, a)
	name := filepath.Join(t.TempDir(), "host.zip")
	saved := func(c app.Config, to io.Writer) *backup.Manifest {
		t.Helper()
		h := ok(app.OpenPremises(ctx, c))(t)
		defer h.Close()
		return ok(h.Backup(nil).Export(ctx, to))(t)
	}
	talking, hush := context.WithCancel(ctx)
	answered := p.chats(talking, a.URL)
	file := ok(os.Create(name))(t)
	before := saved(c, file)
	hush()
	if n := <-answered; n == 0 {
		t.Error("nobody said anything while the host was saved")
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	a.Close()

	fresh := app.Config{Listen: "127.0.0.1:0", OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t)}
	h := ok(app.NewPremises(ctx, fresh))(t)
	archive := ok(backup.Open(name))(t)
	defer archive.Close()
	if err := h.Backup(nil).Import(ctx, archive); err != nil {
		t.Fatal(err)
	}
	h.Close()
	sameTables(t, before, saved(fresh, io.Discard))
	b := run(t, func(d *app.Config) { *d = fresh })
	p.goesOn(t, b.URL)
}

// playhouse carries out the binary as people do.
func playhouse(t *testing.T, args ...string) (string, error) {
	t.Helper()
	path := ok(binary())(t)
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), "DATABASE_URL=", "NATS_URL=")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// The same by the command line, with the database that comes along: of a server that
// runs, and of one that does not.
func TestExportAndImportByCommand(t *testing.T) {
	t.Parallel()
	from, to, files := t.TempDir(), t.TempDir(), t.TempDir()
	server := startServer(t, "--listen", "127.0.0.1:0", "--data-dir", from)
	token := signIn(t, server.url, "Ann")
	id := createTable(t, server.url, token)
	live, still := filepath.Join(files, "live.zip"), filepath.Join(files, "still.zip")
	if out, err := playhouse(t, "export", "--data-dir", from, "--out", live); err != nil || !strings.Contains(out, "live.zip: ") {
		t.Fatalf("%v: %s", err, out)
	}
	if out, err := playhouse(t, "import", "--data-dir", from, live); err == nil || !strings.Contains(out, "stop that server") {
		t.Errorf("into a host that runs: %v: %s", err, out)
	}
	if out, err := playhouse(t, "export", "--data-dir", from, "--out", live); err == nil || !strings.Contains(out, "is there already") {
		t.Errorf("over another file: %v: %s", err, out)
	}
	_ = server.kill(syscall.SIGTERM)
	if out, err := playhouse(t, "export", "--data-dir", from, "--out", still); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if out, err := playhouse(t, "import", "--data-dir", from, still); err == nil || !strings.Contains(out, "not empty") {
		t.Errorf("into a host that is lived in: %v: %s", err, out)
	}
	if out, err := playhouse(t, "export", "--data-dir", to, "--out", filepath.Join(files, "none.zip")); err == nil || !strings.Contains(out, "no database in") {
		t.Errorf("of no host: %v: %s", err, out)
	}
	if out, err := playhouse(t, "import", "--check", live); err != nil || !strings.Contains(out, "is whole") {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := playhouse(t, "import", "--data-dir", to, live); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	again := startServer(t, "--listen", "127.0.0.1:0", "--data-dir", to)
	defer func() { _ = again.kill(syscall.SIGTERM) }()
	g := labyrinthv1connect.NewLabyrinthServiceClient(http.DefaultClient, again.url, connect.WithInterceptors(bearer(token)))
	if r, err := g.GetView(t.Context(), &labyrinthv1.GetViewRequest{SessionId: id}); err != nil || r.GetRoom().GetSessionId() != id {
		t.Errorf("the table is gone: %v, %v", r, err)
	}
	if left, _ := filepath.Glob(filepath.Join(files, ".*")); len(left) > 0 {
		t.Errorf("drafts are left: %v", left)
	}
}
