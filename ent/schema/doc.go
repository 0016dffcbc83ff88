// Package schema describes what Playhouse keeps in Postgres. The log (Record)
// is the truth; Session is a row derived from it for lists and clocks; the rest
// is identity and content. No table knows the rules of a game: adding one changes
// nothing here. What a tabletop's campaign keeps between its sessions (campaigns,
// notes, folders, assets, scenes, creatures) are tables of their own, all hanging
// on the campaign's row.
//
// There are no foreign keys from records to sessions: each would take a
// key-share lock on the session's row for every append.
package schema
