package mind

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/types"
)

// nodesMost is how many names, numbers and signs an expression has.
const nodesMost = 128

// functionOps are what expressions can call. All other functions of the library are
// switched off: they read clocks, or make lists and texts.
var functionOps = map[string]op{"abs": absolute, "min": least, "max": greatest}

// senseOf are the senses by name.
var senseOf = func() map[string]Sense {
	all := map[string]Sense{}
	for s, t := range SenseTerms {
		all[t.Name] = Sense(s)
	}
	return all
}()

// remark is what is wrong within an expression.
type remark struct {
	severity       Severity
	offset, length int // in characters
	message        string
}

// environment is what the type checker knows: senses by their names, and three
// functions. It is made anew for each source, since checking writes to it.
func environment() *conf.Config {
	senses := types.Map{}
	for s, t := range SenseTerms {
		kind := types.Float64
		if Sense(s).Boolean() {
			kind = types.Bool
		}
		group, name, nested := strings.Cut(t.Name, ".")
		if !nested {
			senses[t.Name] = kind
			continue
		}
		if senses[group] == nil {
			senses[group] = types.Map{}
		}
		senses[group].(types.Map)[name] = kind
	}
	c := conf.New(senses)
	c.MaxNodes = nodesMost
	for _, f := range builtin.Builtins {
		if _, known := functionOps[f.Name]; !known {
			c.Disabled[f.Name] = true
		}
	}
	return c
}

// parse reads an expression and checks names and types; the tree is nil when
// something is wrong.
func parse(text string, env *conf.Config) (ast.Node, []remark) {
	tree, err := parser.ParseWithConfig(text, env)
	if err != nil {
		return nil, []remark{refused(err)}
	}
	n := &names{}
	ast.Walk(&tree.Node, n)
	if len(n.found) > 0 {
		return nil, n.found
	}
	if _, err := checker.Check(tree, env); err != nil {
		return nil, []remark{refused(err)}
	}
	return tree.Node, nil
}

// refused is what the library says.
func refused(err error) remark {
	at, ok := errors.AsType[*file.Error](err)
	if !ok {
		return remark{severity: Error, message: err.Error()}
	}
	r := remark{severity: Error, offset: at.From, length: at.To - at.From, message: at.Message}
	switch {
	case strings.Contains(r.message, "maximum allowed nodes"):
		r.message = fmt.Sprintf("use fewer than %d names, numbers and signs, or make two rules of it", nodesMost)
	case strings.Contains(r.message, "unexpected token EOF"):
		r.message = "finish the expression: something is missing at its end (within { } put what has a comma in quotes)"
	case strings.Contains(r.message, "mismatched types"), strings.Contains(r.message, "invalid operation"):
		r.message += ": compare and compute with numbers; join what is true or false with and, or, not"
	}
	return r
}

// names finds what is not of the language.
type names struct{ found []remark }

// Visit is called with the parts of a node before the node itself, so that what it
// says of parts of a name is taken back when the name is seen.
func (n *names) Visit(node *ast.Node) {
	at := (*node).Location().From
	switch one := (*node).(type) {
	case *ast.MemberNode:
		n.member(one)
	case *ast.IdentifierNode:
		n.identifier(one)
	case *ast.BinaryNode:
		if _, ok := binaryOps[one.Operator]; !ok {
			n.add(at, len(one.Operator), "use + - * / < <= > >= == != and or instead of "+one.Operator)
		}
	case *ast.BuiltinNode:
		if _, ok := functionOps[one.Name]; !ok {
			n.add(at, len(one.Name), "use no function but abs, min and max")
		}
	case *ast.CallNode:
		name := one.Callee.String()
		n.drop(at)
		n.add(at, len(name), fmt.Sprintf("there is no function %s: use abs, min or max", name))
	case *ast.StringNode, *ast.UnaryNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.ConditionalNode:
	default:
		n.add(at, 0, "write names of senses, numbers, comparisons, and, or, not; nothing else is known here")
	}
}

func (n *names) add(offset, length int, message string) {
	n.found = append(n.found, remark{severity: Error, offset: offset, length: length, message: message})
}

// drop takes back what was said of a place.
func (n *names) drop(offset int) {
	for len(n.found) > 0 && n.found[len(n.found)-1].offset == offset {
		n.found = n.found[:len(n.found)-1]
	}
}

func (n *names) identifier(one *ast.IdentifierNode) {
	if _, ok := senseOf[one.Value]; ok {
		return
	}
	at := one.Location().From
	n.add(at, len([]rune(one.Value)), unknownSense(one.Value))
}

// unknownSense names what was meant, or what the group has.
func unknownSense(name string) string {
	var group []string
	known := namesOf(SenseTerms[:])
	for _, k := range known {
		if strings.HasPrefix(k, name+".") {
			group = append(group, k)
		}
	}
	if group != nil {
		return fmt.Sprintf("%s has several senses: write %s", name, strings.Join(group, " or "))
	}
	return fmt.Sprintf("unknown sense %s%s", shortened(name), meant(name, known))
}

func (n *names) member(one *ast.MemberNode) {
	name, ok := nameOf(one)
	at := from(one)
	if !ok {
		n.drop(at)
		n.add(at, 0, "write names of senses as group.name, for example enemies.known")
		return
	}
	n.drop(at)
	if _, known := senseOf[name]; !known {
		n.add(at, len([]rune(name)), unknownSense(name))
	}
}

// nameOf is a sense's name as it is written.
func nameOf(node ast.Node) (string, bool) {
	switch one := node.(type) {
	case *ast.IdentifierNode:
		return one.Value, true
	case *ast.MemberNode:
		group, ok := one.Node.(*ast.IdentifierNode)
		name, named := one.Property.(*ast.StringNode)
		if ok && named && !one.Optional {
			return group.Value + "." + name.Value, true
		}
	}
	return "", false
}

// from is where a node begins; the library's own place of signs is the sign's.
func from(node ast.Node) int {
	at := node.Location().From
	switch one := node.(type) {
	case *ast.MemberNode:
		return min(at, from(one.Node))
	case *ast.BinaryNode:
		return min(at, from(one.Left))
	case *ast.ConditionalNode:
		return min(at, from(one.Cond))
	}
	return at
}
