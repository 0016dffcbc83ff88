package tabletop

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// TestOldLogsFoldForEver folds logs that earlier versions wrote. -update writes
// one that is missing; one that is there is never rewritten.
func TestOldLogsFoldForEver(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{5, 6, 7} {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			file := fmt.Sprintf("testdata/logs/1-%d.log", seed)
			if _, err := os.Stat(file); *update && errors.Is(err, fs.ErrNotExist) {
				must(t, os.WriteFile(file, []byte(recorded(t, seed)), 0o600))
			}
			raw, err := os.ReadFile(file)
			must(t, err)
			s, end := State{}, ""
			lines := bufio.NewScanner(strings.NewReader(string(raw)))
			lines.Buffer(nil, 1<<20)
			for lines.Scan() {
				if text, found := strings.CutPrefix(lines.Text(), "# "); found {
					end = text
					continue
				}
				raw, err := base64.StdEncoding.DecodeString(lines.Text())
				must(t, err)
				e := &tabletopv1.Event{}
				must(t, proto.Unmarshal(raw, e))
				s, err = Game{}.Apply(s, e)
				must(t, err)
			}
			if got := ending(t, s); got != end {
				t.Errorf("the log ends with\n%s\nnot\n%s", got, end)
			}
		})
	}
}

// ending is what must not change about how an old table was left: the scene to be
// saved, byte by byte, and what can be taken back.
func ending(tb testing.TB, s State) string {
	tb.Helper()
	b := s.board()
	line := base64.StdEncoding.EncodeToString(wire(tb, b.scene()))
	for _, seat := range s.seated() {
		st := b.stacks[seat.GetUserId()]
		line += fmt.Sprintf(" %s %d/%d", seat.GetName(), len(st.undo), len(st.redo))
	}
	return fmt.Sprintf("%s serial %d trails %d channels %d", line, b.serial, len(b.trails), len(s.channels))
}

// recorded is the log of a table that was played at random, an event a line.
func recorded(t *testing.T, seed uint64) string {
	t.Helper()
	b := playRandomly(t, seed, 200, nil)
	var out strings.Builder
	for _, e := range b.Events() {
		out.WriteString(base64.StdEncoding.EncodeToString(wire(t, e)) + "\n")
	}
	return out.String() + "# " + ending(t, b.State()) + "\n"
}
