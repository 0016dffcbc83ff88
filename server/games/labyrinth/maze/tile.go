package maze

import (
	"fmt"
	"math/bits"
	"strings"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// TypeOf is the shape of a tile with these open sides.
func TypeOf(open Side) labyrinthv1.TileType {
	switch bits.OnesCount8(open & allSides) {
	case 1:
		return labyrinthv1.TileType_TILE_TYPE_DEAD_END
	case 2:
		if Opposite(open) == open {
			return labyrinthv1.TileType_TILE_TYPE_CORRIDOR
		}
		return labyrinthv1.TileType_TILE_TYPE_TURN
	case 3:
		return labyrinthv1.TileType_TILE_TYPE_T_SECTION
	case 4:
		return labyrinthv1.TileType_TILE_TYPE_CROSSROAD
	default:
		return labyrinthv1.TileType_TILE_TYPE_UNSPECIFIED
	}
}

// Image is the name of the picture of a tile with these open sides; a walled-in
// cell has none.
func Image(open Side) string {
	open &= allSides
	switch TypeOf(open) {
	case labyrinthv1.TileType_TILE_TYPE_DEAD_END:
		return "tile_dead_end_" + letters(open)
	case labyrinthv1.TileType_TILE_TYPE_CORRIDOR:
		return "tile_corridor_" + letters(open)
	case labyrinthv1.TileType_TILE_TYPE_TURN:
		return "tile_turn_" + letters(open)
	case labyrinthv1.TileType_TILE_TYPE_T_SECTION:
		return "tile_t_section_" + letters(allSides&^open)
	case labyrinthv1.TileType_TILE_TYPE_CROSSROAD:
		return "tile_crossroad"
	case labyrinthv1.TileType_TILE_TYPE_UNSPECIFIED:
		return ""
	default:
		return ""
	}
}

// letters names sides for pictures: NS, EW, and turns from north or south.
func letters(open Side) string {
	var name strings.Builder
	for _, s := range []struct {
		side   Side
		letter string
	}{{North, "N"}, {South, "S"}, {East, "E"}, {West, "W"}} {
		if open&s.side != 0 {
			name.WriteString(s.letter)
		}
	}
	return name.String()
}

// Letters names the open sides in alphabetical order, as on a tile's code.
func Letters(open Side) string { return sorted[open&allSides] }

var sorted = func() (names [16]string) {
	for open := range names {
		for _, s := range []struct {
			side   Side
			letter string
		}{{East, "E"}, {North, "N"}, {South, "S"}, {West, "W"}} {
			if byte(open)&s.side != 0 {
				names[open] += s.letter
			}
		}
	}
	return names
}()

// Directions are the open sides in the order N E S W.
func Directions(open Side) []labyrinthv1.Direction {
	directions := make([]labyrinthv1.Direction, 0, 4)
	for _, s := range Sides {
		if open&s != 0 {
			directions = append(directions, Direction(s))
		}
	}
	return directions
}

// Codes returns what is printed on each cell's tile: area letter, open sides in
// alphabetical order, and a number counting from 1 within both, row by row.
func Codes(open []byte, themes []labyrinthv1.Theme) []string {
	counts := map[string]int{}
	codes := make([]string, len(open))
	for cell, sides := range open {
		prefix := string(" CTQL"[themes[cell]]) + "-" + Letters(sides)
		counts[prefix]++
		codes[cell] = fmt.Sprintf("%s-%d", prefix, counts[prefix])
	}
	return codes
}

// Face is what a tile shows.
type Face struct {
	// Open are its open sides.
	Open Side
	// Theme is its area.
	Theme labyrinthv1.Theme
	// Code is printed on it.
	Code string
}

// TileAt is the tile of a cell as messages show it.
func TileAt(cell, size int, f Face) *labyrinthv1.Tile {
	return &labyrinthv1.Tile{
		X: int32(cell % size), Y: int32(cell / size),
		Type: TypeOf(f.Open), OpenDirections: Directions(f.Open), Image: Image(f.Open), Theme: f.Theme, Code: f.Code,
	}
}
