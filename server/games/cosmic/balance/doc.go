// Package balance is every number of Cosmic, and its narrative events: data that
// an operator may replace, read strictly and checked as a whole before anything
// uses it.
//
// There are two files. balance.json holds the numbers, events.json the events.
// Lists are in the order in which things are shown. Chances and shares are 0 to
// 1, factors multiply and are absent where they are 1, credits and points are
// whole numbers. A range is one number or a pair [least, most], both included.
// Weights are whole numbers too, so that odds are exact: a row's chance is its
// weight over the sum of the rows that apply.
//
// What a player is told about a module, a helper or a choice is written by this
// package from the numbers (Effects.Text, Choice.Risk): a text that states odds
// cannot disagree with the odds.
//
// Two things are refused although they are well formed, because the game would
// break: markets where buying and selling at one place could pay (Market), and
// names or ids that nothing defines.
package balance
