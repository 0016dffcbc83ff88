package script

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.starlark.net/resolve"
	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

const tooManySteps = "too many steps"

// fault is an error at a line.
type fault struct {
	line    int32
	message string
}

// Error implements error.
func (f *fault) Error() string { return f.message }

// at is an error at a line; 0 for none.
func at(line int32, format string, args ...any) error {
	return &fault{line, fmt.Sprintf(format, args...)}
}

// told is an error as the author of the script is told it: what, and at which line.
func told(err error) (message string, line int32) {
	var own *fault
	var running *starlark.EvalError
	var syntactic syntax.Error
	var unresolved resolve.ErrorList
	switch {
	case errors.As(err, &running):
		return plain(running.Msg), where(running.CallStack)
	case errors.As(err, &own):
		return plain(own.message), own.line
	case errors.As(err, &syntactic):
		return plain(syntactic.Msg), lineOf(syntactic)
	case errors.As(err, &unresolved) && len(unresolved) > 0:
		return plain(unresolved[0].Msg), unresolved[0].Pos.Line
	default:
		return plain(err.Error()), 0
	}
}

// lineOf is the line of what could not be read: for one that ends too early that one,
// and not the next, where the parser noticed.
func lineOf(e syntax.Error) int32 {
	if strings.Contains(e.Msg, "got newline") && e.Pos.Col == 1 && e.Pos.Line > 1 {
		return e.Pos.Line - 1
	}
	return e.Pos.Line
}

// where is the innermost line of the script itself.
func where(stack starlark.CallStack) int32 {
	for i := range stack {
		if pos := stack.At(i).Pos; pos.Filename() == filename {
			return pos.Line
		}
	}
	return 0
}

// friendly says in other words what Starlark says in its own.
var friendly = []struct{ has, say string }{
	{tooManySteps, fmt.Sprintf("it takes too many steps: at most %d for a decision, %d for the top level", StepsMost, LoadStepsMost)},
	{"called recursively", "a function may not call itself; use a for loop over a range or a list"},
	{"does not support while loops", "there is no while; write for i in range(20): and break when it is done"},
	{"if statement not within a function", "an if statement stands in a function only, such as decide"},
	{"for loop not within a function", "a for loop stands in a function only, such as decide; at the top level write a list as [… for … in …]"},
	{"return statement not within a function", "return stands in a function only, such as decide"},
	{"cannot reassign global", "a name at the top level is given once only"},
	{"floating-point division by zero", "a number was divided by 0; test it before"},
	{"floored division by zero", "a number was divided by 0; test it before"},
	{"modulo by zero", "a number was divided by 0; test it before"},
	{"frozen", "what was made at the top level cannot be changed later; use memory to remember, or make a new one"},
	{"got indent", "this line is further in than it should be"},
	{"got outdent", "this line is further out than it should be, or something is missing before it"},
	{"got end of file", "the source ends too early: a bracket, or what belongs to the last line, is missing"},
	{"got newline", "the line ends too early: something is missing, perhaps a colon or a bracket"},
	{"got import", "nothing can be imported: a behavior is one file"},
	{"got class", "there are no classes; use functions and dicts"},
	{"got try", "there is no try; test before what could fail"},
	{"excessive nesting", "there are too many brackets in brackets"},
}

// plain is a message of Starlark in words for people, and no longer than allowed.
func plain(message string) string {
	if len(message) > 2*messageMost {
		message = message[:2*messageMost]
	}
	for _, f := range friendly {
		if strings.Contains(message, f.has) {
			return f.say
		}
	}
	if name, ok := strings.CutPrefix(message, "undefined: "); ok {
		message = "nothing is called " + name
	}
	message = strings.ToValidUTF8(message, "\uFFFD")
	if len(message) <= messageMost {
		return message
	}
	cut := messageMost
	for !utf8.RuneStart(message[cut]) {
		cut--
	}
	return message[:cut] + "…"
}

// tooLong says that a source is.
func tooLong(source string) string {
	return fmt.Sprintf("the source has %d bytes; at most %d are allowed", len(source), SourceMost)
}
