package baseball

import (
	"strings"
	"testing"
	"time"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

// inPlay is a game in which runners and throwers are asked now.
func inPlay(t *testing.T) *sandbox {
	t.Helper()
	for seed := byte(1); ; seed++ {
		b := started(t, seed, &baseballv1.CreateRequest{RunningDecisions: true, DecisionSeconds: 60}, false)
		for range 12 {
			if b.State().phase == phaseRunning {
				return b
			}
			_, err := b.Expire()
			must(t, err)
		}
	}
}

// TestRunnersAndThrowersAreAsked once the ball is in play: each side its own
// question, hidden from the other, and nobody substitutes meanwhile.
func TestRunnersAndThrowersAreAsked(t *testing.T) {
	t.Parallel()
	b := inPlay(t)
	s, v := b.State(), b.View(0)
	if v.GetBallInPlay() == "" || len(v.GetDecisions()) != 2 || v.GetDecisions()[0].GetKind() != "running" {
		t.Fatalf("the view says %q, %v", v.GetBallInPlay(), v.GetDecisions())
	}
	send := b.View(seatOf(int(s.g.Bats))).GetDecisions()[0].GetChoices()[0].GetOptions()[1]
	if send.GetId() != "send" || !strings.Contains(send.GetEffect(), "of 20") {
		t.Errorf("sending him: %v", send)
	}
	runs, throws := seatOf(int(s.g.Bats)), seatOf(int(s.g.Fields()))
	id := decisionID(s.ask)
	refused(t, b.Do(throws, command(embedded.DecideRunning, &baseballv1.DecideRunningRequest{DecisionId: id, Lead: "send"})), "not_yours")
	refused(t, b.Do(runs, command(embedded.DecideThrow, &baseballv1.DecideThrowRequest{DecisionId: id, Throw: "cut"})), "not_yours")
	refused(t, b.Do(runs, command(embedded.Substitute, change(s, int(s.g.Bats), 1, 10, 2))), "ball_in_play")
	refused(t, b.Do(throws, command(embedded.VisitMound, &baseballv1.VisitMoundRequest{})), "ball_in_play")
	must(t, b.Do(runs, command(embedded.DecideRunning, &baseballv1.DecideRunningRequest{DecisionId: id, Lead: "send"})))
	if own := b.View(throws).GetDecisions()[0].GetOwn(); len(own) > 0 {
		t.Errorf("the thrower sees %v", own)
	}
	must(t, b.Do(throws, command(embedded.DecideThrow, &baseballv1.DecideThrowRequest{DecisionId: id, Throw: "cut"})))
	p := b.View(0).GetLastPlay()
	if b.State().phase == phaseRunning || p.GetCardResult() != v.GetBallInPlay() || p.GetNumber() != int32(len(s.plays))+1 {
		t.Errorf("after both: %v, %v", b.State(), p)
	}
	if kind := p.GetKind(); kind != "reached_on_error" {
		for _, m := range p.GetMovements() {
			if m.GetOut() && m.GetFrom() > 0 {
				t.Errorf("somebody is out though the ball was cut off: %v", p.GetText())
			}
		}
	}
}

// TestAForkSetsTheClockAnew: the copy goes on later, and elsewhere.
func TestAForkSetsTheClockAnew(t *testing.T) {
	t.Parallel()
	b := started(t, 1, &baseballv1.CreateRequest{DecisionSeconds: 60}, false)
	later := time.UnixMilli(1).Add(time.Hour)
	events, err := embedded.Room(session.Turn{Now: later}, b.State(), session.Change{Kind: session.Fork})
	must(t, err)
	s := b.State()
	for _, e := range events {
		s, err = apply(s, e)
		must(t, err)
	}
	if got := embedded.Deadline(s); !got.Equal(later.Add(time.Minute)) {
		t.Errorf("the deadline is %v", got)
	}
	if s.taken != [2]sitter{} || len(embedded.Waiting(s)) != 0 {
		t.Errorf("nobody sits in the copy, but %v do", s.taken)
	}
}

// TestALeagueThatIsGone leaves its games readable.
func TestALeagueThatIsGone(t *testing.T) {
	t.Parallel()
	b := started(t, 1, &baseballv1.CreateRequest{}, false)
	_, err := New(nil).DecideOffence(session.Turn{Seat: 2}, b.State(), &baseballv1.DecideOffenceRequest{DecisionId: "1"})
	refused(t, err, "league_gone")
	if v := New(nil).View(b.State(), session.Viewer{}); v.GetBatterId() == "" {
		t.Error("the game cannot be seen")
	}
	events, err := New(nil).Room(session.Turn{}, b.State(), session.Change{Kind: session.Leave, Seat: 1})
	if err != nil || len(events) != 1 {
		t.Errorf("leaving is refused: %v", err)
	}
}
