package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// table is a session in memory with its game's types erased.
type table interface {
	tableReader
	tableWriter
	bytes() int64
	watching() int
	canPlay() bool
	begin()
	close()
}

type tableReader interface {
	version() int32
	look() (room, *sessionv1.Room)
	history(ctx context.Context, q historyQuery) ([]*sessionv1.HistoryEntry, int32, error)
	talk(ctx context.Context, before, limit int32) ([]*sessionv1.ChatLine, int32, error)
	verify(ctx context.Context) (*sessionv1.VerifySessionResponse, error)
	tablePast
}

// tablePast is what new sessions and results are made of.
type tablePast interface {
	fork(ctx context.Context, b branching) (Opening, error)
	savepoint(ctx context.Context, user UserID, version int32) (Savepoint, error)
	continues(ctx context.Context, user UserID, version int32) (bool, error)
	judge(ctx context.Context) ([]Standing, error)
}

type tableWriter interface {
	operate(ctx context.Context, c call, op tableOp) (int32, error)
	catchUp(ctx context.Context) error
	expire(ctx context.Context) error
	signal(s *sessionv1.Signal)
	tableElsewhere
}

// tableElsewhere is what other nodes tell, and are told.
type tableElsewhere interface {
	shine(s *sessionv1.Signal)
	hear(node string, p *sessionv1.Notice_Presence)
	announce()
	sweep()
}

// call is who wants something and what makes it unique.
type call struct {
	user   UserID // empty for bots, clocks and the server
	seat   Seat   // of a bot; a user's seat is looked up
	key    Key
	digest int64
	once   bool // the key is new: there is no earlier answer to be found
}

// live is a session in memory.
//
// Invariants: (1) ring holds consecutive versions, the newest last, never none;
// (2) everything in ring is in the log; (3) only who holds turn adds to it.
type live[S any, E, V proto.Message] struct {
	rt   *Runtime
	game *game[S, E, V]
	name string
	id   ID
	seed [dice.SeedSize]byte

	turn    chan struct{} // holds one token; whoever has taken it decides
	stale   bool          // the log may be ahead of ring; guarded by turn
	rowSent *sessionv1.Room

	mu      sync.Mutex // guards what follows; never held while waiting
	ring    []*step[S, E]
	answers map[Key]answer
	size    int64
	broken  error // the log holds what this server cannot fold
	closed  bool
	bots    botRun
	audience

	framing sync.Mutex // guards frames and the steps' views
	frames  map[frameKey]any
	framed  frameKey // what frames lead to; they are dropped when it changes
}

type answer struct {
	version int32
	digest  int64
}

const (
	ringSize    = 32
	answersKept = 1024
	readBatch   = 5000
	conflicts   = 5
	// performTimeout is when a log that hangs counts as gone.
	performTimeout = time.Minute
)

func newLive[S any, E, V proto.Message](rt *Runtime, g *game[S, E, V], name string, id ID) *live[S, E, V] {
	l := &live[S, E, V]{
		rt: rt, game: g, name: name, id: id,
		turn: make(chan struct{}, 1), answers: map[Key]answer{}, audience: newAudience(),
	}
	l.ring = []*step[S, E]{{pos: g.start()}}
	return l
}

// take waits for the right to decide.
func (l *live[S, E, V]) take(ctx context.Context) error {
	select {
	case l.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// give passes it on, and lets the bots look at what came of it.
func (l *live[S, E, V]) give() {
	<-l.turn
	l.startBots()
}

// newest is the last committed step.
func (l *live[S, E, V]) newest() *step[S, E] {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ring[len(l.ring)-1]
}

func (l *live[S, E, V]) version() int32 { return l.newest().pos.version }

// look returns the room as folded and as shown.
func (l *live[S, E, V]) look() (room, *sessionv1.Room) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ring[len(l.ring)-1].pos.room, l.shown
}

func (l *live[S, E, V]) bytes() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.size
}

// canPlay is true when the computer can.
func (l *live[S, E, V]) canPlay() bool { return l.game.bots != nil }

func (l *live[S, E, V]) operate(ctx context.Context, c call, op tableOp) (int32, error) {
	return l.perform(ctx, c, l.game.table(op))
}

