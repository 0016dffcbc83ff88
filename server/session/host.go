package session

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// Caller is who makes a call. The edge puts it into the context.
type Caller struct {
	User UserID
	Name string

	display bool
}

type callerKey struct{}

// WithCaller returns a context that says who calls.
func WithCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// AsDisplay returns a context whose caller sees what a screen shows that all look
// at, instead of what their seat sees. Whether they may is for the game's service
// to say.
func AsDisplay(ctx context.Context) context.Context {
	c := CallerFrom(ctx)
	c.display = true
	return WithCaller(ctx, c)
}

// CallerFrom returns who calls; the zero Caller for nobody.
func CallerFrom(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}

// Host runs one game's sessions on a runtime. G is the game's own type, so that
// its commands can be given as method expressions.
type Host[G Rules[S, E, V], S any, E, V proto.Message] struct {
	rt    *Runtime
	rules G
	game  *game[S, E, V]
	name  string
	door  func(ctx context.Context, id ID) error // nil for none
}

// NewHost adds a game to a runtime under its short name. It panics when the
// name is taken: a programmer's error.
func NewHost[G Rules[S, E, V], S any, E, V proto.Message](rt *Runtime, name string, rules G) *Host[G, S, E, V] {
	h := &Host[G, S, E, V]{rt: rt, rules: rules, game: newGame[S, E, V](rules), name: name}
	rt.register(name, h)
	return h
}

// KeepDoor has ask say whether the caller may be at a table, for who comes by another
// way than the game's own service: see Admit. To be called before the first call.
func (h *Host[G, S, E, V]) KeepDoor(ask func(ctx context.Context, id ID) error) { h.door = ask }

func (h *Host[G, S, E, V]) admit(ctx context.Context, id ID) error {
	if h.door == nil {
		return nil
	}
	return h.door(ctx, id)
}

// Rules returns the game.
func (h *Host[G, S, E, V]) Rules() G { return h.rules }

func (h *Host[G, S, E, V]) load(ctx context.Context, id ID, header Header) (table, error) {
	l := newLive(h.rt, h.game, h.name, id)
	l.seed = header.Seed
	if err := l.catchUp(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

// open returns the session's live form; release must be called.
func (h *Host[G, S, E, V]) open(ctx context.Context, id ID) (*live[S, E, V], func(), error) {
	t, release, err := h.rt.acquire(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	l, ok := t.(*live[S, E, V])
	if !ok || l.name != h.name {
		release()
		return nil, nil, Missing("there is no such %s session", h.name)
	}
	return l, release, nil
}

// Message is a request that names a session and may carry a command id.
type Message interface {
	proto.Message
	GetSessionId() string
	GetCommandId() string
}

// Do carries out a game's command for the caller and returns the version of the
// log position that holds it: durable, exactly once. Refusals and bad arguments
// are *Error; nothing is changed by a call that fails.
func Do[G Rules[S, E, V], S any, E, V proto.Message, R Message](
	ctx context.Context, h *Host[G, S, E, V], r R, cmd func(G, Turn, S, R) ([]E, error),
) (int32, error) {
	l, release, err := h.open(ctx, ID(r.GetSessionId()))
	if err != nil {
		return 0, err
	}
	defer release()
	caller := CallerFrom(ctx)
	c := callOf(l.id, caller.User, r.GetCommandId(), r)
	return l.perform(ctx, c, func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		if t.Seat == 0 {
			return nil, nil, strangers(p.room, caller.User)
		}
		return play(func(t Turn, s S) ([]E, error) { return cmd(h.rules, t, s, r) })(t, p)
	})
}

// strangers is what one without a seat is told: that the session is not there,
// unless they may see it.
func strangers(r room, user UserID) error {
	if !r.mayWatch(user) {
		return Missing("there is no such session")
	}
	return Forbid("not_seated", "only seated players can do this; join the table first")
}

// callOf makes a call unique by its command id; without one every call is new.
func callOf(id ID, user UserID, commandID string, payload proto.Message) call {
	if commandID == "" {
		return call{user: user, key: newKey(), once: true}
	}
	return call{user: user, key: KeyOf(id, "user/"+string(user), commandID), digest: DigestOf(payload)}
}

func newKey() Key {
	var k Key
	_, _ = rand.Read(k[:]) // never fails
	return k
}

// Options are what every table is made with.
type Options struct {
	Title      string
	Visibility sessionv1.Visibility
	Password   string
	// Begin starts the game at once: there is nobody to wait for.
	Begin bool
}

// Creation is a request that makes a session.
type Creation interface {
	proto.Message
	GetCommandId() string
}

// Create makes a session with the caller as host on seat 1. The same command id
// makes one session.
func Create[G Rules[S, E, V], S any, E, V proto.Message, R Creation](
	ctx context.Context, h *Host[G, S, E, V], r R, o Options, cmd func(G, Turn, S, R) ([]E, error),
) (ID, error) {
	caller := CallerFrom(ctx)
	opening, err := newOpening(h.name)
	if err != nil {
		return "", err
	}
	opening.Key = callOf("create", caller.User, r.GetCommandId(), r).key
	opened, err := o.opened(opening.Seed, h.rt.Now())
	if err != nil {
		return "", err
	}
	b := builder[S, E, V]{game: h.game, opening: &opening, user: caller.User, now: h.rt.Now(), at: h.game.start()}
	b.record(func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		events, err := cmd(h.rules, t, p.state, r)
		return []*sessionv1.RoomEvent{opened}, events, err
	})
	b.record(h.game.table(joinTable(newcomer{user: caller.User, name: caller.Name, role: sessionv1.Role_ROLE_PLAYER})))
	if o.Begin {
		b.record(h.game.table(beginAtOnce))
	}
	if b.err != nil {
		return "", b.err
	}
	described, err := h.game.describe(opening.ID, h.name, b.at)
	if err != nil {
		return "", err
	}
	opening.Row = *rowOf(described, b.at.room.Table, h.game.deadline(b.at))
	opening.Records[0].Digest = DigestOf(r)
	return h.rt.create(ctx, opening)
}

// create stores a new session. The same key again answers the first session,
// if it was asked for in the same words.
func (r *Runtime) create(ctx context.Context, o Opening) (ID, error) {
	id, err := r.Log.Create(ctx, o)
	if err != nil {
		return "", r.unavailable(err)
	}
	if id == o.ID {
		return id, nil
	}
	first, err := r.Log.Read(ctx, id, 0, 1)
	if err != nil {
		return "", r.unavailable(err)
	}
	if len(first) == 1 && first[0].Digest != o.Records[0].Digest {
		return "", Taken("command_id_reused", "this command_id was used for another table; take a new one")
	}
	return id, nil
}

func newOpening(game string) (Opening, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Opening{}, fmt.Errorf("session id: %w", err)
	}
	o := Opening{ID: ID(id.String()), Game: game}
	_, _ = rand.Read(o.Seed[:]) // never fails
	return o, nil
}

