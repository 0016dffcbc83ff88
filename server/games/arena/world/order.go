package world

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
)

// Selection is some agents.
type Selection struct {
	Team   int32   // all of a team (from 1), and those that join it; 0 for none
	Agents []int32 // single agents; those that are gone are ignored
}

// Add is an order for new agents.
type Add struct {
	Team     int32        // from 1
	Count    int32        // how many
	Centre   *plane.Point // around where; nil: at the team's base
	Radius   float64      // how far around; 0: as far as they need
	Behavior int32        // what they do; 0: as their team
}

// Add makes new agents and tells their ids, ascending. It changes nothing with an
// error: no such team or behaviour, too many agents, no room.
func (w *World) Add(order Add) ([]int32, error) {
	if err := w.checkAdd(&order); err != nil {
		return nil, err
	}
	team := int(order.Team - 1)
	centre, radius := w.scale.bases[team], order.Radius
	if order.Centre != nil {
		centre = *order.Centre
	}
	radius = max(radius, float64(spacing*w.config.AgentRadius)*root(float64(order.Count)/math.Pi))
	places := make([]plane.Point, order.Count)
	for k := range places {
		id := w.nextAgent + int32(k)
		sin, cos := plane.Sincos(float64(2 * math.Pi * w.draw(id, drawPlace)))
		far := float64(radius * root(w.draw(id, drawPlaceFar)))
		p, ok := w.ground.Settle(plane.Point{X: centre.X + float64(far*cos), Y: centre.Y + float64(far*sin)})
		if !ok {
			return nil, errRoom
		}
		places[k] = p
	}
	w.forgetFallen(int(order.Count))
	behavior := order.Behavior
	if behavior == 0 {
		behavior = w.teams[team].behavior
	}
	ids := make([]int32, order.Count)
	for k, p := range places {
		ids[k] = w.born(team, p, behavior)
	}
	return ids, nil
}

func (w *World) checkAdd(order *Add) error {
	if order.Team < 1 || order.Team > w.config.Teams {
		return fmt.Errorf("there is no team %d: teams are 1 to %d", order.Team, w.config.Teams)
	}
	if order.Count < 1 || order.Count > AgentsMost {
		return fmt.Errorf("%d agents cannot be added: 1 to %d can", order.Count, AgentsMost)
	}
	if _, known := w.known(order.Behavior); order.Behavior != 0 && !known {
		return fmt.Errorf("there is no behaviour %d in this world", order.Behavior)
	}
	if order.Centre != nil && !order.Centre.Finite() || !(order.Radius >= 0 && order.Radius <= 1e6) {
		return errors.New("where to add agents must be a place and a distance")
	}
	there := order.Count
	for k := range w.teams {
		there += w.teams[k].living + w.teams[k].coming
	}
	if there > AgentsMost {
		return fmt.Errorf("with %d more there would be %d agents: %d are the most", order.Count, there, AgentsMost)
	}
	if side := 2 * w.config.AgentRadius; float64(side*side)*float64(there) > float64(w.config.AreaWidth*w.config.AreaHeight) {
		return errRoom
	}
	if w.nextAgent > math.MaxInt32-2*AgentsMost {
		return errors.New("this world has had too many agents: reset it")
	}
	return nil
}

// forgetFallen drops those who fell first and do not come back, if there is no room for
// more agents beside them.
func (w *World) forgetFallen(more int) {
	a := &w.agents
	drop := len(a.id) + more - AgentsMost
	if drop <= 0 {
		return
	}
	keep := make([]bool, len(a.id))
	for i, f := range a.flags {
		keep[i] = f&alive != 0 || a.backAt[i] >= 0 || drop <= 0
		if !keep[i] {
			drop--
		}
	}
	a.table.keep(keep)
}

// chosen visits the agents of a selection that are there, by id.
func (w *World) chosen(who Selection, visit func(i int)) {
	a := &w.agents
	singles := slices.Clone(who.Agents)
	slices.Sort(singles)
	singles = slices.Compact(singles)
	if who.Team < 1 || who.Team > w.config.Teams {
		for _, id := range singles {
			if i := a.find(id); i >= 0 {
				visit(i)
			}
		}
		return
	}
	for i := range a.id {
		_, single := slices.BinarySearch(singles, a.id[i])
		if single || int32(a.team[i])+1 == who.Team {
			visit(i)
		}
	}
}

// Remove takes agents out of the world, with what they did; teams' metrics stay.
func (w *World) Remove(who Selection) {
	a := &w.agents
	keep := make([]bool, len(a.id))
	for i := range keep {
		keep[i] = true
	}
	w.chosen(who, func(i int) {
		keep[i] = false
		t := &w.teams[a.team[i]]
		t.members--
		if a.flags[i]&alive != 0 {
			t.living--
			t.gone += float64(float64(w.tick-a.born[i]) * w.scale.dt)
			t.left++
		}
		if a.backAt[i] >= 0 {
			t.coming--
		}
	})
	a.table.keep(keep)
}

