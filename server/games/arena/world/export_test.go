package world

import (
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
)

// Valid checks the invariants.
func (w *World) Valid() error { return w.valid() }

// Order is the steerings by urgency.
func Order() []mind.Steering { return order[:] }

// Nearest is the quickselect.
func Nearest(keys []uint64, n int) { nearest(keys, n) }

// Place puts an agent somewhere, standing.
func Place(w *World, id int32, at plane.Point) {
	a := &w.agents
	i := a.find(id)
	a.x[i], a.y[i], a.vx[i], a.vy[i] = at.X, at.Y, 0, 0
}

// Wound takes health of an agent.
func Wound(w *World, id int32, share float64) {
	i := w.agents.find(id)
	w.agents.health[i] = share * w.scale.most[w.agents.team[i]]
}

// Drain leaves an agent some energy.
func Drain(w *World, id int32, energy float64) { w.agents.energy[w.agents.find(id)] = energy }

// Face turns an agent, and lets it move.
func Face(w *World, id int32, heading plane.Point, speed float64) {
	a := &w.agents
	i := a.find(id)
	a.hx[i], a.hy[i] = heading.X, heading.Y
	a.vx[i], a.vy[i] = heading.X*speed, heading.Y*speed
}

// Bases are the middles of the teams' bases.
func Bases(c Config) []plane.Point { return basesOf(&c) }
