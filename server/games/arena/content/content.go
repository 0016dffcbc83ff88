// Package content has what ships with the arena: behaviours of the house, written as
// rules so that they are examples, too.
package content

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"playhouse/server/games/arena/mind"
)

//go:embed behaviors
var files embed.FS

// Behavior is one of the house's.
type Behavior struct {
	Name        string
	Description string // the comment at the head of its source
	Source      string
	Program     mind.Program
}

// ID is what the house's behaviours are named by: "builtin/attack".
func (b Behavior) ID() string { return Prefix + b.Name }

// Prefix begins the ids of the house's behaviours.
const Prefix = "builtin/"

// Attack is the name of the behaviour that others are tried against.
const Attack = "attack"

// Behaviors are those of the house, by name.
func Behaviors() ([]Behavior, error) {
	names, err := fs.Glob(files, "behaviors/*.yaml")
	if err != nil {
		return nil, err
	}
	var all []Behavior
	for _, name := range names {
		source, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		b := Behavior{Name: strings.TrimSuffix(path.Base(name), ".yaml"), Source: string(source)}
		b.Description = head(b.Source)
		program, found := mind.Compile(b.Source)
		if program == nil {
			return nil, fmt.Errorf("%s: line %d: %s", name, found[0].Line, found[0].Message)
		}
		b.Program = program
		all = append(all, b)
	}
	return all, nil
}

// Find is a behaviour by its name.
func Find(all []Behavior, name string) (Behavior, bool) {
	for _, b := range all {
		if b.Name == name {
			return b, true
		}
	}
	return Behavior{}, false
}

// head is the comment that a source begins with, up to the first line that is none.
func head(source string) string {
	var words []string
	for line := range strings.Lines(source) {
		text, comment := strings.CutPrefix(strings.TrimSpace(line), "#")
		if !comment {
			break
		}
		words = append(words, strings.TrimSpace(text))
	}
	return strings.Join(words, " ")
}
