package world

import "cmp"

// Result is how a world came out.
type Result struct {
	Winner int32   // the team, from 1; 0 for nobody
	Reason EndKind // the condition that ended it
	Tick   int32
	Hash   uint64
	Teams  []TeamMetrics
}

// Result is how the world came out, once a condition of its end was met. It stays as
// it was then, even if time goes on.
func (w *World) Result() (Result, bool) {
	if w.ended == nil {
		return Result{}, false
	}
	return *w.ended, true
}

// The usual targets and limits, where the end gives none.
const (
	killsAnAgent   = 10
	controlTarget  = 300
	secondsOfWorld = 300
)

// judge ends the world when a condition is met: first the kind's own, then the limit
// of time.
func (w *World) judge() {
	if w.ended != nil || w.config.End.Kind == EndNever {
		return
	}
	end := w.config.End
	if end.Kind == EndUnspecified {
		end.Kind = EndLastTeam
	}
	if end.Seconds == 0 && (end.Kind == EndTime || end.Kind == EndSurvival) {
		end.Seconds = secondsOfWorld
	}
	over := end.Seconds > 0 && int64(w.tick) >= int64(end.Seconds)*int64(w.config.TickRate)
	winner, met := w.met(end)
	switch {
	case met:
	case over && end.Kind == EndSurvival:
		winner = 1
	case over:
		winner, end.Kind = w.foremost(w.everybody()), EndTime
	default:
		return
	}
	w.ended = &Result{Winner: winner, Reason: end.Kind, Tick: w.tick}
	w.ended.Teams = w.Metrics()
	w.ended.Hash = w.Hash()
}

// met is who met the end's own condition.
func (w *World) met(end End) (winner int32, met bool) {
	reached := func(value func(*team) float64, target float64) (int32, bool) {
		var those []int
		for k := range w.teams {
			if value(&w.teams[k]) >= target {
				those = append(those, k)
			}
		}
		return w.foremost(those), len(those) > 0
	}
	target := float64(end.Target)
	switch end.Kind {
	case EndLastTeam:
		return w.lastTeam()
	case EndKills:
		if target == 0 {
			target = float64(killsAnAgent * w.config.AgentCount)
		}
		return reached(func(t *team) float64 { return float64(t.kills) }, target)
	case EndControl:
		if target == 0 {
			target = controlTarget
		}
		// Ticks add up with rounding: a thousandth of a second is nothing.
		return reached(func(t *team) float64 { return t.control + 1e-3 }, target)
	case EndSurvival:
		if first := &w.teams[0]; first.living+first.coming == 0 {
			return w.foremost(w.everybody()[1:]), true
		}
	}
	return 0, false
}

// lastTeam is met when at most one team has anybody alive or coming back.
func (w *World) lastTeam() (int32, bool) {
	left := 0
	winner := int32(0)
	for k := range w.teams {
		if w.teams[k].living+w.teams[k].coming > 0 {
			left++
			winner = int32(k + 1)
		}
	}
	switch left {
	case 0:
		return w.foremost(w.everybody()), true
	case 1:
		return winner, true
	default:
		return 0, false
	}
}

func (w *World) everybody() []int {
	all := make([]int, len(w.teams))
	for k := range all {
		all[k] = k
	}
	return all
}

// foremost of some teams has most kills, then most alive, then most health; 0 if that
// is equal too.
func (w *World) foremost(those []int) int32 {
	health := make([]float64, len(w.teams))
	w.living(func(i, team int) { health[team] += w.agents.health[i] })
	best, tie := -1, false
	for _, k := range those {
		if best < 0 {
			best = k
			continue
		}
		a, b := &w.teams[k], &w.teams[best]
		switch cmp.Or(cmp.Compare(a.kills, b.kills), cmp.Compare(a.living, b.living), cmp.Compare(health[k], health[best])) {
		case 1:
			best, tie = k, false
		case 0:
			tie = true
		}
	}
	if tie {
		return 0
	}
	return int32(best + 1)
}
