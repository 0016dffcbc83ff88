package simulate

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// WriteTable writes the result as tables for people.
func (r Result) WriteTable(w io.Writer) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	length := fmt.Sprintf("%d turns", r.Turns)
	if r.Endless {
		length = fmt.Sprintf("endless, retired in turn %d", r.Turns)
	}
	line("%d voyages a strategy, %s, seed %q", r.Games, length, r.Seed)
	if r.VoyagesPerSecond > 0 {
		line("%.0f voyages/s", r.VoyagesPerSecond)
	}
	r.writeStrategies(line)
	r.writeFights(line)
	r.Exploits.write(line)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(t, b.String()); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}

func (r Result) writeStrategies(line func(string, ...any)) {
	line("\nstrategy\tsurvived\twon\t(95 %%)\tby chain\tearned\tp10\tp50\tp90\tturns\tships\tquests\tplaces")
	for _, s := range r.Strategies {
		line("%s\t%.1f %%\t%.1f %%\t%.1f to %.1f\t%.1f %%\t%.0f\t%d\t%d\t%d\t%.1f\t%.1f\t%.1f\t%.1f",
			s.Strategy, 100*s.Survival, 100*s.Victory, 100*s.VictoryLow, 100*s.VictoryHigh, 100*s.Chain,
			s.Earned.Mean, s.Earned.P10, s.Earned.P50, s.Earned.P90, s.Turns.Mean, s.Ships, s.Quests, s.Places)
	}
	line("\nlost to\tshare of voyages")
	for _, s := range r.Strategies {
		var causes []string
		for _, c := range s.Deaths {
			causes = append(causes, fmt.Sprintf("%s %.1f %%", c.Cause, 100*c.Share))
		}
		line("%s\t%s", s.Strategy, strings.Join(causes, ", "))
	}
}

func (r Result) writeFights(line func(string, ...any)) {
	if len(r.Fights) == 0 {
		return
	}
	line("\ntactics\tarms\tenemy\tfights\twon\tenemy fled\tgot away\ttalked\tlost\trounds\thull lost")
	for _, f := range r.Fights {
		line("%s\t%s\t%s\t%d\t%.1f %%\t%.1f %%\t%.1f %%\t%.1f %%\t%.1f %%\t%.1f\t%.1f", f.Tactics, f.Arms, f.Enemy, f.Fights,
			100*f.Won, 100*f.EnemyFled, 100*f.Fled, 100*f.Negotiated, 100*f.Lost, f.Rounds, f.Damage)
	}
}

func (r *ExploitResult) write(line func(string, ...any)) {
	if r == nil {
		return
	}
	line("\nprofit at one place: %d positions, %d sequences, best %d credits, %d found", r.Positions, r.Sequences, r.Best, len(r.Found))
	for _, e := range r.Found {
		line("%d\t%s\t%s", e.Credits, e.Place, strings.Join(e.Steps, ", "))
	}
	line("\nwork\tstretches\tturns\tcredits a turn\tafter %d turns\thull a turn\tlost", early)
	for _, w := range r.Work {
		line("%s\t%d\t%.1f\t%.0f\t%.0f\t%.1f\t%.1f %%", w.Action, w.Stretches, w.Turns, w.PerTurn, w.Late, w.HullPerTurn, 100*w.Lost)
	}
}
