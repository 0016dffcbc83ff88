package session

import (
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// position is a session at one version: what folding its log up to there gives.
// It is a value; the positions of neighbouring versions share what did not
// change.
type position[S any] struct {
	version int32
	room    room
	state   S
	played  time.Time // when the game last moved; talk, guests and copies do not count
}

// step is a position with what led to it.
type step[S any, E proto.Message] struct {
	pos    position[S]
	room   []*sessionv1.RoomEvent
	events []E
	states []S // states[i] is the state before events[i]
	seat   Seat
	at     time.Time
	views  map[Seat]proto.Message // made when first asked for; see frame.go

	described *sessionv1.Room // without presence; nil until asked for
}

// move notes when the game moved.
func (s *step[S, E]) move() {
	if len(s.events) > 0 && !isFork(s) {
		s.pos.played = s.at
	}
}

// empty is true when nothing happened.
func (s *step[S, E]) empty() bool { return len(s.room) == 0 && len(s.events) == 0 }

// after is the state after event i.
func (s *step[S, E]) after(i int) S {
	if i+1 < len(s.states) {
		return s.states[i+1]
	}
	return s.pos.state
}

// decision says what happens at a position: to the table and in the game.
type decision[S any, E proto.Message] func(Turn, position[S]) ([]*sessionv1.RoomEvent, []E, error)

// game is a Rules with its optional interfaces looked up once.
type game[S any, E, V proto.Message] struct {
	Rules[S, E, V]
	seating    Seating[S]
	summary    Summary[S]
	waiting    Waiting[S]
	ending     Ending[S]
	roomRules  RoomRules[S, E]
	clock      Clock[S, E]
	bots       Bots[S, E, V]
	happenings Happenings[S, E]
	glimpses   Glimpses[S]
	saves      Saves[S]
	scoring    Scoring[S]
	hosting    Hosting[S]
	hindsight  Hindsight[S]
	private    bool
}

func newGame[S any, E, V proto.Message](rules Rules[S, E, V]) *game[S, E, V] {
	g := &game[S, E, V]{Rules: rules}
	g.seating, _ = rules.(Seating[S])
	g.summary, _ = rules.(Summary[S])
	g.waiting, _ = rules.(Waiting[S])
	g.ending, _ = rules.(Ending[S])
	g.roomRules, _ = rules.(RoomRules[S, E])
	g.clock, _ = rules.(Clock[S, E])
	g.bots, _ = rules.(Bots[S, E, V])
	g.happenings, _ = rules.(Happenings[S, E])
	g.glimpses, _ = rules.(Glimpses[S])
	g.saves, _ = rules.(Saves[S])
	g.scoring, _ = rules.(Scoring[S])
	g.hosting, _ = rules.(Hosting[S])
	g.hindsight, _ = rules.(Hindsight[S])
	_, g.private = rules.(Private)
	return g
}

const (
	defaultLeastSeats = 1
	defaultMostSeats  = 8
)

func (g *game[S, E, V]) seats(s S) (least, most int) {
	if g.seating == nil {
		return defaultLeastSeats, defaultMostSeats
	}
	return g.seating.Seats(s)
}

// voice is the position as a table operation sees it; the game's events gather
// in events.
func (g *game[S, E, V]) voice(t Turn, p position[S], events *[]E) voice {
	least, most := g.seats(p.state)
	return voice{room: p.room, private: g.private, least: least, most: most, turn: &t, hear: func(c Change) error {
		if g.roomRules == nil {
			return nil
		}
		more, err := g.roomRules.Room(t, p.state, c)
		*events = append(*events, more...)
		return err
	}}
}

// table makes a decision of an operation on the table.
func (g *game[S, E, V]) table(op tableOp) decision[S, E] {
	return func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		var events []E
		roomEvents, err := op(t, g.voice(t, p, &events))
		return roomEvents, events, err
	}
}

// play wraps a game's command.
func play[S any, E proto.Message](cmd Command[S, E]) decision[S, E] {
	return func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		if p.room.Status == Finished {
			return nil, nil, Refuse("game_finished", "this game has ended")
		}
		events, err := cmd(t, p.state)
		return nil, events, err
	}
}

func (g *game[S, E, V]) start() position[S] { return position[S]{state: g.New()} }

// deadline is when the clock passes; zero when none runs.
func (g *game[S, E, V]) deadline(p position[S]) time.Time {
	if g.clock == nil || p.room.Status != Running {
		return time.Time{}
	}
	return g.clock.Deadline(p.state)
}

// read folds the record that follows a position.
func (g *game[S, E, V]) read(p position[S], r Record) (*step[S, E], *sessionv1.RecordBody, error) {
	if r.Version != p.version+1 {
		return nil, nil, fmt.Errorf("version %d follows %d", r.Version, p.version)
	}
	body := &sessionv1.RecordBody{}
	if err := proto.Unmarshal(r.Body, body); err != nil {
		return nil, nil, fmt.Errorf("version %d: %w", r.Version, err)
	}
	s, err := g.fold(p, body)
	if err != nil {
		return nil, nil, err
	}
	s.at = r.Time
	s.move()
	return s, body, nil
}

