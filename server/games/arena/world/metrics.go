package world

import "playhouse/server/games/arena/plane"

// TeamMetrics is what a team is measured by: see world.proto.
type TeamMetrics struct {
	Team         int32
	Alive        int32
	Kills        int32
	Deaths       int32
	Assists      int32
	DamageDealt  float64
	DamageTaken  float64
	MeanLifetime float64 // seconds
	MeanHealth   float64 // 0 to 1
	Cohesion     float64 // 0 to 1
	AreaHeld     float64 // 0 to 1
	Distance     float64 // units
	ScriptSteps  int64
	Control      float64 // point-seconds
}

// AgentMetrics is what an agent is measured by.
type AgentMetrics struct {
	Kills       int32
	Assists     int32
	Deaths      int32
	DamageDealt float64
	DamageTaken float64
	Distance    float64
	ScriptSteps int64
}

// AgentMetrics are an agent's; false when there is none with this id.
func (w *World) AgentMetrics(id int32) (AgentMetrics, bool) {
	a := &w.agents
	i := a.find(id)
	if i < 0 {
		return AgentMetrics{}, false
	}
	return AgentMetrics{
		Kills: a.kills[i], Assists: a.assists[i], Deaths: a.deaths[i],
		DamageDealt: a.dealt[i], DamageTaken: a.taken[i], Distance: a.way[i], ScriptSteps: int64(a.steps[i]),
	}, true
}

// fields is how many fields a side the area has for AreaHeld.
const fields = 16

// Metrics are the teams', by team.
func (w *World) Metrics() []TeamMetrics {
	all := make([]TeamMetrics, len(w.teams))
	middles := make([]plane.Point, len(w.teams))
	for k := range w.teams {
		t := &w.teams[k]
		all[k] = TeamMetrics{
			Team: int32(k + 1), Alive: t.living, Kills: t.kills, Deaths: t.deaths, Assists: t.assists,
			DamageDealt: t.dealt, DamageTaken: t.taken, Distance: t.way, ScriptSteps: int64(t.steps), Control: t.control,
			MeanLifetime: t.lifetime + t.gone,
		}
	}
	a := &w.agents
	w.living(func(i, team int) {
		m := &all[team]
		m.MeanHealth += a.health[i] / w.scale.most[team]
		m.MeanLifetime += float64(float64(w.tick-a.born[i]) * w.scale.dt)
		middles[team] = middles[team].Add(w.at(i))
	})
	for k := range all {
		middles[k] = middles[k].Mul(1 / float64(max(all[k].Alive, 1)))
		all[k].MeanHealth /= float64(max(all[k].Alive, 1))
		all[k].MeanLifetime /= float64(max(all[k].Alive+all[k].Deaths+w.teams[k].left, 1))
	}
	w.measureCohesion(all, middles)
	w.measureArea(all)
	return all
}

// living visits the living by id.
func (w *World) living(visit func(i, team int)) {
	for i, f := range w.agents.flags {
		if f&alive != 0 {
			visit(i, int(w.agents.team[i]))
		}
	}
}

func (w *World) measureCohesion(all []TeamMetrics, middles []plane.Point) {
	w.living(func(i, team int) { all[team].Cohesion += w.at(i).Sub(middles[team]).Len() })
	half := plane.Point{X: w.config.AreaWidth, Y: w.config.AreaHeight}.Len() / 2
	for k := range all {
		if all[k].Alive == 0 {
			all[k].Cohesion = 0
			continue
		}
		all[k].Cohesion = max(1-all[k].Cohesion/(float64(all[k].Alive)*half), 0)
	}
}

// measureArea counts the fields in which a team has more agents than any other.
func (w *World) measureArea(all []TeamMetrics) {
	var counts [fields * fields][TeamsMost]int32
	w.living(func(i, team int) {
		column := min(int(w.agents.x[i]/w.config.AreaWidth*fields), fields-1)
		row := min(int(w.agents.y[i]/w.config.AreaHeight*fields), fields-1)
		counts[row*fields+column][team]++
	})
	for _, count := range counts {
		best, tie := 0, false
		for k := 1; k < len(all); k++ {
			if count[k] > count[best] {
				best, tie = k, false
			} else if count[k] == count[best] {
				tie = true
			}
		}
		if !tie && count[best] > 0 {
			all[best].AreaHeld += 1.0 / (fields * fields)
		}
	}
}
