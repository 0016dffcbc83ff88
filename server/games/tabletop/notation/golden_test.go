package notation_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/notation"
)

// goldenFile is read by clients/typescript/test/notation.test.ts, which lets an
// independent implementation throw the same dice.
const goldenFile = "../../../../clients/typescript/test/golden/notation.json"

var update = flag.Bool("update", false, "rewrite the golden file")

// example is a roll, and how the other implementation is asked for it.
type example struct {
	Notation string `json:"notation"`
	// Peer is the notation in the other's spelling.
	Peer string `json:"peer"`
	// Values is the dice in the order the other throws them: first all of a pool,
	// then what each of them is followed by.
	Values []int `json:"values"`
	Total  int64 `json:"total"`
	// Kept is the values of the dice that count, sorted.
	Kept []int `json:"kept"`
}

func TestGolden(t *testing.T) {
	t.Parallel()
	var lines bytes.Buffer
	for i, e := range examples(t) {
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		lines.WriteString(map[bool]string{true: "[\n", false: ",\n"}[i == 0])
		lines.Write(line)
	}
	lines.WriteString("\n]\n")
	if *update {
		if err := os.WriteFile(goldenFile, lines.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(lines.Bytes(), want) {
		t.Errorf("rolls have changed: look at %s after -update", goldenFile)
	}
}

func examples(t *testing.T) []example {
	r := rand.New(rand.NewPCG(20, 26))
	var all []example
	for _, text := range []string{
		"d20", "d20+5", "2d6+1d4-3", "d%", "3d%", "1d1+2", "(2d6+3)*2", "2*(d8+1)*(d4-2)", "10-2-3", "2+3*4",
		"100d6", "999d20", "((d6))", "2d6*d4+7-3d3",
	} {
		all = append(all, throw(t, r, text))
	}
	for range 40 {
		n, faces := 1+r.IntN(8), 2+r.IntN(19)
		// The other keeps none of 3 dice when it is asked for 4.
		k := 1 + r.IntN(min(4, n))
		for _, modifier := range []string{
			"", fmt.Sprintf("kh%d", k), fmt.Sprintf("kl%d", k), fmt.Sprintf("dh%d", k), fmt.Sprintf("dl%d", k), "!",
			fmt.Sprintf("!>%d", faces/2), fmt.Sprintf("r%d", 1+r.IntN(faces)), fmt.Sprintf("r<%d", 1+faces/2), fmt.Sprintf("ro%d", 1+r.IntN(faces)),
			fmt.Sprintf("!kh%d", k), fmt.Sprintf("!dl%d", k), fmt.Sprintf("ro<%ddl%d", 1+faces/2, k),
			fmt.Sprintf(">=%d", k), fmt.Sprintf(">%d", k), fmt.Sprintf("<=%d", k), fmt.Sprintf("<%d", k), fmt.Sprintf("=%d", k),
			fmt.Sprintf(">=%d!", k), fmt.Sprintf("kh%d>=%d", k, k),
		} {
			all = append(all, throw(t, r, fmt.Sprintf("%dd%d%s", n, faces, modifier)))
		}
		all = append(all, throw(t, r, fmt.Sprintf("(%dd%d!+%d)*%d-%dd%ddl1", n, faces, k, k+1, k, faces+1)))
	}
	return all
}

func throw(t *testing.T, r *rand.Rand, text string) example {
	formula, err := notation.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	roll, err := formula.Roll(random{r})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	e := example{Notation: text, Peer: text, Total: roll.Total, Kept: []int{}, Values: []int{}}
	for i := range 10 {
		// The other writes r=1 for r1.
		e.Peer = strings.ReplaceAll(e.Peer, fmt.Sprintf("r%d", i), fmt.Sprintf("r=%d", i))
		e.Peer = strings.ReplaceAll(e.Peer, fmt.Sprintf("ro%d", i), fmt.Sprintf("ro=%d", i))
	}
	for _, die := range roll.Dice {
		if !die.GetDropped() && !die.GetRerolled() {
			e.Kept = append(e.Kept, int(die.GetValue()))
		}
	}
	slices.Sort(e.Kept)
	for _, dice := range pools(text, roll.Dice) {
		e.Values = append(e.Values, peerOrder(dice)...)
	}
	return e
}

// pools divides dice by the pools of the formula, which differ in their faces.
func pools(text string, dice []*tabletopv1.Die) [][]*tabletopv1.Die {
	if !strings.ContainsAny(text, "!r") {
		return [][]*tabletopv1.Die{dice}
	}
	var all [][]*tabletopv1.Die
	for i, die := range dice {
		if i == 0 || die.GetFaces() != dice[i-1].GetFaces() {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], die)
	}
	return all
}

func peerOrder(dice []*tabletopv1.Die) []int {
	var first, rest []int
	follows := false
	for _, die := range dice {
		if follows {
			rest = append(rest, int(die.GetValue()))
		} else {
			first = append(first, int(die.GetValue()))
		}
		follows = die.GetExploded() || die.GetRerolled()
	}
	return append(first, rest...)
}