// perform carries a decision out: exactly once, durable before it answers.
func (l *live[S, E, V]) perform(ctx context.Context, c call, d decision[S, E]) (int32, error) {
	if err := l.take(ctx); err != nil {
		return 0, err
	}
	defer l.give()
	// From here on a caller who goes away changes nothing: the command is
	// carried out, and a retry finds its answer.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), performTimeout)
	defer cancel()
	for attempt := range conflicts {
		if err := l.freshen(ctx); err != nil {
			return 0, err
		}
		if version, done, err := l.answered(c); done {
			l.rt.Observe.Command(l.name, attempt, true)
			return version, err
		}
		if err := l.usable(); err != nil {
			return 0, err
		}
		version, err := l.attempt(ctx, c, d)
		switch {
		case errors.Is(err, ErrConflict):
			l.stale = true
		case err != nil && l.behind(ctx, version):
			// Refused for what is no longer so: another node went on. Or the
			// answer of our own append was lost, and it is in the log.
			c.once = false
		default:
			l.rt.Observe.Command(l.name, attempt, false)
			return version, err
		}
		if version, done, err := l.storedAnswer(ctx, c); done {
			return version, err
		}
	}
	return 0, &Error{Kind: Aborted, Reason: "contended", Message: "others were faster five times; try again"}
}

// behind reads on and is true when the log was ahead of the version that a
// decision was made at. A log that cannot be read is not ahead: the refusal
// stands.
func (l *live[S, E, V]) behind(ctx context.Context, version int32) bool {
	return l.readOn(ctx) == nil && l.version() > version
}

// attempt decides at the newest position and appends. With an error it returns
// the version it decided at.
func (l *live[S, E, V]) attempt(ctx context.Context, c call, d decision[S, E]) (int32, error) {
	p := l.newest().pos
	now := l.rt.Now().Truncate(time.Millisecond)
	t := Turn{Seat: c.seat, Now: now, Dice: p.key(l.id, l.seed).At(p.version + 1)}
	if m, ok := p.room.Of(c.user); ok {
		t.Seat = m.Seat
	}
	next, body, err := l.game.decide(p, t, d)
	if err != nil {
		// A retry of something long done may be refused now: its answer is in
		// the log.
		if version, done, err := l.storedAnswer(ctx, c); done {
			return version, err
		}
		return p.version, l.explain(err)
	}
	if next.empty() {
		return p.version, nil
	}
	r := Record{Session: l.id, Version: next.pos.version, Key: c.key, Digest: c.digest, Actor: c.user, Time: now}
	if r.Body, err = proto.Marshal(body); err != nil {
		return 0, fmt.Errorf("encode record: %w", err)
	}
	row, err := l.row(next)
	if err != nil {
		return p.version, l.explain(err)
	}
	if err := l.rt.Log.Append(ctx, r, row); err != nil {
		if errors.Is(err, ErrConflict) {
			return p.version, err
		}
		l.stale = true // the outcome is unknown
		return p.version, l.rt.unavailable(err)
	}
	if row != nil {
		l.rowSent = row.Room
	}
	l.advance([]*step[S, E]{next}, []Record{r})
	l.rt.publish(l.id, &sessionv1.Notice{Kind: &sessionv1.Notice_Version{Version: r.Version}})
	return r.Version, nil
}

// explain tells the operator of a rule that broke; refusals go to the caller as
// they are.
func (l *live[S, E, V]) explain(err error) error {
	if !IsRefusal(err) {
		l.rt.Logger.Error("a rule broke", "session", l.id, "game", l.name, "err", err)
	}
	return err
}

// freshen reads on when the log may be ahead.
func (l *live[S, E, V]) freshen(ctx context.Context) error {
	if !l.stale {
		return nil
	}
	return l.readOn(ctx)
}

// usable refuses to decide anything new on a log that is broken or gone.
func (l *live[S, E, V]) usable() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.broken != nil:
		return Refuse("session_quarantined", "this session is read-only until an operator has looked at it")
	case l.closed:
		return Missing("there is no such session")
	}
	return nil
}

// answered finds the answer of a command that was carried out before.
func (l *live[S, E, V]) answered(c call) (version int32, done bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	a, ok := l.answers[c.key]
	if !ok {
		return 0, false, nil
	}
	return sameAnswer(a, c.digest)
}

func sameAnswer(a answer, digest int64) (int32, bool, error) {
	if a.digest != digest {
		return 0, true, Taken("command_id_reused", "this command_id was used for something else; take a new one")
	}
	return a.version, true, nil
}

