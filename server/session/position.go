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
}

// outcome is what a decision leads to: the record's body and the position after
// it. Nothing of it counts before the body is in the log.
type outcome[S any, E proto.Message] struct {
	body   *sessionv1.RecordBody
	next   position[S]
	events []E
	states []S // states[i] is the state before events[i]
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

func (g *game[S, E, V]) start() position[S] { return position[S]{state: g.New()} }

// deadline is when the clock passes; zero when none runs.
func (g *game[S, E, V]) deadline(p position[S]) time.Time {
	if g.clock == nil || p.room.Status != Running {
		return time.Time{}
	}
	return g.clock.Deadline(p.state)
}

// fold applies one record's body.
func (g *game[S, E, V]) fold(p position[S], body *sessionv1.RecordBody) (position[S], error) {
	for _, e := range body.GetRoomEvents() {
		if err := p.room.apply(e); err != nil {
			return p, fmt.Errorf("version %d: %w", p.version+1, err)
		}
	}
	for i, raw := range body.GetGameEvents() {
		e, err := g.decode(raw)
		if err == nil {
			p.state, err = g.applySafely(p.state, e)
		}
		if err != nil {
			return p, fmt.Errorf("version %d, event %d: %w", p.version+1, i, err)
		}
	}
	p.room.rolled = p.room.rolled || len(body.GetRolls()) > 0
	p.version++
	return p, nil
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

// decide lets d decide at p and folds what it decided.
func (g *game[S, E, V]) decide(p position[S], t Turn, d decision[S, E]) (out outcome[S, E], err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decide: panic: %v", r)
		}
	}()
	t.Table = p.room.Table
	t.Now = t.Now.Truncate(time.Millisecond)
	roomEvents, events, err := d(t, p)
	if err != nil {
		return out, err
	}
	out = outcome[S, E]{next: p, events: events}
	out.next.version++
	for _, e := range roomEvents {
		if err := out.next.room.apply(e); err != nil {
			return out, err
		}
	}
	for _, e := range events {
		out.states = append(out.states, out.next.state)
		if out.next.state, err = g.Apply(out.next.state, e); err != nil {
			return out, err
		}
	}
	if g.ending != nil && out.next.room.Status == Running && g.ending.Ended(out.next.state) {
		ended := &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_Ended_{Ended: &sessionv1.RoomEvent_Ended{}}}
		roomEvents = append(slices.Clone(roomEvents), ended)
		if err := out.next.room.apply(ended); err != nil {
			return out, err
		}
	}
	out.body, err = encode(t, roomEvents, events)
	out.next.room.rolled = out.next.room.rolled || len(out.body.GetRolls()) > 0
	return out, err
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
