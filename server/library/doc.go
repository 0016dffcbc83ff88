// Package library keeps the files of campaigns: maps, pictures and sounds in
// folders, and what waits for an import.
//
// A file comes in parts (Receive). A part counts when all of it is safe: it is
// written as a blob under a name of its own, and then the upload's row takes it if it
// is still the next one. So two who send at once cannot mix, a broken line costs a
// part at most, and any node goes on where another stopped.
//
// What came is looked at (Complete): one file at a time in a process, because the
// memory that pictures take is bounded for one (see media). Pictures are kept anew,
// as nothing but their pixels: whatever else was in the file, another file behind it,
// a program, or where a photograph was taken, is gone. Sounds are kept as they are,
// and served under no type but a sound's. A refusal is for good, and is told again
// to who asks again.
//
// An upload and the asset that it makes are stored in one transaction, the bytes
// before it: what breaks off leaves blobs that nothing names, for the sweep.
//
// Who may what: game masters everything. Players upload pictures, and find, rename
// and delete their own; folders are not for their eyes, since names of folders tell
// what is to come. Every member may fetch a picture or a sound whose id they were
// told; what it is called is for game masters and its owner, since names tell what a
// picture hides. A map's file, its tiles and its small pictures are for game masters alone:
// what of it players see is made for each of them (server/ground).
//
// Browsers fetch pictures and sounds without tokens, so the addresses of Asset carry
// a ticket; see tickets.
//
// Uses are found where documents say them: scenes, notes and creatures. What lies on
// a live table and was not saved into its scene is not among them.
package library
