package keeper

import (
	"sync"
	"time"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/frame"
	"playhouse/server/session"
)

// shows are what is to be seen on this node: of worlds that it runs, and of those that
// others run and somebody watches here.
type shows struct {
	w      *Keeper
	mu     sync.Mutex
	all    map[session.ID]*show
	cancel func()
}

// The subjects on the bus.
const (
	wantSubject  = "playhouse.worlds.want"
	shotsSubject = "playhouse.worlds.shots."
)

const (
	// wantEvery is how often watchers say to other nodes that they are there.
	wantEvery = 2 * time.Second
	wantLost  = 3 * wantEvery
)

func (s *shows) init(w *Keeper) {
	s.w, s.all = w, map[session.ID]*show{}
	s.cancel = w.Air.Listen(wantSubject, s.wanted)
	w.done.Go(s.want)
}

func (s *shows) close() { s.cancel() }

// open finds the show of a world, or makes it; release gives it back.
func (s *shows) open(id session.ID) *show {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.all[id]
	if one == nil {
		one = &show{id: id, woken: make(chan struct{}), rates: map[int]int{}, inspect: map[int32]int{}, away: map[string]want{}}
		one.close = s.w.Air.Listen(shotsSubject+string(id), func(data []byte) { s.received(one, data) })
		s.all[id] = one
	}
	one.uses++
	return one
}

func (s *shows) release(one *show) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if one.uses--; one.uses == 0 {
		delete(s.all, one.id)
		one.close()
	}
}

// received is a shot of another node's world.
func (s *shows) received(one *show, data []byte) {
	m := &arenav1.Sight{}
	if err := proto.Unmarshal(data, m); err != nil || s.w.owns(one.id) {
		return
	}
	f, err := frame.Unpack(m.GetFrame(), m.GetWidth(), m.GetHeight())
	if err != nil {
		s.w.Logger.Warn("a shot that cannot be read", "session", one.id, "err", err)
		return
	}
	m.GetStatus().Elsewhere = true
	next := &shot{Shot: f, status: m.GetStatus(), teams: m.GetTeams(), faults: m.GetFaults(), inspections: map[int32]*arenav1.Inspection{}}
	for _, i := range m.GetInspections() {
		next.inspections[i.GetAgent()] = i
	}
	one.put(next)
}

// want tells other nodes what is watched here and run elsewhere.
func (s *shows) want() {
	tick := time.NewTicker(wantEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.w.ctx.Done():
			return
		case <-tick.C:
		}
		s.mu.Lock()
		all := make([]*show, 0, len(s.all))
		for _, one := range s.all {
			all = append(all, one)
		}
		s.mu.Unlock()
		for _, one := range all {
			s.tell(one)
		}
	}
}

// tell says once what is watched here: what is watched elsewhere is said there.
func (s *shows) tell(one *show) {
	one.mu.Lock()
	rate, inspect := one.here()
	one.mu.Unlock()
	if rate == 0 || s.w.owns(one.id) {
		return
	}
	data, err := proto.Marshal(&arenav1.Want{Node: s.w.Node, SessionId: string(one.id), Inspect: inspect})
	if err != nil {
		return
	}
	s.w.Air.Send(wantSubject, data)
}

// wanted remembers what is watched on another node.
func (s *shows) wanted(data []byte) {
	m := &arenav1.Want{}
	if err := proto.Unmarshal(data, m); err != nil || m.GetNode() == s.w.Node {
		return
	}
	s.mu.Lock()
	one := s.all[session.ID(m.GetSessionId())]
	s.mu.Unlock()
	if one == nil {
		return
	}
	one.mu.Lock()
	defer one.mu.Unlock()
	one.away[m.GetNode()] = want{inspect: m.GetInspect(), until: time.Now().Add(wantLost)}
}
