package labyrinth

import (
	"fmt"
	"strings"
	"time"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// Game is the rules. It holds the content that new tables are set up from;
// running games carry their own copy in their log.
type Game struct{ content *Content }

// New makes the rules with a content.
func New(c *Content) Game { return Game{content: c} }

// Every hook of the runtime that this game uses.
var (
	_ session.Rules[State, *labyrinthv1.Event, *labyrinthv1.View] = Game{}
	_ session.Seating[State]                                      = Game{}
	_ session.Summary[State]                                      = Game{}
	_ session.Waiting[State]                                      = Game{}
	_ session.Ending[State]                                       = Game{}
	_ session.RoomRules[State, *labyrinthv1.Event]                = Game{}
	_ session.Bots[State, *labyrinthv1.Event, *labyrinthv1.View]  = Game{}
	_ session.Happenings[State, *labyrinthv1.Event]               = Game{}
	_ session.Clock[State, *labyrinthv1.Event]                    = Game{}
)

// New is the state before the first event.
func (Game) New() State { return State{phase: phaseLobby} }

// Seats are the fewest players of the scenario and the seats of the table.
func (Game) Seats(s State) (least, most int) {
	return int(max(1, s.book.GetScenario().GetMinPlayers())), int(max(1, s.options.GetMaxPlayers()))
}

// Summary is the options in one line.
func (Game) Summary(s State) string {
	o := s.options
	parts := []string{
		s.book.GetScenario().GetName(),
		strings.ToLower(strings.TrimPrefix(o.GetDifficulty().String(), "DIFFICULTY_")),
		fmt.Sprintf("%d × %d", o.GetSize(), o.GetSize()),
		strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(o.GetGenerator().String(), "GENERATOR_")), "_", " "),
	}
	if o.GetHybrid() {
		parts = append(parts, "hybrid")
	}
	if o.GetTurnSeconds() > 0 {
		parts = append(parts, fmt.Sprintf("%d s per turn", o.GetTurnSeconds()))
	}
	return strings.Join(parts, ", ")
}

// Waiting are the seats that have yet to declare or to confirm.
func (Game) Waiting(s State) []session.Seat {
	var seats []session.Seat
	for _, seat := range s.waiting() {
		seats = append(seats, session.Seat(seat))
	}
	return seats
}

// waiting are the seats that the game waits for: in the placement all seated
// people, in the declaration everybody seated whose character can act. A seat
// that nobody sits on never holds the others up.
func (s State) waiting() []int32 {
	var seats []int32
	for seat := int32(1); seat <= maxSeats; seat++ {
		switch s.phase { //nolint:exhaustive // the others wait for nobody
		case phasePlacement:
			if s.taken[seat] == human && !s.confirmed[seat] {
				seats = append(seats, seat)
			}
		case phaseDeclaration:
			if f, ok := s.of(seat); ok && f.up() && s.taken[seat] != nobody && s.orders[seat] == nil {
				seats = append(seats, seat)
			}
		default:
		}
	}
	return seats
}

// Ended is true when the result is in.
func (Game) Ended(s State) bool { return s.phase == phaseFinished }

// Deadline is the end of the turn clock, counted from the beginning of the
// turn, or from the moment its tiles lay on the table.
func (Game) Deadline(s State) time.Time {
	if s.options.GetTurnSeconds() == 0 || (s.phase != phasePlacement && s.phase != phaseDeclaration) {
		return time.Time{}
	}
	return time.UnixMilli(s.began).Add(time.Duration(s.options.GetTurnSeconds()) * time.Second)
}

// Expire takes the tiles as laid, or lets everybody who has not declared stay.
func (g Game) Expire(t session.Turn, s State) ([]*labyrinthv1.Event, error) {
	p := newPlay(t, s)
	p.rollCall()
	if s.phase == phasePlacement {
		p.placed()
	} else {
		p.resolve()
	}
	p.settle()
	return p.done()
}
