// Package lahman makes cards of real seasons: of CSV files in the layout of the
// well-known open Lahman database (Batting, Pitching, Fielding, People, Teams;
// columns are found by their header names, old years may leave cells blank). It
// opens nothing itself: the files come as an fs.FS.
//
// # Eras
//
// A card says how a player compares with his own league and year, counted from
// the same files: each result's rate is divided by his league's, and the ratio is
// applied to the rates of the league that the card is for. So 1927 can meet 2019
// in the environment of either, or in a third; [Season.League] is a year's own.
// What a year did not count (caught stealing, strike-outs of batters, sacrifice
// flies) is taken to be as in the target league, and told as a warning.
//
// # Whose line
//
// A player's rates come from all he did that year in his team's league, for
// whichever team: it is the better sample. Who plays, starts and relieves follows
// what he did for this team.
//
// # Small samples
//
// A card is the season as it was: .406 stays .406, since replaying it is what it
// is for, and a season of a regular is long enough to be told from noise. Below
// 100 plate appearances (for pitchers, batters faced) it is not: two hits in three
// at-bats are no .667 hitter. So what is missing to 100 is filled up with the
// average of his kind that year: hitters, or pitchers at bat; for pitchers the
// league. At 100 the two meet without a jump. Ratings that rest on rare events
// (steals, triples, errors, assists, wild pitches) are always drawn towards the
// league, by as many cases as make noise and skill about equal; each says so.
//
// # Platoon
//
// The files have no splits. They follow from the environment's shares by hand,
// such that the whole line comes out over the year's mix of left- and
// right-handers. Where both cards are weighed against each other (odds ratio),
// each carries the square root of the effect, or it would count twice.
//
// # Fielders
//
// Ranges, errors and arms are relative to the league at the position, range after
// putouts and assists in the time played. What his team's fielders took away or let
// through is in a pitcher's line already, and happens again at the table: so his
// card is of what he would have given with average ones behind him.
//
// # What the files do not tell
//
// How often one steals follows at the table from how well he does it: his card has
// no number of tries. Hit-and-run is read off strike-outs, power off home runs,
// bunting off sacrifices, hold off steals against a pitcher where they are counted
// (else average). Nobody is prone to injury: games missed may have been rest. "OF" is
// rated at all three positions: range factors of center fielders are higher, so
// one rated n among outfielders is n+1 in center and n-1 in the corners.
//
// # Bad files
//
// A missing column, an impossible number, somebody who is not in People.csv or a
// team that is not in Teams.csv is an [Error] with file, row and column, and
// nothing is imported. Rows of other years are only counted through. Files are
// read a row at a time: memory holds one season, and no row over 64 KiB.
package lahman
