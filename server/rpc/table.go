package rpc

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"connectrpc.com/connect"
	"github.com/google/uuid"
	lru "github.com/hashicorp/golang-lru/v2"
	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/campaign"
	"playhouse/server/games/tabletop"
	"playhouse/server/session"
)

type (
	tableGame  = tabletop.Game
	tableState = tabletop.State
	tableEvent = tabletopv1.Event
	tableHost  = session.Host[tableGame, tableState, *tableEvent, *tabletopv1.View]
)

// LiveTables knows at which sessions campaigns are played.
type LiveTables interface {
	// AddTable notes that a session is a live table of a campaign.
	AddTable(ctx context.Context, campaign uuid.UUID, id session.ID) error
	// AllTables lists those of a campaign, also those that have ended.
	AllTables(ctx context.Context, campaign uuid.UUID) ([]session.ID, error)
	// CampaignAt returns the campaign that a live table is of.
	CampaignAt(ctx context.Context, id session.ID) (uuid.UUID, error)
	// PlayScene notes which scene a table plays. Refusals: scene_open, in_trash.
	PlayScene(ctx context.Context, campaign, table, scene uuid.UUID) error
	// Delete removes a session with its log.
	Delete(ctx context.Context, id session.ID) error
}

// TableDesk is what the TableService needs beside the rules.
type TableDesk struct {
	Runtime *session.Runtime
	Gate    campaign.Gate
	Scenes  *campaign.Scenes
	Tables  LiveTables
	// Members are followed: who becomes something else is that at the tables at once.
	Members *campaign.Members
	// Pictures are the maps that lie on tables.
	Pictures Pictures
	Assets   Assets
	// StandsFor is how long what somebody is in a campaign is taken for granted at
	// its table; 10 s if 0.
	StandsFor time.Duration
}

// tables is the TableService.
type tables struct {
	TableDesk

	host *tableHost
	// stood is when somebody's standing was looked up last, and standsFor how long
	// that holds.
	stood     *lru.Cache[standing, time.Time]
	standsFor time.Duration
}

var _ tabletopv1connect.TableServiceHandler = tables{}

// tableMost is the largest request body in bytes: 500 elements at once.
const tableMost = 1 << 20

// Tables makes the TableService and adds the game to the runtime.
func Tables(d TableDesk, o ...connect.HandlerOption) (Service, error) {
	stood, err := lru.New[standing, time.Time](standingsMost)
	if err != nil {
		return Service{}, fmt.Errorf("standings: %w", err)
	}
	t := tables{TableDesk: d, host: session.NewHost(d.Runtime, "tabletop", tabletop.Game{}), stood: stood, standsFor: cmp.Or(d.StandsFor, standsFor)}
	t.host.KeepDoor(t.admitted)
	d.Members.Follow(t.follow)
	path, handler := tabletopv1connect.NewTableServiceHandler(t, append(o, connect.WithReadMaxBytes(tableMost))...)
	service := Mount(path, handler, map[string]Rule{
		"Create":            {SignedIn, Make},
		"Enter":             {SignedIn, Command},
		"GetView":           {SignedIn, Read},
		"Watch":             {SignedIn, Stream},
		"OpenScene":         {SignedIn, Command},
		"SaveScene":         {SignedIn, Command},
		"PutElements":       {SignedIn, Command},
		"MoveTokens":        {SignedIn, Command},
		"DeleteElements":    {SignedIn, Command},
		"SetDoor":           {SignedIn, Command},
		"ChangeScene":       {SignedIn, Command},
		"ChangeFog":         {SignedIn, Command},
		"TriggerArea":       {SignedIn, Command},
		"Undo":              {SignedIn, Command},
		"Redo":              {SignedIn, Command},
		"MeasurePath":       {SignedIn, Read},
		"Roll":              {SignedIn, Command},
		"Say":               {SignedIn, Command},
		"ListTalk":          {SignedIn, Read},
		"AddCombatants":     {SignedIn, Command},
		"RollInitiative":    {SignedIn, Command},
		"NextTurn":          {SignedIn, Command},
		"PreviousTurn":      {SignedIn, Command},
		"DelayTurn":         {SignedIn, Command},
		"ReorderCombatants": {SignedIn, Command},
		"ChangeHp":          {SignedIn, Command},
		"SetConditions":     {SignedIn, Command},
		"SetDead":           {SignedIn, Command},
		"HideCombatant":     {SignedIn, Command},
		"RemoveCombatants":  {SignedIn, Command},
		"ShowInitiative":    {SignedIn, Command},
		"ChangeDisplay":     {SignedIn, Command},
		"ChangeAudio":       {SignedIn, Command},
		"PlaySound":         {SignedIn, Command},
	})
	service.Body = tableMost
	service.Resources, err = newGrounds(t)
	return service, err
}

