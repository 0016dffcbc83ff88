package simulate

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strconv"

	"playhouse/server/games/baseball/league"
)

//go:embed report.html
var page string

var report = template.Must(template.New("report").Parse(page))

// Sizes of the plots, in the units of their viewBox.
const (
	barHeight = 120.0
	barWidth  = 22.0
)

// WriteReport writes a page of its own: the rates beside the environment's, the
// matrix, and the distributions as plots. It needs nothing from anywhere.
func (r *Result) WriteReport(w io.Writer, l *league.League) error {
	return report.Execute(w, map[string]any{
		"Result": r, "Rates": rows(r, l), "Matrix": r.matrix(), "Figures": r.figures(l),
		"Halves": bars(r.HalfRuns, 10), "Teams": bars(r.TeamRuns, 18), "League": l.Name, "Height": barHeight + 46,
	})
}

// row is a rate beside its target; Bar and Mark are their places on a scale of
// 300.
type row struct {
	Name      string
	Got, Want string
	Off       string
	Bar, Mark float64
}

func rows(r *Result, l *league.League) (out []row) {
	const scale = 300 / 0.45
	for _, name := range rateOrder {
		got, want := r.Rates[name], l.Environment.Rates[name]
		out = append(out, row{
			Name: name, Got: fmt.Sprintf("%.5f", got), Want: fmt.Sprintf("%.5f", want),
			Off: fmt.Sprintf("%+.2f %%", 100*(got/want-1)), Bar: got * scale, Mark: want * scale,
		})
	}
	return out
}

// cell is one of the matrix, shaded by its runs.
type cell struct {
	Runs, Score string
	Shade       float64
}

type line struct {
	Bases string
	Cells [3]cell
}

func (r *Result) matrix() (out []line) {
	for _, bases := range order {
		l := line{Bases: bases}
		for outs := range 3 {
			re := r.RE24[bases][outs]
			l.Cells[outs] = cell{Runs: fmt.Sprintf("%.3f", re), Score: fmt.Sprintf("%.3f", r.Score[bases][outs]), Shade: min(0.85, re/3)}
		}
		out = append(out, l)
	}
	return out
}

type figure struct{ Name, Got, Want string }

func (r *Result) figures(l *league.League) []figure {
	e := l.Environment
	tries := e.Stolen["2"] + e.Stolen["3"] + e.Stolen["H"]
	caught := 0.0
	for _, n := range e.Caught {
		caught += n
	}
	f := func(x float64) string { return fmt.Sprintf("%.4f", x) }
	return []figure{
		{"runs per team and game", f(r.RunsPerGame), f(e.Target["runs_per_team_game"]) + ", within 2 %"},
		{"plate appearances per team and game", fmt.Sprintf("%.2f", r.PlatesPerGame), fmt.Sprintf("%.2f", e.Target["pa_per_team_game"])},
		{"scoreless half-innings", f(r.HalfRuns["0"]), "emerges"},
		{"extra innings", f(r.Extra), "0.08 to 0.10"},
		{"home wins", f(r.HomeWin), "0.5 without a configured edge"},
		{"double plays per opportunity", f(r.GIDP), "0.095 to 0.108"},
		{"first to third on a single", f(r.Advancement["first_to_third_on_single"]), "0.27 to 0.31"},
		{"second to home on a single", f(r.Advancement["second_to_home_on_single"]), "from the environment, by outs"},
		{"first to home on a double", f(r.Advancement["first_to_home_on_double"]), "from the environment, by outs"},
		{"steals that succeed", f(r.Stolen), f(tries / (tries + caught))},
	}
}

// bar is one of a plot.
type bar struct {
	Label       string
	Share       string
	X, Y, W, H  float64
	Middle, Bot float64
}

// bars draws shares by number of runs, up to most and beyond.
func bars(shares map[string]float64, most int) (out []bar) {
	sums := map[int]float64{}
	for key, share := range shares {
		n, err := strconv.Atoi(key)
		if err == nil {
			sums[min(n, most)] += share
		}
	}
	top := slices.Max(slices.Collect(maps.Values(sums)))
	for _, n := range slices.SortedFunc(maps.Keys(sums), cmp.Compare[int]) {
		h := sums[n] / top * barHeight
		label := strconv.Itoa(n)
		if n == most {
			label += "+"
		}
		x := float64(n) * (barWidth + 6)
		out = append(out, bar{
			Label: label, Share: fmt.Sprintf("%.4f", sums[n]), X: x, Y: barHeight - h, W: barWidth, H: h, Middle: x + barWidth/2, Bot: barHeight + 16,
		})
	}
	return out
}
