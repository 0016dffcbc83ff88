// Package vision tells what can be seen and where one can walk on a table with
// walls, doors and lights, and remembers what was seen.
//
// # Exactness
//
// Places are rounded to 1/65536 of a cell (0.02 mm on a table of inches), and from
// there on every decision, on which side of a wall a point is or which of two
// walls is nearer in a direction, is made in whole numbers without rounding. So
// walls that share an end leave no gap, walls in one line, touching and crossing
// ones need no special care, and nothing is ever moved by chance. Ends of walls
// that are within 1/512 of a cell are taken for one: files of other programs
// write 12.9999 where they mean 13.
//
// The polygon that an eye sees is the lower envelope of the walls in all
// directions, made by halves: the envelope of one half of the walls is merged
// with that of the other. Two envelopes are merged direction by direction, so an
// inexact crossing can move a corner by a grain but not put the rest in disorder,
// as it can in a sweep that keeps the walls sorted by distance.
//
// # Decisions
//
//   - A wall has no thickness but is closed: a line of sight is blocked by what it
//     touches strictly between its ends, also by the end of a wall, also along it.
//     Who stands exactly on a wall is not blind: that wall does not block them.
//     What stands exactly on a wall is seen from both sides.
//   - A step is blocked by what it touches, its own beginning excepted. So nobody
//     ends on a wall or passes diagonally through the end of one, as in the open
//     rules, and who was put on a wall can leave it.
//   - A one-way wall hides what is behind the ring it makes, not what is in it.
//     Open lines are closed in thought to tell inside from outside; lines without
//     an inside block like walls. Who stands in the ring looks out freely, so
//     that two who are in and out see each other.
//   - Passable blocks sight only, transparent steps only; both together nothing.
//     A closed window blocks steps only. A secret door blocks like any other.
//   - A range is a circle; as a polygon it has 64 corners and lies inside it.
//   - Darkness up to 0.25 is bright light, up to 0.75 dim light, beyond it there
//     is light only from lights. Darkvision sees as in dim light.
//   - Polygons of a Sight may overlap where tokens see the same; what counts is
//     what they cover together.
//   - A square of the explored ground counts as seen when its middle is.
package vision
