package arena

import (
	"slices"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// Limits of a world.
const (
	agentsMost = 100_000
	wallsMost  = 1000
	// waitingMost is how many orders may wait for the world's owner.
	waitingMost = 1000
)

// give is the event of an order.
func give(t session.Turn, s State, o *arenav1.Order) ([]*arenav1.Event, error) {
	if len(s.waiting) >= waitingMost {
		return nil, session.Refuse("too_many_orders", "%d orders wait to be carried out; wait until the world has caught up", len(s.waiting))
	}
	return []*arenav1.Event{{Kind: &arenav1.Event_Ordered_{Ordered: &arenav1.Event_Ordered{Seat: int32(t.Seat), Order: o}}}}, nil
}

// runs refuses those who do not run the world.
func runs(t session.Turn) error {
	if !isHost(t) {
		return session.Forbid("not_host", "only the host runs the world; you command team %d", t.Seat)
	}
	return nil
}

func isHost(t session.Turn) bool {
	m, ok := t.Table.At(t.Seat)
	return ok && m.User == t.Table.Host
}

// hosts gives an order that only the host may give.
func hosts(t session.Turn, s State, o *arenav1.Order) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil {
		return nil, err
	}
	return give(t, s, o)
}

// Start lets time pass.
func (Game) Start(t session.Turn, s State, _ *arenav1.StartRequest) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil || s.running {
		return nil, err
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Start_{Start: &arenav1.Order_Start{}}})
}

// Pause stops time.
func (Game) Pause(t session.Turn, s State, _ *arenav1.PauseRequest) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil || !s.running && s.stopAt == 0 {
		return nil, err
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Pause_{Pause: &arenav1.Order_Pause{}}})
}

// Step lets some ticks pass.
func (Game) Step(t session.Turn, s State, r *arenav1.StepRequest) ([]*arenav1.Event, error) {
	if s.running {
		return nil, session.Refuse("still_running", "pause the world before you step")
	}
	return hosts(t, s, &arenav1.Order{Kind: &arenav1.Order_Step_{Step: &arenav1.Order_Step{Ticks: max(1, r.GetTicks())}}})
}

// SetSpeed makes time pass faster or slower.
func (Game) SetSpeed(t session.Turn, s State, r *arenav1.SetSpeedRequest) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil || s.speed == r.GetSpeed() {
		return nil, err
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Speed_{Speed: &arenav1.Order_Speed{Speed: r.GetSpeed()}}})
}

// Reset begins a new run.
func (Game) Reset(t session.Turn, s State, r *arenav1.ResetRequest) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil {
		return nil, err
	}
	setup, err := renew(s.setup, r.GetSeed())
	if err != nil {
		return nil, err
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Reset_{Reset_: &arenav1.Order_Reset{Setup: setup}}})
}

// AddAgents brings new agents, which do what behavior says; as their team if it is nil.
func (Game) AddAgents(t session.Turn, s State, r *arenav1.AddAgentsRequest, behavior *arenav1.BehaviorCopy) ([]*arenav1.Event, error) {
	if err := knownTeam(s, r.GetTeam()); err != nil {
		return nil, err
	}
	if s.added()+r.GetCount() > agentsMost {
		return nil, session.Refuse("too_many_agents", "a world has room for %d agents; remove some, or begin with fewer", agentsMost)
	}
	if c := r.GetCentre(); c != nil && !inside(s.setup.GetConfig(), c) {
		return nil, session.Refuse("no_room", "centre lies outside of the area")
	}
	return hosts(t, s, &arenav1.Order{Kind: &arenav1.Order_Add_{Add: &arenav1.Order_Add{
		Team: r.GetTeam(), Count: r.GetCount(), Centre: r.GetCentre(), Radius: r.GetRadius(), Behavior: behavior,
	}}})
}

// added is how many agents the run was given, the fallen and removed among them: the
// log does not know who lives.
func (s State) added() int32 {
	r := s.runs[len(s.runs)-1]
	n := r.Setup.GetConfig().GetTeams() * r.Setup.GetConfig().GetAgentCount()
	for _, o := range r.Orders {
		n += o.Order.GetAdd().GetCount()
	}
	for _, o := range s.waiting {
		n += o.Order.GetAdd().GetCount()
	}
	return n
}

// Given is how many agents a run is given by an event, with those that it was given
// before; 0 for events that give none.
func (s State) Given(e *arenav1.Event) int32 {
	o := e.GetOrdered().GetOrder()
	c := e.GetCreated().GetSetup().GetConfig()
	if o.GetReset_() != nil {
		c = o.GetReset_().GetSetup().GetConfig()
	}
	if n := o.GetAdd().GetCount(); n > 0 {
		return s.added() + n
	}
	return c.GetTeams() * c.GetAgentCount()
}

func inside(c *arenav1.Config, p *arenav1.Point) bool {
	return p.GetX() >= 0 && p.GetY() >= 0 && p.GetX() <= c.GetAreaWidth() && p.GetY() <= c.GetAreaHeight()
}

