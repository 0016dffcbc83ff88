package assistant

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

const (
	entriesMost = 12  // of a list in a restatement
	entryMost   = 200 // characters
	objectsMost = 8   // that are tried in an answer
)

// restatementOf reads what a model says a wish is. Models wrap JSON in prose, fences
// and thoughts, give a text where a list is asked for, and add keys: all that is
// taken. What cannot be read is told as an open question, not as a failure: the source
// is checked in any case.
func restatementOf(text string) Restated {
	text = thoughtless(text)
	for range objectsMost {
		at := strings.IndexByte(text, '{')
		if at < 0 {
			break
		}
		var fields map[string]any
		if err := json.NewDecoder(strings.NewReader(text[at:])).Decode(&fields); err == nil && known(fields) {
			name, _ := fields["name"].(string)
			return Restated{Name: line(name, nameMost), Restatement: &arenav1.Restatement{
				Triggers: entries(fields["triggers"]), Actions: entries(fields["actions"]),
				Parameters: entries(fields["parameters"]), Questions: entries(fields["questions"]),
			}}
		}
		text = text[at+1:]
	}
	return Restated{Restatement: &arenav1.Restatement{
		Questions: []string{"The model did not say how it understood the wish: compare the behavior with it yourself."},
	}}
}

func known(fields map[string]any) bool {
	return slices.ContainsFunc([]string{"triggers", "actions", "parameters", "questions"}, func(key string) bool {
		_, there := fields[key]
		return there
	})
}

// entries are a value's texts, one line each.
func entries(v any) []string {
	list, ok := v.([]any)
	if !ok && v != nil {
		list = []any{v}
	}
	var all []string
	for _, one := range list {
		if len(all) == entriesMost {
			break
		}
		if text := line(entry(one), entryMost); text != "" {
			all = append(all, text)
		}
	}
	return all
}

func entry(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case map[string]any, []any:
		b, _ := json.Marshal(v) //nolint:errchkjson // it was JSON
		return string(b)
	}
	return fmt.Sprint(v)
}

// thoughtless is an answer without what some models say to themselves before it.
func thoughtless(text string) string {
	const opens, closes = "<think>", "</think>"
	if at := strings.LastIndex(text, closes); at >= 0 {
		return text[at+len(closes):]
	}
	if before, _, found := strings.Cut(text, opens); found {
		return before
	}
	return text
}

const ticks = "```"

// sourceOf is the source in an answer: the longest block between fences, or all of
// it. A fence that is never closed ends with the answer.
func sourceOf(text string) string {
	text = thoughtless(strings.ReplaceAll(text, "\r\n", "\n"))
	longest, found := "", false
	for rest := text; ; {
		_, after, open := strings.Cut(rest, ticks)
		if !open {
			break
		}
		_, body, _ := strings.Cut(after, "\n") // the rest of that line names the language
		body, after, _ = strings.Cut(body, ticks)
		if found = true; len(body) > len(longest) {
			longest = body
		}
		rest = after
	}
	if !found {
		longest = text
	}
	if longest = strings.TrimSpace(longest); longest == "" {
		return ""
	}
	return longest + "\n"
}
