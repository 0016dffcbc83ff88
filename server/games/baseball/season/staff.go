package season

import (
	"slices"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/depth"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
)

// Team is a team of the season.
type Team struct {
	ID, Name string
	Roster   lineup.Roster
	// Chart is who plays, as a rule; a zero one is picked by ratings.
	Chart depth.Chart
}

// Form is what a team carries from day to day; by place in the roster, from 0.
type Form struct {
	// Last is the day each pitched last, Faced how many batters then, Before the day
	// before that.
	Last, Faced, Before []int
	// Started is the day each began a game last.
	Started []int
	// Hurt is the day each is back.
	Hurt []int
	// Turn is the place in the rotation that is next.
	Turn int
}

// never is before the first day by more than anybody rests.
const never = -100

func newForm(players int) Form {
	f := Form{
		Last: make([]int, players), Faced: make([]int, players), Before: make([]int, players), Started: make([]int, players), Hurt: make([]int, players),
	}
	for i := range players {
		f.Last[i], f.Before[i], f.Started[i] = never, never, never
	}
	return f
}

// fits is true for the form of so many players.
func (f *Form) fits(players int) bool {
	for _, days := range [][]int{f.Last, f.Faced, f.Before, f.Started, f.Hurt} {
		if len(days) != players {
			return false
		}
	}
	return f.Turn >= 0
}

const (
	starterRest  = 5 // days from start to start
	relieverLong = 9 // batters, after which a reliever has a day off
	relieversMin = 3
)

// starter is who begins today.
func (f *Form) starter(rotation []int8, day int) int8 {
	var rested, longest int8
	at := 0
	for i := range rotation {
		turn := (f.Turn + i) % len(rotation)
		id := rotation[turn]
		if f.Hurt[id-1] > day {
			continue
		}
		if rested == 0 && day-f.Started[id-1] >= starterRest {
			rested, at = id, turn
		}
		if longest == 0 || f.Started[id-1] < f.Started[longest-1] {
			longest = id
		}
	}
	switch {
	case rested > 0:
		f.Turn = (at + 1) % len(rotation)
		return rested
	case longest > 0:
		return longest
	default: // all are hurt: the next pitches in pain
		id := rotation[f.Turn%len(rotation)]
		f.Turn = (f.Turn + 1) % len(rotation)
		return id
	}
}

// idle are those who do not come in today, as bits by place in the roster: who is
// hurt, who starts on other days, relievers who are tired.
func (f *Form) idle(t *Team, starter int8, day int) (bits uint32) {
	var fresh, weary []int8
	for i, c := range t.Roster {
		id := int8(i + 1)
		switch {
		case id == starter:
		case f.Hurt[i] > day || slices.Contains(t.Chart.Rotation, id):
			bits |= 1 << id
		case !c.Plays(1):
		case day-f.Last[i] == 1 && (f.Faced[i] > relieverLong || f.Last[i]-f.Before[i] == 1):
			weary = append(weary, id)
		default:
			fresh = append(fresh, id)
		}
	}
	if len(fresh) >= relieversMin {
		for _, id := range weary {
			bits |= 1 << id
		}
	}
	return bits
}

// pitched notes who pitched today.
func (f *Form) pitched(g *game.Game, side int8, day int) {
	for i := range f.Last {
		p := g.Book.Team[side].Pitch[i+1]
		if !p.Entry.Came {
			continue
		}
		f.Before[i], f.Last[i], f.Faced[i] = f.Last[i], day, int(p.BF)
		if p.Entry.Order == 0 {
			f.Started[i] = day
		}
	}
}

// nine is today's line-up: the chart's, as long as all of it can play.
func (f *Form) nine(l *league.League, t *Team, starter int8, day int) (lineup.Lineup, error) {
	if u, ok := t.usual(l, starter); ok && !f.anyHurt(u, day) {
		return u, nil
	}
	p := depth.Picker{League: l, Roster: t.Roster, Out: func(id int8) bool { return f.Hurt[id-1] > day }}
	u, err := p.Nine(starter)
	if err != nil {
		p.Out = nil
		return p.Nine(starter)
	}
	return u, nil
}

// usual is the chart's line-up with today's starter; not when he plays elsewhere
// in it.
func (t *Team) usual(l *league.League, starter int8) (lineup.Lineup, bool) {
	u := t.Chart.Lineup
	if u.DH != l.Rules.DH || u.Pitcher == 0 {
		return u, false
	}
	if slot := u.Slot(u.Pitcher); slot >= 0 {
		if u.Slot(starter) >= 0 && starter != u.Pitcher {
			return u, false
		}
		u.Order[slot] = starter
	} else if u.Slot(starter) >= 0 {
		return u, false
	}
	u.Pitcher = starter
	return u, true
}

func (f *Form) anyHurt(u lineup.Lineup, day int) bool {
	for _, id := range u.Order {
		if f.Hurt[id-1] > day {
			return true
		}
	}
	return false
}

// absence is the mean of the days that an injury costs, from 1 to 19.
const absence = 10

// injury is how likely one is hurt in a game: such that he misses as many of a
// hundred as his card says.
func injury(c *card.Card) float64 {
	if c.Batting == nil || c.Batting.Injury == 0 {
		return 0
	}
	missed := float64(c.Batting.Injury) / 100
	return missed / ((1 - missed) * absence)
}
