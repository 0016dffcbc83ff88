package world

import "playhouse/server/games/arena/plane"

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
	Radius   float64      // how far around
	Behavior int32        // what they do; 0: as their team
}

// Add makes new agents and tells their ids, ascending. It changes nothing with an
// error: no such team or behaviour, too many agents, no room.
func (w *World) Add(order Add) ([]int32, error) { return nil, nil }

// Remove takes agents out of the world, with what they did; teams' metrics stay.
func (w *World) Remove(who Selection) {}

// Assign gives agents a behaviour; with a team also those that join it later. A
// behaviour that failed is forgotten. Numbers that nobody registered mean wandering.
func (w *World) Assign(who Selection, behavior int32) {}

// Force lets agents do something else for some ticks, then what they did before.
func (w *World) Force(who Selection, behavior, ticks int32) {}

// EditWalls takes walls away (unknown ids are ignored) and puts new ones in, with ids
// that go on from the highest ever given. Who stands in a new wall is pushed out, or
// is moved to the nearest free place. It changes nothing with an error: a shape that
// makes no sense, or no room for the agents.
func (w *World) EditWalls(add []Wall, remove []int32) error { return nil }

// Configure changes the parameters, but for the area, the counts of agents, teams,
// obstacles and points, the tick rate and the seed: those only change with a new
// world. Health keeps its share.
func (w *World) Configure(config Config) error { return nil }
