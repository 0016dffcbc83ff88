// Package save keeps players' save slots.
//
// A session is a log of what happened, so a save copies nothing: it names a
// session and a position in it. Loading it goes on in that session when the game
// has not moved since, else in a new one with the same past and dice of its own
// (a fork). That is why a loaded save cannot be used to try one roll again, and
// why what was loaded is not listed on leaderboards.
//
// Slot 0, the autosave, is not stored at all: an answer means durable, so the
// newest position of the game played last already is what an autosave would
// hold.
//
// A session that a slot names cannot be deleted (the database forbids it): to
// copy logs into saves would cost a write for each, for a case that one sentence
// explains.
//
// A file is the log up to the position, compressed and signed by this server's
// key. It is for one's own account on the same server: a signature says that
// this server wrote it, and a past is worth nothing to somebody who had no seat
// in it. Files are read in every format that was released; testdata keeps one of
// each.
package save
