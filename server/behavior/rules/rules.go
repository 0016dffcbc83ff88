// Package rules is the language of the rules tier, as package behavior asks for it. It
// is apart because stores keep behaviours without knowing what they mean.
package rules

import (
	"context"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
	"playhouse/server/games/arena/mind"
)

// Language is that of the rules tier. try runs a program.
func Language(try func(context.Context, mind.Program) (*arenav1.DryRun, error)) behavior.Language {
	l := behavior.Language{
		Check: func(_ context.Context, source string) ([]*arenav1.Diagnostic, error) {
			return told(mind.CheckRules(source)), nil
		},
		Try: func(ctx context.Context, source string) (*arenav1.DryRun, error) {
			program, _ := mind.Compile(source)
			if program == nil {
				return nil, behavior.ErrInvalid
			}
			return try(ctx, program)
		},
	}
	for _, w := range mind.Words() {
		l.Terms = append(l.Terms, &arenav1.Term{Name: w.Name, Kind: w.Kind, Detail: w.Unit, Meaning: w.Meaning})
	}
	return l
}

// told are diagnostics as messages.
func told(all []mind.Diagnostic) []*arenav1.Diagnostic {
	var messages []*arenav1.Diagnostic
	for _, d := range all {
		severity := arenav1.Severity_SEVERITY_ERROR
		if d.Severity == mind.Warning {
			severity = arenav1.Severity_SEVERITY_WARNING
		}
		messages = append(messages, &arenav1.Diagnostic{
			Severity: severity, Line: int32(d.Line), Column: int32(d.Column), Length: int32(d.Length), Message: d.Message,
		})
	}
	return messages
}
