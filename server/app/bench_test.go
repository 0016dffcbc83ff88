package app_test

import (
	"encoding/json"
	"os/exec"
	"testing"

	"playhouse/server/bench"
)

// The bench runs and measures every figure; how fast is not a test's business.
func TestBenchMeasuresEveryFigure(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, "bench", "--seconds", "1", "--watchers", "20", "--records", "500", "--format", "json")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var r bench.Report
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatal(err)
	}
	goals := 0
	for _, f := range r.Figures {
		if f.Value <= 0 && f.Unit != "%" && f.Unit != "kB" {
			t.Errorf("%s = %v %s", f.Name, f.Value, f.Unit)
		}
		if f.Goal > 0 {
			goals++
		}
	}
	if goals < 15 {
		t.Errorf("%d figures with goals", goals)
	}
}
