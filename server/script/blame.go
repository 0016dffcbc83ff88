package script

import (
	"errors"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

const (
	// restFirst is how long a source rests after its first overrun; each further one
	// doubles it. After a minute without one it is as if there had been none.
	restFirst = time.Second
	// restMost is how long it rests at most.
	restMost = time.Minute
	// blamedMost is how many sources are remembered.
	blamedMost = 256
)

// blame remembers which sources killed their worker, so that they cannot do it all
// the time: a worker that is started anew is one that others wait for.
type blame struct {
	mu      sync.Mutex
	sources *lru.Cache[string, offence]
	now     func() time.Time
}

// offence is what a source did last, and until when it rests for that.
type offence struct {
	reason string
	rest   time.Duration
	until  time.Time
}

func newBlame() *blame {
	sources, err := lru.New[string, offence](blamedMost)
	if err != nil {
		panic(err) // the size is positive
	}
	return &blame{sources: sources, now: time.Now}
}

// held is why a source is not tried now; nil if it is.
func (b *blame) held(source string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r, ok := b.sources.Get(source); ok && b.now().Before(r.until) {
		return &OverrunError{Reason: r.reason, Held: true}
	}
	return nil
}

// blame puts an error down to a source, and lets it rest.
func (b *blame) blame(source string, err error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	reason := err.Error()
	for _, known := range []error{errTime, errMemory, errDied} {
		if errors.Is(err, known) {
			reason = known.Error()
		}
	}
	r, ok := b.sources.Peek(source)
	if ok && b.now().After(r.until.Add(restMost)) {
		r = offence{} // long ago
	}
	r.rest = min(max(2*r.rest, restFirst), restMost)
	r.reason, r.until = reason, b.now().Add(r.rest)
	b.sources.Add(source, r)
	return &OverrunError{Reason: reason}
}
