package rpc

import (
	"bytes"
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/behavior"
)

// receipts are the bytes that somebody was sent, by procedure.
type receipts map[string][]byte

func (r receipts) keep(t *testing.T, procedure string, m proto.Message) {
	t.Helper()
	raw, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	r[procedure] = append(r[procedure], raw...)
}

// messages are the first of a stream; fewer when it ends before.
func messages[M any](t *testing.T, most int, stream *connect.ServerStreamForClient[M], err error) (all []*M) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	for len(all) < most && stream.Receive() {
		all = append(all, stream.Msg())
	}
	return all
}

// reads is all that somebody can read of a world.
func (g *general) reads(t *testing.T, id string, upTo int32) receipts {
	t.Helper()
	ctx, all := t.Context(), receipts{}
	everyone := []int32{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	all.keep(t, "GetView", must(g.GetView(ctx, &arenav1.GetViewRequest{SessionId: id}))(t))
	all.keep(t, "GetReplay", must(g.GetReplay(ctx, &arenav1.GetReplayRequest{SessionId: id}))(t))
	all.keep(t, "GetSession", must(g.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id}))(t))
	all.keep(t, "GetHistory", must(g.sessions.GetHistory(ctx, &sessionv1.GetHistoryRequest{SessionId: id}))(t))
	all.keep(t, "MySessions", must(g.sessions.MySessions(ctx, &sessionv1.MySessionsRequest{}))(t))
	for _, resume := range []int32{0, 1, upTo - 1} { // all at once, and as it happened
		stream, err := g.Watch(ctx, &arenav1.WatchRequest{SessionId: id, ResumeVersion: resume})
		if err != nil {
			t.Fatal(err)
		}
		for stream.Receive() {
			all.keep(t, "Watch", stream.Msg())
			if stream.Msg().GetVersion() >= upTo {
				break
			}
		}
		_ = stream.Close()
	}
	world, err := g.WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: id, Inspect: everyone})
	for _, m := range messages(t, 3, world, err) {
		all.keep(t, "WatchWorld", m)
	}
	film, err := g.WatchReplay(ctx, &arenav1.WatchReplayRequest{SessionId: id, Inspect: everyone, Speed: 64})
	for _, m := range messages(t, 20, film, err) {
		all.keep(t, "WatchReplay", m)
	}
	proof, err := g.VerifyReplay(ctx, &arenav1.VerifyReplayRequest{SessionId: id})
	for _, m := range messages(t, 100, proof, err) {
		all.keep(t, "VerifyReplay", m)
	}
	return all
}

// A player's private behaviour, its source, its rules' names and its id, is in nothing
// that anybody else is sent.
func TestAPrivateBehaviourIsInNobodyElsesBytes(t *testing.T) {
	t.Parallel()
	f := newProving(t).field(t)
	f.plays(t)
	ctx := t.Context()
	const canary = "CANARY-7d1f"
	secret := must(f.guest.CreateBehavior(ctx, &arenav1.CreateBehaviorRequest{
		Name: "mine", Sharing: behavior.Private, Source: "# " + canary + "\nrules:\n  - name: " + canary + "\n    do: {wander: 1}\n",
	}))(t).GetBehavior().GetId()
	must(f.guest.AssignBehavior(ctx, &arenav1.AssignBehaviorRequest{SessionId: f.id, Who: secondTeam, BehaviorId: secret}))(t)
	must(f.guest.ForceBehavior(ctx, &arenav1.ForceBehaviorRequest{SessionId: f.id, Who: secondTeam, BehaviorId: secret, Ticks: 5}))(t)
	must(f.host.Step(ctx, &arenav1.StepRequest{SessionId: f.id, Ticks: 60}))(t)
	waitTick(t, f, 60)
	must(f.host.SetSpeed(ctx, &arenav1.SetSpeedRequest{SessionId: f.id, Speed: 4}))(t) // marks the log where it is
	upTo := f.at(t)
	for who, g := range map[string]*general{"the host": f.host, "a spectator": f.spectator, "a key that may read": f.reader} {
		for procedure, raw := range g.reads(t, f.id, upTo) {
			for what, text := range map[string]string{"source": canary, "id": secret} {
				if bytes.Contains(raw, []byte(text)) {
					t.Errorf("%s is sent the %s by %s", who, what, procedure)
				}
			}
		}
	}
	own := f.guest.reads(t, f.id, upTo)
	for _, procedure := range []string{"GetView", "Watch", "WatchWorld"} {
		if !bytes.Contains(own[procedure], []byte(canary)) {
			t.Errorf("the owner is not told by %s: the others' bytes show nothing", procedure)
		}
	}
	for _, g := range []*general{f.host, f.spectator} {
		_, err := g.GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: secret})
		wantRefusal(t, err, connect.CodeNotFound, "not_found")
	}
}

// waitTick waits until a world has come to a tick.
func waitTick(t *testing.T, f field, tick int32) {
	t.Helper()
	stream := must(f.host.WatchWorld(t.Context(), &arenav1.WatchWorldRequest{SessionId: f.id}))(t)
	defer stream.Close()
	for stream.Receive() {
		if stream.Msg().GetFrame().GetTick() >= tick {
			return
		}
	}
	t.Fatal(stream.Err())
}
