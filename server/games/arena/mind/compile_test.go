package mind

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// told is a diagnostic as a person reads it.
func told(all []Diagnostic) string {
	var b strings.Builder
	for _, d := range all {
		kind := "error"
		if d.Severity == Warning {
			kind = "warning"
		}
		fmt.Fprintf(&b, "%s %d:%d+%d %s\n", kind, d.Line, d.Column, d.Length, d.Message)
	}
	return b.String()
}

// one is a behaviour of one rule.
func one(when, do string) string { return "rules:\n  - when: " + when + "\n    do: " + do + "\n" }

func TestDiagnosticsSayWhereAndWhatToDo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, source, want string }{
		{"unknown sense", one("helth < 0.3", "{wander: 1}"), "error 2:11+5 unknown sense helth; did you mean health?\n"},
		{
			"all names are told", one("enemies.knwn > 2 and redy", "{wander: 1}"),
			"error 2:11+12 unknown sense enemies.knwn; did you mean enemies.known?\nerror 2:32+4 unknown sense redy; did you mean ready?\n",
		},
		{
			"a group alone", one("enemies > 2", "{wander: 1}"),
			"error 2:11+7 enemies has several senses: write enemies.seen or enemies.known or enemies.reach\n",
		},
		{
			"kinds do not go together", one("ready > 2", "{wander: 1}"),
			"error 2:17+1 invalid operation: > (mismatched types bool and int): compare and compute with numbers; join what is true or false with and, or, not\n",
		},
		{
			"a number is no condition", one("health", "{wander: 1}"),
			"error 2:11+6 when must be true or false: compare with something, for example health < 0.3\n",
		},
		{
			"never", one("health > 30", "{wander: 1}"),
			"warning 2:11+0 this is never true: health is 0 to 1\n",
		},
		{
			"always", one("1 < 2", "{wander: 1}"),
			"warning 2:11+0 this is always true\n",
		},
		{"true is meant", one("true", "{wander: 1}"), ""},
		{
			"a part is never true", one("ready and health < 0", "{wander: 1}"),
			"warning 2:21+0 this is never true: health is 0 to 1\n",
		},
		{"unfinished", one("health <", "{wander: 1}"), "error 2:18+1 finish the expression: something is missing at its end (within { } put what has a comma in quotes)\n"},
		{"tag", one("!ready", "{wander: 1}"), "error 2:11+0 leave out the tag: in YAML a word that begins with ! is one; write not instead of !, or put it in quotes\n"},
		{"quoted", one("\"!ready and helth > 1\"", "{wander: 1}"), "error 2:23+5 unknown sense helth; did you mean health?\n"},
		{"literal", one("|\n      ready\n      and helth > 1", "{wander: 1}"), "error 4:11+5 unknown sense helth; did you mean health?\n"},
		{"folded", one(">-\n      ready and\n      ä > 1", "{wander: 1}"), "error 4:7+1 unknown sense ä\n"},
		{"goes on in the next line", one("ready and\n     helth > 1", "{wander: 1}"), "error 3:6+5 unknown sense helth; did you mean health?\n"},
		{"function", one("now() > health", "{wander: 1}"), "error 2:11+3 there is no function now: use abs, min or max\n"},
		{"predicate", one("all([1], # > 0)", "{wander: 1}"), "error 2:18+1 finish the expression: something is missing at its end (within { } put what has a comma in quotes)\n"},
		{"text", one(`"health matches 'a'"`, "{wander: 1}"), "error 2:19+7 use + - * / < <= > >= == != and or instead of matches\n"},
		{"power", one("health ** 2 > 1", "{wander: 1}"), "error 2:18+2 use + - * / < <= > >= == != and or instead of **\n"},
		{"unknown key", "rules:\n  - wenn: ready\n    do: {wander: 1}\n", "error 2:5+4 a rule has no \"wenn\"; did you mean when?\n"},
		{"unknown steering", one("ready", "{wandr: 1}"), "error 3:10+5 do has no \"wandr\"; did you mean wander?\n"},
		{"unknown target", one("ready", "{seek: 1, target: nearest_enmy}"), "error 3:27+12 unknown target nearest_enmy; did you mean nearest_enemy?\n"},
		{"weight", one("ready", "{wander: 11}"), "error 3:18+2 wander must lie between 0 and 10\n"},
		{"negative weight", one("ready", "{wander: -1}"), "error 3:18+2 wander must lie between 0 and 10\n"},
		{"pace", one("ready", "{wander: 1, pace: 1.5}"), "error 3:27+3 pace must lie between 0 and 1\n"},
		{"weight is a condition", one("ready", "{wander: ready}"), "error 3:18+5 wander takes a number: write condition ? 1 : 0\n"},
		{"flag", one("ready", "{strike: yes}"), "error 3:18+3 strike is true or false; what it depends on goes into when\n"},
		{"twice", one("ready", "{wander: 1, wander: 2}"), "error 3:21+6 wander is there twice: leave one out\n"},
		{"nothing to do", "rules:\n  - when: ready\n", "error 2:5+0 say what is done: do: {wander: 1}, for example\n"},
		{"empty", "", "error 0:0+0 write at least one rule, below rules:\n"},
		{"only a comment", "# later\n", "error 0:0+0 write at least one rule, below rules:\n"},
		{"empty list", "rules: []\n", "error 1:1+5 write rules as a list: each begins with a dash, for example - when: health < 0.3\n"},
		{"not a mapping", "- a\n", "error 1:1+0 write a behaviour as lines of the form key: value\n"},
		{"alias", "rules:\n  - &a {do: {wander: 1}}\n  - *a\n", "error 2:5+0 write it out: anchors and aliases (& and *) are not taken\nerror 3:5+0 write it out: anchors and aliases (& and *) are not taken\n"},
		{
			"unreachable", "rules:\n  - do: {wander: 1}\n  - when: ready\n    do: {flee: 1}\n",
			"warning 3:5+0 this rule never decides: rule 1 before it always fits; give that one a when, or put this one before it\n",
		},
		{"twins", "rules:\n  - {name: a, when: ready, do: {wander: 1}}\n  - {name: a, do: {wander: 1}}\n", "warning 3:5+0 another rule is called \"a\" too: give them different names to tell them apart\n"},
		{"heals and strikes", one("ready", "{strike: true, heal: true}"), "warning 3:10+6 who heals does not strike: leave one of the two out\n"},
		{"two documents", one("ready", "{wander: 1}") + "---\na: b\n", "error 0:0+0 write one document: leave out what follows the line ---\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, found := Compile(c.source)
			if diff := cmp.Diff(c.want, told(found)); diff != "" {
				t.Errorf("%s\n%s", c.source, diff)
			}
			if (p != nil) != Usable(found) {
				t.Errorf("a program: %v, diagnostics: %s", p != nil, told(found))
			}
		})
	}
}

