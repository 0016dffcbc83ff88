package app_test

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"

	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/app"
	"playhouse/server/campaign"
	"playhouse/server/delta"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/session"
)

// wiretap keeps every byte that a client is sent.
type wiretap struct {
	mu   sync.Mutex
	sent bytes.Buffer
}

func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		answer.Body = tapped{ReadCloser: answer.Body, tap: w}
	}
	return answer, err
}

type tapped struct {
	io.ReadCloser

	tap *wiretap
}

func (t tapped) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	t.tap.mu.Lock()
	defer t.tap.mu.Unlock()
	t.tap.sent.Write(p[:n])
	return n, err
}

// holds tells whether some words came over the wire.
func (w *wiretap) holds(words string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return bytes.Contains(w.sent.Bytes(), []byte(words))
}

// gamer is one who is signed in, with clients that are listened to.
type gamer struct {
	tabletopv1connect.TableServiceClient

	sessions    sessionv1connect.SessionServiceClient
	user, token string
	ctx         context.Context //nolint:containedctx // as the campaign's packages know the caller
	tap         *wiretap
}

func newGamer(t testing.TB, url, name string) *gamer {
	t.Helper()
	r, err := identityv1connect.NewIdentityServiceClient(http.DefaultClient, url).SignInGuest(t.Context(), &identityv1.SignInGuestRequest{DisplayName: name})
	if err != nil {
		t.Fatal(err)
	}
	g := &gamer{user: r.GetUser().GetId(), token: r.GetAccessToken(), tap: &wiretap{}}
	g.ctx = session.WithCaller(t.Context(), session.Caller{User: session.UserID(g.user), Name: name})
	g.connect(url)
	return g
}

// connect makes clients of a server; nothing is compressed, so that the bytes can
// be searched.
func (g *gamer) connect(url string) {
	client := &http.Client{Transport: g.tap}
	options := connect.WithClientOptions(connect.WithInterceptors(bearer(g.token)), connect.WithAcceptCompression("gzip", nil, nil))
	g.TableServiceClient = tabletopv1connect.NewTableServiceClient(client, url, options)
	g.sessions = sessionv1connect.NewSessionServiceClient(client, url, options)
}

func (g *gamer) look(t *testing.T, id string) *tabletopv1.View {
	t.Helper()
	r, err := g.GetView(t.Context(), &tabletopv1.GetViewRequest{SessionId: id})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetView()
}

func (g *gamer) move(t *testing.T, id, token string, x, y float64) error {
	t.Helper()
	_, err := g.MoveTokens(t.Context(), &tabletopv1.MoveTokensRequest{SessionId: id, Moves: []*tabletopv1.TokenMove{
		{ElementId: token, Path: []*tabletopv1.Point{{X: x, Y: y}}},
	}})
	return err
}

// screen is what somebody's stream has brought.
type screen struct {
	mu      sync.Mutex
	view    *tabletopv1.View
	signals []string
}

func (g *gamer) watch(t *testing.T, r *tabletopv1.WatchRequest) *screen {
	t.Helper()
	stream, err := g.Watch(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	w := &screen{view: &tabletopv1.View{}}
	go func() {
		for stream.Receive() {
			w.take(t, stream.Msg())
		}
	}()
	return w
}

func (w *screen) take(t *testing.T, m *tabletopv1.WatchResponse) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case m.GetSnapshot():
		w.view = m.GetView()
	case m.GetView() != nil || len(m.GetChanged()) > 0:
		patch := m.GetView()
		if patch == nil {
			patch = &tabletopv1.View{}
		}
		if err := delta.Apply(w.view, patch, m.GetChanged()); err != nil {
			t.Error(err)
		}
	}
	for _, s := range m.GetSignals() {
		w.signals = append(w.signals, s.GetKind())
	}
}

// until waits for something to be seen.
func (w *screen) until(t *testing.T, what string, seen func(*tabletopv1.View, []string) bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		w.mu.Lock()
		ok := seen(w.view, w.signals)
		w.mu.Unlock()
		if ok {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s was not seen: %v", what, w.view)
		}
	}
}

// desk is the campaign's packages on a running server's store.
type desk struct {
	campaigns *campaign.Campaigns
	members   *campaign.Members
	scenes    *campaign.Scenes
}

