package uplink

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"connectrpc.com/connect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// A command whose answers are lost is carried out once.
func TestALostAnswerCostsNoSecondTurn(t *testing.T) {
	t.Parallel()
	w := newWire()
	l := dial(t, Config{Server: serve(t), Transport: w})
	voyage := embark(t, l)
	var lost atomic.Int32
	w.after = func(procedure string) bool { return procedure == "Wait" && lost.Add(1) <= 2 }
	w.before = func(procedure string) bool { return procedure == "Wait" && lost.Load() == 2 && lost.Add(1) == 3 }
	tries := 0
	version, err := l.Send(within(t), voyage, Wait(), func(n int, err error) {
		tries = n
		if err == nil {
			t.Error("no reason told")
		}
	})
	if err != nil || tries != 3 {
		t.Fatalf("%v after %d tries", err, tries)
	}
	v, err := l.Cosmic.GetView(t.Context(), &cosmicv1.GetViewRequest{SessionId: voyage})
	if err != nil || v.GetView().GetCaptain().GetTurn() != 1 || v.GetVersion() != version {
		t.Errorf("turn %d at version %d, answered %d, %v", v.GetView().GetCaptain().GetTurn(), v.GetVersion(), version, err)
	}
}

// A refusal is an answer: it is not tried again, and explains itself.
func TestARefusalIsAnAnswer(t *testing.T) {
	t.Parallel()
	l := dial(t, Config{Server: serve(t)})
	voyage := embark(t, l)
	_, err := l.Send(within(t), voyage, Mine(), func(int, error) { t.Error("tried again") })
	if p := Explain(err); p.Code != connect.CodeFailedPrecondition || p.Reason != "nothing_to_mine" || p.Message == "" {
		t.Errorf("%+v", p)
	}
	_, err = l.Send(within(t), voyage, BuyFuel(-1), nil)
	if p := Explain(err); p.Code != connect.CodeInvalidArgument || p.Message == "" || p.Message[:9] != "quantity:" {
		t.Errorf("%+v", p)
	}
}

// Who no longer waits gets the control back.
func TestGivingUpEndsTheTrying(t *testing.T) {
	t.Parallel()
	w := newWire()
	l := dial(t, Config{Server: serve(t), Transport: w})
	w.before = func(string) bool { return true }
	ctx, cancel := context.WithCancel(t.Context())
	_, err := l.Send(ctx, "voyage", Wait(), func(n int, _ error) {
		if n == 2 {
			cancel()
		}
	})
	if err == nil || ctx.Err() == nil {
		t.Errorf("%v", err)
	}
}

// An error that is not the server's is not tried again: it will not pass.
func TestAnErrorOfThisSideIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	l := dial(t, Config{Server: serve(t)})
	calls := 0
	_, err := Try(within(t), l, nil, func(context.Context) (int, error) {
		calls++
		return 0, errors.New("the file is not there")
	})
	if err == nil || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestWaitsGrowAndAreSpread(t *testing.T) {
	t.Parallel()
	for _, random := range []float64{0, 0.5, 0.999} {
		b := &backoff{random: func() float64 { return random }}
		last := time.Duration(0)
		for range 40 {
			d := b.next()
			if d < last || d < backoffFloor/5 || d > backoffCeiling {
				t.Errorf("%v after %v", d, last)
			}
			last = d
		}
		b.reset()
		if b.next() > backoffFloor {
			t.Error("a reset does not begin anew")
		}
	}
}
