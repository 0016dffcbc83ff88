// Package campaign keeps what a group plays at the tabletop: who they are and what
// they may do (Gate, Members), the diary (Notes), and prepared scenes in folders
// (Scenes). It knows neither the database nor the wire.
//
// Authorization is in one place: what somebody is in a campaign decides, and Gate
// tells what they are. Who is not in it is answered as if it did not exist. Every
// exported method that takes a campaign's id asks the gate first.
//
// Campaigns are rows and not logs of sessions: nobody replays a diary, and what is
// prepared for years must not be folded to be read. What must happen once is kept
// as a deed, in the transaction of what it did; the unique key of a deed is derived
// as that of a session's record is, so nobody can use up another's command ids. A
// retry is answered with what was made, as it is now. After 30 days a deed is
// forgotten: nobody tries again for that long.
//
// What depends on several rows (who is the last game master, whether a folder goes
// into itself, which name is free) is decided by the store under a lock of the
// campaign's row, so two who are there at once see one order. What depends on one
// row is decided by its revision, the etag.
//
// Names are labels, never paths: a slash in one is harmless here, and who writes
// files makes names of their own. What would make a name look like another (control
// characters, marks that turn the direction of text) is refused.
package campaign
