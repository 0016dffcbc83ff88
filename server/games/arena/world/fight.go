package world

// fight lets all strike and heal who want to and can. Everybody chooses by how things
// are at the tick's beginning; blows then fall one after the other, beginning with an
// agent drawn anew each tick so that no team has the first blow, and who falls by one
// still strikes in this tick.
func (w *World) fight() {
	a, n := &w.agents, len(w.agents.id)
	w.victim = sized(w.victim, n)
	for i := range w.victim {
		w.victim[i] = -1
	}
	any := false
	for k := range w.near.Entries {
		i := int(w.near.Entries[k].Index)
		if a.flags[i]&(strike|heal) != 0 && w.ready(i) {
			w.victim[i] = int32(w.choose(i))
			any = any || w.victim[i] >= 0
		}
	}
	if !any {
		return
	}
	first := int(w.draw(0, drawStart) * float64(n))
	for k := range n {
		i := first + k
		if i >= n {
			i -= n
		}
		if w.victim[i] >= 0 {
			w.blow(i, int(w.victim[i]))
		}
	}
	for i := range n {
		if a.flags[i]&alive != 0 && a.health[i] <= 0 {
			w.fall(i)
		}
	}
}

// ready is true when an agent could strike now.
func (w *World) ready(i int) bool {
	a := &w.agents
	return w.tick >= a.readyAt[i] && a.energy[i] >= blowCost && a.flags[i]&winded == 0
}

// choose is whom an agent strikes or heals, -1 for nobody.
func (w *World) choose(i int) int {
	a := &w.agents
	if a.flags[i]&heal != 0 {
		return w.closestInReach(i, true)
	}
	if a.pursuit[i] == somebody {
		e := w.inRange(i, a.find(a.target[i]), w.scale.reach2)
		if e >= 0 && a.team[e] != a.team[i] {
			return e
		}
	}
	// Who was alone when it decided cannot have met anybody yet.
	since := float64(w.tick-a.decided[i]) * w.scale.dt
	if float64(a.clear[i])-float64(2*w.config.BaseSpeed*since) > w.config.CombatRange+float64(4*w.config.AgentRadius) {
		return -1
	}
	return w.closestInReach(i, false)
}

// closestInReach is the nearest enemy, or the nearest hurt ally, in reach.
func (w *World) closestInReach(i int, hurtAlly bool) int {
	a := &w.agents
	x, y, team := float32(a.x[i]), float32(a.y[i]), a.team[i]
	best, least := int32(-1), w.scale.reach2
	b := w.near.Around(a.x[i], a.y[i], w.config.CombatRange)
	for row := b.First; row <= b.Last; row++ {
		first, last := w.near.Row(b, row)
		for k := first; k < last; k++ {
			e := &w.near.Entries[k]
			dx, dy := e.X-x, e.Y-y
			d2 := float32(dx*dx) + float32(dy*dy)
			if d2 > least || (d2 == least && best >= 0 && e.Index > best) || (e.Team == team) != hurtAlly {
				continue
			}
			if e.Index == int32(i) || (hurtAlly && e.Health >= 1) {
				continue
			}
			best, least = e.Index, d2
		}
	}
	return int(best)
}

// blow is a blow, or for an ally its healing. Nobody strikes who has just been felled
// before.
func (w *World) blow(i, other int) {
	a := &w.agents
	if a.health[other] <= 0 {
		return
	}
	amount := float64(w.config.BaseDamage * (1 + w.draw(a.id[i], drawDamage)))
	a.energy[i] = max(a.energy[i]-blowCost, 0)
	if a.energy[i] <= 0 {
		a.flags[i] |= winded
	}
	a.readyAt[i], a.blowAt[i] = w.tick+w.scale.cooldown, w.tick
	if a.team[i] == a.team[other] {
		a.health[other] = min(a.health[other]+float64(amount/2), w.scale.most[a.team[other]])
		return
	}
	lost := w.hurt(other, amount)
	a.dealt[i] += lost
	w.teams[a.team[i]].dealt += lost
	a.struckAt[other], a.struckBy[other] = w.tick, a.id[i]
	w.remember(other, a.id[i])
}

