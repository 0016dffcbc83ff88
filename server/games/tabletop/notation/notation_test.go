package notation_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/dice"
	"playhouse/server/games/tabletop/notation"
	"playhouse/server/session"
)

var _ notation.Roller = (*dice.Roller)(nil)

// loaded throws what it is told, and remembers with how many faces.
type loaded struct {
	values []int
	faces  []int
}

func (l *loaded) Die(faces int) int {
	v := l.values[0]
	l.values = l.values[1:]
	l.faces = append(l.faces, faces)
	return v
}

func TestRolls(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		notation string
		values   []int
		total    int64
		text     string
	}{
		{"4d6kh3", []int{6, 5, 3, 1}, 14, "4d6kh3: 6 5 3 (1) = 14"},
		{"d20+5", []int{14}, 19, "d20+5: [14] + 5 = 19"},
		{"D20 + 5", []int{14}, 19, "D20 + 5: [14] + 5 = 19"},
		{"2d20kh1", []int{3, 17}, 17, "2d20kh1: (3) 17 = 17"},
		{"2d20kl1", []int{3, 17}, 3, "2d20kl1: 3 (17) = 3"},
		{"2d20k", []int{3, 17}, 17, "2d20k: (3) 17 = 17"},
		{"2d20kl", []int{9, 9}, 9, "2d20kl: 9 (9) = 9"},
		{"4d6dl1", []int{2, 1, 6, 1}, 9, "4d6dl1: 2 1 6 (1) = 9"},
		{"4d6dh2", []int{2, 1, 6, 3}, 3, "4d6dh2: 2 1 (6) (3) = 3"},
		{"2d6dl5", []int{2, 1}, 0, "2d6dl5: (2) (1) = 0"},
		{"2d6kh5", []int{2, 1}, 3, "2d6kh5: 2 1 = 3"},
		{"3d6!", []int{6, 6, 2, 1, 5}, 20, "3d6!: 6! 6! 2 1 5 = 20"},
		{"2d6!>4", []int{5, 1, 6, 2}, 14, "2d6!>4: 5! 1 6! 2 = 14"},
		{"3d6!kh2", []int{6, 4, 1, 5}, 11, "3d6!kh2: 6! (4) (1) 5 = 11"},
		{"3d6!dl1", []int{6, 4, 1, 5}, 15, "3d6!dl1: 6! 4 (1) 5 = 15"},
		{"2d10r1", []int{1, 1, 7, 3}, 10, "2d10r1: ~1 ~1 7 3 = 10"},
		{"2d10ro1", []int{1, 1, 7}, 8, "2d10ro1: ~1 1 7 = 8"},
		{"2d10r<3", []int{2, 3, 1, 10}, 13, "2d10r<3: ~2 3 ~1 10 = 13"},
		{"2d10r=10", []int{10, 9, 8}, 17, "2d10r=10: ~10 9 8 = 17"},
		{"1d6!ro1", []int{1, 6, 1, 4}, 10, "1d6!ro1: ~1 6! ~1 4 = 10"},
		{"8d10>=8", []int{9, 3, 10, 8, 1, 2, 7, 4}, 3, "8d10>=8: 9* 3 10* 8* 1 2 7 4 = 3"},
		{"3d6>4", []int{4, 5, 6}, 2, "3d6>4: 4 5* 6* = 2"},
		{"3d6<3", []int{2, 3, 1}, 2, "3d6<3: 2* 3 1* = 2"},
		{"3d6<=3", []int{2, 3, 4}, 2, "3d6<=3: 2* 3* 4 = 2"},
		{"3d6=3", []int{2, 3, 3}, 2, "3d6=3: 2 3* 3* = 2"},
		{"2d10>=8!", []int{10, 9, 3}, 2, "2d10>=8!: 10!* 9* 3 = 2"},
		{"3d6kh2>=4", []int{6, 5, 4}, 2, "3d6kh2>=4: 6* 5* (4) = 2"},
		{"d%", []int{100}, 100, "d%: 100 = 100"},
		{"(2d6+3)*2", []int{4, 5}, 24, "(2d6+3)*2: ([4 5] + 3) * 2 = 24"},
		{"2+3*4", nil, 14, "2+3*4: 2 + 3 * 4 = 14"},
		{"10-2-3", nil, 5, "10-2-3: 10 - 2 - 3 = 5"},
		{"7/2", nil, 3, "7/2: 7 / 2 = 3"},
		{"-7/2", nil, -4, "-7/2: -7 / 2 = -4"},
		{"20/2/5", nil, 2, "20/2/5: 20 / 2 / 5 = 2"},
		{"-d6", []int{4}, -4, "-d6: -[4] = -4"},
		{"--5", nil, 5, "--5: --5 = 5"},
		{"3*-2", nil, -6, "3*-2: 3 * -2 = -6"},
		{" 2 d 6 kh 1 ", []int{2, 5}, 5, "2 d 6 kh 1: (2) 5 = 5"},
		{"1d1", []int{1}, 1, "1d1: 1 = 1"},
	} {
		formula, err := notation.Parse(c.notation)
		if err != nil {
			t.Errorf("%s: %v", c.notation, err)
			continue
		}
		l := &loaded{values: c.values}
		roll, err := formula.Roll(l)
		if err != nil {
			t.Errorf("%s: %v", c.notation, err)
			continue
		}
		if roll.Total != c.total || roll.Text != c.text || roll.Notation != strings.TrimSpace(c.notation) {
			t.Errorf("%s: %d, %q, want %d, %q", c.notation, roll.Total, roll.Text, c.total, c.text)
		}
		if len(l.values) != 0 || len(roll.Dice) != len(c.values) {
			t.Errorf("%s: %d dice told, %d not thrown", c.notation, len(roll.Dice), len(l.values))
		}
		for i, die := range roll.Dice {
			if int(die.GetValue()) != c.values[i] || int(die.GetFaces()) != l.faces[i] {
				t.Errorf("%s: die %d is %v, thrown %d", c.notation, i, die, c.values[i])
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                "bad_notation: dice, at character 1: a number or dice are missing, like 2d6+3",
		"   ":                             "bad_notation: dice, at character 1: a number or dice are missing, like 2d6+3",
		"fireball":                        "bad_notation: dice, at character 1: a number or dice are missing, like 2d6+3",
		"2d6+":                            "bad_notation: dice, at character 5: a number or dice are missing, like 2d6+3",
		"2d6 x":                           "bad_notation: dice, at character 5: 'x' was not expected",
		"2d6)":                            "bad_notation: dice, at character 4: ')' was not expected",
		"(2d6":                            "bad_notation: dice, at character 5: a closing parenthesis is missing",
		"2d":                              "bad_notation: dice, at character 3: how many faces? d6, d20 or d%",
		"2d0":                             "bad_notation: dice, at character 4: how many faces? d6, d20 or d%",
		"0d6":                             "bad_notation: dice, at character 1: there has to be a die at least",
		"2d6kh0":                          "bad_notation: dice, at character 4: kh needs a number from 1",
		"2d6kh1dl1":                       "bad_notation: dice, at character 7: dice can be kept or dropped once only",
		"2d6>3>4":                         "bad_notation: dice, at character 6: this was said already",
		"2d6r":                            "bad_notation: dice, at character 5: throw again when? r1 or r<3",
		"2d6>":                            "bad_notation: dice, at character 5: a number is missing behind >",
		"d1!":                             "bad_notation: dice, at character 3: these dice would explode for ever",
		"d6!>=1":                          "bad_notation: dice, at character 3: these dice would explode for ever",
		"d6r<7":                           "bad_notation: dice, at character 3: these dice would be thrown again for ever",
		"1/0":                             "bad_notation: dice, at character 2: this might divide by zero",
		"1/(d6-3)":                        "bad_notation: dice, at character 2: this might divide by zero",
		"1d1000001":                       "bad_notation: dice, at character 3: numbers go up to 1000000",
		"99999999999999999999":            "bad_notation: dice, at character 1: numbers go up to 1000000",
		"1000000*1000000*10000":           "bad_notation: dice, at character 16: the result might be larger than 1000000000000000",
		"1000000*-1000*999999999*9999999": "bad_notation: dice, at character 15: numbers go up to 1000000",
		"1001d6":                          "too_many: dice, at character 1: at most 1000 dice can be thrown at once",
		"600d6+401d6":                     "too_many: dice, at character 7: at most 1000 dice can be thrown at once",
		"1000000d6":                       "too_many: dice, at character 1: at most 1000 dice can be thrown at once",
		"İİ":                              "bad_notation: dice, at character 1: a number or dice are missing, like 2d6+3",
		"2d6d1":                           "bad_notation: dice, at character 4: 'd' was not expected",
	} {
		_, err := notation.Parse(text)
		var refusal *session.Error
		if !errors.As(err, &refusal) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := refusal.Reason + ": " + refusal.Message; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if _, err := notation.Parse(strings.Repeat("(", 1001)); err == nil {
		t.Error("a long formula is read")
	}
	if _, err := notation.Parse(strings.Repeat("(", 1000)); err == nil {
		t.Error("open parentheses are read")
	}
}

// highest always throws the most.
type highest struct{ thrown int }

func (h *highest) Die(faces int) int {
	h.thrown++
	return faces
}

func TestExplosionsEnd(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"d6!", "999d6!", "d6r6", "500d6+d6!"} {
		formula, err := notation.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		h := &highest{}
		var refusal *session.Error
		if _, err := formula.Roll(h); !errors.As(err, &refusal) || refusal.Reason != "too_many" || h.thrown != notation.MostDice {
			t.Errorf("%s: %v after %d dice", text, err, h.thrown)
		}
	}
	formula, err := notation.Parse("1000d1000000*1000")
	if err != nil {
		t.Fatal(err)
	}
	if roll, err := formula.Roll(&highest{}); err != nil || roll.Total != 1e12 {
		t.Errorf("the most is %d, %v", roll.Total, err)
	}
}

// One million dice of the house, of six kinds, are fair, and those of a formula
// are those of the log position.
func TestChiSquare(t *testing.T) {
	t.Parallel()
	const rolls = 1_000_000
	// The values that chi-square exceeds once in ten thousand times, by faces.
	most := map[int]float64{4: 21.11, 6: 25.74, 8: 29.88, 10: 33.72, 20: 50.80, 100: 158.0}
	least := map[int]float64{4: 0.005, 6: 0.1, 8: 0.4, 10: 0.9, 20: 4.2, 100: 54}
	key := dice.Key{Session: "chi-square"}
	key.Seed[0] = 7
	each := rolls / len(most) / notation.MostDice
	for faces := range most {
		formula, err := notation.Parse(fmt.Sprintf("%dd%d", notation.MostDice, faces))
		if err != nil {
			t.Fatal(err)
		}
		counts := make([]float64, faces)
		n := 0.0
		for version := range each + 1 {
			roller := key.At(int32(version*1000 + faces))
			roll, err := formula.Roll(roller)
			if err != nil {
				t.Fatal(err)
			}
			for i, die := range roll.Dice {
				if int64(die.GetValue()) != roller.Rolls()[i].Value+1 {
					t.Fatalf("die %d is not what the house threw", i)
				}
				counts[die.GetValue()-1]++
				n++
			}
		}
		chi := 0.0
		for _, c := range counts {
			chi += (c - n/float64(faces)) * (c - n/float64(faces)) / (n / float64(faces))
		}
		if chi > most[faces] || chi < least[faces] {
			t.Errorf("d%d: chi-square %.2f over %v rolls, want %v to %v", faces, chi, n, least[faces], most[faces])
		}
	}
}

// What is told is what was counted, for any dice.
func TestTotalsAgainstDice(t *testing.T) {
	t.Parallel()
	key := dice.Key{Session: "totals"}
	r := rand.New(rand.NewPCG(1, 2))
	for version := range int32(3000) {
		n, faces := 1+r.IntN(8), 2+r.IntN(12)
		text := fmt.Sprintf("%dd%d", n, faces)
		for _, m := range []string{"!", fmt.Sprintf("kh%d", 1+r.IntN(5)), fmt.Sprintf("ro<%d", 1+r.IntN(4))} {
			if r.IntN(2) == 0 {
				text += m
			}
		}
		formula, err := notation.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		roll, err := formula.Roll(key.At(version))
		if err != nil {
			t.Fatal(err)
		}
		if got := sum(roll.Dice); got != roll.Total {
			t.Fatalf("%s: %d, but the dice say %d", roll.Text, roll.Total, got)
		}
	}
}

func sum(dice []*tabletopv1.Die) int64 {
	var total int64
	for _, d := range dice {
		if !d.GetDropped() && !d.GetRerolled() {
			total += int64(d.GetValue())
		}
	}
	return total
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"4d6kh3", "(2d6+3)*2", "8d10!>=8", "-d%/2", "2d10ro<3dl1", "((((1", "1/(d6-3)"} {
		f.Add(s, uint64(1))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		formula, err := notation.Parse(text)
		var refusal *session.Error
		if err != nil {
			if !errors.As(err, &refusal) || refusal.Reason != "bad_notation" && refusal.Reason != "too_many" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		roll, err := formula.Roll(rollerOf(seed))
		if err != nil {
			if !errors.As(err, &refusal) || refusal.Reason != "too_many" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if len(roll.Dice) > notation.MostDice || math.Abs(float64(roll.Total)) > 1e15 {
			t.Fatalf("%q: %d dice, %d", text, len(roll.Dice), roll.Total)
		}
	})
}

type random struct{ *rand.Rand }

func (r random) Die(faces int) int { return r.IntN(faces) + 1 }

func rollerOf(seed uint64) random { return random{rand.New(rand.NewPCG(seed, 0))} }

func BenchmarkRoll(b *testing.B) {
	for b.Loop() {
		formula, err := notation.Parse("4d6kh3+2d20kl1+5")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := formula.Roll(rollerOf(1)); err != nil {
			b.Fatal(err)
		}
	}
}
