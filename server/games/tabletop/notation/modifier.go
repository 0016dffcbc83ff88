package notation

import (
	"playhouse/server/session"
)

// pool is dice of one kind, and what is done with them.
type pool struct {
	at, count, faces int
	// choose is how many are kept, or dropped; 0 when all count.
	choose int
	// dropping is true when choose tells how many are dropped; highest when those
	// that stay are the highest.
	dropping, highest bool
	// Each is nil when it is not asked for.
	explode, again, success *compare
	// once is true when dice are thrown again once at most.
	once bool
}

// compare is a condition on a value.
type compare struct {
	sign  string
	value int
}

func (c *compare) holds(value int) bool {
	if c == nil {
		return false
	}
	switch c.sign {
	case ">":
		return value > c.value
	case ">=":
		return value >= c.value
	case "<":
		return value < c.value
	case "<=":
		return value <= c.value
	}
	return value == c.value
}

// always tells whether it holds for every face of a die. It holds for a range of
// values at either end, or for one.
func (c *compare) always(faces int) bool {
	return c.holds(1) && c.holds(faces) && (c.sign != "=" || faces == 1)
}

// pool reads what comes behind the d of dice that begin at from.
func (p *parser) pool(from int, count int64) (node, error) {
	if count > int64(p.dice) {
		return nil, session.Refuse("too_many", "dice, at character %d: at most %d dice can be thrown at once", from+1, MostDice)
	}
	if count == 0 {
		p.at = from
		return nil, p.bad("there has to be a die at least")
	}
	p.dice -= int(count)
	d := &pool{at: from, count: int(count)}
	if p.take("%") != "" {
		d.faces = 100
	} else {
		faces, found, err := p.number()
		if err != nil {
			return nil, err
		}
		if !found || faces == 0 {
			return nil, p.bad("how many faces? d6, d20 or d%%")
		}
		d.faces = int(faces)
	}
	return d, p.modifiers(d)
}

var comparisons = []string{">=", "<=", ">", "<", "="}

func (p *parser) modifiers(d *pool) error {
	for {
		var err error
		p.done()
		from := p.at
		switch word := p.take("kh", "kl", "k", "dh", "dl", "!", "ro", "r"); word {
		case "kh", "kl", "k", "dh", "dl":
			err = p.keep(d, word, from)
		case "!":
			err = p.explode(d, from)
		case "r", "ro":
			err = p.again(d, word == "ro", from)
		default:
			c, found, wrong := p.comparison()
			if wrong != nil || !found {
				return wrong
			}
			err = p.set(&d.success, c, from)
		}
		if err != nil {
			return err
		}
	}
}

func (p *parser) set(to **compare, c *compare, from int) error {
	if *to != nil {
		p.at = from
		return p.bad("this was said already")
	}
	*to = c
	return nil
}

// comparison reads a sign and a number, if there is a sign.
func (p *parser) comparison() (c *compare, found bool, err error) {
	sign := p.take(comparisons...)
	if sign == "" {
		return nil, false, nil
	}
	n, found, err := p.number()
	if err == nil && !found {
		err = p.bad("a number is missing behind %s", sign)
	}
	return &compare{sign: sign, value: int(n)}, true, err
}

func (p *parser) keep(d *pool, word string, from int) error {
	n, found, err := p.number()
	switch {
	case err != nil:
		return err
	case !found:
		n = 1
	case n == 0:
		p.at = from
		return p.bad("%s needs a number from 1", word)
	}
	if d.choose > 0 {
		p.at = from
		return p.bad("dice can be kept or dropped once only")
	}
	d.choose, d.dropping = int(n), word[0] == 'd'
	d.highest = word == "kh" || word == "k" || word == "dl"
	return nil
}

// kept is how many of the dice that lie are kept.
func (d *pool) kept(lying int) int {
	switch {
	case d.choose == 0:
		return lying
	case d.dropping:
		return max(0, lying-d.choose)
	}
	return min(d.choose, lying)
}

func (p *parser) explode(d *pool, from int) error {
	c, found, err := p.comparison()
	if err != nil {
		return err
	}
	if !found {
		c = &compare{sign: "=", value: d.faces}
	}
	if c.always(d.faces) {
		p.at = from
		return p.bad("these dice would explode for ever")
	}
	return p.set(&d.explode, c, from)
}

func (p *parser) again(d *pool, once bool, from int) error {
	c, found, err := p.comparison()
	if err != nil {
		return err
	}
	if !found {
		n, counted, err := p.number()
		if err != nil {
			return err
		}
		if !counted {
			return p.bad("throw again when? r1 or r<3")
		}
		c = &compare{sign: "=", value: int(n)}
	}
	if !once && c.always(d.faces) {
		p.at = from
		return p.bad("these dice would be thrown again for ever")
	}
	d.once = once
	return p.set(&d.again, c, from)
}
