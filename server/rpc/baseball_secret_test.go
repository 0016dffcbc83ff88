package rpc

import (
	"bytes"
	"testing"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// answers are all that somebody can read of a game, as it comes over the wire, by
// procedure. The stream's part is what it has sent up to a version.
func (p *fan) answers(t *testing.T, id string, upTo int32) map[string][]byte {
	t.Helper()
	ctx, all := t.Context(), map[string][]byte{}
	keep := func(procedure string, m proto.Message) {
		raw, err := proto.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		all[procedure] = append(all[procedure], raw...)
	}
	keep("GetView", must(p.games.GetView(ctx, &baseballv1.GetViewRequest{SessionId: id}))(t))
	keep("GetBoxScore", must(p.games.GetBoxScore(ctx, &baseballv1.GetBoxScoreRequest{SessionId: id}))(t))
	keep("ListPlays", must(p.games.ListPlays(ctx, &baseballv1.ListPlaysRequest{SessionId: id}))(t))
	keep("ListCards", must(p.games.ListCards(ctx, &baseballv1.ListCardsRequest{SessionId: id}))(t))
	keep("GetSession", must(p.sessions.GetSession(ctx, &sessionv1.GetSessionRequest{SessionId: id}))(t))
	keep("GetHistory", must(p.sessions.GetHistory(ctx, &sessionv1.GetHistoryRequest{SessionId: id}))(t))
	// From the version before, so that a difference and its happenings come too.
	stream := must(p.games.Watch(ctx, &baseballv1.WatchRequest{SessionId: id, ResumeVersion: upTo - 1}))(t)
	defer stream.Close()
	for stream.Receive() {
		keep("Watch", stream.Msg())
		if stream.Msg().GetVersion() >= upTo {
			return all
		}
	}
	t.Fatal(stream.Err())
	return nil
}

// A manager decides and the other thinks on: nothing that anybody else reads holds
// the option that was taken.
func TestAPendingDecisionIsInNobodyElsesAnswers(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o := organisation{first: g.fan(t, "Ben"), second: g.fan(t, "Cat"), stranger: g.fan(t, "Dan")}
	spectator := g.fan(t, "Eve")
	id := o.duel(t, spectator, atPlate)
	version := must(o.second.games.DecideOffence(t.Context(), &baseballv1.DecideOffenceRequest{
		SessionId: id, DecisionId: asked(t.Context(), id, o.second), Swing: "power",
	}))(t).GetVersion()
	told := func(raw []byte) bool { return bytes.Contains(raw, []byte("power")) }
	for who, p := range map[string]*fan{"the other manager": o.first, "a spectator": spectator} {
		for procedure, raw := range p.answers(t, id, version) {
			if told(raw) {
				t.Errorf("%s is told by %s what is decided", who, procedure)
			}
		}
	}
	own := o.second.answers(t, id, version)
	if !told(own["GetView"]) || !told(own["Watch"]) {
		t.Error("who decided is not told what")
	}
	must(o.first.games.DecideDefence(t.Context(), &baseballv1.DecideDefenceRequest{SessionId: id, DecisionId: asked(t.Context(), id, o.first)}))(t)
	after := must(spectator.games.ListPlays(t.Context(), &baseballv1.ListPlaysRequest{SessionId: id}))(t).GetPlays()
	if len(after) == 0 || after[0].GetTactics()[0] != "Swing for the fence" {
		t.Errorf("after the play everybody reads %v", after)
	}
}
