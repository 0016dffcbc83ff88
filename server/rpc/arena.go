package rpc

import (
	"context"
	"slices"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
	"playhouse/server/worlds/keeper"
)

// ArenaDesk is what the ArenaService works with.
type ArenaDesk struct {
	Runtime   *session.Runtime
	Host      *keeper.Host
	Keeper    *keeper.Keeper
	Behaviors Copier
	Configs   Configurations
	Lab       Lab
	// AgentsMost is how many agents a world of the caller's may have; 0 for as many as
	// any. Absent: everybody's may.
	AgentsMost func(ctx context.Context) (int32, error)
}

// Copier copies behaviours for worlds.
type Copier interface {
	// Copy returns a behaviour that the caller may use; refused when it has errors.
	Copy(ctx context.Context, id string) (*arenav1.BehaviorCopy, error)
}

// Configurations are the caller's.
type Configurations interface {
	// Config returns the parameters of a configuration of the caller's, or of
	// "default"; of the caller's usual one for an empty id.
	Config(ctx context.Context, id string) (*arenav1.Config, error)
}

// Lab lets behaviours fight without anybody watching.
type Lab interface {
	Experiment(ctx context.Context, r *arenav1.RunExperimentRequest, send func(*arenav1.RunExperimentResponse) error) error
	Ladder(ctx context.Context, r *arenav1.GetLadderRequest) (*arenav1.GetLadderResponse, error)
	EnterLadder(ctx context.Context, r *arenav1.EnterLadderRequest, send func(*arenav1.EnterLadderResponse) error) error
}

// arenas is the ArenaService.
type arenas struct{ ArenaDesk }

var _ arenav1connect.ArenaServiceHandler = arenas{}

// usualBehavior is what teams do that were told nothing.
const usualBehavior = "builtin/adaptive"

// Arena makes the ArenaService.
func Arena(d ArenaDesk, o ...connect.HandlerOption) Service {
	path, handler := arenav1connect.NewArenaServiceHandler(arenas{d}, o...)
	return Mount(path, handler, map[string]Rule{
		"Create":         {SignedIn, Make},
		"GetView":        {SignedIn, Read},
		"Watch":          {SignedIn, Stream},
		"WatchWorld":     {SignedIn, Stream},
		"Start":          {SignedIn, Command},
		"Pause":          {SignedIn, Command},
		"Step":           {SignedIn, Command},
		"SetSpeed":       {SignedIn, Command},
		"Reset":          {SignedIn, Command},
		"AddAgents":      {SignedIn, Command},
		"RemoveAgents":   {SignedIn, Command},
		"AssignBehavior": {SignedIn, Command},
		"ForceBehavior":  {SignedIn, Command},
		"EditWalls":      {SignedIn, Command},
		"ApplyConfig":    {SignedIn, Command},
		"End":            {SignedIn, Command},
		"GetReplay":      {SignedIn, Read},
		"WatchReplay":    {SignedIn, Stream},
		"VerifyReplay":   {SignedIn, Heavy},
		"RunExperiment":  {SignedIn, Heavy},
		"GetLadder":      {SignedIn, Read},
		"EnterLadder":    {SignedIn, Contest},
	})
}

func (a arenas) Create(ctx context.Context, r *arenav1.CreateRequest) (*arenav1.CreateResponse, error) {
	plan, err := a.plan(ctx, r)
	if err != nil {
		return nil, err
	}
	p := passing{arenas: a}
	create := bounded(ctx, a, func(g arena.Game, t session.Turn, s arena.State, r *arenav1.CreateRequest) ([]*arenav1.Event, error) {
		return g.Create(t, s, r, plan)
	})
	id, err := session.Create(ctx, a.Host, r, session.Options{
		Title: r.GetTitle(), Visibility: r.GetVisibility(), Password: r.GetPassword(), Begin: true,
	}, func(g arena.Game, t session.Turn, s arena.State, r *arenav1.CreateRequest) ([]*arenav1.Event, error) {
		events, err := create(g, t, s, r)
		if err == nil && r.GetRunning() {
			err = p.admit(ctx, "")
		}
		return events, err
	})
	if err != nil {
		p.settle("")
		return nil, err
	}
	// The world is durable: who looks at it wakes it.
	_ = a.Keeper.Wake(ctx, id)
	p.settle(id)
	return &arenav1.CreateResponse{SessionId: string(id)}, nil
}

// plan is what the ids of a new world stand for.
func (a arenas) plan(ctx context.Context, r *arenav1.CreateRequest) (arena.Plan, error) {
	var p arena.Plan
	var err error
	if p.Config, err = a.config(ctx, r.GetConfig(), r.GetConfigId()); err != nil {
		return p, err
	}
	if p.Usual, err = a.Behaviors.Copy(ctx, usualBehavior); err != nil {
		return p, err
	}
	for _, id := range r.GetBehaviorIds() {
		b := p.Usual
		if id != "" {
			if b, err = a.Behaviors.Copy(ctx, id); err != nil {
				return p, err
			}
		}
		p.Behaviors = append(p.Behaviors, b)
	}
	return p, nil
}

// config is what was given, or what an id stands for.
func (a arenas) config(ctx context.Context, c *arenav1.Config, id string) (*arenav1.Config, error) {
	switch {
	case c != nil && id != "":
		return nil, session.Invalid("config_id", "give config or config_id, not both")
	case c != nil:
		return c, nil
	}
	return a.Configs.Config(ctx, id)
}

