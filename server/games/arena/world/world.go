package world

import (
	"cmp"
	"fmt"
	"slices"

	"playhouse/server/games/arena/grid"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
)

// World is a world that runs. It is not safe for use by more than one goroutine at a
// time.
type World struct {
	config    Config
	seed      uint64
	scale     scale
	tick      int32
	nextAgent int32
	nextWall  int32
	walls     []Wall // by id
	points    []ControlPoint
	holders   []int32 // by point: the team from 1, 0 for nobody
	teams     []team
	agents    agents
	behaviors []Behavior // by number
	asked     []pending  // by tick, then behaviour
	faults    []Fault    // not taken yet
	last      []Fault    // of each behaviour the last, by its number
	decisions int64      // since New or Decode; nothing follows from them
	ended     *Result
	ways      ways
	fixed     uint64 // digest of what only orders change

	ground *terrain.Terrain
	near   grid.Grid // of where agents are at the tick's beginning
	touch  grid.Grid // of where they came to
	scratch
}

// team is a team, and what is counted of it.
type team struct {
	name                                 string
	behavior                             int32
	members, living, coming              int32 // not removed; alive; fallen but to come back
	kills, deaths, assists               int32
	dealt, taken, lifetime, way, control float64
	steps                                float64
	gone                                 float64 // lifetime of those who were removed alive,
	left                                 int32   // and their number
}

// scratch is memory that is used again each tick; nothing in it outlives one.
type scratch struct {
	nx, ny, nvx, nvy, nhx, nhy []float64
	pushX, pushY               []float64
	victim                     []int32 // by agent: whom it strikes or heals, -1 for nobody
	targets                    []int32 // as they were at the tick's beginning
	leaders                    []int32 // by team: the index, -1 for none
	keys                       []uint64
	slot                       []int32 // by agent: its entry in near
	senses                     mind.Senses
	action                     mind.Action
}

// New sets a world up, at tick 0.
func New(setup Setup) (*World, error) {
	c := setup.Config
	if setup.Seed != "" {
		c.Seed = setup.Seed
	}
	if len(setup.Teams) > int(c.Teams) {
		return nil, fmt.Errorf("%d teams are set up, but teams is %d", len(setup.Teams), c.Teams)
	}
	if err := CheckWalls(c, setup.Walls, setup.Points); err != nil {
		return nil, err
	}
	w := &World{config: c, seed: seedOf(c.Seed), nextAgent: 1, nextWall: 1, points: slices.Clone(setup.Points), holders: make([]int32, len(setup.Points))}
	w.agents.columns()
	w.nameWalls(slices.Clone(setup.Walls))
	w.derive()
	for k := range w.teams {
		w.teams[k].name = fmt.Sprintf("Team %d", k+1)
		if k < len(setup.Teams) {
			t := setup.Teams[k]
			w.teams[k].name, w.teams[k].behavior = t.Name, t.Behavior.Number
			w.Register(t.Behavior)
		}
	}
	posts, err := muster(&c, w.ground)
	if err != nil {
		return nil, err
	}
	for k, team := range posts {
		for _, p := range team {
			w.born(k, p, w.teams[k].behavior)
		}
	}
	return w, nil
}

// nameWalls gives new walls their ids and puts all in order.
func (w *World) nameWalls(walls []Wall) {
	for i := range walls {
		if walls[i].ID <= 0 {
			continue
		}
		w.nextWall = max(w.nextWall, walls[i].ID+1)
	}
	seen := make([]int32, 0, len(walls))
	for i := range walls {
		if walls[i].ID <= 0 || slices.Contains(seen, walls[i].ID) {
			walls[i].ID = w.nextWall
			w.nextWall++
		}
		seen = append(seen, walls[i].ID)
	}
	slices.SortFunc(walls, func(a, b Wall) int { return cmp.Compare(a.ID, b.ID) })
	w.walls = walls
}

// derive makes what follows from the configuration and the walls.
func (w *World) derive() {
	w.scale = scaleOf(&w.config)
	w.ground = groundOf(&w.config, w.walls)
	w.fix()
	if w.teams == nil {
		w.teams = make([]team, w.config.Teams)
		w.leaders = make([]int32, w.config.Teams)
	}
}

// born adds an agent.
func (w *World) born(team int, at plane.Point, behavior int32) int32 {
	a := &w.agents
	a.table.grow(1)
	i := len(a.id) - 1
	a.id[i], a.team[i], a.behavior[i] = w.nextAgent, uint8(team), behavior
	w.nextAgent++
	a.postX[i], a.postY[i] = at.X, at.Y
	w.teams[team].members++
	w.rise(i)
	return a.id[i]
}

