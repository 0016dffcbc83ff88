package arena

import (
	"fmt"
	"slices"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/world"
)

// Course is a run being computed: live, to be watched again, or to be verified. It lets
// the orders of the log take effect at their ticks.
type Course struct {
	World *world.World
	run   Run
	taken int // orders of the run that took effect
	built int // how often walls changed
	added map[int32]*arenav1.BehaviorCopy
}

// NewCourse is a run at its beginning.
func NewCourse(r Run) (*Course, error) {
	if e := r.Setup.GetEngine(); e != world.Engine {
		return nil, fmt.Errorf("engine %d computed this world, and this is engine %d", e, world.Engine)
	}
	setup := world.Setup{
		Config: configOf(r.Setup.GetConfig()),
		Walls:  mapped(r.Setup.GetWalls(), wallOf), Points: mapped(r.Setup.GetPoints(), controlPointOf),
	}
	c := &Course{run: r, added: map[int32]*arenav1.BehaviorCopy{}}
	for i, t := range r.Setup.GetTeams() {
		setup.Teams = append(setup.Teams, world.TeamSetup{Name: t.GetName(), Behavior: c.behavior(int32(i)+1, t.GetBehavior())})
	}
	var err error
	if c.World, err = world.New(setup); err != nil {
		return nil, fmt.Errorf("set the world up: %w", err)
	}
	return c, nil
}

// ResumeCourse is a run where a checkpoint left it: orders up to through had taken
// effect.
func ResumeCourse(r Run, data []byte, through int32) (*Course, error) {
	c := &Course{run: r, added: map[int32]*arenav1.BehaviorCopy{}}
	var known []world.Behavior
	for i, t := range r.Setup.GetTeams() {
		known = append(known, c.behavior(int32(i)+1, t.GetBehavior()))
	}
	for _, o := range r.Orders {
		if o.Number > through {
			break
		}
		c.taken++
		if b := orderedBehavior(o.Order); b != nil {
			known = append(known, c.behavior(orderBase+o.Number, b))
		}
	}
	var err error
	c.World, err = world.Decode(data, known)
	return c, err
}

// behavior makes a copy ready for the simulation. A source that is no good any more
// wanders: it was good when it was copied.
func (c *Course) behavior(number int32, b *arenav1.BehaviorCopy) world.Behavior {
	c.added[number] = b
	if b.GetTier() == arenav1.Tier_TIER_SCRIPT {
		return world.Behavior{Number: number, Name: b.GetName(), Script: true}
	}
	program, _ := mind.Compile(b.GetSource())
	return world.Behavior{Number: number, Name: b.GetName(), Program: program}
}

// Behavior is the copy with a number.
func (c *Course) Behavior(number int32) *arenav1.BehaviorCopy { return c.added[number] }

// Rebuilt counts the changes of walls since the course was made or resumed.
func (c *Course) Rebuilt() int { return c.built }

// Walls are those that stand now.
func (c *Course) Walls() []*arenav1.Wall { return mapped(c.World.Walls(), wall) }

// Run is what is computed.
func (c *Course) Run() Run { return c.run }

// Extend tells the course what the log says of its run by now.
func (c *Course) Extend(r Run) { c.run = r }

// Through is the number of the last order that took effect; 0 for none.
func (c *Course) Through() int32 {
	if c.taken == 0 {
		return 0
	}
	return c.run.Orders[c.taken-1].Number
}

// Obey lets the orders of this tick take effect.
func (c *Course) Obey() {
	for c.taken < len(c.run.Orders) && c.run.Orders[c.taken].Tick <= c.World.Tick() {
		c.obey(c.run.Orders[c.taken])
		c.taken++
	}
}

func (c *Course) obey(o Taken) {
	number := orderBase + o.Number
	behavior := int32(0)
	if b := orderedBehavior(o.Order); b != nil {
		c.World.Register(c.behavior(number, b))
		behavior = number
	}
	// What cannot be any more (no room, too many) changes nothing, here as in every
	// replay.
	switch k := o.Order.GetKind().(type) {
	case *arenav1.Order_Add_:
		_, _ = c.World.Add(addOf(k.Add, behavior))
	case *arenav1.Order_Remove_:
		c.World.Remove(c.selectionOf(k.Remove.GetWho()))
	case *arenav1.Order_Assign_:
		c.World.Assign(c.selectionOf(k.Assign.GetWho()), behavior)
	case *arenav1.Order_Force_:
		c.World.Force(c.selectionOf(k.Force.GetWho()), behavior, k.Force.GetTicks())
	case *arenav1.Order_Walls_:
		c.built++
		_ = c.World.EditWalls(mapped(k.Walls.GetAdd(), wallOf), k.Walls.GetRemove())
	case *arenav1.Order_Configure_:
		_ = c.World.Configure(configOf(k.Configure.GetConfig()))
	default: // time is the owner's
	}
}

func addOf(a *arenav1.Order_Add, behavior int32) world.Add {
	add := world.Add{Team: a.GetTeam(), Count: a.GetCount(), Radius: a.GetRadius(), Behavior: behavior}
	if a.GetCentre() != nil {
		centre := pointOf(a.GetCentre())
		add.Centre = &centre
	}
	return add
}

// selectionOf is a selection as the simulation knows it: single agents of a team are
// those of them that are in it.
func (c *Course) selectionOf(who *arenav1.Selection) world.Selection {
	if len(who.GetAgents()) == 0 {
		return world.Selection{Team: who.GetTeam()}
	}
	agents := slices.Clone(who.GetAgents())
	if who.GetTeam() > 0 {
		agents = slices.DeleteFunc(agents, func(id int32) bool {
			return c.World.TeamOf(id) != who.GetTeam()
		})
	}
	return world.Selection{Agents: agents}
}

// HasMissed is true when the log says that a behaviour asked at a tick never answered.
func (c *Course) HasMissed(tick, behavior int32) bool {
	for i := len(c.run.Missed) - 1; i >= 0 && c.run.Missed[i].Tick >= tick; i-- {
		if m := c.run.Missed[i]; m.Tick == tick && slices.Contains(m.Behaviors, behavior) {
			return true
		}
	}
	return false
}

// Missed lets those of the batch asked at a tick have failed of whom the log says so.
func (c *Course) Missed(tick int32) {
	for _, m := range c.run.Missed {
		if m.Tick == tick {
			c.World.Miss(tick, m.Behaviors, m.Message)
		}
	}
}
