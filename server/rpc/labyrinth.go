package rpc

import (
	"context"
	"crypto/rand"
	"time"

	"connectrpc.com/connect"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	"playhouse/server/games/labyrinth"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

type labyrinthHost = session.Host[labyrinth.Game, labyrinth.State, *labyrinthv1.Event, *labyrinthv1.View]

// labyrinths is the LabyrinthService.
type labyrinths struct {
	host    *labyrinthHost
	content *labyrinth.Content
}

var _ labyrinthv1connect.LabyrinthServiceHandler = labyrinths{}

// Labyrinth makes the LabyrinthService and adds the game to the runtime.
func Labyrinth(rt *session.Runtime, c *labyrinth.Content, o ...connect.HandlerOption) Service {
	l := labyrinths{host: session.NewHost(rt, "labyrinth", labyrinth.New(c)), content: c}
	path, handler := labyrinthv1connect.NewLabyrinthServiceHandler(l, o...)
	return Mount(path, handler, map[string]Rule{
		"PreviewMaze":      {Anyone, Heavy},
		"ListCharacters":   {Anyone, Read},
		"GetCharacter":     {Anyone, Read},
		"ListScenarios":    {Anyone, Read},
		"Create":           {SignedIn, Make},
		"GetView":          {SignedIn, Read},
		"Watch":            {SignedIn, Stream},
		"WatchReplay":      {SignedIn, Stream},
		"SelectCharacter":  {SignedIn, Command},
		"ReleaseCharacter": {SignedIn, Command},
		"ConfirmPlacement": {SignedIn, Command},
		"Move":             {SignedIn, Command},
		"Fight":            {SignedIn, Command},
		"Explore":          {SignedIn, Command},
		"Use":              {SignedIn, Command},
		"Special":          {SignedIn, Command},
		"Help":             {SignedIn, Command},
		"Stay":             {SignedIn, Command},
	})
}

func (labyrinths) PreviewMaze(ctx context.Context, r *labyrinthv1.PreviewMazeRequest) (*labyrinthv1.PreviewMazeResponse, error) {
	if info, ok := connect.CallInfoForHandlerContext(ctx); ok && r.GetSeed() == "" {
		info.ResponseHeader().Set(cacheControl, "no-store") // another one each time
	}
	m, err := maze.Preview(r, rand.Text())
	return &labyrinthv1.PreviewMazeResponse{Maze: m}, err
}

func (l labyrinths) ListCharacters(_ context.Context, r *labyrinthv1.ListCharactersRequest) (*labyrinthv1.ListCharactersResponse, error) {
	answer := &labyrinthv1.ListCharactersResponse{}
	for _, c := range l.content.Characters() {
		if r.GetType() == 0 || r.GetType() == c.GetType() {
			answer.Characters = append(answer.Characters, c)
		}
	}
	return answer, nil
}

func (l labyrinths) GetCharacter(_ context.Context, r *labyrinthv1.GetCharacterRequest) (*labyrinthv1.GetCharacterResponse, error) {
	c, ok := l.content.Character(r.GetId())
	if !ok {
		return nil, session.Missing("there is no character %q; ListCharacters names them", r.GetId())
	}
	return &labyrinthv1.GetCharacterResponse{Character: c}, nil
}

func (l labyrinths) ListScenarios(context.Context, *labyrinthv1.ListScenariosRequest) (*labyrinthv1.ListScenariosResponse, error) {
	return &labyrinthv1.ListScenariosResponse{Scenarios: l.content.Scenarios()}, nil
}

func (l labyrinths) Create(ctx context.Context, r *labyrinthv1.CreateRequest) (*labyrinthv1.CreateResponse, error) {
	id, err := session.Create(ctx, l.host, r, session.Options{
		Title: r.GetTitle(), Visibility: r.GetVisibility(), Password: r.GetPassword(),
	}, labyrinth.Game.Create)
	return &labyrinthv1.CreateResponse{SessionId: string(id)}, err
}

func (l labyrinths) GetView(ctx context.Context, r *labyrinthv1.GetViewRequest) (*labyrinthv1.GetViewResponse, error) {
	s, err := l.host.View(ctx, session.ID(r.GetSessionId()), r.GetVersion())
	return &labyrinthv1.GetViewResponse{Version: s.Version, View: s.View, Room: s.Room}, err
}

func (l labyrinths) Watch(ctx context.Context, r *labyrinthv1.WatchRequest, stream *connect.ServerStream[labyrinthv1.WatchResponse]) error {
	return session.Watch(ctx, l.host, r, func(u session.Update[*labyrinthv1.View]) *labyrinthv1.WatchResponse {
		return &labyrinthv1.WatchResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*labyrinthv1.Happening](u.Happenings), Room: u.Room, Signals: u.Signals, Chat: u.Chat,
		}
	}, stream.Send)
}

