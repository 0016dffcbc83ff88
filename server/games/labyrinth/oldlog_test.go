package labyrinth

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// TestOldLogsFoldForEver folds logs that earlier versions wrote. -update writes
// one that is missing; one that is there is never rewritten.
func TestOldLogsFoldForEver(t *testing.T) {
	t.Parallel()
	for _, scenario := range []string{scenarioRescue, scenarioShutdown, scenarioRace} {
		t.Run(scenario, func(t *testing.T) {
			t.Parallel()
			file := "testdata/logs/1-" + scenario + ".log"
			if _, err := os.Stat(file); *update && errors.Is(err, fs.ErrNotExist) {
				must(t, os.WriteFile(file, []byte(recorded(t, scenario)), 0o600))
			}
			f, err := os.Open(file)
			must(t, err)
			defer func() { must(t, f.Close()) }()
			s := (Game{}).New()
			var end string
			for lines := long(f); lines.Scan(); {
				if text, found := strings.CutPrefix(lines.Text(), "# "); found {
					end = text
					continue
				}
				raw, err := base64.StdEncoding.DecodeString(lines.Text())
				must(t, err)
				e := &labyrinthv1.Event{}
				must(t, proto.Unmarshal(raw, e))
				s, err = apply(s, e)
				must(t, err)
			}
			if got := ending(s); got != end {
				t.Errorf("the log ends with %s, not %s", got, end)
			}
		})
	}
}

// ending is what must not change about how an old game went.
func ending(s State) string {
	line := fmt.Sprintf("turn %d won %v", s.turn, s.result.GetWon())
	for _, f := range s.figures {
		line += fmt.Sprintf(" %s:%d/%d", f.id, f.cell, f.health)
	}
	return line
}

// recorded is the log of a game of bots, an event a line.
func recorded(t *testing.T, scenario string) string {
	t.Helper()
	b := startedTable(t, 77, scenario)
	chance := rand.New(rand.NewPCG(7, 7))
	for b.State().phase != phaseFinished {
		for _, seat := range b.Waiting() {
			_, err := b.Bot(seat, chance)
			must(t, err)
		}
	}
	var out strings.Builder
	for _, e := range b.Events() {
		out.WriteString(base64.StdEncoding.EncodeToString(marshal(t, e)) + "\n")
	}
	return out.String() + "# " + ending(b.State()) + "\n"
}

// long scans lines of up to a megabyte: the first event carries the rulebook.
func long(r io.Reader) *bufio.Scanner {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	return lines
}
