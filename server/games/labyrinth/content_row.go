package labyrinth

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// reading takes a record's columns one by one and keeps the first thing that is
// wrong, so that a row is read without an error check per column.
type reading struct {
	record
	err error
}

func (r *reading) failf(column, format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%s: %s", r.where(column), fmt.Sprintf(format, args...))
	}
}

const maxText = 2000

// text is a column that must not be empty.
func (r *reading) text(column string) string {
	s := r.fields[column]
	if strings.TrimSpace(s) == "" {
		r.failf(column, "must not be empty")
	}
	return r.optional(column)
}

func (r *reading) optional(column string) string {
	s := r.fields[column]
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxText {
		r.failf(column, "must be UTF-8 text of at most %d characters", maxText)
	}
	return s
}

var idShape = regexp.MustCompile(`^[a-z][a-z0-9_]{0,59}$`)

// id is a column with a stable name.
func (r *reading) id(column string) string {
	s := r.fields[column]
	if !idShape.MatchString(s) {
		r.failf(column, "must be lower-case letters, digits and _, at most 60, beginning with a letter; found %q", s)
	}
	return s
}

// number is a column with a whole number between two bounds.
func (r *reading) number(column string, least, most int32) int32 {
	n, err := strconv.ParseInt(r.fields[column], 10, 32)
	if err != nil || int32(n) < least || int32(n) > most {
		r.failf(column, "must be a whole number, %d to %d; found %q", least, most, r.fields[column])
		return least
	}
	return int32(n)
}

func (r *reading) yes(column string) bool {
	s := r.fields[column]
	if s != "yes" && s != "no" {
		r.failf(column, "must be yes or no; found %q", s)
	}
	return s == "yes"
}

// named is a column with the name of one of an enum's values, in lower case and
// without the enum's prefix.
func (r *reading) named(column, prefix string, values map[string]int32) int32 {
	s := r.fields[column]
	v, ok := values[prefix+strings.ToUpper(s)]
	if !ok || v == 0 || s != strings.ToLower(s) {
		var known []string
		for name, value := range values {
			if value != 0 {
				known = append(known, strings.ToLower(strings.TrimPrefix(name, prefix)))
			}
		}
		slices.Sort(known)
		r.failf(column, "must be one of %s; found %q", strings.Join(known, ", "), s)
	}
	return v
}

// Effects of equipment, skills and specials have numbers of their own.
const (
	firstSkill   = 20
	firstSpecial = 40
)

// effect reads the columns that say what something does; only kinds from first
// to below past may be it, or breach, which both equipment and specials do.
func (r *reading) effect(first, past labyrinthv1.EffectKind) *labyrinthv1.Effect {
	kind := labyrinthv1.EffectKind(r.named("kind", "EFFECT_KIND_", labyrinthv1.EffectKind_value))
	breach := kind == labyrinthv1.EffectKind_EFFECT_KIND_BREACH && first != firstSkill
	if (kind < first || kind >= past) && !breach {
		r.failf("kind", "%q does not belong in this file", r.fields["kind"])
	}
	e := &labyrinthv1.Effect{Kind: kind, Amount: r.number("amount", 0, 500)}
	if r.kind == "skill" {
		return e
	}
	e.Dice, e.Faces, e.Range = r.number("dice", 0, 10), r.number("faces", 0, 100), r.number("range", 0, 10)
	if (e.GetDice() == 0) != (e.GetFaces() == 0) {
		r.failf("faces", "dice and faces must both be 0 or both be more")
	}
	if kind == labyrinthv1.EffectKind_EFFECT_KIND_WEAPON && e.GetDice() == 0 {
		r.failf("dice", "a weapon needs dice")
	}
	return e
}

// sentence is the effect column with its numbers filled in, so that the text
// cannot disagree with them.
func (r *reading) sentence() string {
	var pairs []string
	for _, column := range []string{"amount", "dice", "faces", "range", "uses", "cooldown"} {
		pairs = append(pairs, "{"+column+"}", r.fields[column])
	}
	return strings.NewReplacer(pairs...).Replace(r.text("effect"))
}
