package world

import (
	"fmt"
	"math"
)

// EndKind is what ends a world; the numbers are those of the contract.
type EndKind int32

// What ends a world. The zero value is the last team standing.
const (
	EndUnspecified EndKind = iota // as EndLastTeam
	EndLastTeam                   // only one team has anybody alive or coming back
	EndKills                      // a team has as many kills as the target
	EndTime                       // the time is over
	EndSurvival                   // the first team survives for the time
	EndControl                    // a team has as many point-seconds as the target
	EndNever                      // nothing
)

// End is when a world ends.
type End struct {
	Kind    EndKind
	Target  int32 // kills or point-seconds; 0 for the usual
	Seconds int32 // limit of time; 0 for none, or for the usual where the kind needs one
}

// Config is the parameters of a world, as in config.proto: lengths in units, times in
// milliseconds of the world's own time. None is absent: start from [Defaults].
type Config struct {
	AgentCount         int32
	AreaWidth          float64
	AreaHeight         float64
	VisualRange        float64
	RecognitionRange   float64
	CombatRange        float64
	BaseDamage         float64
	BaseHealth         float64
	BaseSpeed          float64
	MaxForce           float64
	TurnSpeed          float64
	AgentRadius        float64
	DecisionIntervalMs int32
	AttackCooldownMs   int32
	MaxGroupSize       int32
	FlockingDistance   float64
	ObstacleCount      int32
	ObstacleSize       float64
	BoundaryDamage     float64
	TeamBalance        float64
	Respawn            bool
	RespawnMs          int32
	Teams              int32
	End                End
	TickRate           int32
	Seed               string
	EnergyRecovery     float64
	ControlPoints      int32 // 0 means 3 where the end asks for them
}

// Defaults is what absent parameters mean.
func Defaults() Config {
	return Config{
		AgentCount: 5, AreaWidth: 800, AreaHeight: 600,
		VisualRange: 150, RecognitionRange: 100, CombatRange: 30,
		BaseDamage: 10, BaseHealth: 100, BaseSpeed: 100, MaxForce: 400, TurnSpeed: 6, AgentRadius: 5,
		DecisionIntervalMs: 200, AttackCooldownMs: 1000, MaxGroupSize: 16, FlockingDistance: 50,
		ObstacleCount: 10, ObstacleSize: 20, BoundaryDamage: 5,
		RespawnMs: 3000, Teams: 2, End: End{Kind: EndLastTeam}, TickRate: 30, EnergyRecovery: 10,
	}
}

// Limits of a world as a whole.
const (
	AgentsMost = 100000 // agents, of all teams
	TeamsMost  = 8
	WallsMost  = 2000
	PointsMost = 9
)

// limit is the range of a parameter.
type limit struct {
	name               string
	value, least, most float64
}

func (c Config) limits() []limit {
	return []limit{
		{"agent_count", float64(c.AgentCount), 1, 50000},
		{"area_width", c.AreaWidth, 100, 20000},
		{"area_height", c.AreaHeight, 100, 20000},
		{"visual_range", c.VisualRange, 10, 1000},
		{"recognition_range", c.RecognitionRange, 10, 1000},
		{"combat_range", c.CombatRange, 5, 500},
		{"base_damage", c.BaseDamage, 1, 1000},
		{"base_health", c.BaseHealth, 1, 100000},
		{"base_speed", c.BaseSpeed, 1, 600},
		{"max_force", c.MaxForce, 10, 5000},
		{"turn_speed", c.TurnSpeed, 0.1, 50},
		{"agent_radius", c.AgentRadius, 1, 20},
		{"decision_interval_ms", float64(c.DecisionIntervalMs), 33, 5000},
		{"attack_cooldown_ms", float64(c.AttackCooldownMs), 50, 60000},
		{"max_group_size", float64(c.MaxGroupSize), 1, 64},
		{"flocking_distance", c.FlockingDistance, 5, 500},
		{"obstacle_count", float64(c.ObstacleCount), 0, 500},
		{"obstacle_size", c.ObstacleSize, 1, 500},
		{"boundary_damage", c.BoundaryDamage, 0, 1000},
		{"team_balance", c.TeamBalance, -1, 1},
		{"respawn_ms", float64(c.RespawnMs), 100, 600000},
		{"teams", float64(c.Teams), 2, TeamsMost},
		{"end.kind", float64(c.End.Kind), 0, float64(EndNever)},
		{"end.target", float64(c.End.Target), 0, 1000000},
		{"end.seconds", float64(c.End.Seconds), 0, 86400},
		{"tick_rate", float64(c.TickRate), 1, 60},
		{"energy_recovery", c.EnergyRecovery, 0, 100},
		{"control_points", float64(c.ControlPoints), 0, PointsMost},
	}
}

// Check tells what is wrong with a configuration, in words of its parameters.
func (c Config) Check() error {
	for _, l := range c.limits() {
		if math.IsNaN(l.value) || l.value < l.least || l.value > l.most {
			return fmt.Errorf("%s is %v: it must be %v to %v", l.name, l.value, l.least, l.most)
		}
	}
	if len(c.Seed) > 400 {
		return fmt.Errorf("seed has %d bytes: 400 are the most", len(c.Seed))
	}
	if c.VisualRange < c.RecognitionRange || c.RecognitionRange < c.CombatRange {
		return fmt.Errorf("visual_range (%v) must be at least recognition_range (%v), and that at least combat_range (%v)", c.VisualRange, c.RecognitionRange, c.CombatRange)
	}
	if int64(c.AgentCount)*int64(c.Teams) > AgentsMost {
		return fmt.Errorf("%d teams of %d agents are more than %d: lower agent_count or teams", c.Teams, c.AgentCount, AgentsMost)
	}
	return nil
}
