package world_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// fused are the arm64 instructions that multiply and add with one rounding.
var fused = regexp.MustCompile(`\bFN?M(ADD|SUB)[SD]?\b`)

// simulation are the packages whose numbers are the state's.
var simulation = []string{"plane", "terrain", "grid", "path", "steer", "world", "mind"}

// No product is fused with a sum on arm64: else replays would differ between machines.
// The compiler's own listing tells.
func TestNoProductIsFusedOnArm(t *testing.T) {
	t.Parallel()
	for _, name := range simulation {
		path := "playhouse/server/games/arena/" + name
		// Without -a the listing comes from the build cache, which keeps it.
		build := exec.Command("go", "build", "-gcflags="+path+"=-S", path)
		build.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0")
		out, err := build.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		listing := string(out)
		if !strings.Contains(listing, "STEXT") {
			t.Fatalf("%s: the compiler listed nothing", name)
		}
		for line := range strings.SplitSeq(listing, "\n") {
			if fused.MatchString(line) {
				t.Errorf("%s: %s", name, strings.TrimSpace(line))
			}
		}
	}
}
