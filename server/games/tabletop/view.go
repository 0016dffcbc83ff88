package tabletop

import (
	"maps"
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// View is all that a viewer may know. Those who are nothing at the table know
// nothing.
func (Game) View(s State, v session.Viewer) *tabletopv1.View {
	who := s.viewer(v)
	view := &tabletopv1.View{Role: who.role}
	if who.role == nobody {
		return view
	}
	view.CampaignId, view.Seats, view.Display, view.Channels = s.campaign, s.seated(), s.display, s.channels
	b := s.board()
	if b == nil {
		return view
	}
	view.SceneId, view.Width, view.Height = b.id, b.settings.GetWidth(), b.settings.GetHeight()
	view.Grid, view.Atmosphere = b.settings.GetGrid(), b.settings.GetAtmosphere()
	if st := b.stacks[who.user]; who.user != "" {
		view.Undo, view.Redo = label(st.undo), label(st.redo)
	}
	if who.role == gm {
		s.showAll(b, view)
		return view
	}
	l := s.look(b, who)
	l.show(view)
	l.showCombat(view)
	return view
}

func label(list []*edited) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1].GetLabel()
}

// showAll is the view of a game master.
func (s State) showAll(b *board, view *tabletopv1.View) {
	view.SceneName, view.Unsaved = b.name, b.serial != b.saved
	view.Elements, view.Trails, view.Initiative = b.elements(), b.trails, b.initiative()
	view.OwnTokenIds = slices.Sorted(maps.Keys(b.things[tokens]))
	for id, ids := range b.optics.caught.get() {
		if len(ids) > 0 {
			view.Caught = with(view.GetCaught(), id, &tabletopv1.Caught{TokenIds: ids})
		}
	}
}

// look is a board as a player, or one who sees what all players see, looks at it.
type look struct {
	*board

	state  State
	who    viewer
	gaze   *gaze  // nil without fog: all is seen
	ground ground // of no meaning without fog
}

func (s State) look(b *board, who viewer) *look {
	l := &look{board: b, state: s, who: who}
	if b.fog() {
		l.gaze, l.ground = s.gaze(b, who.user), s.ground(b, who.user)
	}
	return l
}

// shows tells whether somebody sees an element.
func (s State) shows(b *board, who viewer, e *element) bool {
	switch {
	case e == nil || who.role == nobody:
		return false
	case who.role == gm:
		return true
	}
	return s.look(b, who).sees(e)
}

func (l *look) show(view *tabletopv1.View) {
	view.Elements = make(map[string]*element, len(l.things[tokens])+len(l.things[doors]))
	view.Gauges = map[string]tabletopv1.Gauge{}
	for _, kind := range []layer{maplayer, tokens, doors, lights, areas, drawings, pins} {
		for id, e := range l.things[kind] {
			switch {
			case !l.sees(e):
			case kind == drawings:
				for i, piece := range l.pieces(e) {
					at := piece.GetId()
					if i == 0 {
						at = id
					} else if l.element(at) != nil {
						continue // something else is called that
					}
					view.Elements[at] = piece
				}
			default:
				view.Elements[id] = l.face(e)
			}
		}
	}
	for id, e := range view.GetElements() {
		if t := l.things[tokens][id].GetToken(); t != nil {
			l.showToken(view, e, t)
		}
	}
	slices.Sort(view.GetOwnTokenIds())
	l.showCaught(view)
	if l.gaze != nil {
		view.Sight, view.Explored = l.gaze.sight.get(), l.ground.proto.get()
	}
}

func (l *look) showToken(view *tabletopv1.View, e *element, t *tabletopv1.Token) {
	id := e.GetId()
	if l.owns(t) {
		view.OwnTokenIds = append(view.GetOwnTokenIds(), id)
	} else if g := gauge(t.GetHp(), t.GetMaxHp()); g != 0 {
		view.Gauges[id] = g
	}
	if trail := l.trail(id, t); trail != nil {
		view.Trails = with(view.GetTrails(), id, trail)
	}
}

func (l *look) owns(t *tabletopv1.Token) bool {
	return l.who.user != "" && slices.Contains(t.GetOwnerIds(), l.who.user)
}

func (l *look) isOwn(user string) bool { return user != "" && user == l.who.user }

