// Package leagues are the nouns of baseball leagues of one's own, what their store
// promises, and who may do what in them (Gate). What people do with them, and all
// that needs the engine, is package office: stores know no games.
//
// Leagues are rows and not logs: a season is thousands of games that nobody
// replays play by play. A game keeps its score and the lines of its box; standings,
// statistics, leaders and the playoffs' bracket are derived from them each time.
// What cannot be derived is how tired and hurt players are (Season.Forms): it is
// stored in the transaction of the results that it follows from.
//
// One run at a time plays a league's games. It holds a lease on the league's row
// and writes only while it does, so a run that was taken for dead cannot book a
// game twice. A node that dies loses at most the games since its last transaction,
// and who goes on plays the very same games: each has a stream of chance of its own,
// which depends on the season's seed and the game's number alone.
//
// Games between people are sessions. Their results are booked when somebody looks
// at the season and finds the session finished: no clerk, no queue, nothing to be
// lost.
package leagues
