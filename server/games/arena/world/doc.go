// Package world is the simulation of the arena: agents in teams on a plane with
// walls, that sense, decide, steer, collide and fight, tick by tick.
//
// It is pure: the same setup, the same orders at the same ticks and the same answers
// of scripts give the same state, bit by bit, on every machine. It knows no clock, no
// goroutine, no map that is iterated, and no source of chance but the seed.
package world
