package rulestest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// transcriptsLeast is how many stories a game has at least.
const transcriptsLeast = 3

// Transcripts plays the games that testdata/transcripts tells of and holds what came
// of them against what is written there. T is a transcript as the game writes it in
// JSON: steps by hand, with their answers, which update writes anew. play returns
// the transcript with the answers of now.
func Transcripts[T any](t *testing.T, update bool, play func(T, *testing.T) T) {
	t.Helper()
	files, err := filepath.Glob("testdata/transcripts/*.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < transcriptsLeast {
		t.Fatalf("only %d transcripts", len(files))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var told T
			if err := json.Unmarshal(raw, &told); err != nil {
				t.Fatal(err)
			}
			now := indented(t, play(told, t))
			if update {
				if err := os.WriteFile(file, now, 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(indented(t, told)), string(now)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}
