package tabletop

import (
	"maps"
	"sync"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/measure"
	"playhouse/server/games/tabletop/vision"
)

// lazy is a value that is worked out when it is first asked for.
type lazy[T any] struct {
	once  sync.Once
	make  func() T
	value T
}

func later[T any](make func() T) *lazy[T] { return &lazy[T]{make: make} }

func (l *lazy[T]) get() T {
	l.once.Do(func() { l.value, l.make = l.make(), nil })
	return l.value
}

// memo remembers what was worked out lately: two generations of at most half a
// memo each, so that what is in use stays. It is safe for concurrent use.
type memo[K comparable, V any] struct {
	mu       sync.Mutex
	half     int
	now, old map[K]V
}

func newMemo[K comparable, V any](most int) *memo[K, V] {
	return &memo[K, V]{half: most / 2, now: map[K]V{}} //nolint:mnd // halves
}

// get is the value for a key, worked out if it is not known or no longer good.
func (m *memo[K, V]) get(key K, good func(V) bool, work func() V) V {
	m.mu.Lock()
	v, ok := m.now[key]
	if !ok {
		v, ok = m.old[key]
	}
	m.mu.Unlock()
	if !ok || good != nil && !good(v) {
		v = work()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.now) >= m.half {
		m.old, m.now = m.now, map[K]V{}
	}
	m.now[key] = v
	return v
}

// optics is what is worked out from a board when somebody looks at it. Boards
// that follow each other share what is the same for both.
type optics struct {
	walls   *wallwork
	lamps   *lazy[[]vision.Lamp]
	caught  *lazy[map[string][]string]
	faces   *memo[*element, *element] // tokens as strangers see them
	pieces  *memo[piecing, []*element]
	grounds *memo[string, ground]
	gazes   *memo[gazer, *gaze]

	mu sync.Mutex
	// next is what an event made of it: a command works it out, and folding the
	// event that the command decided need not do so again.
	next   *optics
	nextBy *edited
}

const (
	facesKept   = 4096
	groundsKept = 128
	gazesKept   = 128
)

// gazer is one who looks: what all players see depends on who plays.
type gazer struct {
	user    string
	comings int32
}

// Equal is always true: what is worked out makes no difference between boards.
func (*optics) Equal(*optics) bool { return true }

// wallwork is what stands in the way, and what is seen past it.
type wallwork struct {
	blockers *lazy[*vision.Blockers]
	gazes    *memo[string, *gaze]
}

func newWallwork(make func() *vision.Blockers) *wallwork {
	return &wallwork{blockers: later(make), gazes: newMemo[string, *gaze](gazesKept)}
}

func newOptics(b *board) *optics {
	o := &optics{faces: newMemo[*element, *element](facesKept), grounds: newMemo[string, ground](groundsKept)}
	o.gazes, o.pieces = newMemo[gazer, *gaze](gazesKept), newMemo[piecing, []*element](facesKept)
	o.walls = newWallwork(b.newBlockers)
	o.lamps = later(b.newLamps)
	o.caught = later(func() map[string][]string { return b.newCaught(o.walls) })
	return o
}

func (b *board) newBlockers() *vision.Blockers {
	return vision.New(b.settings.GetWidth(), b.settings.GetHeight(), merged(b.things[walls], b.things[doors]))
}

func (b *board) newLamps() []vision.Lamp {
	return vision.LampsOf(merged(b.things[lights], b.things[tokens]), b.grid().GetFeet())
}

func (b *board) newCaught(w *wallwork) map[string][]string {
	all := map[string][]string{}
	for id, e := range b.things[areas] {
		all[id] = measure.Caught(b.grid(), e.GetArea(), b.things[tokens], w.blockers.get().Sees)
	}
	return all
}

func merged(some, more map[string]*element) map[string]*element {
	all := make(map[string]*element, len(some)+len(more))
	for _, things := range []map[string]*element{some, more} {
		maps.Copy(all, things)
	}
	return all
}

// after is the optics of the board that an event made of another.
func (o *optics) after(old, now *board, by *edited) *optics {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.nextBy == by {
		return o.next
	}
	next := &optics{walls: o.walls, lamps: o.lamps, caught: o.caught, faces: o.faces, pieces: o.pieces, grounds: o.grounds, gazes: o.gazes}
	d := differenceOf(old, now, by)
	if d.walls || d.lamps || d.places || len(d.doors) > 0 {
		next.gazes = newMemo[gazer, *gaze](gazesKept)
	}
	switch {
	case d.walls:
		next.walls = newWallwork(now.newBlockers)
	case len(d.doors) > 0:
		next.walls = o.walls.withDoors(d.doors)
	}
	if d.lamps {
		next.lamps = later(now.newLamps)
	}
	if next.walls != o.walls || d.places {
		next.caught = later(func() map[string][]string { return now.newCaught(next.walls) })
	}
	o.next, o.nextBy = next, by
	return next
}

func (w *wallwork) withDoors(states map[string]tabletopv1.DoorState) *wallwork {
	blockers := w.blockers.get()
	for id, state := range states {
		blockers = blockers.WithDoor(id, state)
	}
	return newWallwork(func() *vision.Blockers { return blockers })
}

// difference is what of a change matters to what can be seen.
type difference struct {
	walls  bool // they have to be worked out anew
	doors  map[string]tabletopv1.DoorState
	lamps  bool
	places bool // figures and areas
}

func differenceOf(old, now *board, by *edited) difference {
	d := difference{doors: map[string]tabletopv1.DoorState{}}
	if old.settings != now.settings {
		d.walls = old.settings.GetWidth() != now.settings.GetWidth() || old.settings.GetHeight() != now.settings.GetHeight()
		d.lamps, d.places = true, true
	}
	for _, c := range by.GetChanges() {
		before, after := c.GetElementBefore(), c.GetElementAfter()
		if before == nil && after == nil {
			continue
		}
		kind, ok := layerOf(after)
		if !ok {
			kind, _ = layerOf(before)
		}
		switch kind {
		case walls:
			d.walls = true
		case doors:
			if onlySwung(before, after) {
				d.doors[after.GetId()] = after.GetDoor().GetState()
			} else {
				d.walls = true
			}
		case lights:
			d.lamps = true
		case tokens:
			d.lamps = d.lamps || shines(before) || shines(after)
			d.places = true
		case areas:
			d.places = true
		case maplayer, drawings, pins, layers:
		}
	}
	return d
}

// shines is true for figures that carry a light that players see.
func shines(e *element) bool { return e.GetToken().GetGlow() != nil && !e.GetHidden() }

// onlySwung is true when a door stands differently, and is where it was.
func onlySwung(before, after *element) bool {
	if before == nil || after == nil {
		return false
	}
	a, b := before.GetDoor(), after.GetDoor()
	return a.GetWindow() == b.GetWindow() && samePoint(a.GetFrom(), b.GetFrom()) && samePoint(a.GetTo(), b.GetTo())
}

func samePoint(a, b *tabletopv1.Point) bool { return a.GetX() == b.GetX() && a.GetY() == b.GetY() }