// sees tells whether the viewer knows of an element. Walls are nobody's business:
// what they hide tells where they are.
func (l *look) sees(e *element) bool {
	if e.GetHidden() {
		return false
	}
	switch k := e.GetKind().(type) {
	case *tabletopv1.Element_Map:
		return l.gaze == nil || l.touches(k.Map)
	case *tabletopv1.Element_Token:
		return l.gaze == nil || l.owns(k.Token) || l.gaze.sees(e)
	case *tabletopv1.Element_Light:
		return !k.Light.GetOff() && (l.gaze == nil || l.gaze.sees(e))
	case *tabletopv1.Element_Door:
		open := k.Door.GetState() == tabletopv1.DoorState_DOOR_STATE_OPEN
		return (open || !k.Door.GetSecret()) && (l.gaze == nil || slices.ContainsFunc(faces(k.Door), l.knows) || l.gaze.sees(e))
	case *tabletopv1.Element_Area:
		return l.isOwn(k.Area.GetOwnerId()) || !k.Area.GetStaged() && l.touched(e)
	case *tabletopv1.Element_Drawing:
		return len(l.pieces(e)) > 0
	case *tabletopv1.Element_Pin:
		return k.Pin.GetShared() && l.knows(plane.At(k.Pin.GetAt()))
	}
	return false
}

// knows is true for ground that the viewer has explored.
func (l *look) knows(p plane.Point) bool { return l.gaze == nil || l.ground.whole.Has(p.X, p.Y) }

// touches is true for pictures of ground of which the viewer knows some.
func (l *look) touches(m *tabletopv1.MapPlacement) bool {
	at := plane.At(m.GetAt())
	centre := plane.Point{X: at.X + m.GetWidth()/2, Y: at.Y + m.GetHeight()/2} //nolint:mnd // the middle
	reach := plane.Point{X: m.GetWidth() / 2, Y: m.GetHeight() / 2}            //nolint:mnd // half
	if m.GetRotation() != 0 {
		far := centre.Distance(at)
		reach = plane.Point{X: far, Y: far}
	}
	return l.ground.whole.Meets(
		plane.Point{X: centre.X - reach.X, Y: centre.Y - reach.Y}, plane.Point{X: centre.X + reach.X, Y: centre.Y + reach.Y})
}

const (
	// besideDoor is how far from a door, in cells, it is looked for: the middle of the
	// squares that touch it.
	besideDoor = 0.25
	// facePoints are how many places along a face are looked at: a door in a thick
	// wall is seen at an angle by a corner of it.
	facePoints = 9
	// faceEnd is how far from its ends, in parts of it, a face begins: what lies round
	// a corner is another's face.
	faceEnd = 0.02
)

// faces are places along both sides of a door.
func faces(d *tabletopv1.Door) []plane.Point {
	from, to := plane.At(d.GetFrom()), plane.At(d.GetTo())
	length := from.Distance(to)
	if length == 0 {
		return []plane.Point{from}
	}
	x, y := (from.Y-to.Y)/length*besideDoor, (to.X-from.X)/length*besideDoor
	points := make([]plane.Point, 0, 2*facePoints) //nolint:mnd // two sides
	for i := range facePoints {
		part := faceEnd + (1-2*faceEnd)*float64(i)/(facePoints-1) //nolint:mnd // two ends
		at := plane.Point{X: from.X + (to.X-from.X)*part, Y: from.Y + (to.Y-from.Y)*part}
		points = append(points, plane.Point{X: at.X + x, Y: at.Y + y}, plane.Point{X: at.X - x, Y: at.Y - y})
	}
	return points
}

// touched is true for areas that begin on known ground, or catch a figure that the
// viewer sees.
func (l *look) touched(e *element) bool {
	if l.knows(plane.At(e.GetArea().GetAt())) {
		return true
	}
	return slices.ContainsFunc(l.optics.caught.get()[e.GetId()], func(id string) bool { return l.sees(l.things[tokens][id]) })
}

func (l *look) showCaught(view *tabletopv1.View) {
	for id, ids := range l.optics.caught.get() {
		if view.GetElements()[id] == nil {
			continue
		}
		seen := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return view.GetElements()[id] == nil })
		if len(seen) > 0 {
			view.Caught = with(view.GetCaught(), id, &tabletopv1.Caught{TokenIds: seen})
		}
	}
}
