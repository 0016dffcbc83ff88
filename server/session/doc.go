// Package session is the runtime under every game: it lets players decide what
// happens, keeps it for ever, and shows everybody what they may see.
//
// # The decision
//
// A session is an append-only log of records; everything else is derived from it
// by folding. State is never stored. So state types can be refactored freely,
// any position can be had back, a save or a fork is a prefix, a replay is the
// log read slowly, and two nodes that have read the same log agree. Only events
// are for ever: their protos are guarded by buf breaking, and a changed meaning
// is a new event kind.
//
// The runtime knows no game, no RPC and no SQL. A game is a Rules: pure
// functions of values. Commands are ordinary methods, given to Do as method
// expressions; protobuf's services are the dispatcher, so there is no registry
// of commands and no switch over them.
//
// Where this differs from the first design: Apply returns an error for an event
// it does not know, instead of having no way to say so, because "never skip an
// unknown event" must be testable without panics. A command is unique by a key
// derived from session, actor and command id, instead of the id alone, so that
// nobody can use up another's ids; the key is the record's primary key, which
// saves an index per append. A refusal is checked against the log's head before
// it is told, because another node may have gone on.
//
// # The life of a command (live.go)
//
// Whoever holds the session's turn decides. The command sees the newest
// position; what it decides is appended; only a durable append makes the next
// position, wakes the watchers, and is answered. Two constraints of the log
// carry "exactly once, at one version", and nothing else does: a key is taken
// once, and a version of a session is taken once. The turn, the ring of recent
// positions, remembered answers and the bus only make it faster.
//
// # Watchers (frame.go)
//
// A watcher is a cursor, not a queue: it takes the wake channel and the newest
// position in one moment, sends the difference to what it last sent, and waits.
// A slow one skips versions; it costs nobody anything. Watchers who have the
// same and want the same share one message. The difference is computed from the
// positions in the ring; further back there is a snapshot.
//
// # What runs beside a log (steward.go)
//
// A live world computes between two commands, and is nobody's at the table. Its node
// follows the newest position (Follow) and writes what it decides (Act): by the same
// turn, at the newest position, durable before it is answered. That only one node does
// so is the game's affair; that two cannot both be right is the log's.
//
// # What can fail
//
//   - A refusal: nothing is stored, nothing is changed, no dice are used up.
//   - A crash before the commit: nothing has happened; the client retries.
//   - A crash after the commit, before the answer: the retry finds its answer by
//     the key, from memory or from the log.
//   - The append's outcome is unknown (the connection broke): the caller gets
//     UNAVAILABLE, and the log is read before anything else is decided.
//   - Another node was faster: the tail is folded and the command decided again,
//     at most five times.
//   - A hint on the bus is lost: watched sessions are polled every two seconds.
//   - A watcher goes away: nothing but presence changes; a member gone for
//     AbsentAfter loses readiness in the lobby.
//   - The log holds an event this server does not know, or a rule panics while
//     folding: the session is quarantined, which is read-only and told to the
//     operator; others are untouched.
//   - A rule panics while deciding: the caller gets an internal error, nothing is
//     stored, the session goes on.
//   - Postgres is away: commands answer UNAVAILABLE, watchers keep what they have
//     and go on when it is back.
//   - The disk is full: the append fails like the above; what was answered is
//     there.
package session
