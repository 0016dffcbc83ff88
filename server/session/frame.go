package session

import (
	"context"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/delta"
)

// Update is one step of a live stream. The game's handler puts it into its own
// WatchResponse.
type Update[V proto.Message] struct {
	Version     int32
	Snapshot    bool
	BaseVersion int32
	// View is complete in a snapshot, else the changed parts; the typed nil when
	// nothing changed.
	View       V
	Changed    []string
	Happenings []Happening
	Room       *sessionv1.Room // nil when it did not change
	Signals    []*sessionv1.Signal
	Chat       []*sessionv1.ChatLine
}

// cursor is what a watcher has been sent.
type cursor struct {
	version int32 // 0 for nothing
	room    int   // -1 for nothing
	signal  int
}

// frameKey names an update: watchers who have the same and want the same share
// it.
type frameKey struct {
	from, to cursor
	seat     Seat
}

const (
	heartbeatEvery = 10 * time.Second
	retryAfterMs   = 500
)

// EndedError is why the server ended a stream on purpose.
type EndedError struct {
	Resume *sessionv1.ResumeHint
}

func (e *EndedError) Error() string { return "the server is going down; reconnect in a moment" }

// Watch sends the caller everything about a session: the first update at once,
// then one after each change, skipping versions when send is slow, and a bare
// version every ten seconds. It returns when the caller goes away or may no
// longer watch, when send fails, or with *EndedError when the runtime stops. build
// must make the same message of the same update: watchers share them.
func Watch[G Rules[S, E, V], S any, E, V, M proto.Message](
	ctx context.Context, h *Host[G, S, E, V], r interface {
		GetSessionId() string
		GetResumeVersion() int32
	}, build func(Update[V]) M, send func(M) error,
) error {
	l, release, err := h.open(ctx, ID(r.GetSessionId()))
	if err != nil {
		return err
	}
	defer release()
	caller := CallerFrom(ctx)
	user := caller.User
	if room, _ := l.look(); !room.mayWatch(user) {
		return Missing("there is no such session")
	}
	// Another node has shown more than this one has heard of: nobody is sent back.
	if r.GetResumeVersion() > l.version() {
		if err := l.catchUp(ctx); err != nil {
			return err
		}
	}
	defer l.enter(user)()
	w := watcher[S, E, V]{live: l, caller: caller, sent: cursor{version: r.GetResumeVersion(), room: -1, signal: l.signalsNow()}}
	for {
		seen, err := w.look()
		if err != nil {
			return err
		}
		if seen.news() {
			if err := send(frame(l, seen, build)); err != nil {
				return err
			}
			if from := seen.key.from.version; from > 0 && from < seen.key.to.version {
				l.rt.Observe.Delivered(l.name, l.rt.Now().Sub(seen.newest().at))
			}
		}
		w.sent = seen.key.to
		if err := w.wait(ctx, seen.woken, func() error { return send(build(Update[V]{Version: w.sent.version, BaseVersion: w.sent.version})) }); err != nil {
			return err
		}
	}
}

// watcher is a cursor, not a queue: however slow, it costs nobody anything.
type watcher[S any, E, V proto.Message] struct {
	live   *live[S, E, V]
	caller Caller
	sent   cursor
}

// sight is what a watcher found when it looked: one moment, whatever happens
// after.
type sight[S any, E proto.Message] struct {
	key     frameKey
	woken   <-chan struct{}
	steps   []*step[S, E] // from the base (if it is kept) to the newest
	shown   *sessionv1.Room
	signals []*sessionv1.Signal
}

// news is true when there is something to be sent: not, for one, when all signals
// were for others' eyes.
func (s sight[S, E]) news() bool {
	from, to := s.key.from, s.key.to
	return from.version != to.version || from.room != to.room || len(s.signals) > 0
}

func (s sight[S, E]) newest() *step[S, E] { return s.steps[len(s.steps)-1] }

// look takes the wake channel together with the newest: nothing is missed
// between the two.
func (w *watcher[S, E, V]) look() (sight[S, E], error) {
	seen, err := w.glance()
	if g := w.live.game.glimpses; g != nil && len(seen.signals) > 0 {
		now := seen.newest().pos
		seen.signals = slices.DeleteFunc(slices.Clone(seen.signals), func(s *sessionv1.Signal) bool {
			return !g.MayGlimpse(now.state, s, now.room.viewerAt(seen.key.seat))
		})
	}
	return seen, err
}

