// Package terminal is `playhouse play`: cosmic, full screen, in a terminal, over
// gRPC to any Playhouse server.
//
// # Shape
//
// Everything that is drawn is in one value, known; render makes a screen of it
// and of nothing else, so screens are tested as text (testdata/*.golden). The
// model around it holds what runs: update.go takes messages in, keys.go and
// form.go what is typed, task.go starts calls. The server's side is in the
// package uplink, which knows no screen.
//
// A screen is a page: rows to choose from, and deeds, each a key with a label, a
// reason why not, the questions it asks first, and what it then leads to. All
// screens share one way of drawing, choosing and asking; a screen's own file only
// says what its rows are. That is why everything the view calls allowed can be
// done here: a deed exists for each of the service's commands, and whether it is
// barred is the view's word. There are no rules in this package.
//
// # Decisions
//
//   - One order at a time. While one is not answered, or the view has not reached
//     it, the next is refused with a word: typed ahead, it would be given on what
//     is no longer so. Looking around works meanwhile.
//   - An order is tried until it is answered, always with one command id, for as
//     long as the player waits; Esc gives up waiting, not the order.
//   - A question stays open with what was typed until the server has said yes.
//   - When something else is to be decided (a fight, an event, the end), the first
//     panel shows it and is turned to: nobody fights from the market.
//   - Colours are the sixteen that the player's terminal defines, and nothing is
//     said by colour alone: NO_COLOR and light backgrounds need no second design.
//   - Leaving needs no question. What was answered is durable; the voyage waits on
//     the server.
package terminal
