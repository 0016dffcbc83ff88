package format

import (
	"bufio"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/measure"
	"playhouse/server/games/tabletop/plane"
)

type jsonPoint struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

type jsonPortal struct {
	Position     jsonPoint    `json:"position"`
	Bounds       [2]jsonPoint `json:"bounds"`
	Rotation     float64      `json:"rotation"`
	Closed       bool         `json:"closed"`
	Freestanding bool         `json:"freestanding"`
}

type jsonLight struct {
	Position  jsonPoint `json:"position"`
	Range     float64   `json:"range"`
	Intensity float64   `json:"intensity"`
	Color     string    `json:"color"`
	Shadows   bool      `json:"shadows"`
}

type jsonResolution struct {
	Origin jsonPoint `json:"map_origin"`
	Size   jsonPoint `json:"map_size"`
	Pixels int       `json:"pixels_per_grid"`
}

type jsonEnvironment struct {
	Baked   bool   `json:"baked_lighting"`
	Ambient string `json:"ambient_light"`
}

// exported is a Universal VTT file but for its picture.
type exported struct {
	Format      float64         `json:"format"`
	Resolution  jsonResolution  `json:"resolution"`
	Walls       [][]jsonPoint   `json:"line_of_sight"`
	Objects     [][]jsonPoint   `json:"objects_line_of_sight"`
	Portals     []jsonPortal    `json:"portals"`
	Environment jsonEnvironment `json:"environment"`
	Lights      []jsonLight     `json:"lights"`
}

// WriteUniversalVTT writes a scene as Universal VTT 0.3. picture is read to its end
// and goes into the file, nil for none; pixels is how many of it go to a cell. The
// warnings tell what the format has no place for.
func WriteUniversalVTT(to io.Writer, scene *tabletopv1.Scene, picture io.Reader, pixels int) (warned []string, err error) {
	w := &writer{scene: scene, file: exported{
		Format:      0.3,
		Resolution:  jsonResolution{Size: jsonPoint{X: scene.GetWidth(), Y: scene.GetHeight()}, Pixels: pixels},
		Environment: jsonEnvironment{Ambient: ambientOf(scene.GetAtmosphere())},
		Walls:       [][]jsonPoint{}, Objects: [][]jsonPoint{}, Portals: []jsonPortal{}, Lights: []jsonLight{},
	}}
	w.elements()
	head, err := json.Marshal(w.file)
	if err != nil {
		return nil, err
	}
	out := bufio.NewWriter(to)
	_, _ = out.Write(head[:len(head)-1])
	_, _ = out.WriteString(`,"image":"`)
	if picture != nil {
		encoder := base64.NewEncoder(base64.StdEncoding, out)
		if _, err := io.Copy(encoder, picture); err != nil {
			return nil, err
		}
		if err := encoder.Close(); err != nil {
			return nil, err
		}
	}
	_, _ = out.WriteString("\"}\n")
	return w.warnings.list(), out.Flush()
}

// writer takes a scene apart.
type writer struct {
	scene    *tabletopv1.Scene
	file     exported
	doors    []*tabletopv1.Door
	warnings warnings
}

func (w *writer) elements() {
	all := inOrder(w.scene.GetElements())
	for _, e := range all {
		if d := e.GetDoor(); d != nil {
			w.doors = append(w.doors, d)
		}
	}
	for _, e := range all {
		switch kind := e.GetKind().(type) {
		case *tabletopv1.Element_Map:
		case *tabletopv1.Element_Wall:
			w.wall(kind.Wall)
		case *tabletopv1.Element_Door:
			w.door(kind.Door)
		case *tabletopv1.Element_Light:
			w.light(kind.Light)
		default:
			w.warnings.count("tokens, areas, drawings and notes have no place in the file")
		}
	}
}

