package world

import (
	"playhouse/server/games/arena/grid"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
)

// aim turns an action's target into whom or what the agent is after.
func (w *World) aim(i int, act *mind.Action, s *sight) {
	a, team := &w.agents, int(w.agents.team[i])
	if act.Agent != 0 {
		w.after(i, w.visible(i, a.find(act.Agent)))
		return
	}
	switch act.Target {
	case mind.Keep:
		if a.pursuit[i] == somebody {
			w.after(i, w.visible(i, a.find(a.target[i])))
		}
	case mind.NearestEnemy:
		w.after(i, int(s.enemy))
	case mind.WeakestEnemy:
		w.after(i, w.pick(i, w.config.RecognitionRange, func(e *grid.Entry) (float32, bool) { return e.Health, e.Team != a.team[i] }))
	case mind.StrongestEnemy:
		w.after(i, w.pick(i, w.config.RecognitionRange, func(e *grid.Entry) (float32, bool) { return -e.Health, e.Team != a.team[i] }))
	case mind.WeakestAlly:
		w.after(i, w.pick(i, w.config.VisualRange, func(e *grid.Entry) (float32, bool) { return e.Health, e.Team == a.team[i] }))
	case mind.LastAttacker:
		w.after(i, w.recognised(i, a.find(a.struckBy[i])))
	case mind.AlliedTarget:
		w.after(i, w.alliedTarget(i))
	case mind.NearestAlly:
		w.after(i, int(s.ally))
	case mind.Leader:
		w.after(i, w.leaderFor(i))
	case mind.Base:
		w.towards(i, w.scale.bases[team])
	case mind.EnemyBase:
		w.towards(i, w.enemyBase(team, w.at(i)))
	case mind.ControlPoint:
		w.towardsPoint(i)
	case mind.Post:
		w.towards(i, plane.Point{X: a.postX[i], Y: a.postY[i]})
	default:
		w.after(i, -1)
	}
}

// after makes an agent the target; -1 for nobody.
func (w *World) after(i, other int) {
	a := &w.agents
	a.pursuit[i], a.target[i] = nothing, 0
	if other >= 0 {
		a.pursuit[i], a.target[i] = somebody, a.id[other]
	}
}

// towards makes a place the target.
func (w *World) towards(i int, p plane.Point) {
	a := &w.agents
	a.pursuit[i], a.target[i] = somewhere, 0
	a.goalX[i], a.goalY[i] = p.X, p.Y
}

func (w *World) towardsPoint(i int) {
	best, found := plane.Point{}, false
	for k, c := range w.points {
		if w.holders[k] == int32(w.agents.team[i])+1 {
			continue
		}
		if !found || c.Centre.Sub(w.at(i)).Len2() < best.Sub(w.at(i)).Len2() {
			best, found = c.Centre, true
		}
	}
	if !found {
		w.after(i, -1)
		return
	}
	w.towards(i, best)
}

func (w *World) leaderFor(i int) int {
	if leader := int(w.leaders[w.agents.team[i]]); leader != i {
		return leader
	}
	return -1
}

// visible is an agent, or -1 if it is dead, gone, out of sight, or oneself.
func (w *World) visible(i, other int) int { return w.inRange(i, other, w.scale.seen2) }

// recognised is an agent, or -1 beyond the range of recognition.
func (w *World) recognised(i, other int) int { return w.inRange(i, other, w.scale.known2) }

func (w *World) inRange(i, other int, range2 float32) int {
	if other < 0 || other == i || w.agents.flags[other]&alive == 0 || float32(w.at(other).Sub(w.at(i)).Len2()) > range2 {
		return -1
	}
	return other
}

// pick is whom a measure finds least within a radius; of equals the nearest, then the
// one with the lowest id.
func (w *World) pick(i int, radius float64, measure func(*grid.Entry) (float32, bool)) int {
	p := w.at(i)
	x, y, r2 := float32(p.X), float32(p.Y), float32(radius*radius)
	best, least, nearest := int32(-1), float32(0), float32(0)
	b := w.near.Around(p.X, p.Y, radius)
	for row := b.First; row <= b.Last; row++ {
		first, last := w.near.Row(b, row)
		for k := first; k < last; k++ {
			e := &w.near.Entries[k]
			dx, dy := e.X-x, e.Y-y
			d2 := float32(dx*dx) + float32(dy*dy)
			if d2 > r2 || e.Index == int32(i) {
				continue
			}
			m, ok := measure(e)
			if !ok || (best >= 0 && (m > least || (m == least && (d2 > nearest || (d2 == nearest && e.Index > best))))) {
				continue
			}
			best, least, nearest = e.Index, m, d2
		}
	}
	return int(best)
}

// alliedTarget is the known enemy that most allies within sight are after; of equals
// the one with the lowest id.
func (w *World) alliedTarget(i int) int {
	const kept = 32 // targets that are counted
	var ids, counts [kept]int32
	n := 0
	w.pick(i, w.config.VisualRange, func(e *grid.Entry) (float32, bool) {
		id := w.targets[e.Index]
		if e.Team != w.agents.team[i] || id == 0 {
			return 0, false
		}
		for k := range n {
			if ids[k] == id {
				counts[k]++
				return 0, false
			}
		}
		if n < kept {
			ids[n], counts[n] = id, 1
			n++
		}
		return 0, false
	})
	best, most, least := -1, int32(0), int32(0)
	for k, id := range ids[:n] {
		if counts[k] < most || (counts[k] == most && id > least) {
			continue
		}
		other := w.recognised(i, w.agents.find(id))
		if other >= 0 && w.agents.team[other] != w.agents.team[i] {
			best, most, least = other, counts[k], id
		}
	}
	return best
}
