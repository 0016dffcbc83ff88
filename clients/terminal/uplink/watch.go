package uplink

import (
	"context"
	"errors"
	"fmt"
	"time"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/delta"
)

// State is how a live view stands.
type State int

// The states of a live view.
const (
	// Connecting: nothing has come yet.
	Connecting State = iota
	// Connected: what is shown is what the server has.
	Connected
	// Reconnecting: the stream was cut; it is tried again.
	Reconnecting
	// Offline: several tries failed; it is still tried again.
	Offline
	// Ended: nothing more will come.
	Ended
)

// String is the state in a word for people.
func (s State) String() string {
	return [...]string{"connecting", "live", "reconnecting", "offline", "ended"}[s]
}

// Live is everything about a voyage at one moment. It is never changed after it
// was handed out.
type Live struct {
	State   State
	Version int32
	// View is complete; nil before the first message.
	View *cosmicv1.View
	// Room is the table; nil before the first message.
	Room *sessionv1.Room
	// Happenings are those of this step only.
	Happenings []*cosmicv1.Happening
	// Snapshot is true when the view is complete anew: what happened in between
	// is in the session's history.
	Snapshot bool
	// RetryAt is when the next try begins, while there is none.
	RetryAt time.Time
	// Err is why the stream was cut or has ended; nil while connected.
	Err error
}

// patience is after how many tries reconnecting becomes offline.
const patience = 3

var errLostStep = errors.New("the difference starts elsewhere")

// Follow streams a voyage until the context ends or nothing more can come. A
// stream that is cut is opened again from the version that was reached. The
// channel is closed at the end.
func (l *Link) Follow(ctx context.Context, session string) <-chan Live {
	out := make(chan Live)
	f := &follower{link: l, session: session, out: out, wait: l.backoff()}
	go func() {
		defer close(out)
		f.run(ctx)
	}()
	return out
}

type follower struct {
	link    *Link
	session string
	out     chan<- Live
	wait    *backoff
	live    Live
	renewed bool
}

func (f *follower) run(ctx context.Context) {
	for ctx.Err() == nil {
		token, err := f.stream(ctx)
		if ctx.Err() != nil {
			return
		}
		again, pause := f.judge(ctx, token, err)
		switch {
		case !again:
			f.send(ctx, Live{State: Ended, Err: err})
			return
		case pause == 0:
			continue
		}
		state := Reconnecting
		if f.wait.tries > patience {
			state = Offline
		}
		if err == nil {
			err = connect.NewError(connect.CodeUnavailable, errors.New("the stream ended"))
		}
		f.send(ctx, Live{State: state, Err: err, RetryAt: time.Now().Add(pause)})
		sleep(ctx, pause)
	}
}

// judge says whether and when to open the stream again after it ended with err.
func (f *follower) judge(ctx context.Context, token string, err error) (again bool, pause time.Duration) {
	if h := hint(err); h != nil && h.GetRetryAfterMs() > 0 {
		return true, time.Duration(h.GetRetryAfterMs()) * time.Millisecond
	}
	switch {
	case errors.Is(err, errLostStep):
		f.live.Version = 0
		return true, f.wait.next()
	case connect.CodeOf(err) == connect.CodeUnauthenticated && !f.renewed:
		f.renewed = true
		renewal := f.link.account.renew(ctx, token)
		if renewal == nil {
			return true, 0
		}
		return passing(renewal), f.wait.next()
	}
	return err == nil || passing(err), f.wait.next()
}

// stream reads one stream to its end, and returns the token it was opened with.
func (f *follower) stream(ctx context.Context) (token string, err error) {
	ctx, cut := context.WithCancelCause(ctx)
	defer cut(nil)
	silent := time.AfterFunc(f.link.silence, func() { cut(errors.New("nothing was heard from the server for too long")) })
	defer silent.Stop()
	ctx, seen := withToken(ctx)
	s, err := f.link.Cosmic.Watch(ctx, &cosmicv1.WatchRequest{SessionId: f.session, ResumeVersion: f.live.Version})
	if err = errors.Join(seen.err, err); err != nil {
		return seen.token, err
	}
	defer func() { _ = s.Close() }()
	for s.Receive() {
		silent.Reset(f.link.silence)
		if err := f.step(ctx, s.Msg()); err != nil {
			return seen.token, err
		}
	}
	err = s.Err()
	if connect.CodeOf(err) == connect.CodeCanceled && context.Cause(ctx) != nil {
		err = connect.NewError(connect.CodeUnavailable, context.Cause(ctx))
	}
	return seen.token, err
}

// step takes one message into the live view and hands the result out.
func (f *follower) step(ctx context.Context, m *cosmicv1.WatchResponse) error {
	view, version := f.live.View, max(f.live.Version, m.GetVersion())
	switch {
	case m.GetSnapshot():
		view, version = m.GetView(), m.GetVersion()
	case len(m.GetChanged()) > 0:
		if view == nil || m.GetBaseVersion() != f.live.Version {
			return errLostStep
		}
		patch := m.GetView()
		if patch == nil {
			patch = &cosmicv1.View{}
		}
		// A copy: the old view is in somebody's hands.
		view = proto.CloneOf(view)
		if err := delta.Apply(view, patch, m.GetChanged()); err != nil {
			return fmt.Errorf("%w: %w", errLostStep, err)
		}
	}
	f.wait.reset()
	f.renewed = false
	room := m.GetRoom()
	if room == nil {
		room = f.live.Room
	}
	f.live = Live{Version: version, View: view, Room: room}
	f.send(ctx, Live{State: Connected, Happenings: m.GetHappenings(), Snapshot: m.GetSnapshot()})
	return nil
}

// send completes a live view with what stays, and hands it out.
func (f *follower) send(ctx context.Context, l Live) {
	l.Version, l.View, l.Room = f.live.Version, f.live.View, f.live.Room
	select {
	case f.out <- l:
	case <-ctx.Done():
	}
}