// Assign gives agents a behaviour; with a team also those that join it later. A
// behaviour that failed is forgotten. Numbers that nobody registered mean wandering.
func (w *World) Assign(who Selection, behavior int32) {
	if who.Team >= 1 && who.Team <= w.config.Teams {
		w.teams[who.Team-1].behavior = behavior
	}
	w.chosen(who, func(i int) {
		w.agents.behavior[i] = behavior
		w.anew(i)
	})
}

// Force lets agents do something else for some ticks, then what they did before.
func (w *World) Force(who Selection, behavior, ticks int32) {
	const most = 1 << 24
	ticks = min(max(ticks, 0), most)
	w.chosen(who, func(i int) {
		w.agents.forced[i], w.agents.forcedUntil[i] = behavior, w.tick+ticks
		w.anew(i)
	})
}

// anew lets an agent begin a behaviour: with rules it decides in the next tick.
func (w *World) anew(i int) {
	a := &w.agents
	a.faults[i], a.decided[i], a.memory[i] = 0, -1, ""
	a.flags[i] &^= failed
}

// EditWalls takes walls away (unknown ids are ignored) and puts new ones in, with ids
// that go on from the highest ever given. Who stands in a new wall is pushed out, or
// is moved to the nearest free place. It changes nothing with an error: a shape that
// makes no sense, or no room for the agents.
func (w *World) EditWalls(add []Wall, remove []int32) error {
	if err := checkShapes(add); err != nil {
		return err
	}
	walls := slices.DeleteFunc(slices.Clone(w.walls), func(o Wall) bool { return slices.Contains(remove, o.ID) })
	if len(walls)+len(add) > WallsMost {
		return fmt.Errorf("%d walls are more than %d", len(walls)+len(add), WallsMost)
	}
	next := w.nextWall
	for _, n := range add {
		n.ID = next
		n.Shape.Points = slices.Clone(n.Shape.Points)
		walls = append(walls, n)
		next++
	}
	ground := groundOf(&w.config, walls)
	if err := w.settle(ground); err != nil {
		return err
	}
	w.walls, w.nextWall = walls, next
	w.relay(ground)
	return nil
}

// relay puts the agents on another ground.
func (w *World) relay(ground *terrain.Terrain) {
	w.ground = ground
	w.ways = ways{}
	w.fix()
}

// settle moves agents and posts to where they are free on another ground; it changes
// nothing if that cannot be.
func (w *World) settle(ground *terrain.Terrain) error {
	a, n := &w.agents, len(w.agents.id)
	places, posts := make([]plane.Point, n), make([]plane.Point, n)
	for i := range n {
		var ok bool
		posts[i], ok = ground.Settle(plane.Point{X: a.postX[i], Y: a.postY[i]})
		if !ok {
			return errRoom
		}
		places[i] = w.at(i)
		if a.flags[i]&alive == 0 || ground.Stands(places[i], w.config.AgentRadius) {
			continue
		}
		if places[i], ok = ground.Settle(places[i]); !ok {
			return errRoom
		}
	}
	for i := range n {
		a.x[i], a.y[i] = places[i].X, places[i].Y
		a.postX[i], a.postY[i] = posts[i].X, posts[i].Y
	}
	return nil
}

// Configure changes the parameters, but for the area, the counts of agents, teams,
// obstacles and points, the obstacles' size, the tick rate and the seed: those only
// change with a new world. Health keeps its share.
func (w *World) Configure(config Config) error {
	if err := config.Check(); err != nil {
		return err
	}
	o := w.config
	config.AgentCount, config.AreaWidth, config.AreaHeight, config.Teams = o.AgentCount, o.AreaWidth, o.AreaHeight, o.Teams
	config.ObstacleCount, config.ObstacleSize, config.ControlPoints = o.ObstacleCount, o.ObstacleSize, o.ControlPoints
	config.TickRate, config.Seed = o.TickRate, o.Seed
	ground := w.ground
	if config.AgentRadius != o.AgentRadius {
		ground = groundOf(&config, w.walls)
		w.config.AgentRadius = config.AgentRadius
		if err := w.settle(ground); err != nil {
			w.config.AgentRadius = o.AgentRadius
			return err
		}
	}
	before := w.scale.most
	w.config = config
	w.scale = scaleOf(&w.config)
	w.rescale(before)
	if config.AgentRadius != o.AgentRadius {
		w.relay(ground)
	}
	w.fix()
	return nil
}

// rescale lets what waits and what is a share of something follow the parameters.
func (w *World) rescale(before []float64) {
	a := &w.agents
	for i := range a.id {
		most := w.scale.most[a.team[i]]
		a.health[i] = min(float64(a.health[i]*(most/before[a.team[i]])), most)
		a.readyAt[i] = min(a.readyAt[i], w.tick+w.scale.cooldown)
		if a.flags[i]&alive != 0 {
			continue
		}
		switch t := &w.teams[a.team[i]]; {
		case !w.config.Respawn && a.backAt[i] >= 0:
			a.backAt[i] = -1
			t.coming--
		case w.config.Respawn && a.backAt[i] < 0:
			a.backAt[i] = w.tick + w.scale.respawn
			t.coming++
		case w.config.Respawn:
			a.backAt[i] = min(a.backAt[i], w.tick+w.scale.respawn)
		}
	}
}
