package script

import (
	"fmt"
	"slices"

	"go.starlark.net/starlark"
)

// field is one thing that a script can read of a T.
type field[T any] struct {
	Term

	value func(*T) starlark.Value
}

// kind is what scripts know of all Ts.
type kind[T any] struct {
	name   string
	fields map[string]field[T]
	names  []string // sorted, so that messages are always the same
}

func newKind[T any](name string, fields []field[T]) *kind[T] {
	k := &kind[T]{name: name, fields: map[string]field[T]{}}
	for _, f := range fields {
		k.fields[f.Name] = f
		k.names = append(k.names, f.Name)
	}
	slices.Sort(k.names)
	return k
}

// record is a T as a script sees it: fields that cannot be set. Fields are made when
// they are read, for most are not.
type record[T any] struct {
	kind *kind[T]
	of   *T
}

// Attr implements [starlark.HasAttrs].
func (r *record[T]) Attr(name string) (starlark.Value, error) {
	f, ok := r.kind.fields[name]
	if !ok {
		return nil, nil //nolint:nilnil // Starlark's way of saying that there is none: it finds what was meant
	}
	return f.value(r.of), nil
}

// AttrNames implements [starlark.HasAttrs].
func (r *record[T]) AttrNames() []string { return r.kind.names }

// String implements [starlark.Value].
func (r *record[T]) String() string { return "<" + r.kind.name + ">" }

// Type implements [starlark.Value].
func (r *record[T]) Type() string { return r.kind.name }

// Freeze implements [starlark.Value]: nothing can be changed anyway.
func (r *record[T]) Freeze() {}

// Truth implements [starlark.Value].
func (r *record[T]) Truth() starlark.Bool { return starlark.True }

// Hash implements [starlark.Value].
func (r *record[T]) Hash() (uint32, error) { return 0, fmt.Errorf("%s cannot be a key", r.kind.name) }
