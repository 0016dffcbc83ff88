// Package coin is heads or tails: the smallest whole game. It is kept to show a
// newcomer everything a game is made of, and to test the runtime with; the
// product does not mount it.
//
// Two players call a side each, in secret. When both have called, the coin is
// flipped, and everybody who called right gets a point. The first to reach the
// target wins; when both do so in the same flip, the lower seat does. A player
// who left is not waited for.
package coin

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	"playhouse/server/session"
)

// Game is the rules.
type Game struct{}

// State is a position. It is a value: maps are replaced, never changed.
type State struct {
	Target  int32
	Running bool
	Flips   int32
	Last    coinv1.Side
	Points  map[int32]int32
	Calls   map[int32]coinv1.Side
	Winner  int32
}

const (
	seats         = 2
	defaultTarget = 3
)

var (
	_ session.Rules[State, *coinv1.Event, *coinv1.View] = Game{}
	_ session.Bots[State, *coinv1.Event, *coinv1.View]  = Game{}
	_ session.RoomRules[State, *coinv1.Event]           = Game{}
	_ session.Happenings[State, *coinv1.Event]          = Game{}
)

// New is the state before the first event.
func (Game) New() State { return State{} }

// Seats are two.
func (Game) Seats(State) (least, most int) { return seats, seats }

// Ended is true when somebody has won.
func (Game) Ended(s State) bool { return s.Winner > 0 }

// Summary is the options in one line.
func (Game) Summary(s State) string { return fmt.Sprintf("first to %d", s.Target) }

// Waiting are the seats that have yet to call.
func (Game) Waiting(s State) []session.Seat {
	var waiting []session.Seat
	for seat := int32(1); seat <= seats && s.Running; seat++ {
		if _, called := s.Calls[seat]; !called {
			waiting = append(waiting, session.Seat(seat))
		}
	}
	return waiting
}

// Apply is the state after an event.
func (Game) Apply(s State, e *coinv1.Event) (State, error) {
	switch k := e.GetKind().(type) {
	case *coinv1.Event_Created_:
		s.Target = k.Created.GetTarget()
	case *coinv1.Event_Began_:
		s.Running = true
	case *coinv1.Event_Called_:
		s.Calls = with(s.Calls, k.Called.GetSeat(), k.Called.GetSide())
	case *coinv1.Event_Flipped_:
		return flipped(s, k.Flipped.GetSide()), nil
	default:
		return s, fmt.Errorf("unknown event %T", k)
	}
	return s, nil
}

func with[K comparable, V any](m map[K]V, key K, value V) map[K]V {
	next := make(map[K]V, len(m)+1)
	maps.Copy(next, m)
	next[key] = value
	return next
}

func flipped(s State, side coinv1.Side) State {
	for _, seat := range slices.Sorted(maps.Keys(s.Calls)) {
		if s.Calls[seat] != side {
			continue
		}
		s.Points = with(s.Points, seat, s.Points[seat]+1)
		if s.Points[seat] >= s.Target && s.Winner == 0 {
			s.Winner = seat
		}
	}
	s.Flips, s.Last, s.Calls = s.Flips+1, side, nil
	s.Running = s.Winner == 0
	return s
}

// View is what a seat may know: everything but the other's call.
func (Game) View(s State, v session.Viewer) *coinv1.View {
	own := s.Calls[int32(v.Seat)]
	return &coinv1.View{
		Running: s.Running, Flips: s.Flips, Points: maps.Clone(s.Points), Called: slices.Sorted(maps.Keys(s.Calls)),
		OwnCall: own, Last: s.Last, Target: s.Target, Winner: s.Winner, MayCall: s.Running && v.Seat > 0 && own == 0,
	}
}

// Create sets the table up.
func (Game) Create(_ session.Turn, _ State, r *coinv1.CreateRequest) ([]*coinv1.Event, error) {
	target := r.GetTarget()
	if target == 0 {
		target = defaultTarget
	}
	return []*coinv1.Event{{Kind: &coinv1.Event_Created_{Created: &coinv1.Event_Created{Target: target}}}}, nil
}

// Room begins the game when the table starts, and flips when the one who was
// waited for leaves.
func (Game) Room(t session.Turn, s State, c session.Change) ([]*coinv1.Event, error) {
	switch {
	case c.Kind == session.Start:
		return []*coinv1.Event{{Kind: &coinv1.Event_Began_{Began: &coinv1.Event_Began{}}}}, nil
	case c.Kind == session.Leave && s.Running && len(s.Calls) > 0 && allCalled(t.Table, s, c.Seat):
		return []*coinv1.Event{flip(t)}, nil
	}
	return nil, nil
}

// allCalled is true when everybody at the table has called, but for one seat.
func allCalled(t session.Table, s State, besides session.Seat) bool {
	return !slices.ContainsFunc(t.Players(), func(m session.Member) bool {
		_, called := s.Calls[int32(m.Seat)]
		return !called && m.Seat != besides
	})
}

func flip(t session.Turn) *coinv1.Event {
	side := coinv1.Side_SIDE_HEADS
	if t.Dice.Int(seats) == 1 {
		side = coinv1.Side_SIDE_TAILS
	}
	return &coinv1.Event{Kind: &coinv1.Event_Flipped_{Flipped: &coinv1.Event_Flipped{Side: side}}}
}

// Call calls a side; the last to call has the coin flipped.
func (Game) Call(t session.Turn, s State, r *coinv1.CallRequest) ([]*coinv1.Event, error) {
	if !s.Running {
		return nil, session.Refuse("not_running", "wait until the host starts the game")
	}
	if _, called := s.Calls[int32(t.Seat)]; called {
		return nil, session.Refuse("already_called", "you have called already; wait for the flip")
	}
	events := []*coinv1.Event{{Kind: &coinv1.Event_Called_{Called: &coinv1.Event_Called{Seat: int32(t.Seat), Side: r.GetSide()}}}}
	if !allCalled(t.Table, s, t.Seat) {
		return events, nil
	}
	return append(events, flip(t)), nil
}

// Bot calls either side.
func (g Game) Bot(v *coinv1.View, _ session.Seat, chance *rand.Rand) session.Command[State, *coinv1.Event] {
	if !v.GetMayCall() {
		return nil
	}
	side := coinv1.Side_SIDE_HEADS
	if chance.IntN(seats) == 1 {
		side = coinv1.Side_SIDE_TAILS
	}
	return func(t session.Turn, s State) ([]*coinv1.Event, error) {
		return g.Call(t, s, &coinv1.CallRequest{Side: side})
	}
}

// Tell tells who called, never what, and how the coin fell.
func (Game) Tell(_ State, e *coinv1.Event, after State, _ session.Viewer) session.Happening {
	h := &coinv1.Happening{Turn: after.Flips}
	switch k := e.GetKind().(type) {
	case *coinv1.Event_Called_:
		h.Seat, h.Action = k.Called.GetSeat(), "called"
		h.Actor = fmt.Sprintf("seat %d", h.GetSeat())
		h.Narration = h.GetActor() + " has called."
	case *coinv1.Event_Flipped_:
		h.Action, h.Outcome = "flipped", map[coinv1.Side]string{coinv1.Side_SIDE_HEADS: "heads", coinv1.Side_SIDE_TAILS: "tails"}[k.Flipped.GetSide()]
		h.Narration = "The coin shows " + h.GetOutcome() + "."
	default:
		return nil
	}
	return h
}
