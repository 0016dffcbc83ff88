package arena

import (
	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/world"
	"playhouse/server/session"
)

// Complete is a configuration with nothing absent. It fails for what cannot be.
func Complete(c *arenav1.Config) (*arenav1.Config, error) {
	if c == nil {
		c = &arenav1.Config{}
	}
	plain := configOf(c)
	if err := plain.Check(); err != nil {
		return nil, session.Invalid("config", "%s", err)
	}
	return Told(plain), nil
}

// configOf fills in the defaults.
func configOf(c *arenav1.Config) world.Config {
	p := world.Defaults()
	for value, own := range map[*int32]*int32{
		&p.AgentCount: c.AgentCount, &p.DecisionIntervalMs: c.DecisionIntervalMs, &p.AttackCooldownMs: c.AttackCooldownMs,
		&p.MaxGroupSize: c.MaxGroupSize, &p.ObstacleCount: c.ObstacleCount, &p.RespawnMs: c.RespawnMs, &p.Teams: c.Teams,
		&p.TickRate: c.TickRate, &p.ControlPoints: c.ControlPoints,
	} {
		if own != nil {
			*value = *own
		}
	}
	for value, own := range map[*float64]*float64{
		&p.AreaWidth: c.AreaWidth, &p.AreaHeight: c.AreaHeight, &p.VisualRange: c.VisualRange, &p.RecognitionRange: c.RecognitionRange,
		&p.CombatRange: c.CombatRange, &p.BaseDamage: c.BaseDamage, &p.BaseHealth: c.BaseHealth, &p.BaseSpeed: c.BaseSpeed,
		&p.MaxForce: c.MaxForce, &p.TurnSpeed: c.TurnSpeed, &p.AgentRadius: c.AgentRadius, &p.FlockingDistance: c.FlockingDistance,
		&p.ObstacleSize: c.ObstacleSize, &p.BoundaryDamage: c.BoundaryDamage, &p.TeamBalance: c.TeamBalance, &p.EnergyRecovery: c.EnergyRecovery,
	} {
		if own != nil {
			*value = *own
		}
	}
	p.Respawn, p.Seed = c.GetRespawn(), c.GetSeed()
	if e := c.GetEnd(); e != nil {
		p.End = world.End{Kind: world.EndKind(e.GetKind()), Target: e.GetTarget(), Seconds: e.GetSeconds()}
	}
	return p
}

// Told is a configuration as a message, with nothing absent.
func Told(p world.Config) *arenav1.Config {
	if p.End.Kind == world.EndUnspecified {
		p.End.Kind = world.EndLastTeam
	}
	return &arenav1.Config{
		AgentCount: &p.AgentCount, AreaWidth: &p.AreaWidth, AreaHeight: &p.AreaHeight, VisualRange: &p.VisualRange,
		RecognitionRange: &p.RecognitionRange, CombatRange: &p.CombatRange, BaseDamage: &p.BaseDamage, BaseHealth: &p.BaseHealth,
		BaseSpeed: &p.BaseSpeed, MaxForce: &p.MaxForce, TurnSpeed: &p.TurnSpeed, AgentRadius: &p.AgentRadius,
		DecisionIntervalMs: &p.DecisionIntervalMs, AttackCooldownMs: &p.AttackCooldownMs, MaxGroupSize: &p.MaxGroupSize,
		FlockingDistance: &p.FlockingDistance, ObstacleCount: &p.ObstacleCount, ObstacleSize: &p.ObstacleSize,
		BoundaryDamage: &p.BoundaryDamage, TeamBalance: &p.TeamBalance, Respawn: &p.Respawn, RespawnMs: &p.RespawnMs, Teams: &p.Teams,
		End:      &arenav1.End{Kind: arenav1.EndKind(p.End.Kind), Target: p.End.Target, Seconds: p.End.Seconds},
		TickRate: &p.TickRate, Seed: p.Seed, EnergyRecovery: &p.EnergyRecovery, ControlPoints: &p.ControlPoints,
	}
}

// Plain is a configuration as the simulation knows it, with nothing absent. It fails
// for what cannot be.
func Plain(c *arenav1.Config) (world.Config, error) {
	told, err := Complete(c)
	if err != nil {
		return world.Config{}, err
	}
	return configOf(told), nil
}