// uncounted is a request without a command id, for commands that may be carried
// out twice.
type uncounted struct {
	proto.Message

	session string
}

func (u uncounted) GetSessionId() string { return u.session }
func (uncounted) GetCommandId() string   { return "" }

// do carries out a command that a request with no command id asks for.
func (t tables) do(ctx context.Context, id string, m proto.Message, how func(session.Turn, tableState) ([]*tableEvent, error)) (int32, error) {
	return session.Do(ctx, t.host, uncounted{m, id}, func(_ tableGame, turn session.Turn, s tableState, _ uncounted) ([]*tableEvent, error) {
		return how(turn, s)
	})
}

func (t tables) Create(ctx context.Context, r *tabletopv1.CreateRequest) (*tabletopv1.CreateResponse, error) {
	m, err := t.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	host := personOf(ctx, campaign.GM)
	id, err := session.Create(ctx, t.host, r, session.Options{
		Title: r.GetTitle(), Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE, Begin: true,
	}, func(g tableGame, turn session.Turn, s tableState, r *tabletopv1.CreateRequest) ([]*tableEvent, error) {
		return g.Create(turn, s, r, host)
	})
	if err != nil {
		return nil, err
	}
	// The answer to a repeated command is a table that may have been played at.
	_, err = t.Tables.CampaignAt(ctx, id)
	fresh := isMissing(err)
	if err := t.Tables.AddTable(ctx, m.Campaign, id); err != nil {
		return nil, err
	}
	if r.GetSceneId() == "" {
		return &tabletopv1.CreateResponse{SessionId: string(id)}, nil
	}
	_, err = t.OpenScene(ctx, &tabletopv1.OpenSceneRequest{SessionId: string(id), SceneId: r.GetSceneId()})
	if fresh && isRefused(err) {
		t.clear(ctx, id)
	}
	return &tabletopv1.CreateResponse{SessionId: string(id)}, err
}

// clear takes away a table at which nothing can be played. Should it fail, an empty
// one stays, which game masters can delete.
func (t tables) clear(ctx context.Context, id session.ID) {
	if err := t.Tables.Delete(context.WithoutCancel(ctx), id); err == nil {
		t.Runtime.Forget(id)
	}
}

// member is what the caller is in the campaign that a table is of; as if there
// was no table for those who are nothing.
func (t tables) member(ctx context.Context, id string) (campaign.Membership, error) {
	in, err := t.Tables.CampaignAt(ctx, session.ID(id))
	if err != nil {
		return campaign.Membership{}, err
	}
	return t.memberOf(ctx, in)
}

func (t tables) memberOf(ctx context.Context, in uuid.UUID) (campaign.Membership, error) {
	m, err := t.Gate.Member(ctx, in.String())
	if isMissing(err) {
		err = campaign.Missing("table")
	}
	return m, err
}

func (t tables) Enter(ctx context.Context, r *tabletopv1.EnterRequest) (*tabletopv1.EnterResponse, error) {
	m, err := t.member(ctx, r.GetSessionId())
	if err != nil {
		return nil, err
	}
	if err := mayDisplay(m, r.GetAsDisplay()); err != nil {
		return nil, err
	}
	id, ticket := session.ID(r.GetSessionId()), session.Ticket{Role: sessionv1.Role_ROLE_PLAYER, Welcome: true}
	if m.Role == campaign.Spectator || r.GetAsDisplay() {
		ticket.Role = sessionv1.Role_ROLE_SPECTATOR
	}
	if _, err := t.Runtime.Join(ctx, id, ticket); err != nil {
		return nil, err
	}
	if err := t.settle(ctx, m, id); err != nil {
		return nil, err
	}
	room, err := t.Runtime.Room(ctx, id)
	return &tabletopv1.EnterResponse{Room: room}, err
}

// mayDisplay lets game masters and spectators see what all players see: for a
// player it would be what the others see.
func mayDisplay(m campaign.Membership, asDisplay bool) error {
	if asDisplay && m.Role == campaign.Player {
		return campaign.ErrNotGM
	}
	return nil
}