// hurt takes health, and tells how much there was to take.
func (w *World) hurt(i int, amount float64) float64 {
	a := &w.agents
	lost := min(amount, a.health[i])
	a.health[i] -= lost
	a.taken[i] += lost
	w.teams[a.team[i]].taken += lost
	return lost
}

// remember keeps the last few who struck an agent: a new one takes the place of the
// oldest.
func (w *World) remember(i int, striker int32) {
	ids := w.agents.strikers[i*strikersKept : (i+1)*strikersKept]
	when := w.agents.strikerAt[i*strikersKept : (i+1)*strikersKept]
	oldest := 0
	for k := range ids {
		if ids[k] == striker {
			oldest = k
			break
		}
		if when[k] < when[oldest] {
			oldest = k
		}
	}
	ids[oldest], when[oldest] = striker, w.tick
}

// fall is an agent's death. Who struck it last, if that was within 5 s, has the kill:
// also of one that was driven over the edge or into a hole. Others of that team who
// struck within 5 s have an assist.
func (w *World) fall(i int) {
	a, t := &w.agents, &w.teams[w.agents.team[i]]
	a.flags[i] &^= alive | strike | heal | winded | hidden
	a.health[i], a.vx[i], a.vy[i] = 0, 0, 0
	a.pursuit[i], a.target[i], a.foe[i] = nothing, 0, 0
	a.deaths[i]++
	t.deaths++
	t.living--
	t.lifetime += float64(float64(w.tick+1-a.born[i]) * w.scale.dt)
	a.backAt[i] = -1
	if w.config.Respawn {
		a.backAt[i] = w.tick + w.scale.respawn
		t.coming++
	}
	killer := a.find(a.struckBy[i])
	if killer < 0 || w.tick-a.struckAt[i] > w.scale.assistTime {
		return
	}
	a.kills[killer]++
	w.teams[a.team[killer]].kills++
	for k := i * strikersKept; k < (i+1)*strikersKept; k++ {
		helper := a.find(a.strikers[k])
		if helper >= 0 && helper != killer && a.team[helper] == a.team[killer] && w.tick-a.strikerAt[k] <= w.scale.assistTime {
			a.assists[helper]++
			w.teams[a.team[helper]].assists++
		}
	}
}

// comeBack lets the fallen rise whose time has come.
func (w *World) comeBack() {
	a := &w.agents
	for i, at := range a.backAt {
		if at >= 0 && at <= w.tick {
			w.teams[a.team[i]].coming--
			w.rise(i)
		}
	}
}

// suffer hurts who is at the edge and lets fall who is over a hole.
func (w *World) suffer() {
	a := &w.agents
	damage := float64(w.config.BoundaryDamage * w.scale.dt)
	for i, f := range a.flags {
		if f&alive == 0 {
			continue
		}
		p := w.at(i)
		if damage > 0 && w.ground.Edge(p) <= float64(2*w.config.AgentRadius) {
			w.hurt(i, damage)
		}
		if a.health[i] <= 0 {
			w.fall(i)
		} else if w.ground.Falls(p) {
			w.hurt(i, a.health[i])
			w.fall(i)
		}
	}
}

// holdPoints gives each control point to the team that stands there alone. Without
// anybody, or with several, it stays whose it is.
func (w *World) holdPoints() {
	for k, c := range w.points {
		alone, teams := int32(0), 0
		b := w.touch.Around(c.Centre.X, c.Centre.Y, c.Radius)
		for row := b.First; row <= b.Last && teams < 2; row++ {
			first, last := w.touch.Row(b, row)
			for at := first; at < last && teams < 2; at++ {
				i := int(w.touch.Entries[at].Index)
				t := int32(w.agents.team[i]) + 1
				if w.agents.flags[i]&alive != 0 && t != alone && w.at(i).Sub(c.Centre).Len2() <= float64(c.Radius*c.Radius) {
					alone = t
					teams++
				}
			}
		}
		if teams == 1 {
			w.holders[k] = alone
		}
		if h := w.holders[k]; h > 0 {
			w.teams[h-1].control += w.scale.dt
		}
	}
}
