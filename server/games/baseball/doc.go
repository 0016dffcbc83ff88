// Package baseball is baseball by cards and dice: two managers, official rules, and
// outcomes that are drawn with the session's dice.
//
// # How it is built
//
// The core is plain values without a word of protobuf, session or clock, so that
// the same rules play a game between two people and a million games of a
// simulation:
//
//   - content, league: league files and the environment they are measured
//     against, checked when they are read.
//   - outcome, chance, card: what can come of a plate appearance, what draws, and
//     the cards' distribution for a matchup.
//   - atbat: from a card's result to a play; races of ball against runner where
//     the environment counts nothing.
//   - diamond: bases, forces, outs, which runs count. The official rules.
//   - lineup, score, game: line-ups and substitutions, the official scorer's
//     book, the whole game.
//   - winprob, manager: what situations are worth, computed from the plays
//     themselves, and the built-in manager who decides by it.
//   - simulate: many games, counted.
//
// This package is the edge: session.Rules over a game.Game. Commands draw and
// write plays down as events; folding an event lets the play happen, without dice
// and without leagues.
//
// # Decisions
//
// Before each batter both sides are asked (Asked holds all options with their
// effects and how likely the built-in manager takes them, so the view needs no
// league). A decision is an event of its own and nobody's but the decider's to
// see until both are in; then the plays are made and both are asked again, in the
// same record. What was not decided in time is decided by default, as is
// everything for a seat that nobody sits on. After a ball is in play there may be
// a second question, for runners and throwers; in manual games there is one for
// the result that a manager reads from a printed card.
//
// # What is left out
//
// Appeals for missed bases and batting out of turn cannot happen: the engine runs
// the bases and the order. Interference and obstruction by judgment, called
// games are not played; a batter can be hurt at the end of his turn (hurt.go). Defensive
// indifference is the defence's decision not to hold runners. A position player
// who must pitch does so as an average, tired pitcher.
package baseball
