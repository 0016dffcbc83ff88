package notation

import (
	"strings"
	"unicode"

	"playhouse/server/session"
)

const (
	// MostDice is how many dice a formula may throw, those that explode and those
	// that are thrown again counted.
	MostDice = 1000
	// longest is how many characters a formula may have.
	longest = 1000
	// largestNumber is the largest number that can be written.
	largestNumber = 1_000_000
	// largestResult is what no result and nothing on the way to it can exceed.
	largestResult = 1_000_000_000_000_000
)

// Formula is dice notation that was understood.
type Formula struct {
	text string
	root node
}

// Parse reads notation. It refuses with bad_notation what it does not understand,
// with the place in characters from 1, and with too_many more than 1,000 dice.
func Parse(text string) (*Formula, error) {
	trimmed := strings.TrimSpace(text)
	p := parser{text: []rune(trimmed), dice: MostDice}
	if len(p.text) > longest {
		return nil, session.Refuse("bad_notation", "the dice are %d characters long: at most %d are read", len(p.text), longest)
	}
	for i, r := range p.text {
		p.text[i] = unicode.ToLower(r)
	}
	root, err := p.formula()
	if err != nil {
		return nil, err
	}
	if !p.done() {
		return nil, p.bad("%q was not expected", p.text[p.at])
	}
	return &Formula{text: trimmed, root: root}, nil
}

// parser reads from left to right.
type parser struct {
	text []rune
	at   int
	// dice is how many may still be thrown.
	dice int
}

// bad refuses what stands at the current place.
func (p *parser) bad(format string, args ...any) error {
	return session.Refuse("bad_notation", "dice, at character %d: "+format, append([]any{p.at + 1}, args...)...)
}

// done skips blanks and tells whether nothing is left.
func (p *parser) done() bool {
	for p.at < len(p.text) && unicode.IsSpace(p.text[p.at]) {
		p.at++
	}
	return p.at == len(p.text)
}

// take reads one of the words, if one is there; longer ones come first.
func (p *parser) take(words ...string) string {
	if p.done() {
		return ""
	}
	for _, w := range words {
		if strings.HasPrefix(string(p.text[p.at:min(len(p.text), p.at+len(w))]), w) {
			p.at += len(w)
			return w
		}
	}
	return ""
}

// number reads a number, if one is there.
func (p *parser) number() (n int64, found bool, err error) {
	if p.done() {
		return 0, false, nil
	}
	from := p.at
	for ; p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9'; p.at++ {
		n = n*10 + int64(p.text[p.at]-'0')
		if n > largestNumber {
			p.at = from
			return 0, true, p.bad("numbers go up to %d", largestNumber)
		}
	}
	return n, p.at > from, nil
}

func (p *parser) formula() (node, error) { return p.chain(p.term, "+", "-") }

func (p *parser) term() (node, error) { return p.chain(p.factor, "*", "/") }

// chain reads what signs join, from left to right.
func (p *parser) chain(part func() (node, error), signs ...string) (node, error) {
	left, err := part()
	for err == nil {
		from := p.at
		sign := p.take(signs...)
		if sign == "" {
			return left, nil
		}
		var right node
		if right, err = part(); err != nil {
			break
		}
		n := &operation{sign: sign[0], left: left, right: right}
		if n.span, err = n.reach(); err != nil {
			p.at = from
			return nil, p.bad("%v", err)
		}
		left = n
	}
	return nil, err
}

func (p *parser) factor() (node, error) {
	switch p.take("-", "(") {
	case "-":
		part, err := p.factor()
		if err != nil {
			return nil, err
		}
		return negation{part}, nil
	case "(":
		part, err := p.formula()
		if err != nil {
			return nil, err
		}
		if p.take(")") == "" {
			return nil, p.bad("a closing parenthesis is missing")
		}
		return group{part}, nil
	}
	from := p.at
	n, counted, err := p.number()
	if err != nil {
		return nil, err
	}
	if p.take("d") != "" {
		if !counted {
			n = 1
		}
		return p.pool(from, n)
	}
	if !counted {
		return nil, p.bad("a number or dice are missing, like 2d6+3")
	}
	return number(n), nil
}
