package uplink

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// callWithin is how long one try may take before it counts as unanswered.
const callWithin = 10 * time.Second

// Order is a command of a voyage: one RPC with everything in it but who calls.
type Order func(context.Context, Call) (version int32, err error)

// Call is what every command needs.
type Call struct {
	*Link
	// Session is the voyage.
	Session string
	// ID is the command id: the same for every try.
	ID string
}

// Send carries an order out, once, and returns the log position it led to. It
// tries until there is an answer or the context ends; tell hears of every try
// that had none.
func (l *Link) Send(ctx context.Context, session string, o Order, tell func(tries int, err error)) (int32, error) {
	call := Call{Link: l, Session: session, ID: uuid.NewString()}
	return Try(ctx, l, tell, func(ctx context.Context) (int32, error) { return o(ctx, call) })
}

// Try calls until there is an answer or the context ends. The call must be safe
// to repeat: a read, a call that sets something, or one with a command id. Tell
// may be nil.
func Try[T any](ctx context.Context, l *Link, tell func(tries int, err error), call func(context.Context) (T, error)) (T, error) {
	wait := l.backoff()
	for {
		answer, err := once(ctx, call)
		if err == nil || !unanswered(err) || ctx.Err() != nil {
			return answer, err
		}
		pause := wait.next()
		if tell != nil {
			tell(wait.tries, err)
		}
		if !sleep(ctx, pause) {
			return answer, err
		}
	}
}

func once[T any](ctx context.Context, call func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	return call(ctx)
}
