package rpc

import (
	"context"
	"math"
	"testing"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
)

// bad is a request that must be refused, and how.
type bad struct {
	want verdict
	call func(context.Context, field) error
}

var (
	invalid  = connect.CodeInvalidArgument
	refusedF = connect.CodeFailedPrecondition
)

const nowhere = "00000000-0000-7000-8000-000000000000"

func creates(want verdict, r *arenav1.CreateRequest) bad {
	return bad{want, func(ctx context.Context, f field) error { return ask(ctx, f.host.Create, r) }}
}

// configured is a Create with parameters.
func configured(c *arenav1.Config) bad {
	return creates(verdict{invalid, ""}, &arenav1.CreateRequest{Config: c})
}

func walled(want verdict, walls ...*arenav1.Wall) bad {
	return bad{want, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.EditWalls, &arenav1.EditWallsRequest{SessionId: f.id, Add: walls})
	}}
}

func looked(v *arenav1.Viewport) bad {
	return bad{verdict{invalid, ""}, func(ctx context.Context, f field) error {
		return firstOf(f.host.WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: f.id, Viewport: v}))
	}}
}

func replayed(want verdict, r *arenav1.WatchReplayRequest) bad {
	return bad{want, func(ctx context.Context, f field) error {
		r.SessionId = f.id
		return firstOf(f.host.WatchReplay(ctx, r))
	}}
}

func added(want verdict, r *arenav1.AddAgentsRequest) bad {
	return bad{want, func(ctx context.Context, f field) error {
		r.SessionId = f.id
		return ask(ctx, f.host.AddAgents, r)
	}}
}

func assigned(want verdict, who *arenav1.Selection, behavior string) bad {
	return bad{want, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.AssignBehavior, &arenav1.AssignBehaviorRequest{SessionId: f.id, Who: who, BehaviorId: behavior})
	}}
}

func polygon(xy ...float64) *arenav1.Wall {
	p := &arenav1.Polygon{}
	for i := 0; i < len(xy); i += 2 {
		p.Corners = append(p.Corners, &arenav1.Point{X: xy[i], Y: xy[i+1]})
	}
	return &arenav1.Wall{Shape: &arenav1.Wall_Polygon{Polygon: p}}
}

func boxWall(x0, y0, x1, y1 float64) *arenav1.Wall {
	return &arenav1.Wall{Shape: &arenav1.Wall_Box{Box: &arenav1.Box{Least: &arenav1.Point{X: x0, Y: y0}, Most: &arenav1.Point{X: x1, Y: y1}}}}
}

var (
	firstTeam = &arenav1.Selection{Team: 1}
	nan, inf  = math.NaN(), math.Inf(1)
)

