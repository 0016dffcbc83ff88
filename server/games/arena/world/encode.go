package world

import (
	"fmt"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/path"
	"playhouse/server/games/arena/plane"
)

// magic begins a checkpoint.
const magic = 0x414e455241594c50 // "PLAYARENA", nearly

// Encode is the whole world as bytes, for [Decode]; programs are not in it. It takes
// some 500 bytes an agent.
func (w *World) Encode() []byte {
	c := coder{data: make([]byte, 0, 4096+600*len(w.agents.id))}
	c.head()
	c.fixed(w)
	c.world(w)
	return c.data
}

// Decode makes a world of what [World.Encode] gave, and the behaviours that were
// registered. What is broken, or of another engine, is an error.
func Decode(data []byte, behaviors []Behavior) (*World, error) {
	c := coder{data: data, reading: true}
	c.head()
	w := &World{}
	w.agents.columns()
	c.fixed(w)
	if c.err != nil {
		return nil, c.err
	}
	if err := w.validFixed(); err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	w.derive()
	c.world(w)
	if c.err == nil && len(c.data) > 0 {
		c.err = errBroken
	}
	if c.err != nil {
		return nil, c.err
	}
	if err := w.valid(); err != nil {
		return nil, fmt.Errorf("%w: %w", errBroken, err)
	}
	w.refill()
	for _, b := range behaviors {
		w.Register(b)
	}
	return w, nil
}

// refill computes the fields of ways again.
func (w *World) refill() {
	for k := range w.ways.flows {
		f := &w.ways.flows[k]
		f.field = path.NewField(w.wayGrid())
		if goal, ok := w.blockCell(f.block); ok {
			f.field.Fill(goal)
		}
	}
}

func (c *coder) head() {
	mark, engine := uint64(magic), int32(Engine)
	c.word(&mark)
	c.int(&engine)
	switch {
	case c.err != nil:
	case mark != magic:
		c.err = errBroken
	case engine != Engine:
		c.err = fmt.Errorf("the checkpoint is of engine %d, this is %d", engine, Engine)
	}
}

// fixed is what only orders change.
func (c *coder) fixed(w *World) {
	f := &w.config
	c.ints(&f.AgentCount, &f.DecisionIntervalMs, &f.AttackCooldownMs, &f.MaxGroupSize, &f.ObstacleCount, &f.RespawnMs, &f.Teams,
		(*int32)(&f.End.Kind), &f.End.Target, &f.End.Seconds, &f.TickRate, &f.ControlPoints)
	c.floats(&f.AreaWidth, &f.AreaHeight, &f.VisualRange, &f.RecognitionRange, &f.CombatRange, &f.BaseDamage, &f.BaseHealth,
		&f.BaseSpeed, &f.MaxForce, &f.TurnSpeed, &f.AgentRadius, &f.FlockingDistance, &f.ObstacleSize, &f.BoundaryDamage,
		&f.TeamBalance, &f.EnergyRecovery)
	c.truth(&f.Respawn)
	c.text(&f.Seed, 400)
	c.word(&w.seed)
	c.int(&w.nextWall)
	each(c, &w.walls, WallsMost, func(o *Wall) {
		c.int(&o.ID)
		c.truth(&o.Hole)
		c.byte((*uint8)(&o.Shape.Kind))
		c.float(&o.Shape.Radius)
		each(c, &o.Shape.Points, plane.CornersMost, c.point)
	})
	each(c, &w.points, PointsMost, func(p *ControlPoint) {
		c.int(&p.ID)
		c.point(&p.Centre)
		c.float(&p.Radius)
	})
}

