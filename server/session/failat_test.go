package session_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/bus"
	"playhouse/server/games/coin"
	"playhouse/server/session"
	"playhouse/server/session/logtest"
	"playhouse/server/session/witness"
)

// flavour is how a call of the log fails.
type flavour int

const (
	before flavour = iota // nothing was done
	after                 // it was done, and nobody is told
	hangs                 // nothing is said until the caller gives up
)

// nthLog fails at its n-th call.
type nthLog struct {
	logtest.Log

	n       int32
	flavour flavour
	calls   atomic.Int32
}

func (l *nthLog) call(ctx context.Context, do func() error) error {
	if l.calls.Add(1) != l.n {
		return do()
	}
	switch l.flavour {
	case before:
		return errFault
	case after:
		_ = do()
		return errFault
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Hour):
		return errFault
	}
}

func (l *nthLog) Create(ctx context.Context, o session.Opening) (id session.ID, err error) {
	err = l.call(ctx, func() (err error) { id, err = l.Log.Create(ctx, o); return err })
	return id, err
}

func (l *nthLog) Append(ctx context.Context, r session.Record, row *session.Row) error {
	return l.call(ctx, func() error { return l.Log.Append(ctx, r, row) })
}

func (l *nthLog) Read(ctx context.Context, id session.ID, after int32, limit int) (all []session.Record, err error) {
	err = l.call(ctx, func() (err error) { all, err = l.Log.Read(ctx, id, after, limit); return err })
	return all, err
}

func (l *nthLog) Find(ctx context.Context, key session.Key) (r session.Record, err error) {
	err = l.call(ctx, func() (err error) { r, err = l.Log.Find(ctx, key); return err })
	return r, err
}

func (l *nthLog) Open(ctx context.Context, id session.ID) (h session.Header, err error) {
	err = l.call(ctx, func() (err error) { h, err = l.Log.Open(ctx, id); return err })
	return h, err
}

// Whichever call of the log fails, and however: what a client sends again until
// it is answered happens once, and nothing is left behind (synctest finds a
// goroutine that does not end).
func TestEveryCallOfTheLogMayFail(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]flavour{"before": before, "after": after, "hangs": hangs} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const fewest, most = 10, 1000
			for n := int32(1); n < most; n++ {
				reached := false
				synctest.Test(t, func(t *testing.T) { reached = script(t, n, f) })
				if t.Failed() {
					t.Fatalf("at call %d", n)
				}
				if !reached {
					if n < fewest {
						t.Errorf("the script makes only %d calls", n-1)
					}
					return
				}
			}
			t.Errorf("the script never came to an end")
		})
	}
}

// insistently sends f again until it is answered.
func insistently[R any](t *testing.T, f func(context.Context) (R, error)) R {
	t.Helper()
	const tries = 5
	var (
		r   R
		err error
	)
	for range tries {
		ctx, cancel := context.WithTimeout(as(t.Context(), "ann"), 10*time.Second)
		r, err = f(ctx)
		cancel()
		if err == nil {
			return r
		}
		time.Sleep(time.Second)
	}
	t.Fatalf("never answered: %v", err)
	return r
}

// script makes a table, talks, plays on after memory was lost, loads a save and
// reads; the n-th call of the log fails. It tells whether there were so many.
func script(t *testing.T, n int32, f flavour) (reached bool) {
	t.Helper()
	log := &nthLog{Log: &logtest.Memory{}, n: n, flavour: f}
	rt := newNode(log, &bus.Local{}, clockwork{})
	defer rt.Close()
	id := insistently(t, func(ctx context.Context) (session.ID, error) {
		return session.Create(ctx, rt.host, &coinv1.CreateRequest{Target: 3, CommandId: "create"}, session.Options{},
			func(g clockwork, t session.Turn, s coin.State, r *coinv1.CreateRequest) ([]*coinv1.Event, error) {
				return g.Create(t, s, r)
			})
	})
	w := &witness.Witness{}
	w.Session(string(id), 2)
	for i := range 6 {
		text := fmt.Sprint("line ", i)
		call := w.Say(0, string(id), text)
		call.Answered(insistently(t, func(ctx context.Context) (int32, error) {
			return rt.Chat(ctx, id, text, &sessionv1.SendChatRequest{CommandId: text, Text: text})
		}))
		if i%2 == 1 {
			rt.Forget(id)
		}
	}
	fork := insistently(t, func(ctx context.Context) (session.ID, error) {
		return rt.Fork(ctx, id, 4, &sessionv1.ForkSessionRequest{CommandId: "fork", SessionId: string(id), Version: 4})
	})
	again := insistently(t, func(ctx context.Context) (session.ID, error) {
		return rt.Fork(ctx, id, 4, &sessionv1.ForkSessionRequest{CommandId: "fork", SessionId: string(id), Version: 4})
	})
	if fork != again {
		t.Errorf("one command id made two forks")
	}
	lines := insistently(t, func(ctx context.Context) ([]witness.Line, error) {
		all, _, err := rt.Chatted(ctx, id, 0, 100)
		return linesOf(all), err
	})
	if err := w.Check(map[string][]witness.Line{string(id): lines}, time.Minute); err != nil {
		t.Error(err)
	}
	return log.calls.Load() >= n
}
