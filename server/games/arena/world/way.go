package world

import (
	"cmp"
	"slices"

	"playhouse/server/games/arena/path"
	"playhouse/server/games/arena/plane"
)

// Bounds of the work that ways cost: cells looked at in a tick for single ways, fields
// kept, and fields computed in a tick (one).
const (
	looksMost  = 40000
	fieldsMost = 16
	fieldKept  = 15 // ticks after its last use before a field may make room
	blockCells = 4  // goals within a block of so many cells a side share a field
)

// ways are the ways around walls that agents follow.
type ways struct {
	grid   *path.Grid // made when first needed
	finder *path.Finder
	routes []route // by agent
	cursor int32   // the agent that was served last
	flows  []flow
}

// route is an agent's own way.
type route struct {
	agent, planned, count, next int32
	goal                        plane.Point
	corners                     [8]plane.Point
}

// flow is a field of ways to a block of cells.
type flow struct {
	block, used int32
	field       *path.Field
}

// findWays brings the ways of those who follow a path or a field up to date. Who has
// to wait for a way goes straight to the target for so long.
func (w *World) findWays() {
	a := &w.agents
	paths, wanted := false, int32(-1)
	for i, f := range a.flags {
		if f&alive == 0 || !w.wants(i, needsPath|needsFlow) {
			continue
		}
		paths = paths || w.wants(i, needsPath)
		if s := w.steeringOf(i); w.wants(i, needsFlow) && s.hasTarget {
			if b := w.block(s.target.At); !w.useFlow(b) && wanted < 0 {
				wanted = b
			}
		}
	}
	if wanted >= 0 {
		w.addFlow(wanted)
	}
	if paths {
		w.planRoutes()
	} else {
		w.ways.routes = w.ways.routes[:0]
	}
}

// wayGrid is the grid that ways are found on.
func (w *World) wayGrid() *path.Grid {
	if w.ways.grid == nil {
		w.ways.grid = path.NewGrid(w.config.AreaWidth, w.config.AreaHeight, w.config.AgentRadius, w.ground)
		w.ways.finder = path.NewFinder(w.ways.grid)
	}
	return w.ways.grid
}

// block is the block of cells that a place is in.
func (w *World) block(p plane.Point) int32 {
	size := w.wayGrid().Size() * blockCells
	column, row := int32(max(p.X, 0)/size), int32(max(p.Y, 0)/size)
	return row*blocksAcross + column
}

// blocksAcross is more than there are blocks in a row.
const blocksAcross = 1 << 10

// blockCell is the open cell nearest to a block's middle.
func (w *World) blockCell(block int32) (int32, bool) {
	size := w.wayGrid().Size() * blockCells
	column, row := block%blocksAcross, block/blocksAcross
	return w.wayGrid().Around(plane.Point{X: float64((float64(column) + 0.5) * size), Y: float64((float64(row) + 0.5) * size)})
}

// useFlow notes that a field is used; false when there is none.
func (w *World) useFlow(block int32) bool {
	for k := range w.ways.flows {
		if w.ways.flows[k].block == block {
			w.ways.flows[k].used = w.tick
			return true
		}
	}
	return false
}

// addFlow computes a field, in place of the one that was not used for longest.
func (w *World) addFlow(block int32) {
	goal, ok := w.blockCell(block)
	if !ok {
		return
	}
	at := len(w.ways.flows)
	if at < fieldsMost {
		w.ways.flows = append(w.ways.flows, flow{field: path.NewField(w.wayGrid())})
	} else {
		at = 0
		for k := range w.ways.flows {
			if w.ways.flows[k].used < w.ways.flows[at].used {
				at = k
			}
		}
		if w.tick-w.ways.flows[at].used < fieldKept {
			return
		}
	}
	f := &w.ways.flows[at]
	f.block, f.used = block, w.tick
	f.field.Fill(goal)
}

// followFlow goes where the field says, and near the goal straight to the target.
func (w *World) followFlow(i int, s *steering) plane.Point {
	block := w.block(s.target.At)
	for k := range w.ways.flows {
		if w.ways.flows[k].block != block {
			continue
		}
		if way, ok := w.ways.flows[k].field.Way(s.At); ok {
			return s.Towards(way.Mul(s.Speed))
		}
		return s.Arrive(w.before(i, s))
	}
	return s.Seek(s.target.At)
}

// planRoutes goes on where it stopped in the tick before, so everybody has a turn.
func (w *World) planRoutes() {
	a, n := &w.agents, len(w.agents.id)
	w.ways.routes = slices.DeleteFunc(w.ways.routes, func(r route) bool {
		i := a.find(r.agent)
		return i < 0 || a.flags[i]&alive == 0 || !w.wants(i, needsPath)
	})
	w.wayGrid()
	first, _ := slices.BinarySearch(a.id, w.ways.cursor+1)
	for k, looks := 0, 0; k < n && looks < looksMost; k++ {
		i := (first + k) % n
		if a.flags[i]&alive == 0 || !w.wants(i, needsPath) {
			continue
		}
		s := w.steeringOf(i)
		if !s.hasTarget || !w.stale(i, &s) {
			continue
		}
		w.plan(i, &s)
		looks += w.ways.finder.Looked() + 100
		w.ways.cursor = a.id[i]
	}
}

// routeOf is where an agent's way is, or belongs, in the list.
func (w *World) routeOf(i int) (int, bool) {
	return slices.BinarySearchFunc(w.ways.routes, w.agents.id[i], func(r route, id int32) int { return cmp.Compare(r.agent, id) })
}

// stale moves an agent on along its way, and is true when it needs a new one: there is
// none, it was gone to its end, it is old, or the goal is elsewhere.
func (w *World) stale(i int, s *steering) bool {
	at, found := w.routeOf(i)
	if !found {
		return true
	}
	r := &w.ways.routes[at]
	near := float64(2*w.config.AgentRadius) + float64(s.Velocity.Len()*w.scale.dt)
	for r.next < r.count && r.corners[r.next].Sub(s.At).Len2() < float64(near*near) {
		r.next++
	}
	age := w.tick - r.planned
	moved := r.goal.Sub(s.target.At).Len() > 3*w.ways.grid.Size()
	return age > 2*w.config.TickRate || (age >= max(1, w.config.TickRate/5) && (moved || r.next >= r.count))
}

func (w *World) plan(i int, s *steering) {
	r := route{agent: w.agents.id[i], planned: w.tick, goal: s.target.At}
	r.count = int32(w.ways.finder.Find(s.At, s.target.At, r.corners[:]))
	at, found := w.routeOf(i)
	if found {
		w.ways.routes[at] = r
		return
	}
	w.ways.routes = slices.Insert(w.ways.routes, at, r)
}

// followPath goes to the next corner of the way, and arrives at the target itself.
func (w *World) followPath(i int, s *steering) plane.Point {
	at, found := w.routeOf(i)
	if !found || w.ways.routes[at].next >= w.ways.routes[at].count {
		return s.Arrive(w.before(i, s))
	}
	r := &w.ways.routes[at]
	corner := r.corners[r.next]
	if corner == r.goal {
		return s.Arrive(w.before(i, s))
	}
	return s.Seek(corner)
}
