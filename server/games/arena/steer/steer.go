// Package steer is the steering forces after Craig Reynolds, "Steering Behaviors for
// Autonomous Characters" (Game Developers Conference 1999), as pure functions.
//
// Most are a desired velocity; the force is what changes the velocity into it within
// a quarter of a second:
//
//	force = Response · (desired − velocity)
//
// so that with the usual most force (400) and speed (100) a standing agent starts
// with all it has (at few ticks a second less, so that no tick corrects more than the
// whole). Separation, the avoidances and braking are forces themselves, in
// the same measure: full strength is Response · Speed.
package steer

import (
	"math"

	"playhouse/server/games/arena/plane"
)

// Response is how fast a velocity is corrected, per second, if a tick is no longer than
// a quarter of one.
const Response = 4

// Body is who steers.
type Body struct {
	At, Velocity plane.Point
	Heading      plane.Point // of length 1
	Speed        float64     // the most, units a second
	Radius       float64
	Response     float64 // Response, or the tick rate if that is less
}

// Other is somebody else, as they are now.
type Other struct {
	At, Velocity plane.Point
	Heading      plane.Point
}

// Towards is the force to a desired velocity.
func (b *Body) Towards(desired plane.Point) plane.Point {
	return desired.Sub(b.Velocity).Mul(b.Response)
}

// Seek goes straight to a place at full speed: S·unit(target − p).
func (b *Body) Seek(target plane.Point) plane.Point {
	return b.Towards(target.Sub(b.At).Unit().Mul(b.Speed))
}

// Flee goes straight away from a place: S·unit(p − target). On the place itself it
// goes ahead.
func (b *Body) Flee(target plane.Point) plane.Point {
	away := b.At.Sub(target).Unit()
	if away == (plane.Point{}) {
		away = b.Heading
	}
	return b.Towards(away.Mul(b.Speed))
}

// Arrive goes to a place and slows down before it: min(S, S·d/r_slow), with r_slow the
// way of half a second at full speed.
func (b *Body) Arrive(target plane.Point) plane.Point {
	way := target.Sub(b.At)
	d := way.Len()
	if d < 1e-9 {
		return b.Towards(plane.Point{})
	}
	speed := min(b.Speed, d*2)
	return b.Towards(way.Mul(speed / d))
}

// lead is where somebody will be when one could be there: q + v_q·T with
// T = d/(S + |v_q|).
func (b *Body) lead(o Other) plane.Point {
	d := o.At.Sub(b.At).Len()
	t := d / (b.Speed + o.Velocity.Len() + 1e-9)
	return o.At.Add(o.Velocity.Mul(t))
}

// Pursue seeks where somebody will be.
func (b *Body) Pursue(o Other) plane.Point { return b.Seek(b.lead(o)) }

// Evade flees where somebody will be.
func (b *Body) Evade(o Other) plane.Point { return b.Flee(b.lead(o)) }

// Offset arrives at a place beside somebody, ahead and to the right of them, led by
// their motion: q + R(heading)·offset + v_q·T.
func (b *Body) Offset(o Other, offset plane.Point) plane.Point {
	place := o.At.Add(offset.Turn(o.Heading))
	t := place.Sub(b.At).Len() / (b.Speed + o.Velocity.Len() + 1e-9)
	return b.Arrive(place.Add(o.Velocity.Mul(t)))
}

// Wander seeks a point on a circle ahead: its middle is two radii ahead, the point at
// the unit vector around, in the agent's own frame, which the caller turns a little
// from tick to tick.
func (b *Body) Wander(around plane.Point) plane.Point {
	way := plane.Point{X: 2 + around.X, Y: around.Y}
	return b.Towards(way.Turn(b.Heading).Unit().Mul(b.Speed))
}

// Interpose arrives between two others, as they will be when one could be there.
func (b *Body) Interpose(o, foe Other) plane.Point {
	middle := o.At.Add(foe.At).Mul(0.5)
	t := middle.Sub(b.At).Len() / (b.Speed + 1e-9)
	return b.Arrive(o.At.Add(o.Velocity.Mul(t)).Add(foe.At.Add(foe.Velocity.Mul(t))).Mul(0.5))
}

// Behind is the place behind a leader at which a follower arrives.
func (b *Body) Behind(leader Other) plane.Point {
	return leader.At.Sub(leader.Heading.Mul(float64(4 * b.Radius)))
}

// FollowLeader arrives behind the leader; who is in the leader's way, goes aside
// first.
func (b *Body) FollowLeader(leader Other) plane.Point {
	d := b.At.Sub(leader.At)
	ahead, right := d.Dot(leader.Heading), leader.Heading.Cross(d)
	if ahead > 0 && ahead < float64(8*b.Radius) && math.Abs(right) < float64(3*b.Radius) {
		aside := plane.Point{X: -leader.Heading.Y, Y: leader.Heading.X}
		if right < 0 {
			aside = aside.Mul(-1)
		}
		return b.Towards(aside.Mul(b.Speed))
	}
	return b.Arrive(b.Behind(leader))
}

// Brake stops: with share 1 fully.
func (b *Body) Brake(share float64) plane.Point {
	return b.Velocity.Mul(-b.Response * share)
}
