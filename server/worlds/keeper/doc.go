// Package keeper lets time pass in the worlds of the arena, and shows them.
//
// A world's log says what was ordered and at which tick it took effect; this package
// is who decides the ticks. One node owns a world: it computes it, takes its orders,
// keeps a checkpoint every five seconds (a world of many thousands: more rarely), and hands shots of it to those who watch, on
// its own node by memory and on others by the bus.
//
// # Who owns a world
//
// A row with a lease says who, until when. Whoever looks at a world, or finds one that
// should run and has no owner, tries to take it over; the database's clock decides.
// An owner that cannot renew its lease stops before it runs out. One that was stopped
// by force (a paused virtual machine) and wakes up later may still believe in itself:
// what it writes is refused by the log (see package arena: the fence), its checkpoints
// by the lease's epoch in the same statement, and with the first refusal it ends. What
// it shows until then is a moment old, and nobody else's.
//
// # Falling and going on
//
// The next owner loads the last checkpoint and computes on to the last tick that the
// log knows, with the orders at their ticks, and from there on in real time. Watchers
// see the world step back by the seconds since that tick: what they had seen after it
// was not decided by anybody, and happens again the same but for new orders.
//
// # Slow machines and slow watchers
//
// A world that is computed slower than it should run falls behind the clock and does
// not try to catch up: it is slower, and says so (WorldStatus.pace). A watcher reads
// the newest shot when it is ready for one: shots it had no time for are never sent.
// Watchers who have seen the same share one packed frame.
//
// # What one may take from others
//
// Ticks are computed on all processors but one, which is left to those who call. Time
// passes in so many worlds of a host, and of a node: see Limits. A host who begins
// another loses none that is watched. A world that breaks (a panic) ends its owner and
// nothing else.
//
// # Scripts
//
// Scripted agents are asked at one tick and obeyed six ticks later. Their worker
// computes meanwhile; if it is not back by then the world waits, 50 ms at most, and
// then writes down that it missed them, before the tick that would have needed them.
// So a replay knows what never came.
package keeper
