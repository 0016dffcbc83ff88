package script_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"playhouse/server/script"
)

// Many worlds ask at once, some of them by scripts that kill; the pool is closed in
// the middle of it, and leaves nothing behind.
func TestManyAtOnce(t *testing.T) { // alone: it looks at what is left
	before := goleak.IgnoreCurrent()
	p := pool(t, script.Config{Workers: 2})
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			for round := range 10 {
				source := good
				if i%4 == 0 {
					source = hostile[0].source + fmt.Sprintln("#", i, round)
				}
				answers, err := p.Decide(context.Background(), script.Batch{Source: source, Asks: crowd(5)})
				if errors.Is(err, script.ErrClosed) {
					return
				}
				var over *script.OverrunError
				if killed := errors.As(err, &over); killed != (i%4 == 0) || err == nil && len(answers) != 5 {
					t.Errorf("%d: %v, %v", i, answers, err)
				}
				if i == 1 && round == 5 {
					p.Close()
				}
			}
		})
	}
	all.Wait()
	p.Close()
	goleak.VerifyNone(t, before)
}

// A crowd of thousands does not keep a few from their turn until it is through.
func TestACrowdLetsOthersThrough(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{Workers: 1, Limit: 5 * time.Second})
	var through atomic.Bool
	var all sync.WaitGroup
	defer all.Wait()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	began := make(chan struct{})
	all.Go(func() {
		close(began)
		_, err := p.Decide(ctx, script.Batch{Source: good, Asks: crowd(200_000)})
		if err != nil && ctx.Err() == nil {
			t.Error(err)
		}
		through.Store(true)
	})
	<-began
	for range 5 {
		if _, err := p.Decide(t.Context(), script.Batch{Source: good + "\n# few", Asks: crowd(3)}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Millisecond) // the crowd comes in between
	}
	if through.Load() {
		t.Error("the few were kept waiting until the crowd was through")
	}
}
