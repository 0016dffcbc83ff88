package cosmic

import (
	"fmt"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// Game is the rules. It holds the balance that commands and views read; what
// happened is in the log and does not depend on it.
type Game struct {
	balance *balance.Balance
	daily   func(day string) string
}

// New makes the rules with a balance.
func New(b *balance.Balance) Game { return Game{balance: b} }

// WithDaily makes rules that ask for the seed of a day's voyage, the day as in
// "2026-11-20". A server gives a keyed hash, so that nobody can play a day's map
// before the day. Without it the seed is the day itself.
func (g Game) WithDaily(seed func(day string) string) Game {
	g.daily = seed
	return g
}

func (g Game) dailySeed(day string) string {
	if g.daily == nil {
		return "daily " + day
	}
	return g.daily(day)
}

// Every hook of the runtime that this game uses.
var (
	_ session.Rules[State, *cosmicv1.Event, *cosmicv1.View] = Game{}
	_ session.Seating[State]                                = Game{}
	_ session.Summary[State]                                = Game{}
	_ session.Waiting[State]                                = Game{}
	_ session.Ending[State]                                 = Game{}
	_ session.Happenings[State, *cosmicv1.Event]            = Game{}
	_ session.Saves[State]                                  = Game{}
	_ session.Scoring[State]                                = Game{}
)

// New is the state before the first event.
func (Game) New() State { return State{} }

// Seats are one: the captain's.
func (Game) Seats(State) (least, most int) { return 1, 1 }

// Summary is the options in one line.
func (Game) Summary(s State) string {
	o := s.options
	switch {
	case o.GetDaily() != "":
		return "daily voyage of " + o.GetDaily()
	case o.GetEndless():
		return fmt.Sprintf("endless, seed %s", o.GetSeed())
	default:
		return fmt.Sprintf("%d turns, %d credits to win, seed %s", o.GetMaxTurns(), o.GetVictoryCredits(), o.GetSeed())
	}
}

// Waiting is the captain, while the voyage is under way.
func (Game) Waiting(s State) []session.Seat {
	if s.status != underWay {
		return nil
	}
	return []session.Seat{captain}
}

// Ended is true when the voyage is over.
func (Game) Ended(s State) bool { return s.status > underWay }

// captain is the seat that flies.
const captain session.Seat = 1

// helm is a state seen with a balance: everything that can be worked out from
// the two, for commands and views alike. A balance may have lost what a state
// names; whatever is not found counts for nothing.
type helm struct {
	State
	b *balance.Balance
	// fitted is the rig where it was worked out already: in views, which look at
	// one state and ask for it a hundred times.
	fitted *rig
}

func (g Game) helm(s State) helm { return helm{State: s, b: g.balance} }