// yields are what conditions and numbers come to.
func TestExpressionsComputeAsWritten(t *testing.T) {
	t.Parallel()
	var s Senses
	s[Health], s[Ready], s[EnemiesKnown], s[EnemyDistance], s[EnemyApproach] = 0.25, 1, 3, 40, -12
	for text, want := range map[string]float64{
		"1 + 2 * 3": 7, "(1 + 2) * 3": 9, "7 - 2 - 1": 4, "8 / 4 / 2": 1, "-enemy.approach / 4": 3,
		"health * 8": 2, "min(enemies.known, 2, 9)": 2, "max(1, enemies.known)": 3, "abs(enemy.approach) / 6": 2,
		"ready ? 4 : 5": 4, "not ready ? 4 : 5": 5, "health < 0.3 and ready ? 1 : 2": 1, "health > 0.3 or !ready ? 1 : 2": 2,
		"enemies.known == 3 ? 1 : 0": 1, "enemies.known != 3 ? 1 : 0": 0, "health >= 0.25 && health <= 0.25 ? 1 : 0": 1,
		"1 < enemies.known < 5 ? 1 : 0": 1, "health / 0": 0, "ready == true ? 6 : 7": 6,
		"100 - enemy.distance": 10, "enemy.approach": 0,
	} {
		p, found := Compile(one("true", `{wander: "`+text+`"}`))
		if p == nil {
			t.Errorf("%s: %s", text, told(found))
			continue
		}
		var a Action
		if p.Decide(&s, &a); a.Weights[Wander] != want {
			t.Errorf("%s = %v, want %v", text, a.Weights[Wander], want)
		}
	}
}

