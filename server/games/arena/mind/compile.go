package mind

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/conf"
	"go.yaml.in/yaml/v3"
)

const (
	// RulesMost is how many rules a behaviour has.
	RulesMost = 64
	// expressionMost is the longest expression in characters.
	expressionMost = 1000
	ruleNameMost   = 60
	offsetMost     = 500
)

var (
	steeringOf = indexOf[Steering](SteeringTerms[:])
	selectorOf = indexOf[Selector](SelectorTerms[:])

	ruleKeys = []string{"name", "when", "do"}
	doKeys   = append(namesOf(SteeringTerms[:]), namesOf(actionTerms)...)
)

func indexOf[K ~int](terms []Term) map[string]K {
	all := map[string]K{}
	for i, t := range terms {
		all[t.Name] = K(i)
	}
	return all
}

// compiler makes rules of a document.
type compiler struct {
	document

	env     *conf.Config
	program program
}

// Compile makes a behaviour in the rules tier of its source. The program is nil when
// one of the diagnostics, which come by line, is an error. Any text ends in good
// time, whatever it is.
func Compile(text string) (Program, []Diagnostic) {
	c := &compiler{document: document{lines: linesOf(text)}, env: environment()}
	if root := c.open(text); root != nil {
		c.rules(root)
	}
	if found := sorted(c.found); !Usable(found) {
		return nil, found
	}
	return c.program, c.found
}

// CheckRules is Compile for who wants the diagnostics only.
func CheckRules(text string) []Diagnostic {
	_, found := Compile(text)
	return found
}

func (c *compiler) rules(root *yaml.Node) {
	all := c.mapping(root, "a behaviour", []string{"rules"})
	if len(all) == 0 {
		if Usable(c.found) {
			c.refuse(root, "write at least one rule, below rules:")
		}
		return
	}
	list := all[0].value
	if !c.plain(list) {
		return
	}
	if list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		c.refuse(all[0].key, "write rules as a list: each begins with a dash, for example - when: health < 0.3")
		return
	}
	if len(list.Content) > RulesMost {
		c.refuse(list.Content[RulesMost], fmt.Sprintf("leave out rules: a behaviour has at most %d", RulesMost))
		return
	}
	last := 0 // the number of the rule that always fits
	for i, n := range list.Content {
		if last > 0 {
			c.warn(n, fmt.Sprintf("this rule never decides: rule %d before it always fits; give that one a when, or put this one before it", last))
		}
		always := c.rule(n, int32(i)+1)
		if always && last == 0 {
			last = i + 1
		}
	}
	c.twins(list)
}

// twins warns of rules that nobody can tell apart in metrics.
func (c *compiler) twins(list *yaml.Node) {
	seen := map[string]bool{}
	for i, r := range c.program.rules {
		if seen[r.name] {
			c.warn(list.Content[i], fmt.Sprintf("another rule is called %q too: give them different names to tell them apart", r.name))
		}
		seen[r.name] = true
	}
}

// rule reads one rule, and says whether it always fits.
func (c *compiler) rule(n *yaml.Node, number int32) (always bool) {
	r := rule{name: "rule " + strconv.Itoa(int(number)), action: Action{Target: Nobody, Pace: 1, Rule: number}}
	always = true
	var does *entry
	before := len(c.found)
	for _, e := range c.mapping(n, "a rule", ruleKeys) {
		switch e.key.Value {
		case "name":
			c.name(e, &r)
		case "when":
			r.when, always = c.condition(e)
		case "do":
			does = &e
		}
	}
	switch {
	case does != nil:
		c.action(*does, &r)
	case len(c.found) == before:
		c.refuse(n, "say what is done: do: {wander: 1}, for example")
	}
	c.program.rules = append(c.program.rules, r)
	return always && Usable(c.found[before:])
}

func (c *compiler) name(e entry, r *rule) {
	name, ok := c.scalar(e)
	if !ok {
		return
	}
	if name = strings.TrimSpace(name); utf8.RuneCountInString(name) > ruleNameMost || strings.ContainsAny(name, "\n\t") {
		c.refuse(e.value, fmt.Sprintf("take a name of one line, up to %d characters", ruleNameMost))
	}
	r.name = name
}

// condition compiles a when; always is true for one that is true for everybody.
func (c *compiler) condition(e entry) (when code, always bool) {
	before := len(c.found)
	when, o, ok := c.expression(e)
	explained := len(c.found) > before
	switch {
	case !ok:
		return nil, false
	case !o.condition:
		c.refuse(e.value, "when must be true or false: compare with something, for example health < 0.3")
	case o.hi == 0 && !explained:
		c.warn(e.value, "this rule never decides: its when is never true")
	case o.lo == 1:
		if e.value.Value != "true" && !explained {
			c.warn(e.value, "this when is always true: leave it out, or say what it depends on")
		}
		return nil, true
	}
	return when, false
}

// expression compiles a value.
func (c *compiler) expression(e entry) (code, operand, bool) {
	text, ok := c.scalar(e)
	if !ok {
		return nil, operand{}, false
	}
	if utf8.RuneCountInString(text) > expressionMost {
		c.refuse(e.value, fmt.Sprintf("make it shorter: up to %d characters", expressionMost))
		return nil, operand{}, false
	}
	tree, found := parse(text, c.env)
	if tree == nil {
		c.remarks(e.value, found)
		return nil, operand{}, false
	}
	made, o, found := lower(tree)
	c.remarks(e.value, found)
	return made, o, !slices.ContainsFunc(found, func(r remark) bool { return r.severity == Error })
}
