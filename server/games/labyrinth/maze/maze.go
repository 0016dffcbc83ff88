package maze

import (
	"unicode/utf8"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// Bounds of a maze. A game takes sizes up to MaxGameSize, a preview up to
// MaxSize.
const (
	MinSize        = 4
	MaxGameSize    = 64
	MaxSize        = 1024
	MaxClassicSize = 10
	MaxSeed        = 100
)

// Spec names a maze: equal specs give equal mazes, on every machine and in
// every release.
type Spec struct {
	// Generator is how; unspecified means depth first.
	Generator labyrinthv1.Generator
	// Size is the number of cells per side.
	Size int
	// Seed is any text of at most MaxSeed characters.
	Seed string
	// Braid is the share of dead ends to open, 0 to 1.
	Braid float64
}

// Maze is a maze; nobody changes it.
type Maze struct {
	Spec
	// Start is the cell the carving began in.
	Start int
	// Open has one byte a cell: the open sides.
	Open []byte
}

// Check refuses a spec out of bounds, naming the field and the bound.
func (s Spec) Check(maxSize int) error {
	if _, known := labyrinthv1.Generator_name[int32(s.Generator)]; !known {
		return session.Invalid("generator", "no such generator; choose 1 (depth first) to 4 (classic)")
	}
	if s.Size < MinSize || s.Size > maxSize {
		return session.Invalid("size", "must be %d to %d", MinSize, maxSize)
	}
	if s.Generator == labyrinthv1.Generator_GENERATOR_CLASSIC && s.Size > MaxClassicSize {
		return session.Invalid("size", "the CLASSIC generator makes sizes %d to %d only", MinSize, MaxClassicSize)
	}
	if !utf8.ValidString(s.Seed) || utf8.RuneCountInString(s.Seed) > MaxSeed {
		return session.Invalid("seed", "must be UTF-8 text of at most %d characters", MaxSeed)
	}
	if !(s.Braid >= 0 && s.Braid <= 1) {
		return session.Invalid("braid", "must be 0 to 1")
	}
	return nil
}

// Make makes the maze that spec names; it refuses a spec out of bounds.
func Make(spec Spec) (*Maze, error) {
	if err := spec.Check(MaxSize); err != nil {
		return nil, err
	}
	if spec.Generator == labyrinthv1.Generator_GENERATOR_UNSPECIFIED {
		spec.Generator = labyrinthv1.Generator_GENERATOR_DEPTH_FIRST
	}
	g := grid{size: spec.Size, cells: make([]byte, spec.Size*spec.Size)}
	m := &Maze{Spec: spec}
	switch spec.Generator { //nolint:exhaustive // Check knows them all; unspecified was replaced
	case labyrinthv1.Generator_GENERATOR_WILSON:
		m.Start = wilson(g, newSource("wilson", spec.Seed))
	case labyrinthv1.Generator_GENERATOR_PRIM:
		m.Start = prim(g, newSource("prim", spec.Seed))
	case labyrinthv1.Generator_GENERATOR_CLASSIC:
		m.Start = classic(g, spec.Seed)
	default:
		m.Start = depthFirst(g, newSource("depth-first", spec.Seed))
	}
	braid(g, spec.Braid, newSource("braid", spec.Seed))
	m.Open = g.cells
	return m, nil
}