// badArena are requests that cannot be carried out, by what is wrong with them.
var badArena = map[string]bad{
	"no agents":                  configured(&arenav1.Config{AgentCount: new(int32(0))}),
	"too many in a team":         configured(&arenav1.Config{AgentCount: new(int32(50_001))}),
	"too many in all":            creates(verdict{invalid, "invalid_config"}, &arenav1.CreateRequest{Config: &arenav1.Config{AgentCount: new(int32(20_000)), Teams: new(int32(8)), AreaWidth: new(20_000.0), AreaHeight: new(20_000.0)}}),
	"no area":                    configured(&arenav1.Config{AreaWidth: new(0.0)}),
	"an area of NaN":             configured(&arenav1.Config{AreaHeight: &nan}),
	"an endless area":            configured(&arenav1.Config{AreaWidth: &inf}),
	"a speed of NaN":             configured(&arenav1.Config{BaseSpeed: &nan}),
	"a negative damage":          configured(&arenav1.Config{BaseDamage: new(-1.0)}),
	"zones the wrong way round":  configured(&arenav1.Config{VisualRange: new(50.0), RecognitionRange: new(90.0)}),
	"one team":                   configured(&arenav1.Config{Teams: new(int32(1))}),
	"nine teams":                 configured(&arenav1.Config{Teams: new(int32(9))}),
	"no ticks":                   configured(&arenav1.Config{TickRate: new(int32(0))}),
	"an unknown end":             configured(&arenav1.Config{End: &arenav1.End{Kind: 99}}),
	"ten control points":         configured(&arenav1.Config{ControlPoints: new(int32(10))}),
	"a balance beyond all":       configured(&arenav1.Config{TeamBalance: new(1.5)}),
	"two configurations":         creates(verdict{invalid, "invalid_config_id"}, &arenav1.CreateRequest{Config: &arenav1.Config{}, ConfigId: "default"}),
	"an unknown configuration":   creates(absent, &arenav1.CreateRequest{ConfigId: nowhere}),
	"an unknown behaviour":       creates(absent, &arenav1.CreateRequest{BehaviorIds: []string{nowhere}}),
	"an unknown house behaviour": creates(absent, &arenav1.CreateRequest{BehaviorIds: []string{"builtin/nonsense"}}),
	"behaviours for too many":    creates(verdict{invalid, "invalid_teams"}, &arenav1.CreateRequest{BehaviorIds: []string{"", "", "builtin/flee"}}),
	"walls that leave no room":   creates(verdict{refusedF, "no_room"}, &arenav1.CreateRequest{Walls: []*arenav1.Wall{boxWall(0, 0, 800, 600)}}),
	"more agents than have room": creates(verdict{refusedF, "no_room"}, &arenav1.CreateRequest{Config: &arenav1.Config{AgentCount: new(int32(5000)), AreaWidth: new(100.0), AreaHeight: new(100.0)}}),
	"a polygon that crosses":     walled(verdict{refusedF, "no_room"}, polygon(300, 20, 340, 60, 340, 20, 300, 60)),
	"a polygon of two corners":   walled(verdict{invalid, ""}, polygon(300, 20, 340, 60)),
	"a wall without a shape":     walled(verdict{invalid, ""}, &arenav1.Wall{}),
	"a wall at NaN":              walled(verdict{invalid, ""}, roundWall(nan, 20, 5)),
	"a wall without an end":      walled(verdict{invalid, ""}, roundWall(100, 20, inf)),
	"a box without a corner":     walled(verdict{invalid, ""}, &arenav1.Wall{Shape: &arenav1.Wall_Box{Box: &arenav1.Box{Least: &arenav1.Point{}}}}),
	"a wall over a base":         walled(verdict{refusedF, "no_room"}, boxWall(0, 0, 800, 600)),
	"a viewport of no area":      looked(&arenav1.Viewport{Width: 0, Height: 10}),
	"a viewport of NaN":          looked(&arenav1.Viewport{X: nan, Width: 10, Height: 10}),
	"a viewport at no end":       looked(&arenav1.Viewport{Y: inf, Width: 10, Height: 10}),
	"a viewport inside out":      looked(&arenav1.Viewport{Width: 10, Height: -10}),
	"a tick that was not":        replayed(verdict{refusedF, "no_such_tick"}, &arenav1.WatchReplayRequest{FromTick: 1_000_000}),
	"a run that was not":         replayed(verdict{refusedF, "no_such_run"}, &arenav1.WatchReplayRequest{Run: 7}),
	"a replay too slow":          replayed(verdict{invalid, ""}, &arenav1.WatchReplayRequest{Speed: 0.1}),
	"a replay at NaN":            replayed(verdict{invalid, ""}, &arenav1.WatchReplayRequest{Speed: nan}),
	"agents for no team":         added(verdict{refusedF, "no_such_team"}, &arenav1.AddAgentsRequest{Team: 4, Count: 1}),
	"no agents to add":           added(verdict{invalid, ""}, &arenav1.AddAgentsRequest{Team: 1}),
	"agents outside":             added(verdict{refusedF, "no_room"}, &arenav1.AddAgentsRequest{Team: 1, Count: 1, Centre: &arenav1.Point{X: 900, Y: 10}}),
	"agents at NaN":              added(verdict{invalid, ""}, &arenav1.AddAgentsRequest{Team: 1, Count: 1, Centre: &arenav1.Point{X: nan}}),
	"agents around NaN":          added(verdict{invalid, ""}, &arenav1.AddAgentsRequest{Team: 1, Count: 1, Radius: nan}),
	"agents of no behaviour":     added(absent, &arenav1.AddAgentsRequest{Team: 1, Count: 1, BehaviorId: nowhere}),
	"a behaviour for nobody":     assigned(verdict{refusedF, "nobody_selected"}, &arenav1.Selection{}, "builtin/flee"),
	"a behaviour for no team":    assigned(verdict{refusedF, "no_such_team"}, &arenav1.Selection{Team: 4}, "builtin/flee"),
	"a behaviour for agent 0":    assigned(verdict{invalid, ""}, &arenav1.Selection{Agents: []int32{0}}, "builtin/flee"),
	"a behaviour that is not":    assigned(absent, firstTeam, nowhere),
	"no behaviour":               assigned(verdict{invalid, ""}, firstTeam, ""),
	"somebody's private behaviour": {absent, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.AssignBehavior, &arenav1.AssignBehaviorRequest{SessionId: f.id, Who: firstTeam, BehaviorId: f.own})
	}},
	"a wall that is not there": {verdict{refusedF, "no_such_wall"}, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.EditWalls, &arenav1.EditWallsRequest{SessionId: f.id, Remove: []int32{999}})
	}},
	"a speed beyond all": {verdict{invalid, ""}, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.SetSpeed, &arenav1.SetSpeedRequest{SessionId: f.id, Speed: 100})
	}},
	"a speed of NaN at once": {verdict{invalid, ""}, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.SetSpeed, &arenav1.SetSpeedRequest{SessionId: f.id, Speed: nan})
	}},
	"too many steps": {verdict{invalid, ""}, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.Step, &arenav1.StepRequest{SessionId: f.id, Ticks: 601})
	}},
	"a world that is not": {absent, func(ctx context.Context, f field) error {
		return firstOf(f.host.WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: nowhere}))
	}},
	"an experiment of one": {verdict{invalid, ""}, func(ctx context.Context, f field) error {
		return firstOf(f.host.RunExperiment(ctx, &arenav1.RunExperimentRequest{BehaviorIds: []string{"builtin/flee"}}))
	}},
	"an experiment too large": {verdict{refusedF, "too_many_agents"}, func(ctx context.Context, f field) error {
		return firstOf(f.host.RunExperiment(ctx, &arenav1.RunExperimentRequest{
			BehaviorIds: []string{"builtin/flee", "builtin/flee"}, Config: &arenav1.Config{AgentCount: new(int32(50_000)), AreaWidth: new(20_000.0), AreaHeight: new(20_000.0)},
		}))
	}},
	"a ladder that is not": {verdict{refusedF, "no_such_scenario"}, func(ctx context.Context, f field) error {
		return ask(ctx, f.host.GetLadder, &arenav1.GetLadderRequest{Scenario: "chess"})
	}},
	"a private behaviour on a ladder": {verdict{refusedF, "not_public"}, func(ctx context.Context, f field) error {
		return firstOf(f.guest.EnterLadder(ctx, &arenav1.EnterLadderRequest{BehaviorId: f.own, Scenario: "duel"}))
	}},
}

