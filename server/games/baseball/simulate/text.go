package simulate

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// order is how tables list the bases.
var order = []string{"000", "100", "010", "001", "110", "101", "011", "111"}

// rateOrder is how tables list what plate appearances come to.
var rateOrder = []string{"K", "BB", "IBB", "HBP", "CI", "1B", "2B", "3B", "HR", "ROE", "FC", "SH", "SF", "OUT"}

// WriteTable writes the figures for people.
func (r *Result) WriteTable(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "%d games of %s\t%.0f a second\n", r.Games, r.League, r.GamesPerSecond)
	fmt.Fprintf(t, "runs per team and game\t%.3f\n", r.RunsPerGame)
	fmt.Fprintf(t, "plate appearances\t%.2f\n", r.PlatesPerGame)
	fmt.Fprintf(t, "scoreless half-innings\t%.4f\n", r.HalfRuns["0"])
	fmt.Fprintf(t, "extra innings\t%.4f\n", r.Extra)
	fmt.Fprintf(t, "home wins\t%.4f\n", r.HomeWin)
	fmt.Fprintf(t, "double plays per opportunity\t%.4f\n", r.GIDP)
	fmt.Fprintf(t, "steals that succeed\t%.4f\n", r.Stolen)
	for _, key := range sorted(r.Advancement) {
		fmt.Fprintf(t, "%s\t%.4f\n", strings.ReplaceAll(key, "_", " "), r.Advancement[key])
	}
	fmt.Fprintln(t, "\nbases\t0 out\t1 out\t2 out\tscores\t\t")
	for _, bases := range order {
		re, p := r.RE24[bases], r.Score[bases]
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n", bases, re[0], re[1], re[2], p[0], p[1], p[2])
	}
	fmt.Fprintln(t, "\nper plate appearance")
	for _, key := range rateOrder {
		fmt.Fprintf(t, "%s\t%.5f\n", key, r.Rates[key])
	}
	fmt.Fprintf(t, "\n%s\n", r.Notice)
	return t.Flush()
}

func sorted(m map[string]float64) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
