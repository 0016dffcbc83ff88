package script

import (
	"errors"
	"fmt"
	"math"

	"go.starlark.net/starlark"
)

// helper is a function that scripts can call beyond Starlark's own.
type helper struct {
	Term

	call func(*starlark.Thread, *starlark.Builtin, starlark.Tuple, []starlark.Tuple) (starlark.Value, error)
}

// There are no sines or logarithms: their last digits differ from CPU to CPU. Square
// roots do not; IEEE 754 rounds them correctly.
var helpers = []helper{
	{Term{"action", kindFunction, "(steer, target, strike, heal, pace, offset_x, offset_y, memory)", "what to do until the next decision; decide returns it"}, act},
	{Term{"distance", kindFunction, "(a, b)", "how far apart two are: self, neighbors or places (x, y)"}, distance},
	{Term{"clamp", kindFunction, "(value, low, high)", "the nearest number between low and high"}, clamp},
	{Term{"sqrt", kindFunction, "(value)", "the square root"}, sqrt},
	{Term{"floor", kindFunction, "(value)", "the greatest whole number that is not above"}, whole(math.Floor)},
	{Term{"ceil", kindFunction, "(value)", "the least whole number that is not below"}, whole(math.Ceil)},
	{Term{"round", kindFunction, "(value)", "the nearest whole number; halves away from zero"}, whole(math.Round)},
}

// environment is what scripts find predeclared. print is there, for people try it,
// but says nothing: there is nobody to read it.
var environment = newEnvironment()

func newEnvironment() starlark.StringDict {
	all := starlark.StringDict{"print": starlark.NewBuiltin("print", silent)}
	for _, h := range helpers {
		all[h.Name] = starlark.NewBuiltin(h.Name, h.call)
	}
	return all
}

func silent(*starlark.Thread, *starlark.Builtin, starlark.Tuple, []starlark.Tuple) (starlark.Value, error) {
	return starlark.None, nil
}

func distance(_ *starlark.Thread, b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var from, to starlark.Value
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "a", &from, "b", &to); err != nil {
		return nil, err
	}
	ax, ay, err := place(from)
	if err != nil {
		return nil, err
	}
	bx, by, err := place(to)
	if err != nil {
		return nil, err
	}
	return starlark.Float(between(ax-bx, ay-by)), nil
}

// place is where somebody is, or (x, y) as it is.
func place(v starlark.Value) (x, y float64, err error) {
	switch v := v.(type) {
	case *record[near]:
		return v.of.X, v.of.Y, nil
	case *record[view]:
		if v.kind == ofSelf {
			return v.of.ask.X, v.of.ask.Y, nil
		}
	case starlark.Tuple:
		if len(v) == 2 {
			x, xok := starlark.AsFloat(v[0])
			y, yok := starlark.AsFloat(v[1])
			if xok && yok {
				return x, y, nil
			}
		}
	}
	return 0, 0, fmt.Errorf("distance: give self, a neighbor or a place (x, y); got %s", v.Type())
}

func clamp(_ *starlark.Thread, b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var value, low, high starlark.Value
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "value", &value, "low", &low, "high", &high); err != nil {
		return nil, err
	}
	v, vok := starlark.AsFloat(value)
	l, lok := starlark.AsFloat(low)
	h, hok := starlark.AsFloat(high)
	switch {
	case !vok || !lok || !hok:
		return nil, errors.New("clamp: give three numbers: value, low, high")
	case l > h:
		return nil, fmt.Errorf("clamp: low (%g) is above high (%g)", l, h)
	case v < l:
		return low, nil
	case v > h:
		return high, nil
	default:
		return value, nil
	}
}

func sqrt(_ *starlark.Thread, b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	x, err := one(b, args, kwargs)
	if err != nil {
		return nil, err
	}
	if x < 0 {
		return nil, fmt.Errorf("sqrt: %g is below 0", x)
	}
	return starlark.Float(math.Sqrt(x)), nil
}

// whole is a way of rounding.
func whole(way func(float64) float64) func(*starlark.Thread, *starlark.Builtin, starlark.Tuple, []starlark.Tuple) (starlark.Value, error) {
	return func(_ *starlark.Thread, b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
		x, err := one(b, args, kwargs)
		if err != nil {
			return nil, err
		}
		n, err := starlark.NumberToInt(starlark.Float(way(x)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.Name(), err)
		}
		return n, nil
	}
}

// one is the only argument, a number.
func one(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (float64, error) {
	var v starlark.Value
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "value", &v); err != nil {
		return 0, err
	}
	x, ok := starlark.AsFloat(v)
	if !ok {
		return 0, fmt.Errorf("%s: give a number; got %s", b.Name(), v.Type())
	}
	return x, nil
}