// inOrder is the elements by their ids, numbers as numbers.
func inOrder(elements map[string]*tabletopv1.Element) []*tabletopv1.Element {
	ids := make([]string, 0, len(elements))
	for id := range elements {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	all := make([]*tabletopv1.Element, len(ids))
	for i, id := range ids {
		all[i] = elements[id]
	}
	return all
}

func (w *writer) wall(wall *tabletopv1.Wall) {
	if wall.GetTransparent() {
		w.warnings.count("walls that one sees through have no place in the file")
		return
	}
	if wall.GetPassable() {
		w.warnings.count("walls that one can walk through became walls like others")
	}
	to := &w.file.Walls
	if wall.GetOneWay() {
		to = &w.file.Objects
	}
	for _, line := range w.withoutDoors(plane.Path(wall.GetPoints())) {
		points := make([]jsonPoint, len(line))
		for i, p := range line {
			points[i] = jsonPoint(p)
		}
		*to = append(*to, points)
	}
}

// withoutDoors is what remains of a line beside the doors that lie on it.
func (w *writer) withoutDoors(line []plane.Point) [][]plane.Point {
	var lines [][]plane.Point
	var chain []plane.Point
	for i := 1; i < len(line); i++ {
		pieces := [][2]plane.Point{{line[i-1], line[i]}}
		for _, d := range w.doors {
			var left [][2]plane.Point
			for _, piece := range pieces {
				left = append(left, without(piece, plane.At(d.GetFrom()), plane.At(d.GetTo()))...)
			}
			pieces = left
		}
		for _, piece := range pieces {
			if n := len(chain); n == 0 || chain[n-1] != piece[0] {
				lines = keep(lines, chain)
				chain = []plane.Point{piece[0]}
			}
			chain = append(chain, piece[1])
		}
	}
	return keep(lines, chain)
}

// without is a piece of wall but for the part where a door from a to b lies in it.
func without(piece [2]plane.Point, a, b plane.Point) [][2]plane.Point {
	const hair = 1e-6
	from, to := piece[0], piece[1]
	length := from.Distance(to)
	dx, dy := (to.X-from.X)/length, (to.Y-from.Y)/length
	aside := func(p plane.Point) float64 { return math.Abs((p.X-from.X)*dy - (p.Y-from.Y)*dx) }
	along := func(p plane.Point) float64 { return (p.X-from.X)*dx + (p.Y-from.Y)*dy }
	if !(length > 0) || aside(a) > hair || aside(b) > hair {
		return [][2]plane.Point{piece}
	}
	if along(a) > along(b) {
		a, b = b, a
	}
	if along(b) < hair || along(a) > length-hair {
		return [][2]plane.Point{piece}
	}
	var left [][2]plane.Point
	if along(a) > hair {
		left = append(left, [2]plane.Point{from, a})
	}
	if along(b) < length-hair {
		left = append(left, [2]plane.Point{b, to})
	}
	return left
}

func (w *writer) door(d *tabletopv1.Door) {
	from, to := plane.At(d.GetFrom()), plane.At(d.GetTo())
	if d.GetSecret() {
		w.warnings.count("secret doors became doors like others")
	}
	w.file.Portals = append(w.file.Portals, jsonPortal{
		Position: jsonPoint{X: (from.X + to.X) / 2, Y: (from.Y + to.Y) / 2},
		Bounds:   [2]jsonPoint{jsonPoint(from), jsonPoint(to)},
		Rotation: math.Atan2(to.Y-from.Y, to.X-from.X),
		Closed:   d.GetState() != tabletopv1.DoorState_DOOR_STATE_OPEN && !d.GetWindow(),
	})
}

func (w *writer) light(l *tabletopv1.Light) {
	if l.GetOff() {
		w.warnings.count("lights that are off have no place in the file")
		return
	}
	colour := "ffffffff"
	if c := l.GetGlow().GetColour(); c != "" {
		colour = "ff" + strings.TrimPrefix(c, "#")
	}
	w.file.Lights = append(w.file.Lights, jsonLight{
		Position: jsonPoint(plane.At(l.GetAt())), Intensity: 1, Color: colour, Shadows: l.GetShadows(),
		Range: max(l.GetGlow().GetDim(), l.GetGlow().GetBright()) / measure.Feet(w.scene.GetGrid()),
	})
}

// ambientOf is the ambient light as AARRGGBB: its colour, or the grey that is as
// dark.
func ambientOf(a *tabletopv1.Atmosphere) string {
	if c := a.GetAmbient(); c != "" {
		return "ff" + strings.TrimPrefix(c, "#")
	}
	const digits = "0123456789abcdef"
	grey := int(math.Round(255 * clamp(1-a.GetDarkness(), 0, 1)))
	pair := string([]byte{digits[grey>>4], digits[grey&15]})
	return "ff" + pair + pair + pair
}
