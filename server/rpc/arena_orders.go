package rpc

import (
	"context"
	"time"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
)

// order carries an order out, and sees to it that somebody takes it.
func order[R session.Message](
	ctx context.Context, a arenas, r R, cmd func(arena.Game, session.Turn, arena.State, R) ([]*arenav1.Event, error),
) (int32, error) {
	version, err := session.Do(ctx, a.Host, r, cmd)
	if err != nil {
		return 0, err
	}
	// The order is durable: who wakes the world later takes it.
	_ = a.Keeper.Wake(ctx, session.ID(r.GetSessionId()))
	return version, nil
}

// withBehavior is an order that names a behaviour: its copy goes with it.
func withBehavior[R session.Message](
	ctx context.Context, a arenas, r R, id string,
	cmd func(arena.Game, session.Turn, arena.State, R, *arenav1.BehaviorCopy) ([]*arenav1.Event, error),
) (int32, error) {
	var b *arenav1.BehaviorCopy
	if id != "" {
		var err error
		if b, err = a.Behaviors.Copy(ctx, id); err != nil {
			return 0, err
		}
	}
	return order(ctx, a, r, bounded(ctx, a, func(g arena.Game, t session.Turn, s arena.State, r R) ([]*arenav1.Event, error) {
		return cmd(g, t, s, r, b)
	}))
}

func (a arenas) Start(ctx context.Context, r *arenav1.StartRequest) (*arenav1.StartResponse, error) {
	v, err := pass(ctx, a, r, arena.Game.Start)
	return &arenav1.StartResponse{Version: v}, err
}

func (a arenas) Pause(ctx context.Context, r *arenav1.PauseRequest) (*arenav1.PauseResponse, error) {
	v, err := order(ctx, a, r, arena.Game.Pause)
	return &arenav1.PauseResponse{Version: v}, err
}

func (a arenas) Step(ctx context.Context, r *arenav1.StepRequest) (*arenav1.StepResponse, error) {
	v, err := pass(ctx, a, r, arena.Game.Step)
	return &arenav1.StepResponse{Version: v}, err
}

func (a arenas) SetSpeed(ctx context.Context, r *arenav1.SetSpeedRequest) (*arenav1.SetSpeedResponse, error) {
	v, err := order(ctx, a, r, arena.Game.SetSpeed)
	return &arenav1.SetSpeedResponse{Version: v}, err
}

func (a arenas) Reset(ctx context.Context, r *arenav1.ResetRequest) (*arenav1.ResetResponse, error) {
	v, err := order(ctx, a, r, bounded(ctx, a, arena.Game.Reset))
	return &arenav1.ResetResponse{Version: v}, err
}

func (a arenas) AddAgents(ctx context.Context, r *arenav1.AddAgentsRequest) (*arenav1.AddAgentsResponse, error) {
	v, err := withBehavior(ctx, a, r, r.GetBehaviorId(), arena.Game.AddAgents)
	return &arenav1.AddAgentsResponse{Version: v}, err
}

func (a arenas) RemoveAgents(ctx context.Context, r *arenav1.RemoveAgentsRequest) (*arenav1.RemoveAgentsResponse, error) {
	v, err := order(ctx, a, r, arena.Game.RemoveAgents)
	return &arenav1.RemoveAgentsResponse{Version: v}, err
}

func (a arenas) AssignBehavior(ctx context.Context, r *arenav1.AssignBehaviorRequest) (*arenav1.AssignBehaviorResponse, error) {
	v, err := withBehavior(ctx, a, r, r.GetBehaviorId(), arena.Game.AssignBehavior)
	return &arenav1.AssignBehaviorResponse{Version: v}, err
}

func (a arenas) ForceBehavior(ctx context.Context, r *arenav1.ForceBehaviorRequest) (*arenav1.ForceBehaviorResponse, error) {
	v, err := withBehavior(ctx, a, r, r.GetBehaviorId(), arena.Game.ForceBehavior)
	return &arenav1.ForceBehaviorResponse{Version: v}, err
}

func (a arenas) EditWalls(ctx context.Context, r *arenav1.EditWallsRequest) (*arenav1.EditWallsResponse, error) {
	v, err := order(ctx, a, r, arena.Game.EditWalls)
	return &arenav1.EditWallsResponse{Version: v}, err
}

func (a arenas) ApplyConfig(ctx context.Context, r *arenav1.ApplyConfigRequest) (*arenav1.ApplyConfigResponse, error) {
	c, err := a.config(ctx, r.GetConfig(), r.GetConfigId())
	if err != nil {
		return nil, err
	}
	v, err := order(ctx, a, r, func(g arena.Game, t session.Turn, s arena.State, _ *arenav1.ApplyConfigRequest) ([]*arenav1.Event, error) {
		return g.ApplyConfig(t, s, c)
	})
	return &arenav1.ApplyConfigResponse{Version: v}, err
}

// settleWithin is how long an end waits for the world to stand still.
const settleWithin = 2 * time.Second

// End stops the world first, so that its replay goes on to where it was ended. A world
// that nobody runs just now ends where it was left.
func (a arenas) End(ctx context.Context, r *arenav1.EndRequest) (*arenav1.EndResponse, error) {
	if _, err := order(ctx, a, &arenav1.PauseRequest{SessionId: r.GetSessionId()}, arena.Game.Pause); err == nil {
		a.settle(ctx, session.ID(r.GetSessionId()))
	}
	v, err := order(ctx, a, r, arena.Game.End)
	return &arenav1.EndResponse{Version: v}, err
}

// settle waits until all orders were taken.
func (a arenas) settle(ctx context.Context, id session.ID) {
	ctx, cancel := context.WithTimeout(ctx, settleWithin)
	defer cancel()
	_ = session.Follow(ctx, a.Host, id, func(p session.Position[arena.State]) error {
		if len(p.State.Waiting()) == 0 {
			cancel()
		}
		return nil
	})
}
