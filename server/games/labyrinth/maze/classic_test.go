package maze

import (
	"encoding/json"
	"os"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// TestClassicRepeatsCPython compares with mazes that CPython 3.11 made, for
// seeds from empty to 100 characters of every plane of Unicode.
func TestClassicRepeatsCPython(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/classic.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Seed string `json:"seed"`
		Size int    `json:"size"`
		X    int    `json:"x"`
		Y    int    `json:"y"`
		Open string `json:"open"`
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) < 700 {
		t.Fatalf("only %d vectors", len(vectors))
	}
	for _, v := range vectors {
		m := mustMake(t, Spec{Generator: labyrinthv1.Generator_GENERATOR_CLASSIC, Size: v.Size, Seed: v.Seed})
		if m.Start != v.Y*v.Size+v.X || hex(m.Open) != v.Open {
			t.Errorf("seed %q size %d: start %d, open %s; want (%d,%d), %s", v.Seed, v.Size, m.Start, hex(m.Open), v.X, v.Y, v.Open)
		}
	}
}

// hex writes a digit a cell.
func hex(open []byte) string {
	out := make([]byte, len(open))
	for i, sides := range open {
		out[i] = "0123456789abcdef"[sides]
	}
	return string(out)
}