func (l labyrinths) WatchReplay(ctx context.Context, r *labyrinthv1.WatchReplayRequest, stream *connect.ServerStream[labyrinthv1.WatchReplayResponse]) error {
	pace := pacer{speed: r.GetSpeed()}
	id := session.ID(r.GetSessionId())
	now, err := l.host.View(ctx, id, 0)
	if err != nil {
		return err
	}
	return session.Replay(ctx, l.host, id, r.GetFromVersion(), func(ctx context.Context, u session.Update[*labyrinthv1.View], at time.Time) error {
		if err := pace.wait(ctx, at); err != nil {
			return err
		}
		return stream.Send(&labyrinthv1.WatchReplayResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*labyrinthv1.Happening](u.Happenings), LastVersion: now.Version,
		})
	})
}

func (l labyrinths) SelectCharacter(ctx context.Context, r *labyrinthv1.SelectCharacterRequest) (*labyrinthv1.SelectCharacterResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.SelectCharacter)
	return &labyrinthv1.SelectCharacterResponse{Version: v}, err
}

func (l labyrinths) ReleaseCharacter(ctx context.Context, r *labyrinthv1.ReleaseCharacterRequest) (*labyrinthv1.ReleaseCharacterResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.ReleaseCharacter)
	return &labyrinthv1.ReleaseCharacterResponse{Version: v}, err
}

func (l labyrinths) ConfirmPlacement(ctx context.Context, r *labyrinthv1.ConfirmPlacementRequest) (*labyrinthv1.ConfirmPlacementResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.ConfirmPlacement)
	return &labyrinthv1.ConfirmPlacementResponse{Version: v}, err
}

func (l labyrinths) Move(ctx context.Context, r *labyrinthv1.MoveRequest) (*labyrinthv1.MoveResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.Move)
	return &labyrinthv1.MoveResponse{Version: v}, err
}

func (l labyrinths) Fight(ctx context.Context, r *labyrinthv1.FightRequest) (*labyrinthv1.FightResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.Fight)
	return &labyrinthv1.FightResponse{Version: v}, err
}

func (l labyrinths) Explore(ctx context.Context, r *labyrinthv1.ExploreRequest) (*labyrinthv1.ExploreResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.Explore)
	return &labyrinthv1.ExploreResponse{Version: v}, err
}

func (l labyrinths) Use(ctx context.Context, r *labyrinthv1.UseRequest) (*labyrinthv1.UseResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.Use)
	return &labyrinthv1.UseResponse{Version: v}, err
}

func (l labyrinths) Special(ctx context.Context, r *labyrinthv1.SpecialRequest) (*labyrinthv1.SpecialResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.Special)
	return &labyrinthv1.SpecialResponse{Version: v}, err
}

func (l labyrinths) Help(ctx context.Context, r *labyrinthv1.HelpRequest) (*labyrinthv1.HelpResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.Help)
	return &labyrinthv1.HelpResponse{Version: v}, err
}

func (l labyrinths) Stay(ctx context.Context, r *labyrinthv1.StayRequest) (*labyrinthv1.StayResponse, error) {
	v, err := session.Do(ctx, l.host, r, labyrinth.Game.Stay)
	return &labyrinthv1.StayResponse{Version: v}, err
}
