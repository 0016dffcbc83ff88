package bench

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"playhouse/server/app"
)

// Parts are what can be measured by itself, by name: the platform, and games with
// promises of their own.
var Parts = []string{"platform", "tabletop", "arena"}

// Options are what is to be measured.
type Options struct {
	// Parts are some of Parts; all if empty.
	Parts []string
	// Seconds is how long each load runs; 5 if 0.
	Seconds int
	// Watchers is how many idle streams memory and CPU are measured with; 1,000
	// if 0.
	Watchers int
	// Records is how long the session is that is loaded cold; 10,000 if 0.
	Records int
	// DatabaseURL is a Postgres to use instead of an embedded one in a temporary
	// folder.
	DatabaseURL string
	// Progress is told what is being measured; may be nil.
	Progress io.Writer
}

// Figure is one measured thing.
type Figure struct {
	Name string `json:"name"`
	// Value in Unit.
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	// Goal is what the platform promises; 0 for none. AtMost tells which side of
	// it is good.
	Goal   float64 `json:"goal,omitempty"`
	AtMost bool    `json:"at_most,omitempty"`
	// Note says what was measured beside what.
	Note string `json:"note,omitempty"`
}

// Report is a run.
type Report struct {
	Cores   int      `json:"cores"`
	Go      string   `json:"go"`
	Started string   `json:"started"`
	Figures []Figure `json:"figures"`
}

// Run measures everything.
func Run(ctx context.Context, o Options) (*Report, error) {
	if o.Seconds == 0 {
		o.Seconds = 5
	}
	if o.Watchers == 0 {
		o.Watchers = 1000
	}
	if o.Records == 0 {
		o.Records = 10_000
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	dir, err := os.MkdirTemp("", "playhouse-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	b := &bencher{Options: o, dir: dir, report: &Report{
		Cores: runtime.NumCPU(), Go: runtime.Version(), Started: time.Now().UTC().Format(time.RFC3339),
	}}
	if err := b.starts(ctx); err != nil {
		return nil, err
	}
	defer func() { b.app.Close() }()
	for _, part := range b.parts() {
		if len(o.Parts) > 0 && !slices.Contains(o.Parts, part.of) {
			continue
		}
		_, _ = fmt.Fprintf(o.Progress, "measuring %s…\n", part.name)
		if err := part.run(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return b.report, nil
}

// part is something that is measured.
type part struct {
	of, name string
	run      func(context.Context) error
}

func (b *bencher) parts() []part {
	return []part{
		{"platform", "peers", b.peers},
		{"platform", "commands", b.commands},
		{"platform", "latency", b.latency},
		{"platform", "fan-out", b.fanOut},
		{"platform", "memory", b.memory},
		{"platform", "cold sessions", b.cold},
		{"tabletop", "vision", b.sight},
		{"tabletop", "a full table", b.table},
		{"tabletop", "a large map", b.ground},
		{"arena", "the simulation", b.simulation},
		{"arena", "scripts", b.scripts},
		{"arena", "worlds that are watched", b.crowded},
	}
}

// bencher is a run under way.
type bencher struct {
	Options
	dir    string
	app    *app.App
	report *Report
}

func (b *bencher) add(f Figure) { b.report.Figures = append(b.report.Figures, f) }

func (b *bencher) config() app.Config {
	return app.Config{Listen: "127.0.0.1:0", DataDir: b.dir, DatabaseURL: b.DatabaseURL, Unlimited: true}
}

// starts measures a first and a warm start, and leaves the server running.
func (b *bencher) starts(ctx context.Context) error {
	for _, s := range []struct {
		name string
		goal float64
	}{{"start, fresh data", 3000}, {"start, warm data", 300}} {
		if b.app != nil {
			b.app.Close()
		}
		began := time.Now()
		a, err := app.Run(ctx, b.config(), slog.New(slog.DiscardHandler))
		if err != nil {
			return err
		}
		b.app = a
		b.add(Figure{Name: s.name, Value: ms(time.Since(began)), Unit: "ms", Goal: s.goal, AtMost: true, Note: "inside the process, to the open port"})
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// WriteTable writes the report for people.
func (r *Report) WriteTable(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(t, "%d cores, %s, %s\n\nfigure\tmeasured\tgoal\tnote\n", r.Cores, r.Go, r.Started)
	for _, f := range r.Figures {
		goal := ""
		if f.Goal > 0 {
			sign := "≥"
			if f.AtMost {
				sign = "≤"
			}
			goal = fmt.Sprintf("%s %.4g %s", sign, f.Goal, f.Unit)
		}
		_, _ = fmt.Fprintf(t, "%s\t%.4g %s\t%s\t%s\n", f.Name, f.Value, f.Unit, goal, f.Note)
	}
	return t.Flush()
}
