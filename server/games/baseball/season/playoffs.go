package season

import "fmt"

// Bracket are playoffs: the best of the standings meet, the first with the last,
// until one is left. With a number that is no power of two the best rest in the
// first round. Its fields are what there is to keep.
type Bracket struct {
	BestOf int
	Rounds [][]Series // the last is under way
}

// Series are two teams, by seed: High has the advantage of the last game. Low is
// -1 for a team that rests.
type Series struct {
	High, Low Seed
	Wins      [2]int // of High and Low
}

// Seed is a team and its place in the standings, from 1.
type Seed struct{ Place, Team int }

const nobody = -1

// NewBracket begins playoffs with teams in order of their standing. It refuses an
// even length, and what is no bracket.
func NewBracket(teams []int, bestOf int) (*Bracket, error) {
	if len(teams) < 2 || len(teams) > 16 || bestOf < 1 || bestOf > 7 || bestOf%2 == 0 {
		return nil, fmt.Errorf("playoffs are of 2 to 16 teams, the best of 1, 3, 5 or 7 games")
	}
	size := 2
	for size < len(teams) {
		size *= 2
	}
	seeds := make([]Seed, size)
	for i := range seeds {
		seeds[i] = Seed{Place: i + 1, Team: nobody}
		if i < len(teams) {
			seeds[i].Team = teams[i]
		}
	}
	b := &Bracket{BestOf: bestOf}
	b.round(seeds)
	return b, nil
}

// round pairs the best with the last, and so on inwards.
func (b *Bracket) round(seeds []Seed) {
	var all []Series
	for i := range len(seeds) / 2 {
		all = append(all, Series{High: seeds[i], Low: seeds[len(seeds)-1-i]})
	}
	b.Rounds = append(b.Rounds, all)
}

// Champion is the team that is left; false while they play.
func (b *Bracket) Champion() (int, bool) {
	last := b.Rounds[len(b.Rounds)-1]
	if len(last) > 1 {
		return 0, false
	}
	s, done := last[0].winner(b.BestOf)
	return s.Team, done
}

func (s Series) winner(bestOf int) (Seed, bool) {
	need := bestOf/2 + 1
	switch {
	case s.Low.Team == nobody || s.Wins[0] >= need:
		return s.High, true
	case s.Wins[1] >= need:
		return s.Low, true
	default:
		return Seed{}, false
	}
}

// Today are the next games, one for each series that is undecided; none when
// there is a champion.
func (b *Bracket) Today(day int) (games []Game) {
	for _, s := range b.Rounds[len(b.Rounds)-1] {
		if _, done := s.winner(b.BestOf); done {
			continue
		}
		g := Game{Day: day, Home: s.High.Team, Away: s.Low.Team}
		if !homeFor(b.BestOf, s.Wins[0]+s.Wins[1]) {
			g.Home, g.Away = g.Away, g.Home
		}
		games = append(games, g)
	}
	return games
}

// homeFor is true for the games at the better team's place: two, then as many away
// as leave it the last one or two (2-3-2 of seven, 2-2-1 of five, 1-1-1 of three).
func homeFor(bestOf, game int) bool {
	switch bestOf {
	case 7:
		return game < 2 || game > 4
	case 5:
		return game < 2 || game == 4
	default:
		return game%2 == 0
	}
}

// Record takes the result of one of Today's games. When a round is over the next
// begins: the best of those who are left meets the last. It refuses a game that is
// not to be played.
func (b *Bracket) Record(home, away, winner int) error {
	last := b.Rounds[len(b.Rounds)-1]
	found := false
	for i := range last {
		s := &last[i]
		_, done := s.winner(b.BestOf)
		if done || s.High.Team+s.Low.Team != home+away || s.High.Team != home && s.High.Team != away || winner != home && winner != away {
			continue
		}
		found = true
		if winner == s.High.Team {
			s.Wins[0]++
		} else {
			s.Wins[1]++
		}
	}
	if !found {
		return fmt.Errorf("teams %d and %d have no game to play", home, away)
	}
	b.advance()
	return nil
}

func (b *Bracket) advance() {
	var left []Seed
	last := b.Rounds[len(b.Rounds)-1]
	for _, s := range last {
		seed, done := s.winner(b.BestOf)
		if !done {
			return
		}
		left = append(left, seed)
	}
	if len(left) == 1 {
		return
	}
	for i := range left { // the winners keep their places in the standings
		for j := i + 1; j < len(left); j++ {
			if left[j].Place < left[i].Place {
				left[i], left[j] = left[j], left[i]
			}
		}
	}
	b.round(left)
}
