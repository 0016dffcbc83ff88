package script

import (
	"slices"
	"strconv"
	"strings"

	"playhouse/server/games/arena/mind"
)

// Term is something that a script can write, for editors and prompts.
type Term struct {
	Name    string // as it is written
	Kind    string // field, group, argument, function, steering or selector
	Detail  string // its unit and range, or its arguments
	Meaning string
}

// Kinds of terms.
const (
	kindField    = "field"
	kindGroup    = "group"
	kindArgument = "argument"
	kindFunction = "function"
)

var steerings, steeringNames = byName(mind.SteeringTerms[:], mind.Steering(0))

var selectors, selectorNames = byName(mind.SelectorTerms[:], mind.Selector(0))

// byName is a table of mind turned around, and its names.
func byName[N ~int](terms []mind.Term, _ N) (map[string]N, []string) {
	all, names := map[string]N{}, []string{}
	for i, t := range terms {
		all[t.Name] = N(i)
		names = append(names, t.Name)
	}
	return all, names
}

// Arguments of action.
var argumentTerms = []Term{
	{"steer", kindArgument, `{"seek": 1, …}, weights 0 to 10`, "the forces that move the agent, by their weight"},
	{"target", kindArgument, `"nearest_enemy", a neighbor or an id`, "whom or what it is after; without it, as before"},
	{"strike", kindArgument, "True or False", "hit the target, or without one the nearest enemy in reach"},
	{"heal", kindArgument, "True or False", "mend the nearest hurt ally in reach instead of striking"},
	{"pace", kindArgument, "0 to 1", "speed as a share of the most; 1 if it is not given"},
	{"offset_x", kindArgument, "-500 to 500 units", `for the force "offset": how far ahead of the target`},
	{"offset_y", kindArgument, "-500 to 500 units", `for the force "offset": how far to the right of the target`},
	{"memory", kindArgument, "text of at most 64 characters", "what to remember until the next decision; without it, as before"},
}

// Terms are all that a script can write beyond Starlark itself: what it reads as
// "self.health", "world.enemies.known" and "neighbor.distance", the arguments of
// action, forces, selectors and functions.
func Terms() []Term {
	all := prefixed("self.", ofSelf.terms())
	all = append(all, prefixed("world.", worldTerms())...)
	all = append(all, prefixed("neighbor.", ofNeighbor.terms())...)
	all = append(all, argumentTerms...)
	for _, h := range helpers {
		all = append(all, h.Term)
	}
	for _, t := range mind.SteeringTerms {
		all = append(all, Term{t.Name, "steering", t.Unit, t.Meaning})
	}
	for _, t := range mind.SelectorTerms {
		all = append(all, Term{t.Name, "selector", t.Unit, t.Meaning})
	}
	return all
}

func (k *kind[T]) terms() []Term {
	all := make([]Term, 0, len(k.names))
	for _, name := range k.names {
		all = append(all, k.fields[name].Term)
	}
	return all
}

// worldTerms are the world's, with each sense of a group in full.
func worldTerms() []Term {
	var all []Term
	for _, t := range ofWorld.terms() {
		if t.Kind != kindGroup {
			all = append(all, t)
		}
	}
	for _, t := range mind.SenseTerms {
		if !own(t.Name) {
			all = append(all, Term{t.Name, kindField, t.Unit, t.Meaning})
		}
	}
	return all
}

func prefixed(prefix string, terms []Term) []Term {
	all := slices.Clone(terms)
	for i := range all {
		all[i].Name = prefix + all[i].Name
	}
	return all
}

// hint says what was meant instead of a name, or which names there are.
func hint(name string, names []string) string {
	best, least := "", min((len(name)+1)/2+1, 8)
	for _, n := range names {
		if name != "" && strings.HasPrefix(n, name) {
			best = n
			break
		}
		if d := apart(brief(name), n); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		return "; there are " + strings.Join(names, ", ")
	}
	return "; did you mean " + strconv.Quote(best) + "?"
}

// apart is how many letters must be changed to make one word of another
// (Levenshtein's distance).
func apart(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, before+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// brief is a script's own text as far as a message shows it.
func brief(text string) string {
	if len(text) > 40 {
		return text[:40] + "…"
	}
	return text
}
