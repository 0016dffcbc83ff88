package vision

import "math"

// piece says what is nearest from a direction on, to the next piece's.
type piece struct {
	from vertex
	// wall is an index into the envelope's walls; -1 for none.
	wall int32
}

// envelope finds what is nearest to the eye in every direction.
//
//  1. Walls are given relative to the eye, b clockwise of a.
//  2. A list of pieces begins to the right (1,0) and goes once around.
//  3. Of a wall's piece, no direction is out of the wall's own two.
type envelope struct {
	walls []segment
	// spare is lists that can be used again.
	spare [][]piece
}

var right = vertex{1, 0}

// of is the envelope of the walls from..to-1; there is at least one.
func (e *envelope) of(from, to int) []piece {
	if to-from == 1 {
		return e.single(int32(from))
	}
	middle := (from + to) / 2
	a, b := e.of(from, middle), e.of(middle, to)
	merged := e.merge(a, b)
	e.spare = append(e.spare, a, b)
	return merged
}

func (e *envelope) list() []piece {
	if n := len(e.spare); n > 0 {
		list := e.spare[n-1]
		e.spare = e.spare[:n-1]
		return list[:0]
	}
	return make([]piece, 0, 16)
}

func (e *envelope) single(wall int32) []piece {
	a, b := e.walls[wall].a, e.walls[wall].b
	list := e.list()
	switch {
	case !a.before(b): // It lies across the direction where the list begins.
		if right.before(b) {
			list = append(list, piece{right, wall})
			list = append(list, piece{b, -1})
		} else {
			list = append(list, piece{right, -1})
		}
		return append(list, piece{a, wall})
	case right.before(a):
		list = append(list, piece{right, -1}, piece{a, wall})
	default:
		list = append(list, piece{right, wall})
	}
	return append(list, piece{b, -1})
}

// merge takes what is nearer, direction by direction.
func (e *envelope) merge(a, b []piece) []piece {
	list := e.list()
	i, j, from := 0, 0, right
	for i < len(a) && j < len(b) {
		s, t := a[i].wall, b[j].wall
		to, last := right, i+1 == len(a) && j+1 == len(b)
		switch {
		case last:
			i, j = i+1, j+1
		case j+1 == len(b) || i+1 < len(a) && a[i+1].from.before(b[j+1].from):
			to = a[i+1].from
			i++
		case i+1 == len(a) || b[j+1].from.before(a[i+1].from):
			to = b[j+1].from
			j++
		default:
			to = a[i+1].from
			i, j = i+1, j+1
		}
		list = e.nearer(list, span{from, to, last}, s, t)
		from = to
	}
	return list
}

// span is directions: clockwise from..to, where the last one goes to the end.
type span struct {
	from, to vertex
	last     bool
}

// nearer appends which of two walls is nearer in the span, in one or two pieces.
func (e *envelope) nearer(list []piece, d span, s, t int32) []piece {
	if s < 0 || t < 0 {
		return put(list, d.from, max(s, t))
	}
	first, last := e.compare(s, t, d.from), e.compare(s, t, d.to)
	switch {
	case first <= 0 && last <= 0:
		return put(list, d.from, s)
	case first >= 0 && last >= 0:
		return put(list, d.from, t)
	}
	if first > 0 {
		s, t = t, s
	}
	at := e.meeting(s, t)
	switch {
	case at == vertex{} || !d.from.before(at):
		return put(list, d.from, t)
	case !d.last && !at.before(d.to):
		return put(list, d.from, s)
	}
	return put(put(list, d.from, s), at, t)
}

func put(list []piece, from vertex, wall int32) []piece {
	if n := len(list); n > 0 && list[n-1].wall == wall {
		return list
	}
	return append(list, piece{from, wall})
}

// compare is negative when wall s is nearer than t in a direction that meets
// both. A wall is a×b / d×(b-a) times d away.
func (e *envelope) compare(s, t int32, d vertex) int {
	v, w := e.walls[s], e.walls[t]
	return compareProducts(v.a.cross(v.b), d.cross(w.b.minus(w.a)), w.a.cross(w.b), d.cross(v.b.minus(v.a)))
}

// meeting is where two walls cross, to a grain.
func (e *envelope) meeting(s, t int32) vertex {
	v, w := e.walls[s], e.walls[t]
	way, other := v.b.minus(v.a), w.b.minus(w.a)
	u := float64(w.a.minus(v.a).cross(other)) / float64(way.cross(other))
	return vertex{
		x: v.a.x + int64(math.Round(u*float64(way.x))),
		y: v.a.y + int64(math.Round(u*float64(way.y))),
	}
}
