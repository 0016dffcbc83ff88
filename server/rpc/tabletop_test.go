package rpc

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/archive"
	"playhouse/server/bestiary"
	"playhouse/server/blob"
	"playhouse/server/bus"
	"playhouse/server/campaign"
	"playhouse/server/exchange"
	"playhouse/server/library"
	"playhouse/server/postgres/postgrestest"
)

// study is a house where campaigns are kept, and what time it is there.
type study struct {
	*house

	tabletop string
	clock    *clock
	files    files

	prepared *campaign.Scenes
	members  *campaign.Members
	library  *library.Library
	blobs    *blob.Store
	folder   string // of the blobs
}

// files are uploads that are complete, by id.
type files map[string]string

func (f files) ReadUpload(_ context.Context, _ campaign.Membership, u bestiary.Upload) ([]byte, error) {
	text, ok := f[u.ID]
	if !ok || u.Kind != tabletopv1.AssetKind_ASSET_KIND_CREATURES {
		return nil, campaign.Missing("upload")
	}
	return []byte(text), nil
}

type clock struct{ ahead time.Duration }

func (c *clock) now() time.Time { return time.Now().Add(c.ahead).Truncate(time.Millisecond) }

func newStudy(t *testing.T) *study {
	t.Helper()
	h := newHouse(t, postgrestest.URL(t), &bus.Local{})
	s := &study{house: h, clock: &clock{}}
	gate := campaign.Gate{Roles: h.store}
	all := &campaign.Campaigns{Gate: gate, Store: h.store, Tables: h.store, Forget: h.runtime.Forget, Now: s.clock.now}
	s.openLibrary(t, gate)
	var jobs sync.WaitGroup
	t.Cleanup(jobs.Wait)
	s.members = &campaign.Members{Campaigns: all, Members: h.store, Invitations: h.store}
	desk := CampaignDesk{
		Campaigns: all,
		Members:   s.members,
		Notes:     &campaign.Notes{Gate: gate, Store: h.store, Now: s.clock.now},
		Archives: &archive.Archives{
			Gate: gate, Campaigns: all, Store: h.store, Files: s.library, Logger: slog.New(slog.DiscardHandler), Now: s.clock.now, Most: 1 << 30,
			Go: func(work func(context.Context)) { jobs.Go(func() { work(t.Context()) }) },
		},
	}
	s.prepared = &campaign.Scenes{
		Gate: gate, Store: h.store, Folders: h.store, Now: s.clock.now,
		Thumbnail: func(_ context.Context, in, asset string) string { return "/small/" + in + "/" + asset },
	}
	edge, err := NewEdge(h.people, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})), silent{}, true)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	s.files = files{}
	stable := &bestiary.Creatures{Gate: gate, Store: h.store, Uploads: s.files, House: []*tabletopv1.Creature{
		{Id: "house-mule", Name: "Mule", Type: "beast", Challenge: 0.125, Experience: 25, BuiltIn: true},
		{Id: "house-wisp", Name: "Wisp", Type: "undead", Challenge: 2, Experience: 450, BuiltIn: true},
	}}
	services := []Service{
		Campaigns(desk, edge.Options()...), Scenes(s.prepared, &exchange.Scenes{Gate: gate, Scenes: s.prepared, Files: s.library, Spool: s.library.Blobs.NewSpool, PictureMost: 1 << 20}, edge.Options()...),
		Bestiary(stable, &bestiary.Taverns{Gate: gate, Store: h.store}, edge.Options()...),
	}
	services = append(services, Libraries(s.library, edge.Options()...))
	if err := edge.Mount(mux, services...); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	s.tabletop = server.URL
	return s
}

// person is somebody with clients of tabletop's services.
type person struct {
	tabletopv1connect.CampaignServiceClient

	scenes   tabletopv1connect.SceneServiceClient
	bestiary tabletopv1connect.BestiaryServiceClient
	library  tabletopv1connect.LibraryServiceClient
	*player
}

func (s *study) person(t *testing.T, name string) *person {
	t.Helper()
	p := s.guest(t, name)
	return s.with(p, &http.Client{Transport: bearer{token: p.token, next: http.DefaultTransport}})
}

// nobody has no account.
func (s *study) nobody() *person { return s.with(&player{id: uuid.NewString()}, http.DefaultClient) }

func (s *study) with(p *player, c *http.Client) *person {
	return &person{
		CampaignServiceClient: tabletopv1connect.NewCampaignServiceClient(c, s.tabletop),
		scenes:                tabletopv1connect.NewSceneServiceClient(c, s.tabletop),
		bestiary:              tabletopv1connect.NewBestiaryServiceClient(c, s.tabletop),
		library:               tabletopv1connect.NewLibraryServiceClient(c, s.tabletop),
		player:                p,
	}
}

// group is a campaign with one of each.
type group struct {
	id                              string
	gm, player, spectator, stranger *person
}

func (s *study) group(t *testing.T) group {
	t.Helper()
	g := group{gm: s.person(t, "Ann"), player: s.person(t, "Ben"), spectator: s.person(t, "Cat"), stranger: s.person(t, "Dan")}
	g.found(t)
	return g
}

// found makes the group a campaign of its own.
func (g *group) found(t *testing.T) {
	t.Helper()
	g.id = must(g.gm.CreateCampaign(t.Context(), &tabletopv1.CreateCampaignRequest{Name: "The Salt Road"}))(t).GetCampaign().GetId()
	g.joins(t, g.player, campaign.Player)
	g.joins(t, g.spectator, campaign.Spectator)
}

func (g group) joins(t *testing.T, p *person, role campaign.Role) {
	t.Helper()
	must(p.AcceptInvitation(t.Context(), &tabletopv1.AcceptInvitationRequest{Token: g.invite(t, role, 1)}))(t)
}

func (g group) invite(t *testing.T, role campaign.Role, uses int32) string {
	t.Helper()
	return must(g.gm.CreateInvitation(t.Context(), &tabletopv1.CreateInvitationRequest{CampaignId: g.id, Role: role, Uses: uses}))(t).GetToken()
}

func (g group) read(t *testing.T, p *person) *tabletopv1.Campaign {
	t.Helper()
	return must(p.GetCampaign(t.Context(), &tabletopv1.GetCampaignRequest{CampaignId: g.id}))(t).GetCampaign()
}

// both calls twice at the same time and returns the errors.
func both(a, b func() error) (first, second error) {
	done := make(chan error)
	go func() { done <- a() }()
	second = b()
	return <-done, second
}

// wantOneOf checks that one of two came through and the other was too late.
func wantOneOf(t *testing.T, a, b error, code connect.Code) {
	t.Helper()
	if a != nil {
		a, b = b, a
	}
	if a != nil || connect.CodeOf(b) != code {
		t.Errorf("of two at once: %v and %v; want one through, the other %v", a, b, code)
	}
}
