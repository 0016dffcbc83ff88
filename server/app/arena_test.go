package app_test

import (
	"context"
	"net/http"
	"syscall"
	"testing"
	"time"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
)

// marching has agents go where their enemies come from.
const marching = `def decide(self, world):
    return action(steer = {"arrive": 1}, target = "enemy_base", memory = "marching")
`

// front is somebody with worlds and behaviours at a node.
type front struct {
	arenav1connect.ArenaServiceClient

	behaviors arenav1connect.BehaviorServiceClient
}

func newFront(url, token string) front {
	with := connect.WithInterceptors(bearer(token))
	return front{arenav1connect.NewArenaServiceClient(http.DefaultClient, url, with), arenav1connect.NewBehaviorServiceClient(http.DefaultClient, url, with)}
}

// script stores a behaviour that is a script.
func (f front) script(ctx context.Context, t *testing.T, name, source string) string {
	t.Helper()
	made, err := f.behaviors.CreateBehavior(ctx, &arenav1.CreateBehaviorRequest{Name: name, Tier: arenav1.Tier_TIER_SCRIPT, Source: source})
	if err != nil {
		t.Fatal(err)
	}
	if d := made.GetDiagnostics(); len(d) > 0 {
		t.Fatalf("%s: %v", name, d)
	}
	return made.GetBehavior().GetId()
}

// sees watches a world until it is as wanted.
func (f front) sees(ctx context.Context, t *testing.T, id, what string, wanted func(*arenav1.WatchWorldResponse) bool) *arenav1.WatchWorldResponse {
	t.Helper()
	stream, err := f.WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: id, Inspect: []int32{1, 2, 3, 4}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stream.Close() }()
	for stream.Receive() {
		if wanted(stream.Msg()) {
			return stream.Msg()
		}
	}
	t.Fatalf("%s was never seen: %v", what, stream.Err())
	return nil
}

// verified has a run computed again at a node.
func (f front) verified(ctx context.Context, t *testing.T, id string) {
	t.Helper()
	stream, err := f.VerifyReplay(ctx, &arenav1.VerifyReplayRequest{SessionId: id})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stream.Close() }()
	var last *arenav1.VerifyReplayResponse
	for stream.Receive() {
		last = stream.Msg()
	}
	if stream.Err() != nil || !last.GetVerified() || last.GetAgreed() < 2 {
		t.Errorf("the replay says %v (%v)", last, stream.Err())
	}
}

// A script that somebody wrote moves their agents; the node that runs the world is
// killed, and the other goes on with it; the replay is one world.
func TestAWorldOfScriptsOutlivesItsNode(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	token := signIn(t, c.nodes[0].url, "Ann")
	a, b := newFront(c.nodes[0].url, token), newFront(c.nodes[1].url, token)
	march := a.script(ctx, t, "march", marching)
	made, err := a.Create(ctx, &arenav1.CreateRequest{
		Running: true, BehaviorIds: []string{"builtin/guard", "builtin/guard"},
		Config: &arenav1.Config{AgentCount: new(int32(4)), ObstacleCount: new(int32(0)), Seed: "march", Respawn: new(true), End: &arenav1.End{Kind: arenav1.EndKind_END_KIND_NEVER}},
	})
	if err != nil {
		t.Fatal(err)
	}
	id := made.GetSessionId()
	if _, err := a.AssignBehavior(ctx, &arenav1.AssignBehaviorRequest{SessionId: id, Who: &arenav1.Selection{Team: 1}, BehaviorId: march}); err != nil {
		t.Fatal(err)
	}
	before := b.sees(ctx, t, id, "the script at work", func(m *arenav1.WatchWorldResponse) bool {
		return len(m.GetInspections()) == 4 && m.GetInspections()[0].GetRule() == "marching" && m.GetInspections()[0].GetVelocityX() > 20
	})
	_ = c.nodes[0].kill(syscall.SIGKILL)
	killed := time.Now()
	after := b.sees(ctx, t, id, "the world on the other node", func(m *arenav1.WatchWorldResponse) bool {
		return m.GetStatus() != nil && !m.GetStatus().GetElsewhere() && m.GetStatus().GetRunning() && m.GetFrame() != nil
	})
	t.Logf("killed at tick %d, the other node went on %v later", before.GetFrame().GetTick(), time.Since(killed))
	b.sees(ctx, t, id, "the script at work again", func(m *arenav1.WatchWorldResponse) bool {
		return m.GetFrame().GetTick() > after.GetFrame().GetTick()+60 && len(m.GetInspections()) == 4 && m.GetInspections()[0].GetBehavior() == "march"
	})
	if _, err := b.Pause(ctx, &arenav1.PauseRequest{SessionId: id}); err != nil {
		t.Fatal(err)
	}
	b.sees(ctx, t, id, "the pause", func(m *arenav1.WatchWorldResponse) bool { return m.GetStatus() != nil && !m.GetStatus().GetRunning() })
	b.verified(ctx, t, id)
	c.start(t, 0)
}

// A script that takes all memory is told to its owner, by those who watch and by the
// session's stream, and its agents wander; the replay holds.
func TestAScriptThatTakesAllMemory(t *testing.T) {
	t.Parallel()
	n := startServer(t, "--listen", "127.0.0.1:0", "--data-dir", t.TempDir(), "--unlimited")
	t.Cleanup(func() { _ = n.kill(syscall.SIGTERM) })
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	f := newFront(n.url, signIn(t, n.url, "Ann"))
	// It behaves while it is checked, and not when it is in a crowd.
	hog := f.script(ctx, t, "hog", "def decide(self, world):\n    if world.time > 1:\n        x = [0] * (1 << 27)\n    return action()\n")
	made, err := f.Create(ctx, &arenav1.CreateRequest{Running: true, BehaviorIds: []string{hog}, Config: &arenav1.Config{
		AgentCount: new(int32(4)), End: &arenav1.End{Kind: arenav1.EndKind_END_KIND_NEVER},
	}})
	if err != nil {
		t.Fatal(err)
	}
	id := made.GetSessionId()
	m := f.sees(ctx, t, id, "the fault", func(m *arenav1.WatchWorldResponse) bool { return len(m.GetFaults()) > 0 })
	t.Logf("told: %v", m.GetFaults()[0])
	const failed = 1 << 7
	f.sees(ctx, t, id, "wandering", func(m *arenav1.WatchWorldResponse) bool {
		return m.GetFrame().GetKey() && m.GetFrame().GetStates()[0]&failed != 0
	})
	v, err := f.GetView(ctx, &arenav1.GetViewRequest{SessionId: id})
	if err != nil || len(v.GetView().GetFaults()) == 0 || v.GetView().GetFaults()[0].GetBehavior() != "hog" {
		t.Errorf("the view tells %v (%v)", v.GetView().GetFaults(), err)
	}
	if _, err := f.Pause(ctx, &arenav1.PauseRequest{SessionId: id}); err != nil {
		t.Fatal(err)
	}
	f.sees(ctx, t, id, "the pause", func(m *arenav1.WatchWorldResponse) bool { return m.GetStatus() != nil && !m.GetStatus().GetRunning() })
	f.verified(ctx, t, id)
}
