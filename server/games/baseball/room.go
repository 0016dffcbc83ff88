package baseball

import (
	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

// Room keeps who manages what, and begins the game. A manager who leaves is
// stood in for by the built-in one until somebody takes the seat.
func (g Game) Room(t session.Turn, s State, c session.Change) ([]*baseballv1.Event, error) {
	switch c.Kind { //nolint:exhaustive // readiness is nothing to this game
	case session.Join:
		return []*baseballv1.Event{event(&baseballv1.Event_SeatTaken{Seat: int32(c.Seat), Bot: c.Bot})}, nil
	case session.Leave:
		return g.left(t, s, c.Seat)
	case session.Start:
		p, err := g.newPlay(t, s)
		if err != nil {
			return nil, err
		}
		p.rollCall()
		p.emit(&baseballv1.Event_Started{})
		p.ready()
		p.askPlate()
		p.settle()
		return p.done()
	case session.Fork:
		return g.forked(t, s)
	default:
		return nil, nil
	}
}

func (g Game) left(t session.Turn, s State, seat session.Seat) ([]*baseballv1.Event, error) {
	if !s.running() {
		return []*baseballv1.Event{event(&baseballv1.Event_SeatLeft{Seat: int32(seat)})}, nil
	}
	p, err := g.newPlay(t, s)
	if err != nil { // leaving cannot be refused
		return []*baseballv1.Event{event(&baseballv1.Event_SeatLeft{Seat: int32(seat)})}, nil //nolint:nilerr // a league that is gone waits for its return
	}
	p.emit(&baseballv1.Event_SeatLeft{Seat: int32(seat)})
	p.settle()
	return p.done()
}

// forked empties the seats that nobody has in the copy and sets the clock anew.
func (g Game) forked(t session.Turn, s State) ([]*baseballv1.Event, error) {
	p := &play{Turn: t, s: s}
	p.rollCall()
	if n := s.options.GetDecisionSeconds(); s.running() && n > 0 {
		now := t.Now.UnixMilli()
		p.emit(&baseballv1.Event_ClockRestarted{AtMs: now, DeadlineMs: now + int64(n)*1000})
	}
	return p.done()
}

// rollCall notes who sits where when the log does not know yet.
func (p *play) rollCall() {
	for side := range p.s.taken {
		seat := seatOf(side)
		m, seated := p.Table.At(seat)
		switch {
		case seated && (p.s.taken[side] == nobody || m.Bot != (p.s.taken[side] == computer)):
			p.emit(&baseballv1.Event_SeatTaken{Seat: int32(seat), Bot: m.Bot})
		case !seated && p.s.taken[side] != nobody:
			p.emit(&baseballv1.Event_SeatLeft{Seat: int32(seat)})
		}
	}
}