func knownTeam(s State, team int32) error {
	if n := int32(len(s.setup.GetTeams())); team < 1 || team > n {
		return session.Refuse("no_such_team", "this world has teams 1 to %d", n)
	}
	return nil
}

// chosen checks a selection.
func chosen(s State, who *arenav1.Selection) error {
	switch {
	case who.GetTeam() != 0:
		return knownTeam(s, who.GetTeam())
	case len(who.GetAgents()) == 0:
		return session.Refuse("nobody_selected", "name a team or some agents")
	}
	return nil
}

// RemoveAgents takes agents away.
func (Game) RemoveAgents(t session.Turn, s State, r *arenav1.RemoveAgentsRequest) ([]*arenav1.Event, error) {
	if err := chosen(s, r.GetWho()); err != nil {
		return nil, err
	}
	return hosts(t, s, &arenav1.Order{Kind: &arenav1.Order_Remove_{Remove: &arenav1.Order_Remove{Who: r.GetWho()}}})
}

// AssignBehavior gives agents a behaviour.
func (Game) AssignBehavior(t session.Turn, s State, r *arenav1.AssignBehaviorRequest, behavior *arenav1.BehaviorCopy) ([]*arenav1.Event, error) {
	if err := commands(t, s, r.GetWho()); err != nil {
		return nil, err
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Assign_{Assign: &arenav1.Order_Assign{
		Who: owned(t, r.GetWho()), Behavior: behavior,
	}}})
}

// ForceBehavior has agents do something else for a while.
func (Game) ForceBehavior(t session.Turn, s State, r *arenav1.ForceBehaviorRequest, behavior *arenav1.BehaviorCopy) ([]*arenav1.Event, error) {
	if err := commands(t, s, r.GetWho()); err != nil {
		return nil, err
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Force_{Force: &arenav1.Order_Force{
		Who: owned(t, r.GetWho()), Behavior: behavior, Ticks: r.GetTicks(),
	}}})
}

// commands refuses those who do not command the selection: who sits on a team's seat
// commands it alone; the host all teams without a player, and single agents.
func commands(t session.Turn, s State, who *arenav1.Selection) error {
	if err := chosen(s, who); err != nil {
		return err
	}
	team := session.Seat(who.GetTeam())
	switch {
	case team == t.Seat:
		return nil
	case team > 0 && seated(t.Table, team):
		return session.Forbid("not_your_team", "team %d is commanded by its own player", team)
	case isHost(t), team == 0:
		return nil
	}
	return session.Forbid("not_your_team", "you command team %d", t.Seat)
}

func seated(table session.Table, s session.Seat) bool {
	m, ok := table.At(s)
	return ok && !m.Bot
}

// owned narrows a selection of single agents to what the one who gives the order
// commands: only the simulation knows whose they are. The host commands all.
func owned(t session.Turn, who *arenav1.Selection) *arenav1.Selection {
	if who.GetTeam() > 0 || isHost(t) {
		return who
	}
	return &arenav1.Selection{Team: int32(t.Seat), Agents: who.GetAgents()}
}

// EditWalls adds and removes walls.
func (Game) EditWalls(t session.Turn, s State, r *arenav1.EditWallsRequest) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil {
		return nil, err
	}
	there := s.setup.GetWalls()
	for _, id := range r.GetRemove() {
		if !slices.ContainsFunc(there, func(w *arenav1.Wall) bool { return w.GetId() == id }) {
			return nil, session.Refuse("no_such_wall", "there is no wall %d", id)
		}
	}
	if len(there)+len(r.GetAdd())-len(r.GetRemove()) > wallsMost {
		return nil, session.Refuse("too_many_walls", "a world has room for %d walls; remove some first", wallsMost)
	}
	if len(r.GetAdd())+len(r.GetRemove()) == 0 {
		return nil, nil
	}
	edit := &arenav1.Order_Walls{Add: numbered(r.GetAdd(), s.wallsMade), Remove: r.GetRemove()}
	if err := roomLeft(s.rebuild(edit).setup); err != nil {
		return nil, err
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Walls_{Walls: edit}})
}

// ApplyConfig changes the parameters.
func (Game) ApplyConfig(t session.Turn, s State, wanted *arenav1.Config) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil {
		return nil, err
	}
	c, err := Complete(wanted)
	if err != nil {
		return nil, err
	}
	if c.GetSeed() == "" {
		c.Seed = s.setup.GetConfig().GetSeed()
	}
	return give(t, s, &arenav1.Order{Kind: &arenav1.Order_Configure_{Configure: &arenav1.Order_Configure{Config: c}}})
}

// End ends the world by hand.
func (Game) End(t session.Turn, s State, _ *arenav1.EndRequest) ([]*arenav1.Event, error) {
	if err := runs(t); err != nil {
		return nil, err
	}
	return []*arenav1.Event{{Kind: &arenav1.Event_Ended_{Ended: &arenav1.Event_Ended{Result: &arenav1.Result{Tick: s.tick}}}}}, nil
}
