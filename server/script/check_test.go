package script_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"playhouse/server/games/arena/mind"
	"playhouse/server/script"
)

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{})
	failure := func(line, column, length int32, message string) script.Diagnostic {
		return script.Diagnostic{Severity: script.Error, Line: line, Column: column, Length: length, Message: message}
	}
	const want = "write def decide(self, world): return action(…)."
	for _, c := range []struct {
		name, source string
		found        []script.Diagnostic
	}{
		{"good", good, nil},
		{"nothing", "", []script.Diagnostic{failure(0, 0, 0, "There is no function decide; "+want)}},
		{"another name", "def decides(self, world):\n    return action()\n", []script.Diagnostic{failure(0, 0, 0, "There is no function decide; "+want)}},
		{"no function", "decide = 1\n", []script.Diagnostic{failure(0, 0, 0, "decide is a int; "+want)}},
		{"one parameter", "\ndef decide(self):\n    return action()\n", []script.Diagnostic{failure(2, 0, 0, "decide takes two parameters; "+want)}},
		{"any parameters", "def decide(*all):\n    return action()\n", []script.Diagnostic{failure(1, 0, 0, "decide takes two parameters; "+want)}},
		{"no colon", "def decide(self, world)\n    return action()\n", []script.Diagnostic{failure(1, 24, 0, "The line ends too early: something is missing, perhaps a colon or a bracket.")}},
		{"an open bracket", "def decide(self, world):\n    return action(\n", []script.Diagnostic{failure(2, 0, 0, "The source ends too early: a bracket, or what belongs to the last line, is missing.")}},
		{"names that are not there", "def decide(self, world):\n    é = nearest\n    return act()\n", []script.Diagnostic{
			failure(2, 9, 7, "Nothing is called nearest."), failure(3, 12, 3, "Nothing is called act."),
		}},
		{"while", "def decide(self, world):\n    while True:\n        pass\n", []script.Diagnostic{failure(2, 5, 5, "There is no while; write for i in range(20): and break when it is done.")}},
		{"a top level that fails", "A = 1\nB = A // 0\n" + plainDecide, []script.Diagnostic{failure(2, 0, 0, "A number was divided by 0; test it before.")}},
		{"a top level without end", "A = [b for b in range(100000)]\n" + plainDecide, []script.Diagnostic{failure(1, 0, 0, "It takes too many steps: at most 2000 for a decision, 10000 for the top level.")}},
		{"a top level that takes all memory", "A = [0] * (1 << 29)\n" + plainDecide, []script.Diagnostic{failure(0, 0, 0, "Tried out, it took too much memory; keep lists and texts short.")}},
		{"what is misspelt", "def decide(self, world):\n    if self.healt < 1 or world.enemies.knwon > 0 or world.enemy:\n        pass\n    return action(steer={\"seeks\": 1, \"flee\": 11}, target=\"nearest\", pase=1)\n", []script.Diagnostic{
			failure(2, 13, 5, `self has no "healt"; did you mean "health"?`),
			failure(2, 40, 5, `world.enemies has no "knwon"; did you mean "known"?`),
			failure(4, 26, 7, `There is no force "seeks"; did you mean "seek"?`),
			failure(4, 46, 2, "The weight of flee is from 0 to 10."),
			failure(4, 58, 9, `There is no target "nearest"; did you mean "nearest_enemy"?`),
			failure(4, 69, 4, `action has no "pase"; did you mean "pace"?`),
		}},
		{"what fails alone", "def decide(self, world):\n    return action(target=world.neighbors[0])\n", []script.Diagnostic{
			{Severity: script.Warning, Line: 2, Message: "Tried with nobody in sight, it fails: index 0 out of range: empty list."},
		}},
		{"what fails among others", "def decide(self, world):\n    for n in world.neighbors:\n        n.flee()\n    return action()\n", []script.Diagnostic{
			{Severity: script.Warning, Line: 3, Message: "Tried with others in sight, it fails: neighbor has no .flee field or method."},
		}},
		{"other names for the parameters", "def decide(me, all):\n    world = {\"x\": me.health}\n    return action(memory=str(all.enemies.reach) + str(world))\n", nil},
		{"own words", "def decide(self, world):\n    def action(**all):\n        return all\n    a = action(fly=1)\n    return HOLD\n\n" + "HOLD = action(pace=0)\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			found, err := p.Check(t.Context(), c.source)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.found, found); diff != "" && (len(c.found) > 0 || len(found) > 0) {
				t.Error(diff)
			}
		})
	}
}

// Whatever is sent, an editor gets an answer; what is found is inside the source, and
// is an error for what does not decide.
func TestHostileSourcesAreChecked(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{Limit: 400 * time.Millisecond})
	for _, c := range hostile {
		found, err := p.Check(t.Context(), c.source)
		if err != nil || len(found) == 0 {
			t.Errorf("%s: %v, %v", c.name, found, err)
		}
		for _, d := range found {
			if d.Message == "" || len(d.Message) > 400 || int(d.Line) > strings.Count(c.source, "\n")+1 {
				t.Errorf("%s: %+v", c.name, d)
			}
		}
	}
}

// All that mind knows can be written, and all terms tell what they mean.
func TestTermsAreAllThatThereIs(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{})
	b := strings.Builder{}
	b.WriteString("def decide(self, world):\n    n = world.neighbors[0]\n    all = [\n")
	names := map[string]bool{}
	for _, term := range script.Terms() {
		if term.Meaning == "" || term.Detail == "" || names[term.Kind+term.Name] {
			t.Errorf("%+v", term)
		}
		names[term.Kind+term.Name] = true
		if term.Kind == "field" {
			b.WriteString("        " + strings.Replace(term.Name, "neighbor.", "n.", 1) + ",\n")
		}
	}
	b.WriteString("    ]\n    return action(memory=str(len(all)))\n")
	for _, sense := range mind.SenseTerms {
		if !names["fieldworld."+sense.Name] {
			t.Errorf("%s cannot be read", sense.Name)
		}
	}
	answers, err := p.Decide(t.Context(), script.Batch{Source: b.String(), Asks: crowd(1)})
	if err != nil || answers[0].Fault != "" {
		t.Errorf("%v, %+v", err, answers)
	}
	for s, name := range mind.SteeringTerms {
		a := decide(t, p, "def decide(self, world):\n    return action(steer={\""+name.Name+"\": 2.5})\n")
		if a.Fault != "" || a.Action.Weights[s] != 2.5 {
			t.Errorf("%s: %+v", name.Name, a)
		}
	}
	for s, name := range mind.SelectorTerms {
		a := decide(t, p, "def decide(self, world):\n    return action(target=\""+name.Name+"\")\n")
		if a.Fault != "" || a.Action.Target != mind.Selector(s) {
			t.Errorf("%s: %+v", name.Name, a)
		}
	}
}
