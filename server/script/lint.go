package script

import (
	"fmt"
	"math/big"
	"slices"

	"go.starlark.net/resolve"
	"go.starlark.net/syntax"
)

// linter finds names and numbers that would be faults once they are met.
type linter struct {
	self, world *syntax.Ident // decide's parameters; nil if they are given other values
	found       []Diagnostic
}

// lint looks through a source that has a decide.
func lint(file *syntax.File) []Diagnostic {
	l := &linter{}
	for _, s := range file.Stmts {
		if def, ok := s.(*syntax.DefStmt); ok && def.Name.Name == "decide" {
			l.self, l.world = parameter(def, 0), parameter(def, 1)
		}
	}
	syntax.Walk(file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.DotExpr:
			l.dot(n)
		case *syntax.CallExpr:
			if id, ok := n.Fn.(*syntax.Ident); ok && id.Name == "action" && scope(id) == resolve.Predeclared {
				l.call(n)
			}
		}
		return true
	})
	return l.found
}

// parameter is a parameter of decide, unless something is assigned to it.
func parameter(def *syntax.DefStmt, i int) *syntax.Ident {
	id, ok := def.Params[i].(*syntax.Ident)
	if !ok {
		return nil
	}
	syntax.Walk(def, func(n syntax.Node) bool {
		if a, ok := n.(*syntax.AssignStmt); ok {
			if to, ok := a.LHS.(*syntax.Ident); ok && to.Name == def.Params[i].(*syntax.Ident).Name {
				id = nil
			}
		}
		return true
	})
	return id
}

func scope(id *syntax.Ident) resolve.Scope {
	if b, ok := id.Binding.(*resolve.Binding); ok {
		return b.Scope
	}
	return resolve.Undefined
}

// is reports whether an expression is a parameter.
func is(e syntax.Expr, parameter *syntax.Ident) bool {
	id, ok := e.(*syntax.Ident)
	if !ok || parameter == nil {
		return false
	}
	b, ok := id.Binding.(*resolve.Binding)
	return ok && b.First == parameter
}

// dot checks self.name, world.name and world.group.name.
func (l *linter) dot(d *syntax.DotExpr) {
	switch {
	case is(d.X, l.self):
		l.known(d.Name, "self", ofSelf.names)
	case is(d.X, l.world):
		l.known(d.Name, "world", ofWorld.names)
	default:
		if of, ok := d.X.(*syntax.DotExpr); ok && is(of.X, l.world) {
			if group, ok := ofGroup[of.Name.Name]; ok {
				l.known(d.Name, "world."+group.name, group.names)
			}
		}
	}
}

// known checks that a name is one of those there are.
func (l *linter) known(id *syntax.Ident, of string, names []string) {
	if !slices.Contains(names, id.Name) {
		l.addf(id, "%s has no %q%s", of, id.Name, hint(id.Name, names))
	}
}

func (l *linter) addf(n syntax.Node, format string, args ...any) {
	start, end := n.Span()
	d := Diagnostic{Severity: Error, Line: start.Line, Column: start.Col, Message: fmt.Sprintf(format, args...)}
	if start.Line == end.Line {
		d.Length = end.Col - start.Col
	}
	l.found = append(l.found, d)
}

// call checks what is written out in action(…).
func (l *linter) call(c *syntax.CallExpr) {
	for _, arg := range c.Args {
		if u, ok := arg.(*syntax.UnaryExpr); ok && (u.Op == syntax.STAR || u.Op == syntax.STARSTAR) {
			continue
		}
		named, ok := arg.(*syntax.BinaryExpr)
		if !ok || named.Op != syntax.EQ {
			l.addf(arg, `action takes named values only, as in action(target="nearest_enemy")`)
			continue
		}
		l.argument(named.X.(*syntax.Ident), named.Y)
	}
}

func (l *linter) argument(name *syntax.Ident, value syntax.Expr) {
	switch name.Name {
	case "steer":
		l.steer(value)
	case "target":
		if text, ok := literal(value); ok {
			if _, ok := selectors[text]; !ok {
				l.addf(value, "there is no target %q%s", text, hint(text, selectorNames))
			}
		}
	case "pace":
		l.number(value, "pace", bounds{0, 1})
	case "offset_x", "offset_y":
		l.number(value, name.Name, bounds{-OffsetMost, OffsetMost})
	case "strike", "heal", "memory":
	default:
		names := make([]string, len(argumentTerms))
		for i, t := range argumentTerms {
			names[i] = t.Name
		}
		l.addf(name, "action has no %q%s", name.Name, hint(name.Name, names))
	}
}

func (l *linter) steer(value syntax.Expr) {
	dict, ok := value.(*syntax.DictExpr)
	if !ok {
		return
	}
	for _, e := range dict.List {
		entry, ok := e.(*syntax.DictEntry)
		if !ok {
			continue
		}
		text, ok := literal(entry.Key)
		if !ok {
			continue
		}
		if _, ok := steerings[text]; !ok {
			l.addf(entry.Key, "there is no force %q%s", text, hint(text, steeringNames))
			continue
		}
		l.number(entry.Value, "the weight of "+text, bounds{0, WeightMost})
	}
}

// literal is a text that is written out.
func literal(e syntax.Expr) (string, bool) {
	if l, ok := e.(*syntax.Literal); ok {
		text, ok := l.Value.(string)
		return text, ok
	}
	return "", false
}

// number checks a number that is written out.
func (l *linter) number(e syntax.Expr, what string, in bounds) {
	sign, inner := 1.0, e
	if u, ok := e.(*syntax.UnaryExpr); ok && u.Op == syntax.MINUS {
		sign, inner = -1, u.X
	}
	lit, ok := inner.(*syntax.Literal)
	if !ok {
		return
	}
	var x float64
	switch v := lit.Value.(type) {
	case int64:
		x = float64(v)
	case float64:
		x = v
	case *big.Int:
		x, _ = new(big.Float).SetInt(v).Float64()
	default:
		l.addf(e, "%s is a number from %g to %g", what, in.low, in.high)
		return
	}
	if x *= sign; x < in.low || x > in.high {
		l.addf(e, "%s is from %g to %g", what, in.low, in.high)
	}
}
