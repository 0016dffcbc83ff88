package rpc

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/campaign"
)

// lounge is a study with live tables, where a standing is looked up every time.
type lounge struct {
	*study
	group

	url string
}

func newLounge(t *testing.T) *lounge {
	t.Helper()
	return loungeWith(t, 20*time.Millisecond)
}

// loungeWith has tables where a standing holds for a while.
func loungeWith(t *testing.T, standsFor time.Duration) *lounge {
	t.Helper()
	l := &lounge{study: newStudy(t)}
	edge, err := NewEdge(l.people, slog.New(slog.DiscardHandler), silent{}, true)
	if err != nil {
		t.Fatal(err)
	}
	service, err := Tables(TableDesk{
		Runtime: l.runtime, Gate: campaign.Gate{Roles: l.store}, Scenes: l.prepared, Tables: l.store, Assets: l.library, Members: l.members, StandsFor: standsFor,
	}, edge.Options()...)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	if err := edge.Mount(mux, service); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	l.url, l.group = server.URL, l.study.group(t)
	return l
}

func (l *lounge) tables(p *person) tabletopv1connect.TableServiceClient {
	return tabletopv1connect.NewTableServiceClient(&http.Client{Transport: bearer{token: p.token, next: http.DefaultTransport}}, l.url)
}

// opened is a table where the player sits.
func (l *lounge) opened(t *testing.T) string {
	t.Helper()
	scene := must(l.gm.scenes.CreateScene(t.Context(), &tabletopv1.CreateSceneRequest{CampaignId: l.id, Name: "Inn"}))(t).GetInfo()
	id := must(l.tables(l.gm).Create(t.Context(), &tabletopv1.CreateRequest{CampaignId: l.id, SceneId: scene.GetId()}))(t).GetSessionId()
	must(l.tables(l.player).Enter(t.Context(), &tabletopv1.EnterRequest{SessionId: id}))(t)
	return id
}

// Who is sent away from the campaign is sent away from its tables: the stream ends,
// and nothing can be done there any more.
func TestWhoIsSentAwayLeavesTheTable(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx, id := t.Context(), l.opened(t)
	stream := must(l.tables(l.player).Watch(ctx, &tabletopv1.WatchRequest{SessionId: id}))(t)
	if !stream.Receive() || stream.Msg().GetView().GetRole() != tabletopv1.TableRole_TABLE_ROLE_PLAYER {
		t.Fatalf("the player watches %v", stream.Msg())
	}
	must(l.gm.RemoveMember(ctx, &tabletopv1.RemoveMemberRequest{CampaignId: l.id, UserId: l.player.id}))(t)
	ended := make(chan error)
	go func() {
		for stream.Receive() {
		}
		ended <- stream.Err()
	}()
	select {
	case err := <-ended:
		if connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("the stream ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the stream goes on")
	}
	_, err := l.tables(l.player).Say(ctx, &tabletopv1.SayRequest{SessionId: id, Text: "still here"})
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("who was sent away speaks: %v", err)
	}
	if seats := must(l.tables(l.gm).GetView(ctx, &tabletopv1.GetViewRequest{SessionId: id}))(t).GetView().GetSeats(); len(seats) != 1 {
		t.Errorf("at the table are %v", seats)
	}
}

// Who is no game master any more acts as none.
func TestAPlaceFollowsTheCampaign(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx, id := t.Context(), l.opened(t)
	change := func(role campaign.Role) {
		t.Helper()
		must(l.gm.SetMemberRole(ctx, &tabletopv1.SetMemberRoleRequest{CampaignId: l.id, UserId: l.player.id, Role: role}))(t)
		time.Sleep(30 * time.Millisecond)
	}
	display := func() error {
		_, err := l.tables(l.player).ChangeDisplay(ctx, &tabletopv1.ChangeDisplayRequest{SessionId: id, Display: &tabletopv1.Display{Blank: true}})
		return err
	}
	if err := display(); connect.CodeOf(err) != connect.CodePermissionDenied {
		t.Errorf("a player: %v", err)
	}
	change(campaign.GM)
	if err := display(); err != nil {
		t.Errorf("made game master: %v", err)
	}
	change(campaign.Player)
	if err := display(); connect.CodeOf(err) != connect.CodePermissionDenied {
		t.Errorf("a player again: %v", err)
	}
	change(campaign.Spectator)
	if err := display(); connect.CodeOf(err) != connect.CodePermissionDenied {
		t.Errorf("a spectator: %v", err)
	}
	room := must(l.tables(l.player).GetView(ctx, &tabletopv1.GetViewRequest{SessionId: id}))(t).GetRoom()
	if got := memberIn(room, uuid.MustParse(l.player.id)).GetSeat(); got != 0 {
		t.Errorf("a spectator sits on seat %d", got)
	}
}

