package season

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Result is a game that was played.
type Result struct {
	// Index is the game's place in the schedule.
	Index int
	Game
	HomeRuns, AwayRuns, Innings int
	// Win, Loss and Save are the pitchers of record, by id; Save may be empty.
	Win, Loss, Save string
}

// Winner is the team that won.
func (r Result) Winner() int {
	if r.HomeRuns > r.AwayRuns {
		return r.Home
	}
	return r.Away
}

// Standing is a team's place.
type Standing struct {
	Team                   int
	Wins, Losses           int
	Percentage             float64
	Behind                 float64 // games behind the first
	Streak                 string  // W3, L1; empty without games
	Runs, Against          int
	Pythagorean            float64
	HomeWins, HomeLosses   int
	AwayWins, AwayLosses   int
	OneRunWins, OneRunLost int

	run int // games of the streak, below 0 for losses
}

// exponent of the Pythagorean percentage, as it is commonly fitted.
const exponent = 1.83

// Standings are the teams from first to last; see the package's description for
// ties.
func Standings(teams int, results []Result) []Standing {
	all := make([]Standing, teams)
	between := map[[2]int]int{}
	for t := range all {
		all[t].Team = t
	}
	for _, r := range results {
		home, away := &all[r.Home], &all[r.Away]
		won := r.HomeRuns > r.AwayRuns
		home.book(won, true, r.HomeRuns, r.AwayRuns)
		away.book(!won, false, r.AwayRuns, r.HomeRuns)
		loser := r.Home + r.Away - r.Winner()
		between[[2]int{r.Winner(), loser}]++
	}
	for i := range all {
		all[i].figure()
	}
	rank(all, between)
	for i := range all {
		s := &all[i]
		s.Behind = float64((all[0].Wins-all[0].Losses)-(s.Wins-s.Losses)) / 2
	}
	return all
}

func (s *Standing) book(won, home bool, runs, against int) {
	s.Runs += runs
	s.Against += against
	close := runs-against == 1 || against-runs == 1
	count := func(n *int, when bool) {
		if when {
			*n++
		}
	}
	count(&s.Wins, won)
	count(&s.Losses, !won)
	count(&s.HomeWins, won && home)
	count(&s.HomeLosses, !won && home)
	count(&s.AwayWins, won && !home)
	count(&s.AwayLosses, !won && !home)
	count(&s.OneRunWins, won && close)
	count(&s.OneRunLost, !won && close)
	switch {
	case won:
		s.run = max(0, s.run) + 1
	default:
		s.run = min(0, s.run) - 1
	}
}

func (s *Standing) figure() {
	if n := s.Wins + s.Losses; n > 0 {
		s.Percentage = float64(s.Wins) / float64(n)
	}
	if s.Runs+s.Against > 0 {
		r, a := math.Pow(float64(s.Runs), exponent), math.Pow(float64(s.Against), exponent)
		s.Pythagorean = r / (r + a)
	}
	switch {
	case s.run > 0:
		s.Streak = fmt.Sprintf("W%d", s.run)
	case s.run < 0:
		s.Streak = fmt.Sprintf("L%d", -s.run)
	}
}

// rank orders by percentage; those who are equal by their games among each other,
// all of them together, so that the order cannot go round in circles.
func rank(all []Standing, between map[[2]int]int) {
	slices.SortStableFunc(all, func(a, b Standing) int { return cmp.Compare(b.Percentage, a.Percentage) })
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].Percentage == all[from].Percentage {
			to++
		}
		tied := all[from:to]
		among := map[int]float64{}
		for _, s := range tied {
			var won, lost int
			for _, other := range tied {
				won += between[[2]int{s.Team, other.Team}]
				lost += between[[2]int{other.Team, s.Team}]
			}
			if won+lost > 0 {
				among[s.Team] = float64(won)/float64(won+lost) - 0.5
			}
		}
		slices.SortStableFunc(tied, func(a, b Standing) int {
			return cmp.Or(
				cmp.Compare(among[b.Team], among[a.Team]), cmp.Compare(b.Runs-b.Against, a.Runs-a.Against),
				cmp.Compare(b.Runs, a.Runs), cmp.Compare(a.Team, b.Team))
		})
		from = to
	}
}