// storedAnswer finds it in the log, further back than memory reaches.
func (l *live[S, E, V]) storedAnswer(ctx context.Context, c call) (int32, bool, error) {
	if c.once {
		return 0, false, nil
	}
	r, err := l.rt.Log.Find(ctx, c.key)
	if errors.Is(err, ErrNoRecord) {
		return 0, false, nil
	}
	if err != nil {
		return 0, true, l.rt.unavailable(err)
	}
	return sameAnswer(answer{version: r.Version, digest: r.Digest}, c.digest)
}

// catchUp folds what another node wrote.
func (l *live[S, E, V]) catchUp(ctx context.Context) error {
	if err := l.take(ctx); err != nil {
		return err
	}
	defer l.give()
	return l.readOn(ctx)
}

// readOn folds the log's tail. The caller holds turn.
func (l *live[S, E, V]) readOn(ctx context.Context) error {
	for !l.isBroken() {
		records, err := l.rt.Log.Read(ctx, l.id, l.version(), readBatch)
		if err != nil {
			return l.rt.unavailable(err)
		}
		steps, broken := l.follow(records)
		if len(steps) > 0 {
			l.rowSent = nil // somebody else may have written the row
			l.advance(steps, records[:len(steps)])
		}
		if broken != nil {
			l.quarantine(broken)
			return nil
		}
		if len(records) < readBatch {
			l.stale = false
			return nil
		}
	}
	return nil
}

func (l *live[S, E, V]) isBroken() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.broken != nil
}

// follow folds records from the log, as far as they can be folded.
func (l *live[S, E, V]) follow(records []Record) ([]*step[S, E], error) {
	steps := make([]*step[S, E], 0, len(records))
	p := l.newest().pos
	for _, r := range records {
		s, _, err := l.game.read(p, r)
		if err != nil {
			return steps, err
		}
		p = s.pos
		steps = append(steps, s)
	}
	return steps, nil
}

func (l *live[S, E, V]) quarantine(err error) {
	l.rt.Logger.Error("session quarantined", "session", l.id, "game", l.name, "err", err)
	l.rt.Observe.Quarantined(l.name)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.broken = err
	l.refreshRoom()
	l.wake()
}

// advance makes committed steps the newest and wakes the watchers.
func (l *live[S, E, V]) advance(steps []*step[S, E], records []Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ring = append(l.ring, steps...)
	if len(l.ring) > ringSize {
		l.ring = slices.Clone(l.ring[len(l.ring)-ringSize:])
	}
	for _, r := range records {
		if len(l.answers) >= answersKept {
			clear(l.answers) // older answers are found in the log
		}
		l.answers[r.Key] = answer{version: r.Version, digest: r.Digest}
		l.size += int64(len(r.Body)) * 2
	}
	l.refreshRoom()
	l.wake()
}

// row is what the list of sessions shall know, or nil when it knows it already.
// The caller holds turn.
func (l *live[S, E, V]) row(s *step[S, E]) (*Row, error) {
	var err error
	if s.described, err = l.game.describe(l.id, l.name, s.pos); err != nil {
		return nil, err
	}
	if l.rowSent != nil && proto.Equal(s.described, l.rowSent) {
		return nil, nil //nolint:nilnil // nothing new to say is no error
	}
	return rowOf(s.described, s.pos.room.Table, l.game.deadline(s.pos)), nil
}

func rowOf(room *sessionv1.Room, t Table, deadline time.Time) *Row {
	row := &Row{Room: room, Deadline: deadline}
	for _, m := range t.Members {
		if m.User != "" {
			row.Members = append(row.Members, m.User)
		}
	}
	return row
}

// expire lets the clock pass if it is due.
func (l *live[S, E, V]) expire(ctx context.Context) error {
	if l.game.clock == nil {
		return nil
	}
	if err := l.catchUp(ctx); err != nil {
		return err
	}
	c := call{key: KeyOf(l.id, "clock", fmt.Sprint(l.version()))}
	_, err := l.perform(ctx, c, func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		if due := l.game.deadline(p); due.IsZero() || t.Now.Before(due) {
			return nil, nil, nil
		}
		return play(l.game.clock.Expire)(t, p)
	})
	return err
}

// begin is called once, when the session is in memory for all to find.
func (l *live[S, E, V]) begin() {
	l.startBots()
	l.announce() // the others answer with who watches there
}

func (l *live[S, E, V]) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.wake()
}
