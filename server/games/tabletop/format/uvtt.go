package format

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// universal is a Universal VTT file as it is read. Its order is the writer's, so
// all is kept until the size of the map is known.
type universal struct {
	version    json.RawMessage
	resolution struct {
		Origin place  `json:"map_origin"`
		Size   place  `json:"map_size"`
		Pixels number `json:"pixels_per_grid"`
	}
	walls, objects [][]plane.Point
	portals        []portal
	lights         []lamp
	environment    struct {
		Baked   flag `json:"baked_lighting"`
		Ambient text `json:"ambient_light"`
	}
	picture  text
	corners  int
	warnings warnings
}

type portal struct {
	Position place `json:"position"`
	// Bounds is two ends; a third place is for those who write more.
	Bounds [3]*place `json:"bounds"`
	Closed *flag     `json:"closed"`
}

type lamp struct {
	Position place  `json:"position"`
	Range    number `json:"range"`
	Color    text   `json:"color"`
	Shadows  *flag  `json:"shadows"`
}

// ReadUniversalVTT reads a Universal VTT file of version 0.2, 0.3 or 1 (.uvtt,
// .dd2vtt, .df2vtt) and writes its picture, as it is in the file, to picture.
// Refusals: damaged_file, unknown_format, too_many_walls. Errors of source and
// picture come back as they are.
func ReadUniversalVTT(source io.Reader, picture io.Writer) (Imported, error) {
	d := newDocument(source, picture)
	if d.clean.zipped() {
		return Imported{}, secondVersion()
	}
	u := &universal{}
	err := d.object(map[string]func() error{
		"format":                func() (err error) { u.version, err = d.value(); return err },
		"format_version":        func() (err error) { u.version, err = d.value(); return err },
		"resolution":            d.fill(&u.resolution),
		"environment":           d.fill(&u.environment),
		"image":                 d.fill(&u.picture),
		"line_of_sight":         func() error { return u.lines(d, &u.walls) },
		"objects_line_of_sight": func() error { return u.lines(d, &u.objects) },
		"portals":               func() error { return u.readPortals(d) },
		"lights":                func() error { return u.readLights(d) },
	})
	if err != nil {
		return Imported{}, err
	}
	if err := u.checkVersion(); err != nil {
		return Imported{}, err
	}
	return u.build(d.clean)
}

func secondVersion() error {
	return session.Refuse("unknown_format", "this is Universal VTT 2, which is not read yet: export the map as Universal VTT 1 (.dd2vtt or .uvtt) instead")
}

// checkVersion takes versions below 2, those that nobody wrote yet with a warning.
func (u *universal) checkVersion() error {
	text := strings.Trim(string(u.version), `"`)
	version, err := strconv.ParseFloat(text, 64)
	switch {
	case len(u.version) == 0 || text == "null":
		u.warnings.sayf("the file does not tell its version and was read as version 1")
	case err != nil:
		return session.Refuse("unknown_format", "%s is no version of Universal VTT that is known", shorten(text, 40))
	case version >= 2:
		return secondVersion()
	case version != 0.2 && version != 0.3 && version != 1:
		u.warnings.sayf("version %s is not known and was read as version 1", shorten(text, 40))
	}
	return nil
}

// mostRaw is how many corners a file may have: those of the whole world may be in
// it, of which the map shows a corner.
const mostRaw = 1_000_000

// lines reads a list of lines, corner by corner.
func (u *universal) lines(d *document, to *[][]plane.Point) error {
	isList, err := d.walk(func(t json.Token) error {
		if t != json.Delim('[') {
			u.warnings.count("walls are no lists of places and were left out")
			return d.pass(t)
		}
		line, err := u.line(d, to)
		*to = keep(*to, line)
		return err
	})
	if err == nil && !isList {
		u.warnings.sayf("the walls are no list and were left out")
	}
	return err
}

// line reads a line to its end. Corners that are no places cut it in two: the first
// parts go to the others, the last is the result.
func (u *universal) line(d *document, to *[][]plane.Point) ([]plane.Point, error) {
	var line []plane.Point
	for d.d.More() {
		raw, err := d.value()
		if err != nil {
			return nil, err
		}
		if u.corners++; u.corners > mostRaw {
			return nil, session.Refuse("too_many_walls", "the file has more than %d corners of walls", mostRaw)
		}
		p, ok := placeOf(raw)
		if ok {
			line = append(line, p)
			continue
		}
		u.warnings.count("corners of walls are no places and were left out")
		*to, line = keep(*to, line), nil
	}
	if _, err := d.d.Token(); err != nil {
		return nil, d.broken(err)
	}
	return line, nil
}

func (u *universal) readPortals(d *document) error {
	err := d.list(mostThings, func(raw json.RawMessage) {
		var p portal
		if json.Unmarshal(raw, &p) != nil || p.Bounds[0] == nil || p.Bounds[1] == nil || p.Bounds[2] != nil {
			u.warnings.count("doors have no two ends and were left out")
			return
		}
		u.portals = append(u.portals, p)
	})
	return err
}

func (u *universal) readLights(d *document) error {
	err := d.list(mostThings, func(raw json.RawMessage) {
		var l lamp
		if json.Unmarshal(raw, &l) != nil {
			u.warnings.count("lights are no lights and were left out")
			return
		}
		u.lights = append(u.lights, l)
	})
	return err
}

