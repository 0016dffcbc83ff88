package keeper_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
	"playhouse/server/worlds/keeper"
)

// sameTicks is how long worlds must be the same.
const sameTicks = 10_000

// meddle gives orders of all kinds while a world runs.
func meddle(t *testing.T, n *node, id session.ID, seen <-chan *arenav1.WatchWorldResponse) {
	t.Helper()
	s := string(id)
	team := &arenav1.Selection{Team: 2}
	with := func(b *arenav1.BehaviorCopy) *arenav1.BehaviorCopy { return b }
	order(t, n, &arenav1.SetSpeedRequest{SessionId: s, Speed: 8}, arena.Game.SetSpeed)
	for i, give := range []func(){
		func() {
			order(t, n, &arenav1.AddAgentsRequest{SessionId: s, Team: 1, Count: 7},
				func(g arena.Game, turn session.Turn, s arena.State, r *arenav1.AddAgentsRequest) ([]*arenav1.Event, error) {
					return g.AddAgents(turn, s, r, with(house(t, "kite")))
				})
		},
		func() {
			order(t, n, &arenav1.AssignBehaviorRequest{SessionId: s, Who: team},
				func(g arena.Game, turn session.Turn, s arena.State, r *arenav1.AssignBehaviorRequest) ([]*arenav1.Event, error) {
					return g.AssignBehavior(turn, s, r, with(house(t, "swarm")))
				})
		},
		func() {
			order(t, n, &arenav1.ForceBehaviorRequest{SessionId: s, Who: &arenav1.Selection{Agents: []int32{1, 2, 3}}, Ticks: 500},
				func(g arena.Game, turn session.Turn, s arena.State, r *arenav1.ForceBehaviorRequest) ([]*arenav1.Event, error) {
					return g.ForceBehavior(turn, s, r, with(house(t, "flee")))
				})
		},
		func() {
			order(t, n, &arenav1.EditWallsRequest{SessionId: s, Add: []*arenav1.Wall{{Shape: &arenav1.Wall_Circle{
				Circle: &arenav1.Circle{Centre: &arenav1.Point{X: 400, Y: 300}, Radius: 30},
			}}}}, arena.Game.EditWalls)
		},
		func() {
			order(t, n, &arenav1.RemoveAgentsRequest{SessionId: s, Who: &arenav1.Selection{Agents: []int32{4, 5}}}, arena.Game.RemoveAgents)
		},
		func() {
			order(t, n, &arenav1.ApplyConfigRequest{SessionId: s},
				func(g arena.Game, turn session.Turn, s arena.State, _ *arenav1.ApplyConfigRequest) ([]*arenav1.Event, error) {
					c := endless()
					c.BaseSpeed, c.DecisionIntervalMs = new(150.0), new(int32(100))
					return g.ApplyConfig(turn, s, c)
				})
		},
	} {
		until(t, "the next moment", seen, atTick(int32(i+1)*1000))
		give()
	}
	until(t, "the end", seen, atTick(sameTicks))
	order(t, n, &arenav1.PauseRequest{SessionId: s}, arena.Game.Pause)
	eventually(t, "the pause is taken", func() bool { return len(n.state(t, id).Waiting()) == 0 })
}

// The same seed, parameters and orders make the same world at every tick: live, in the
// simulator, and when it is computed again; and what was changed afterwards shows.
func TestTheSameWorldEverywhere(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	times := quick
	times.Mark = time.Nanosecond // at every tick
	n, closes := p.open(t, "a", times, nil)
	t.Cleanup(closes)
	id := n.create(t, endless(), nil, house(t, "adaptive"))
	seen, _ := n.watch(t, id, keeper.Sight{})
	meddle(t, n, id, seen)
	r, _ := n.state(t, id).Run(0)
	if r.Last < sameTicks || len(r.Marks) < int(r.Last)-1 || len(r.Orders) < 8 {
		t.Fatalf("the log has %d ticks, %d marks, %d orders", r.Last, len(r.Marks), len(r.Orders))
	}
	simulated(t, r)
	if v := n.verify(t, id, r); !v.GetVerified() || int(v.GetAgreed()) != len(r.Marks) || v.GetTick() != r.Last {
		t.Errorf("the replay says %v", v)
	}
	for what, change := range tampered {
		other := r
		other.Number, other.Orders, other.Marks = 1, slices.Clone(r.Orders), slices.Clone(r.Marks)
		change(&other)
		if v := n.verify(t, id, other); v.GetVerified() || !v.GetDone() {
			t.Errorf("%s: the replay says %v", what, v)
		}
	}
}

// simulated computes a run without a keeper and compares each mark.
func simulated(t *testing.T, r arena.Run) {
	t.Helper()
	c, err := arena.NewCourse(r)
	must(t, err)
	for _, m := range r.Marks {
		for c.World.Tick() < m.Tick {
			c.Obey()
			c.World.Step()
		}
		if c.World.Hash() != m.Hash {
			t.Fatalf("tick %d differs", m.Tick)
		}
	}
}

// tampered are changes of a log that must not go unnoticed.
var tampered = map[string]func(*arena.Run){
	"another seed": func(r *arena.Run) {
		r.Setup = proto.CloneOf(r.Setup)
		r.Setup.Config.Seed = "another"
	},
	"another parameter": func(r *arena.Run) {
		r.Setup = proto.CloneOf(r.Setup)
		r.Setup.Config.BaseDamage = new(11.0)
	},
	"an order a tick later": func(r *arena.Run) { r.Orders[2].Tick++ },
	"an order that is gone": func(r *arena.Run) { r.Orders = slices.Delete(r.Orders, 3, 4) },
	"an order that says something else": func(r *arena.Run) {
		i := slices.IndexFunc(r.Orders, func(o arena.Taken) bool { return o.Order.GetAdd() != nil })
		r.Orders[i].Order = proto.CloneOf(r.Orders[i].Order)
		r.Orders[i].Order.GetAdd().Count++
	},
	"another hash": func(r *arena.Run) { r.Marks[5000].Hash++ },
}
