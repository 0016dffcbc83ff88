package composer

import (
	"regexp"
	"strings"
)

// trigger is a condition that was understood.
type trigger struct {
	expression string
	told       string
	number     string // the number in it, in words; empty for none
	guess      string // what was taken where nothing was said; empty for nothing
}

// manner is how everything is done.
type manner struct {
	name  string
	force []force
	pace  string
}

// clause is a part of a wish: what to do, and when.
type clause struct {
	when      []trigger
	any       bool // one of when is enough
	acts      []act
	manners   []manner
	otherwise bool // begins with "otherwise"
}

func (c clause) condition() string {
	var parts []string
	for _, t := range c.when {
		part := t.expression
		if len(c.when) > 1 && strings.Contains(part, " or ") {
			part = "(" + part + ")"
		}
		parts = append(parts, part)
	}
	if c.any {
		return strings.Join(parts, " or ")
	}
	return strings.Join(parts, " and ")
}

// global is true for manners that nothing was said of when.
func (c clause) global() bool { return len(c.when) == 0 }

func (c clause) empty() bool { return len(c.when)+len(c.acts)+len(c.manners) == 0 }

// joint is what parts of a sentence are joined by.
type joint int

const (
	begins joint = iota
	comma
	also // and
	either
	rather // but
	otherwise
)

var (
	sentences = regexp.MustCompile(`[.!?;:]+(?:\s+|$)|\n+`)
	joints    = regexp.MustCompile(`(?:^|[\s,]+)(?:otherwise|or else|else|if not|sonst|ansonsten|andernfalls)(?:[\s,]+|$)|,\s+(?:(?:and|und|then|dann|so)\s+)?|\s+(?:and|und|or|oder|but|aber|then|dann)\s+`)
	jointOf   = map[string]joint{
		"and": also, "und": also, "or": either, "oder": either, "but": rather, "aber": rather,
		"otherwise": otherwise, "or else": otherwise, "else": otherwise, "if not": otherwise, "sonst": otherwise, "ansonsten": otherwise, "andernfalls": otherwise,
	}
)

// atom is a part of a sentence between two joints.
type atom struct {
	by   joint
	text string
}

// atoms cuts a sentence at its joints.
func atoms(sentence string) []atom {
	var all []atom
	at, by := 0, begins
	for _, m := range joints.FindAllStringIndex(sentence, -1) {
		all = append(all, atom{by, sentence[at:m[0]]})
		word := strings.Trim(sentence[m[0]:m[1]], " ,\t")
		var known bool
		if by, known = jointOf[word]; !known {
			by = comma
		}
		at = m[1]
	}
	all = append(all, atom{by, sentence[at:]})
	kept := all[:0]
	carried := begins
	for _, a := range all {
		if strings.TrimSpace(a.text) == "" { // "…, otherwise …": the stronger joint holds
			carried = max(carried, a.by)
			continue
		}
		a.by, carried = max(a.by, carried), begins
		kept = append(kept, a)
	}
	return kept
}

// understand makes clauses of a wish, and tells the words that mean nothing.
func understand(wish string) (clauses []clause, unknown []string) {
	const unknownMost = 12
	for _, sentence := range sentences.Split(prepare(wish), -1) {
		parts := atoms(sentence)
		read := make([]clause, len(parts))
		for i, a := range parts {
			var rest []string
			read[i], rest = parse(a.text)
			unknown = append(unknown, rest...)
		}
		clauses = append(clauses, join(parts, read)...)
	}
	unknown = unique(unknown)
	return clauses, unknown[:min(len(unknown), unknownMost)]
}

// join makes clauses of the atoms of a sentence.
func join(parts []atom, read []clause) []clause {
	var (
		all []clause
		now clause
	)
	flush := func() {
		if !now.empty() {
			all = append(all, now)
		}
		now = clause{}
	}
	for i, a := range parts {
		next := read[i]
		if a.by == otherwise {
			flush()
			now.otherwise = true
		}
		if next.empty() {
			continue
		}
		if !fits(now, next, a.by) && !(backward(now, next, parts, read, i)) {
			flush()
		}
		if len(next.when) > 0 && len(now.when) > 0 {
			now.any = now.any || a.by == either
		}
		now.when = append(now.when, next.when...)
		now.acts = append(now.acts, next.acts...)
		now.manners = append(now.manners, next.manners...)
	}
	flush()
	return all
}

// fits is true when an atom goes on with the clause before it.
func fits(now, next clause, by joint) bool {
	switch {
	case len(now.when)+len(now.acts)+len(now.manners) == 0:
		return true
	case len(now.acts) == 0 && len(now.manners) == 0: // only conditions so far
		return true
	case by == comma || by == rather || by == otherwise:
		return false
	case len(next.acts) == 0: // "… and when outnumbered", "… and keep together"
		return len(next.when) == 0 || len(now.when) > 0
	case len(next.when) > 0:
		return false
	}
	return len(now.acts) == 0 && len(now.when) > 0 || len(now.acts) > 0 && now.acts[len(now.acts)-1].group == next.acts[0].group
}

// backward is true for a condition that belongs to what was said before it: "attack,
// if you are strong, otherwise …". If something follows that has no condition of its
// own, the condition is that one's.
func backward(now, next clause, parts []atom, read []clause, i int) bool {
	if len(next.when) == 0 || len(next.acts)+len(next.manners) > 0 || len(now.when) > 0 || len(now.acts) == 0 {
		return false
	}
	if i+1 == len(parts) || parts[i+1].by == otherwise || parts[i+1].by == rather {
		return true
	}
	return parts[i].by == begins || len(read[i+1].when) > 0
}