func (u *universal) build(clean *cleaner) (Imported, error) {
	size := u.resolution.Size
	if !size.X.ok || !size.Y.ok {
		return Imported{}, session.Refuse("damaged_file", "the file does not tell how large the map is (resolution.map_size)")
	}
	b, err := newBuilder(size.X.value, size.Y.value)
	if err != nil {
		return Imported{}, err
	}
	b.warnings = u.warnings
	mapID := ""
	if clean.size > 0 {
		mapID = b.addMap()
	}
	u.checkPicture(b, clean)
	for _, line := range u.walls {
		b.addWall(u.moved(line), &tabletopv1.Wall{})
	}
	for _, line := range u.objects {
		b.addWall(u.moved(line), &tabletopv1.Wall{OneWay: true})
	}
	for _, p := range u.portals {
		u.addPortal(b, p)
	}
	before := b.scene.GetNextId()
	for _, l := range u.lights {
		u.addLight(b, l)
	}
	if b.scene.GetNextId() > before {
		u.dim(b.scene.GetAtmosphere())
	}
	done, err := b.done()
	done.MapID, done.PictureSize = mapID, clean.size
	return done, err
}

// moved is places from where the map begins: in the file they are those of the
// whole world.
func (u *universal) moved(line []plane.Point) []plane.Point {
	x, y := u.resolution.Origin.X.or(0), u.resolution.Origin.Y.or(0)
	moved := make([]plane.Point, len(line))
	for i, p := range line {
		moved[i] = plane.Point{X: p.X - x, Y: p.Y - y}
	}
	return moved
}

func (u *universal) checkPicture(b *builder, clean *cleaner) {
	if clean.size == 0 {
		if u.picture != "" {
			b.warnings.sayf("the file names its picture (%s) but does not hold it: upload the picture and lay it under the walls", shorten(string(u.picture), 100))
			return
		}
		b.warnings.sayf("the file holds no picture")
		return
	}
	cell := u.resolution.Pixels.or(0)
	if !(cell > 0) {
		return
	}
	width, height, ok := pixels(clean.head)
	if ok && (math.Abs(float64(width)-b.scene.GetWidth()*cell) > cell/2 || math.Abs(float64(height)-b.scene.GetHeight()*cell) > cell/2) {
		b.warnings.sayf("the picture is %d by %d pixels large, but the map says %v by %v cells of %v: it was stretched", width, height, b.scene.GetWidth(), b.scene.GetHeight(), cell)
	}
}

func (u *universal) addPortal(b *builder, p portal) {
	from, ok := p.Bounds[0].point()
	to, also := p.Bounds[1].point()
	if !ok || !also {
		b.warnings.count("doors have no two ends and were left out")
		return
	}
	ends := u.moved([]plane.Point{from, to})
	state := tabletopv1.DoorState_DOOR_STATE_CLOSED
	if p.Closed != nil && !bool(*p.Closed) {
		state = tabletopv1.DoorState_DOOR_STATE_OPEN
	}
	b.addDoor(ends[0], ends[1], &tabletopv1.Door{State: state})
}

func (u *universal) addLight(b *builder, l lamp) {
	at, ok := l.Position.point()
	if !ok || !l.Range.ok || l.Range.value <= 0 {
		b.warnings.count("lights have no place or no range and were left out")
		return
	}
	feet := l.Range.value * feetPerCell
	before := b.scene.GetNextId()
	b.addLight(u.moved([]plane.Point{at})[0], feet/2, feet, colour(string(l.Color)), false)
	if b.scene.GetNextId() > before && l.Shadows != nil {
		b.scene.Elements[fmt.Sprintf("e%d", before)].GetLight().Shadows = bool(*l.Shadows)
	}
}

var eightDigits = regexp.MustCompile(`^#?[0-9a-fA-F]{8}$`)

// colour turns AARRGGBB into #rrggbb; white and what is no colour are none.
func colour(aarrggbb string) string {
	if !eightDigits.MatchString(aarrggbb) {
		return ""
	}
	c := "#" + strings.ToLower(strings.TrimPrefix(aarrggbb, "#")[2:])
	if c == "#ffffff" {
		return ""
	}
	return c
}

// dim makes a scene as dark as its ambient light is weak. Light that is painted on
// the picture, on white, is day.
func (u *universal) dim(to *tabletopv1.Atmosphere) {
	ambient := string(u.environment.Ambient)
	if !eightDigits.MatchString(ambient) {
		to.Darkness = 1
		if u.environment.Baked {
			to.Darkness = 0
		}
		return
	}
	to.Ambient = colour(ambient)
	red, green, blue := channels(ambient)
	if red == green && green == blue {
		to.Ambient = ""
	}
	to.Darkness = 1 - (0.2126*red+0.7152*green+0.0722*blue)/255
	if red == 255 && green == 255 && blue == 255 {
		to.Darkness = 0
	}
}

// channels is red, green and blue of AARRGGBB, 0 to 255.
func channels(aarrggbb string) (red, green, blue float64) {
	n, _ := strconv.ParseUint(strings.TrimPrefix(aarrggbb, "#")[2:], 16, 32)
	return float64(n >> 16 & 0xff), float64(n >> 8 & 0xff), float64(n & 0xff)
}