func (w *watcher[S, E, V]) glance() (sight[S, E], error) {
	l := w.live
	l.mu.Lock()
	defer l.mu.Unlock()
	newest := l.ring[len(l.ring)-1]
	if l.closed || !newest.pos.room.mayWatch(w.caller.User) {
		return sight[S, E]{}, Missing("this session is gone, or no longer open to you")
	}
	seen := sight[S, E]{woken: l.woken, steps: l.ring[len(l.ring)-1:]}
	seen.key = frameKey{
		from: w.sent, seat: viewerOf(newest.pos.room, w.caller).Seat,
		to: cursor{version: newest.pos.version, room: l.roomSeq, signal: l.signalSeq},
	}
	// A base that is no longer kept, or was seen from another seat, is of no
	// use: start anew.
	if i := l.kept(w.sent.version); i >= 0 && viewerOf(l.ring[i].pos.room, w.caller).Seat == seen.key.seat {
		seen.steps = l.ring[i:]
	} else {
		seen.key.from.version = 0
	}
	if seen.key.from.room != seen.key.to.room {
		seen.shown = l.shown
	}
	missed := min(seen.key.to.signal-seen.key.from.signal, len(l.signals))
	seen.signals = l.signals[len(l.signals)-missed:]
	return seen, nil
}

// kept returns the place of a version in ring, or -1. The caller holds mu.
func (l *live[S, E, V]) kept(version int32) int {
	i := int(version - l.ring[0].pos.version)
	if version == 0 || i < 0 || i >= len(l.ring) {
		return -1
	}
	return i
}

func (l *live[S, E, V]) signalsNow() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.signalSeq
}

func (w *watcher[S, E, V]) wait(ctx context.Context, woken <-chan struct{}, heartbeat func() error) error {
	beat := time.NewTimer(heartbeatEvery)
	defer beat.Stop()
	for {
		select {
		case <-woken:
			return nil
		case <-beat.C:
			if err := heartbeat(); err != nil {
				return err
			}
			beat.Reset(heartbeatEvery)
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-w.live.rt.ctx.Done():
			return &EndedError{Resume: &sessionv1.ResumeHint{ResumeVersion: w.sent.version, RetryAfterMs: retryAfterMs}}
		}
	}
}

// frame returns the message for what was seen, made once for all who see the
// same.
func frame[S any, E, V, M proto.Message](l *live[S, E, V], seen sight[S, E], build func(Update[V]) M) M {
	l.framing.Lock()
	defer l.framing.Unlock()
	if l.framed.to != seen.key.to {
		l.frames, l.framed = map[frameKey]any{}, seen.key
	}
	if m, ok := l.frames[seen.key].(M); ok {
		return m
	}
	u := l.update(seen.key, seen.steps)
	u.Room, u.Signals = seen.shown, seen.signals
	for _, line := range seen.newest().pos.room.chat {
		if line.GetVersion() > seen.key.from.version {
			u.Chat = append(u.Chat, line)
		}
	}
	m := build(u)
	l.frames[seen.key] = m
	return m
}

func (l *live[S, E, V]) update(key frameKey, steps []*step[S, E]) Update[V] {
	newest := steps[len(steps)-1]
	u := Update[V]{Version: newest.pos.version, BaseVersion: key.from.version}
	if key.from.version == 0 || steps[0].pos.version != key.from.version {
		u.Snapshot, u.BaseVersion = true, 0
		u.View = l.view(newest, key.seat)
		return u
	}
	if key.from.version == newest.pos.version {
		return u
	}
	patch, changed := delta.Diff(l.view(steps[0], key.seat), l.view(newest, key.seat))
	if len(changed) > 0 {
		u.View, _ = patch.(V)
		u.Changed = changed
	}
	for _, s := range steps[1:] {
		u.Happenings = append(u.Happenings, l.tell(s, newest.pos.room.viewerAt(key.seat))...)
	}
	return u
}

// view is a step's view from a seat, made once. The caller holds framing.
func (l *live[S, E, V]) view(s *step[S, E], seat Seat) V {
	if v, ok := s.views[seat].(V); ok {
		return v
	}
	v := l.game.View(s.pos.state, s.pos.room.viewerAt(seat))
	if s.views == nil {
		s.views = map[Seat]proto.Message{}
	}
	s.views[seat] = v
	return v
}

// tell is what a viewer may hear of a step.
func (l *live[S, E, V]) tell(s *step[S, E], v Viewer) []Happening {
	if l.game.happenings == nil {
		return nil
	}
	var told []Happening
	for i, e := range s.events {
		if h := l.game.happenings.Tell(s.states[i], e, s.after(i), v); h != nil {
			setVersion(h, s.pos.version)
			told = append(told, h)
		}
	}
	return told
}

// setVersion fills in the log position, which a game does not know.
func setVersion(h Happening, version int32) {
	m := h.ProtoReflect()
	if f := m.Descriptor().Fields().ByName("version"); f != nil && f.Kind() == protoreflect.Int32Kind {
		m.Set(f, protoreflect.ValueOfInt32(version))
	}
}
