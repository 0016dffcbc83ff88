package lab

import (
	"context"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/mind"
)

// Entrant is a behaviour in a tournament, in the rules tier.
type Entrant struct {
	Name    string
	Program mind.Program
}

// Tournament is everybody against everybody.
type Tournament struct {
	Scenario string
	Seeds    int // a pair; each is played twice, with sides changed
	Entrants []Entrant
}

// Pair is how two came out against each other.
type Pair struct {
	First  string  `json:"first"`
	Second string  `json:"second"`
	Played int32   `json:"played"`
	Wins   int32   `json:"wins"`
	Draws  int32   `json:"draws"`
	Share  float64 `json:"share"` // the first one's, draws as half
	Low    float64 `json:"low"`   // its 95 % interval
	High   float64 `json:"high"`
}

// Standing is how one came out against all.
type Standing struct {
	Name  string  `json:"name"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Table is how a tournament came out.
type Table struct {
	Scenario  string     `json:"scenario"`
	Seeds     int        `json:"seeds"`
	Standings []Standing `json:"standings"` // the best first
	Pairs     []Pair     `json:"pairs"`
}

// Run plays a tournament on all cores. played is told each pair; it may be nil.
func (t Tournament) Run(ctx context.Context, played func(Pair)) (*Table, error) {
	name, config, err := scenario(t.Scenario)
	if err != nil {
		return nil, err
	}
	table := &Table{Scenario: name, Seeds: t.Seeds}
	for i, a := range t.Entrants {
		for _, b := range t.Entrants[i+1:] {
			p := Pair{First: a.Name, Second: b.Name}
			fight := bout{config: config, seeds: t.Seeds, sides: [2]side{{name: a.Name, program: a.Program}, {name: b.Name, program: b.Program}}}
			err := New(Lab{}).fight(ctx, fight, func(m *arenav1.RunExperimentResponse) error {
				p.Played, p.Wins, p.Draws, p.Share, p.Low, p.High = m.GetPlayed(), m.GetWins(), m.GetDraws(), m.GetShare(), m.GetShareLow(), m.GetShareHigh()
				return nil
			})
			if err != nil {
				return nil, fmt.Errorf("%s against %s: %w", a.Name, b.Name, err)
			}
			if table.Pairs = append(table.Pairs, p); played != nil {
				played(p)
			}
		}
	}
	table.rank(t.Entrants)
	return table, nil
}

// rank sums the pairs up.
func (t *Table) rank(all []Entrant) {
	for _, e := range all {
		var won, n float64
		for _, p := range t.Pairs {
			switch e.Name {
			case p.First:
				won, n = won+p.Share*float64(p.Played), n+float64(p.Played)
			case p.Second:
				won, n = won+(1-p.Share)*float64(p.Played), n+float64(p.Played)
			}
		}
		s := Standing{Name: e.Name}
		if n > 0 {
			s.Share = won / n
			s.Low, s.High = Wilson(s.Share, n)
		}
		t.Standings = append(t.Standings, s)
	}
	slices.SortStableFunc(t.Standings, func(a, b Standing) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		}
		return 0
	})
}

// WriteTable writes the table for people: rows against columns, shares in per cent.
func (t *Table) WriteTable(w io.Writer) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(out, "%s, %d seeds a pair, each from both sides; share of wins, draws as half\n\n", t.Scenario, t.Seeds)
	_, _ = fmt.Fprint(out, "behaviour\tall (95 %)")
	for _, s := range t.Standings {
		_, _ = fmt.Fprintf(out, "\t%.9s", s.Name)
	}
	_, _ = fmt.Fprintln(out)
	for _, s := range t.Standings {
		_, _ = fmt.Fprintf(out, "%s\t%.1f (%.1f–%.1f)", s.Name, 100*s.Share, 100*s.Low, 100*s.High)
		for _, other := range t.Standings {
			_, _ = fmt.Fprintf(out, "\t%s", t.against(s.Name, other.Name))
		}
		_, _ = fmt.Fprintln(out)
	}
	return out.Flush()
}

// against is one cell of the table.
func (t *Table) against(a, b string) string {
	for _, p := range t.Pairs {
		switch {
		case p.First == a && p.Second == b:
			return fmt.Sprintf("%.1f", 100*p.Share)
		case p.First == b && p.Second == a:
			return fmt.Sprintf("%.1f", 100*(1-p.Share))
		}
	}
	return "·"
}