// fold applies one record's body.
func (g *game[S, E, V]) fold(p position[S], body *sessionv1.RecordBody) (*step[S, E], error) {
	p.version++
	s := &step[S, E]{}
	for _, e := range body.GetRoomEvents() {
		if err := p.room.apply(e, p.version); err != nil {
			return nil, fmt.Errorf("version %d: %w", p.version, err)
		}
	}
	for i, raw := range body.GetGameEvents() {
		e, err := g.decode(raw)
		if err == nil {
			s.events, s.states = append(s.events, e), append(s.states, p.state)
			p.state, err = g.applySafely(p.state, e)
		}
		if err != nil {
			return nil, fmt.Errorf("version %d, event %d: %w", p.version, i, err)
		}
	}
	g.settle(&p)
	p.room.rolled = p.room.rolled || len(body.GetRolls()) > 0
	s.pos, s.room, s.seat = p, body.GetRoomEvents(), Seat(body.GetSeat())
	return s, nil
}

// settle makes the room what the game wants it to be. A private one has no other
// doors, whatever its log says. The table goes to somebody who may have it, if the
// game has a say and its host may not; to nobody if there is none.
func (g *game[S, E, V]) settle(p *position[S]) {
	if g.private {
		p.room.visibility, p.room.passwordHash, p.room.invites = sessionv1.Visibility_VISIBILITY_PRIVATE, "", nil
	}
	if g.hosting == nil || g.hosting.MayHost(p.state, p.room.Host) {
		return
	}
	p.room.Host = ""
	for _, m := range p.room.Members {
		if !m.Bot && g.hosting.MayHost(p.state, m.User) {
			p.room.Host = m.User
			return
		}
	}
}

func (g *game[S, E, V]) decode(raw []byte) (E, error) {
	var none E
	e, ok := none.ProtoReflect().Type().New().Interface().(E)
	if !ok {
		return none, fmt.Errorf("event type %T makes another type", none)
	}
	if err := proto.Unmarshal(raw, e); err != nil {
		return none, fmt.Errorf("decode: %w", err)
	}
	return e, nil
}

// applySafely turns a panic in a rule into an error: one bad session must not
// take the others down.
func (g *game[S, E, V]) applySafely(s S, e E) (next S, err error) {
	defer func() {
		if r := recover(); r != nil {
			next, err = s, fmt.Errorf("apply: panic: %v", r)
		}
	}()
	return g.Apply(s, e)
}

// decide lets d decide at p and folds what it decided. Nothing of it counts
// before the body is in the log.
func (g *game[S, E, V]) decide(p position[S], t Turn, d decision[S, E]) (next *step[S, E], body *sessionv1.RecordBody, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decide: panic: %v", r)
		}
	}()
	t.Table = p.room.Table
	t.Now = t.Now.Truncate(time.Millisecond)
	next = &step[S, E]{seat: t.Seat, at: t.Now}
	if next.room, next.events, err = d(t, p); err != nil {
		return nil, nil, err
	}
	p.version++
	for _, e := range next.room {
		if err := p.room.apply(e, p.version); err != nil {
			return nil, nil, err
		}
	}
	for _, e := range next.events {
		next.states = append(next.states, p.state)
		if p.state, err = g.Apply(p.state, e); err != nil {
			return nil, nil, err
		}
	}
	if g.ending != nil && p.room.Status == Running && g.ending.Ended(p.state) {
		ended := &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_Ended_{Ended: &sessionv1.RoomEvent_Ended{}}}
		next.room = append(slices.Clone(next.room), ended)
		p.room.Status = Finished
	}
	body, err = encode(t, next.room, next.events)
	g.settle(&p)
	p.room.rolled = p.room.rolled || len(body.GetRolls()) > 0
	next.pos = p
	next.move()
	return next, body, err
}

func encode[E proto.Message](t Turn, roomEvents []*sessionv1.RoomEvent, events []E) (*sessionv1.RecordBody, error) {
	body := &sessionv1.RecordBody{RoomEvents: roomEvents, Seat: int32(t.Seat)}
	for _, e := range events {
		raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(e)
		if err != nil {
			return nil, fmt.Errorf("encode event: %w", err)
		}
		body.GameEvents = append(body.GameEvents, raw)
	}
	for _, r := range t.Dice.Rolls() {
		body.Rolls = append(body.Rolls, &sessionv1.Roll{Faces: r.Faces, Value: r.Value})
	}
	return body, nil
}

// key is what the session's rolls are derived from at this position.
func (p position[S]) key(id ID, seed [dice.SeedSize]byte) dice.Key {
	return dice.Key{Seed: seed, Session: string(id), ClientSeeds: p.room.clientSeeds}
}
