// Package arena is a live world of agents in teams. People write what the agents
// want, the world moves them, and everybody watches.
//
// # How it is built
//
//   - world: the simulation, plain values: who is where after a tick. mind: what an
//     agent senses and can want, and the language of rules. trial: behaviours fighting
//     without anybody watching. All pure.
//   - this package: session.Rules of a world. Its log holds the setup and the orders,
//     never what agents do: that follows.
//   - server/worlds, outside: the node that lets time pass, and the frames.
//
// # What the log says
//
// An order (start, pause, walls, behaviours …) is logged when it is given and
// answered when it is durable. It has no tick then: only who runs the world knows
// where it is. The owner writes Taken {tick, through}: all orders up to that number
// take effect before the step from that tick. Setup, orders and ticks are the
// replay; anybody can compute the world again, and each Taken carries the state's
// hash, so that it shows when somebody computes it otherwise.
//
// An order that stamps its own tick from the time of day would save a record, but a
// machine that is too slow for its world would then take orders in the past.
//
// # The fence
//
// One node runs a world, on a lease in a table. The lease only keeps others from
// trying; what makes a second owner harmless is the log: each owner first writes
// Owned {epoch}, and what it writes later names its epoch. A node that was asleep and
// taken for dead decides at the newest position like everybody, finds a higher epoch
// there, and is refused. Checking a fencing token in the append itself, as first
// designed, would have taught the core what a world is, to gain nothing: the log's
// two constraints already order all writers.
//
// # Who may do what
//
// The host runs the world: time, walls, parameters, agents. Who sits on seat n
// commands team n and nothing else: its behaviours. A team whose seat is taken is its
// player's alone. The source of a behaviour is for who commands the team, and for all
// if it is shared.
package arena
