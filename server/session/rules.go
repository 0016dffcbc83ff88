package session

import (
	"math/rand/v2"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// ID names a session: a UUIDv7.
type ID string

// UserID names an account: a UUIDv7.
type UserID string

// Seat is a place at the table, counted from 1; 0 is no seat (a spectator, the
// server, a clock).
type Seat int32

// Display is the seat of a screen that all look at, a second one of somebody who
// is at the table: see AsDisplay.
const Display Seat = -1

// Rules is a game: pure functions of its state S, its stored events E and what
// viewers see of it, V. S is treated as a value: Apply returns a new one and
// the old one stays valid, so that recent positions can be kept side by side.
//
// Nothing in a game may read a clock, draw chance, or do input and output: time
// and dice arrive in the Turn, and what was drawn goes into the event. Content
// that an operator may edit is read by commands and copied into events, never
// read by Apply: a log must fold the same for ever.
type Rules[S any, E, V proto.Message] interface {
	// New is the state before the first event.
	New() S
	// Apply is the state after an event. It never refuses; it fails only on an
	// event it does not know, and then the session is quarantined.
	Apply(S, E) (S, error)
	// View is all that this viewer may know, and what it may do now. Nothing
	// else is ever sent.
	View(S, Viewer) V
}

// Viewer is one for whom a view is made.
type Viewer struct {
	// Seat is the viewer's seat; 0 for a spectator, Display for a screen that all
	// look at.
	Seat Seat
	// User is who sits there now; empty for nobody in particular. Seats change
	// hands: what was told to one person is not for the next.
	User UserID
	// All is true when the game has ended and everything may be told, also of
	// earlier positions.
	All bool
	// Plain is true for one who was more at earlier positions than they are now: see
	// Hindsight.
	Plain bool
}

// Turn is what a command is given besides the state and the request.
type Turn struct {
	// Seat is who acts; 0 for the server and clocks.
	Seat Seat
	// Now is when, to the millisecond.
	Now time.Time
	// Dice are the session's dice for this log position.
	Dice *dice.Roller
	// Table is who sits where before the command.
	Table Table
}

// Command decides what happens: events, or an error made by Refuse, Taken or
// Invalid. No events and no error means that nothing changes.
type Command[S any, E proto.Message] func(Turn, S) ([]E, error)

// A game that needs more than Rules implements some of the interfaces below.

// Seating tells how many seats the game has. Without it: 1 to 8.
type Seating[S any] interface {
	// Seats returns the fewest players that can start and the number of seats.
	Seats(S) (least, most int)
}

// Summary tells the game's options in one line for the list of tables.
type Summary[S any] interface {
	Summary(S) string
}

// Waiting tells which seats the game waits for now.
type Waiting[S any] interface {
	Waiting(S) []Seat
}

// Ending tells when the game is over. The runtime then ends the session in the
// same record.
type Ending[S any] interface {
	Ended(S) bool
}

// RoomRules has a say when the table changes.
type RoomRules[S any, E proto.Message] interface {
	// Room refuses a change or returns the game events that go with it into the
	// same record. Leaving, kicking, absence and forking cannot be refused.
	Room(Turn, S, Change) ([]E, error)
}

// ChangeKind is how the table changes.
type ChangeKind int

// The changes a game hears of.
const (
	// Join: somebody takes Seat.
	Join ChangeKind = iota + 1
	// Leave: Seat becomes free (left or kicked).
	Leave
	// Ready: Seat says that the game may start.
	Ready
	// Unready: Seat takes it back.
	Unready
	// Absent: Seat was disconnected too long; its readiness is taken back.
	Absent
	// Start: the host starts the game; Seat is the host's.
	Start
	// Fork: the log was copied; Turn.Table is who sits in the copy. It cannot be
	// refused. A clock that follows from the past must be set anew.
	Fork
)

// Change is a change of the table.
type Change struct {
	Kind ChangeKind
	// Seat is whose.
	Seat Seat
	// Bot is true when the computer joins.
	Bot bool
}

// Clock makes things happen when nobody acts.
type Clock[S any, E proto.Message] interface {
	// Deadline is when Expire is due; the zero time for no clock. It must follow
	// from the state alone.
	Deadline(S) time.Time
	// Expire returns what happens then. It must move the deadline.
	Expire(Turn, S) ([]E, error)
}

// Bots plays seats by computer.
type Bots[S any, E, V proto.Message] interface {
	// Bot returns what the bot on a seat does next, knowing only that seat's
	// view; nil when it has nothing to do. chance is its own, not the session's
	// dice.
	Bot(view V, seat Seat, chance *rand.Rand) Command[S, E]
}

// Happenings tells events to viewers.
type Happenings[S any, E proto.Message] interface {
	// Tell returns the event as this viewer may hear of it, or nil when it may
	// not. before and after are the states around the event.
	Tell(before S, event E, after S, viewer Viewer) Happening
}

// Happening is a game's own message for something that happened. The getters
// make GetHistory's lines of it.
type Happening interface {
	proto.Message
	GetTurn() int32
	GetSeat() int32
	GetActor() string
	GetAction() string
	GetOutcome() string
	GetNarration() string
}

// Hosting tells who may have the table in their hands: open and close it, send
// somebody away, end it. Without it a table comes to whoever sits when its host
// leaves.
type Hosting[S any] interface {
	// MayHost is asked after every record: a host who may not be one makes way for
	// the first member who may, or for nobody.
	MayHost(S, UserID) bool
}

// Hindsight tells who somebody is who looks back. Without it they hear of the past
// what they would have heard then.
type Hindsight[S any] interface {
	// InHindsight returns the viewer for whom the past is told, as things are now.
	InHindsight(now S, v Viewer) Viewer
}

// Private is a game for groups that its service knows. Its tables are nobody else's:
// they have neither password nor invitations, are never public and never forked, and
// who comes in without the service's welcome does not come in.
type Private interface{ Private() }

// Glimpses tells who sees a signal. Without it all who watch see all signals.
type Glimpses[S any] interface {
	// MayGlimpse is true when the viewer may see the signal now.
	MayGlimpse(S, *sessionv1.Signal, Viewer) bool
}

// Saves gives a game save slots: each player's names for positions of their
// own games. It is for games that one person plays; others are kept by their
// session.
type Saves[S any] interface {
	// Saved tells what a slot shows of a position.
	Saved(S) []Detail
}

// Detail is a line on a saved position.
type Detail struct {
	Key   string // snake_case
	Label string // for people
	Value string // for people
}

// Scoring lists finished games on leaderboards.
type Scoring[S any] interface {
	// Results of a game that has ended; none when it is not ranked.
	Results(S) []Result
}

// Result is what a seat reached.
type Result struct {
	Seat    Seat
	Ruleset string // which board it counts for, in the game's own words
	Score   int32  // more is better
	Summary string // a line for people
}
