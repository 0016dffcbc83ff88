package mind

// WeightMost is the largest weight of a steering force.
const WeightMost = 10

// field is a number of an action that a rule computes from the senses.
type field struct {
	code   code
	lo, hi float64
	set    func(*Action, float64)
}

// rule is one {when, do}.
type rule struct {
	name   string
	when   code // empty: always
	action Action
	fields []field // what the action lacks
}

// program is rules that were compiled.
type program struct{ rules []rule }

var _ Program = program{}

// Idle is what an agent does when no rule fits: it strolls about, and is after
// nobody.
func Idle() Action {
	a := Action{Target: Nobody, Pace: 0.5}
	a.Weights[Wander], a.Weights[AvoidObstacles], a.Weights[AvoidWalls] = 1, 1, 2
	return a
}

// Decide does what the first rule says whose condition is true; Idle if there is
// none. Nothing of the action before is kept.
func (p program) Decide(senses *Senses, a *Action) {
	for i := range p.rules {
		r := &p.rules[i]
		if len(r.when) > 0 && r.when.run(senses) == 0 {
			continue
		}
		*a = r.action
		for j := range r.fields {
			f := &r.fields[j]
			f.set(a, within(f.code.run(senses), f.lo, f.hi))
		}
		return
	}
	*a = Idle()
}

// Rule is the name of a rule.
func (p program) Rule(number int32) string {
	if number < 1 || int(number) > len(p.rules) {
		return ""
	}
	return p.rules[number-1].name
}
