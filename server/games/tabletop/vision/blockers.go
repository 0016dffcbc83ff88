package vision

import (
	"maps"
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
)

// Blockers is what stands in the way of sight and steps in a scene. It never
// changes: WithDoor makes another that shares nearly everything.
type Blockers struct {
	width, height float64
	segments      []segment
	rings         [][]vertex
	index         index
	doors         map[string]doorway
	// hides and bars tell by segment whether it blocks sight and steps now.
	hides, bars []bool
}

// segment is a straight piece of a wall, or a door.
type segment struct {
	a, b vertex
	// ring is the one-way ring it belongs to, -1 for none. In a ring the inside is
	// clockwise of the way from a to b.
	ring int32
}

// doorway is where a door is among the segments.
type doorway struct {
	segment int32
	window  bool
}

// New takes the walls and doors among the elements of a scene; width and height
// are the scene's, in cells. Walls with corners that are no numbers lose the
// pieces that end there.
func New(width, height float64, elements map[string]*tabletopv1.Element) *Blockers {
	b := &Blockers{width: width, height: height, doors: map[string]doorway{}}
	w := welder{}
	for _, id := range slices.Sorted(maps.Keys(elements)) {
		switch kind := elements[id].GetKind().(type) {
		case *tabletopv1.Element_Wall:
			b.addWall(&w, kind.Wall)
		case *tabletopv1.Element_Door:
			b.addDoor(&w, id, kind.Door)
		}
	}
	b.index = newIndex(b.segments)
	return b
}

// WithDoor is the blockers when the door stands like that. A door it does not
// know changes nothing; for one that is new or was moved, use New.
func (b *Blockers) WithDoor(id string, state tabletopv1.DoorState) *Blockers {
	door, ok := b.doors[id]
	if !ok {
		return b
	}
	changed := *b
	changed.hides, changed.bars = slices.Clone(b.hides), slices.Clone(b.bars)
	shut := state != tabletopv1.DoorState_DOOR_STATE_OPEN
	changed.hides[door.segment] = shut && !door.window
	changed.bars[door.segment] = shut
	return &changed
}

func (b *Blockers) addDoor(w *welder, id string, door *tabletopv1.Door) {
	shut := door.GetState() != tabletopv1.DoorState_DOOR_STATE_OPEN
	line := w.line([]*tabletopv1.Point{door.GetFrom(), door.GetTo()})
	if b.addLine(line, -1, shut && !door.GetWindow(), shut) {
		b.doors[id] = doorway{segment: int32(len(b.segments) - 1), window: door.GetWindow()}
	}
}

func (b *Blockers) addWall(w *welder, wall *tabletopv1.Wall) {
	line := w.line(wall.GetPoints())
	ring := int32(-1)
	if wall.GetOneWay() {
		if area := area(line); area != 0 {
			if area < 0 {
				slices.Reverse(line)
			}
			ring = int32(len(b.rings))
			b.rings = append(b.rings, outline(line))
		}
	}
	b.addLine(line, ring, !wall.GetTransparent(), !wall.GetPassable())
}

func (b *Blockers) addLine(line []*vertex, ring int32, hides, bars bool) (added bool) {
	for i := 1; i < len(line); i++ {
		from, to := line[i-1], line[i]
		if from == nil || to == nil || *from == *to {
			continue
		}
		b.segments = append(b.segments, segment{a: *from, b: *to, ring: ring})
		b.hides, b.bars = append(b.hides, hides), append(b.bars, bars)
		added = true
	}
	return added
}

// welder gives ends of walls that all but meet one place.
type welder map[vertex]vertex

// weld is how near, in grains, two places are one.
const weld = grain / 512

// line is where the points are; nil for those that are nowhere.
func (w welder) line(points []*tabletopv1.Point) []*vertex {
	line := make([]*vertex, len(points))
	for i, p := range points {
		if at := plane.At(p); p != nil && at.Finite() {
			v := w.place(vertexAt(at))
			line[i] = &v
		}
	}
	return line
}

func (w welder) place(v vertex) vertex {
	box := vertex{v.x / weld, v.y / weld}
	for dy := int64(-1); dy <= 1; dy++ {
		for dx := int64(-1); dx <= 1; dx++ {
			if u, ok := w[vertex{box.x + dx, box.y + dy}]; ok && max(abs(u.x-v.x), abs(u.y-v.y)) <= weld {
				return u
			}
		}
	}
	w[box] = v
	return v
}

func abs(n int64) int64 { return max(n, -n) }

func outline(line []*vertex) []vertex {
	var ring []vertex
	for _, v := range line {
		if v != nil {
			ring = append(ring, *v)
		}
	}
	return ring
}

// area is twice that of the ring, positive when it goes clockwise.
func area(line []*vertex) float64 {
	ring := outline(line)
	sum := 0.0
	for i, v := range ring {
		sum += float64(v.minus(ring[0]).cross(ring[(i+1)%len(ring)].minus(ring[0])))
	}
	return sum
}

// holds tells for each ring whether the place is in it or on its line.
func (b *Blockers) holds(eye vertex) []bool {
	held := make([]bool, len(b.rings))
	for i, ring := range b.rings {
		held[i] = encloses(ring, eye)
	}
	return held
}

func encloses(ring []vertex, eye vertex) bool {
	inside := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		side := turn(a, b, eye)
		if side == 0 && min(a.x, b.x) <= eye.x && eye.x <= max(a.x, b.x) && min(a.y, b.y) <= eye.y && eye.y <= max(a.y, b.y) {
			return true
		}
		if (a.y > eye.y) != (b.y > eye.y) && (side > 0) == (b.y > a.y) {
			inside = !inside
		}
	}
	return inside
}
