package world

import (
	"math"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
)

var wanders = bitsOf(mind.Wander)

// move steers all agents and takes them along their way. It reads the state of before
// and writes the next beside it, so the order of agents does not matter.
func (w *World) move() {
	a, n := &w.agents, len(w.agents.id)
	w.nx, w.ny, w.nvx, w.nvy = sized(w.nx, n), sized(w.ny, n), sized(w.nvx, n), sized(w.nvy, n)
	w.nhx, w.nhy = sized(w.nhx, n), sized(w.nhy, n)
	for i := range n {
		if a.flags[i]&alive == 0 {
			w.nx[i], w.ny[i], w.nvx[i], w.nvy[i], w.nhx[i], w.nhy[i] = a.x[i], a.y[i], 0, 0, a.hx[i], a.hy[i]
			continue
		}
		w.moveOne(i)
	}
	a.x, w.nx = w.nx, a.x
	a.y, w.ny = w.ny, a.y
	a.vx, w.nvx = w.nvx, a.vx
	a.vy, w.nvy = w.nvy, a.vy
	a.hx, w.nhx = w.nhx, a.hx
	a.hy, w.nhy = w.nhy, a.hy
}

func (w *World) moveOne(i int) {
	dt := w.scale.dt
	if w.wants(i, wanders) {
		w.turnWander(i)
	}
	s := w.steeringOf(i)
	force := w.blend(i, &s)
	wanted := s.Velocity.Add(force.Mul(dt)).Clip(s.Speed)
	heading, velocity := w.turn(s.Heading, wanted)
	way := velocity.Mul(dt)
	m := w.ground.Move(s.At, way)
	if m.Hit {
		// Walls take the part of the velocity that goes into them.
		normal := m.Normal.Unit()
		if into := velocity.Dot(normal); into < 0 {
			velocity = velocity.Sub(normal.Mul(into))
		}
	}
	w.nx[i], w.ny[i], w.nvx[i], w.nvy[i], w.nhx[i], w.nhy[i] = m.At.X, m.At.Y, velocity.X, velocity.Y, heading.X, heading.Y
	w.tire(i, m.At.Sub(s.At).Len(), force, s.Speed)
}

// turnWander turns the point on the wander circle a little.
func (w *World) turnWander(i int) {
	a := &w.agents
	sin, cos := plane.Sincos(float64((2*w.draw(a.id[i], drawWander) - 1) * w.scale.jitter))
	p := plane.Point{X: a.wanderX[i], Y: a.wanderY[i]}.Turn(plane.Point{X: cos, Y: sin}).Unit()
	a.wanderX[i], a.wanderY[i] = p.X, p.Y
}

// turn turns a heading to a wanted velocity, as far as the turn speed lets it in a
// tick. Agents do not slide: only the part of the velocity along the heading remains,
// so who must turn around slows down for it.
func (w *World) turn(heading, wanted plane.Point) (plane.Point, plane.Point) {
	way := wanted.Unit()
	if way == (plane.Point{}) {
		return heading, wanted
	}
	turn := w.scale.turn
	if heading.Dot(way) >= turn.X {
		return way, wanted
	}
	if heading.Cross(way) < 0 {
		turn.Y = -turn.Y
	}
	heading = turn.Turn(heading).Unit()
	return heading, heading.Mul(max(heading.Dot(wanted), 0))
}

// tire takes the energy of a way, gives back what is recovered, and notes who does not
// get on.
func (w *World) tire(i int, way float64, force plane.Point, speed float64) {
	a, dt := &w.agents, w.scale.dt
	a.way[i] += way
	w.teams[a.team[i]].way += way
	share := way / float64(w.config.BaseSpeed*dt)
	energy := a.energy[i] + float64(w.config.EnergyRecovery*dt) - float64(fullSpeed*share*dt)
	a.energy[i] = min(max(energy, 0), energyMost)
	switch {
	case a.energy[i] <= 0:
		a.flags[i] |= winded
	case a.energy[i] >= blowCost:
		a.flags[i] &^= winded
	}
	wanted := math.Max(math.Abs(force.X), math.Abs(force.Y)) > float64(0.05*w.config.MaxForce)
	if wanted && way < float64(0.1*speed*dt) {
		a.stuck[i]++
	} else {
		a.stuck[i] = 0
	}
}

// separate pushes agents that overlap apart, half each (positional relaxation, one
// pass a tick). All pushes are summed up before they are made, each as a swept move,
// so nobody is pushed through a wall.
func (w *World) separate() {
	a, n := &w.agents, len(w.agents.id)
	room := 2 * w.config.AgentRadius
	w.touch.Shape(w.config.AreaWidth, w.config.AreaHeight, float64(1.25*room), n)
	w.sort(&w.touch)
	w.pushX, w.pushY = sized(w.pushX, n), sized(w.pushY, n)
	clear(w.pushX)
	clear(w.pushY)
	r2 := float32(room * room)
	entries := w.touch.Entries
	for k := range entries {
		e := &entries[k]
		first, last, below, end := w.touch.Pairs(int32(k))
		for range 2 {
			for m := first; m < last; m++ {
				o := &entries[m]
				dx, dy := o.X-e.X, o.Y-e.Y
				if d2 := float32(dx*dx) + float32(dy*dy); d2 < r2 {
					w.push(e.Index, o.Index, plane.Point{X: float64(dx), Y: float64(dy)})
				}
			}
			first, last = below, end
		}
	}
	for i := range n {
		if w.pushX[i] == 0 && w.pushY[i] == 0 {
			continue
		}
		push := plane.Point{X: w.pushX[i], Y: w.pushY[i]}.Clip(w.config.AgentRadius)
		m := w.ground.Move(w.at(i), push)
		a.x[i], a.y[i] = m.At.X, m.At.Y
	}
}

// push notes that two agents overlap. Those on the same spot go apart in a direction
// drawn by chance.
func (w *World) push(i, k int32, way plane.Point) {
	d := way.Len()
	if d < 1e-6 {
		sin, cos := plane.Sincos(float64(2 * math.Pi * w.draw(w.agents.id[min(i, k)], drawPush)))
		way, d = plane.Point{X: cos, Y: sin}, 1
		if i > k {
			way = way.Mul(-1)
		}
	}
	half := (2*w.config.AgentRadius - min(d, 2*w.config.AgentRadius)) / (2 * d)
	dx, dy := float64(way.X*half), float64(way.Y*half)
	w.pushX[i] -= dx
	w.pushY[i] -= dy
	w.pushX[k] += dx
	w.pushY[k] += dy
}
