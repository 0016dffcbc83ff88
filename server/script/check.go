package script

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.starlark.net/resolve"
	"go.starlark.net/syntax"

	"playhouse/server/games/arena/mind"
)

// Severity is how bad a diagnostic is.
type Severity int

// Severities.
const (
	// Error: the behaviour cannot be used.
	Error Severity = 1
	// Warning: it can, but surely does not do what was meant.
	Warning Severity = 2
)

// Diagnostic is what is wrong with a source, and where.
type Diagnostic struct {
	Severity Severity
	// Line and Column count from 1; 0 when it is about the whole, or the line.
	Line, Column int32
	// Message says in a sentence what to do.
	Message string
	// Length is how many characters it is about; 0 when unknown.
	Length int32
}

// diagnosticsMost is how many things are told at once.
const diagnosticsMost = 50

// check finds what is wrong with a source. It runs its top level, and decides twice.
func check(source string) []Diagnostic {
	p := load(source)
	var found []Diagnostic
	if p.fault != nil {
		found = wrong(p.fault, source)
	} else {
		found = lint(p.file)
	}
	if len(found) == 0 {
		found = p.tried()
	}
	for i := range found {
		d := &found[i]
		d.Message = sentence(d.Message)
		if d.Length == 0 {
			d.Length = wordAt(source, d.Line, d.Column)
		}
	}
	return found[:min(len(found), diagnosticsMost)]
}

// wrong is why a source cannot decide.
func wrong(err error, source string) []Diagnostic {
	var unresolved resolve.ErrorList
	var syntactic syntax.Error
	switch {
	case errors.As(err, &unresolved):
		found := make([]Diagnostic, len(unresolved))
		for i, e := range unresolved {
			found[i] = Diagnostic{Severity: Error, Line: e.Pos.Line, Column: e.Pos.Col, Message: plain(e.Msg)}
		}
		return found
	case errors.As(err, &syntactic):
		return []Diagnostic{unread(syntactic, source)}
	default:
		message, line := told(err)
		return []Diagnostic{{Severity: Error, Line: line, Message: message}}
	}
}

// unread is where a source cannot be read. What is missing at the end of a line is
// told there, and not where the next begins.
func unread(e syntax.Error, source string) Diagnostic {
	d := Diagnostic{Severity: Error, Line: lineOf(e), Column: e.Pos.Col, Message: plain(e.Msg)}
	lines := strings.Split(strings.TrimRight(source, "\n"), "\n")
	switch {
	case int(d.Line) > len(lines):
		d.Line, d.Column, d.Message = int32(len(lines)), 0, plain("got end of file")
	case d.Line != e.Pos.Line:
		d.Column = int32(utf8.RuneCountInString(lines[d.Line-1])) + 1
	}
	return d
}

// wordAt is how long the word at a place is: 0 when there is none.
func wordAt(source string, line, column int32) int32 {
	if line < 1 || column < 1 {
		return 0
	}
	lines := strings.Split(source, "\n")
	if int(line) > len(lines) {
		return 0
	}
	text := []rune(lines[line-1])
	n := int32(0)
	for i := int(column) - 1; i < len(text) && (text[i] == '_' || unicode.IsLetter(text[i]) || unicode.IsDigit(text[i])); i++ {
		n++
	}
	if n == 0 && int(column) <= len(text) {
		return 1
	}
	return n
}

// sentence begins with a capital and ends with a full stop.
func sentence(text string) string {
	first, _, _ := strings.Cut(text, " ")
	// A name of the language stays as it is written.
	if !strings.ContainsAny(first, ":_.") && !slices.Contains([]string{"decide", "action", "self", "world"}, first) {
		text = strings.ToUpper(text[:1]) + text[1:]
	}
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// tried is what fails in two decisions that surely come: alone, and in a crowd.
func (p *program) tried() []Diagnostic {
	for _, trial := range []struct {
		when string
		ask  mind.Ask
	}{{"nobody in sight", alone()}, {"others in sight", crowded()}} {
		if a := p.answer(&trial.ask); a.Fault != "" {
			return []Diagnostic{{Severity: Warning, Line: a.Line, Message: "tried with " + trial.when + ", it fails: " + a.Fault}}
		}
	}
	return nil
}

// alone is an agent that sees nobody.
func alone() mind.Ask {
	a := mind.Ask{Agent: 1, X: 400, Y: 300, VX: 10}
	for s := range mind.SenseCount {
		if strings.Contains(mind.SenseTerms[s].Meaning, "1000000") {
			a.Senses[s] = mind.Far
		}
	}
	for _, s := range []mind.Sense{mind.Health, mind.Energy, mind.Ready, mind.AllyHealth, mind.WeakestAllyHealth, mind.IsLeader, mind.TeamAlive, mind.EnemiesAlive} {
		a.Senses[s] = 1
	}
	a.Senses[mind.BaseDistance], a.Senses[mind.EdgeDistance], a.Senses[mind.Draw] = 50, 100, 0.5
	return a
}

// crowded is an agent that sees one of each: an enemy, an ally, a stranger.
func crowded() mind.Ask {
	a := alone()
	a.Memory = "" // as at first
	a.Neighbors = []mind.Neighbor{
		{ID: 2, Known: true, X: 420, Y: 300, Health: 0.5},
		{ID: 3, Ally: true, Known: true, X: 400, Y: 340, VY: 5, Health: 0.25},
		{ID: 4, X: 500, Y: 380},
	}
	for s, v := range map[mind.Sense]float64{
		mind.Health: 0.2, mind.EnemiesSeen: 1, mind.EnemiesKnown: 1, mind.EnemiesInReach: 1, mind.AlliesSeen: 1, mind.AlliesKnown: 1,
		mind.Strangers: 1, mind.EnemyDistance: 20, mind.EnemyHealth: 0.5, mind.AllyDistance: 40, mind.AllyHealth: 0.25,
		mind.WeakestAllyHealth: 0.25, mind.TargetDistance: 20, mind.TargetHealth: 0.5, mind.HasTarget: 1, mind.WallAhead: 60,
	} {
		a.Senses[s] = v
	}
	return a
}
