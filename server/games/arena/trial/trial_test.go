package trial

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
)

func house(t testing.TB) ([]content.Behavior, mind.Program) {
	t.Helper()
	all, err := content.Behaviors()
	if err != nil {
		t.Fatal(err)
	}
	attack, ok := content.Find(all, content.Attack)
	if !ok {
		t.Fatal("nobody attacks")
	}
	return all, attack.Program
}

// decidedBy is the sum of what the names decided.
func decidedBy(d *arenav1.DryRun) (n int32) {
	for _, times := range d.GetDecided() {
		n += times
	}
	return n
}

// A team of five decides every 200 ms for 200 ticks of 1/30 s: some 33 times each, as
// long as it lives.
func TestTheHouseIsTried(t *testing.T) {
	t.Parallel()
	all, attack := house(t)
	dealt := map[string]float64{}
	for _, b := range all {
		first, err := Rules(b.Program, attack)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Rules(b.Program, attack)
		if diff := cmp.Diff(first, again, protocmp.Transform()); diff != "" || err != nil {
			t.Errorf("%s: two trials differ: %s %v", b.Name, diff, err)
		}
		t.Logf("%-16s %v own %v other %v", b.Name, first.GetDecided(), first.GetOwn(), first.GetOther())
		if n := first.GetDecisions(); n != decidedBy(first) || n < 5*10 || n > 5*35 {
			t.Errorf("%s decided %d times, %v", b.Name, n, first.GetDecided())
		}
		if first.GetTicks() != Ticks || first.GetOwn().GetTeam() != 1 || first.GetOther().GetTeam() != 2 || first.GetOwn().GetAlive()+first.GetOwn().GetDeaths() != 5 {
			t.Errorf("%s: %v", b.Name, first)
		}
		for name := range first.GetDecided() {
			if name == NoRule {
				t.Errorf("%s has situations without a rule: %v", b.Name, first.GetDecided())
			}
		}
		dealt[b.Name] = first.GetOwn().GetDamageDealt()
	}
	if dealt["attack"] <= 0 {
		t.Error("who attacks does no damage")
	}
	for _, peaceful := range []string{"flee", "wander", "wander_together", "medic"} {
		if dealt[peaceful] != 0 {
			t.Errorf("%s does %v damage", peaceful, dealt[peaceful])
		}
	}
}

// scripted decides as attack does, for agents of odd ids with a fault.
type scripted struct {
	program mind.Program
	err     error
}

func (s scripted) Answer(asks []mind.Ask) ([]mind.Answer, error) {
	var all []mind.Answer
	for _, ask := range asks {
		a := mind.Answer{Agent: ask.Agent, Steps: 7 + ask.Agent, Memory: "state " + fmt.Sprint(ask.Agent%2)}
		s.program.Decide(&ask.Senses, &a.Action)
		if ask.Agent%2 == 1 {
			a.Fault, a.Line, a.Memory = "division by zero", 3, ask.Memory
		}
		all = append(all, a)
	}
	return all, s.err
}

func TestScriptsAreTriedWithTheirFaults(t *testing.T) {
	t.Parallel()
	_, attack := house(t)
	d, err := Script(scripted{program: attack}, attack)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.GetFaults()) != 1 || d.GetFaults()[0].GetLine() != 3 || d.GetFaults()[0].GetSeverity() != arenav1.Severity_SEVERITY_ERROR {
		t.Errorf("faults %v", d.GetFaults())
	}
	if d.GetDecided()["state 0"] == 0 || d.GetDecided()["state 0"] >= d.GetDecisions() || d.GetMostSteps() < 8 || d.GetOwn().GetDamageDealt() <= 0 {
		t.Errorf("%v", d)
	}
	if _, err := Script(scripted{program: attack, err: errors.New("away")}, attack); err == nil {
		t.Error("who cannot decide is not told")
	}
}

func BenchmarkRules(b *testing.B) {
	_, attack := house(b)
	for b.Loop() {
		if _, err := Rules(attack, attack); err != nil {
			b.Fatal(err)
		}
	}
}
