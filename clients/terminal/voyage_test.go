package terminal_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A voyage is played to victory through the terminal: by keys, and by what is to
// be read on the screen. Dice may be unkind: then another seed is tried.
func TestAVoyageIsPlayedToVictory(t *testing.T) {
	t.Parallel()
	const tries = 10
	url := serve(t)
	g := play(t, nil, "--server", url)
	g.see("Voyage of your own making")
	deadline := time.Now().Add(4 * time.Minute)
	for n := range tries {
		g.choose("Voyage of your own making")
		g.press(enter)
		g.see("Seed of the stars")
		g.press(fmt.Sprintf("keel %d", n), enter)
		g.see("Credits to earn for victory")
		g.press("500", enter)
		g.see("Turns")
		g.press("50", enter)
		g.see("turn 0 of 50")
		c := captain{glass: g, deadline: deadline}
		if c.sail() {
			g.see("VICTORY")
			g.press("q")
			g.leaves()
			return
		}
		g.choose("Back to the harbour")
		g.press(enter)
	}
	t.Fatalf("no victory in %d voyages:\n%s", tries, g.screen())
}

// A save can be written to a file and read back, and no file is replaced.
func TestSavesTravelAsFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "my.save")
	g := play(t, nil, "--server", serve(t), "--new")
	g.see("turn 0 of 50")
	g.press(f5)
	g.see("Saved in slot 1")
	g.press("7")
	g.choose("1 ")
	export := func() {
		g.press("e")
		g.see("Write to the file")
		g.press("\x15"+path, enter) // what was proposed is taken away first
	}
	export()
	g.see("is written to")
	export()
	g.see("exists already")
	g.press(esc)
	g.until("the question to go", func(s string) bool { return !strings.Contains(s, "Write to the file") })
	g.press("x", "y")
	g.see("Slot 1 is empty.")
	g.press("i")
	g.see("Read from the file")
	g.press(path, enter)
	g.see("is in slot 1 now.")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	g.press("i")
	g.see("Read from the file")
	g.press(path, enter)
	s := g.until("a refusal", func(s string) bool { return strings.HasPrefix(status(s), "!") })
	if !strings.Contains(s, path) {
		t.Errorf("what was typed is lost:\n%s", s)
	}
	g.press(esc)
	g.until("the question to go", func(s string) bool { return !strings.Contains(s, "Read from the file") })
	g.press(enter)
	g.see("Slot 1 is loaded.")
	g.press("q")
	g.leaves()
}

// The window may change its size at any time.
func TestTheWindowMayChange(t *testing.T) {
	t.Parallel()
	g := play(t, nil, "--server", serve(t), "--new")
	g.see("turn 0 of 50")
	for _, window := range [][2]int{{60, 20}, {40, 10}, {160, 50}, {80, 24}} {
		s := g.resize(window[0], window[1])
		if window[0] == 40 {
			if !strings.Contains(s, "needs a window") {
				t.Errorf("at %v:\n%s", window, s)
			}
			continue
		}
		if !strings.Contains(s, "[1 Helm]") || !strings.Contains(s, "q Leave") {
			t.Errorf("at %v:\n%s", window, s)
		}
	}
	g.press("q")
	g.leaves()
}

// NO_COLOR is respected: no colour leaves the program.
func TestNoColour(t *testing.T) {
	t.Parallel()
	url := serve(t)
	for _, c := range []struct {
		env      []string
		coloured bool
	}{{nil, true}, {[]string{"NO_COLOR=1"}, false}} {
		g := play(t, append(c.env, "COLORTERM="), "--server", url, "--new")
		g.see("turn 0 of 50")
		g.press("q")
		g.leaves()
		if got := colour.MatchString(g.raw.String()); got != c.coloured {
			t.Errorf("with %v: coloured is %v", c.env, got)
		}
	}
}

// colour is what sets a foreground or a background.
var colour = regexp.MustCompile(`\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10\d)(?:;\d+)*m`)

// Without a terminal there is nothing to play in; a server that is not there is
// told in words; and wrong options are refused. Nothing hangs.
func TestWhatCannotBe(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"start it in a terminal":     {"play"},
		`--session "x" is not`:       {"play", "--session", "x"},
		"give one or the other":      {"play", "--daily", "--session", "01990000-0000-7000-8000-000000000001"},
		"unknown flag: --nonsense":   {"play", "--nonsense"},
		"unknown command \"harder\"": {"play", "harder"},
	} {
		cmd := exec.CommandContext(t.Context(), path, args...)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), want) {
			t.Errorf("%v: %v, %s", args, err, out)
		}
	}
	g := play(t, nil, "--server", "ftp://somewhere")
	<-g.ended
	if s := g.screen(); !strings.Contains(s, "is not an address") {
		t.Errorf("an address that is none:\n%s", s)
	}
	g = play(t, []string{"PLAYHOUSE_KEY=wrong"}, "--server", serve(t))
	g.see("The API key is not valid on this server")
	g.press("q")
	g.leaves()
}
