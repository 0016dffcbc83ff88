package script_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

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
