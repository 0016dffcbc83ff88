package season

import (
	"fmt"
	"slices"
)

// Game is a game of a schedule; teams are places in the league's list.
type Game struct{ Day, Home, Away int }

// Bounds of schedules.
const (
	TeamsMost  = 64
	GamesMost  = 200 // of a team
	SeriesMost = 7
	// restEvery is after how many series there is a day off.
	restEvery = 3
)

// meeting is a series of two teams.
type meeting struct{ day, games, home, away int }

// RoundRobin is a schedule of so many games for each team, in series of so many.
// It refuses fewer than two teams and less than a game. Games are in order of
// days.
func RoundRobin(teams, games, series int) ([]Game, error) {
	if teams < 2 || teams > TeamsMost || games < 1 || games > GamesMost || series < 1 || series > SeriesMost {
		return nil, fmt.Errorf("a schedule has 2 to %d teams, 1 to %d games for each, and 1 to %d a series", TeamsMost, GamesMost, SeriesMost)
	}
	all, days := meetings(teams, games, series)
	hosts(teams, all)
	byDay := make([][]Game, days+1)
	for _, m := range all {
		for i := range m.games {
			byDay[m.day+i] = append(byDay[m.day+i], Game{Day: m.day + i, Home: m.home, Away: m.away})
		}
	}
	var schedule []Game
	for _, today := range byDay {
		schedule = append(schedule, today...)
	}
	if len(schedule) == 0 {
		return nil, fmt.Errorf("%d games do not come out even among %d teams: at least %d do", games, teams, teams-1)
	}
	return schedule, nil
}

// lengths are how many games the series of each round have. With an odd number of
// teams only whole circles come out even.
func lengths(teams, games, series int) (rounds []int) {
	if teams%2 == 0 {
		for ; games > 0; games -= series {
			rounds = append(rounds, min(series, games))
		}
		return rounds
	}
	for games >= teams-1 {
		length := min(series, games/(teams-1))
		for range teams {
			rounds = append(rounds, length)
		}
		games -= length * (teams - 1)
	}
	return rounds
}

// meetings are the series in order, by the circle method, and the last day.
func meetings(teams, games, series int) (all []meeting, day int) {
	day = 1
	for round, length := range lengths(teams, games, series) {
		for _, pair := range circle(teams, round) {
			all = append(all, meeting{day: day, games: length, home: pair[0], away: pair[1]})
		}
		day += length
		if (round+1)%restEvery == 0 {
			day++
		}
	}
	return all, day
}

// circle are the pairs of a round: the last seat stays, the others move on by one.
// Who meets the seat that nobody has rests.
func circle(teams, round int) (pairs [][2]int) {
	seats := teams + teams%2
	turn := seats - 1
	seat := func(i int) int {
		if i == turn {
			return turn
		}
		return (i + round) % turn
	}
	for i := range seats / 2 {
		a, b := seat(i), seat(turn-i)
		if a < teams && b < teams {
			pairs = append(pairs, [2]int{min(a, b), max(a, b)})
		}
	}
	return pairs
}

// hosts says who plays at home. A pair takes turns, in its series of a length; what
// is left over, one of a length at most, is dealt.
func hosts(teams int, all []meeting) {
	type key struct{ a, b, games int }
	times, seen := map[key]int{}, map[key]int{}
	for _, m := range all {
		times[key{m.home, m.away, m.games}]++
	}
	left := map[int][]int{}
	for i := range all {
		m := &all[i]
		k := key{m.home, m.away, m.games}
		seen[k]++
		switch {
		case seen[k] == times[k] && times[k]%2 == 1:
			left[m.games] = append(left[m.games], i)
		case seen[k]%2 == 0:
			m.home, m.away = m.away, m.home
		}
	}
	for _, class := range classes(teams, left) {
		deal(teams, all, class)
	}
}

// classes are the meetings that are dealt together: those of a length, unless
// everybody has an odd number of them. Then the short series at the end of the
// schedule, one for each, makes it even.
func classes(teams int, left map[int][]int) (all [][]int) {
	for length := SeriesMost; length > 0; length-- {
		last := len(all) - 1
		if last >= 0 && teams%2 == 0 && 2*len(all[last])/teams%2 == 1 {
			all[last] = append(all[last], left[length]...)
		} else if len(left[length]) > 0 {
			all = append(all, left[length])
		}
	}
	return all
}

// deal walks along the meetings, each once: whoever is entered as a guest is left
// as a host. So each is host as often as guest, but for one where it has an odd
// number of them: walks begin and end there.
func deal(teams int, all []meeting, class []int) {
	at := make([][]int, teams)
	for _, i := range class {
		at[all[i].home] = append(at[all[i].home], i)
		at[all[i].away] = append(at[all[i].away], i)
	}
	walk := func(team int) {
		for len(at[team]) > 0 {
			m := &all[at[team][0]]
			next := m.home + m.away - team
			for _, t := range []int{team, next} {
				i := slices.IndexFunc(at[t], func(i int) bool { return &all[i] == m })
				at[t] = slices.Delete(at[t], i, i+1)
			}
			m.home, m.away = team, next
			team = next
		}
	}
	for team := range teams {
		if len(at[team])%2 == 1 {
			walk(team)
		}
	}
	for team := range teams {
		walk(team)
	}
}
