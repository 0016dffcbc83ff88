package mind

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// action reads a do.
func (c *compiler) action(e entry, r *rule) {
	for _, one := range c.mapping(e.value, "do", doKeys) {
		key := one.key.Value
		if s, ok := steeringOf[key]; ok {
			c.number(one, r, field{hi: WeightMost, set: func(a *Action, x float64) { a.Weights[s] = x }})
			continue
		}
		switch key {
		case "target":
			c.target(one, r)
		case "strike":
			c.flag(one, &r.action.Strike)
		case "heal":
			c.flag(one, &r.action.Heal)
		case "pace":
			c.number(one, r, field{hi: 1, set: func(a *Action, x float64) { a.Pace = x }})
		case "offset_x":
			c.number(one, r, field{lo: -offsetMost, hi: offsetMost, set: func(a *Action, x float64) { a.OffsetX = x }})
		case "offset_y":
			c.number(one, r, field{lo: -offsetMost, hi: offsetMost, set: func(a *Action, x float64) { a.OffsetY = x }})
		}
	}
	c.consistent(e.value, r)
}

// number reads a number, or an expression that is kept within its range when the
// agent decides.
func (c *compiler) number(e entry, r *rule, f field) {
	made, o, ok := c.expression(e)
	switch {
	case !ok:
	case o.condition:
		c.refuse(e.value, fmt.Sprintf("%s takes a number: write condition ? 1 : 0", e.key.Value))
	case o.hi < f.lo || o.lo > f.hi, o.constant() && (o.lo < f.lo || o.hi > f.hi):
		c.refuse(e.value, fmt.Sprintf("%s must lie between %v and %v", e.key.Value, f.lo, f.hi))
	case o.constant():
		f.set(&r.action, o.lo)
	default:
		f.code = made
		r.fields = append(r.fields, f)
	}
}

func (c *compiler) flag(e entry, is *bool) {
	text, ok := c.scalar(e)
	if ok && text != "true" && text != "false" {
		c.refuse(e.value, fmt.Sprintf("%s is true or false; what it depends on goes into when", e.key.Value))
	}
	*is = text == "true"
}

func (c *compiler) target(e entry, r *rule) {
	text, ok := c.scalar(e)
	if !ok {
		return
	}
	s, known := selectorOf[text]
	if !known {
		c.refuse(e.value, fmt.Sprintf("unknown target %s%s", shortened(text), meant(text, namesOf(SelectorTerms[:]))))
		return
	}
	r.action.Target = s
}

// needTarget are the steerings that do nothing without a target.
var needTarget = []Steering{Seek, Arrive, Pursue, Offset, FollowPath, FollowFlow, Interpose}

// consistent warns of parts of an action that do not go together.
func (c *compiler) consistent(n *yaml.Node, r *rule) {
	if n.Kind != yaml.MappingNode || !Usable(c.found) {
		return // what is wrong comes first
	}
	used := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		used[n.Content[i].Value] = n.Content[i]
	}
	if r.action.Target == Nobody {
		for _, s := range needTarget {
			if at := used[SteeringTerms[s].Name]; at != nil {
				c.warn(at, at.Value+" does nothing without a target: add one, for example target: nearest_enemy")
			}
		}
	}
	if r.action.Strike && r.action.Heal {
		c.warn(used["strike"], "who heals does not strike: leave one of the two out")
	}
	if used["offset"] == nil {
		for _, key := range []string{"offset_x", "offset_y"} {
			if at := used[key]; at != nil {
				c.warn(at, key+" does nothing without a weight for offset")
			}
		}
	}
}