// Ids are those of the first answer when a command is repeated; what is used for
// something else is refused.
func TestRepeatedCommandsAreAnsweredAlike(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx, id := t.Context(), l.opened(t)
	put := &tabletopv1.PutElementsRequest{SessionId: id, CommandId: "one", Elements: []*tabletopv1.Element{
		{Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{Name: "Rat", Size: 1, At: &tabletopv1.Point{X: 3, Y: 3}}}},
	}}
	first := must(l.tables(l.gm).PutElements(ctx, put))(t)
	again := must(l.tables(l.gm).PutElements(ctx, put))(t)
	if len(first.GetIds()) != 1 || again.GetIds()[0] != first.GetIds()[0] || again.GetVersion() != first.GetVersion() {
		t.Errorf("%v, then %v", first, again)
	}
	fight := &tabletopv1.AddCombatantsRequest{SessionId: id, CommandId: "two", Combatants: []*tabletopv1.NewCombatant{{Name: "Rat", Count: 3, HitDice: "1d4"}}}
	if joined, same := must(l.tables(l.gm).AddCombatants(ctx, fight))(t), must(l.tables(l.gm).AddCombatants(ctx, fight))(t); len(joined.GetIds()) != 3 || same.GetVersion() != joined.GetVersion() {
		t.Errorf("%v, then %v", joined, same)
	}
	put.Elements[0].GetToken().Name = "Cat"
	if _, err := l.tables(l.gm).PutElements(ctx, put); connect.CodeOf(err) != connect.CodeAlreadyExists {
		t.Errorf("an id that was used: %v", err)
	}
}

// What the schema forbids never reaches the rules; large commands do.
func TestTablesTakeWhatIsSound(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx, id := t.Context(), l.opened(t)
	token := func(size float64) *tabletopv1.Element {
		return &tabletopv1.Element{Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{Name: strings.Repeat("x", 80), Size: size, At: &tabletopv1.Point{X: 3, Y: 3}}}}
	}
	many := func(n int) (list []*tabletopv1.Element) {
		for range n {
			list = append(list, token(1))
		}
		return list
	}
	put := func(list ...*tabletopv1.Element) error {
		_, err := l.tables(l.gm).PutElements(ctx, &tabletopv1.PutElementsRequest{SessionId: id, Elements: list})
		return err
	}
	for name, err := range map[string]error{"a giant": put(token(7)), "a mite": put(token(0.1)), "none": put(), "501": put(many(501)...)} {
		if connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := put(many(500)...); err != nil {
		t.Errorf("500 at once: %v", err)
	}
	_, err := l.tables(l.gm).OpenScene(ctx, &tabletopv1.OpenSceneRequest{SessionId: id, SceneId: uuid.NewString()})
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("a scene that is not there: %v", err)
	}
	got := must(l.tables(l.player).MeasurePath(ctx, &tabletopv1.MeasurePathRequest{SessionId: id, Points: []*tabletopv1.Point{{X: 1, Y: 1}, {X: 3, Y: 3}}}))(t)
	if got.GetEqual() != 10 || got.GetAlternating() != 15 {
		t.Errorf("measured %v", got)
	}
	history := must(l.player.sessions.GetHistory(ctx, &sessionv1.GetHistoryRequest{SessionId: id}))(t).GetEntries()
	for _, e := range history {
		if strings.Contains(e.GetNarration(), "Inn") {
			t.Errorf("the scene's name is in a player's history: %v", e)
		}
	}
	if len(history) < 5 {
		t.Errorf("history: %v", history)
	}
}

// A table that its game masters have left is in nobody's hands: a player alone at it
// neither ends it nor opens it to strangers. A game master who comes back has it.
func TestAPlayerNeverHostsATable(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx, id := t.Context(), l.opened(t)
	must(l.gm.sessions.LeaveSession(ctx, &sessionv1.LeaveSessionRequest{SessionId: id}))(t)
	room := must(l.player.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id}))(t).GetRoom()
	if room.GetHostUserId() != "" {
		t.Errorf("the table is in the hands of %s", room.GetHostUserId())
	}
	if _, err := l.player.sessions.DeleteSession(ctx, &sessionv1.DeleteSessionRequest{SessionId: id}); connect.CodeOf(err) != connect.CodePermissionDenied {
		t.Errorf("a player ends the table: %v", err)
	}
	must(l.tables(l.gm).Enter(ctx, &tabletopv1.EnterRequest{SessionId: id}))(t)
	room = must(l.gm.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id}))(t).GetRoom()
	if room.GetHostUserId() != l.gm.id {
		t.Errorf("the game master came back and the table is in the hands of %q", room.GetHostUserId())
	}
}

// The list of campaigns leads to their tables.
func TestCampaignsAreListedWithTheirTables(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	id := l.opened(t)
	all := must(l.player.ListCampaigns(t.Context(), &tabletopv1.ListCampaignsRequest{}))(t).GetCampaigns()
	if len(all) != 1 || len(all[0].GetTableIds()) != 1 || all[0].GetTableIds()[0] != id {
		t.Errorf("the player's campaigns are %v", all)
	}
}
