package session

import (
	"fmt"
	"math/rand/v2"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// Sandbox plays one session in memory, with the decisions and folds of the real
// runtime but no log, no clock and no watchers: for simulators, for the laws in
// rulestest and for a game's own tests. It is not safe for concurrent use.
type Sandbox[S any, E, V proto.Message] struct {
	// Now is the time the next command sees. The sandbox never moves it by
	// itself.
	Now time.Time

	game   *game[S, E, V]
	key    dice.Key
	at     position[S]
	events []E
}

// NewSandbox opens a table whose dice follow from seed and runs create as its
// first record, which may be nil.
func NewSandbox[S any, E, V proto.Message](rules Rules[S, E, V], seed [dice.SeedSize]byte, create Command[S, E]) (*Sandbox[S, E, V], error) {
	b := &Sandbox[S, E, V]{
		Now: time.UnixMilli(0), game: newGame(rules), key: dice.Key{Seed: seed, Session: "sandbox"},
	}
	b.at = b.game.start()
	err := b.step(0, func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		opened := &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_Opened_{Opened: &sessionv1.RoomEvent_Opened{}}}
		if create == nil {
			return []*sessionv1.RoomEvent{opened}, nil, nil
		}
		events, err := create(t, p.state)
		return []*sessionv1.RoomEvent{opened}, events, err
	})
	return b, err
}

// Join seats a player, a bot if bot is true, and returns the seat.
func (b *Sandbox[S, E, V]) Join(bot bool) (Seat, error) {
	n := newcomer{role: sessionv1.Role_ROLE_PLAYER, bot: bot, name: "bot"}
	seat, err := freeSeat(b.game.voice(Turn{}, b.at, nil), 0)
	if err != nil {
		return 0, err
	}
	if !bot {
		n.user, n.name = seatUser(seat), fmt.Sprintf("player %d", seat)
	}
	return seat, b.step(0, b.game.table(joinTable(n)))
}

func seatUser(s Seat) UserID { return UserID(fmt.Sprintf("user-%d", s)) }

// Leave takes whoever sits there away.
func (b *Sandbox[S, E, V]) Leave(seat Seat) error {
	m, _ := b.at.room.At(seat)
	return b.step(seat, b.game.table(leaveTable(m, false)))
}

// Absent does what happens when a player was disconnected too long.
func (b *Sandbox[S, E, V]) Absent(seat Seat) error {
	return b.step(seat, b.game.table(clearAbsent(seatUser(seat))))
}

// Ready sets a player's readiness.
func (b *Sandbox[S, E, V]) Ready(seat Seat, ready bool) error {
	return b.step(seat, b.game.table(setReady(seatUser(seat), ready)))
}

// Start starts the game as the host on seat 1.
func (b *Sandbox[S, E, V]) Start() error { return b.step(1, b.game.table(startGame)) }

// Do carries out a command of a seat.
func (b *Sandbox[S, E, V]) Do(seat Seat, cmd Command[S, E]) error { return b.step(seat, play(cmd)) }

// Bot lets the bot on a seat act once; false when it has nothing to do.
func (b *Sandbox[S, E, V]) Bot(seat Seat, chance *rand.Rand) (bool, error) {
	cmd := b.game.bots.Bot(b.View(seat), seat, chance)
	if cmd == nil {
		return false, nil
	}
	return true, b.Do(seat, cmd)
}

// Expire lets the clock pass: Now becomes the deadline. False when no clock
// runs.
func (b *Sandbox[S, E, V]) Expire() (bool, error) {
	deadline := b.game.deadline(b.at)
	if deadline.IsZero() {
		return false, nil
	}
	b.Now = deadline
	return true, b.step(0, play(b.game.clock.Expire))
}

// State is the game's state now.
func (b *Sandbox[S, E, V]) State() S { return b.at.state }

// Table is who sits where now.
func (b *Sandbox[S, E, V]) Table() Table { return b.at.room.Table }

// View is what a seat sees now; seat 0 is a spectator.
func (b *Sandbox[S, E, V]) View(seat Seat) V { return b.game.View(b.at.state, Viewer{Seat: seat}) }

// Events are the game's events so far, in order.
func (b *Sandbox[S, E, V]) Events() []E { return b.events }

// Waiting are the seats the game waits for.
func (b *Sandbox[S, E, V]) Waiting() []Seat {
	if b.game.waiting == nil {
		return nil
	}
	return b.game.waiting.Waiting(b.at.state)
}

func (b *Sandbox[S, E, V]) step(seat Seat, d decision[S, E]) error {
	t := Turn{Seat: seat, Now: b.Now, Dice: b.key.At(b.at.version + 1)}
	next, _, err := b.game.decide(b.at, t, d)
	if err != nil {
		return err
	}
	if next.empty() {
		return nil
	}
	b.at, b.events = next.pos, append(b.events, next.events...)
	return nil
}
