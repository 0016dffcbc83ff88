// Package composer makes a behaviour of a wish without a language model. It knows
// keywords in English and German: conditions ("below 40 %", "in der Unterzahl"),
// actions ("attack the weakest", "fliehen") and manners ("keep together"), each of
// which stands for what the behaviours of the house do, and puts them into order. It
// does not understand sentences, and says which words it did not know, so that nobody
// takes its result for more than it is.
//
// A wish is cut into clauses; conditions go with the actions of their clause, or of
// the one that follows. Rules with conditions come before those without, since the
// first rule that fits decides; what always fits comes last.
package composer

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Composition is what was made of a wish.
type Composition struct {
	Name string
	// Source is a behaviour in the rules tier; empty when nothing was understood.
	Source string
	// As it was understood; see playhouse.arena.v1.Restatement.
	Triggers, Actions, Parameters, Questions []string
}

// Compose makes a behaviour of a wish.
func Compose(wish string) Composition {
	clauses, unknown := understand(wish)
	var c Composition
	rules, manners := c.collect(clauses)
	switch {
	case len(rules) > 0 || len(manners) > 0:
		c.Source = write(wish, finish(rules, manners))
	case len(c.Triggers) > 0:
		c.Questions = append(c.Questions, "There is a condition, but nothing to do: say what, for example flee, attack, guard the base, keep together.")
	default:
		c.Questions = append(c.Questions, "I know no word of this that agents can do: try words such as flee, attack, kite, guard the base, capture points, heal, follow the leader, keep together, wander.")
	}
	if len(unknown) > 0 {
		c.Questions = append(c.Questions, "I do not know these words, and left them out: "+strings.Join(unknown, ", ")+".")
	}
	c.Name = strings.Join(unique(c.names(clauses)), ", ")
	return c
}

// collect makes rules of clauses, and tells what was understood.
func (c *Composition) collect(clauses []clause) (rules []rule, manners []manner) {
	for _, one := range clauses {
		for _, t := range one.when {
			c.Triggers = append(c.Triggers, t.told)
			if t.number != "" {
				c.Parameters = append(c.Parameters, t.number)
			}
			if t.guess != "" {
				c.Questions = append(c.Questions, t.guess)
			}
		}
		for _, a := range one.acts {
			if a.never {
				c.Actions = append(c.Actions, "never: "+a.name)
				continue
			}
			c.Actions = append(c.Actions, a.said())
			if a.number != "" {
				c.Parameters = append(c.Parameters, a.name+" at "+a.number+" units")
			}
			rules = append(rules, a.rules(one)...)
		}
		for _, m := range one.manners {
			c.Actions = append(c.Actions, m.name)
		}
		if len(one.acts) == 0 && len(one.when) > 0 && len(one.manners) > 0 {
			rules = append(rules, rule{name: one.manners[0].name, rank: rankSaid, when: one.condition(), do: wandering(), manners: one.manners})
			continue
		}
		if one.global() {
			manners = append(manners, one.manners...)
		}
	}
	rules = peaceful(rules, clauses)
	return rules, manners
}

// peaceful takes blows from rules when the wish says never to attack.
func peaceful(rules []rule, clauses []clause) []rule {
	for _, one := range clauses {
		for _, a := range one.acts {
			if !a.never || a.name != "attack" {
				continue
			}
			for i := range rules {
				rules[i].strike = false
			}
		}
	}
	return rules
}

func (c *Composition) names(clauses []clause) []string {
	var all []string
	for _, one := range clauses {
		for _, a := range one.acts {
			if !a.never {
				all = append(all, a.name)
			}
		}
		for _, m := range one.manners {
			all = append(all, m.name)
		}
	}
	return all[:min(len(all), 4)]
}

func unique(all []string) []string {
	var kept []string
	for _, one := range all {
		if !slices.Contains(kept, one) {
			kept = append(kept, one)
		}
	}
	return kept
}

// about is the head of a source.
func about(wish string) string {
	const most = 150
	wish = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(wish, " "), func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }), " ")
	if r := []rune(wish); len(r) > most {
		wish = string(r[:most]) + "…"
	}
	return fmt.Sprintf("# Composed from keywords: %s\n\nrules:\n", wish)
}
