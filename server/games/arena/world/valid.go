package world

import (
	"errors"
	"fmt"
	"math"

	"playhouse/server/games/arena/mind"
)

// validFixed tells what is wrong with the parameters, walls and points of a world that
// was read. Bases need not be free: walls were edited since.
func (w *World) validFixed() error {
	if err := w.config.Check(); err != nil {
		return err
	}
	if err := checkShapes(w.walls); err != nil {
		return err
	}
	before := int32(0)
	for _, o := range w.walls {
		if o.ID <= before || o.ID >= w.nextWall {
			return fmt.Errorf("wall %d is out of order", o.ID)
		}
		before = o.ID
	}
	for _, p := range w.points {
		if !(p.Radius >= 1 && p.Radius <= 5000) {
			return fmt.Errorf("control point %d has no radius", p.ID)
		}
	}
	return nil
}

// valid checks the invariants of a world; see agents.
func (w *World) valid() error {
	if len(w.teams) != int(w.config.Teams) || len(w.holders) != len(w.points) || w.tick < 0 {
		return errors.New("teams, points or ticks do not fit the parameters")
	}
	for _, h := range w.holders {
		if h < 0 || h > w.config.Teams {
			return fmt.Errorf("there is no team %d to hold a point", h)
		}
	}
	if err := w.validAgents(); err != nil {
		return err
	}
	if err := w.validCounts(); err != nil {
		return err
	}
	return w.validWays()
}

func (w *World) validAgents() error {
	a := &w.agents
	before := int32(0)
	for i, id := range a.id {
		if id <= before || id >= w.nextAgent {
			return fmt.Errorf("agent %d is out of order", id)
		}
		before = id
		if int32(a.team[i]) >= w.config.Teams || a.pursuit[i] > somewhere {
			return fmt.Errorf("agent %d is of no team", id)
		}
		if err := w.validAgent(i); err != nil {
			return fmt.Errorf("agent %d %w", id, err)
		}
	}
	return nil
}

func (w *World) validAgent(i int) error {
	a := &w.agents
	heading := math.Abs(float64(a.hx[i]*a.hx[i]) + float64(a.hy[i]*a.hy[i]) - 1)
	around := math.Abs(float64(a.wanderX[i]*a.wanderX[i]) + float64(a.wanderY[i]*a.wanderY[i]) - 1)
	if heading > 1e-6 || around > 1e-6 {
		return errors.New("has no heading")
	}
	if math.Abs(a.vx[i]) > 601 || math.Abs(a.vy[i]) > 601 || !w.inArea(a.x[i], a.y[i]) || !w.inArea(a.postX[i], a.postY[i]) {
		return errors.New("is too fast or outside")
	}
	if !(a.energy[i] >= 0 && a.energy[i] <= energyMost) || !(a.pace[i] >= 0 && a.pace[i] <= 1) {
		return errors.New("has too much energy")
	}
	mask := int32(0)
	for k, v := range a.weight[i*weights : (i+1)*weights] {
		if !(v >= 0 && v <= 10) {
			return errors.New("has a weight out of range")
		}
		if v > 0 {
			mask |= 1 << k
		}
	}
	if mask != a.mask[i] {
		return errors.New("has weights that do not fit")
	}
	if a.flags[i]&alive == 0 {
		return nil
	}
	if !(a.health[i] > 0 && a.health[i] <= w.scale.most[a.team[i]]) || a.backAt[i] >= 0 {
		return errors.New("is neither alive nor dead")
	}
	if !w.ground.Stands(w.at(i), w.config.AgentRadius) {
		return errors.New("stands in a wall")
	}
	return nil
}

func (w *World) inArea(x, y float64) bool {
	return x >= 0 && y >= 0 && x <= w.config.AreaWidth && y <= w.config.AreaHeight
}

// validCounts checks that teams count whom they have.
func (w *World) validCounts() error {
	living, coming := make([]int32, len(w.teams)), make([]int32, len(w.teams))
	for i, t := range w.agents.team {
		if w.agents.flags[i]&alive != 0 {
			living[t]++
		} else if w.agents.backAt[i] >= 0 {
			coming[t]++
		}
	}
	for k := range w.teams {
		if w.teams[k].living != living[k] || w.teams[k].coming != coming[k] {
			return fmt.Errorf("team %d counts wrongly", k+1)
		}
	}
	return nil
}

// validWays checks what is used as an index.
func (w *World) validWays() error {
	before := int32(0)
	for _, r := range w.ways.routes {
		if r.agent <= before || r.next < 0 || r.next > r.count || int(r.count) > len(r.corners) {
			return errors.New("a way leads nowhere")
		}
		before = r.agent
	}
	for _, f := range w.ways.flows {
		if f.block < 0 {
			return errors.New("a field leads nowhere")
		}
	}
	for k := range w.asked {
		p := &w.asked[k]
		if at, found := w.batch(p.Tick, p.Behavior); !found || at != k {
			return errors.New("questions are out of order")
		}
		for _, answer := range p.answers {
			if answer.Action.Target < 0 || answer.Action.Target >= mind.SelectorCount {
				return errors.New("an answer has no target")
			}
		}
	}
	return nil
}
