package app_test

import (
	"database/sql"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"playhouse/server/bench"
	"playhouse/server/postgres/postgrestest"
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
	url := postgrestest.URL(t)
	cmd.Env = append(os.Environ(), "DATABASE_URL="+url)
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
		if f.Goal > 0 && strings.HasPrefix(f.Name, "CPU of 20 ") {
			t.Error("20 watchers are held to the goal of 10,000")
		}
	}
	if goals < 15 {
		t.Errorf("%d figures with goals", goals)
	}
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var left bool
	if err := db.QueryRowContext(t.Context(), `SELECT to_regclass('bench_peer') IS NOT NULL`).Scan(&left); err != nil || left {
		t.Errorf("the bench left its table behind: %v, %v", left, err)
	}
}
