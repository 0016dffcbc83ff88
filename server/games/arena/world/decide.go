package world

import (
	"math"

	"playhouse/server/games/arena/mind"
)

// faultsMost is how many faults in a row an agent's behaviour may have before the
// agent wanders.
const faultsMost = 3

// order is the steering forces by urgency: each takes of the most force what it needs,
// until nothing is left. Avoidance comes first, wandering last.
var order = [mind.SteeringCount]mind.Steering{
	mind.AvoidWalls, mind.AvoidObstacles, mind.AvoidCollisions, mind.Queue,
	mind.Flee, mind.Evade, mind.Hide,
	mind.Pursue, mind.Seek, mind.Arrive, mind.Offset, mind.Interpose, mind.FollowPath, mind.FollowFlow, mind.FollowLeader,
	mind.Separate, mind.Align, mind.Cohere, mind.Wander,
}

// decide lets the agents decide whose turn it is: those with rules at once, in the
// order of cells, so that neighbours find each other in the cache; those with scripts
// are asked, in the order of ids.
func (w *World) decide() {
	a := &w.agents
	w.targets = append(w.targets[:0], a.target...)
	scripts := false
	for k := range w.near.Entries {
		i := int(w.near.Entries[k].Index)
		due := (w.tick+a.id[i])%w.scale.decide == 0
		if !due && a.decided[i] >= 0 && a.forcedUntil[i] != w.tick {
			continue
		}
		b, known := w.behaviorOf(i)
		if known && b.Script {
			scripts = scripts || due
			continue
		}
		w.decideRules(i, b.Program)
	}
	if scripts {
		w.askScripts()
	}
}

// behaviorOf is what an agent follows now.
func (w *World) behaviorOf(i int) (Behavior, bool) {
	a := &w.agents
	if a.flags[i]&failed != 0 {
		return Behavior{}, false
	}
	number := a.behavior[i]
	if a.forcedUntil[i] > w.tick {
		number = a.forced[i]
	}
	at, found := w.known(number)
	if !found {
		return Behavior{}, false
	}
	return w.behaviors[at], true
}

func (w *World) decideRules(i int, program mind.Program) {
	a := &w.agents
	s := w.sense(i, &w.senses)
	w.note(i, &s)
	a.decided[i] = w.tick
	w.decisions++
	if program == nil {
		a.rule[i] = 0
		w.wander(i)
		return
	}
	w.action = mind.Action{Pace: 1}
	program.Decide(&w.senses, &w.action)
	w.want(i, &w.action)
	w.aim(i, &w.action, &s)
}

// note keeps of what was seen what is used until the next decision.
func (w *World) note(i int, s *sight) {
	a := &w.agents
	a.foe[i] = 0
	if s.enemy >= 0 {
		a.foe[i] = a.id[s.enemy]
	}
	a.clear[i] = float32(root(float64(min(s.otherD2, w.scale.seen2))))
}

// want takes over all of an action but the target; what is out of its range is moved
// into it.
func (w *World) want(i int, act *mind.Action) {
	a := &w.agents
	weight := a.weight[i*weights : (i+1)*weights]
	mask := int32(0)
	for k, s := range order {
		weight[k] = float32(within(act.Weights[s], 0, 10))
		if weight[k] > 0 {
			mask |= 1 << k
		}
	}
	a.mask[i] = mask
	a.pace[i] = float32(within(act.Pace, 0, 1))
	a.offX[i], a.offY[i] = float32(within(act.OffsetX, -500, 500)), float32(within(act.OffsetY, -500, 500))
	a.flags[i] &^= strike | heal
	if act.Strike {
		a.flags[i] |= strike
	}
	if act.Heal {
		a.flags[i] |= heal
	}
	a.rule[i] = act.Rule
}

// within is x, moved into a range; 0, moved likewise, for what is not a number.
func within(x, least, most float64) float64 {
	if math.IsNaN(x) {
		x = 0
	}
	return min(max(x, least), most)
}

// wants is true when an agent gives any of some steerings a weight.
func (w *World) wants(i int, steerings uint32) bool {
	return uint32(w.agents.mask[i])&steerings != 0
}

// bitsOf is the mask of steerings, by their place in the order of urgency.
func bitsOf(all ...mind.Steering) uint32 {
	var mask uint32
	for k, s := range order {
		for _, want := range all {
			if s == want {
				mask |= 1 << k
			}
		}
	}
	return mask
}

// Which steerings need what.
var (
	needsOthers = bitsOf(mind.Align, mind.Cohere, mind.Separate, mind.AvoidCollisions, mind.Queue, mind.FollowLeader)
	needsHiding = bitsOf(mind.Hide)
	needsPath   = bitsOf(mind.FollowPath)
	needsFlow   = bitsOf(mind.FollowFlow)
	needsTarget = bitsOf(mind.Seek, mind.Flee, mind.Arrive, mind.Pursue, mind.Evade, mind.Offset, mind.FollowPath, mind.FollowFlow, mind.Interpose)
	needsFoe    = bitsOf(mind.Flee, mind.Evade, mind.Interpose, mind.Hide)
)