func deskOf(a *app.App) desk {
	gate := campaign.Gate{Roles: a.Store}
	all := &campaign.Campaigns{Gate: gate, Store: a.Store, Now: time.Now}
	return desk{
		campaigns: all, members: &campaign.Members{Campaigns: all, Members: a.Store, Invitations: a.Store},
		scenes: &campaign.Scenes{Gate: gate, Store: a.Store, Folders: a.Store, Now: time.Now},
	}
}

// What no player may ever read.
const (
	lurker = "Zarathax"
	boss   = "Morgrim"
)

// dungeon is two rooms with a door between them.
func dungeon(ann, ben string) *tabletopv1.Scene {
	at := func(x, y float64) *tabletopv1.Point { return &tabletopv1.Point{X: x, Y: y} }
	token := func(name string, x, y float64, owners ...string) *tabletopv1.Element {
		k := &tabletopv1.Token{Name: name, At: at(x, y), Size: 1, Hp: 20, MaxHp: 20, OwnerIds: owners}
		if len(owners) > 0 {
			k.Vision, k.NameShown = &tabletopv1.Vision{}, true
		}
		return &tabletopv1.Element{Kind: &tabletopv1.Element_Token{Token: k}}
	}
	wall := func(ends ...*tabletopv1.Point) *tabletopv1.Element {
		return &tabletopv1.Element{Kind: &tabletopv1.Element_Wall{Wall: &tabletopv1.Wall{Points: ends}}}
	}
	hidden := token(lurker, 4.5, 4.5)
	hidden.Hidden = true
	return &tabletopv1.Scene{
		Width: 20, Height: 10, NextId: 1, Atmosphere: &tabletopv1.Atmosphere{Fog: true},
		Grid: &tabletopv1.Grid{Kind: tabletopv1.GridKind_GRID_KIND_SQUARE, Feet: 5, Snap: true},
		Elements: map[string]*tabletopv1.Element{
			"w1": wall(at(10, 0), at(10, 4)), "w2": wall(at(10, 6), at(10, 10)),
			"d": {Kind: &tabletopv1.Element_Door{Door: &tabletopv1.Door{From: at(10, 4), To: at(10, 6)}}},
			"a": token("Asha", 2.5, 2.5, ann), "b": token("Bram", 2.5, 7.5, ben), "o": token(boss, 15.5, 5.5), "h": hidden,
		},
	}
}

// evening is a game master and two players at a table in the dungeon.
type evening struct {
	app                       *app.App
	desk                      desk
	gwen, ann, ben, cid, zoe  *gamer
	campaign, scene, etag, id string
}

func newEvening(t *testing.T, database string) *evening {
	t.Helper()
	e := &evening{app: run(t, func(c *app.Config) { c.DatabaseURL = database })}
	url := e.app.URL
	e.gwen, e.ann, e.ben, e.cid, e.zoe = newGamer(t, url, "Gwen"), newGamer(t, url, "Ann"), newGamer(t, url, "Ben"), newGamer(t, url, "Cid"), newGamer(t, url, "Zoe")
	e.desk = deskOf(e.app)
	c, err := e.desk.campaigns.Create(e.gwen.ctx, &tabletopv1.CreateCampaignRequest{Name: "Below"})
	if err != nil {
		t.Fatal(err)
	}
	e.campaign = c.GetId()
	for g, role := range map[*gamer]campaign.Role{e.ann: campaign.Player, e.ben: campaign.Player, e.cid: campaign.Spectator} {
		_, token, err := e.desk.members.Invite(e.gwen.ctx, &tabletopv1.CreateInvitationRequest{CampaignId: e.campaign, Role: role})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.desk.members.Accept(g.ctx, token); err != nil {
			t.Fatal(err)
		}
	}
	info, err := e.desk.scenes.Create(e.gwen.ctx, &tabletopv1.CreateSceneRequest{CampaignId: e.campaign, Name: lurker + "'s lair", Scene: dungeon(e.ann.user, e.ben.user)})
	if err != nil {
		t.Fatal(err)
	}
	e.scene, e.etag = info.GetId(), info.GetEtag()
	created, err := e.gwen.Create(t.Context(), &tabletopv1.CreateRequest{CampaignId: e.campaign, SceneId: e.scene, Title: "Tonight"})
	if err != nil {
		t.Fatal(err)
	}
	e.id = created.GetSessionId()
	e.enter(t, e.ann, e.ben)
	return e
}

