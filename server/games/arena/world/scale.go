package world

import (
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/steer"
)

// Energy, from 0 to 100: see Config.EnergyRecovery.
const (
	energyMost = 100
	blowCost   = 10.0
	fullSpeed  = 5.0 // a second
)

// scale is what follows from the configuration and is used each tick.
type scale struct {
	dt                            float64
	decide, perceive              int32 // every so many ticks
	cooldown, respawn, assistTime int32 // ticks
	turn                          plane.Point
	response                      float64
	jitter                        float64   // of the wander angle: radians a tick
	most                          []float64 // health, by team
	reach2, known2, seen2         float32   // squared ranges
	bases                         []plane.Point
}

func scaleOf(c *Config) scale {
	rate := c.TickRate
	s := scale{
		dt:         1 / float64(rate),
		decide:     ticks(c.DecisionIntervalMs, rate),
		perceive:   max(1, rate/10),
		cooldown:   ticks(c.AttackCooldownMs, rate),
		respawn:    ticks(c.RespawnMs, rate),
		assistTime: 5 * rate,
		reach2:     float32(c.CombatRange * c.CombatRange),
		known2:     float32(c.RecognitionRange * c.RecognitionRange),
		seen2:      float32(c.VisualRange * c.VisualRange),
		bases:      basesOf(c),
	}
	const pi = 3.141592653589793
	s.turn.Y, s.turn.X = plane.Sincos(min(c.TurnSpeed*s.dt, pi))
	s.response = min(steer.Response, float64(rate))
	s.jitter = 3 * root(s.dt)
	s.most = make([]float64, c.Teams)
	for k := range s.most {
		s.most[k] = c.BaseHealth * favour(c.TeamBalance, k, int(c.Teams))
	}
	return s
}

// ticks is a time in ticks, at least 1, rounded to the nearest.
func ticks(ms, rate int32) int32 {
	return int32(max(1, (int64(ms)*int64(rate)+500)/1000))
}

// favour is the share of the usual health that a team gets: from 2 for the favoured to
// 1/2 for the other end, evenly between.
func favour(balance float64, team, teams int) float64 {
	s := float64(-balance * (1 - float64(2*team)/float64(teams-1)))
	if s < 0 {
		return 1 / (1 - s)
	}
	return 1 + s
}
