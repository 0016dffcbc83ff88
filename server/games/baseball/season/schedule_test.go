package season

import (
	"fmt"
	"testing"
)

// Whatever the numbers: nobody plays twice a day or himself, all play as often, at
// home as often as away but for a series, and the same with every other team.
func TestSchedulesAreEven(t *testing.T) {
	t.Parallel()
	for teams := 2; teams <= 17; teams++ {
		for _, games := range []int{teams - 1, 30, 60, 161, 162} {
			for series := 1; series <= 4; series++ {
				t.Run(fmt.Sprintf("%d teams %d games by %d", teams, games, series), func(t *testing.T) {
					t.Parallel()
					schedule, err := RoundRobin(teams, games, series)
					if err != nil {
						t.Fatal(err)
					}
					even(t, schedule, teams, games, series)
				})
			}
		}
	}
}

func even(t *testing.T, schedule []Game, teams, games, series int) {
	home, away, meets := make([]int, teams), make([]int, teams), map[[2]int]int{}
	busy := map[[2]int]bool{}
	day := 0
	for _, g := range schedule {
		if g.Day < day || g.Home == g.Away || busy[[2]int{g.Day, g.Home}] || busy[[2]int{g.Day, g.Away}] {
			t.Fatalf("%+v on day %d", g, day)
		}
		day = g.Day
		busy[[2]int{g.Day, g.Home}], busy[[2]int{g.Day, g.Away}] = true, true
		home[g.Home]++
		away[g.Away]++
		meets[[2]int{min(g.Home, g.Away), max(g.Home, g.Away)}]++
	}
	want := games
	if teams%2 == 1 {
		want = games / (teams - 1) * (teams - 1)
	}
	for team := range teams {
		if n := home[team] + away[team]; n != want {
			t.Errorf("team %d plays %d games, want %d", team, n, want)
		}
		if d := home[team] - away[team]; d > series || d < -series {
			t.Errorf("team %d: %d at home, %d away", team, home[team], away[team])
		}
	}
	least, most := games, 0
	for a := range teams {
		for b := a + 1; b < teams; b++ {
			least, most = min(least, meets[[2]int{a, b}]), max(most, meets[[2]int{a, b}])
		}
	}
	if most-least > series {
		t.Errorf("pairs meet %d to %d times", least, most)
	}
}

// The season of six teams that everybody knows: 81 at home, 81 away.
func TestSixTeams(t *testing.T) {
	t.Parallel()
	schedule, err := RoundRobin(6, 162, 3)
	if err != nil || len(schedule) != 486 {
		t.Fatal(len(schedule), err)
	}
	home := map[int]int{}
	for _, g := range schedule {
		home[g.Home]++
	}
	for team, n := range home {
		if n != 81 {
			t.Errorf("team %d has %d games at home", team, n)
		}
	}
	if last := schedule[485].Day; last != 179 {
		t.Errorf("it takes %d days", last)
	}
}

func TestSchedulesThatAreNone(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]int{{1, 10, 3}, {0, 0, 0}, {65, 10, 3}, {4, 0, 3}, {4, 201, 3}, {4, 10, 0}, {4, 10, 8}, {9, 7, 3}} {
		if schedule, err := RoundRobin(c[0], c[1], c[2]); err == nil {
			t.Errorf("%v: %d games", c, len(schedule))
		}
	}
}
