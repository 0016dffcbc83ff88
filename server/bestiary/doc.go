// Package bestiary keeps the creatures of campaigns, tells how hard a fight would
// be, and runs the tavern between adventures. The rules are those of
// server/games/tabletop: creature, encounter and tavern; who may do what is
// campaign.Gate's.
//
// The creatures of the house are not in the database: they are the same for every
// campaign, come with the program, and are read, listed and fought like others.
//
// The tavern's dice come from the system's source of chance. They are no part of a
// session, so there is no log that could prove them; the line in the ledger keeps
// what was rolled.
package bestiary
