package simulate

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
)

// Result is what a run measured.
type Result struct {
	Games      int    `json:"games"`
	Players    int    `json:"players"`
	Scenario   string `json:"scenario"`
	Difficulty string `json:"difficulty"`
	Generator  string `json:"generator"`
	Size       int    `json:"size"`
	Seed       string `json:"seed"`
	// WinShare is the share of games that were won: by the party or, in a race,
	// by somebody.
	WinShare float64 `json:"win_share"`
	// WinLow and WinHigh are its 95 % interval (Wilson's).
	WinLow  float64 `json:"win_low"`
	WinHigh float64 `json:"win_high"`
	// Turns are the lengths of the games.
	Turns Spread `json:"turns"`
	// Survival is the share of characters that were alive at the end.
	Survival float64 `json:"survival"`
	// Score is the mean score of a seat.
	Score float64 `json:"score"`
	// Characters are the player characters, by id.
	Characters []CharacterResult `json:"characters"`
	// Outcomes are the endings, most frequent first.
	Outcomes []OutcomeResult `json:"outcomes"`
	// GamesPerSecond is 0 when the run had no clock.
	GamesPerSecond float64 `json:"games_per_second"`
}

// Spread describes a distribution.
type Spread struct {
	Mean float64 `json:"mean"`
	P10  int32   `json:"p10"`
	P50  int32   `json:"p50"`
	P90  int32   `json:"p90"`
}

// CharacterResult is how a character fared.
type CharacterResult struct {
	ID string `json:"id"`
	// Use is the share of seats that played it.
	Use float64 `json:"use"`
	// Survival is the share of its games that it was alive at the end of.
	Survival float64 `json:"survival"`
	// WinShare is the share of its games that its seat won.
	WinShare float64 `json:"win_share"`
}

// OutcomeResult is one way in which games ended.
type OutcomeResult struct {
	Text  string  `json:"text"`
	Won   bool    `json:"won"`
	Share float64 `json:"share"`
}

// tally counts a character's games.
type tally struct{ games, alive, won int }

func (o Options) sum(outcomes []outcome) Result {
	r := Result{
		Games: o.Games, Players: o.Players, Scenario: o.Scenario, Size: o.Size, Seed: o.Seed,
		Difficulty: short(o.Difficulty.String()), Generator: short(o.Generator.String()),
	}
	var wins, seats, score int
	turns := make([]int32, 0, len(outcomes))
	characters, endings := map[string]*tally{}, map[OutcomeResult]int{}
	for _, one := range outcomes {
		turns = append(turns, one.result.GetTurn())
		endings[OutcomeResult{Text: ending(one), Won: one.result.GetWon()}]++
		if one.result.GetWon() {
			wins++
		}
		for _, s := range one.result.GetSeats() {
			id := one.characters[s.GetSeat()]
			if characters[id] == nil {
				characters[id] = &tally{}
			}
			characters[id].count(s.GetAlive(), s.GetWon())
			score += int(s.GetScore())
			seats++
		}
	}
	r.WinShare = share(wins, len(outcomes))
	r.WinLow, r.WinHigh = interval(wins, len(outcomes))
	r.Turns, r.Score = spread(turns), share(score, seats)
	r.Characters, r.Survival = byCharacter(characters, seats)
	r.Outcomes = byEnding(endings, len(outcomes))
	return r
}

func (t *tally) count(alive, won bool) {
	t.games++
	if alive {
		t.alive++
	}
	if won {
		t.won++
	}
}

// ending is a text without names, so that endings can be counted.
func ending(one outcome) string {
	text := one.result.GetText()
	if i := strings.Index(text, " straps in"); i >= 0 {
		return "Somebody" + text[i:]
	}
	return text
}

func byCharacter(tallies map[string]*tally, seats int) (list []CharacterResult, survival float64) {
	alive := 0
	for id, t := range tallies {
		alive += t.alive
		list = append(list, CharacterResult{
			ID: id, Use: share(t.games, seats), Survival: share(t.alive, t.games), WinShare: share(t.won, t.games),
		})
	}
	slices.SortFunc(list, func(a, b CharacterResult) int { return cmp.Compare(a.ID, b.ID) })
	return list, share(alive, seats)
}

func byEnding(endings map[OutcomeResult]int, games int) (list []OutcomeResult) {
	for one, n := range endings {
		one.Share = share(n, games)
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b OutcomeResult) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Text, b.Text))
	})
	return list
}

func short(enum string) string {
	_, name, _ := strings.Cut(enum, "_")
	if name == "UNSPECIFIED" {
		name = "DEPTH_FIRST"
	}
	return strings.ToLower(name)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// interval is Wilson's score interval for a share, at 95 %.
func interval(n, of int) (low, high float64) {
	const z = 1.959964
	p, m := share(n, of), float64(of)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, middle-half), min(1, middle+half)
}

func spread(all []int32) Spread {
	slices.Sort(all)
	sum := 0
	for _, n := range all {
		sum += int(n)
	}
	at := func(percent int) int32 { return all[(len(all)-1)*percent/100] }
	return Spread{Mean: share(sum, len(all)), P10: at(10), P50: at(50), P90: at(90)}
}

// WriteTable writes the result as a table for people.
func (r Result) WriteTable(w io.Writer) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s, %s\t%d games of %d, %s %d × %d", r.Scenario, r.Difficulty, r.Games, r.Players, r.Generator, r.Size, r.Size)
	line("won\t%.1f %%\t(95 %%: %.1f to %.1f)", 100*r.WinShare, 100*r.WinLow, 100*r.WinHigh)
	line("turns\t%.1f\t(p10 %d, p50 %d, p90 %d)", r.Turns.Mean, r.Turns.P10, r.Turns.P50, r.Turns.P90)
	line("survival\t%.1f %%\nscore\t%.0f", 100*r.Survival, r.Score)
	if r.GamesPerSecond > 0 {
		line("games/s\t%.0f", r.GamesPerSecond)
	}
	line("\ncharacter\tuse\tsurvival\twon")
	for _, c := range r.Characters {
		line("%s\t%.1f %%\t%.1f %%\t%.1f %%", c.ID, 100*c.Use, 100*c.Survival, 100*c.WinShare)
	}
	line("\nshare\tending")
	for _, o := range r.Outcomes {
		line("%.1f %%\t%s", 100*o.Share, o.Text)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(t, b.String()); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}
