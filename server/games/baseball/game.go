package baseball

import (
	"fmt"
	"sync"
	"time"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/manager"
	"playhouse/server/session"
)

// Game is the rules. It holds the leagues that new games are made from and whose
// odds plays are drawn with; running games carry their rules and cards in their
// log.
type Game struct{ desks map[string]*desk }

// desk is a league with all that is computed of it, when it is first needed.
type desk struct {
	league  *league.League
	manager func() *manager.Manager
}

// New makes the rules with leagues.
func New(leagues map[string]*league.League) Game {
	g := Game{desks: map[string]*desk{}}
	for id, l := range leagues {
		g.desks[id] = &desk{league: l, manager: sync.OnceValue(func() *manager.Manager { return manager.New(atbat.NewModel(l)) })}
	}
	return g
}

// Leagues are the rules of the leagues there are, by id.
func (g Game) Leagues() map[string]*league.League {
	all := map[string]*league.League{}
	for id, d := range g.desks {
		all[id] = d.league
	}
	return all
}

// Manager is the built-in manager of a league; nil for an unknown one.
func (g Game) Manager(id string) *manager.Manager {
	if d := g.desks[id]; d != nil {
		return d.manager()
	}
	return nil
}

// Every hook of the runtime that this game uses.
var (
	_ session.Rules[State, *baseballv1.Event, *baseballv1.View] = Game{}
	_ session.Seating[State]                                    = Game{}
	_ session.Summary[State]                                    = Game{}
	_ session.Waiting[State]                                    = Game{}
	_ session.Ending[State]                                     = Game{}
	_ session.RoomRules[State, *baseballv1.Event]               = Game{}
	_ session.Bots[State, *baseballv1.Event, *baseballv1.View]  = Game{}
	_ session.Happenings[State, *baseballv1.Event]              = Game{}
	_ session.Clock[State, *baseballv1.Event]                   = Game{}
)

// New is the state before the first event.
func (Game) New() State { return State{phase: phaseLobby} }

// seats: home and away.
const seats = 2

// Seats are two; one can begin, and computers manage what is empty.
func (Game) Seats(State) (least, most int) { return 1, seats }

// Summary is the options in one line.
func (Game) Summary(s State) string {
	line := fmt.Sprintf("%s at %s, %s", s.name(0), s.name(1), s.book.GetLeagueName())
	if n := s.options.GetDecisionSeconds(); n > 0 {
		line += fmt.Sprintf(", %d s for a decision", n)
	}
	return line
}

// Waiting are the seats that have yet to decide.
func (Game) Waiting(s State) []session.Seat {
	var waiting []session.Seat
	for side := range s.chosen {
		if s.question(side) != nil && s.chosen[side] == nil && s.taken[side] != nobody {
			waiting = append(waiting, seatOf(side))
		}
	}
	return waiting
}

// seatOf and sideOf: home is side 1 on seat 1, away is side 0 on seat 2.
func seatOf(side int) session.Seat { return session.Seat(seats - side) }

func sideOf(seat session.Seat) int { return seats - int(seat) }

// Ended is true when the game is over.
func (Game) Ended(s State) bool { return s.phase == phaseFinished }

// Deadline is when the defaults apply.
func (Game) Deadline(s State) time.Time {
	if s.deadline == 0 || s.ask == nil {
		return time.Time{}
	}
	return time.UnixMilli(s.deadline)
}

// Expire decides by default for those who have not.
func (g Game) Expire(t session.Turn, s State) ([]*baseballv1.Event, error) {
	p, err := g.newPlay(t, s)
	if err != nil {
		return nil, err
	}
	p.resolve()
	p.settle()
	return p.done()
}
