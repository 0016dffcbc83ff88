package mind

import (
	"strings"
	"testing"
)

// Every word that editors are told of is understood where it belongs.
func TestTheLanguageKnowsItsWords(t *testing.T) {
	t.Parallel()
	for _, w := range Words() {
		when, do := "true", "{wander: 1}"
		switch w.Kind {
		case "number":
			when = w.Name + " == 0.5"
		case "boolean":
			when = w.Name
		case "steering":
			do = "{" + w.Name + ": 1, target: base}"
		case "selector":
			do = "{wander: 1, target: " + w.Name + "}"
		case "action":
			value := map[string]string{"target": "post", "strike": "true", "heal": "true"}[w.Name]
			if value == "" {
				value = "0.5"
			}
			do = "{offset: 1, target: leader, " + w.Name + ": " + value + "}"
			if w.Name == "target" {
				do = "{offset: 1, target: leader}"
			}
		case "function":
			do = `{wander: "` + strings.ReplaceAll(w.Unit, "y", "energy") + `"}`
			do = strings.ReplaceAll(do, "x)", "health)")
			do = strings.ReplaceAll(do, "(x", "(health")
		case "keyword":
			if strings.Contains(w.Unit, " ") {
				when = strings.ReplaceAll(w.Unit, "condition", "ready")
			}
		default:
			t.Errorf("%s is of no kind: %q", w.Name, w.Kind)
		}
		if w.Meaning == "" || w.Unit == "" {
			t.Errorf("%s is not explained", w.Name)
		}
		if p, found := Compile(one(when, do)); p == nil || len(found) > 0 {
			t.Errorf("%s: when %s do %s: %s", w.Name, when, do, told(found))
		}
	}
}

// The zero of a count is its least, and what is far lies within every range.
func TestEverySenseHasARange(t *testing.T) {
	t.Parallel()
	for s := range SenseCount {
		r := rangeOf(s)
		if r.lo >= r.hi || r.condition != s.Boolean() {
			t.Errorf("%s: %+v", SenseTerms[s].Name, r)
		}
	}
}
