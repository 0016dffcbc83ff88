package app

import (
	"context"
	"errors"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
	"playhouse/server/behavior/rules"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/trial"
	"playhouse/server/script"
	"playhouse/server/session"
)

// languages are in what behaviours are written. against is whom they are tried
// against.
func languages(pool *script.Pool, against mind.Program) map[arenav1.Tier]behavior.Language {
	return map[arenav1.Tier]behavior.Language{
		arenav1.Tier_TIER_RULES: rules.Language(func(_ context.Context, p mind.Program) (*arenav1.DryRun, error) {
			return trial.Rules(p, against)
		}),
		arenav1.Tier_TIER_SCRIPT: scripts(pool, against),
	}
}

// scripts is the language of the script tier.
func scripts(pool *script.Pool, against mind.Program) behavior.Language {
	good, _ := lru.New[string, []*arenav1.Diagnostic](checksKept) // the size is positive
	l := behavior.Language{
		Check: func(ctx context.Context, source string) ([]*arenav1.Diagnostic, error) {
			if found, known := good.Get(source); known {
				return found, nil
			}
			found, err := checked(ctx, pool, source)
			if err == nil && behavior.Usable(found) { // an error may be the busy machine's
				good.Add(source, found)
			}
			return found, err
		},
		Try: func(ctx context.Context, source string) (*arenav1.DryRun, error) {
			run, err := trial.Script(answerer{ctx, pool, source}, against)
			return run, orBusy(err)
		},
	}
	for _, t := range script.Terms() {
		l.Terms = append(l.Terms, &arenav1.Term{Name: t.Name, Kind: kindOf(t), Detail: t.Detail, Meaning: t.Meaning})
	}
	return l
}

// checksKept is how many scripts are remembered to be good: reading and using them
// asks no worker.
const checksKept = 256

// checked is what the pool finds wrong with a script.
func checked(ctx context.Context, pool *script.Pool, source string) ([]*arenav1.Diagnostic, error) {
	found, err := pool.Check(ctx, source)
	var told []*arenav1.Diagnostic
	for _, d := range found {
		told = append(told, &arenav1.Diagnostic{
			Severity: arenav1.Severity(d.Severity), Line: d.Line, Column: d.Column, Length: d.Length, Message: d.Message,
		})
	}
	return told, orBusy(err)
}

// kindOf is a term's kind in the contract's words.
func kindOf(t script.Term) string {
	switch t.Kind {
	case "field":
		if strings.EqualFold(t.Detail, "true or false") {
			return "boolean"
		}
		return "number"
	case "argument":
		return "action"
	case "function", "steering", "selector":
		return t.Kind
	}
	return "keyword"
}

// orBusy says what an error of the pool means to who tries a script.
func orBusy(err error) error {
	if errors.Is(err, script.ErrBusy) || errors.Is(err, script.ErrLate) || errors.Is(err, script.ErrClosed) {
		return &session.Error{Kind: session.Unavailable, Reason: "scripts_busy", Message: "the server is busy with other scripts; try again in a moment"}
	}
	return err
}

// answerer decides for a trial.
type answerer struct {
	ctx    context.Context
	pool   *script.Pool
	source string
}

// Answer decides by the script; a batch that overran is a fault of each who asked.
func (a answerer) Answer(asks []mind.Ask) ([]mind.Answer, error) {
	answers, err := a.pool.Decide(a.ctx, script.Batch{Source: a.source, Asks: asks})
	overrun, ok := errors.AsType[*script.OverrunError](err)
	if !ok {
		return answers, err
	}
	answers = make([]mind.Answer, len(asks))
	for i, ask := range asks {
		answers[i] = mind.Answer{Agent: ask.Agent, Memory: ask.Memory, Fault: overrun.Error()}
	}
	return answers, nil
}
