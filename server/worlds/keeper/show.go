package keeper

import (
	"maps"
	"slices"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/frame"
	"playhouse/server/session"
)

// shot is a world at a tick as it is shown. It is not changed once it was taken, but
// for frames that were made of it.
type shot struct {
	*frame.Shot
	status      *arenav1.WorldStatus
	teams       []*arenav1.TeamMetrics
	inspections map[int32]*arenav1.Inspection
	faults      []*arenav1.Misstep // lately, the newest last

	number uint64 // of its show, from 1
	mu     sync.Mutex
	// frames are of the whole area, by the number of the shot before; 0 for key frames.
	// By number: a shot that held the one before would hold all.
	frames map[uint64]*arenav1.Frame
}

// since is the frame that leads from an earlier shot (nil for none) to this one. Those
// who look at everything share it.
func (s *shot) since(before *shot, v *arenav1.Viewport) *arenav1.Frame {
	if v != nil {
		return s.pack(before, s.Look(v))
	}
	earlier := uint64(0)
	if before != nil {
		earlier = before.number
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f, made := s.frames[earlier]
	if !made {
		f = s.pack(before, frame.All)
		if s.frames == nil {
			s.frames = map[uint64]*arenav1.Frame{}
		}
		s.frames[earlier] = f
	}
	return f
}

func (s *shot) pack(before *shot, v frame.View) *arenav1.Frame {
	if before == nil {
		return s.Key(v)
	}
	return s.Since(before.Shot, v)
}

// show is what is to be seen of one world on this node.
type show struct {
	id    session.ID
	uses  int // the owner, and watchers; guarded by shows
	close func()

	mu      sync.Mutex
	shot    *shot
	shots   uint64 // so far
	woken   chan struct{}
	rates   map[int]int   // watchers here, by frames a second
	inspect map[int32]int // agents that are looked into, by watchers
	away    map[string]want
}

// want is what watchers on another node want.
type want struct {
	inspect []int32
	until   time.Time
}

// put shows a shot.
func (s *show) put(next *shot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shots++
	next.number = s.shots
	s.shot = next
	close(s.woken)
	s.woken = make(chan struct{})
}

// newest is the shot to be seen now (nil for none yet), and tells when there is a
// newer one.
func (s *show) newest() (*shot, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shot, s.woken
}

// watched is true while somebody looks, here or elsewhere.
func (s *show) watched() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.rates) > 0 || s.watchedAway()
}

// watchedAway is true while somebody looks elsewhere. The caller holds mu.
func (s *show) watchedAway() bool {
	now := time.Now()
	maps.DeleteFunc(s.away, func(_ string, w want) bool { return now.After(w.until) })
	return len(s.away) > 0
}

// awayRate is how many frames a second go to other nodes.
const awayRate = 15

// wishes are the most frames a second that anybody wants, and whom to look into.
func (s *show) wishes() (rate int, inspect []int32, away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rate, looked := s.here()
	if away = s.watchedAway(); away {
		rate = max(rate, awayRate)
		for _, w := range s.away {
			looked = append(looked, w.inspect...)
		}
	}
	slices.Sort(looked)
	return rate, slices.Compact(looked), away
}

// here are the wishes of those who watch on this node. The caller holds mu.
func (s *show) here() (rate int, inspect []int32) {
	for r := range s.rates {
		rate = max(rate, r)
	}
	return rate, slices.Collect(maps.Keys(s.inspect))
}

// enter counts a watcher in; leave counts it out.
func (s *show) enter(rate int, inspect []int32) (leave func()) {
	s.count(rate, inspect, 1)
	return func() { s.count(rate, inspect, -1) }
}

func (s *show) count(rate int, inspect []int32, by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	bump(s.rates, rate, by)
	for _, id := range inspect {
		bump(s.inspect, id, by)
	}
}

func bump[K comparable](m map[K]int, k K, by int) {
	if m[k] += by; m[k] == 0 {
		delete(m, k)
	}
}

// message is a shot for other nodes: a key frame of everything.
func (s *shot) message() ([]byte, error) {
	m := &arenav1.Sight{Frame: s.since(nil, nil), Width: s.Width, Height: s.Height, Status: s.status, Teams: s.teams, Faults: s.faults}
	for _, i := range s.inspections {
		m.Inspections = append(m.Inspections, i)
	}
	return proto.Marshal(m)
}
