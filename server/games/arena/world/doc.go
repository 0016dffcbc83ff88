// Package world is the simulation of the arena: agents in teams on a plane with
// walls, that sense, decide, steer, collide and fight, tick by tick.
//
// It is pure: the same setup, the same orders at the same ticks and the same answers
// of scripts give the same state, bit by bit, on every machine. It knows no clock, no
// goroutine, no map that is iterated, and no source of chance but the seed. Chance is
// a hash of (seed, agent, tick, purpose), so no generator is kept and no order of
// draws matters. Go may fuse x*y+z into one rounding on some CPUs: each product that is
// added is wrapped in float64(...) or float32(...), here and in the packages beside
// (plane, terrain, grid, path, steer); a test reads the compiler's arm64 output. Golden
// hashes bind the state to [Engine].
//
// # A tick
//
//	the fallen come back      whose time has come
//	look                      all are sorted into cells by where they are
//	answers                   of scripts that were asked Delay ticks ago take effect
//	decide                    every decision interval, staggered by id: rules at once, scripts are asked
//	perceive                  ten times a second and at decisions: neighbours, hiding places
//	ways                      paths and fields, a bounded number of cells a tick
//	fight                     by where all are at the tick's beginning
//	move                      forces, turn, sweep against walls: reads the old state, writes the new
//	separate                  who overlaps is pushed apart
//	suffer, points, end       at the edge, over holes; who holds what; is it over
//
// # Decisions worth arguing
//
// Forces of neighbours are made of sums that are renewed ten times a second (the
// separation, the flock's middle and drift, the worst threat), not of lists that are
// kept: lists of ids would be most of the state, and go stale when agents leave. What
// would change our mind: flocks that visibly lag at some speed.
//
// Forces are blended by urgency with a running budget: a wall is avoided before anybody
// is chased. A weighted sum was rejected because opposite forces cancel out, and agents
// stand still in front of walls.
//
// Agents do not slide: they move along their heading, and turn it as fast as turn_speed
// lets them. Who wants nothing stops.
//
// Everybody strikes by how things are at the tick's beginning, and blows are counted
// from an agent drawn anew each tick on, so low ids have no advantage. A kill is whose
// blow was the last within 5 s, also when the edge or a hole did the rest.
//
// A control point stays a team's when it leaves, until another stands there alone.
// Energy that ran out is won back up to the cost of a blow before one is fast again.
//
// The fallen that do not come back stay in the arrays for their metrics, until room is
// needed. A state is written whole, some 400 bytes an agent: a difference to an earlier
// one was rejected, because nearly all of it changes each tick.
package world
