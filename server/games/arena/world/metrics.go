package world

import (
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
)

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

// Inspection is what an agent thinks: see frame.proto.
type Inspection struct {
	Agent       int32
	Team        int32 // from 1
	Alive       bool
	Behavior    string // the behaviour's name
	Rule        string // the rule that decided last; for a script its memory
	RuleNumber  int32  // from 1; 0 for none
	DecidedTick int32  // -1 for never
	Target      int32  // 0 for nobody
	Position    plane.Point
	Velocity    plane.Point
	Health      float64 // units of health
	Energy      float64 // 0 to 100
	Senses      mind.Senses
	Forces      [mind.SteeringCount]plane.Point // weighted, before they are blended
	Fault       string                          // what failed last; empty for nothing
}

// Metrics are the teams', by team.
func (w *World) Metrics() []TeamMetrics { return nil }

// AgentMetrics are an agent's; false when there is none with this id.
func (w *World) AgentMetrics(id int32) (AgentMetrics, bool) { return AgentMetrics{}, false }

// Inspect tells what an agent thinks; false when there is none with this id.
func (w *World) Inspect(id int32) (Inspection, bool) { return Inspection{}, false }
