// Package store keeps everything in Postgres: the sessions' logs (it is the
// session.Log of production), the list of sessions, accounts, content, and the
// campaigns of tabletop.
//
// Appends go through a group committer: one goroutine takes all records that
// wait, and writes them by one statement and one commit. There is no timer: the
// commit that is running is the window in which the next batch gathers, so one
// lonely command waits for nobody and a thousand at once share a flush.
//
// The statement is raw SQL and not ent's bulk insert, because DO NOTHING hides
// which row lost and an append must know. Everything else goes through ent.
//
// When the connection breaks in the middle of a commit the outcome is unknown.
// The batch is then sent again: a record that does not come back is looked up,
// and counts as ours only if it is the same to the byte.
package store