// looking is a context in which the caller looks as they ask to.
func (t tables) looking(ctx context.Context, id string, asDisplay bool) (context.Context, error) {
	m, err := t.admit(ctx, id)
	if err != nil {
		return ctx, err
	}
	if asDisplay {
		ctx = session.AsDisplay(ctx)
	}
	return ctx, mayDisplay(m, asDisplay)
}

func (t tables) GetView(ctx context.Context, r *tabletopv1.GetViewRequest) (*tabletopv1.GetViewResponse, error) {
	ctx, err := t.looking(ctx, r.GetSessionId(), r.GetAsDisplay())
	if err != nil {
		return nil, err
	}
	s, err := t.host.View(ctx, session.ID(r.GetSessionId()), r.GetVersion())
	return &tabletopv1.GetViewResponse{Version: s.Version, View: s.View, Room: s.Room}, err
}

func (t tables) Watch(ctx context.Context, r *tabletopv1.WatchRequest, stream *connect.ServerStream[tabletopv1.WatchResponse]) error {
	ctx, err := t.looking(ctx, r.GetSessionId(), r.GetAsDisplay())
	if err != nil {
		return err
	}
	ctx, stop := t.keepStanding(ctx, r)
	defer stop(nil)
	return session.Watch(ctx, t.host, r, func(u session.Update[*tabletopv1.View]) *tabletopv1.WatchResponse {
		return &tabletopv1.WatchResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*tabletopv1.Happening](u.Happenings), Room: u.Room, Signals: u.Signals, Chat: u.Chat,
		}
	}, stream.Send)
}

func (t tables) OpenScene(ctx context.Context, r *tabletopv1.OpenSceneRequest) (*tabletopv1.OpenSceneResponse, error) {
	m, err := t.member(ctx, r.GetSessionId())
	if err != nil {
		return nil, err
	}
	info, scene, err := t.Scenes.Read(ctx, m.Campaign.String(), r.GetSceneId())
	if err != nil {
		return nil, err
	}
	table, err := uuid.Parse(r.GetSessionId())
	if err != nil {
		return nil, campaign.Missing("table")
	}
	id, err := uuid.Parse(info.GetId())
	if err != nil {
		return nil, campaign.Missing("scene")
	}
	was, _, err := session.Glance(ctx, t.host, session.ID(r.GetSessionId()), func(s tableState, _ session.Viewer) string { return tableGame{}.Playing(s) })
	if err != nil {
		return nil, err
	}
	if err := t.Tables.PlayScene(ctx, m.Campaign, table, id); err != nil {
		return nil, err
	}
	p := tabletop.Prepared{ID: info.GetId(), Name: info.GetName(), Etag: info.GetEtag(), Scene: scene}
	version, err := act(ctx, t, r, func(g tableGame, turn session.Turn, s tableState, _ *tabletopv1.OpenSceneRequest) ([]*tableEvent, error) {
		return g.OpenScene(turn, s, p)
	})
	if isRefused(err) {
		before, _ := uuid.Parse(was)                                                  // none is uuid.Nil
		_ = t.Tables.PlayScene(context.WithoutCancel(ctx), m.Campaign, table, before) // or the next scene puts it right
	}
	return &tabletopv1.OpenSceneResponse{Version: version}, err
}

// SaveScene stores what the board is like when it is read; what is changed
// meanwhile is unsaved.
func (t tables) SaveScene(ctx context.Context, r *tabletopv1.SaveSceneRequest) (*tabletopv1.SaveSceneResponse, error) {
	if err := t.stand(ctx, r.GetSessionId()); err != nil {
		return nil, err
	}
	var doc tabletop.Saving
	_, err := t.do(ctx, r.GetSessionId(), r, func(turn session.Turn, s tableState) (_ []*tableEvent, err error) {
		doc, err = tableGame{}.Document(turn, s)
		return nil, err
	})
	if err != nil {
		return nil, err
	}
	etag := doc.Etag
	if r.GetOverwrite() {
		etag = ""
	}
	info, err := t.Scenes.Update(ctx, &tabletopv1.UpdateSceneRequest{
		CampaignId: doc.Campaign, SceneId: doc.SceneID, Scene: doc.Scene, Etag: etag,
	})
	if err != nil {
		return nil, err
	}
	_, err = t.do(ctx, r.GetSessionId(), r, func(turn session.Turn, s tableState) ([]*tableEvent, error) {
		return tableGame{}.Saved(turn, s, doc, info.GetEtag())
	})
	return &tabletopv1.SaveSceneResponse{Etag: info.GetEtag()}, err
}
