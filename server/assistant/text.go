package assistant

import (
	"strings"
	"unicode"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// clean is a text without what is no text: control characters, and those that turn
// the direction of what follows, by which a source could look like another one
// (CVE-2021-42574).
func clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

// line is a text on one line, cut after so many characters.
func line(text string, most int) string {
	text = strings.Join(strings.Fields(clean(text)), " ")
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return text
}

// nameMost is the longest name of a behaviour, in characters.
const nameMost = 60

// nameOf is a name for a behaviour: its author's, or the beginning of the wish.
func nameOf(name, wish string) string {
	if name = line(name, nameMost); name != "" {
		return name
	}
	return line(wish, nameMost)
}

// inWords is a restatement as lines.
func inWords(r *arenav1.Restatement) string {
	var b strings.Builder
	for _, part := range []struct {
		head  string
		lines []string
	}{{"When", r.GetTriggers()}, {"What", r.GetActions()}, {"Numbers", r.GetParameters()}, {"Open", r.GetQuestions()}} {
		if len(part.lines) > 0 {
			b.WriteString(part.head + ": " + strings.Join(part.lines, "; ") + "\n")
		}
	}
	return b.String()
}
