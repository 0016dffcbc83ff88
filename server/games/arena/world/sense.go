package world

import (
	"math"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
)

// sight is what an agent sees of others.
type sight struct {
	enemiesKnown, enemiesReach            int32
	alliesSeen, alliesKnown, alliesReach  int32
	strangers                             int32
	enemy, ally                           int32 // indexes of the nearest, -1 for none
	enemyD2, allyD2, otherD2, weakestAlly float32
}

const farD2 = math.MaxFloat32

// see looks at all within sight of agent i. Of two equally near the one with the lower
// id counts.
func (w *World) see(i int) sight {
	a := &w.agents
	s := sight{enemy: -1, ally: -1, enemyD2: farD2, allyD2: farD2, otherD2: farD2, weakestAlly: 1}
	x, y, team, self := float32(a.x[i]), float32(a.y[i]), a.team[i], int32(i)
	b := w.near.Around(a.x[i], a.y[i], w.config.VisualRange)
	for row := b.First; row <= b.Last; row++ {
		first, last := w.near.Row(b, row)
		run := w.near.Entries[first:last]
		for k := range run {
			e := &run[k]
			dx, dy := e.X-x, e.Y-y
			d2 := float32(dx*dx) + float32(dy*dy)
			if d2 > w.scale.seen2 || e.Index == self {
				continue
			}
			if e.Team == team {
				s.alliesSeen++
				s.weakestAlly = min(s.weakestAlly, e.Health)
				if d2 < s.allyD2 || (d2 == s.allyD2 && e.Index < s.ally) {
					s.allyD2, s.ally = d2, e.Index
				}
				if d2 <= w.scale.known2 {
					s.alliesKnown++
				}
				if d2 <= w.scale.reach2 {
					s.alliesReach++
				}
				continue
			}
			s.otherD2 = min(s.otherD2, d2)
			if d2 > w.scale.known2 {
				s.strangers++
				continue
			}
			s.enemiesKnown++
			if d2 < s.enemyD2 || (d2 == s.enemyD2 && e.Index < s.enemy) {
				s.enemyD2, s.enemy = d2, e.Index
			}
			if d2 <= w.scale.reach2 {
				s.enemiesReach++
			}
		}
	}
	return s
}

// sense fills in what agent i senses, and tells whom it sees.
func (w *World) sense(i int, out *mind.Senses) sight {
	s := w.see(i)
	w.senseSelf(i, out)
	w.senseOthers(i, &s, out)
	w.sensePlaces(i, out)
	w.senseTarget(i, out)
	return s
}