// What cannot be is refused where it is wrong, and changes nothing.
func TestArenaRefusesBadInput(t *testing.T) {
	t.Parallel()
	f := newProving(t).field(t)
	f.own = f.guest.makes(t, "secret", behavior.Private).GetId()
	f.plays(t)
	for what, b := range badArena {
		before := f.at(t)
		err := b.call(t.Context(), f)
		if got := verdictOf(err); got != b.want {
			t.Errorf("%s: %v %q (%v), want %v %q", what, got.code, got.reason, err, b.want.code, b.want.reason)
		}
		if f.at(t) != before {
			t.Errorf("%s changed something", what)
		}
	}
}

// A behaviour with errors moves nobody, wherever it is named.
func TestBehavioursWithErrorsAreNotUsed(t *testing.T) {
	t.Parallel()
	f := newProving(t).field(t)
	f.plays(t)
	ctx := t.Context()
	broken := must(f.host.CreateBehavior(ctx, &arenav1.CreateBehaviorRequest{Name: "broken", Source: "rules:\n  - do: {seeek: 1}\n", Sharing: behavior.Public}))(t).GetBehavior().GetId()
	for name, err := range map[string]error{
		"create":     ask(ctx, f.host.Create, &arenav1.CreateRequest{BehaviorIds: []string{broken}}),
		"add":        ask(ctx, f.host.AddAgents, &arenav1.AddAgentsRequest{SessionId: f.id, Team: 1, Count: 1, BehaviorId: broken}),
		"assign":     ask(ctx, f.host.AssignBehavior, &arenav1.AssignBehaviorRequest{SessionId: f.id, Who: firstTeam, BehaviorId: broken}),
		"force":      ask(ctx, f.host.ForceBehavior, &arenav1.ForceBehaviorRequest{SessionId: f.id, Who: firstTeam, BehaviorId: broken, Ticks: 5}),
		"experiment": firstOf(f.host.RunExperiment(ctx, &arenav1.RunExperimentRequest{BehaviorIds: []string{broken, "builtin/flee"}})),
		"ladder":     firstOf(f.host.EnterLadder(ctx, &arenav1.EnterLadderRequest{BehaviorId: broken})),
	} {
		if got := verdictOf(err); got != (verdict{refusedF, "behavior_invalid"}) {
			t.Errorf("%s: %v %q (%v)", name, got.code, got.reason, err)
		}
	}
}

// A world that was ended takes no more orders.
func TestAnEndedWorldTakesNoOrders(t *testing.T) {
	t.Parallel()
	f := newProving(t).field(t)
	f.plays(t)
	must(f.host.End(t.Context(), &arenav1.EndRequest{SessionId: f.id}))(t)
	for _, procedure := range []string{"Start", "Pause", "Step", "SetSpeed", "Reset", "AddAgents", "RemoveAgents", "EditWalls", "ApplyConfig", "End"} {
		before := f.at(t)
		if got := verdictOf(arenaMatrix[procedure].call(t.Context(), f, f.host)); got != ended || f.at(t) != before {
			t.Errorf("%s: %v %q", procedure, got.code, got.reason)
		}
	}
	if err := arenaMatrix["WatchWorld"].call(t.Context(), f, f.guest); err != nil {
		t.Errorf("its end is not shown: %v", err)
	}
}