func (e *evening) enter(t *testing.T, all ...*gamer) {
	t.Helper()
	for _, g := range all {
		for range 2 { // twice is the same as once
			if _, err := g.Enter(t.Context(), &tabletopv1.EnterRequest{SessionId: e.id}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func (e *evening) door(t *testing.T, state tabletopv1.DoorState) {
	t.Helper()
	if _, err := e.gwen.SetDoor(t.Context(), &tabletopv1.SetDoorRequest{SessionId: e.id, ElementId: "d", State: state}); err != nil {
		t.Fatal(err)
	}
}

func elements(v *tabletopv1.View) string {
	return strings.Join(slices.Sorted(maps.Keys(v.GetElements())), " ")
}

func drag(t testing.TB, element string, x, y float64) []byte {
	t.Helper()
	raw, err := proto.Marshal(&tabletopv1.Gesture{ElementId: element, Points: []*tabletopv1.Point{{X: x, Y: y}}})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// An evening at the table: what each sees, live, and nothing else on the wire.
func TestAnEveningAtTheTable(t *testing.T) {
	t.Parallel()
	e := newEvening(t, postgrestest.URL(t))
	ctx := t.Context()
	live := e.ann.watch(t, &tabletopv1.WatchRequest{SessionId: e.id})
	live.until(t, "the room", func(v *tabletopv1.View, _ []string) bool { return elements(v) == "a b d" })
	if got := elements(e.gwen.look(t, e.id)); got != "a b d h o w1 w2" {
		t.Errorf("the game master sees %s", got)
	}

	// Walls stand; the door opens, and the room appears.
	if err := e.ann.move(t, e.id, "a", 12.5, 2.5); connect.CodeOf(err) != connect.CodeFailedPrecondition || reason(err) != "wall_in_the_way" {
		t.Errorf("through the wall: %v", err)
	}
	if err := e.ann.move(t, e.id, "a", 9.5, 5.5); err != nil {
		t.Fatal(err)
	}
	if _, err := e.ann.SetDoor(ctx, &tabletopv1.SetDoorRequest{SessionId: e.id, ElementId: "d", State: tabletopv1.DoorState_DOOR_STATE_OPEN}); err != nil {
		t.Fatal(err)
	}
	live.until(t, "the ogre", func(v *tabletopv1.View, _ []string) bool { return elements(v) == "a b d o" })
	if got := elements(e.ben.look(t, e.id)); got != "a b d" {
		t.Errorf("Ben sees %s", got)
	}

	// What is hidden is not seen dragged; a ping is seen.
	for _, s := range []*sessionv1.SendSignalRequest{
		{SessionId: e.id, Kind: "drag", Data: drag(t, "h", 5, 5)}, {SessionId: e.id, Kind: "ping", Data: drag(t, "", 5, 5)},
	} {
		if _, err := e.gwen.sessions.SendSignal(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	live.until(t, "the ping", func(_ *tabletopv1.View, signals []string) bool { return slices.Contains(signals, "ping") })
	live.until(t, "no drag", func(_ *tabletopv1.View, signals []string) bool { return !slices.Contains(signals, "drag") })

	e.undo(t)
	e.music(t)
	e.talk(t)
	for _, secret := range []string{lurker, boss} {
		if e.ann.tap.holds(secret) || e.ben.tap.holds(secret) || e.cid.tap.holds(secret) {
			t.Errorf("%s was on a player's wire", secret)
		}
		if !e.gwen.tap.holds(secret) {
			t.Errorf("%s was not even on the game master's wire: is it searched?", secret)
		}
	}
}

// undo: everybody's own, unless somebody else has changed it since.
func (e *evening) undo(t *testing.T) {
	t.Helper()
	if err := e.ben.move(t, e.id, "b", 4.5, 7.5); err != nil {
		t.Fatal(err)
	}
	if _, err := e.ann.Undo(t.Context(), &tabletopv1.UndoRequest{SessionId: e.id}); err != nil { // the door
		t.Fatal(err)
	}
	v := e.gwen.look(t, e.id)
	if v.GetElements()["d"].GetDoor().GetState() == tabletopv1.DoorState_DOOR_STATE_OPEN || v.GetElements()["b"].GetToken().GetAt().GetX() != 4.5 {
		t.Errorf("Ann's undo: %v", v)
	}
	if err := e.gwen.move(t, e.id, "a", 8.5, 5.5); err != nil {
		t.Fatal(err)
	}
	if _, err := e.ann.Undo(t.Context(), &tabletopv1.UndoRequest{SessionId: e.id}); reason(err) != "changed_since" {
		t.Errorf("Ann takes back what is not hers any more: %v", err)
	}
	if _, err := e.ann.PutElements(t.Context(), &tabletopv1.PutElementsRequest{SessionId: e.id, Elements: []*tabletopv1.Element{
		{Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{Size: 1, At: &tabletopv1.Point{X: 1, Y: 1}}}},
	}}); connect.CodeOf(err) != connect.CodePermissionDenied || reason(err) != "not_gm" {
		t.Errorf("Ann puts a token: %v", err)
	}
}

// music reaches one who comes late, with when it began.
func (e *evening) music(t *testing.T) {
	t.Helper()
	k := &keeper{gamer: e.gwen, url: e.app.URL, campaign: e.campaign}
	k.library = tabletopv1connect.NewLibraryServiceClient(http.DefaultClient, e.app.URL, connect.WithInterceptors(bearer(k.token)))
	tune := k.add(t, tabletopv1.AssetKind_ASSET_KIND_AUDIO, "tune.wav", hum(time.Second)).GetId()
	none := &tabletopv1.Channel{Id: "music", AssetIds: []string{"0193bc6a-0000-7000-8000-00000000000a"}, Playing: true}
	if _, err := e.gwen.ChangeAudio(t.Context(), &tabletopv1.ChangeAudioRequest{SessionId: e.id, Channel: none}); reason(err) != "no_such_asset" {
		t.Errorf("music that is not there: %v", err)
	}
	before := time.Now()
	_, err := e.gwen.ChangeAudio(t.Context(), &tabletopv1.ChangeAudioRequest{SessionId: e.id, Channel: &tabletopv1.Channel{
		Id: "music", AssetIds: []string{tune}, Playing: true, Volume: 1, StartMs: 1500,
	}})
	if err != nil {
		t.Fatal(err)
	}
	after := time.Now()
	e.enter(t, e.cid)
	v := e.cid.look(t, e.id)
	c := v.GetChannels()["music"]
	if at := c.GetStartedAt().AsTime(); at.Before(before.Truncate(time.Millisecond)) || at.After(after) || c.GetStartMs() != 1500 || !c.GetPlaying() {
		t.Errorf("the late one hears %v, changed from %v to %v", c, before, after)
	}
	if v.GetRole() != tabletopv1.TableRole_TABLE_ROLE_SPECTATOR || elements(v) != "a b d" {
		t.Errorf("a spectator is %v and sees %s", v.GetRole(), elements(v))
	}
	if _, err := e.cid.Say(t.Context(), &tabletopv1.SayRequest{SessionId: e.id, Text: "boo"}); connect.CodeOf(err) != connect.CodePermissionDenied {
		t.Errorf("a spectator speaks: %v", err)
	}
}

// talk: whispers reach their readers, rolls are repeated by their command id, and
// both are read in pages.
func (e *evening) talk(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	roll := &tabletopv1.RollRequest{SessionId: e.id, CommandId: "r1", Notation: "4d6kh3", Label: "luck"}
	first, err := e.ann.Roll(ctx, roll)
	if err != nil || len(first.GetDice()) != 4 {
		t.Fatalf("%v, %v", first, err)
	}
	again, err := e.ann.Roll(ctx, roll)
	if err != nil || !proto.Equal(first, again) {
		t.Errorf("a repeated roll is %v, %v", again, err)
	}
	blind, err := e.ann.Roll(ctx, &tabletopv1.RollRequest{SessionId: e.id, Notation: "d20", Visibility: tabletopv1.RollVisibility_ROLL_VISIBILITY_BLIND})
	if err != nil || len(blind.GetDice()) > 0 || blind.GetTotal() != 0 || blind.GetText() != "" {
		t.Errorf("a blind roll tells %v, %v", blind, err)
	}
	for _, s := range []*tabletopv1.SayRequest{{Text: "hello"}, {Text: "for Ben alone", ToUserIds: []string{e.ben.user}}} {
		s.SessionId = e.id
		if _, err := e.ann.Say(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	for g, want := range map[*gamer]string{
		e.ann: "for Ben alone|hello||4d6kh3", e.ben: "for Ben alone|hello|4d6kh3", e.gwen: "hello|d20|4d6kh3", e.cid: "hello|4d6kh3",
	} {
		var lines []string
		for token := ""; ; {
			page, err := g.ListTalk(ctx, &tabletopv1.ListTalkRequest{SessionId: e.id, PageSize: 1, PageToken: token})
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range page.GetLines() {
				text, _, _ := strings.Cut(line.GetText(), ":")
				lines = append(lines, text)
			}
			if token = page.GetNextPageToken(); token == "" {
				break
			}
		}
		if got := strings.Join(lines, "|"); got != want {
			t.Errorf("%s reads %q, not %q", g.user, got, want)
		}
	}
}

// What was explored is in the saved scene, and in the table's log.
func TestFogSurvivesSavingAndARestart(t *testing.T) {
	t.Parallel()
	database := postgrestest.URL(t)
	e := newEvening(t, database)
	ctx := t.Context()
	e.door(t, tabletopv1.DoorState_DOOR_STATE_OPEN)
	if err := e.ann.move(t, e.id, "a", 9.5, 5.5); err != nil {
		t.Fatal(err)
	}
	before := e.ann.look(t, e.id)
	if !e.gwen.look(t, e.id).GetUnsaved() {
		t.Error("nothing is unsaved")
	}
	saved, err := e.gwen.SaveScene(ctx, &tabletopv1.SaveSceneRequest{SessionId: e.id})
	if err != nil || e.gwen.look(t, e.id).GetUnsaved() {
		t.Fatalf("%v: %v", saved, err)
	}
	// Somebody saves it elsewhere: the table's is older now.
	if _, err := e.desk.scenes.Update(e.gwen.ctx, &tabletopv1.UpdateSceneRequest{CampaignId: e.campaign, SceneId: e.scene, Etag: saved.GetEtag(), Name: "Another name"}); err != nil {
		t.Fatal(err)
	}
	if _, err := e.gwen.SaveScene(ctx, &tabletopv1.SaveSceneRequest{SessionId: e.id}); connect.CodeOf(err) != connect.CodeAborted {
		t.Errorf("a stale scene was saved: %v", err)
	}
	if _, err := e.gwen.SaveScene(ctx, &tabletopv1.SaveSceneRequest{SessionId: e.id, Overwrite: true}); err != nil {
		t.Error(err)
	}
	if _, err := e.ann.SaveScene(ctx, &tabletopv1.SaveSceneRequest{SessionId: e.id}); reason(err) != "not_gm" {
		t.Errorf("Ann saves: %v", err)
	}

	e.app.Close()
	e.app = run(t, func(c *app.Config) { c.DatabaseURL = database })
	e.desk = deskOf(e.app)
	for _, g := range []*gamer{e.gwen, e.ann, e.ben, e.cid, e.zoe} {
		g.connect(e.app.URL)
	}
	if after := e.ann.look(t, e.id); !proto.Equal(before, after) {
		t.Errorf("after the restart Ann sees\n%v\nnot\n%v", after, before)
	}
	// The same scene at another table: what Ann explored is known there.
	twin, err := e.desk.scenes.Duplicate(e.gwen.ctx, &tabletopv1.DuplicateSceneRequest{CampaignId: e.campaign, SceneId: e.scene})
	if err != nil {
		t.Fatal(err)
	}
	create := &tabletopv1.CreateRequest{CampaignId: e.campaign, SceneId: twin.GetId(), CommandId: "second"}
	created, err := e.gwen.Create(ctx, create)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := e.gwen.Create(ctx, create); err != nil || again.GetSessionId() != created.GetSessionId() {
		t.Errorf("a repeated Create made %v, %v", again, err)
	}
	first := e.id
	e.id = created.GetSessionId()
	e.enter(t, e.ann)
	if after := e.ann.look(t, e.id); !proto.Equal(after.GetExplored(), before.GetExplored()) {
		t.Errorf("at another table Ann knows %v, not %v", after.GetExplored(), before.GetExplored())
	}
	if _, err := e.gwen.OpenScene(ctx, &tabletopv1.OpenSceneRequest{SessionId: e.id, SceneId: e.scene}); reason(err) != "scene_open" {
		t.Errorf("a scene is played at two tables: %v", err)
	}
	if _, err := e.ann.OpenScene(ctx, &tabletopv1.OpenSceneRequest{SessionId: first, SceneId: e.scene}); reason(err) != "not_gm" {
		t.Errorf("Ann opens a scene: %v", err)
	}
}

// Who is not in the campaign finds no table; players see with their own eyes only.
func TestTablesAreForTheirCampaign(t *testing.T) {
	t.Parallel()
	e := newEvening(t, postgrestest.URL(t))
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"Enter": func() error { _, err := e.zoe.Enter(ctx, &tabletopv1.EnterRequest{SessionId: e.id}); return err },
		"GetView": func() error {
			_, err := e.zoe.GetView(ctx, &tabletopv1.GetViewRequest{SessionId: e.id})
			return err
		},
		"Roll": func() error {
			_, err := e.zoe.Roll(ctx, &tabletopv1.RollRequest{SessionId: e.id, Notation: "d6"})
			return err
		},
		"ListTalk": func() error { _, err := e.zoe.ListTalk(ctx, &tabletopv1.ListTalkRequest{SessionId: e.id}); return err },
		"Join": func() error {
			_, err := e.zoe.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: e.id})
			return err
		},
		"Create": func() error {
			_, err := e.zoe.Create(ctx, &tabletopv1.CreateRequest{CampaignId: e.campaign})
			return err
		},
	} {
		if err := call(); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("%s of a stranger: %v", name, err)
		}
	}
	if _, err := e.ann.Create(ctx, &tabletopv1.CreateRequest{CampaignId: e.campaign}); reason(err) != "not_gm" {
		t.Errorf("Ann opens a table: %v", err)
	}
	// A display sees what all players see: not for one of them.
	e.door(t, tabletopv1.DoorState_DOOR_STATE_OPEN)
	if err := e.ben.move(t, e.id, "b", 9.5, 5.5); err != nil {
		t.Fatal(err)
	}
	shown := e.gwen.watch(t, &tabletopv1.WatchRequest{SessionId: e.id, AsDisplay: true})
	shown.until(t, "what Ben sees", func(v *tabletopv1.View, _ []string) bool {
		return v.GetRole() == tabletopv1.TableRole_TABLE_ROLE_DISPLAY && elements(v) == "a b d o"
	})
	if _, err := e.ann.GetView(ctx, &tabletopv1.GetViewRequest{SessionId: e.id, AsDisplay: true}); reason(err) != "not_gm" {
		t.Errorf("Ann sees through Ben's eyes: %v", err)
	}
	if _, err := e.ann.Enter(ctx, &tabletopv1.EnterRequest{SessionId: e.id, AsDisplay: true}); reason(err) != "not_gm" {
		t.Errorf("Ann is a display: %v", err)
	}
	// The only way in is the campaign's.
	if _, err := e.gwen.sessions.CreateInvite(ctx, &sessionv1.CreateInviteRequest{SessionId: e.id}); reason(err) != "private_table" {
		t.Errorf("an invitation past the campaign: %v", err)
	}
	// Made a game master, Ben sees all; made a spectator, no more than all players.
	for role, want := range map[campaign.Role]tabletopv1.TableRole{
		campaign.GM: tabletopv1.TableRole_TABLE_ROLE_GM, campaign.Spectator: tabletopv1.TableRole_TABLE_ROLE_SPECTATOR,
	} {
		if _, err := e.desk.members.SetRole(e.gwen.ctx, &tabletopv1.SetMemberRoleRequest{CampaignId: e.campaign, UserId: e.ben.user, Role: role}); err != nil {
			t.Fatal(err)
		}
		e.enter(t, e.ben)
		if got := e.ben.look(t, e.id).GetRole(); got != want {
			t.Errorf("made %v, Ben is %v", role, got)
		}
	}
}
