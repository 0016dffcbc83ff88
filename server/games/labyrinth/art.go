package labyrinth

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:generate go run art/draw.go art/faces.go

//go:embed art/tiles/*.svg art/portraits/*.svg
var drawn embed.FS

// Art is the game's pictures: tiles/{image}.svg, as Tile.image names them, and
// portraits/{portrait}.svg, as Character.portrait names them. They are squares
// of our own making and refer to nothing outside themselves.
func Art() fs.FS {
	sub, err := fs.Sub(drawn, "art")
	if err != nil {
		panic(fmt.Sprintf("labyrinth: embedded art: %v", err)) // the folder is compiled in
	}
	return sub
}
