package rpc

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/behavior"
	"playhouse/server/bus"
	"playhouse/server/games/arena"
	"playhouse/server/session"
	"playhouse/server/worldconfig"
	"playhouse/server/worlds/keeper"
	"playhouse/server/worlds/lab"
)

// proving is a forge with worlds.
type proving struct {
	*forge

	address string
}

// configsOf are configurations as worlds ask for them.
type configsOf struct{ *worldconfig.Configs }

func (c configsOf) Config(ctx context.Context, id string) (*arenav1.Config, error) {
	read, err := c.Read(ctx, id)
	return read.GetConfig(), err
}

func newProving(t *testing.T) *proving {
	t.Helper()
	p := &proving{forge: newForge(t)}
	quiet := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	host := session.NewHost(p.runtime, "arena", arena.Game{})
	worlds := keeper.New(keeper.Config{Host: host, Leases: p.store, Checkpoints: p.store, Air: &bus.Local{}, Logger: quiet, Node: "test"})
	configs := configsOf{&worldconfig.Configs{Store: p.store, Complete: arena.Complete, Now: p.clock.now}}
	var house []string
	for _, b := range p.desk.Gate.House {
		house = append(house, b.Key())
	}
	edge := must(NewEdge(p.people, quiet, silent{}, true))(t)
	mux := http.NewServeMux()
	desk := ArenaDesk{
		Runtime: p.runtime, Host: host, Keeper: worlds, Behaviors: p.desk, Configs: configs,
		Lab: lab.New(lab.Lab{Behaviors: p.desk, Config: configs.Config, Rungs: p.store, House: house}),
	}
	if err := edge.Mount(mux, Arena(desk, edge.Options()...)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mux)
	p.address = server.URL
	t.Cleanup(func() {
		worlds.Stop()
		server.CloseClientConnections()
		server.Close()
		worlds.Close()
	})
	return p
}

// general is somebody with worlds.
type general struct {
	arenav1connect.ArenaServiceClient
	*smith
}

func (p *proving) general(t *testing.T, name string) *general {
	t.Helper()
	return p.arm(p.smith(t, name))
}

// arm gives a smith worlds.
func (p *proving) arm(s *smith) *general {
	c := http.DefaultClient
	if s.token != "" {
		c = &http.Client{Transport: bearer{token: s.token, next: http.DefaultTransport}}
	}
	return &general{ArenaServiceClient: arenav1connect.NewArenaServiceClient(c, p.address), smith: s}
}

// reader is somebody with a key that may only read.
func (p *proving) reader(t *testing.T, g *general) *general {
	t.Helper()
	key := must(g.CreateApiKey(t.Context(), &identityv1.CreateApiKeyRequest{Name: "eye", Scope: identityv1.ApiKeyScope_API_KEY_SCOPE_READ}))(t).GetSecret()
	player := p.as(key)
	player.id = g.id
	return p.arm(p.equip(player, &http.Client{Transport: bearer{token: key, next: http.DefaultTransport}}))
}

// field is a world of two players and a spectator, and a team without a player.
type field struct {
	id, own                  string // the session, and a public behaviour of the guest's
	host, guest, spectator   *general
	stranger, nobody, reader *general
}

func (p *proving) field(t *testing.T) field {
	t.Helper()
	f := field{host: p.general(t, "Ann"), guest: p.general(t, "Ben"), spectator: p.general(t, "Cat"), stranger: p.general(t, "Dan"), nobody: p.arm(p.outsider())}
	f.reader = p.reader(t, f.host)
	return f
}

// plays makes the field's world anew: private, with everybody on their place.
func (f *field) plays(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	f.id = must(f.host.Create(ctx, &arenav1.CreateRequest{
		Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE, Config: &arenav1.Config{Teams: new(int32(3)), Seed: "field"},
	}))(t).GetSessionId()
	invite := must(f.host.sessions.CreateInvite(ctx, &sessionv1.CreateInviteRequest{SessionId: f.id}))(t).GetInvite()
	must(f.guest.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: f.id, Invite: invite}))(t)
	must(f.spectator.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: f.id, Invite: invite, Role: sessionv1.Role_ROLE_SPECTATOR}))(t)
	// Somebody owns it when there is something to be seen.
	if err := firstOf(f.host.WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: f.id})); err != nil {
		t.Fatal(err)
	}
}

// at is the version of the field's world, as its host sees it, when its owner has
// taken all orders: that, too, is written down.
func (f *field) at(t *testing.T) int32 {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		v := must(f.host.GetView(t.Context(), &arenav1.GetViewRequest{SessionId: f.id}))(t)
		if v.GetView().GetWaiting() == 0 {
			return v.GetVersion()
		}
		if time.Now().After(end) {
			t.Fatal("nobody takes the orders")
		}
	}
}

// publishes gives the guest a behaviour that may be entered.
func (f *field) publishes(t *testing.T) {
	t.Helper()
	f.own = f.guest.makes(t, "still", behavior.Public).GetId()
}
