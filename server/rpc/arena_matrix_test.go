package rpc

import (
	"context"
	"testing"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// fieldRow is what a procedure of the ArenaService answers the host, the player of team
// 2, a spectator, a stranger and a key that may only read. Nobody without an account
// gets through.
type fieldRow struct {
	host, guest, spectator, stranger, reader verdict

	call func(context.Context, field, *general) error
}

var (
	notHost   = verdict{connect.CodePermissionDenied, "not_host"}
	notTeam   = verdict{connect.CodePermissionDenied, "not_your_team"}
	readsOnly = verdict{connect.CodePermissionDenied, ""}
	notOwned  = verdict{connect.CodePermissionDenied, "not_owner"}
)

// looks is for what all may do who may be there; runs for what only the host may;
// leads for what is about team 2; plain for what is about no world.
func looks(call func(context.Context, field, *general) error) fieldRow {
	return fieldRow{stranger: absent, call: call}
}

func runs(call func(context.Context, field, *general) error) fieldRow {
	return fieldRow{guest: notHost, spectator: notSeated, stranger: absent, reader: readsOnly, call: call}
}

func leads(call func(context.Context, field, *general) error) fieldRow {
	return fieldRow{host: notTeam, spectator: notSeated, stranger: absent, reader: readsOnly, call: call}
}

func plain(call func(context.Context, field, *general) error) fieldRow { return fieldRow{call: call} }

var secondTeam = &arenav1.Selection{Team: 2}

var arenaMatrix = map[string]fieldRow{
	"Create": {reader: readsOnly, call: func(ctx context.Context, _ field, g *general) error {
		return ask(ctx, g.Create, &arenav1.CreateRequest{})
	}},
	"GetView": looks(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.GetView, &arenav1.GetViewRequest{SessionId: f.id})
	}),
	"Watch": looks(func(ctx context.Context, f field, g *general) error {
		return firstOf(g.Watch(ctx, &arenav1.WatchRequest{SessionId: f.id}))
	}),
	"WatchWorld": looks(func(ctx context.Context, f field, g *general) error {
		return firstOf(g.WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: f.id}))
	}),
	"GetReplay": looks(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.GetReplay, &arenav1.GetReplayRequest{SessionId: f.id})
	}),
	"WatchReplay": looks(func(ctx context.Context, f field, g *general) error {
		return firstOf(g.WatchReplay(ctx, &arenav1.WatchReplayRequest{SessionId: f.id}))
	}),
	"VerifyReplay": looks(func(ctx context.Context, f field, g *general) error {
		return firstOf(g.VerifyReplay(ctx, &arenav1.VerifyReplayRequest{SessionId: f.id}))
	}),
	"Start": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.Start, &arenav1.StartRequest{SessionId: f.id})
	}),
	"Pause": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.Pause, &arenav1.PauseRequest{SessionId: f.id})
	}),
	"Step": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.Step, &arenav1.StepRequest{SessionId: f.id})
	}),
	"SetSpeed": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.SetSpeed, &arenav1.SetSpeedRequest{SessionId: f.id, Speed: 2})
	}),
	"Reset": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.Reset, &arenav1.ResetRequest{SessionId: f.id})
	}),
	"AddAgents": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.AddAgents, &arenav1.AddAgentsRequest{SessionId: f.id, Team: 2, Count: 1})
	}),
	"RemoveAgents": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.RemoveAgents, &arenav1.RemoveAgentsRequest{SessionId: f.id, Who: secondTeam})
	}),
	"EditWalls": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.EditWalls, &arenav1.EditWallsRequest{SessionId: f.id, Add: []*arenav1.Wall{roundWall(400, 20, 5)}})
	}),
	"ApplyConfig": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.ApplyConfig, &arenav1.ApplyConfigRequest{SessionId: f.id, Config: &arenav1.Config{BaseDamage: new(12.0)}})
	}),
	"End": runs(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.End, &arenav1.EndRequest{SessionId: f.id})
	}),
	"AssignBehavior": leads(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.AssignBehavior, &arenav1.AssignBehaviorRequest{SessionId: f.id, Who: secondTeam, BehaviorId: "builtin/flee"})
	}),
	"ForceBehavior": leads(func(ctx context.Context, f field, g *general) error {
		return ask(ctx, g.ForceBehavior, &arenav1.ForceBehaviorRequest{SessionId: f.id, Who: secondTeam, BehaviorId: "builtin/flee", Ticks: 9})
	}),
	"RunExperiment": plain(func(ctx context.Context, _ field, g *general) error {
		return firstOf(g.RunExperiment(ctx, &arenav1.RunExperimentRequest{
			BehaviorIds: []string{"builtin/attack", "builtin/flee"}, Seeds: 1, Config: &arenav1.Config{AgentCount: new(int32(1)), End: &arenav1.End{Seconds: 1}},
		}))
	}),
	"GetLadder": plain(func(ctx context.Context, _ field, g *general) error {
		return ask(ctx, g.GetLadder, &arenav1.GetLadderRequest{})
	}),
	"EnterLadder": {host: notOwned, spectator: notOwned, stranger: notOwned, reader: readsOnly, call: func(ctx context.Context, f field, g *general) error {
		return firstOf(g.EnterLadder(ctx, &arenav1.EnterLadderRequest{BehaviorId: f.own, Scenario: "duel"}))
	}},
}

func roundWall(x, y, radius float64) *arenav1.Wall {
	return &arenav1.Wall{Shape: &arenav1.Wall_Circle{Circle: &arenav1.Circle{Centre: &arenav1.Point{X: x, Y: y}, Radius: radius}}}
}

// Every procedure of the ArenaService, asked by everybody; what is refused changes
// nothing.
func TestWhoMayDoWhatInArena(t *testing.T) {
	t.Parallel()
	f := newProving(t).field(t)
	f.publishes(t)
	rows := map[string]row{}
	for procedure, r := range arenaMatrix {
		rows[procedure] = row{}
		f.plays(t)
		for _, cell := range []struct {
			who  string
			g    *general
			want verdict
		}{
			{"nobody", f.nobody, unknown}, {"a stranger", f.stranger, r.stranger}, {"a spectator", f.spectator, r.spectator},
			{"a key that may read", f.reader, r.reader}, {"the guest", f.guest, r.guest}, {"the host", f.host, r.host},
		} {
			before := f.at(t)
			err := r.call(t.Context(), f, cell.g)
			if got := verdictOf(err); got != cell.want {
				t.Errorf("%s by %s: %v %q (%v), want %v %q", procedure, cell.who, got.code, got.reason, err, cell.want.code, cell.want.reason)
			}
			if err != nil && f.at(t) != before {
				t.Errorf("%s by %s was refused, and changed something", procedure, cell.who)
			}
		}
	}
	checkMatrix(t, arenav1.File_playhouse_arena_v1_arena_service_proto.Services().ByName("ArenaService"), rows)
}

// A world that all may find is watched by anybody with an account.
func TestAnybodyWatchesAPublicWorld(t *testing.T) {
	t.Parallel()
	p := newProving(t)
	ann, dan, ctx := p.general(t, "Ann"), p.general(t, "Dan"), t.Context()
	id := must(ann.Create(ctx, &arenav1.CreateRequest{}))(t).GetSessionId()
	if err := firstOf(dan.WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: id})); err != nil {
		t.Error(err)
	}
	_, err := dan.Start(ctx, &arenav1.StartRequest{SessionId: id})
	wantRefusal(t, err, connect.CodePermissionDenied, "not_seated")
}
