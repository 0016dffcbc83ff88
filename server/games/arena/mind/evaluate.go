package mind

import "math"

// op is what an instruction does with the stack.
type op uint8

const (
	pushNumber op = iota
	pushSense
	negate
	not
	absolute
	add
	subtract
	multiply
	divide
	least
	greatest
	less
	lessOrEqual
	equal
	unequal
	both
	either
	choose // condition, then, else
)

// instruction is one step of an expression. There are no jumps: every step is taken
// once, and true and false are 1 and 0.
type instruction struct {
	op    op
	sense uint8
	value float64
}

// stackMost is how many values an expression keeps at once.
const stackMost = 16

// numberMost bounds what is computed, so that nothing is infinite or no number.
const numberMost = 1e12

// code is an expression that was compiled; see lower. It leaves one value.
type code []instruction

// run computes an expression. Products and quotients are rounded before they are
// added to anything: every processor gets the same.
func (c code) run(senses *Senses) float64 {
	var stack [stackMost]float64
	top := -1
	for i := range c {
		in := &c[i]
		switch in.op {
		case pushNumber:
			top++
			stack[top&(stackMost-1)] = in.value
			continue
		case pushSense:
			top++
			stack[top&(stackMost-1)] = senses[in.sense]
			continue
		case negate, not, absolute:
			x := &stack[top&(stackMost-1)]
			*x = unary(in.op, *x)
			continue
		case choose:
			top -= 2
			chosen := stack[(top+2)&(stackMost-1)]
			if stack[top&(stackMost-1)] != 0 {
				chosen = stack[(top+1)&(stackMost-1)]
			}
			stack[top&(stackMost-1)] = chosen
			continue
		}
		top--
		x := &stack[top&(stackMost-1)]
		*x = binary(in.op, *x, stack[(top+1)&(stackMost-1)])
	}
	return stack[0]
}

func unary(o op, x float64) float64 {
	switch o {
	case negate:
		return -x
	case not:
		return 1 - x
	}
	return math.Abs(x)
}

func binary(o op, x, y float64) float64 {
	switch o {
	case add:
		return bounded(x + y)
	case subtract:
		return bounded(x - y)
	case multiply:
		return bounded(x * y)
	case divide:
		if y == 0 {
			return 0
		}
		return bounded(x / y)
	case least, both:
		return min(x, y)
	case greatest, either:
		return max(x, y)
	case less:
		return truth(x < y)
	case lessOrEqual:
		return truth(x <= y)
	case equal:
		return truth(x == y)
	}
	return truth(x != y)
}

func truth(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

func bounded(x float64) float64 { return within(float64(x), -numberMost, numberMost) }

// within is x, or the bound that it is beyond; the lower one for what is no number.
func within(x, lo, hi float64) float64 {
	switch {
	case x > hi:
		return hi
	case x >= lo:
		return x
	}
	return lo
}
