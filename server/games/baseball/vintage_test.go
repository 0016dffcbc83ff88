package baseball

import (
	"bufio"
	"encoding/base64"
	"os"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

// first is the first event of a log that an earlier release wrote.
func first(t *testing.T, file string) *baseballv1.Event {
	t.Helper()
	f, err := os.Open(file)
	must(t, err)
	defer func() { must(t, f.Close()) }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	lines.Scan()
	must(t, lines.Err())
	raw, err := base64.StdEncoding.DecodeString(lines.Text())
	must(t, err)
	e := &baseballv1.Event{}
	must(t, proto.Unmarshal(raw, e))
	return e
}

// What was known of a roster when a game was made is in its log and its views; logs
// of earlier releases say nothing of it, and fold.
func TestViewsSayHowOldARosterIs(t *testing.T) {
	t.Parallel()
	at := time.UnixMilli(1_800_000_000_123)
	for what, v := range map[string]Vintage{
		"an earlier release": {},
		"up to date":         {At: at},
		"stale":              {At: at, Stale: true},
		"never heard of":     {Stale: true},
	} {
		e := first(t, "testdata/logs/1-rated.log")
		if v != (Vintage{}) {
			v.Mark(e.GetCreated().GetAway())
		}
		again := &baseballv1.Event{}
		must(t, proto.Unmarshal(marshal(t, e), again))
		s, err := apply(embedded.New(), again)
		must(t, err)
		view := embedded.View(s, session.Viewer{})
		away, home := view.GetAway(), view.GetHome()
		if away.GetRosterStale() != v.Stale || (away.GetRosterAsOf() != nil) == v.At.IsZero() || !v.At.IsZero() && !away.GetRosterAsOf().AsTime().Equal(v.At) {
			t.Errorf("%s: stale %t as of %v", what, away.GetRosterStale(), away.GetRosterAsOf())
		}
		if home.GetRosterStale() || home.GetRosterAsOf() != nil {
			t.Errorf("%s: the home side has it, too", what)
		}
	}
}
