package session

import (
	"context"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// This file is for what runs a session beside its log: a live world, say, that lets
// time pass between two commands. It acts for nobody at the table.

// Act carries out what the server itself does in a session that has not ended, and
// returns the version that holds it: durable. The turn's seat is 0.
func Act[G Rules[S, E, V], S any, E, V proto.Message](ctx context.Context, h *Host[G, S, E, V], id ID, cmd Command[S, E]) (int32, error) {
	l, release, err := h.open(ctx, id)
	if err != nil {
		return 0, err
	}
	defer release()
	return l.perform(ctx, call{key: newKey(), once: true}, func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		return play(cmd)(t, p)
	})
}

// Position is a session as the server itself sees it.
type Position[S any] struct {
	Version int32
	State   S
	Table   Table
	// Watching is how many streams are open on all nodes.
	Watching int
}

// Follow shows a session's newest position, and again after each change, skipping
// versions while show is busy. It holds the session in memory. It returns when ctx
// ends, when the session is gone, or with show's error.
func Follow[G Rules[S, E, V], S any, E, V proto.Message](
	ctx context.Context, h *Host[G, S, E, V], id ID, show func(Position[S]) error,
) error {
	l, release, err := h.open(ctx, id)
	if err != nil {
		return err
	}
	defer release()
	for {
		p, woken, err := l.stand()
		if err != nil {
			return err
		}
		if err := show(p); err != nil {
			return err
		}
		select {
		case <-woken:
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-l.rt.ctx.Done():
			return &EndedError{Resume: &sessionv1.ResumeHint{ResumeVersion: p.Version, RetryAfterMs: retryAfterMs}}
		}
	}
}

// stand takes the wake channel together with the newest position.
func (l *live[S, E, V]) stand() (Position[S], <-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return Position[S]{}, nil, Missing("this session is gone")
	}
	at := l.ring[len(l.ring)-1].pos
	return Position[S]{Version: at.version, State: at.state, Table: at.room.Table, Watching: l.everywhere()}, l.woken, nil
}