func TestTheFirstRuleThatFitsDecides(t *testing.T) {
	t.Parallel()
	p, found := Compile(`
rules:
  - name: away
    when: health < 0.3
    do: {flee: 3, evade: 1, pace: 1}
  - when: enemies.known > 0
    do: {pursue: 2, target: nearest_enemy, strike: true, pace: 0.75}
`)
	if p == nil || len(found) > 0 {
		t.Fatal(told(found))
	}
	before := Action{Target: EnemyBase, Agent: 7, Strike: true, Heal: true, OffsetX: 9, Rule: 9}
	for _, c := range []struct {
		health, known float64
		want          Action
		rule          string
	}{
		{0.2, 1, Action{Weights: weights(Flee, 3, Evade, 1), Target: Nobody, Pace: 1, Rule: 1}, "away"},
		{0.9, 1, Action{Weights: weights(Pursue, 2), Target: NearestEnemy, Strike: true, Pace: 0.75, Rule: 2}, "rule 2"},
		{0.9, 0, Idle(), ""},
	} {
		s, a := Senses{Health: c.health, EnemiesKnown: c.known}, before
		p.Decide(&s, &a)
		if diff := cmp.Diff(c.want, a); diff != "" || p.Rule(a.Rule) != c.rule {
			t.Errorf("health %v, known %v: %q %s", c.health, c.known, p.Rule(a.Rule), diff)
		}
	}
}

// weights are pairs of a steering and its weight.
func weights(pairs ...any) (all [SteeringCount]float64) {
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i].(Steering)] = float64(pairs[i+1].(int))
	}
	return all
}

func TestLimitsOfTheLanguage(t *testing.T) {
	t.Parallel()
	many := "rules:\n" + strings.Repeat("  - {when: ready, do: {}}\n", RulesMost+1)
	for name, c := range map[string]struct{ source, want string }{
		"bytes":                  {"#" + strings.Repeat("x", SourceMost), "make it shorter: a behaviour has at most 8192 bytes"},
		"rules":                  {many, "leave out rules: a behaviour has at most 64"},
		"nodes":                  {one("health"+strings.Repeat(" + 1", 200)+" > 1", "{}"), "use fewer than 128 names"},
		"length":                 {one("health > "+strings.Repeat("0", 1000)+"1", "{}"), "make it shorter: up to 1000 characters"},
		"brackets":               {one(strings.Repeat("(0.5 + ", 20)+"health"+strings.Repeat(")", 20)+" > 1", "{}"), "use fewer brackets"},
		"name":                   {"rules:\n  - name: " + strings.Repeat("x", 61) + "\n    do: {}\n", "take a name of one line"},
		"bytes that are no text": {"rules: \xff", "write it as text in UTF-8"},
	} {
		p, found := Compile(c.source)
		if p != nil || !strings.Contains(told(found), c.want) {
			t.Errorf("%s: %s", name, told(found))
		}
	}
	if p, found := Compile(strings.Replace(many, "  - {when: ready, do: {}}\n", "", 1)); p == nil {
		t.Errorf("%d rules: %s", RulesMost, told(found))
	}
}

// Aliases that would grow to gigabytes are refused where they are.
func TestBombsDoNotGoOff(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	for _, source := range []string{b.String(), strings.Repeat("[", SourceMost), strings.Repeat("{a: ", SourceMost/4), strings.Repeat("- ", SourceMost/2), one(strings.Repeat("(", 900), "{}"), one(strings.Repeat("not ", 240)+"ready", "{}")} {
		if p, found := Compile(source); p != nil || Usable(found) {
			t.Errorf("%.40s…: %s", source, told(found))
		}
	}
}
