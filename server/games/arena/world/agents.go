package world

import "playhouse/server/games/arena/mind"

// What an agent's flags tell.
const (
	alive  uint8 = 1 << iota
	strike       // it wants to strike
	heal         // it wants to heal
	winded       // it had no energy, and has not yet enough for a blow
	failed       // its behaviour failed three times in a row: it wanders
	hidden       // spot is a place to hide at
)

// What an agent may be after.
const (
	nothing uint8 = iota
	somebody
	somewhere
)

const (
	strikersKept = 4                       // whose blows count for assists
	weights      = int(mind.SteeringCount) // by urgency, see order
)

// agents are all agents, by ascending id, property by property. The fallen stay in it,
// for their metrics, until room is needed.
//
// Invariants, checked by valid():
//  1. ids ascend and are below World.nextAgent;
//  2. the living stand free of walls and within the area;
//  3. headings have length 1, health is above 0 for the living and at most the team's;
//  4. mask has the bit of each steering whose weight is not 0.
type agents struct {
	table table

	id                           []int32
	team, flags, faults, pursuit []uint8

	x, y, vx, vy, hx, hy     []float64 // place, velocity, heading
	health, energy           []float64
	wanderX, wanderY         []float64 // point on the wander circle, in the agent's frame
	postX, postY             []float64 // where one stood at the beginning
	goalX, goalY             []float64 // for pursuit somewhere
	dealt, taken, way, steps []float64

	behavior, forced, forcedUntil []int32
	decided, rule                 []int32 // the tick of the last decision, -1 for never
	mask                          []int32
	target, foe                   []int32 // ids: whom one is after; the nearest known enemy at the last decision
	readyAt, backAt               []int32 // ticks: of the next blow, of coming back (-1: never)
	struckAt, blowAt, struckBy    []int32 // ticks of the last blow taken and given, and who gave it
	strikers, strikerAt           []int32 // the last few who struck, and when
	stuck, born                   []int32
	kills, assists, deaths        []int32
	flock                         []int32 // allies in the flock

	weight           []float32
	pace, offX, offY []float32
	clear            []float32 // distance to the nearest who is no ally, at the last decision
	apartX, apartY   []float32 // what was perceived: separation,
	flockX, flockY   []float32 // the middle of allied neighbours,
	flockVX, flockVY []float32 // their mean velocity,
	threatX, threatY []float32 // a push past whom one would run into,
	brake            []float32 // how much to brake behind whom one follows,
	spotX, spotY     []float32 // and a place to hide
	memory           []string
}

// columns lists all properties, in an order that belongs to the engine's version.
func (a *agents) columns() {
	f := func(fresh float64, all ...*[]float64) {
		for _, v := range all {
			a.table.floats = append(a.table.floats, column[float64]{v, 1, fresh})
		}
	}
	s := func(width int, fresh float32, all ...*[]float32) {
		for _, v := range all {
			a.table.singles = append(a.table.singles, column[float32]{v, width, fresh})
		}
	}
	n := func(width int, fresh int32, all ...*[]int32) {
		for _, v := range all {
			a.table.ints = append(a.table.ints, column[int32]{v, width, fresh})
		}
	}
	f(0, &a.x, &a.y, &a.vx, &a.vy, &a.hx, &a.hy, &a.health, &a.wanderY, &a.postX, &a.postY, &a.goalX, &a.goalY, &a.dealt, &a.taken, &a.way, &a.steps)
	f(1, &a.wanderX)
	f(energyMost, &a.energy)
	s(weights, 0, &a.weight)
	s(1, 0, &a.offX, &a.offY, &a.clear, &a.apartX, &a.apartY, &a.flockX, &a.flockY, &a.flockVX, &a.flockVY, &a.threatX, &a.threatY, &a.brake, &a.spotX, &a.spotY)
	s(1, 1, &a.pace)
	n(1, 0, &a.id, &a.behavior, &a.forced, &a.forcedUntil, &a.rule, &a.mask, &a.target, &a.foe, &a.readyAt, &a.stuck, &a.born, &a.struckBy, &a.kills, &a.assists, &a.deaths, &a.flock)
	n(1, -1, &a.decided, &a.backAt)
	n(1, never, &a.struckAt, &a.blowAt)
	n(strikersKept, 0, &a.strikers)
	n(strikersKept, never, &a.strikerAt)
	for _, v := range []*[]uint8{&a.team, &a.flags, &a.faults, &a.pursuit} {
		a.table.bytes = append(a.table.bytes, column[uint8]{v, 1, 0})
	}
	a.table.texts = []column[string]{{&a.memory, 1, ""}}
}

// never is the tick of what did not happen: long before the beginning.
const never = -1 << 30
