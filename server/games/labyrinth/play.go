package labyrinth

import (
	"google.golang.org/protobuf/proto"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// play is a command at work: it knows the state after everything it has let
// happen so far. After an error nothing more happens.
type play struct {
	session.Turn
	s      State
	events []*labyrinthv1.Event
	err    error
	// resolving is true while a turn is resolved: who falls then has the end of
	// this turn still before them.
	resolving bool
}

func newPlay(t session.Turn, s State) *play { return &play{Turn: t, s: s} }

// emit lets something happen.
func (p *play) emit(kind proto.Message) {
	if p.err != nil {
		return
	}
	e := event(kind)
	if p.s, p.err = apply(p.s, e); p.err == nil {
		p.events = append(p.events, e)
	}
}

// done is what a command returns.
func (p *play) done() ([]*labyrinthv1.Event, error) {
	if p.err != nil {
		return nil, p.err
	}
	return p.events, nil
}

// percent is true n times of 100.
func (p *play) percent(n int32) bool { return n > 0 && p.Dice.Int(100) < int(n) } //nolint:mnd // percent

// roll is the sum of dice.
func (p *play) roll(dice, faces int32) (sum int32) {
	for range dice {
		sum += int32(p.Dice.Die(int(faces)))
	}
	return sum
}

// rollCall notes who sits where when the log does not know yet: after a fork
// most seats are empty though nobody left.
func (p *play) rollCall() {
	for seat := int32(1); seat <= maxSeats; seat++ {
		m, seated := p.Table.At(session.Seat(seat))
		switch {
		case seated && p.s.taken[seat] == nobody, seated && m.Bot != (p.s.taken[seat] == computer):
			p.emit(&labyrinthv1.Event_SeatTaken{Seat: seat, Bot: m.Bot})
		case !seated && p.s.taken[seat] != nobody:
			p.emit(&labyrinthv1.Event_SeatLeft{Seat: seat})
		}
	}
}

// settle goes on as long as nobody is waited for: tiles that nobody has to lay
// are laid, and turns in which nobody can act pass. With nobody seated the game
// rests. Turns are limited, so this ends.
func (p *play) settle() {
	for p.err == nil && len(p.s.waiting()) == 0 && p.s.attended() {
		switch p.s.phase { //nolint:exhaustive // the others rest
		case phasePlacement:
			p.placed()
		case phaseDeclaration:
			p.resolve()
		default:
			return
		}
	}
}

// attended is true when somebody sits at the table.
func (s State) attended() bool { return s.taken != [maxSeats + 1]sitter{} }

// placed ends a placement. The opening one is followed by the first turn.
func (p *play) placed() {
	p.emit(&labyrinthv1.Event_TilesPlaced{AtMs: p.Now.UnixMilli()})
	if p.s.turn == 0 {
		p.beginTurn()
	}
}
