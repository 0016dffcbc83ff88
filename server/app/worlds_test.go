package app_test

import (
	"testing"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/app"
)

// A whole server holds to its settings: a guest's world has room for so many agents,
// whichever way they come, and a server for so many worlds in which time passes. What
// is refused changes nothing.
func TestWorldsLeaveRoomForOthers(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), run(t, func(c *app.Config) { c.Worlds = app.Worlds{PerUser: 1, All: 1, GuestAgents: 100} }).URL
	ann, ben := newFront(url, signIn(t, url, "Ann")), newFront(url, signIn(t, url, "Ben"))
	many := &arenav1.Config{AgentCount: new(int32(51))}
	_, err := ann.Create(ctx, &arenav1.CreateRequest{Config: many})
	wantReason(t, err, "too_many_agents")
	first, err := ann.Create(ctx, &arenav1.CreateRequest{Running: true, Config: &arenav1.Config{AgentCount: new(int32(40)), End: &arenav1.End{Kind: arenav1.EndKind_END_KIND_NEVER}}})
	if err != nil {
		t.Fatal(err)
	}
	id := first.GetSessionId()
	_, err = ann.AddAgents(ctx, &arenav1.AddAgentsRequest{SessionId: id, Team: 1, Count: 21})
	wantReason(t, err, "too_many_agents")
	if _, err := ann.AddAgents(ctx, &arenav1.AddAgentsRequest{SessionId: id, Team: 1, Count: 20}); err != nil {
		t.Errorf("as many as there is room for: %v", err)
	}
	if _, err := ann.ApplyConfig(ctx, &arenav1.ApplyConfigRequest{SessionId: id, Config: many}); err != nil {
		t.Fatal(err)
	}
	_, err = ann.Reset(ctx, &arenav1.ResetRequest{SessionId: id})
	wantReason(t, err, "too_many_agents")
	second, err := ben.Create(ctx, &arenav1.CreateRequest{})
	if err != nil {
		t.Fatalf("a world that stands takes no room: %v", err)
	}
	_, err = ben.Start(ctx, &arenav1.StartRequest{SessionId: second.GetSessionId()})
	wantReason(t, err, "busy")
	_, err = ben.Step(ctx, &arenav1.StepRequest{SessionId: second.GetSessionId()})
	wantReason(t, err, "busy")
	if v, err := ben.GetView(ctx, &arenav1.GetViewRequest{SessionId: second.GetSessionId()}); err != nil || v.GetView().GetRunning() || v.GetView().GetWaiting() > 0 {
		t.Errorf("what was refused changed something: %v %v", v, err)
	}
}
