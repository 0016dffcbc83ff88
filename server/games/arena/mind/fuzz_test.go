package mind

import (
	"math"
	"testing"
)

// Whatever the source, compiling ends without a panic, diagnostics lie within it,
// and what was compiled decides within the ranges of an action.
func FuzzCompile(f *testing.F) {
	for _, when := range []string{"true", "health < 0.3 and not ready", "1 < enemies.known < 5 or (energy ? 1 : 2) > 1", "|\n      stuck > 1 ? ready : false", `"\u0068ealth > 1"`, "!!str ready"} {
		f.Add(one(when, "{flee: 10 * (1 - health), pace: min(1, energy / 0), target: keep, offset_x: enemy.distance}"), 0.5, 1e6)
	}
	f.Add("---", 0.0, 0.0)
	f.Add("a: 1\rb: 2", 0.0, 0.0)
	f.Add("%YAML 1.2\n---\nrules: [{do: {<<: {wander: 1}}}]\n", 0.0, 0.0)
	f.Fuzz(func(t *testing.T, text string, x, y float64) {
		p, found := Compile(text)
		lines := linesOf(text)
		for _, d := range found {
			if d.Line < 0 || d.Line > len(lines) || d.Column < 0 || d.Length < 0 || d.Message == "" {
				t.Errorf("%+v in %d lines", d, len(lines))
			}
		}
		if (p == nil) == Usable(found) {
			t.Fatalf("program %v, %+v", p, found)
		}
		if p == nil {
			return
		}
		var s Senses
		for i := range s {
			s[i] = x
			if i%2 == 0 {
				s[i] = y
			}
		}
		var a Action
		p.Decide(&s, &a)
		for steering, w := range a.Weights {
			inRange(t, SteeringTerms[steering].Name, w, 0, WeightMost)
		}
		inRange(t, "pace", a.Pace, 0, 1)
		inRange(t, "offset_x", a.OffsetX, -offsetMost, offsetMost)
		inRange(t, "offset_y", a.OffsetY, -offsetMost, offsetMost)
		if a.Rule > 0 && p.Rule(a.Rule) == "" {
			t.Errorf("rule %d has no name", a.Rule)
		}
	})
}

func inRange(t *testing.T, what string, x, lo, hi float64) {
	t.Helper()
	if math.IsNaN(x) || x < lo || x > hi {
		t.Errorf("%s is %v", what, x)
	}
}
