package world

import (
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
)

// Engine is the simulation's version: the same setup, orders and answers give the
// same hashes only under the same engine. Whatever changes a hash raises it.
const Engine = 1

// Wall is something solid that does not move, or with Hole a hole (a circle) into
// which one falls.
type Wall struct {
	ID    int32 // from 1; 0 in orders and setups: it is given
	Shape plane.Shape
	Hole  bool
}

// ControlPoint is a place that a team holds by standing there alone. It stays the
// team's until another stands there alone.
type ControlPoint struct {
	ID     int32 // from 1
	Centre plane.Point
	Radius float64
}

// Behavior is what agents do. The caller numbers behaviours from 1; 0 is the world's
// own wandering.
type Behavior struct {
	Number  int32
	Name    string
	Program mind.Program // nil for a script
	Script  bool         // decisions are asked of the caller, see [World.Asked]
}

// TeamSetup is a team at the start.
type TeamSetup struct {
	Name     string
	Behavior Behavior
}

// Setup is all that a world starts from.
type Setup struct {
	Config Config
	Seed   string // empty: the configuration's
	Walls  []Wall
	Points []ControlPoint
	Teams  []TeamSetup // by team; missing ones are named by their number and wander
}
