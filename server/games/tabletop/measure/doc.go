// Package measure tells how far things are, where they settle on the grid, and
// whom an area of effect catches.
//
// # Grids
//
// A square is one cell wide. A hexagon is one cell from side to side, so that the
// middles of neighbours are one cell apart. Without offset, the first hexagon
// touches the scene's upper and left border: with a corner up its middle is at
// (1/2, 1/√3), rows are √3/2 apart, and every second row is half a cell to the
// right; with a flat side up the same with x and y exchanged.
//
// # Distances
//
// On squares a step goes diagonally as far as it can and straight the rest. Every
// diagonal counts as one cell; or as one and two in turn, where the turn goes on
// over all steps of the path; or the way is as the crow flies. Hexagons have no
// diagonals: both counts are the number of hexagons entered. Without a grid all
// three are as the crow flies. Between places that are not middles of cells the
// same formulas give what lies between, without jumps.
//
// # Areas
//
// The open rules (System Reference Document 5.1, "Areas of Effect") say what the
// shapes are: a cone is as wide at each point as that point is far from where it
// begins; the point of origin of a cone, a line and a cube is not in it, that of a
// sphere and a cylinder is; and a place to which no unblocked straight line leads
// from the point of origin is not in the area. They say too that a creature takes
// up a space ("Movement and Position"), but not how an area is laid over the cells
// of a grid. Ours: a cell is covered when its middle is in the shape, its line
// counted, and a creature is caught when one of the cells of its space is covered.
// Figures between cells, and those of a table without grid, take the cells of
// their space with them.
package measure
