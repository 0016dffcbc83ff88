package tabletop

import (
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Game is the rules.
type Game struct{}

// Every hook of the runtime that this game uses.
var (
	_ session.Rules[State, *tabletopv1.Event, *tabletopv1.View] = Game{}
	_ session.Seating[State]                                    = Game{}
	_ session.Summary[State]                                    = Game{}
	_ session.RoomRules[State, *tabletopv1.Event]               = Game{}
	_ session.Happenings[State, *tabletopv1.Event]              = Game{}
	_ session.Glimpses[State]                                   = Game{}
	_ session.Hosting[State]                                    = Game{}
	_ session.Hindsight[State]                                  = Game{}
	_ session.Private                                           = Game{}
)

// New is the state before the first event.
func (Game) New() State { return State{} }

// seatsMost is how many game masters and players sit at a table. Spectators and
// displays need no seat.
const seatsMost = 40

// Seats are forty; one is enough.
func (Game) Seats(State) (least, most int) { return 1, seatsMost }

// Summary tells nothing: the name of a scene is the game master's secret.
func (Game) Summary(State) string { return "live table" }

// Room gives seats up that were left. Who joins is nobody yet: Enter says what
// they are.
func (Game) Room(t session.Turn, s State, c session.Change) ([]*tabletopv1.Event, error) {
	var events []*tabletopv1.Event
	for n, seat := range s.seats {
		gone := c.Kind == session.Leave && c.Seat == n
		if c.Kind == session.Fork {
			m, ok := t.Table.At(n)
			gone = !ok || string(m.User) != seat.GetUserId()
		}
		if gone {
			events = append(events, departed(n))
		}
	}
	return ordered(events), nil
}

// InHindsight is no game master to the past who is none now.
func (Game) InHindsight(now State, v session.Viewer) session.Viewer {
	v.Plain = now.viewer(v).role != gm
	return v
}

// Private says that tables are for their campaign's members, whom the service lets in.
func (Game) Private() {}

// MayHost lets game masters alone have the table in their hands, however long they
// are away: a player who was left alone at it shall not open it to strangers.
func (Game) MayHost(s State, user session.UserID) bool { return s.isGM(string(user)) }