func (a arenas) GetView(ctx context.Context, r *arenav1.GetViewRequest) (*arenav1.GetViewResponse, error) {
	s, err := a.Host.View(ctx, session.ID(r.GetSessionId()), 0)
	if err != nil {
		return nil, err
	}
	return &arenav1.GetViewResponse{Version: s.Version, View: s.View, Room: s.Room}, nil
}

func (a arenas) Watch(ctx context.Context, r *arenav1.WatchRequest, stream *connect.ServerStream[arenav1.WatchResponse]) error {
	return session.Watch(ctx, a.Host, r, func(u session.Update[*arenav1.View]) *arenav1.WatchResponse {
		return &arenav1.WatchResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*arenav1.Happening](u.Happenings), Room: u.Room, Signals: u.Signals, Chat: u.Chat,
		}
	}, stream.Send)
}

// look is what somebody may know of a world besides its view.
type look struct {
	rights keeper.Rights
	run    arena.Run
	runs   int32
	ok     bool
}

// enter lets those in who may watch. They may know what their own team thinks; the
// host what those without a player do.
func (a arenas) enter(ctx context.Context, id string, run int32) (look, error) {
	room, err := a.Runtime.Room(ctx, session.ID(id))
	if err != nil {
		return look{}, err
	}
	teams := 0
	l, _, err := session.Glance(ctx, a.Host, session.ID(id), func(s arena.State, v session.Viewer) look {
		r, ok := s.Run(run)
		teams = len(r.Setup.GetTeams())
		return look{rights: keeper.Rights{User: v.User, Teams: []int32{int32(v.Seat)}}, run: r, runs: s.Runs(), ok: ok}
	})
	switch {
	case err != nil:
		return l, err
	case !l.ok:
		return l, session.Refuse("no_such_run", "this world has runs 1 to %d", l.runs)
	case room.GetHostUserId() != string(l.rights.User):
		return l, nil
	}
	for team := range int32(teams) {
		played := slices.ContainsFunc(room.GetMembers(), func(m *sessionv1.Member) bool { return m.GetSeat() == team+1 && !m.GetBot() })
		if !played {
			l.rights.Teams = append(l.rights.Teams, team+1)
		}
	}
	return l, nil
}

// admit tells keepers what a viewer may know, as often as they ask.
func (a arenas) admit(id string, run int32) func(context.Context) (keeper.Rights, error) {
	return func(ctx context.Context) (keeper.Rights, error) {
		l, err := a.enter(ctx, id, run)
		return l.rights, err
	}
}

func (a arenas) WatchWorld(ctx context.Context, r *arenav1.WatchWorldRequest, stream *connect.ServerStream[arenav1.WatchWorldResponse]) error {
	return a.Keeper.Watch(ctx, session.ID(r.GetSessionId()), keeper.Sight{
		Viewport: r.GetViewport(), Rate: int(r.GetFramesPerSecond()), Inspect: r.GetInspect(), Admit: a.admit(r.GetSessionId(), 0),
	}, stream.Send)
}

func (a arenas) GetReplay(ctx context.Context, r *arenav1.GetReplayRequest) (*arenav1.GetReplayResponse, error) {
	l, err := a.enter(ctx, r.GetSessionId(), r.GetRun())
	if err != nil {
		return nil, err
	}
	return arena.Replay(l.run, l.runs, session.CallerFrom(ctx).User), nil
}

func (a arenas) WatchReplay(ctx context.Context, r *arenav1.WatchReplayRequest, stream *connect.ServerStream[arenav1.WatchReplayResponse]) error {
	l, err := a.enter(ctx, r.GetSessionId(), r.GetRun())
	if err != nil {
		return err
	}
	return a.Keeper.Replay(ctx, session.ID(r.GetSessionId()), l.run, keeper.Film{From: r.GetFromTick(), Speed: r.GetSpeed(), Sight: keeper.Sight{
		Viewport: r.GetViewport(), Rate: int(r.GetFramesPerSecond()), Inspect: r.GetInspect(), Admit: a.admit(r.GetSessionId(), r.GetRun()),
	}}, stream.Send)
}

func (a arenas) VerifyReplay(ctx context.Context, r *arenav1.VerifyReplayRequest, stream *connect.ServerStream[arenav1.VerifyReplayResponse]) error {
	l, err := a.enter(ctx, r.GetSessionId(), r.GetRun())
	if err != nil {
		return err
	}
	return a.Keeper.Verify(ctx, session.ID(r.GetSessionId()), l.run, stream.Send)
}

func (a arenas) RunExperiment(ctx context.Context, r *arenav1.RunExperimentRequest, stream *connect.ServerStream[arenav1.RunExperimentResponse]) error {
	return a.Lab.Experiment(ctx, r, stream.Send)
}

func (a arenas) GetLadder(ctx context.Context, r *arenav1.GetLadderRequest) (*arenav1.GetLadderResponse, error) {
	return a.Lab.Ladder(ctx, r)
}

func (a arenas) EnterLadder(ctx context.Context, r *arenav1.EnterLadderRequest, stream *connect.ServerStream[arenav1.EnterLadderResponse]) error {
	return a.Lab.EnterLadder(ctx, r, stream.Send)
}
