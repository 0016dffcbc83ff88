package assistant

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"playhouse/server/assistant/ledger"
	"playhouse/server/llm"
	"playhouse/server/session"
)

// counted runs a call that counts; it returns the tokens used, whatever happened.
func (s *Service) counted(ctx context.Context, user uuid.UUID, call func(context.Context) (int, error)) error {
	day := ledger.DayOf(user, s.Now())
	taken, err := s.Quotas.TakeAssistant(ctx, day, s.Quota)
	if err != nil {
		return err
	}
	if !taken {
		return s.spent(day)
	}
	timed, cancel := context.WithTimeout(ctx, s.Within)
	defer cancel()
	tokens, err := call(timed)
	failed := err != nil && ctx.Err() == nil
	if settled := s.settle(ctx, day, tokens, failed); settled != nil {
		s.Logger.ErrorContext(ctx, "assistant: settle the quota", "err", settled)
	}
	return s.told(ctx, err)
}

// settle outlives the caller, who may be gone: what was used was used.
func (s *Service) settle(ctx context.Context, d ledger.Day, tokens int, failed bool) error {
	if tokens == 0 && !failed {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleWithin)
	defer cancel()
	return s.Quotas.SettleAssistant(ctx, d, int64(tokens), failed)
}

func (s *Service) spent(d ledger.Day) error {
	after := d.End().Sub(s.Now())
	return later{after: after, error: &session.Error{
		Kind: session.Exhausted, Reason: "assistant_quota",
		Message: fmt.Sprintf("you have used today's %d wishes and questions; go on in %s, at midnight UTC", s.Quota, after.Round(time.Minute)),
	}}
}

// later is an error that says when to try again.
type later struct {
	error

	after time.Duration
}

func (l later) Unwrap() error { return l.error }

// RetryAfter is how long to wait.
func (l later) RetryAfter() time.Duration { return l.after }

// advice is what to do about a fault.
var advice = map[llm.Kind]string{
	llm.Unavailable: "try again later",
	llm.Rejected:    "tell who runs this server; trying again will not help",
	llm.Declined:    "say it in other words",
	llm.Cut:         "try again",
}

// busyWait is how long to wait when the model did not say.
const busyWait = 10 * time.Second

// told is an error as the caller may know it; the log gets more.
func (s *Service) told(ctx context.Context, err error) error {
	f, ok := errors.AsType[*llm.Fault](err)
	if !ok {
		return err
	}
	s.Logger.WarnContext(ctx, "assistant", "err", f, "cause", f.Cause)
	if f.Kind != llm.Busy {
		return session.Refuse("assistant_unavailable", "%s; %s", f, advice[f.Kind])
	}
	after := max(f.After, time.Second)
	if f.After == 0 {
		after = busyWait
	}
	return later{after: after, error: session.Refuse("assistant_busy", "%s; try again in %s", f, after.Round(time.Second))}
}
