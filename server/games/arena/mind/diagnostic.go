package mind

import (
	"cmp"
	"slices"
)

// SourceMost is the longest source of a behaviour, in bytes.
const SourceMost = 8192

// Severity is how bad a diagnostic is.
type Severity int

// The severities: with an error a behaviour cannot be used; with a warning it can,
// but surely does not do what was meant.
const (
	Error Severity = iota + 1
	Warning
)

// Diagnostic is what is wrong with a source, and where.
type Diagnostic struct {
	Severity Severity
	Line     int    // from 1; 0 when it is about the whole
	Column   int    // in characters, from 1; 0 when it is about the line
	Length   int    // characters from the column on; 0 when unknown
	Message  string // what to do, in a sentence
}

// Check finds what is wrong with a source, by line.
type Check func(source string) []Diagnostic

// Usable is true when none of the diagnostics is an error.
func Usable(all []Diagnostic) bool {
	return !slices.ContainsFunc(all, func(d Diagnostic) bool { return d.Severity == Error })
}

// sorted are diagnostics by line.
func sorted(all []Diagnostic) []Diagnostic {
	slices.SortStableFunc(all, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return all
}
