package mind

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"
)

var binaryOps = map[string]op{
	"+": add, "-": subtract, "*": multiply, "/": divide, "<": less, "<=": lessOrEqual, ">": less, ">=": lessOrEqual,
	"==": equal, "!=": unequal, "and": both, "&&": both, "or": either, "||": either,
}

// operand is what a part of an expression comes to: between lo and hi, and for
// conditions 0 or 1.
type operand struct {
	condition bool
	lo, hi    float64
}

func (o operand) constant() bool { return o.lo == o.hi }

// lowering makes code of a tree.
type lowering struct {
	code    code
	depth   int
	deepest int
	remarks []remark
}

// lower makes code of a checked tree.
func lower(tree ast.Node) (code, operand, []remark) {
	l := &lowering{}
	o := l.visit(tree)
	if l.deepest > stackMost {
		l.refuse(tree, "use fewer brackets within brackets, or make two rules of it")
	}
	return l.code, o, l.remarks
}

func (l *lowering) refuse(n ast.Node, message string) operand {
	l.remarks = append(l.remarks, remark{severity: Error, offset: from(n), message: message})
	return operand{lo: -numberMost, hi: numberMost}
}

// emit adds an instruction that takes some values and leaves one.
func (l *lowering) emit(in instruction, takes int) {
	l.code = append(l.code, in)
	l.depth += 1 - takes
	l.deepest = max(l.deepest, l.depth)
}

func (l *lowering) number(x float64) operand {
	x = bounded(x)
	l.emit(instruction{op: pushNumber, value: x}, 0)
	return operand{lo: x, hi: x}
}

func (l *lowering) visit(n ast.Node) operand {
	switch one := n.(type) {
	case *ast.IntegerNode:
		return l.number(float64(one.Value))
	case *ast.FloatNode:
		return l.number(one.Value)
	case *ast.BoolNode:
		o := l.number(truth(one.Value))
		o.condition = true
		return o
	case *ast.IdentifierNode, *ast.MemberNode:
		return l.sense(n)
	case *ast.UnaryNode:
		return l.unary(one)
	case *ast.BinaryNode:
		return l.binary(one)
	case *ast.BuiltinNode:
		return l.call(one)
	case *ast.ConditionalNode:
		return l.conditional(one)
	}
	return l.refuse(n, "write names of senses, numbers, comparisons, and, or, not")
}

func (l *lowering) sense(n ast.Node) operand {
	name, _ := nameOf(n)
	s, ok := senseOf[name]
	if !ok {
		return l.refuse(n, "unknown sense "+name)
	}
	l.emit(instruction{op: pushSense, sense: uint8(s)}, 0)
	return rangeOf(s)
}

// rangeOf is what a sense can be, by its unit.
func rangeOf(s Sense) operand {
	switch SenseTerms[s].Unit {
	case "true or false":
		return operand{condition: true, hi: 1}
	case "0 to 1":
		return operand{hi: 1}
	case "count", "units", "seconds":
		return operand{hi: numberMost}
	}
	return operand{lo: -numberMost, hi: numberMost}
}

func (l *lowering) unary(n *ast.UnaryNode) operand {
	o := l.visit(n.Node)
	logical := n.Operator == "not" || n.Operator == "!"
	if o.condition != logical {
		return l.refuse(n, "put not before what is true or false, and - before numbers")
	}
	switch {
	case logical:
		l.emit(instruction{op: not}, 1)
		return operand{condition: true, lo: 1 - o.hi, hi: 1 - o.lo}
	case n.Operator == "-":
		l.emit(instruction{op: negate}, 1)
		return operand{lo: -o.hi, hi: -o.lo}
	}
	return o
}

func (l *lowering) binary(n *ast.BinaryNode) operand {
	left, right := n.Left, n.Right
	if n.Operator == ">" || n.Operator == ">=" {
		left, right = right, left
	}
	a, b := l.visit(left), l.visit(right)
	o := binaryOps[n.Operator]
	logical := o == both || o == either
	alike := o == equal || o == unequal
	if a.condition != b.condition || (!alike && a.condition != logical) {
		return l.refuse(n, "compare and compute with numbers; join what is true or false with and, or, not")
	}
	l.emit(instruction{op: o}, 2)
	result := operand{condition: o >= less}
	result.lo, result.hi = between(o, a, b)
	if result.condition && result.constant() && !a.condition {
		l.always(n, result)
	}
	return result
}

// always warns of a comparison that is never or always true.
func (l *lowering) always(n *ast.BinaryNode, is operand) {
	why := ""
	for _, side := range []ast.Node{n.Left, n.Right} {
		if name, ok := nameOf(side); ok {
			why = fmt.Sprintf(": %s is %s", name, strings.Replace(SenseTerms[senseOf[name]].Unit, "count", "0 or more", 1))
			break
		}
	}
	word := "never"
	if is.lo == 1 {
		word = "always"
	}
	l.remarks = append(l.remarks, remark{severity: Warning, offset: from(n), message: "this is " + word + " true" + why})
}

// between is what an operation can come to.
func between(o op, a, b operand) (lo, hi float64) {
	switch o {
	case add:
		return bounded(a.lo + b.lo), bounded(a.hi + b.hi)
	case subtract:
		return bounded(a.lo - b.hi), bounded(a.hi - b.lo)
	case multiply:
		w, x, y, z := a.lo*b.lo, a.lo*b.hi, a.hi*b.lo, a.hi*b.hi
		return bounded(min(w, x, y, z)), bounded(max(w, x, y, z))
	case divide:
		if a.constant() && b.constant() {
			x := binary(divide, a.lo, b.lo)
			return x, x
		}
		return -numberMost, numberMost
	case least, both:
		return min(a.lo, b.lo), min(a.hi, b.hi)
	case greatest, either:
		return max(a.lo, b.lo), max(a.hi, b.hi)
	}
	return compared(o, a, b)
}

// compared is 0 to 1 where a comparison depends on the senses.
func compared(o op, a, b operand) (lo, hi float64) {
	switch o {
	case less:
		return truth(a.hi < b.lo), truth(a.lo < b.hi)
	case lessOrEqual:
		return truth(a.hi <= b.lo), truth(a.lo <= b.hi)
	}
	same := truth(a.constant() && b.constant() && a.lo == b.lo)
	maybe := truth(a.lo <= b.hi && b.lo <= a.hi)
	if o == equal {
		return same, maybe
	}
	return 1 - maybe, 1 - same
}

func (l *lowering) call(n *ast.BuiltinNode) operand {
	o := functionOps[n.Name]
	var result operand
	for i, argument := range n.Arguments {
		a := l.visit(argument)
		if a.condition {
			return l.refuse(argument, "give "+n.Name+" numbers")
		}
		if i == 0 {
			result = a
			continue
		}
		l.emit(instruction{op: o}, 2)
		result.lo, result.hi = between(o, result, a)
	}
	if o == absolute {
		l.emit(instruction{op: absolute}, 1)
		result.lo, result.hi = max(0, result.lo, -result.hi), max(-result.lo, result.hi)
	}
	return result
}

func (l *lowering) conditional(n *ast.ConditionalNode) operand {
	is, a, b := l.visit(n.Cond), l.visit(n.Exp1), l.visit(n.Exp2)
	if !is.condition || a.condition != b.condition {
		return l.refuse(n, "write condition ? this : that, with numbers as this and that, or with conditions")
	}
	l.emit(instruction{op: choose}, 3)
	return operand{condition: a.condition, lo: min(a.lo, b.lo), hi: max(a.hi, b.hi)}
}
