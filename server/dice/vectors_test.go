package dice_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"playhouse/server/dice"
)

var update = flag.Bool("update", false, "rewrite testdata/vectors.json")

const vectorsFile = "testdata/vectors.json"

// vector is the dice of one log position, shared with the browser's verifier.
// Faces and values are decimal strings: JavaScript's numbers are too small.
type vector struct {
	Name        string   `json:"name"`
	Seed        string   `json:"seed"`       // hex
	Commitment  string   `json:"commitment"` // hex
	Session     string   `json:"session"`
	ClientSeeds []string `json:"clientSeeds"`
	Version     int32    `json:"version"`
	Faces       []string `json:"faces"`
	Values      []string `json:"values"` // 0 to faces-1
}

// TestVectors checks that the dice still fall as the file says.
func TestVectors(t *testing.T) {
	t.Parallel()
	if *update {
		if err := os.WriteFile(vectorsFile, generateVectors(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(vectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, generateVectors(t)) {
		t.Error("the dice fall otherwise than the file says: sessions that were played could no longer be verified")
	}
}

func generateVectors(t *testing.T) []byte {
	t.Helper()
	throw := func(n, times int) []int {
		faces := make([]int, times)
		for i := range faces {
			faces[i] = n
		}
		return faces
	}
	deck := make([]int, 51)
	for i := range deck {
		deck[i] = 52 - i
	}
	cases := []struct {
		name    string
		key     dice.Key
		version int32
		faces   []int
	}{
		{"no client seeds", dice.Key{Session: key().Session}, 1, throw(6, 10)},
		{"client seeds", key(), 1, throw(6, 10)},
		{"another version", key(), 2, throw(6, 10)},
		{"the last version", key(), math.MaxInt32, throw(6, 10)},
		{"empty session", dice.Key{Seed: key().Seed}, 1, throw(20, 5)},
		{"session beyond ASCII", dice.Key{Seed: key().Seed, Session: "Tisch Nº 5 🎲"}, 3, throw(20, 5)},
		{"client seeds cut in one way", dice.Key{Seed: key().Seed, ClientSeeds: []string{"ab", "c"}}, 3, throw(100, 5)},
		{"client seeds cut in another way", dice.Key{Seed: key().Seed, ClientSeeds: []string{"a", "bc"}}, 3, throw(100, 5)},
		{"one face", key(), 4, throw(1, 3)},
		{"two faces", key(), 4, throw(2, 40)},
		{"a deck of cards is shuffled", key(), 5, deck},
		{"a power of two", key(), 6, throw(1<<53, 5)},
		{"a third of all numbers is rejected", key(), 7, throw(third, 20)},
		{"as many faces as there can be", key(), 8, throw(math.MaxInt, 5)},
		{"mixed", key(), 9, []int{6, 20, 2, 1, 100, 1<<62 + 1, 6}},
	}
	lines := make([]string, len(cases))
	for i, c := range cases {
		commitment := dice.Commitment(c.key.Seed)
		v := vector{
			Name: c.name, Seed: hex.EncodeToString(c.key.Seed[:]), Commitment: hex.EncodeToString(commitment[:]),
			Session: c.key.Session, ClientSeeds: append([]string{}, c.key.ClientSeeds...), Version: c.version,
		}
		r := c.key.At(c.version)
		for _, n := range c.faces {
			v.Faces = append(v.Faces, strconv.Itoa(n))
			v.Values = append(v.Values, strconv.Itoa(r.Int(n)))
		}
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = string(line)
	}
	return []byte("[\n" + strings.Join(lines, ",\n") + "\n]\n")
}
