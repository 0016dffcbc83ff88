package terminal_test

import (
	"fmt"
	"testing"
	"time"
)

// A voyage is played to victory through the terminal: by keys, and by what is to
// be read on the screen. Dice may be unkind: then another seed is tried.
func TestAVoyageIsPlayedToVictory(t *testing.T) {
	t.Parallel()
	const tries = 6
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
