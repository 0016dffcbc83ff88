package format

import (
	"encoding/json"
	"io"
	"math"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// The kinds of doors of a One Page Dungeon.
const (
	archway = iota
	door
	narrow
	outside
	portcullis
	double
	secret
	steel
	stairs
	stairwell
)

// dungeon is a One Page Dungeon as it is read.
type dungeon struct {
	title, story   text
	rects          []rect
	doors          []gate
	notes          []remark
	columns, water []plane.Point
	warnings       warnings
}

// rect is a room or a piece of a corridor, in whole cells.
type rect struct{ x, y, width, height int }

type gate struct {
	place

	Dir  place  `json:"dir"`
	Type number `json:"type"`
}

type remark struct {
	Text text  `json:"text"`
	Ref  text  `json:"ref"`
	Pos  place `json:"pos"`
}

// margin is how many cells of rock are around a dungeon.
const margin = 1

// ReadOnePageDungeon reads the JSON of a One Page Dungeon. The ground is drawn:
// the file has no picture. Refusals: damaged_file, too_many_walls.
func ReadOnePageDungeon(source io.Reader) (Imported, error) {
	g := &dungeon{}
	d := newDocument(source, nil)
	err := d.object(map[string]func() error{
		"title":   d.fill(&g.title),
		"story":   d.fill(&g.story),
		"rects":   func() error { return g.readRects(d) },
		"columns": func() error { return g.readPlaces(d, &g.columns) },
		"water":   func() error { return g.readPlaces(d, &g.water) },
		"doors": func() error {
			err := d.list(mostThings, func(raw json.RawMessage) {
				var one gate
				if json.Unmarshal(raw, &one) != nil || !one.X.ok || !one.Y.ok {
					g.warnings.count("doors are nowhere and were left out")
					return
				}
				g.doors = append(g.doors, one)
			})
			return err
		},
		"notes": func() error {
			err := d.list(mostThings, func(raw json.RawMessage) {
				var one remark
				_ = json.Unmarshal(raw, &one)
				g.notes = append(g.notes, one)
			})
			return err
		},
	})
	if err != nil {
		return Imported{}, err
	}
	return g.build()
}

// readRects reads rooms. Those that are no rooms, or farther out than any scene is
// large, are left out.
func (g *dungeon) readRects(d *document) error {
	err := d.list(mostThings, func(raw json.RawMessage) {
		var r struct {
			place

			W       number `json:"w"`
			H       number `json:"h"`
			Rotunda flag   `json:"rotunda"`
		}
		const far = 10000
		bad := json.Unmarshal(raw, &r) != nil
		for _, n := range []number{r.X, r.Y, r.W, r.H} {
			bad = bad || !n.ok || n.value != math.Trunc(n.value) || math.Abs(n.value) > far
		}
		if bad || r.W.value < 1 || r.H.value < 1 {
			g.warnings.count("rooms are no rectangles of whole cells and were left out")
			return
		}
		if r.Rotunda {
			g.warnings.count("round rooms became square ones")
		}
		g.rects = append(g.rects, rect{int(r.X.value), int(r.Y.value), int(r.W.value), int(r.H.value)})
	})
	return err
}

// mostCells is how many cells with columns or water are read.
const mostCells = 100_000

func (g *dungeon) readPlaces(d *document, to *[]plane.Point) error {
	err := d.list(mostCells, func(raw json.RawMessage) {
		if p, ok := placeOf(raw); ok {
			*to = append(*to, p)
			return
		}
		g.warnings.count("columns and pools are nowhere and were left out")
	})
	return err
}

// build lays the dungeon on the table, its upper left corner a cell from the
// scene's.
func (g *dungeon) build() (Imported, error) {
	if len(g.rects) == 0 {
		return Imported{}, session.Refuse("damaged_file", "the file has no rooms (rects): is it a One Page Dungeon?")
	}
	left, top, right, bottom := math.MaxInt, math.MaxInt, math.MinInt, math.MinInt
	for _, r := range g.rects {
		left, top = min(left, r.x), min(top, r.y)
		right, bottom = max(right, r.x+r.width), max(bottom, r.y+r.height)
	}
	b, err := newBuilder(float64(right-left+2*margin), float64(bottom-top+2*margin))
	if err != nil {
		return Imported{}, err
	}
	b.warnings = g.warnings
	floor := newFloor(right-left+2*margin, bottom-top+2*margin)
	at := func(x, y float64) plane.Point {
		return plane.Point{X: x - float64(left-margin), Y: y - float64(top-margin)}
	}
	for _, r := range g.rects {
		p := at(float64(r.x), float64(r.y))
		q := plane.Point{X: p.X + float64(r.width), Y: p.Y + float64(r.height)}
		floor.fill(int(p.X), int(p.Y), int(q.X), int(q.Y))
		b.draw(tabletopv1.DrawingShape_DRAWING_SHAPE_RECTANGLE, p, q, "#e9e2d0", -2)
	}
	for _, p := range g.water {
		b.drawCell(at(p.X, p.Y), tabletopv1.DrawingShape_DRAWING_SHAPE_RECTANGLE, 0, "#8fb8c9")
	}
	for _, p := range g.columns {
		b.drawCell(at(p.X, p.Y), tabletopv1.DrawingShape_DRAWING_SHAPE_ELLIPSE, 0.2, "#4a4640")
	}
	for _, line := range floor.border() {
		b.addWall(line, &tabletopv1.Wall{})
	}
	for _, one := range g.doors {
		b.addGate(one, at(one.X.value, one.Y.value))
	}
	g.addNotes(b, at)
	done, err := b.done()
	done.Title = shorten(string(g.title), 200)
	return done, err
}

func (b *builder) draw(shape tabletopv1.DrawingShape, from, to plane.Point, fill string, order int32) {
	b.add(&tabletopv1.Element{Order: order, Locked: true, Kind: &tabletopv1.Element_Drawing{Drawing: &tabletopv1.Drawing{
		Shape: shape, Points: []*tabletopv1.Point{from.Proto(), to.Proto()}, Fill: fill,
	}}})
}

// drawCell draws in a cell, so far from its border.
func (b *builder) drawCell(p plane.Point, shape tabletopv1.DrawingShape, gap float64, fill string) {
	if !b.holds(p) {
		b.warnings.count("columns and pools lie outside of the map and were left out")
		return
	}
	b.draw(shape, plane.Point{X: p.X + gap, Y: p.Y + gap}, plane.Point{X: p.X + 1 - gap, Y: p.Y + 1 - gap}, fill, -1)
}

// addGate hangs a door in the middle of its cell, across its direction.
func (b *builder) addGate(g gate, cell plane.Point) {
	middle := plane.Point{X: cell.X + 0.5, Y: cell.Y + 0.5}
	hung := &tabletopv1.Door{State: tabletopv1.DoorState_DOOR_STATE_CLOSED}
	switch int(clamp(g.Type.or(door), -1, 100)) {
	case archway, narrow:
		return
	case stairs, stairwell:
		if b.holds(middle) {
			b.add(&tabletopv1.Element{Locked: true, Kind: &tabletopv1.Element_Drawing{Drawing: &tabletopv1.Drawing{
				Shape: tabletopv1.DrawingShape_DRAWING_SHAPE_TEXT, Points: []*tabletopv1.Point{middle.Proto()}, Colour: "#4a4640", Text: "stairs",
			}}})
		}
		return
	case portcullis:
		hung.Window = true
	case secret:
		hung.Secret = true
	case steel:
		hung.State = tabletopv1.DoorState_DOOR_STATE_LOCKED
	case door, outside, double:
	default:
		b.warnings.count("doors are of a kind that is not known and became plain doors")
	}
	across := plane.Point{Y: 0.5}
	if math.Abs(g.Dir.Y.or(0)) > math.Abs(g.Dir.X.or(0)) {
		across = plane.Point{X: 0.5}
	}
	b.addDoor(plane.Point{X: middle.X - across.X, Y: middle.Y - across.Y}, plane.Point{X: middle.X + across.X, Y: middle.Y + across.Y}, hung)
}

func (g *dungeon) addNotes(b *builder, at func(x, y float64) plane.Point) {
	if g.story != "" {
		b.addPin(plane.Point{X: 0.5, Y: 0.5}, "Story", string(g.story))
	}
	for _, n := range g.notes {
		p, ok := n.Pos.point()
		if !ok {
			b.warnings.count("notes are nowhere and were left out")
			continue
		}
		b.addPin(at(p.X, p.Y), string(n.Ref), string(n.Text))
	}
}
