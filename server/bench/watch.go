package bench

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

// listen opens a stream and calls seen for every message until ctx ends.
func listen(ctx context.Context, p *player, table string, seen func(*labyrinthv1.WatchResponse)) (opened <-chan struct{}) {
	first := make(chan struct{})
	go func() {
		var once sync.Once
		defer once.Do(func() { close(first) })
		s, err := p.labyrinth.Watch(ctx, &labyrinthv1.WatchRequest{SessionId: table})
		if err != nil {
			return
		}
		defer func() { _ = s.Close() }()
		for s.Receive() {
			once.Do(func() { close(first) })
			seen(s.Msg())
		}
	}()
	return first
}

const audience = 100

// fanOut measures how soon a hundred watchers of one session know.
func (b *bencher) fanOut(ctx context.Context) error {
	for _, pace := range []struct {
		name  string
		every time.Duration
		goal  float64
	}{{"at 100 commands/s", 10 * time.Millisecond, 30}, {"as fast as it goes", 0, 30}} {
		if err := b.fanOutAt(ctx, pace.name, pace.every, pace.goal); err != nil {
			return err
		}
	}
	return nil
}

// deliveries is what the watchers saw.
type deliveries struct {
	mu      sync.Mutex
	sent    map[int32]time.Time // when a version was answered
	arrived map[int32][]time.Time
	count   atomic.Int64
}

func (b *bencher) fanOutAt(ctx context.Context, name string, every time.Duration, goal float64) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	players, tables, err := b.lobbies(ctx, 1)
	if err != nil {
		return err
	}
	d := &deliveries{sent: map[int32]time.Time{}, arrived: map[int32][]time.Time{}}
	transports := []*http.Transport{h2c(), h2c()}
	for i := range audience {
		w, err := b.player(ctx, transports[i%len(transports)])
		if err != nil {
			return err
		}
		<-listen(ctx, w, tables[0], func(m *labyrinthv1.WatchResponse) {
			d.count.Add(1)
			now := time.Now()
			d.mu.Lock()
			defer d.mu.Unlock()
			d.arrived[m.GetVersion()] = append(d.arrived[m.GetVersion()], now)
		})
	}
	before := d.count.Load()
	began := time.Now()
	_, _, err = run(ctx, 1, time.Duration(b.Seconds)*time.Second, every, func(ctx context.Context, _, n int) error {
		r, err := players[0].labyrinth.SelectCharacter(ctx, selecting(tables[0], n))
		d.mu.Lock()
		defer d.mu.Unlock()
		d.sent[r.GetVersion()] = time.Now()
		return err
	})
	rate := float64(d.count.Load()-before) / time.Since(began).Seconds()
	time.Sleep(200 * time.Millisecond)
	d.mu.Lock()
	defer d.mu.Unlock()
	var last sample
	for version, answered := range d.sent {
		if all := d.arrived[version]; len(all) == audience {
			last = append(last, max(latest(all).Sub(answered), 0))
		}
	}
	b.add(Figure{Name: "answer → last of 100 watchers, p99, " + name, Value: last.at(0.99), Unit: "ms", Goal: goal, AtMost: true, Note: fmt.Sprintf("%d of %d versions; those that a watcher skipped are left out", len(last), len(d.sent))})
	b.add(Figure{Name: "deliveries to 100 watchers, " + name, Value: rate, Unit: "/s", Note: "clients on the same cores"})
	return err
}

func latest(times []time.Time) time.Time {
	last := times[0]
	for _, t := range times {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// cold measures the first view of a long session that is not in memory.
func (b *bencher) cold(ctx context.Context) error {
	players, tables, err := b.lobbies(ctx, 1)
	if err != nil {
		return err
	}
	id := session.ID(tables[0])
	caller := session.WithCaller(ctx, players[0].caller)
	for n := range b.Records {
		if n%2 == 0 {
			_, err = b.app.Runtime.Chat(caller, id, "a line of table talk", &sessionv1.SendChatRequest{})
		} else {
			_, err = players[0].labyrinth.SelectCharacter(ctx, selecting(tables[0], n/2))
		}
		if err != nil {
			return err
		}
	}
	var took sample
	for range 5 {
		b.app.Runtime.Forget(id)
		began := time.Now()
		if _, err := players[0].labyrinth.GetView(ctx, &labyrinthv1.GetViewRequest{SessionId: tables[0]}); err != nil {
			return err
		}
		took = append(took, time.Since(began))
	}
	b.add(Figure{Name: fmt.Sprintf("session of %d records, cold, to first view", b.Records), Value: took.at(0.5), Unit: "ms", Goal: 60, AtMost: true, Note: "median of 5"})
	return nil
}
