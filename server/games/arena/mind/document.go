package mind

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// document is the YAML of a source, before its meaning is looked at.
type document struct {
	lines source
	found []Diagnostic
}

func (d *document) report(s Severity, n *yaml.Node, message string) {
	length := 0
	if n.Kind == yaml.ScalarNode && !strings.Contains(n.Value, "\n") {
		length = utf8.RuneCountInString(n.Value)
	}
	line := min(n.Line, len(d.lines)) // what is left out at the end is told one line further
	d.found = append(d.found, Diagnostic{Severity: s, Line: line, Column: n.Column, Length: length, Message: message})
}

func (d *document) refuse(n *yaml.Node, message string) { d.report(Error, n, message) }
func (d *document) warn(n *yaml.Node, message string)   { d.report(Warning, n, message) }

// remarks reports what is wrong within an expression.
func (d *document) remarks(n *yaml.Node, all []remark) {
	for _, r := range all {
		p := d.lines.at(n, r.offset)
		d.found = append(d.found, Diagnostic{Severity: r.severity, Line: p.line, Column: p.column, Length: r.length, Message: r.message})
	}
}

// open reads the YAML; nil when it is none.
func (d *document) open(text string) *yaml.Node {
	switch {
	case len(text) > SourceMost:
		d.whole(fmt.Sprintf("make it shorter: a behaviour has at most %d bytes, this one has %d", SourceMost, len(text)))
		return nil
	case !utf8.ValidString(text):
		d.whole("write it as text in UTF-8")
		return nil
	}
	decoder, node := yaml.NewDecoder(strings.NewReader(text)), &yaml.Node{}
	if err := decoder.Decode(node); errors.Is(err, io.EOF) {
		d.whole("write at least one rule, below rules:")
		return nil
	} else if err != nil {
		d.broken(err)
		return nil
	}
	if err := decoder.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		d.whole("write one document: leave out what follows the line ---")
		return nil
	}
	return node.Content[0]
}

func (d *document) whole(message string) {
	d.found = append(d.found, Diagnostic{Severity: Error, Message: message})
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// broken is what the YAML library says, with what usually helps.
func (d *document) broken(err error) {
	message, line := err.Error(), 0
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	help := "indent with spaces, the same within a list"
	switch {
	case strings.Contains(message, "mapping values are not allowed"), strings.Contains(message, "did not find expected key"):
		help = "indent alike what belongs together, and put texts with a colon in quotes"
	case strings.Contains(message, "cannot start any token"):
		help = "indent with spaces, not with tabs, and put texts that begin with a sign in quotes"
	case strings.Contains(message, "unknown anchor"):
		help = "write it out: anchors and aliases (& and *) are not taken"
	}
	d.found = append(d.found, Diagnostic{Severity: Error, Line: min(line, len(d.lines)), Message: "this is no YAML (" + message + "): " + help})
}

// plain refuses what makes YAML more than text: anchors, aliases, tags and merges.
func (d *document) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.refuse(n, "write it out: anchors and aliases (& and *) are not taken")
	case n.Style&yaml.TaggedStyle != 0:
		d.refuse(n, "leave out the tag: in YAML a word that begins with ! is one; write not instead of !, or put it in quotes")
	case n.Tag == "!!merge":
		d.refuse(n, "write it out: << is not taken")
	default:
		return true
	}
	return false
}

// entry is a key with its value.
type entry struct{ key, value *yaml.Node }

// mapping are the entries of a mapping with known keys, each once; what is the name
// of the mapping in messages.
func (d *document) mapping(n *yaml.Node, what string, known []string) []entry {
	if !d.plain(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		d.refuse(n, fmt.Sprintf("write %s as lines of the form key: value", what))
		return nil
	}
	var all []entry
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		e := entry{n.Content[i], n.Content[i+1]}
		switch key := e.key.Value; {
		case !d.plain(e.key):
		case e.key.Kind != yaml.ScalarNode || !slices.Contains(known, key):
			d.refuse(e.key, fmt.Sprintf("%s has no %q%s", what, shortened(key), meant(key, known)))
		case seen[key]:
			d.refuse(e.key, fmt.Sprintf("%s is there twice: leave one out", key))
		default:
			seen[key] = true
			all = append(all, e)
		}
	}
	return all
}

// scalar is a value that is one text or number.
func (d *document) scalar(e entry) (string, bool) {
	if !d.plain(e.value) {
		return "", false
	}
	text := e.value.Value
	if e.value.Kind != yaml.ScalarNode || strings.TrimSpace(text) == "" {
		d.refuse(e.value, fmt.Sprintf("write something after %s:, or leave the line out", e.key.Value))
		return "", false
	}
	return text, true
}

// shortened keeps messages short.
func shortened(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