func (o Options) opened(seed [dice.SeedSize]byte, now time.Time) (*sessionv1.RoomEvent, error) {
	hash, err := hashPassword(o.Password)
	if err != nil {
		return nil, err
	}
	visibility := o.Visibility
	if visibility == sessionv1.Visibility_VISIBILITY_UNSPECIFIED {
		visibility = sessionv1.Visibility_VISIBILITY_PUBLIC
	}
	commitment := dice.Commitment(seed)
	return &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_Opened_{Opened: &sessionv1.RoomEvent_Opened{
		Title: o.Title, DiceCommitment: commitment[:], Visibility: visibility, PasswordHash: hash, CreatedAtMs: now.UnixMilli(),
	}}}, nil
}

// builder decides a new session's first records. The first error stops it.
type builder[S any, E, V proto.Message] struct {
	game    *game[S, E, V]
	opening *Opening
	user    UserID
	now     time.Time
	at      position[S]
	err     error
}

func (b *builder[S, E, V]) record(d decision[S, E]) {
	if b.err != nil {
		return
	}
	t := Turn{Now: b.now, Dice: b.at.key(b.opening.ID, b.opening.Seed).At(b.at.version + 1)}
	next, body, err := b.game.decide(b.at, t, d)
	if err != nil {
		b.err = err
		return
	}
	raw, err := proto.Marshal(body)
	if err != nil {
		b.err = fmt.Errorf("encode record: %w", err)
		return
	}
	b.at = next.pos
	b.opening.Records = append(b.opening.Records, Record{
		Session: b.opening.ID, Version: next.pos.version, Key: newKey(), Actor: b.user,
		Time: b.now.Truncate(time.Millisecond), Body: raw,
	})
}

// View returns what the caller may know now, or at a past version of a finished
// game (version > 0).
func (h *Host[G, S, E, V]) View(ctx context.Context, id ID, version int32) (Snapshot[V], error) {
	l, release, err := h.open(ctx, id)
	if err != nil {
		return Snapshot[V]{}, err
	}
	defer release()
	return l.snapshot(ctx, CallerFrom(ctx), version)
}

// Glance returns something else than the view that the caller may know now: a long
// list, say, that no view should carry. It goes through the same door.
func Glance[G Rules[S, E, V], S any, E, V proto.Message, A any](
	ctx context.Context, h *Host[G, S, E, V], id ID, f func(S, Viewer) A,
) (answer A, version int32, err error) {
	l, release, err := h.open(ctx, id)
	if err != nil {
		return answer, 0, err
	}
	defer release()
	s, caller := l.newest(), CallerFrom(ctx)
	if !s.pos.room.mayWatch(caller.User) {
		return answer, 0, Missing("there is no such session")
	}
	return f(s.pos.state, viewerOf(s.pos.room, caller)), s.pos.version, nil
}

// Snapshot is a view at a version.
type Snapshot[V proto.Message] struct {
	Version int32
	View    V
	Room    *sessionv1.Room
}

func (l *live[S, E, V]) snapshot(ctx context.Context, c Caller, version int32) (Snapshot[V], error) {
	s := l.newest()
	r, shown := l.look()
	if !r.mayWatch(c.User) {
		return Snapshot[V]{}, Missing("there is no such session")
	}
	if version == 0 || version == s.pos.version {
		return Snapshot[V]{Version: s.pos.version, View: l.game.View(s.pos.state, viewerOf(s.pos.room, c)), Room: shown}, nil
	}
	if s.pos.room.Status != Finished {
		return Snapshot[V]{}, Refuse("game_not_finished", "past positions are open when the game has ended")
	}
	past, err := l.at(ctx, version)
	if err != nil {
		return Snapshot[V]{}, err
	}
	return Snapshot[V]{Version: version, View: l.game.View(past.state, viewerOf(past.room, c)), Room: shown}, nil
}

func hexOf(b []byte) string { return hex.EncodeToString(b) }
