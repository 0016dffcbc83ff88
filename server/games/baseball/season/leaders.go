package season

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Leader is a player with the figure that he is compared by.
type Leader struct {
	Player Player
	Value  float64
}

// figure is something to lead in.
type figure struct {
	of func(Player) float64
	// lacking is the figure of one who lacks so many turns at bat, had he made outs
	// in them (9.22(a)); nil for figures that anybody can lead in.
	lacking func(b Batting, turns int32) float64
	// innings is true for figures of pitchers who need an inning a game (9.22(b)).
	innings bool
	fewest  bool
}

func bats(of func(Batting) float64) figure {
	return figure{
		of: func(p Player) float64 { return of(p.Batting) },
		lacking: func(b Batting, turns int32) float64 {
			b.AB += turns
			return of(b)
		},
	}
}

func counts(of func(Player) int32) figure {
	return figure{of: func(p Player) float64 { return float64(of(p)) }}
}

var figures = map[string]figure{
	"avg":  bats(Batting.Average),
	"obp":  bats(Batting.OnBase),
	"slg":  bats(Batting.Slugging),
	"ops":  bats(func(b Batting) float64 { return b.OnBase() + b.Slugging() }),
	"h":    counts(func(p Player) int32 { return p.Batting.H }),
	"hr":   counts(func(p Player) int32 { return p.Batting.HR }),
	"rbi":  counts(func(p Player) int32 { return p.Batting.RBI }),
	"r":    counts(func(p Player) int32 { return p.Batting.R }),
	"sb":   counts(func(p Player) int32 { return p.Batting.SB }),
	"bb":   counts(func(p Player) int32 { return p.Batting.BB }),
	"w":    counts(func(p Player) int32 { return p.Pitching.W }),
	"sv":   counts(func(p Player) int32 { return p.Pitching.SV }),
	"so":   counts(func(p Player) int32 { return p.Pitching.SO }),
	"ip":   {of: func(p Player) float64 { return float64(p.Pitching.Outs) / 3 }},
	"era":  {of: func(p Player) float64 { return p.Pitching.ERA() }, innings: true, fewest: true},
	"whip": {of: func(p Player) float64 { return p.Pitching.WHIP() }, innings: true, fewest: true},
}

// Figures are the names of what one can lead in.
func Figures() []string { return slices.Sorted(maps.Keys(figures)) }

// turnsPerGame are tenths of the plate appearances that a title needs for each
// game of one's team (9.22(a)).
const turnsPerGame = 31

// Leaders are the first few in a figure. Rates need what a title needs: 3.1 plate
// appearances, for pitchers an inning, for each game of the team (9.22). A batter
// who lacks some is among them all the same if he would stay first with an out in
// every one that he lacks; his own figure is shown. games are each team's games so
// far. It refuses a figure that there is not.
func Leaders(players []Player, games []int, name string, count int) ([]Leader, error) {
	f, known := figures[name]
	if !known {
		return nil, fmt.Errorf("there is no figure %.20q; there are %v", name, Figures())
	}
	var all, short []Leader
	for _, p := range players {
		l := Leader{Player: p, Value: f.of(p)}
		switch lacks := f.lacks(p, games[p.Team]); {
		case lacks == 0 && (f.fewest || l.Value > 0):
			all = append(all, l)
		case lacks > 0 && f.lacking != nil:
			short = append(short, l)
		}
	}
	f.sort(all)
	for _, l := range short {
		if f.lacking(l.Player.Batting, f.lacks(l.Player, games[l.Player.Team])) > best(all) {
			all = append(all, l)
		}
	}
	f.sort(all)
	return all[:min(count, len(all))], nil
}

func best(all []Leader) float64 {
	if len(all) == 0 {
		return 0
	}
	return all[0].Value
}

// lacks is how many turns at bat or outs a title is away.
func (f figure) lacks(p Player, games int) int32 {
	switch {
	case f.lacking != nil:
		need := (int32(games)*turnsPerGame + 9) / 10
		return max(0, need-p.Batting.PA)
	case f.innings:
		return max(0, max(1, 3*int32(games))-p.Pitching.Outs)
	default:
		return 0
	}
}

func (f figure) sort(all []Leader) {
	slices.SortStableFunc(all, func(a, b Leader) int {
		c := cmp.Compare(b.Value, a.Value)
		if f.fewest {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.Player.Name, b.Player.Name), cmp.Compare(a.Player.ID, b.Player.ID))
	})
}
