// Package tabletop is the rules of a live table: a game master's board, of which
// everybody sees what they may see, and nothing else ever leaves the server.
//
// # One kind of change
//
// Whatever is done to a board (elements, walks, doors, fog, settings, combat) is
// one kind of event, Edited: pairs of what was there before and what is there
// after, whole. So folding is putting in place, and taking back is the same event
// with before and after swapped. It is refused with changed_since when something
// is not as the change left it: by value, not by who touched it, so that a second
// change that was itself taken back is no obstacle. A change that others have
// overtaken would stand in the way of its maker's older ones for ever; it is
// dropped as soon as its maker does something else. What can be taken back is kept
// with the board: a hundred changes an account, and a scene that is opened again
// has them still. Ground that was seen stays seen: nobody unsees.
//
// What a rule works out goes into the event (ids, dice, distances, conditions that
// expired, ground that came into sight): folding an old log needs no geometry and
// no notation, and a better vision tomorrow changes nothing that was seen today.
//
// # Who sees what
//
// An account is a game master or a player as the campaign says; the service looks
// it up and Enter writes it down. A seat that has not entered sees nothing, so an
// invitation to the session is none to the campaign. Spectators need no seat: they
// and displays (a second screen of a game master, or of a spectator) see what all
// players see together. A player may not look as a display: it would be with the
// others' eyes.
//
// With fog, players see figures and lights in their sight, by any of five points of
// them; doors by either face, drawings as far as they lie there, pins that are shared, and pictures of ground on explored
// ground; areas that begin there or catch somebody they see. A door on known ground
// is shown as it stands, seen or not: figures share what they hear, and a page that
// showed doors as they were last seen would need another truth for everybody. Walls
// are not sent at all, sight is. Names, hit points, senses, groups and the
// creature's id are a game master's and the owner's; others get a gauge. A trail of
// another's figure begins where it came into sight. The order of combat hides who is
// hidden, whose figure was taken away, and creatures while nobody who looks sees their
// figure: who walks into the dark leaves a player's order, and comes back into it. To
// remember who was seen would be another truth for everybody. The scene's name is told to game masters
// only: there is no way yet to say that it is shared.
//
// Who may not see an element is answered as if it was not there, in refusals too.
// What walls refuse tells the last place that can be reached, which could be walked
// to anyway.
//
// Signals are never logged but go through the same eyes: see MayGlimpse.
//
// # What is cheap
//
// Boards are values that share what did not change: elements are kept by kind, so
// that a step costs a copy of the figures, not of the walls. What is worked out from
// a board (optics) is lazy and handed on to the next one while nothing it depends on
// has changed: blockers while no wall was built, and by a cheap way when only a door
// swung; what somebody sees while their eyes, the lamps and the walls stay; whether a
// figure is seen while it stands. Gazes are found by what they depend on, so that
// two boards, or two players at one place, share them. A command that works out what
// comes into sight leaves its optics to the fold of the event it decided. Optics
// never make a difference to two states being equal.
//
// Faces of elements (what strangers may know of them) are remembered by element, so
// that the difference of two views is found by looking at pointers.
//
// # Explored ground
//
// Every account has its own, and the empty account has what was revealed to all,
// also to those who come later. It is worked out by the command and added when the
// event is folded: along a way about every cell, at most twelve times a figure and
// forty-eight times a command, since each look costs as much as a view.
//
// # What was decided otherwise than first thought
//
//   - Initiative is not stored as one message but by combatant and order: two game
//     masters who hurt two goblins do not overtake each other.
//   - Secret doors are secret until they were open once; then they are doors.
//   - Who drops is unconscious, and sees on: only the blinded and the dead see
//     nothing. A table where one player stares at black is no better table.
//   - A display has no seat. An account sits once; how it looks is said by the
//     stream.
package tabletop
