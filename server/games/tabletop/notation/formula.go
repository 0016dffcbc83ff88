package notation

import (
	"errors"
	"fmt"
)

// node is a part of a formula.
type node interface {
	// bounds is between what its result always is.
	bounds() span
	// roll throws its dice and gives its result.
	roll(*table) (int64, error)
}

// span is the least and the most that something can be.
type span struct {
	least, most int64
}

type number int64

func (n number) bounds() span { return span{int64(n), int64(n)} }

type negation struct{ part node }

func (n negation) bounds() span {
	b := n.part.bounds()
	return span{-b.most, -b.least}
}

type group struct{ part node }

func (g group) bounds() span { return g.part.bounds() }

// operation is two parts with a sign between.
type operation struct {
	sign        byte
	left, right node
	span        span
}

func (o *operation) bounds() span { return o.span }

// reach is what the result can be, or why it cannot be allowed.
func (o *operation) reach() (span, error) {
	a, b := o.left.bounds(), o.right.bounds()
	if o.sign == '/' && b.least <= 0 && b.most >= 0 {
		return span{}, errors.New("this might divide by zero")
	}
	first := calculate(o.sign, a.least, b.least)
	s := span{first, first}
	for _, v := range []int64{calculate(o.sign, a.least, b.most), calculate(o.sign, a.most, b.least), calculate(o.sign, a.most, b.most)} {
		s.least, s.most = min(s.least, v), max(s.most, v)
	}
	if s.least < -largestResult || s.most > largestResult {
		return span{}, fmt.Errorf("the result might be larger than %d", int64(largestResult))
	}
	return s, nil
}

// calculate is exact for numbers up to largestResult, but that products beyond it
// are just some number beyond it.
func calculate(sign byte, a, b int64) int64 {
	switch sign {
	case '+':
		return a + b
	case '-':
		return a - b
	case '*':
		if a != 0 && b != 0 && max(a, -a) > largestResult/max(b, -b) {
			return (largestResult + 1) * sgn(a) * sgn(b)
		}
		return a * b
	}
	quotient := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		quotient--
	}
	return quotient
}

func sgn(n int64) int64 {
	if n < 0 {
		return -1
	}
	return 1
}

// bounds of dice: what explodes is never more than all dice that can be thrown.
func (d *pool) bounds() span {
	if d.success != nil {
		return span{0, MostDice}
	}
	most := d.count
	if d.explode != nil {
		most = MostDice
	}
	return span{int64(d.kept(d.count)), int64(d.kept(most)) * int64(d.faces)}
}
