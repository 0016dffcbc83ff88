package script_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"playhouse/server/library/media/mediatest"
	"playhouse/server/script"
)

// What a script does, it does to itself: it is told a fault or loses its worker, the
// server hardly notices, and the next one is served.
func TestHostileScriptsHarmThemselvesOnly(t *testing.T) {
	p := pool(t, script.Config{Workers: 1, Limit: 400 * time.Millisecond})
	decide(t, p, good)
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			base := grown(t)
			answers, err := p.Decide(t.Context(), script.Batch{Source: c.source, Asks: crowd(3)})
			var over *script.OverrunError
			switch {
			case errors.As(err, &over):
				if c.fault != "" || over.Held {
					t.Errorf("overrun: %v; want a fault with %q", over, c.fault)
				}
				t.Log("killed:", over.Reason)
			case err != nil:
				t.Fatal(err)
			default:
				for _, a := range answers {
					if a.Fault == "" || !strings.Contains(a.Fault, c.fault) || len(a.Fault) > 310 || !utf8.ValidString(a.Fault) {
						t.Errorf("fault = %q; want one with %q", a.Fault, c.fault)
					}
				}
				t.Logf("fault: line %d: %s", answers[0].Line, answers[0].Fault)
			}
			if more := base(); more > 20e6 {
				t.Errorf("the server grew by %d bytes", more)
			}
			if a := decide(t, p, good); a.Fault != "" {
				t.Errorf("the next one: %+v", a)
			}
		})
	}
}

// grown gives how much more memory this process had at most since then. It is 0
// where that cannot be told, and under the race detector.
func grown(t *testing.T) func() int64 {
	t.Helper()
	nothing := func() int64 { return 0 }
	if mediatest.Raced || mediatest.Forget() != nil {
		return nothing
	}
	before, err := mediatest.Peak()
	if err != nil {
		return nothing
	}
	return func() int64 {
		now, err := mediatest.Peak()
		if err != nil {
			t.Fatal(err)
		}
		return now - before
	}
}

// Every worker dies here in turn, and well-behaved scripts beside it lose nothing.
func TestOthersNoticeNothingOfAKill(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{Workers: 2, Limit: 2 * time.Second})
	stop := make(chan struct{})
	done := make(chan error)
	go func() {
		for {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if _, err := p.Decide(t.Context(), script.Batch{Source: good, Asks: crowd(20)}); err != nil {
				done <- err
				return
			}
		}
	}()
	for i := range 6 {
		source := strings.Repeat("#", i) + "\n" + hostile[0].source // a source of its own each time
		var over *script.OverrunError
		if _, err := p.Decide(t.Context(), script.Batch{Source: source, Asks: crowd(1)}); !errors.As(err, &over) {
			t.Errorf("err = %v", err)
		}
	}
	close(stop)
	if err := <-done; err != nil {
		t.Errorf("a well-behaved script: %v", err)
	}
}

func TestWhoKilledItsWorkerRests(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{})
	for _, held := range []bool{false, true} {
		var over *script.OverrunError
		if _, err := p.Decide(t.Context(), script.Batch{Source: hostile[0].source, Asks: crowd(1)}); !errors.As(err, &over) || over.Held != held {
			t.Errorf("err = %v; want one that is held: %v", err, held)
		}
	}
}