// world is what time changes.
func (c *coder) world(w *World) {
	c.ints(&w.tick, &w.nextAgent)
	each(c, &w.holders, PointsMost, c.int)
	each(c, &w.teams, TeamsMost, c.team)
	n := c.count(len(w.agents.id), AgentsMost)
	c.agents(&w.agents, n)
	c.int(&w.ways.cursor)
	each(c, &w.ways.routes, n, func(r *route) {
		c.ints(&r.agent, &r.planned, &r.count, &r.next)
		c.point(&r.goal)
		for k := range r.corners {
			c.point(&r.corners[k])
		}
	})
	each(c, &w.ways.flows, fieldsMost, func(f *flow) { c.ints(&f.block, &f.used) })
	each(c, &w.asked, 1<<16, c.pending)
	each(c, &w.faults, faultsKept, c.fault)
	each(c, &w.last, 1<<20, c.fault)
	c.result(w)
}

func (c *coder) team(t *team) {
	c.text(&t.name, 1<<10)
	c.ints(&t.behavior, &t.members, &t.living, &t.coming, &t.kills, &t.deaths, &t.assists, &t.left)
	c.floats(&t.dealt, &t.taken, &t.lifetime, &t.way, &t.control, &t.steps, &t.gone)
}

func (c *coder) agents(a *agents, n int) {
	for _, col := range a.table.floats {
		rows(c, col, n, c.float)
	}
	for _, col := range a.table.singles {
		rows(c, col, n, c.single)
	}
	for _, col := range a.table.ints {
		rows(c, col, n, c.int)
	}
	for _, col := range a.table.bytes {
		rows(c, col, n, c.byte)
	}
	for _, col := range a.table.texts {
		rows(c, col, n, func(s *string) { c.text(s, 256) })
	}
}

func (c *coder) pending(p *pending) {
	c.ints(&p.Tick, &p.Behavior)
	c.truth(&p.settled)
	each(c, &p.Asks, AgentsMost, c.ask)
	each(c, &p.answers, AgentsMost, c.answer)
}

func (c *coder) ask(a *mind.Ask) {
	c.int(&a.Agent)
	for k := range a.Senses {
		c.float(&a.Senses[k])
	}
	each(c, &a.Neighbors, mind.NeighborsMost, func(n *mind.Neighbor) {
		c.int(&n.ID)
		c.truth(&n.Ally)
		c.truth(&n.Known)
		c.floats(&n.X, &n.Y, &n.VX, &n.VY, &n.Health)
	})
	c.floats(&a.X, &a.Y, &a.VX, &a.VY)
	c.text(&a.Memory, 256)
}

func (c *coder) answer(a *mind.Answer) {
	c.ints(&a.Agent, &a.Steps, &a.Line, &a.Action.Agent, &a.Action.Rule)
	for k := range a.Action.Weights {
		c.float(&a.Action.Weights[k])
	}
	target := int32(a.Action.Target)
	c.int(&target)
	if c.reading {
		a.Action.Target = mind.Selector(target)
	}
	c.truth(&a.Action.Strike)
	c.truth(&a.Action.Heal)
	c.floats(&a.Action.Pace, &a.Action.OffsetX, &a.Action.OffsetY)
	c.text(&a.Memory, 256)
	c.text(&a.Fault, 1600)
}

func (c *coder) fault(f *Fault) {
	c.ints(&f.Tick, &f.Agent, &f.Behavior, &f.Line)
	c.text(&f.Message, 1600)
}

func (c *coder) result(w *World) {
	ended := w.ended != nil
	c.truth(&ended)
	if !ended || c.err != nil {
		return
	}
	if w.ended == nil {
		w.ended = &Result{}
	}
	r := w.ended
	c.ints(&r.Winner, (*int32)(&r.Reason), &r.Tick)
	c.word(&r.Hash)
	each(c, &r.Teams, TeamsMost, func(m *TeamMetrics) {
		c.ints(&m.Team, &m.Alive, &m.Kills, &m.Deaths, &m.Assists)
		c.floats(&m.DamageDealt, &m.DamageTaken, &m.MeanLifetime, &m.MeanHealth, &m.Cohesion, &m.AreaHeld, &m.Distance, &m.Control)
		steps := uint64(m.ScriptSteps)
		c.word(&steps)
		m.ScriptSteps = int64(steps)
	})
}
