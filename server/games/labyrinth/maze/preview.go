package maze

import labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"

// Preview makes the maze that a request asks for, from seed when the request
// names none. It refuses fields out of bounds.
func Preview(r *labyrinthv1.PreviewMazeRequest, seed string) (*labyrinthv1.Maze, error) {
	if r.GetSeed() != "" {
		seed = r.GetSeed()
	}
	m, err := Make(Spec{Generator: r.GetGenerator(), Size: int(r.GetSize()), Seed: seed, Braid: r.GetBraid()})
	if err != nil {
		return nil, err
	}
	return m.Message(), nil
}

// Message is the maze for the API, with tiles up to MaxGameSize.
func (m *Maze) Message() *labyrinthv1.Maze {
	message := &labyrinthv1.Maze{
		Generator: m.Generator, Size: int32(m.Size), Seed: m.Seed, Braid: m.Braid, OpenSides: m.Open,
		StartX: int32(m.Start % m.Size), StartY: int32(m.Start / m.Size),
	}
	if m.Size > MaxGameSize {
		return message
	}
	themes := m.Themes()
	codes := Codes(m.Open, themes)
	message.Tiles = make([]*labyrinthv1.Tile, len(m.Open))
	for cell, open := range m.Open {
		message.Tiles[cell] = TileAt(cell, m.Size, Face{Open: open, Theme: themes[cell], Code: codes[cell]})
	}
	return message
}
