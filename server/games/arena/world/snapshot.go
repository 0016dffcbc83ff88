package world

import (
	"math"

	"playhouse/server/games/arena/plane"
)

// Snapshot is a look at the world: entry i of each array is about the same agent, in
// the order of their ids; the fallen are not in it. The arrays are used again.
type Snapshot struct {
	Since    int32 // set by the caller: the tick of the look before; blows from it on show
	Tick     int32
	IDs      []int32
	X, Y     []float32 // units
	Headings []uint8   // 256ths of a turn, clockwise from the right
	Health   []uint8   // 255ths of the most; at least 1
	States   []uint8   // bits as in frame.proto
	Holders  []int32   // of control points: the team, 0 for nobody
}

// The bits of Snapshot.States, above the team's three.
const (
	StateStrikes uint8 = 8 << iota
	StateStruck
	StateForced
	StateWinded
	StateFailed
)

// Snapshot fills in what the world looks like now.
func (w *World) Snapshot(s *Snapshot) {
	a := &w.agents
	s.Tick = w.tick
	s.IDs, s.X, s.Y = s.IDs[:0], s.X[:0], s.Y[:0]
	s.Headings, s.Health, s.States = s.Headings[:0], s.Health[:0], s.States[:0]
	s.Holders = append(s.Holders[:0], w.holders...)
	for i, f := range a.flags {
		if f&alive == 0 {
			continue
		}
		s.IDs = append(s.IDs, a.id[i])
		s.X, s.Y = append(s.X, float32(a.x[i])), append(s.Y, float32(a.y[i]))
		s.Headings = append(s.Headings, plane.Point{X: a.hx[i], Y: a.hy[i]}.Turn256())
		share := math.Floor(float64(a.health[i]/w.scale.most[a.team[i]]*255) + 0.5)
		s.Health = append(s.Health, uint8(within(share, 1, 255)))
		s.States = append(s.States, w.stateOf(i, s.Since))
	}
}

// stateOf is an agent's state as a frame shows it.
func (w *World) stateOf(i int, since int32) uint8 {
	a := &w.agents
	state := a.team[i]
	if a.blowAt[i] >= since {
		state |= StateStrikes
	}
	if a.struckAt[i] >= since {
		state |= StateStruck
	}
	if a.forcedUntil[i] > w.tick {
		state |= StateForced
	}
	if a.flags[i]&winded != 0 {
		state |= StateWinded
	}
	if a.flags[i]&failed != 0 {
		state |= StateFailed
	}
	return state
}
