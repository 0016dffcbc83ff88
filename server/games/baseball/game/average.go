package game

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
)

// How long average pitchers last: batters of a starter and of a reliever.
const (
	averageStarts = 24
	averageRelief = 5
)

// AverageTeam is a team of the league's average cards: nine who play, four on the
// bench, five starters, eight relievers.
func AverageTeam(l *league.League) (lineup.Roster, lineup.Lineup) {
	var (
		r lineup.Roster
		u = lineup.Lineup{DH: true}
	)
	add := func(c *card.Card) int8 {
		r = append(r, c)
		return int8(len(r))
	}
	for slot := range 9 {
		pos := slot + 2
		if slot == 8 {
			pos = 0
		}
		u.Order[slot], u.At[slot] = add(card.Average(l, fmt.Sprintf("a%d", slot), "Average "+league.Positions[pos], max(pos, 2))), int8(pos)
	}
	for _, pos := range []int{2, 4, 6, 8} {
		add(card.Average(l, fmt.Sprintf("b%d", pos), "Bench "+league.Positions[pos], pos))
	}
	u.Pitcher = add(card.AveragePitcher(l, "p0", "Average starter", averageStarts, averageRelief))
	for i := 1; i < 5; i++ {
		add(card.AveragePitcher(l, fmt.Sprintf("p%d", i), fmt.Sprintf("Starter %d", i+1), averageStarts, 0))
	}
	for i := range 8 {
		add(card.AveragePitcher(l, fmt.Sprintf("r%d", i), fmt.Sprintf("Reliever %d", i+1), 0, averageRelief))
	}
	return r, u
}

// NamedTeam is an average team of people with names, invented ones: the same for the
// same side and club. Nobody is in a visitors' and in a home team, and no two have
// one card's id.
func NamedTeam(l *league.League, side int, club string) (lineup.Roster, lineup.Lineup) {
	r, u := AverageTeam(l)
	first, last := content.Names()
	h := fnv.New64a()
	_, _ = h.Write([]byte(club))                           // a hash does not fail
	pick := rand.New(rand.NewPCG(h.Sum64(), uint64(side))) //nolint:gosec // no dice: the same club has the same people
	given, family := pick.Perm(len(first)), pick.Perm(len(last)/2)
	for i, c := range r {
		c.ID = [2]string{Away: "", Home: "h"}[side] + c.ID
		c.Name = first[given[i]] + " " + last[2*family[i]+side]
	}
	return r, u
}

// ClubTeam is an average team that keeps its people from game to game: the same for
// the same id, and no other id's team has a card's id of it.
func ClubTeam(l *league.League, id string) lineup.Roster {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // a hash does not fail
	r, _ := NamedTeam(l, int(h.Sum32()%2), id)
	for _, c := range r {
		c.ID = id + "-" + c.ID
	}
	return r
}

// AverageGame is a setup of two average teams.
func AverageGame(l *league.League) (*Setup, [2]lineup.Lineup) {
	away, a := AverageTeam(l)
	home, h := AverageTeam(l)
	return &Setup{League: l, Rosters: [2]lineup.Roster{away, home}, Names: [2]string{"Visitors", "Home"}}, [2]lineup.Lineup{a, h}
}
