package steer

import (
	"math"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
)

// Corridor is how far ahead obstacles count: L = 4 radii + |v|·0.75 s.
func (b *Body) Corridor() float64 {
	return float64(4*b.Radius) + float64(0.75*b.Velocity.Len())
}

// AvoidObstacles goes around what is in the corridor ahead: a force to the side away
// from its middle that grows with nearness, ∝ (1 + (L − x)/L)·overlap, and brakes in
// proportion to the overlap where it is near.
func (b *Body) AvoidObstacles(ground *terrain.Terrain) plane.Point {
	length := b.Corridor()
	a, ok := ground.Ahead(b.At, b.Heading, length)
	if !ok {
		return plane.Point{}
	}
	x := max(a.Along-a.Radius, 0)
	near := max((length-x)/length, 0)
	overlap := min((a.Radius+b.Radius-math.Abs(a.Right))/b.Radius, 1)
	full := float64(b.Response * b.Speed)
	side := -full * float64((1+near)*overlap)
	if a.Right < 0 {
		side = -side
	}
	brake := -b.Response * b.Velocity.Len() * float64(0.25*overlap) * near
	return plane.Point{X: brake, Y: side}.Turn(b.Heading)
}

// feelers are straight ahead and 36 degrees to each side, as ahead and right.
var feelers = [3]plane.Point{{X: 1}, {X: 0.8, Y: 0.6}, {X: 0.8, Y: -0.6}}

// AvoidWalls is containment by three feelers: each that reaches into a wall or over
// the edge pushes along the wall's normal in proportion to how deep its tip is.
func (b *Body) AvoidWalls(ground *terrain.Terrain) plane.Point {
	length := float64(3*b.Radius) + float64(0.5*b.Velocity.Len())
	var force plane.Point
	if ground.Open(b.At) > length {
		return force
	}
	full := float64(2 * b.Response * b.Speed)
	for i, f := range feelers {
		reach := length
		if i > 0 {
			reach = length * 0.7
		}
		if h, ok := ground.Limit(b.At, f.Turn(b.Heading), reach); ok {
			force = force.Add(h.Normal.Mul(full * ((reach - h.Distance) / reach)))
		}
	}
	// Straight into a wall the normal is against the heading, and would only stop.
	if side := b.Heading.Cross(force); force != (plane.Point{}) && math.Abs(side) < float64(0.1*full) {
		force = force.Add(plane.Point{X: -b.Heading.Y, Y: b.Heading.X}.Mul(0.2 * full))
	}
	return force
}

// Apart is what a neighbour at a way from here adds to separation: away from them,
// r/d − 1 within r, which is Reynolds' 1/d without the step at r.
func Apart(way plane.Point, distance2, r float64) plane.Point {
	d := math.Sqrt(distance2)
	if d >= r || d < 1e-9 {
		return plane.Point{}
	}
	return way.Mul(-(r/d - 1) / d)
}

// Separate is the force of a sum of [Apart].
func (b *Body) Separate(apart plane.Point) plane.Point {
	return apart.Clip(1).Mul(b.Response * b.Speed)
}

// Threat is the neighbour that one would run into first.
type Threat struct {
	In   float64     // seconds
	Push plane.Point // a unit vector away from where it will be, times how near in time it is
}

// horizon is how far ahead in time collisions count, in seconds.
const horizon = 1.2

// Meet is when somebody at a way from here, with a velocity relative to one's own,
// comes within two radii and a bit: the time of nearest approach
// t = −(Δp·Δv)/|Δv|². False when they do not within the horizon.
func (b *Body) Meet(way, relative plane.Point) (Threat, bool) {
	v2 := relative.Len2()
	if v2 < 1e-9 {
		return Threat{}, false
	}
	t := -way.Dot(relative) / v2
	if t <= 0 || t > horizon {
		return Threat{}, false
	}
	then := way.Add(relative.Mul(t))
	room := 2.5 * b.Radius
	if then.Len2() >= float64(room*room) {
		return Threat{}, false
	}
	push := then.Mul(-1).Unit()
	if push == (plane.Point{}) || math.Abs(push.Dot(b.Heading)) > 0.95 {
		// Head on: both go to their right.
		push = plane.Point{X: -b.Heading.Y, Y: b.Heading.X}
	}
	return Threat{In: t, Push: push.Mul(1 - t/horizon)}, true
}