func (w *World) senseSelf(i int, out *mind.Senses) {
	a := &w.agents
	v := plane.Point{X: a.vx[i], Y: a.vy[i]}
	out[mind.Health] = a.health[i] / w.scale.most[a.team[i]]
	out[mind.Energy] = a.energy[i] / energyMost
	out[mind.Speed] = min(v.Len()/w.config.BaseSpeed, 1)
	out[mind.Ready] = truth(w.ready(i))
	out[mind.Struck] = mind.Far
	if a.struckAt[i] != never {
		out[mind.Struck] = float64(float64(w.tick-a.struckAt[i]) * w.scale.dt)
	}
	out[mind.Time] = float64(float64(w.tick) * w.scale.dt)
	out[mind.Stuck] = float64(float64(a.stuck[i]) * w.scale.dt)
	out[mind.Draw] = w.draw(a.id[i], drawSense)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (w *World) senseOthers(i int, s *sight, out *mind.Senses) {
	a := &w.agents
	out[mind.EnemiesSeen] = float64(s.enemiesKnown + w.remembered(i))
	out[mind.EnemiesKnown] = float64(s.enemiesKnown)
	out[mind.EnemiesInReach] = float64(s.enemiesReach)
	out[mind.AlliesSeen] = float64(s.alliesSeen)
	out[mind.AlliesKnown] = float64(s.alliesKnown)
	out[mind.AlliesInReach] = float64(s.alliesReach)
	out[mind.Strangers] = float64(s.strangers)
	out[mind.EnemyDistance], out[mind.EnemyHealth], out[mind.EnemyApproach] = mind.Far, 0, 0
	if e := int(s.enemy); e >= 0 {
		way := w.at(e).Sub(w.at(i))
		d := way.Len()
		out[mind.EnemyDistance], out[mind.EnemyHealth] = d, a.health[e]/w.scale.most[a.team[e]]
		relative := plane.Point{X: a.vx[e] - a.vx[i], Y: a.vy[e] - a.vy[i]}
		out[mind.EnemyApproach] = -way.Dot(relative) / max(d, 1e-6)
	}
	out[mind.AllyDistance], out[mind.AllyHealth] = mind.Far, 1
	if e := int(s.ally); e >= 0 {
		out[mind.AllyDistance] = w.at(e).Sub(w.at(i)).Len()
		out[mind.AllyHealth] = a.health[e] / w.scale.most[a.team[e]]
	}
	out[mind.WeakestAllyHealth] = float64(s.weakestAlly)
	w.senseTeams(i, out)
}

func (w *World) senseTeams(i int, out *mind.Senses) {
	own := int(w.agents.team[i])
	var living, members int32
	for k := range w.teams {
		if k != own {
			living += w.teams[k].living
			members += w.teams[k].members
		}
	}
	out[mind.TeamAlive] = float64(w.teams[own].living) / float64(max(w.teams[own].members, 1))
	out[mind.EnemiesAlive] = float64(living) / float64(max(members, 1))
	leader := int(w.leaders[own])
	out[mind.LeaderDistance], out[mind.IsLeader] = 0, truth(leader == i)
	if leader >= 0 && leader != i {
		out[mind.LeaderDistance] = w.at(leader).Sub(w.at(i)).Len()
	}
}

// remembered counts whom an agent can tell to be enemies though they are beyond
// recognition: the one it is after and the one that struck it last, within sight.
func (w *World) remembered(i int) int32 {
	a := &w.agents
	n := int32(0)
	if a.pursuit[i] == somebody && w.beyond(i, a.find(a.target[i])) {
		n++
	}
	if a.struckBy[i] != a.target[i] && a.struckBy[i] != 0 && w.beyond(i, a.find(a.struckBy[i])) {
		n++
	}
	return n
}

// beyond is true for living enemies within sight, but not within recognition.
func (w *World) beyond(i, other int) bool {
	if other < 0 || w.agents.flags[other]&alive == 0 || w.agents.team[other] == w.agents.team[i] {
		return false
	}
	d2 := float32(w.at(other).Sub(w.at(i)).Len2())
	return d2 > w.scale.known2 && d2 <= w.scale.seen2
}

func (w *World) sensePlaces(i int, out *mind.Senses) {
	a, p := &w.agents, w.at(i)
	team := int(a.team[i])
	out[mind.BaseDistance] = p.Sub(w.scale.bases[team]).Len()
	out[mind.EnemyBaseDistance] = p.Sub(w.enemyBase(team, p)).Len()
	out[mind.PointDistance], out[mind.PointOwned], out[mind.PointsOwned], out[mind.PointsLost] = mind.Far, 0, 0, 0
	for k, c := range w.points {
		d := c.Centre.Sub(p).Len()
		if w.holders[k] != int32(team)+1 {
			out[mind.PointsLost]++
			out[mind.PointDistance] = min(out[mind.PointDistance], d)
			continue
		}
		out[mind.PointsOwned]++
		if d <= c.Radius {
			out[mind.PointOwned] = 1
		}
	}
	heading := plane.Point{X: a.hx[i], Y: a.hy[i]}
	out[mind.WallAhead], out[mind.HoleAhead] = mind.Far, mind.Far
	if h, ok := w.ground.Wall(p, heading, w.config.VisualRange); ok {
		out[mind.WallAhead] = h.Distance
	}
	if h, ok := w.ground.Hole(p, heading, w.config.VisualRange); ok {
		out[mind.HoleAhead] = h.Distance
	}
	out[mind.EdgeDistance] = w.ground.Edge(p)
}

func (w *World) senseTarget(i int, out *mind.Senses) {
	a := &w.agents
	out[mind.TargetDistance], out[mind.TargetHealth], out[mind.HasTarget] = mind.Far, 0, 0
	switch a.pursuit[i] {
	case somebody:
		e := a.find(a.target[i])
		if e < 0 || a.flags[e]&alive == 0 {
			return
		}
		out[mind.TargetDistance] = w.at(e).Sub(w.at(i)).Len()
		out[mind.TargetHealth] = a.health[e] / w.scale.most[a.team[e]]
	case somewhere:
		out[mind.TargetDistance] = plane.Point{X: a.goalX[i], Y: a.goalY[i]}.Sub(w.at(i)).Len()
	default:
		return
	}
	out[mind.HasTarget] = 1
}

// at is where an agent is.
func (w *World) at(i int) plane.Point { return plane.Point{X: w.agents.x[i], Y: w.agents.y[i]} }

// enemyBase is the nearest base of another team.
func (w *World) enemyBase(team int, p plane.Point) plane.Point {
	best, nearest := plane.Point{}, math.Inf(1)
	for k, b := range w.scale.bases {
		if d := b.Sub(p).Len2(); k != team && d < nearest {
			best, nearest = b, d
		}
	}
	return best
}
