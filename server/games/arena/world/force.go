package world

import (
	"math/bits"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/steer"
)

// bodyOf is agent i as the steering forces see it.
func (w *World) bodyOf(i int) steer.Body {
	a := &w.agents
	speed := float64(w.config.BaseSpeed * float64(a.pace[i]))
	if a.flags[i]&winded != 0 {
		speed *= 0.5
	}
	return steer.Body{
		At: plane.Point{X: a.x[i], Y: a.y[i]}, Velocity: plane.Point{X: a.vx[i], Y: a.vy[i]},
		Heading: plane.Point{X: a.hx[i], Y: a.hy[i]}, Speed: speed, Radius: w.config.AgentRadius, Response: w.scale.response,
	}
}

// other is an agent as others steer by it.
func (w *World) other(i int) steer.Other {
	a := &w.agents
	return steer.Other{At: plane.Point{X: a.x[i], Y: a.y[i]}, Velocity: plane.Point{X: a.vx[i], Y: a.vy[i]}, Heading: plane.Point{X: a.hx[i], Y: a.hy[i]}}
}

// steering is an agent about to steer: its body, and whom it steers by.
type steering struct {
	steer.Body
	target, foe       steer.Other
	hasTarget, hasFoe bool
}

func (w *World) steeringOf(i int) steering {
	a := &w.agents
	s := steering{Body: w.bodyOf(i)}
	if w.wants(i, needsTarget) {
		switch a.pursuit[i] {
		case somebody:
			if e := a.find(a.target[i]); e >= 0 && a.flags[e]&alive != 0 {
				s.target, s.hasTarget = w.other(e), true
			}
		case somewhere:
			s.target = steer.Other{At: plane.Point{X: a.goalX[i], Y: a.goalY[i]}, Heading: plane.Point{X: 1}}
			s.hasTarget = true
		}
	}
	if a.foe[i] != 0 && w.wants(i, needsFoe) {
		if e := a.find(a.foe[i]); e >= 0 && a.flags[e]&alive != 0 {
			s.foe, s.hasFoe = w.other(e), true
		}
	}
	return s
}

// blend is the sum of the weighted forces, the most urgent first, until the most force
// is used up: the one that does not fit is shortened, those after it get nothing
// (prioritised acceleration allocation: Reynolds, "Flocks, Herds, and Schools", 1987).
// Who wants nothing stops.
func (w *World) blend(i int, s *steering) plane.Point {
	weight := w.agents.weight[i*weights : (i+1)*weights]
	budget := w.config.MaxForce
	var sum plane.Point
	for mask := uint32(w.agents.mask[i]); mask != 0; mask &= mask - 1 {
		place := bits.TrailingZeros32(mask)
		f := w.force(i, s, order[place]).Mul(float64(weight[place]))
		l := f.Len()
		if l >= budget {
			return sum.Add(f.Mul(budget / l))
		}
		budget -= l
		sum = sum.Add(f)
	}
	if sum == (plane.Point{}) {
		return s.Brake(1).Clip(w.config.MaxForce)
	}
	return sum
}

// force is one steering force of agent i.
func (w *World) force(i int, s *steering, which mind.Steering) plane.Point {
	a := &w.agents
	switch which {
	case mind.Wander:
		return s.Wander(plane.Point{X: a.wanderX[i], Y: a.wanderY[i]})
	case mind.AvoidObstacles:
		return s.AvoidObstacles(w.ground)
	case mind.AvoidWalls:
		return s.AvoidWalls(w.ground)
	case mind.AvoidCollisions:
		return plane.Point{X: float64(a.threatX[i]), Y: float64(a.threatY[i])}.Mul(2 * s.Response * s.Speed)
	case mind.Separate:
		return s.Separate(plane.Point{X: float64(a.apartX[i]), Y: float64(a.apartY[i])})
	case mind.Queue:
		return s.Brake(float64(a.brake[i]))
	case mind.Align:
		if a.flock[i] > 0 {
			return s.Towards(plane.Point{X: float64(a.flockVX[i]), Y: float64(a.flockVY[i])})
		}
	case mind.Cohere:
		if a.flock[i] > 0 {
			return s.Arrive(plane.Point{X: float64(a.flockX[i]), Y: float64(a.flockY[i])})
		}
	case mind.FollowLeader:
		if leader := int(w.leaders[a.team[i]]); leader >= 0 && leader != i {
			apart := plane.Point{X: float64(a.apartX[i]), Y: float64(a.apartY[i])}
			return s.FollowLeader(w.other(leader)).Add(s.Separate(apart))
		}
	default:
		return w.forceByTarget(i, s, which)
	}
	return plane.Point{}
}

// forceByTarget is a force that needs a target or an enemy; nothing without.
func (w *World) forceByTarget(i int, s *steering, which mind.Steering) plane.Point {
	from, known := s.target, s.hasTarget
	if !known {
		from, known = s.foe, s.hasFoe
	}
	switch {
	case which == mind.Flee && known:
		return s.Flee(from.At)
	case which == mind.Evade && known:
		return s.Evade(from)
	case which == mind.Hide && s.hasFoe:
		return w.hide(i, s)
	case !s.hasTarget:
		return plane.Point{}
	case which == mind.Seek:
		return s.Seek(s.target.At)
	case which == mind.Arrive:
		return s.Arrive(w.before(i, s))
	case which == mind.Pursue:
		return s.Pursue(s.target)
	case which == mind.Offset:
		return s.Offset(s.target, plane.Point{X: float64(w.agents.offX[i]), Y: float64(w.agents.offY[i])})
	case which == mind.Interpose && s.hasFoe:
		return s.Interpose(s.target, s.foe)
	case which == mind.FollowPath:
		return w.followPath(i, s)
	case which == mind.FollowFlow:
		return w.followFlow(i, s)
	}
	return plane.Point{}
}

// before is where one arrives at the target: at a place itself, but beside an agent, so
// as not to push it along.
func (w *World) before(i int, s *steering) plane.Point {
	if w.agents.pursuit[i] != somebody {
		return s.target.At
	}
	way := s.target.At.Sub(s.At)
	room := float64(spacing * w.config.AgentRadius)
	if d := way.Len(); d > room {
		return s.At.Add(way.Mul((d - room) / d))
	}
	return s.At
}

// hide arrives behind the obstacle that was perceived; without one it evades.
func (w *World) hide(i int, s *steering) plane.Point {
	a := &w.agents
	if a.flags[i]&hidden == 0 {
		return s.Evade(s.foe)
	}
	return s.Arrive(plane.Point{X: float64(a.spotX[i]), Y: float64(a.spotY[i])})
}
