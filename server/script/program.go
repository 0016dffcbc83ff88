package script

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"

	"playhouse/server/games/arena/mind"
)

// filename is what positions call the source.
const filename = "behavior"

// dialect is Starlark as it comes, and sets. No recursion and no while: what is left
// always ends, though not always soon.
var dialect = syntax.FileOptions{Set: true}

// program is a source that was read, and whose top level has run.
type program struct {
	file   *syntax.File // nil if it could not be read
	decide *starlark.Function
	fault  error // why it cannot decide
}

// load reads a source and runs its top level. What it made is frozen: no decision
// can leave anything to the next but its memory.
func load(source string) *program {
	p := &program{}
	p.fault = safely(func() error { return p.load(source) })
	return p
}

func (p *program) load(source string) error {
	if len(source) > SourceMost {
		return at(0, "%s", tooLong(source))
	}
	if !utf8.ValidString(source) || strings.Contains(source, "\x00") { // NUL would end it
		return at(0, "the source is no valid text")
	}
	options := dialect
	file, err := options.Parse(filename, source, 0)
	if err != nil {
		return err
	}
	p.file = file
	if err := noLoads(file); err != nil {
		return err
	}
	compiled, err := starlark.FileProgram(file, environment.Has)
	if err != nil {
		return err
	}
	globals, err := compiled.Init(newThread(LoadStepsMost), environment)
	if err != nil {
		return err
	}
	globals.Freeze()
	return p.find(globals)
}

// noLoads refuses load statements: there is nothing to load.
func noLoads(file *syntax.File) error {
	for _, s := range file.Stmts {
		if l, ok := s.(*syntax.LoadStmt); ok {
			return at(l.Load.Line, "nothing can be loaded: a behavior is one file")
		}
	}
	return nil
}

// find finds decide.
func (p *program) find(globals starlark.StringDict) error {
	const want = "def decide(self, world): return action(…)"
	v, ok := globals["decide"]
	if !ok {
		return at(0, "there is no function decide; write %s", want)
	}
	f, ok := v.(*starlark.Function)
	if !ok {
		return at(0, "decide is a %s; write %s", v.Type(), want)
	}
	if f.NumParams() != 2 || f.NumKwonlyParams() > 0 || f.HasVarargs() || f.HasKwargs() {
		return at(f.Position().Line, "decide takes two parameters; write %s", want)
	}
	p.decide = f
	return nil
}

// newThread is something to run with, for at most so many steps.
func newThread(steps uint64) *starlark.Thread {
	t := &starlark.Thread{Print: func(*starlark.Thread, string) {}}
	t.SetMaxExecutionSteps(steps)
	t.OnMaxSteps = func(t *starlark.Thread) { t.Cancel(tooManySteps) }
	return t
}

// answer decides for one agent. Whatever the script does, there is an answer, and it
// depends on nothing but the source and the question.
func (p *program) answer(ask *mind.Ask) mind.Answer {
	a := mind.Answer{Agent: ask.Agent, Memory: ask.Memory}
	if p.fault != nil {
		a.Fault, a.Line = told(p.fault)
		return a
	}
	thread := newThread(StepsMost)
	err := safely(func() error {
		v := &view{ask: ask}
		self, world := &record[view]{ofSelf, v}, &record[view]{ofWorld, v}
		result, err := starlark.Call(thread, p.decide, starlark.Tuple{self, world}, nil)
		if err != nil {
			return err
		}
		w, ok := result.(*wish)
		if !ok {
			return at(p.decide.Position().Line, "decide returned %s; end every way through it with return action(…)", called(result))
		}
		a.Action = w.action
		if w.memory != nil {
			a.Memory = *w.memory
		}
		return nil
	})
	a.Steps = int32(min(thread.ExecutionSteps(), StepsMost))
	if err != nil {
		a.Fault, a.Line = told(err)
	}
	return a
}

// called is a value as a message names it.
func called(v starlark.Value) string {
	if v == starlark.None {
		return "nothing"
	}
	return "a value of type " + v.Type()
}

// safely turns a panic of the interpreter into an error. Starlark has none that are
// known; should there be one, it is a fault of the script that found it.
func safely(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = at(0, "the script broke the interpreter: %s", brief(fmt.Sprint(r)))
		}
	}()
	return do()
}
