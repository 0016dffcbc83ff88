// Package schema describes what Playhouse keeps in Postgres. The log (Record)
// is the truth; Session is a row derived from it for lists and clocks; the rest
// is identity and content. No table knows a game: adding one changes nothing
// here.
//
// There are no foreign keys from records to sessions: each would take a
// key-share lock on the session's row for every append.
package schema