// rise makes an agent alive at its post, facing the area's middle.
func (w *World) rise(i int) {
	a := &w.agents
	a.x[i], a.y[i], a.vx[i], a.vy[i] = a.postX[i], a.postY[i], 0, 0
	heading := plane.Point{X: float64(w.config.AreaWidth/2) - a.x[i], Y: float64(w.config.AreaHeight/2) - a.y[i]}.Unit()
	if heading == (plane.Point{}) {
		heading.X = 1
	}
	a.hx[i], a.hy[i] = heading.X, heading.Y
	a.health[i], a.energy[i] = w.scale.most[a.team[i]], energyMost
	a.flags[i] = a.flags[i]&failed | alive
	a.born[i], a.backAt[i], a.decided[i], a.stuck[i] = w.tick, -1, -1, 0
	a.readyAt[i], a.struckAt[i], a.blowAt[i], a.struckBy[i] = w.tick, never, never, 0
	for k := range strikersKept {
		a.strikers[i*strikersKept+k], a.strikerAt[i*strikersKept+k] = 0, never
	}
	a.pursuit[i], a.target[i], a.foe[i], a.clear[i] = nothing, 0, 0, 0
	w.wander(i)
	w.teams[a.team[i]].living++
}

// wander is what an agent wants that has no behaviour, or one that failed.
func (w *World) wander(i int) {
	w.action = mind.Action{Target: mind.Nobody, Pace: 0.7}
	w.action.Weights[mind.Wander] = 1
	w.action.Weights[mind.AvoidWalls] = 2
	w.action.Weights[mind.AvoidObstacles] = 2
	w.action.Weights[mind.Separate] = 1
	w.want(i, &w.action)
}

// Register makes a behaviour known, or another under its number. Number 0 stays the
// world's own wandering.
func (w *World) Register(behavior Behavior) {
	if behavior.Number == 0 {
		return
	}
	at, found := w.known(behavior.Number)
	if found {
		w.behaviors[at] = behavior
		return
	}
	w.behaviors = slices.Insert(w.behaviors, at, behavior)
}

// known is where a behaviour is in the list.
func (w *World) known(number int32) (int, bool) {
	return slices.BinarySearchFunc(w.behaviors, number, func(b Behavior, n int32) int { return cmp.Compare(b.Number, n) })
}

// Step lets one tick pass: what scripts decided takes effect, agents sense and decide,
// perceive their neighbours, fight where they stand, move, and suffer where they came
// to.
func (w *World) Step() {
	w.comeBack()
	w.look()
	w.takeAnswers()
	w.decide()
	w.perceive()
	w.findWays()
	w.fight()
	w.move()
	w.separate()
	w.suffer()
	w.holdPoints()
	w.tick++
	w.judge()
}

// look sorts the agents by where they are.
func (w *World) look() {
	a, n := &w.agents, len(w.agents.id)
	w.near.Shape(w.config.AreaWidth, w.config.AreaHeight, min(max(w.config.FlockingDistance, 25), 150), n)
	w.sort(&w.near)
	w.slot = sized(w.slot, n)
	for k := range w.near.Entries {
		w.slot[w.near.Entries[k].Index] = int32(k)
	}
	for k := range w.leaders {
		w.leaders[k] = -1
	}
	missing := 0
	for k := range w.teams {
		if w.teams[k].living > 0 {
			missing++
		}
	}
	for i := 0; i < n && missing > 0; i++ {
		if t := a.team[i]; a.flags[i]&alive != 0 && w.leaders[t] < 0 {
			w.leaders[t] = int32(i)
			missing--
		}
	}
}

func (w *World) sort(g *grid.Grid) {
	a := &w.agents
	g.Sort(&grid.Source{X: a.x, Y: a.y, VX: a.vx, VY: a.vy, Health: a.health, Most: w.scale.most, Team: a.team, Flags: a.flags, Want: alive})
}

// sized is a slice of length n, the old one if it is long enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// Tick counts the ticks that passed.
func (w *World) Tick() int32 { return w.tick }

// Decisions counts what agents decided since the world was set up or read.
func (w *World) Decisions() int64 { return w.decisions }

// Agents counts those alive.
func (w *World) Agents() int32 {
	n := int32(0)
	for k := range w.teams {
		n += w.teams[k].living
	}
	return n
}

// Walls are those that stand now, by id.
func (w *World) Walls() []Wall { return slices.Clone(w.walls) }

// Config is the configuration as it is now.
func (w *World) Config() Config { return w.config }
