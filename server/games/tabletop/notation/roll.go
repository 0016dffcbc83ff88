package notation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Roller throws one die: 1 to faces, each equally likely. *dice.Roller is one.
type Roller interface {
	Die(faces int) int
}

// Roll is what came of a formula.
type Roll struct {
	// Notation is the formula as it was written.
	Notation string
	// Total is the result: a sum, or successes.
	Total int64
	// Dice is each die in the order thrown.
	Dice []*tabletopv1.Die
	// Text tells it all: "4d6kh3: 6 5 3 (1) = 14". Dice that do not count are in
	// parentheses, those that another replaced have a ~ before them, those that
	// exploded a ! behind, those that count in a pool a *.
	Text string
}

// Roll throws the dice. It refuses with too_many when more than 1,000 would be
// thrown because they explode or are thrown again.
func (f *Formula) Roll(dice Roller) (Roll, error) {
	t := &table{dice: dice}
	total, err := f.root.roll(t)
	if err != nil {
		return Roll{}, err
	}
	text := t.text.String()
	if _, lone := f.root.(*pool); lone {
		text = strings.Trim(text, "[]")
	}
	return Roll{Notation: f.text, Total: total, Dice: t.thrown, Text: fmt.Sprintf("%s: %s = %d", f.text, text, total)}, nil
}

// table is where dice lie.
type table struct {
	dice   Roller
	thrown []*tabletopv1.Die
	text   strings.Builder
}

func (n number) roll(t *table) (int64, error) {
	fmt.Fprint(&t.text, int64(n))
	return int64(n), nil
}

func (n negation) roll(t *table) (int64, error) {
	t.text.WriteString("-")
	v, err := n.part.roll(t)
	return -v, err
}

func (g group) roll(t *table) (int64, error) {
	t.text.WriteString("(")
	v, err := g.part.roll(t)
	t.text.WriteString(")")
	return v, err
}

func (o *operation) roll(t *table) (int64, error) {
	a, err := o.left.roll(t)
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(&t.text, " %c ", o.sign)
	b, err := o.right.roll(t)
	if err != nil {
		return 0, err
	}
	return calculate(o.sign, a, b), nil
}

func (d *pool) roll(t *table) (int64, error) {
	first := len(t.thrown)
	for range d.count {
		if err := d.throw(t); err != nil {
			return 0, err
		}
	}
	dice := t.thrown[first:]
	d.drop(dice)
	var total int64
	for _, die := range dice {
		die.Success = d.success.holds(int(die.GetValue())) && counts(die)
		switch {
		case !counts(die):
		case d.success == nil:
			total += int64(die.GetValue())
		case die.GetSuccess():
			total++
		}
	}
	t.tell(dice)
	return total, nil
}

func counts(die *tabletopv1.Die) bool { return !die.GetDropped() && !die.GetRerolled() }

// throw throws one die until it lies, and one more while it explodes.
func (d *pool) throw(t *table) error {
	for again := true; ; {
		if len(t.thrown) == MostDice {
			return session.Refuse("too_many", "dice, at character %d: they went on until %d had been thrown; throw fewer", d.at+1, MostDice)
		}
		value := t.dice.Die(d.faces)
		die := &tabletopv1.Die{Faces: int32(d.faces), Value: int32(value)}
		t.thrown = append(t.thrown, die)
		switch {
		case again && d.again.holds(value):
			die.Rerolled = true
			again = !d.once
		case d.explode.holds(value):
			die.Exploded = true
			again = true
		default:
			return nil
		}
	}
}

// drop marks the dice that are not among those to keep.
func (d *pool) drop(dice []*tabletopv1.Die) {
	var lying []*tabletopv1.Die
	for _, die := range dice {
		if counts(die) {
			lying = append(lying, die)
		}
	}
	slices.SortStableFunc(lying, func(a, b *tabletopv1.Die) int {
		if d.highest {
			a, b = b, a
		}
		return cmp.Compare(a.GetValue(), b.GetValue())
	})
	for _, die := range lying[d.kept(len(lying)):] {
		die.Dropped = true
	}
}

// tell writes the dice down.
func (t *table) tell(dice []*tabletopv1.Die) {
	words := make([]string, len(dice))
	for i, die := range dice {
		words[i] = word(die)
	}
	t.text.WriteString("[" + strings.Join(words, " ") + "]")
}

func word(die *tabletopv1.Die) string {
	w := fmt.Sprint(die.GetValue())
	if die.GetExploded() {
		w += "!"
	}
	switch {
	case die.GetRerolled():
		return "~" + w
	case die.GetDropped():
		return "(" + w + ")"
	case die.GetSuccess():
		return w + "*"
	}
	return w
}
