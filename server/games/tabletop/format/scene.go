package format

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// Imported is what a file holds.
type Imported struct {
	// Scene is complete but for the pictures: no asset is named.
	Scene *tabletopv1.Scene
	// Title is the file's own; empty for none.
	Title string
	// MapID is the element of the scene that the picture belongs to; empty when the
	// file holds none.
	MapID string
	// PictureSize is how many bytes were written.
	PictureSize int64
	// Warnings is what could not be used, in sentences.
	Warnings []string
}

const (
	// mostWalls is how many pieces of wall a scene may have.
	mostWalls = 20000
	// mostThings is how many other things of a kind are read.
	mostThings = 5000
	// mostCorners is how many corners a wall has at most.
	mostCorners = 500
	// largest is a scene's largest side in cells.
	largest = 500
	// feetPerCell is what all these programs take for granted.
	feetPerCell = 5
	// farthest is the largest radius of a light in feet.
	farthest = 5000
)

// builder makes a scene.
type builder struct {
	scene    *tabletopv1.Scene
	warnings warnings
	walls    int
}

func newBuilder(width, height float64) (*builder, error) {
	if !(width >= 1 && height >= 1 && width <= largest && height <= largest) {
		return nil, session.Refuse("damaged_file", "the map is %v by %v cells large: 1 to %d are possible", width, height, largest)
	}
	return &builder{scene: &tabletopv1.Scene{
		Width: width, Height: height,
		Grid:       &tabletopv1.Grid{Kind: tabletopv1.GridKind_GRID_KIND_SQUARE, Opacity: 0.3, Snap: true, Feet: feetPerCell},
		Atmosphere: &tabletopv1.Atmosphere{Fog: true},
		Elements:   map[string]*tabletopv1.Element{},
		NextId:     1,
	}}, nil
}

// add gives an element its id and puts it on the table.
func (b *builder) add(e *tabletopv1.Element) string {
	e.Id = "e" + strconv.Itoa(int(b.scene.GetNextId()))
	b.scene.NextId++
	b.scene.Elements[e.GetId()] = e
	return e.GetId()
}

// addMap puts the picture under everything.
func (b *builder) addMap() string {
	return b.add(&tabletopv1.Element{Locked: true, Kind: &tabletopv1.Element_Map{Map: &tabletopv1.MapPlacement{
		At: &tabletopv1.Point{}, Width: b.scene.GetWidth(), Height: b.scene.GetHeight(),
	}}})
}

// addWall puts up a line, cut at the border of the map and in pieces that are not
// too long. wall is what it is like.
func (b *builder) addWall(line []plane.Point, wall *tabletopv1.Wall) {
	chains, cut := clip(line, b.scene.GetWidth(), b.scene.GetHeight())
	switch {
	case len(chains) == 0:
		b.warnings.count("walls lie outside of the map and were left out")
	case cut:
		b.warnings.count("walls were cut at the border of the map")
	}
	for _, chain := range chains {
		oneWay := wall.GetOneWay() && len(chain) <= mostCorners
		if oneWay != wall.GetOneWay() {
			b.warnings.count("outlines of objects are too long to be looked into, and became walls")
		}
		for len(chain) > 1 {
			n := min(len(chain), mostCorners)
			w := &tabletopv1.Wall{Passable: wall.GetPassable(), Transparent: wall.GetTransparent(), OneWay: oneWay}
			for _, p := range chain[:n] {
				w.Points = append(w.Points, p.Proto())
			}
			b.walls += n - 1
			if b.walls <= mostWalls {
				b.add(&tabletopv1.Element{Kind: &tabletopv1.Element_Wall{Wall: w}})
			}
			chain = chain[n-1:]
		}
	}
}

// addDoor hangs a door, cut at the border of the map.
func (b *builder) addDoor(from, to plane.Point, door *tabletopv1.Door) {
	chains, _ := clip([]plane.Point{from, to}, b.scene.GetWidth(), b.scene.GetHeight())
	if len(chains) == 0 {
		b.warnings.count("doors lie outside of the map and were left out")
		return
	}
	door.From, door.To = chains[0][0].Proto(), chains[0][1].Proto()
	b.walls++
	b.add(&tabletopv1.Element{Kind: &tabletopv1.Element_Door{Door: door}})
}

// addLight puts up a light; bright and dim are in feet.
func (b *builder) addLight(at plane.Point, bright, dim float64, colour string, off bool) {
	if !b.holds(at) {
		b.warnings.count("lights lie outside of the map and were left out")
		return
	}
	glow := &tabletopv1.Glow{Bright: clamp(bright, 0, farthest), Dim: clamp(max(bright, dim), 0, farthest), Colour: colour}
	b.add(&tabletopv1.Element{Kind: &tabletopv1.Element_Light{Light: &tabletopv1.Light{At: at.Proto(), Glow: glow, Shadows: true, Off: off}}})
}

// addPin puts a note on the map.
func (b *builder) addPin(at plane.Point, title, text string) {
	if !b.holds(at) {
		b.warnings.count("notes lie outside of the map and were put at its border")
		at = plane.Point{X: clamp(at.X, 0, b.scene.GetWidth()), Y: clamp(at.Y, 0, b.scene.GetHeight())}
	}
	b.add(&tabletopv1.Element{Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{
		At: at.Proto(), Title: shorten(title, 120), Text: shorten(text, 20000),
	}}})
}

func (b *builder) holds(p plane.Point) bool {
	return p.X >= 0 && p.Y >= 0 && p.X <= b.scene.GetWidth() && p.Y <= b.scene.GetHeight()
}

// done is the scene, unless it has too many walls.
func (b *builder) done() (Imported, error) {
	if b.walls > mostWalls {
		return Imported{}, session.Refuse("too_many_walls", "the file has %d pieces of wall on the map: at most %d are possible", b.walls, mostWalls)
	}
	return Imported{Scene: b.scene, Warnings: b.warnings.list()}, nil
}

func clamp(v, least, most float64) float64 {
	if math.IsNaN(v) {
		return least
	}
	return max(least, min(most, v))
}

// shorten keeps the first n characters of what is text.
func shorten(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n])
}

// warnings counts what goes wrong, each kind once.
type warnings struct {
	order  []string
	counts map[string]int
}

// count adds one to a warning that is told with its number before it.
func (w *warnings) count(text string) {
	if w.counts == nil {
		w.counts = map[string]int{}
	}
	if w.counts[text]++; w.counts[text] == 1 {
		w.order = append(w.order, text)
	}
}

// sayf adds a warning that needs no number.
func (w *warnings) sayf(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	w.count(text)
	w.counts[text] = -1 << 30
}

func (w *warnings) list() []string {
	var list []string
	for _, text := range w.order {
		if n := w.counts[text]; n > 0 {
			text = fmt.Sprintf("%d %s", n, text)
		}
		list = append(list, text)
	}
	return list
}
