package assistant

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

const (
	foundMost    = 8 // terms in an answer
	examplesMost = 2
	rootLeast    = 4 // letters that two words have to have in common
	named        = 5 // what a word of a term's name counts; of its meaning, 1
)

// find answers a question from the manual, by its words.
func (m Manual) find(question string) string {
	words := wordsOf(question)
	var b strings.Builder
	b.WriteString("There is no language model on this server; this is what the manual has to your words.\n")
	terms, examples := m.terms(words), m.behaviors(words)
	if len(terms)+len(examples) == 0 {
		b.WriteString("\nNothing. Ask with words that behaviors use, such as health, enemies, target, flee, walls, rules.\n")
	}
	for _, t := range terms {
		fmt.Fprintf(&b, "\n%s (%s, %s): %s.", t.GetName(), t.GetKind(), t.GetDetail(), t.GetMeaning())
	}
	for _, e := range examples {
		fmt.Fprintf(&b, "\n\nThe house's %s:\n%s", e.Name, e.Text)
	}
	b.WriteString("\n\nA behavior is an ordered list of rules; the first whose `when` is true decides, and `do` says what the agent wants.\n")
	return b.String()
}

// terms are those that the words point at, the best first.
func (m Manual) terms(words []string) []*arenav1.Term {
	points := map[*arenav1.Term]int{}
	var found []*arenav1.Term
	for _, t := range m.Terms {
		n := named*common(words, wordsOf(t.GetName())) + common(words, wordsOf(t.GetMeaning()))
		if n > 0 {
			points[t] = n
			found = append(found, t)
		}
	}
	slices.SortStableFunc(found, func(a, b *arenav1.Term) int { return cmp.Compare(points[b], points[a]) })
	return found[:min(len(found), foundMost)]
}

// behaviors are the house's that the words name.
func (m Manual) behaviors(words []string) []Part {
	var found []Part
	for _, e := range m.Examples {
		if len(found) < examplesMost && common(words, wordsOf(e.Name)) > 0 {
			found = append(found, e)
		}
	}
	return found
}

// empty are words of questions that point at nothing.
var empty = strings.Fields("who why the and are was what when where which does have with from that this there their they them about into more most than only how can should would write make help explain tell agent agents behavior behaviors behaviour team mean means work works")

// wordsOf are the words of a text that mean something.
func wordsOf(text string) []string {
	var all []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 2 && !slices.Contains(empty, w) {
			all = append(all, w)
		}
	}
	return all
}

// common is how many of the words are among others, or begin as they do.
func common(words, others []string) int {
	n := 0
	for _, w := range words {
		if slices.ContainsFunc(others, func(o string) bool { return w == o || alike(w, o) || alike(o, w) }) {
			n++
		}
	}
	return n
}

// alike is true for a word that goes on as another does: enemy, enemies.
func alike(w, o string) bool {
	root := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, "s"), "y"), "e")
	return len(root) >= rootLeast && strings.HasPrefix(o, root) && len(o) <= len(w)+len("ing")
}
