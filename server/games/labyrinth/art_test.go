package labyrinth

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"playhouse/server/games/labyrinth/maze"
)

func TestEveryTileAndEveryCharacterHasAPicture(t *testing.T) {
	t.Parallel()
	files := []string{}
	for open := maze.Side(1); open < 16; open++ {
		files = append(files, "tiles/"+maze.Image(open)+".svg")
	}
	for _, c := range embeddedGame.content.Characters() {
		files = append(files, "portraits/"+c.GetPortrait()+".svg")
	}
	for _, file := range files {
		data, err := fs.ReadFile(Art(), file)
		if err != nil {
			t.Error(err)
			continue
		}
		checkPicture(t, file, string(data))
	}
}

// checkPicture verifies that a picture is well-formed, square, and needs nothing
// from outside.
func checkPicture(t *testing.T, file, svg string) {
	t.Helper()
	for _, bad := range []string{"href", "<script", "<image", "<foreignObject", "url(http", "@import", "<!ENTITY"} {
		if strings.Contains(svg, bad) {
			t.Errorf("%s has %s", file, bad)
		}
	}
	if !strings.Contains(svg, `viewBox="0 0 160 160"`) {
		t.Errorf("%s is not a square of 160", file)
	}
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", file, err)
			return
		}
	}
}
