package maze

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestMazesNeverChange pins mazes, themes and codes. A difference here breaks
// the seeds that players share: make a new generator instead of updating.
func TestMazesNeverChange(t *testing.T) {
	t.Parallel()
	var got strings.Builder
	for _, generator := range generators {
		for _, size := range []int{4, 8, 10, 17} {
			for _, seed := range []string{"tarn", "Grüße, 世界"} {
				for _, braid := range []float64{0, 0.5, 1} {
					if generator == labyrinthv1.Generator_GENERATOR_CLASSIC && size > MaxClassicSize {
						continue
					}
					m := mustMake(t, Spec{Generator: generator, Size: size, Seed: seed, Braid: braid})
					fmt.Fprintf(&got, "%v size %d seed %q braid %v: start %d\n%s\n", generator, size, seed, braid, m.Start, hex(m.Open))
					if size <= 8 {
						fmt.Fprintln(&got, strings.Join(Codes(m.Open, m.Themes()), " "))
					}
				}
			}
		}
	}
	const file = "testdata/mazes.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Error("mazes differ from testdata/mazes.golden")
	}
}
