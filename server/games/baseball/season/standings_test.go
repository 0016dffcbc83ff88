package season

import (
	"slices"
	"testing"
)

func result(home, away, h, a int) Result {
	return Result{Game: Game{Home: home, Away: away}, HomeRuns: h, AwayRuns: a}
}

func order(all []Standing) (teams []int) {
	for _, s := range all {
		teams = append(teams, s.Team)
	}
	return teams
}

func TestStandings(t *testing.T) {
	t.Parallel()
	all := Standings(3, []Result{result(0, 1, 5, 4), result(1, 0, 2, 3), result(1, 2, 7, 0), result(2, 0, 1, 0), result(0, 1, 9, 1)})
	if got := order(all); !slices.Equal(got, []int{0, 2, 1}) {
		t.Fatalf("order %v", got)
	}
	first := all[0]
	want := Standing{
		Team: 0, Wins: 3, Losses: 1, Percentage: 0.75, Streak: "W1", Runs: 17, Against: 8, Pythagorean: first.Pythagorean,
		HomeWins: 2, AwayWins: 1, AwayLosses: 1, OneRunWins: 2, OneRunLost: 1, run: 1,
	}
	if first != want {
		t.Errorf("first = %+v, want %+v", first, want)
	}
	// 17^1.83 / (17^1.83 + 8^1.83)
	if p := first.Pythagorean; p < 0.798 || p > 0.799 {
		t.Errorf("pythagorean %v", p)
	}
	if all[1].Behind != 1 || all[2].Behind != 2 || all[2].Streak != "L1" || all[1].Streak != "W1" {
		t.Errorf("%+v", all)
	}
}

func TestTies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		results []Result
		want    []int
	}{
		"by the games between them": {[]Result{result(0, 1, 1, 0), result(2, 0, 9, 0), result(1, 2, 9, 0), result(3, 2, 1, 0)}, []int{3, 0, 1, 2}},
		"by run difference":         {[]Result{result(0, 1, 2, 1), result(1, 0, 9, 1)}, []int{1, 0}},
		"by runs":                   {[]Result{result(0, 2, 2, 1), result(1, 2, 8, 7)}, []int{1, 0, 2}},
		"by the list":               {nil, []int{0, 1, 2}},
	} {
		n := len(c.want)
		if got := order(Standings(n, c.results)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestPlayoffs(t *testing.T) {
	t.Parallel()
	teams := []int{10, 11, 12, 13, 14, 15}
	for bestOf := 1; bestOf <= 7; bestOf += 2 {
		b, err := NewBracket(teams, bestOf)
		if err != nil {
			t.Fatal(err)
		}
		if first := b.Today(1); len(first) != 2 || first[0] != (Game{Day: 1, Home: 12, Away: 15}) || first[1] != (Game{Day: 1, Home: 13, Away: 14}) {
			t.Fatalf("first games %+v: the first two rest", first)
		}
		games := 0
		for day := 1; ; day++ {
			today := b.Today(day)
			if len(today) == 0 {
				break
			}
			for _, g := range today {
				games++
				// The lower team of a series wins all it can lose without the last.
				winner := max(g.Home, g.Away)
				if games%3 == 0 {
					winner = min(g.Home, g.Away)
				}
				if err := b.Record(g.Home, g.Away, winner); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, done := b.Champion(); !done || len(b.Rounds) != 3 {
			t.Errorf("best of %d: no champion after %d rounds", bestOf, len(b.Rounds))
		}
		if err := b.Record(10, 11, 10); err == nil {
			t.Error("a game after the last is recorded")
		}
	}
}

// The second of two games at least is at the better team's place, and the last.
func TestHomeAdvantage(t *testing.T) {
	t.Parallel()
	for bestOf, want := range map[int]string{1: "H", 3: "HAH", 5: "HHAAH", 7: "HHAAAHH"} {
		got := ""
		for game := range bestOf {
			if homeFor(bestOf, game) {
				got += "H"
			} else {
				got += "A"
			}
		}
		if got != want {
			t.Errorf("best of %d: %s, want %s", bestOf, got, want)
		}
	}
}

func TestBracketsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ teams, bestOf int }{{1, 3}, {17, 3}, {4, 2}, {4, 0}, {4, 9}} {
		if _, err := NewBracket(make([]int, c.teams), c.bestOf); err == nil {
			t.Errorf("%+v", c)
		}
	}
}
