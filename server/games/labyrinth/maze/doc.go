// Package maze makes mazes of square tiles from a seed.
//
// A maze is a spanning tree of a square grid: from every cell to every other
// there is exactly one way, until braiding opens dead ends. x runs to the
// right, y down; a cell's number is y*size+x, and one byte a cell says which of
// its sides are open (N=1 E=2 S=4 W=8).
//
// # The same seed gives the same maze, for ever
//
// Players share seeds, and a log holds nothing but a seed's consequences, so a
// maze must never change with a release. Everything that is drawn comes from
// ChaCha8, whose output is specified, keyed with the SHA-256 of a label and the
// seed. Reductions to a range and shuffles are our own ([source]), because the
// library's may change. Carving, braiding and theming draw from streams of
// their own, so that one can be asked for without the others. Golden files in
// testdata pin the outcome; a better generator is a new enum value.
//
// [labyrinthv1.Generator_GENERATOR_CLASSIC] is older than this program: it
// repeats CPython's random module bit for bit ([mersenne]).
//
// # Speed
//
// The carver keeps its way back in the upper bits of the cell's own byte, so
// that a maze of a million cells needs a megabyte and no stack.
package maze
