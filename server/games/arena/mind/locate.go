package mind

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// source is a document's text by lines, for finding places in it.
type source [][]rune

// breaks are what YAML takes for the end of a line.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func linesOf(text string) source {
	var all source
	for line := range strings.SplitSeq(breaks.Replace(text), "\n") {
		all = append(all, []rune(line))
	}
	return all
}

// place is a line and a column, both from 1.
type place struct{ line, column int }

// at finds the character of a scalar's value in the source. Folding, indentation and
// quotes differ between the two by what is not seen; where more differs (escapes in
// quotes), it is the place of the scalar.
func (s source) at(n *yaml.Node, offset int) place {
	start := place{min(n.Line, len(s)), n.Column}
	p := start
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		p = place{n.Line + 1, 1}
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		p.column++
	}
	for i, r := range []rune(n.Value) {
		if unicode.IsSpace(r) {
			continue
		}
		var found bool
		if p, found = s.next(p); !found || s[p.line-1][p.column-1] != r {
			return start
		}
		if i >= offset {
			return p
		}
		p.column++
	}
	return start
}

// next is the first place from p on where something is written.
func (s source) next(p place) (place, bool) {
	for ; p.line >= 1 && p.line <= len(s); p.line, p.column = p.line+1, 1 {
		for line := s[p.line-1]; p.column <= len(line); p.column++ {
			if !unicode.IsSpace(line[p.column-1]) {
				return p, true
			}
		}
	}
	return p, false
}
