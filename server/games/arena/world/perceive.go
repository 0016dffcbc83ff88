package world

import (
	"math"

	"playhouse/server/games/arena/grid"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/steer"
)

// perceive renews what agents perceive of their neighbours, ten times a second each
// and whenever they decide. Between that the forces use what was perceived: the sums
// are kept, not the lists, so there is nothing to keep in step when agents go. Only
// what the agent's weights ask for is looked for.
func (w *World) perceive() {
	a := &w.agents
	for k := range w.near.Entries {
		i := int(w.near.Entries[k].Index)
		if (w.tick+a.id[i])%w.scale.perceive != 0 && a.decided[i] != w.tick {
			continue
		}
		if w.wants(i, needsOthers) {
			w.perceiveFlock(i, int32(k))
		}
		if w.wants(i, needsHiding) {
			w.perceiveHiding(i)
		}
	}
}

// perceiveFlock looks at the neighbours within flocking distance, the nearest
// max_group_size of them in the order of distance, then id.
func (w *World) perceiveFlock(i int, self int32) {
	w.gather(i, self, w.config.FlockingDistance)
	most := int(w.config.MaxGroupSize)
	if len(w.keys) > most {
		nearest(w.keys, most)
		w.keys = w.keys[:most]
	}
	p := perception{w: w, self: &w.near.Entries[self], body: w.bodyOf(i)}
	for _, key := range w.keys {
		p.add(&w.near.Entries[w.slot[uint32(key)]], math.Float32frombits(uint32(key>>32)))
	}
	p.keep(i)
}

// gather fills the keys of the neighbours within a radius: the squared distance above the index, so
// that keys are ordered by distance, then id (non-negative floats are ordered as
// their bits are).
func (w *World) gather(i int, self int32, radius float64) {
	me := &w.near.Entries[self]
	x, y, r2 := me.X, me.Y, float32(radius*radius)
	w.keys = w.keys[:0]
	b := w.near.Around(w.agents.x[i], w.agents.y[i], radius)
	for row := b.First; row <= b.Last; row++ {
		first, last := w.near.Row(b, row)
		run := w.near.Entries[first:last]
		for k := range run {
			e := &run[k]
			dx, dy := e.X-x, e.Y-y
			d2 := float32(dx*dx) + float32(dy*dy)
			if d2 <= r2 && e.Index != int32(i) {
				w.keys = append(w.keys, uint64(math.Float32bits(d2))<<32|uint64(uint32(e.Index)))
			}
		}
	}
}

// nearest moves the n least keys to the front, in no order (Hoare's quickselect, with
// the middle of three as the pivot). Keys differ.
func nearest(keys []uint64, n int) {
	low, high := 0, len(keys)-1
	for low < high {
		middle := low + (high-low)/2
		a, b, c := keys[low], keys[middle], keys[high]
		pivot := max(min(a, b), min(max(a, b), c))
		left, right := low, high
		for left <= right {
			for keys[left] < pivot {
				left++
			}
			for keys[right] > pivot {
				right--
			}
			if left <= right {
				keys[left], keys[right] = keys[right], keys[left]
				left++
				right--
			}
		}
		switch {
		case n-1 <= right:
			high = right
		case n-1 >= left:
			low = left
		default:
			return
		}
	}
}

// perception sums up what an agent perceives.
type perception struct {
	w                    *World
	self                 *grid.Entry
	body                 steer.Body
	apart, middle, drift plane.Point
	allies               int32
	threat               steer.Threat
	threatened           bool
	brake                float64
}

func (p *perception) add(e *grid.Entry, distance2 float32) {
	way := plane.Point{X: float64(e.X - p.self.X), Y: float64(e.Y - p.self.Y)}
	d2 := float64(distance2)
	p.apart = p.apart.Add(steer.Apart(way, d2, p.w.config.FlockingDistance/2))
	velocity := plane.Point{X: float64(e.VX), Y: float64(e.VY)}
	if t, ok := p.body.Meet(way, velocity.Sub(p.body.Velocity)); ok && (!p.threatened || t.In < p.threat.In) {
		p.threat, p.threatened = t, true
	}
	if e.Team != p.self.Team {
		return
	}
	ahead := way.Dot(p.body.Heading)
	// Reynolds' flock is seen within 270 degrees: not who is behind.
	if ahead < 0 && float64(ahead*ahead) > 0.5*d2 {
		return
	}
	p.allies++
	p.middle = p.middle.Add(way)
	p.drift = p.drift.Add(velocity)
	p.queue(way, velocity, ahead)
}

// queue brakes behind who is close ahead and goes the same way more slowly.
func (p *perception) queue(way, velocity plane.Point, ahead float64) {
	room := float64(4*p.body.Radius) + float64(0.25*p.body.Velocity.Len())
	side := math.Abs(p.body.Heading.Cross(way))
	if ahead <= 0 || ahead > room || side > float64(2*p.body.Radius) || velocity.Dot(p.body.Heading) < 0 {
		return
	}
	p.brake = max(p.brake, 1-max(ahead-float64(2*p.body.Radius), 0)/room)
}

// keep stores what was perceived. The middle of the flock is kept as a place, so that
// one goes to it and not along with it.
func (p *perception) keep(i int) {
	a := &p.w.agents
	a.apartX[i], a.apartY[i] = float32(p.apart.X), float32(p.apart.Y)
	a.threatX[i], a.threatY[i] = float32(p.threat.Push.X), float32(p.threat.Push.Y)
	a.brake[i] = float32(p.brake)
	a.flock[i] = p.allies
	if p.allies == 0 {
		return
	}
	share := 1 / float64(p.allies)
	a.flockX[i], a.flockY[i] = p.self.X+float32(p.middle.X*share), p.self.Y+float32(p.middle.Y*share)
	a.flockVX[i], a.flockVY[i] = float32(p.drift.X*share), float32(p.drift.Y*share)
}

// perceiveHiding looks for the nearest place behind an obstacle, seen from the nearest
// known enemy.
func (w *World) perceiveHiding(i int) {
	a := &w.agents
	a.flags[i] &^= hidden
	foe := w.visible(i, a.find(a.foe[i]))
	if foe < 0 {
		return
	}
	spot, ok := w.ground.Behind(w.at(i), w.at(foe), w.config.VisualRange)
	if ok {
		a.flags[i] |= hidden
		a.spotX[i], a.spotY[i] = float32(spot.X), float32(spot.Y)
	}
}
