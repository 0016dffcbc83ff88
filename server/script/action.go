package script

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"

	"go.starlark.net/starlark"

	"playhouse/server/games/arena/mind"
)

// wish is what action(…) makes: it is checked when it is made, so that a fault has
// the line where it was.
type wish struct {
	action mind.Action
	memory *string // nil to remember what one remembered
}

// String implements [starlark.Value].
func (*wish) String() string { return "<action>" }

// Type implements [starlark.Value].
func (*wish) Type() string { return "action" }

// Freeze implements [starlark.Value]: a wish is never changed.
func (*wish) Freeze() {}

// Truth implements [starlark.Value].
func (*wish) Truth() starlark.Bool { return starlark.True }

// Hash implements [starlark.Value].
func (*wish) Hash() (uint32, error) { return 0, errors.New("an action cannot be a key") }

// named are the arguments of action as they were given.
type named struct {
	steer                          *starlark.Dict
	target, pace, ahead, aside, by starlark.Value
	strike, heal                   bool
}

// act is the script's action(…).
func act(_ *starlark.Thread, _ *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	if len(args) > 0 {
		return nil, errors.New(`action: name each value, as in action(steer={"seek": 1}, target="nearest_enemy")`)
	}
	var n named
	err := starlark.UnpackArgs("action", nil, kwargs, "steer??", &n.steer, "target??", &n.target, "strike??", &n.strike,
		"heal??", &n.heal, "pace??", &n.pace, "offset_x??", &n.ahead, "offset_y??", &n.aside, "memory??", &n.by)
	if err != nil {
		return nil, err
	}
	w := &wish{action: mind.Action{Strike: n.strike, Heal: n.heal, Pace: 1}}
	for _, step := range []func(*wish) error{n.weigh, n.aim, n.measure, n.remember} {
		if err := step(w); err != nil {
			return nil, fmt.Errorf("action: %w", err)
		}
	}
	return w, nil
}

// weigh reads steer.
func (n *named) weigh(w *wish) error {
	if n.steer == nil {
		return nil
	}
	for _, item := range n.steer.Items() {
		name, ok := starlark.AsString(item[0])
		if !ok {
			return fmt.Errorf(`steer: a force has a name, as in {"seek": 1}; got a key of type %s`, item[0].Type())
		}
		s, ok := steerings[name]
		if !ok {
			return fmt.Errorf("steer: there is no force %q%s", brief(name), hint(name, steeringNames))
		}
		weight, err := number("the weight of "+name, item[1], bounds{0, WeightMost})
		if err != nil {
			return fmt.Errorf("steer: %w", err)
		}
		w.action.Weights[s] = weight
	}
	return nil
}

// aim reads target: the name of a selector, a neighbour, or an agent's id.
func (n *named) aim(w *wish) error {
	switch t := n.target.(type) {
	case nil:
	case starlark.String:
		s, ok := selectors[string(t)]
		if !ok {
			return fmt.Errorf("target: there is no %q%s", brief(string(t)), hint(string(t), selectorNames))
		}
		w.action.Target = s
	case *record[near]:
		w.action.Agent = t.of.ID
	case starlark.Int:
		id, ok := t.Int64()
		if !ok || id < 1 || id > math.MaxInt32 {
			return errors.New("target: an agent's id is between 1 and 2147483647")
		}
		w.action.Agent = int32(id)
	default:
		return fmt.Errorf(`target: give a name such as "nearest_enemy", a neighbor or an id; got %s`, t.Type())
	}
	return nil
}

// measure reads the numbers.
func (n *named) measure(w *wish) error {
	for _, m := range []struct {
		name  string
		given starlark.Value
		in    bounds
		to    *float64
	}{
		{"pace", n.pace, bounds{0, 1}, &w.action.Pace},
		{"offset_x", n.ahead, bounds{-OffsetMost, OffsetMost}, &w.action.OffsetX},
		{"offset_y", n.aside, bounds{-OffsetMost, OffsetMost}, &w.action.OffsetY},
	} {
		if m.given == nil {
			continue
		}
		value, err := number(m.name, m.given, m.in)
		if err != nil {
			return err
		}
		*m.to = value
	}
	return nil
}

// remember reads memory.
func (n *named) remember(w *wish) error {
	if n.by == nil {
		return nil
	}
	text, ok := starlark.AsString(n.by)
	if !ok {
		return fmt.Errorf("memory: it is text; write str(…) around a value of type %s", n.by.Type())
	}
	if !utf8.ValidString(text) {
		return errors.New("memory: it is no valid text")
	}
	if utf8.RuneCountInString(text) > MemoryMost {
		return fmt.Errorf("memory: it has at most %d characters", MemoryMost)
	}
	w.memory = &text
	return nil
}

// bounds are what a number may be, both included.
type bounds struct{ low, high float64 }

// number is a number within bounds.
func number(what string, v starlark.Value, in bounds) (float64, error) {
	var x float64
	switch v := v.(type) {
	case starlark.Float:
		x = float64(v)
	case starlark.Int:
		x = float64(v.Float())
	default:
		return 0, fmt.Errorf("%s is a number from %g to %g; got %s", what, in.low, in.high, v.Type())
	}
	if !(x >= in.low && x <= in.high) { // false for NaN, too
		return 0, fmt.Errorf("%s is from %g to %g; got %g", what, in.low, in.high, x)
	}
	return x + 0, nil // -0 becomes 0
}
