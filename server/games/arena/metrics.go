package arena

import (
	"fmt"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/world"
)

// base is the middle of a team's base.
func base(c *arenav1.Config, team int32) *arenav1.Point {
	return point(world.Base(configOf(c), team))
}

// Metrics are the teams' as messages.
func Metrics(all []world.TeamMetrics) []*arenav1.TeamMetrics { return mapped(all, TeamMetrics) }

// HashText is a hash as it is told.
func HashText(hash uint64) string { return fmt.Sprintf("%016x", hash) }

// Result is how a world came out, as a message.
func Result(r world.Result) *arenav1.Result {
	return &arenav1.Result{
		Winner: r.Winner, Reason: arenav1.EndKind(r.Reason), Tick: r.Tick, Hash: HashText(r.Hash), Teams: Metrics(r.Teams),
	}
}

// Inspection is what an agent thinks, as a message. Senses and forces are left out
// where the viewer may not know them.
func Inspection(i world.Inspection) *arenav1.Inspection {
	told := &arenav1.Inspection{
		Agent: i.Agent, Team: i.Team, Alive: i.Alive, Behavior: i.Behavior, Rule: i.Rule, RuleNumber: i.RuleNumber,
		DecidedTick: i.DecidedTick, Target: i.Target, X: float32(i.Position.X), Y: float32(i.Position.Y),
		VelocityX: float32(i.Velocity.X), VelocityY: float32(i.Velocity.Y), Health: float32(i.Health), Energy: float32(i.Energy),
		Fault: i.Fault, Senses: map[string]float64{}, Forces: map[string]*arenav1.Inspection_Force{},
	}
	for s, value := range i.Senses {
		told.Senses[mind.SenseTerms[s].Name] = value
	}
	for s, force := range i.Forces {
		if force.X != 0 || force.Y != 0 {
			told.Forces[mind.SteeringTerms[s].Name] = &arenav1.Inspection_Force{X: float32(force.X), Y: float32(force.Y)}
		}
	}
	return told
}

// TeamMetrics are a team's as a message.
func TeamMetrics(m world.TeamMetrics) *arenav1.TeamMetrics {
	return &arenav1.TeamMetrics{
		Team: m.Team, Alive: m.Alive, Kills: m.Kills, Deaths: m.Deaths, Assists: m.Assists,
		DamageDealt: m.DamageDealt, DamageTaken: m.DamageTaken, MeanLifetime: m.MeanLifetime, MeanHealth: m.MeanHealth,
		Cohesion: m.Cohesion, AreaHeld: m.AreaHeld, Distance: m.Distance, ScriptSteps: m.ScriptSteps, Control: m.Control,
	}
}

// Outwardly is of an inspection what everybody sees: where an agent is and how it is.
func Outwardly(i *arenav1.Inspection) *arenav1.Inspection {
	return &arenav1.Inspection{
		Agent: i.GetAgent(), Team: i.GetTeam(), Alive: i.GetAlive(), Behavior: i.GetBehavior(),
		X: i.GetX(), Y: i.GetY(), VelocityX: i.GetVelocityX(), VelocityY: i.GetVelocityY(), Health: i.GetHealth(),
	}
}
