package simulate

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestASeedGivesTheSameFiguresWhateverTheWorkers(t *testing.T) {
	t.Parallel()
	o := Options{Games: 6, Players: 2, Size: 5, Seed: "same", Workers: 1}
	one, err := Run(o)
	if err != nil {
		t.Fatal(err)
	}
	o.Workers = 3
	three, err := Run(o)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, three); diff != "" {
		t.Error(diff)
	}
	o.Seed = "other"
	other, err := Run(o)
	if err != nil || cmp.Equal(one.Turns, other.Turns) && one.Score == other.Score {
		t.Errorf("another seed plays the same games: %v", err)
	}
}

func TestTheResultReadsAsTableAndJSON(t *testing.T) {
	t.Parallel()
	began := time.UnixMilli(0)
	clock := func() time.Time { began = began.Add(time.Second); return began }
	r, err := Run(Options{Games: 4, Players: 3, Scenario: "evacuation_race", Seed: "read", Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	if r.GamesPerSecond != 4 || r.Games != 4 || r.Difficulty != "normal" || r.Generator != "depth_first" || r.Turns.P50 == 0 {
		t.Errorf("%+v", r)
	}
	var out bytes.Buffer
	if err := r.WriteTable(&out); err != nil || !strings.Contains(out.String(), "evacuation_race, normal") {
		t.Errorf("%v: %s", err, out.String())
	}
	raw, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(raw), `"win_share":`) || !strings.Contains(string(raw), `"games_per_second":4`) {
		t.Errorf("%v: %s", err, raw)
	}
}

func TestImpossibleOptionsAreRefused(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{
		{Games: 0, Players: 1}, {Games: 1}, {Games: 1, Players: 7}, {Games: 1, Players: 1, Scenario: "core_shutdown"},
		{Games: 1, Players: 1, Scenario: "nonsense"}, {Games: 1, Players: 1, Size: 3},
	} {
		if _, err := Run(o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}

func TestTheIntervalIsWilsons(t *testing.T) {
	t.Parallel()
	low, high := interval(50, 100)
	if low < 0.403 || low > 0.405 || high < 0.595 || high > 0.597 {
		t.Errorf("50 of 100: %f to %f", low, high)
	}
}
