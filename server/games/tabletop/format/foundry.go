package format

import (
	"encoding/json"
	"io"
	"math"
	"regexp"
	"strings"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// foundry is a Foundry VTT scene as it is read; versions differ in where they
// write what.
type foundry struct {
	name                   text
	width, height, padding number
	background             struct {
		Src text `json:"src"`
	}
	img                    text
	grid                   json.RawMessage
	gridType, gridDistance number
	darkness               number
	environment            struct {
		DarknessLevel number `json:"darknessLevel"` //nolint:tagliatelle // their name
	}
	tokenVision *flag
	walls       []foundryWall
	lights      []foundryLight
	tokens      []foundryToken
	notes       []foundryNote
	warnings    warnings
}

type foundryWall struct {
	// C is x and y of the two ends; a fifth is for those who write more.
	C     [5]*number `json:"c"`
	Move  *number    `json:"move"`
	Sight *number    `json:"sight"`
	Sense *number    `json:"sense"`
	Door  number     `json:"door"`
	State number     `json:"ds"`
	Dir   number     `json:"dir"`
}

// shine is how far light reaches, in feet.
type shine struct {
	Dim    number `json:"dim"`
	Bright number `json:"bright"`
}

type foundryLight struct {
	place
	shine

	TintColor text `json:"tintColor"` //nolint:tagliatelle // their name
	Config    struct {
		shine

		Color text `json:"color"`
	} `json:"config"`
	Hidden flag `json:"hidden"`
}

type foundryToken struct {
	place

	Name      text   `json:"name"`
	Width     number `json:"width"`
	Height    number `json:"height"`
	Rotation  number `json:"rotation"`
	Elevation number `json:"elevation"`
	Hidden    flag   `json:"hidden"`
	Sight     struct {
		Enabled flag   `json:"enabled"`
		Range   number `json:"range"`
	} `json:"sight"`
	Light       shine  `json:"light"`
	Vision      flag   `json:"vision"`
	DimSight    number `json:"dimSight"`    //nolint:tagliatelle // their name
	DimLight    number `json:"dimLight"`    //nolint:tagliatelle // their name
	BrightLight number `json:"brightLight"` //nolint:tagliatelle // their name
}

type foundryNote struct {
	place

	Text text `json:"text"`
}

// foundryGrid is the grid as it is written since the tenth version.
type foundryGrid struct {
	Size     number `json:"size"`
	Type     number `json:"type"`
	Distance number `json:"distance"`
}

// ReadFoundryScene reads a scene that Foundry VTT exported. It holds no picture.
// Refusals: damaged_file, too_many_walls.
func ReadFoundryScene(source io.Reader) (Imported, error) {
	f := &foundry{}
	d := newDocument(source, nil)
	err := d.object(map[string]func() error{
		"name": d.fill(&f.name), "width": d.fill(&f.width), "height": d.fill(&f.height), "padding": d.fill(&f.padding),
		"background": d.fill(&f.background), "img": d.fill(&f.img),
		"grid":     func() (err error) { f.grid, err = d.value(); return err },
		"gridType": d.fill(&f.gridType), "gridDistance": d.fill(&f.gridDistance),
		"darkness": d.fill(&f.darkness), "environment": d.fill(&f.environment), "tokenVision": d.fill(&f.tokenVision),
		"walls":    things(d, &f.walls, 5*mostWalls, &f.warnings, "walls are no walls and were left out"),
		"lights":   things(d, &f.lights, mostThings, &f.warnings, "lights are no lights and were left out"),
		"tokens":   things(d, &f.tokens, mostThings, &f.warnings, "tokens are no tokens and were left out"),
		"notes":    things(d, &f.notes, mostThings, &f.warnings, "notes are no notes and were left out"),
		"drawings": ignored(d, &f.warnings, "drawings were left out"),
		"tiles":    ignored(d, &f.warnings, "tiles were left out"),
		"sounds":   ignored(d, &f.warnings, "sounds were left out"),
	})
	if err != nil {
		return Imported{}, err
	}
	return f.build()
}

// things reads a list of what fits, and counts the rest.
func things[T any](d *document, to *[]T, most int, w *warnings, warning string) func() error {
	return func() error {
		err := d.list(most, func(raw json.RawMessage) {
			var one T
			if raw[0] != '{' || json.Unmarshal(raw, &one) != nil {
				w.count(warning)
				return
			}
			*to = append(*to, one)
		})
		return err
	}
}

func ignored(d *document, w *warnings, warning string) func() error {
	return func() error {
		err := d.list(mostCells, func(json.RawMessage) { w.count(warning) })
		return err
	}
}

// frame turns pixels of the file into cells of the scene.
type frame struct {
	size, left, top float64
}

func (f frame) at(x, y number) (plane.Point, bool) {
	p, ok := place{x, y}.point()
	return plane.Point{X: (p.X - f.left) / f.size, Y: (p.Y - f.top) / f.size}, ok
}

func (f *foundry) build() (Imported, error) {
	var grid foundryGrid
	if json.Unmarshal(f.grid, &grid) != nil { // the older writing: a number
		_ = json.Unmarshal(f.grid, &grid.Size)
		grid.Type, grid.Distance = f.gridType, f.gridDistance
	}
	size := grid.Size.or(0)
	if !(size >= 1) || !f.width.ok || !f.height.ok {
		return Imported{}, session.Refuse("damaged_file", "the file does not tell how large the scene is (width, height, grid): is it a scene of Foundry VTT?")
	}
	b, err := newBuilder(f.width.value/size, f.height.value/size)
	if err != nil {
		return Imported{}, err
	}
	b.warnings = f.warnings
	padding := clamp(f.padding.or(0.25), 0, 1)
	at := frame{size: size, left: math.Ceil(padding*f.width.value/size) * size, top: math.Ceil(padding*f.height.value/size) * size}
	f.setGrid(b, grid.Type, grid.Distance)
	if picture := f.background.Src + f.img; picture != "" {
		b.warnings.sayf("the file names its picture (%s) but does not hold it: upload the picture and lay it under the walls", shorten(string(picture), 100))
	}
	for _, w := range f.walls {
		b.addFoundryWall(w, at)
	}
	for _, l := range f.lights {
		p, ok := at.at(l.X, l.Y)
		bright, dim := l.Config.Bright.or(l.Bright.or(0)), l.Config.Dim.or(l.Dim.or(0))
		if !ok || bright <= 0 && dim <= 0 {
			b.warnings.count("lights have no place or no range and were left out")
			continue
		}
		b.addLight(p, bright, dim, sixDigits(string(l.Config.Color+l.TintColor)), bool(l.Hidden))
	}
	for _, t := range f.tokens {
		b.addFoundryToken(t, at)
	}
	for _, n := range f.notes {
		if p, ok := at.at(n.X, n.Y); ok {
			b.addPin(p, string(n.Text), "")
		}
	}
	done, err := b.done()
	done.Title = shorten(string(f.name), 200)
	return done, err
}

func (f *foundry) setGrid(b *builder, kind, distance number) {
	g := b.scene.GetGrid()
	switch int(clamp(kind.or(1), 0, 10)) {
	case 0:
		g.Kind, g.Snap = tabletopv1.GridKind_GRID_KIND_NONE, false
	case 2, 3:
		g.Kind = tabletopv1.GridKind_GRID_KIND_HEX_POINTED
	case 4, 5:
		g.Kind = tabletopv1.GridKind_GRID_KIND_HEX_FLAT
	}
	if g.GetKind() == tabletopv1.GridKind_GRID_KIND_HEX_FLAT || g.GetKind() == tabletopv1.GridKind_GRID_KIND_HEX_POINTED {
		b.warnings.sayf("hexagons may lie a little differently here: check the grid")
	}
	if feet := distance.or(0); feet > 0 && feet <= 1000 {
		g.Feet = feet
	}
	b.scene.Atmosphere.Darkness = clamp(f.environment.DarknessLevel.or(f.darkness.or(0)), 0, 1)
	b.scene.Atmosphere.Fog = f.tokenVision == nil || bool(*f.tokenVision)
}

// addFoundryWall puts up a wall or hangs a door. A wall blocks what the file does
// not say that it lets through.
func (b *builder) addFoundryWall(w foundryWall, at frame) {
	var c [4]number
	for i := range c {
		if w.C[i] != nil {
			c[i] = *w.C[i]
		}
	}
	from, ok := at.at(c[0], c[1])
	to, also := at.at(c[2], c[3])
	if !ok || !also || w.C[4] != nil {
		b.warnings.count("walls have no two ends and were left out")
		return
	}
	if w.Dir.or(0) != 0 {
		b.warnings.count("walls work in one direction only; here they work in both")
	}
	hides, bars := blocks(w.Sight) && blocks(w.Sense), blocks(w.Move)
	if kind := w.Door.or(0); kind == 1 || kind == 2 {
		state := tabletopv1.DoorState_DOOR_STATE_CLOSED
		switch w.State.or(0) {
		case 1:
			state = tabletopv1.DoorState_DOOR_STATE_OPEN
		case 2:
			state = tabletopv1.DoorState_DOOR_STATE_LOCKED
		}
		b.addDoor(from, to, &tabletopv1.Door{State: state, Secret: kind == 2, Window: !hides})
		return
	}
	if !hides && !bars {
		b.warnings.count("walls stop neither steps nor sight and were left out")
		return
	}
	b.addWall([]plane.Point{from, to}, &tabletopv1.Wall{Transparent: !hides, Passable: !bars})
}

func blocks(n *number) bool { return n == nil || n.or(1) > 0 }

func (b *builder) addFoundryToken(t foundryToken, at frame) {
	p, ok := at.at(t.X, t.Y)
	size := clamp(t.Width.or(1), 0.5, 6)
	p.X, p.Y = p.X+t.Width.or(1)/2, p.Y+t.Height.or(t.Width.or(1))/2
	if !ok || !b.holds(p) {
		b.warnings.count("tokens lie outside of the map and were left out")
		return
	}
	token := &tabletopv1.Token{
		Name: shorten(string(t.Name), 80), At: p.Proto(), Size: size,
		Rotation: clamp(t.Rotation.or(0), -360, 360), Elevation: clamp(t.Elevation.or(0), -farthest, farthest),
	}
	if t.Sight.Enabled || t.Vision {
		token.Vision = &tabletopv1.Vision{Darkvision: clamp(t.Sight.Range.or(t.DimSight.or(0)), 0, farthest)}
	}
	bright, dim := t.Light.Bright.or(t.BrightLight.or(0)), t.Light.Dim.or(t.DimLight.or(0))
	if bright > 0 || dim > 0 {
		token.Glow = &tabletopv1.Glow{Bright: clamp(bright, 0, farthest), Dim: clamp(max(bright, dim), 0, farthest)}
	}
	b.add(&tabletopv1.Element{Hidden: bool(t.Hidden), Kind: &tabletopv1.Element_Token{Token: token}})
}

var rgb = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// sixDigits is a colour, or none.
func sixDigits(c string) string {
	if !rgb.MatchString(c) {
		return ""
	}
	return strings.ToLower(c)
}
