package arena

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// TestOldLogsFoldForEver folds logs that earlier versions wrote, and shows what came of
// them. -update writes one that is missing; one that is there is never rewritten.
func TestOldLogsFoldForEver(t *testing.T) {
	t.Parallel()
	for name, seed := range map[string]uint64{"first": 0, "second": 1, "third": 2, "sleeping": 15} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := "testdata/logs/1-" + name + ".log"
			if _, err := os.Stat(file); *update && errors.Is(err, fs.ErrNotExist) {
				must(t, os.WriteFile(file, []byte(recorded(t, seed)), 0o600))
			}
			f, err := os.Open(file)
			must(t, err)
			defer func() { must(t, f.Close()) }()
			s, end := (Game{}).New(), ""
			lines := bufio.NewScanner(f)
			lines.Buffer(nil, 1<<20)
			for lines.Scan() {
				if text, found := strings.CutPrefix(lines.Text(), "# "); found {
					end = text
					continue
				}
				s, err = Game{}.Apply(s, eventOf(t, lines.Text()))
				must(t, err)
				Game{}.View(s, session.Viewer{Seat: 1})
			}
			if got := position(s); got != end {
				t.Errorf("the log ends with\n%s, not\n%s", got, end)
			}
		})
	}
}

func eventOf(t *testing.T, line string) *arenav1.Event {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
	must(t, err)
	e := &arenav1.Event{}
	must(t, proto.Unmarshal(raw, e))
	return e
}

// position is what must not change about how an old world stood.
func position(s State) string {
	r, _ := s.Run(0)
	return fmt.Sprintf("run %d of engine %d at tick %d, known to %d, running %v at %v until %d, asleep %v, epoch %d, orders %d (%d taken, %d wait), walls %d, marks %d, missed %d, faults %d, ended %v (%d won)",
		s.Runs(), s.setup.GetEngine(), s.tick, r.Last, s.running, s.speed, s.stopAt, s.asleep, s.epoch, s.orders, len(r.Orders), len(s.waiting),
		len(s.setup.GetWalls()), len(r.Marks), len(r.Missed), len(s.faults), s.ended, s.result.GetWinner())
}

// recorded is the log of a world at random, an event a line.
func recorded(t *testing.T, seed uint64) string {
	t.Helper()
	b := playLaw(t, seed)
	var out strings.Builder
	for _, e := range b.Events() {
		raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(e)
		must(t, err)
		out.WriteString(base64.StdEncoding.EncodeToString(raw) + "\n")
	}
	return out.String() + "# " + position(b.State()) + "\n"
}

// TestOldLogsHaveEveryKind of event and of order, so that none loses its meaning
// unnoticed.
func TestOldLogsHaveEveryKind(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/logs/*.log")
	must(t, err)
	kept := map[protoreflect.FullName]bool{}
	keep := func(m protoreflect.Message) {
		if field := m.WhichOneof(m.Descriptor().Oneofs().Get(0)); field != nil {
			kept[field.FullName()] = true
		}
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		must(t, err)
		for line := range strings.Lines(string(raw)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			e := eventOf(t, line)
			keep(e.ProtoReflect())
			if o := e.GetOrdered().GetOrder(); o != nil {
				keep(o.ProtoReflect())
			}
		}
	}
	for _, m := range []proto.Message{&arenav1.Event{}, &arenav1.Order{}} {
		fields := m.ProtoReflect().Descriptor().Oneofs().Get(0).Fields()
		for i := range fields.Len() {
			if name := fields.Get(i).FullName(); !kept[name] {
				t.Errorf("no kept log has %s", name)
			}
		}
	}
}
