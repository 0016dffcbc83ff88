package keeper

import (
	"runtime"
	"testing"
	"time"
	"weak"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/frame"
)

func newShot(tick int32) *shot {
	return &shot{Shot: &frame.Shot{Tick: tick, Run: 1, Width: 100, Height: 100, IDs: []int32{1}, X: []uint16{uint16(tick)}, Y: []uint16{0}, Headings: []uint8{0}, Health: []uint8{0}, States: []uint8{0}}}
}

func emptyShow() *show {
	return &show{woken: make(chan struct{}), rates: map[int]int{}, inspect: map[int32]int{}, away: map[string]want{}}
}

// A shot that everybody has seen is forgotten: the frames made of later ones do not
// hold it.
func TestOldShotsAreForgotten(t *testing.T) {
	t.Parallel()
	one := emptyShow()
	first := newShot(1)
	old := weak.Make(first)
	one.put(first)
	last := first
	first = nil
	for tick := range int32(20) {
		next := newShot(tick + 2)
		one.put(next)
		if f := next.since(last, nil); f.GetKey() || len(f.GetIds()) != 1 {
			t.Fatalf("tick %d: %v", tick, f)
		}
		last = next
	}
	for range 10 {
		runtime.GC()
	}
	if old.Value() != nil {
		t.Error("the first shot is held still")
	}
	runtime.KeepAlive(one)
	_ = first
}

// Watchers who have seen the same share one frame; others have their own.
func TestWatchersShareFrames(t *testing.T) {
	t.Parallel()
	one := emptyShow()
	a, b, c := newShot(1), newShot(2), newShot(3)
	for _, s := range []*shot{a, b, c} {
		one.put(s)
	}
	shared, key := c.since(b, nil), c.since(nil, nil)
	if c.since(b, nil) != shared || c.since(nil, nil) != key {
		t.Error("the same frame was made twice")
	}
	if c.since(a, nil) == shared || c.since(a, nil) == key {
		t.Error("different frames were taken for the same")
	}
	look := &arenav1.Viewport{Width: 10, Height: 10}
	if c.since(b, look) == shared {
		t.Error("a part is taken for all")
	}
}

// Watchers elsewhere are counted while they say that they are there, and what they want
// is not told on as if it were wanted here.
func TestWishes(t *testing.T) {
	t.Parallel()
	one := emptyShow()
	one.away["b"] = want{inspect: []int32{7}, until: time.Now().Add(time.Minute)}
	leave := one.enter(20, []int32{3, 7})
	other := one.enter(5, []int32{3})
	if rate, inspect, away := one.wishes(); rate != 20 || len(inspect) != 2 || !away {
		t.Errorf("wishes %d, %v, %v", rate, inspect, away)
	}
	leave()
	if rate, inspect := one.here(); rate != 5 || len(inspect) != 1 {
		t.Errorf("wanted here: %d, %v", rate, inspect)
	}
	other()
	if rate, inspect := one.here(); rate != 0 || len(inspect) != 0 {
		t.Errorf("wanted here by nobody: %d, %v", rate, inspect)
	}
	if rate, _, _ := one.wishes(); rate != awayRate || !one.watched() {
		t.Error("who watches elsewhere is forgotten")
	}
	one.away["b"] = want{until: time.Now().Add(-time.Second)}
	if one.watched() {
		t.Error("who is silent for long still watches")
	}
}

// The pace is counted over all ticks, also when only some were measured.
func TestTheMeterCountsAllTicks(t *testing.T) {
	t.Parallel()
	m := meter{since: time.Now().Add(-100 * time.Second)}
	for n := range 3 * metered {
		m.tick(time.Duration(n) * time.Microsecond)
	}
	p50, p99, pace := m.read(30)
	if p50 != 500*time.Microsecond || p99 != 990*time.Microsecond || pace < 0.99 || pace > 1.01 {
		t.Errorf("median %v, slowest %v, pace %v", p50, p99, pace)
	}
}
