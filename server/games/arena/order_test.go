package arena

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// TestWhoMayDoWhat: the host runs the world; who sits on a seat commands its team and
// nothing else, and nobody else does.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	team := func(n int32) *arenav1.Selection { return &arenav1.Selection{Team: n} }
	for name, c := range map[string]struct {
		do          command
		host, guest string
	}{
		"start":             {does(Game.Start, &arenav1.StartRequest{}), "", "not_host"},
		"pause":             {does(Game.Pause, &arenav1.PauseRequest{}), "", "not_host"},
		"step":              {does(Game.Step, &arenav1.StepRequest{}), "", "not_host"},
		"speed":             {does(Game.SetSpeed, &arenav1.SetSpeedRequest{Speed: 2}), "", "not_host"},
		"reset":             {does(Game.Reset, &arenav1.ResetRequest{}), "", "not_host"},
		"add":               {doesWith(Game.AddAgents, &arenav1.AddAgentsRequest{Team: 1, Count: 1}, nil), "", "not_host"},
		"remove":            {does(Game.RemoveAgents, &arenav1.RemoveAgentsRequest{Who: team(2)}), "", "not_host"},
		"walls":             {does(Game.EditWalls, &arenav1.EditWallsRequest{Add: []*arenav1.Wall{box(300, 20, 320, 40)}}), "", "not_host"},
		"configure":         {does(Game.ApplyConfig, small()), "", "not_host"},
		"end":               {does(Game.End, &arenav1.EndRequest{}), "", "not_host"},
		"own team":          {doesWith(Game.AssignBehavior, &arenav1.AssignBehaviorRequest{Who: team(1)}, usual), "", "not_your_team"},
		"the other's team":  {doesWith(Game.AssignBehavior, &arenav1.AssignBehaviorRequest{Who: team(2)}, usual), "not_your_team", ""},
		"a team of nobody":  {doesWith(Game.ForceBehavior, &arenav1.ForceBehaviorRequest{Who: team(3), Ticks: 1}, usual), "", "not_your_team"},
		"single agents":     {doesWith(Game.ForceBehavior, &arenav1.ForceBehaviorRequest{Who: &arenav1.Selection{Agents: []int32{1}}, Ticks: 1}, usual), "", ""},
		"no such team":      {doesWith(Game.AssignBehavior, &arenav1.AssignBehaviorRequest{Who: team(4)}, usual), "no_such_team", "no_such_team"},
		"nobody":            {does(Game.RemoveAgents, &arenav1.RemoveAgentsRequest{Who: &arenav1.Selection{}}), "nobody_selected", "nobody_selected"},
		"too many":          {doesWith(Game.AddAgents, &arenav1.AddAgentsRequest{Team: 1, Count: agentsMost}, nil), "too_many_agents", "too_many_agents"},
		"outside":           {doesWith(Game.AddAgents, &arenav1.AddAgentsRequest{Team: 1, Count: 1, Centre: &arenav1.Point{X: -5}}, nil), "no_room", "no_room"},
		"a wall of nothing": {does(Game.EditWalls, &arenav1.EditWallsRequest{Remove: []int32{999}}), "no_such_wall", "not_host"},
		"everything walled": {does(Game.EditWalls, &arenav1.EditWallsRequest{Add: []*arenav1.Wall{box(0, 0, 800, 600)}}), "no_room", "not_host"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seat, reason := range map[session.Seat]string{1: c.host, 2: c.guest} {
				b := made(t, 2, &arenav1.CreateRequest{}, Plan{Config: small()})
				before := len(b.Events())
				refused(t, b.Do(seat, c.do), reason)
				if reason != "" && len(b.Events()) != before {
					t.Error("a refused order changed something")
				}
			}
		})
	}
}

// TestAGuestsSelectionIsTheirTeam: agents that a guest names are taken for the order
// only as far as they are the guest's.
func TestAGuestsSelectionIsTheirTeam(t *testing.T) {
	t.Parallel()
	b := made(t, 2, &arenav1.CreateRequest{}, Plan{Config: small()})
	must(t, b.Do(2, doesWith(Game.AssignBehavior, &arenav1.AssignBehaviorRequest{Who: &arenav1.Selection{Agents: []int32{1, 5}}}, usual)))
	o := b.State().Waiting()[0].Order.GetAssign().GetWho()
	if o.GetTeam() != 2 || len(o.GetAgents()) != 2 {
		t.Errorf("the order is for %v", o)
	}
}

// TestAnOlderOwnerIsRefused: what is written under a lower epoch does not count.
func TestAnOlderOwnerIsRefused(t *testing.T) {
	t.Parallel()
	b := made(t, 1, &arenav1.CreateRequest{Running: true}, Plan{Config: small()})
	must(t, b.Do(0, Own(1, 0)))
	must(t, b.Do(0, Own(1, 0))) // the answer was lost
	must(t, b.Do(0, Own(2, 10)))
	before := len(b.Events())
	for name, do := range map[string]command{
		"own": Own(1, 0), "take": Take(Moment{Epoch: 1, Tick: 20}, 1), "mark": MarkDown(Moment{Epoch: 1}),
		"miss": Miss(1, Missed{}), "sleep": Sleep(Moment{Epoch: 1}), "finish": Finish(1, &arenav1.Result{}),
	} {
		if err := b.Do(0, do); err == nil || len(b.Events()) != before {
			t.Errorf("%s of a paused zombie was written (%v)", name, err)
		}
	}
	must(t, b.Do(0, Take(Moment{Epoch: 2, Tick: 20}, 1)))
}

// TestASourceIsItsOwners: nobody else finds a private source in what they are sent.
func TestASourceIsItsOwners(t *testing.T) {
	t.Parallel()
	const canary = "CANARY"
	secret := copyNamed("mine", "user-2", arenav1.Sharing_SHARING_PRIVATE)
	secret.Source, secret.BehaviorId = "# "+canary, canary
	b := made(t, 2, &arenav1.CreateRequest{}, Plan{Config: small(), Behaviors: []*arenav1.BehaviorCopy{nil, secret}})
	must(t, b.Do(2, doesWith(Game.AssignBehavior, &arenav1.AssignBehaviorRequest{Who: &arenav1.Selection{Team: 2}}, secret)))
	must(t, b.Do(0, Own(1, 0)))
	must(t, b.Do(0, Miss(1, Missed{Tick: 1, Behaviors: []int32{2}, Message: canary})))
	for user, may := range map[session.UserID]bool{"user-1": false, "user-2": true, "": false, "user-3": false} {
		for _, all := range []bool{false, true} {
			v := session.Viewer{User: user, All: all}
			sent := []proto.Message{Game{}.View(b.State(), v)}
			s := (Game{}).New()
			for _, e := range b.Events() {
				next, err := Game{}.Apply(s, e)
				must(t, err)
				if h := (Game{}).Tell(s, e, next, v); h != nil {
					sent = append(sent, h)
				}
				s = next
			}
			found := false
			for _, m := range sent {
				found = found || strings.Contains(prototext.Format(m), canary)
			}
			if found != may {
				t.Errorf("%q (all %v) is sent the source: %v", user, all, found)
			}
		}
	}
}
