// Package bus tells the nodes "session X is at version N". A hint may be lost:
// every node also asks the database now and then, so a bus makes things faster
// and never more right.
package bus

import (
	"sync"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

// Local is a bus inside one process. The zero value is ready to use.
type Local struct {
	mu   sync.Mutex
	next int
	subs map[int]func(*sessionv1.Notice)
}

var _ session.Bus = (*Local)(nil)

// Publish calls every subscriber.
func (l *Local) Publish(h *sessionv1.Notice) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.subs {
		f(h)
	}
}

// Subscribe adds a subscriber until cancel is called.
func (l *Local) Subscribe(f func(*sessionv1.Notice)) (cancel func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.subs == nil {
		l.subs = map[int]func(*sessionv1.Notice){}
	}
	l.next++
	id := l.next
	l.subs[id] = f
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.subs, id)
	}
}
