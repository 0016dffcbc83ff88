package tabletop

import (
	"maps"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/measure"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

// layer is what kind of thing an element is. Things are kept by layer, so that a
// figure that moves does not cost a copy of all walls.
type layer int

const (
	maplayer layer = iota
	tokens
	walls
	doors
	lights
	areas
	drawings
	pins
	layers
)

// layerOf is where an element is kept; false for what is nothing.
func layerOf(e *element) (layer, bool) {
	switch e.GetKind().(type) {
	case *tabletopv1.Element_Map:
		return maplayer, true
	case *tabletopv1.Element_Token:
		return tokens, true
	case *tabletopv1.Element_Wall:
		return walls, true
	case *tabletopv1.Element_Door:
		return doors, true
	case *tabletopv1.Element_Light:
		return lights, true
	case *tabletopv1.Element_Area:
		return areas, true
	case *tabletopv1.Element_Drawing:
		return drawings, true
	case *tabletopv1.Element_Pin:
		return pins, true
	}
	return 0, false
}

// idLetters begin the ids of elements, by layer.
const idLetters = "mtwdlazp"

// board is a scene as it lies on the table.
//
// Invariants: (1) a board never changes; with makes another that shares what is
// the same; (2) what is worked out (optics) follows from the rest and never makes
// a difference to two boards being equal.
type board struct {
	id, name, etag string
	settings       *settings
	things         [layers]map[string]*element
	explored       map[string]*vision.Explored // by account; "" for all players
	cues           []string
	nextID         int32
	order          *tabletopv1.Event_Order // nil for no combat
	combatants     map[string]*tabletopv1.Combatant
	trails         map[string]*tabletopv1.Trail
	serial, saved  int32 // counts changes; what it was when it was saved
	size           int   // bytes of all elements
	stacks         map[string]stack
	optics         *optics
}

// newBoard lays a scene out.
func newBoard(e *tabletopv1.Event_Staged) *board {
	scene := e.GetScene()
	b := &board{
		id: e.GetSceneId(), name: e.GetName(), etag: e.GetEtag(), nextID: max(1, scene.GetNextId()), cues: scene.GetCues(),
		settings: &settings{Width: scene.GetWidth(), Height: scene.GetHeight(), Grid: scene.GetGrid(), Atmosphere: scene.GetAtmosphere()},
		explored: map[string]*vision.Explored{},
	}
	for id, thing := range scene.GetElements() {
		kind, ok := layerOf(thing)
		if !ok {
			continue
		}
		if b.things[kind] == nil {
			b.things[kind] = map[string]*element{}
		}
		b.things[kind][id] = thing
		b.size += proto.Size(thing)
	}
	for user, ground := range scene.GetExplored() {
		if seen, err := vision.Decode(ground); err == nil {
			b.explored[user] = seen.Fit(b.settings.GetWidth(), b.settings.GetHeight())
		}
	}
	b.setInitiative(scene.GetInitiative())
	b.optics = newOptics(b)
	return b
}

func (b *board) setInitiative(i *tabletopv1.Initiative) {
	if i == nil {
		return
	}
	b.order = &tabletopv1.Event_Order{Round: i.GetRound(), Shown: i.GetShown()}
	b.combatants = map[string]*tabletopv1.Combatant{}
	for at, c := range i.GetCombatants() {
		b.combatants[c.GetId()] = c
		b.order.CombatantIds = append(b.order.CombatantIds, c.GetId())
		if int32(at) == i.GetTurn() {
			b.order.Current = c.GetId()
		}
	}
}

// scene is the board as it is stored in the campaign.
func (b *board) scene() *tabletopv1.Scene {
	scene := &tabletopv1.Scene{
		Width: b.settings.GetWidth(), Height: b.settings.GetHeight(), Grid: b.settings.GetGrid(), Atmosphere: b.settings.GetAtmosphere(),
		Elements: b.elements(), Explored: map[string]*tabletopv1.Explored{}, Initiative: b.initiative(), Cues: b.cues, NextId: b.nextID,
	}
	for user, ground := range b.explored {
		scene.Explored[user] = ground.Proto()
	}
	return scene
}

// elements is everything on the board.
func (b *board) elements() map[string]*element {
	all := make(map[string]*element, b.count())
	for _, things := range b.things {
		maps.Copy(all, things)
	}
	return all
}

func (b *board) count() (n int) {
	for _, things := range b.things {
		n += len(things)
	}
	return n
}

// element is the one with an id; nil for none.
func (b *board) element(id string) *element {
	for _, things := range b.things {
		if e, ok := things[id]; ok {
			return e
		}
	}
	return nil
}

func (b *board) grid() *tabletopv1.Grid { return b.settings.GetGrid() }

func (b *board) fog() bool { return b.settings.GetAtmosphere().GetFog() }

// cells is a length in feet as cells.
func (b *board) cells(feet float64) float64 { return feet / measure.Feet(b.grid()) }

// holds is true for places on the board.
func (b *board) holds(p plane.Point) bool {
	return p.Finite() && p.X >= 0 && p.Y >= 0 && p.X <= b.settings.GetWidth() && p.Y <= b.settings.GetHeight()
}

// ground is what an account has explored by itself.
func (b *board) ground(user string) *vision.Explored {
	if ground := b.explored[user]; ground != nil {
		return ground
	}
	return vision.NewExplored(b.settings.GetWidth(), b.settings.GetHeight())
}

// initiative is the order of combat as a message; nil for none.
func (b *board) initiative() *tabletopv1.Initiative {
	if b.order == nil {
		return nil
	}
	i := &tabletopv1.Initiative{Round: b.order.GetRound(), Shown: b.order.GetShown(), Turn: -1}
	for at, id := range b.order.GetCombatantIds() {
		i.Combatants = append(i.Combatants, b.combatants[id])
		if id == b.order.GetCurrent() {
			i.Turn = int32(at)
		}
	}
	return i
}
