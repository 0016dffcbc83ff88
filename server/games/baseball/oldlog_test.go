package baseball

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
)

// TestOldLogsFoldForEver folds logs that earlier versions wrote. -update writes
// one that is missing; one that is there is never rewritten.
func TestOldLogsFoldForEver(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]*baseballv1.CreateRequest{
		"rated":    {Innings: 3, RunningDecisions: true},
		"pictures": {LeagueId: "sba", Home: pictures("h"), Away: pictures("a"), Innings: 2, Mode: baseballv1.Mode_MODE_MANUAL},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := "testdata/logs/1-" + name + ".log"
			if _, err := os.Stat(file); *update && errors.Is(err, fs.ErrNotExist) {
				must(t, os.WriteFile(file, []byte(recorded(t, r)), 0o600))
			}
			f, err := os.Open(file)
			must(t, err)
			defer func() { must(t, f.Close()) }()
			s, end := embedded.New(), ""
			lines := bufio.NewScanner(f)
			lines.Buffer(nil, 1<<20) // the first event carries the cards
			for lines.Scan() {
				if text, found := strings.CutPrefix(lines.Text(), "# "); found {
					end = text
					continue
				}
				raw, err := base64.StdEncoding.DecodeString(lines.Text())
				must(t, err)
				e := &baseballv1.Event{}
				must(t, proto.Unmarshal(raw, e))
				s, err = apply(s, e)
				must(t, err)
			}
			if got := ending(s); got != end {
				t.Errorf("the log ends with\n%s, not\n%s", got, end)
			}
		})
	}
}

// ending is what must not change about how an old game went.
func ending(s State) string {
	line := s.String() + fmt.Sprintf(" won %d by %s", s.outcome.GetWinnerSeat(), s.outcome.GetWinningPitcherId())
	for _, page := range []*baseballv1.BoxTeam{s.Box().GetAway(), s.Box().GetHome()} {
		line += fmt.Sprintf("; %d runs %d hits %d errors %d left %d earned, line %v", page.GetRuns(), page.GetHits(), page.GetErrors(), page.GetLeftOnBase(), page.GetEarnedRuns(), page.GetLine())
	}
	return line
}

func recorded(t *testing.T, r *baseballv1.CreateRequest) string {
	t.Helper()
	b := started(t, 77, r, true)
	finish(t, b, rand.New(rand.NewPCG(7, 7)))
	var out strings.Builder
	for _, e := range b.Events() {
		out.WriteString(base64.StdEncoding.EncodeToString(marshal(t, e)) + "\n")
	}
	return out.String() + "# " + ending(b.State()) + "\n"
}
